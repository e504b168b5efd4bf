/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/hold.h"

G_BEGIN_DECLS

/* MAVLink: frames of versions 1 and 2 (mavlink.io, "Packet Serialization"). */

#define TLM_MAVLINK_PAYLOAD 255

typedef struct {
  guint8 sequence, system, component;
  guint32 message;
  gsize length;                          /* of the whole frame */
  guint8 payload[TLM_MAVLINK_PAYLOAD];   /* zeros after what was sent */
} TlmMavlinkFrame;

typedef enum {
  TLM_MAVLINK_GOOD,
  TLM_MAVLINK_BAD,       /* no frame, or its checksum is wrong */
  TLM_MAVLINK_SHORT      /* it goes on after the data */
} TlmMavlinkResult;

/* CRC-16/MCRF4XX of DATA, from CRC on (0xffff at the beginning). */
guint16 tlm_mavlink_crc (guint16 crc, const guint8 *data, gsize length);

/* The frame at DATA. The checksum of a message whose CRC_EXTRA is not known here
 * is held right when there is a CRC_EXTRA that makes it so, and another frame
 * follows, or (STAMPED) the 0 that begins the stamp of one, or the end when LAST
 * says that no more comes. */
TlmMavlinkResult tlm_mavlink_read (const guint8 *data, gsize length, gboolean stamped,
    gboolean last, TlmMavlinkFrame *frame);

/* A vehicle: all that one system sends. */
typedef struct _TlmMavlinkSystem TlmMavlinkSystem;

/* NAME is the vehicle's; LOG must outlive the system. */
TlmMavlinkSystem *tlm_mavlink_system_new (TlmLog *log, const char *name);

/* Frees a TlmMavlinkSystem; nothing for NULL. The log stays. */
void tlm_mavlink_system_free (gpointer system);

/* Takes what FRAME says; STAMP is when a ground station received it, or
 * TLM_TIME_NONE. */
void tlm_mavlink_system_take (TlmMavlinkSystem *system, const TlmMavlinkFrame *frame,
    TlmInstant stamp);

/* Whether something waits for UTC. */
gboolean tlm_mavlink_system_holds (const TlmMavlinkSystem *system);

/* The end of the stream: what waits for UTC is written on the receiver's stamps, or
 * as elapsed time where there are none. */
void tlm_mavlink_system_finish (TlmMavlinkSystem *system);

/* Whether the message has values that are read here. */
gboolean tlm_mavlink_is_known (guint32 message);

G_END_DECLS
