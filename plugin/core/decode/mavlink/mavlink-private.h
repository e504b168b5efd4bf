/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/hold.h"

G_BEGIN_DECLS

/* MAVLink: frames of versions 1 and 2 (mavlink.io, "Packet Serialization"). */

#define TLM_MAVLINK_PAYLOAD 255
#define TLM_MAVLINK_HEARTBEAT 0

typedef struct {
  guint8 sequence, system, component;
  guint32 message;
  gsize length;                          /* of the whole frame */
  guint32 sum;                           /* that differs where the bytes do */
  guint8 payload[TLM_MAVLINK_PAYLOAD];   /* zeros after what was sent */
} TlmMavlinkFrame;

typedef enum {
  TLM_MAVLINK_GOOD,
  TLM_MAVLINK_BAD,       /* no frame, or its checksum is wrong */
  TLM_MAVLINK_SHORT      /* it goes on after the data */
} TlmMavlinkResult;

/* Whether a frame may begin with BYTE. */
gboolean tlm_mavlink_is_mark (guint8 byte);

/* Whether the check sum of such a message can be verified: its CRC_EXTRA is known. */
gboolean tlm_mavlink_has_check (guint32 message);

/* CRC-16/MCRF4XX of DATA, from CRC on (0xffff at the beginning). */
guint16 tlm_mavlink_crc (guint16 crc, const guint8 *data, gsize length);

/* The frame at DATA. The checksum of a message whose CRC_EXTRA is not known here
 * is held right when there is a CRC_EXTRA that makes it so, and another frame
 * follows, or (STAMPED) the 0 that begins the stamp of one, or the end when LAST
 * says that no more comes. */
TlmMavlinkResult tlm_mavlink_read (const guint8 *data, gsize length, gboolean stamped,
    gboolean last, TlmMavlinkFrame *frame);

/* When a frame came. */
typedef struct {
  gint64 time_ns;          /* on a clock that goes on evenly, or TLM_TIME_NONE */
  gint64 tai_ns;           /* added to it gives TAI; TLM_TIME_NONE where nobody knows */
} TlmMavlinkReference;

/* A vehicle: what the autopilot of one system sends. What its other components send is
 * not the vehicle's. */
typedef struct _TlmMavlinkSystem TlmMavlinkSystem;

/* The system of number ID. LOG must outlive it. */
TlmMavlinkSystem *tlm_mavlink_system_new (TlmLog *log, guint8 id);

/* Frees a TlmMavlinkSystem; nothing for NULL. The log stays. */
void tlm_mavlink_system_free (gpointer system);

/* Whether FRAME, of this system, is of the vehicle, as far as is known. Takes what a
 * HEARTBEAT says of its sender. */
gboolean tlm_mavlink_system_is_vehicle (TlmMavlinkSystem *system, const TlmMavlinkFrame *frame);

/* What the vehicle is called; before the first take(), and once. */
void tlm_mavlink_system_set_name (TlmMavlinkSystem *system, const char *name);
gboolean tlm_mavlink_system_has_name (const TlmMavlinkSystem *system);

/* Takes what FRAME, of the vehicle, says. TRUE when by its clock it has begun to count
 * anew since the frame before. */
gboolean tlm_mavlink_system_take (TlmMavlinkSystem *system, const TlmMavlinkFrame *frame,
    const TlmMavlinkReference *reference);

/* What added to references gives TAI, as the vehicle's own UTC says; TLM_TIME_NONE where it
 * says none. */
gint64 tlm_mavlink_system_get_tai (const TlmMavlinkSystem *system);

/* Whether something waits for UTC. */
gboolean tlm_mavlink_system_holds (const TlmMavlinkSystem *system);

/* The end of the stream: what waits for UTC is written on the receiver's stamps, or
 * as elapsed time where there are none. */
void tlm_mavlink_system_finish (TlmMavlinkSystem *system);

/* Whether the message has values that are read here. */
gboolean tlm_mavlink_is_known (guint32 message);

G_END_DECLS
