/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/mavlink/mavlink-clock.h"
#include "core/decode/mavlink/mavlink-private.h"

G_BEGIN_DECLS

struct _TlmMavlinkSystem {
  TlmWriter writer;
  TlmHold hold;
  gboolean has_name;
  guint8 id;
  guint8 roles[256];       /* TlmMavlinkRole by component */
  int vehicle;             /* the component that is the vehicle, or -1 */
  TlmWriterSlot airspeed, landed;
  struct {
    guint rank;            /* of the message that has the channel; 0: none */
    gint64 local_ns;       /* when it gave it last */
  } source[TLM_N_STANDARD_CHANNELS];
  guint rank;              /* of the message that is read */
  TlmDuration steps_ns[TLM_MAVLINK_TIMED];   /* how often each message is to come; 0: not known */
  TlmMavlinkClock clock;
  gboolean is_old;         /* what is read was measured before, and said already */
  gboolean is_lost;        /* the receiver had no fix */
  TlmClockWatch utc;       /* the vehicle's UTC against its frames' time */
  gint64 reference_ns;     /* when the frame that is read came, or TLM_TIME_NONE */
  gint64 tai_ns;           /* from that to TAI, where it is known otherwise */
};

/* A message that is read. RANK: whose word counts where several give a channel. */
typedef struct {
  guint32 message;
  void (*read) (TlmMavlinkSystem *system, const guint8 *payload);
  guint rank;
  TlmMavlinkTimeKind time;
  guint offset;            /* of the time in the payload */
  gboolean is_timeless;    /* it measures nothing: read also while no time is known */
} TlmMavlinkMessage;

/* All of them, N_MESSAGES, at most TLM_MAVLINK_TIMED. */
const TlmMavlinkMessage *tlm_mavlink_messages (gsize *n_messages);

/* The one of number ID; NULL where it is not read. */
const TlmMavlinkMessage *tlm_mavlink_message_find (guint32 id);

G_END_DECLS
