/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/channel-map.h"
#include "core/decode/packets/packet-time.h"

G_BEGIN_DECLS

/* Most times that the packets of a stream have. */
#define TLM_PACKET_TIMES_MAX 16

/* The times that the packets of a stream have, all on one clock, and what they
 * are in the packet at hand. All zero at the beginning; to be cleared. */
typedef struct {
  TlmPacketTime times[TLM_PACKET_TIMES_MAX];
  guint n;
  gboolean sums;           /* some time is a sum of fields, whose values are needed */
  gint64 at[TLM_PACKET_TIMES_MAX];     /* of the packet at hand, ns on the clock */
  gboolean has[TLM_PACKET_TIMES_MAX];  /* whether it has that time */
} TlmPacketTimes;

/* Reads a list of times as TEXT has them (packet-time.h), or NULL: the first field
 * of the definition that is an absolute time. FALSE with TLM_ERROR_TIME that says
 * what to add; what was read is then to be cleared all the same. */
gboolean tlm_packet_times_parse (TlmPacketTimes *times, const char *text,
    const TlmPacketProgram *program, GError **error);

/* Frees what the times own. */
void tlm_packet_times_clear (TlmPacketTimes *times);

/* The clock of them all; there is at least one. */
TlmClock tlm_packet_times_clock (const TlmPacketTimes *times);

/* INDEX of the time that MAPPING goes by. FALSE with TLM_ERROR_COLUMNS. */
gboolean tlm_packet_times_find (const TlmPacketTimes *times, const TlmChannelMapping *mapping,
    guint *index, GError **error);

/* Reads them all from a packet that was run. Returns how many it has. */
guint tlm_packet_times_read (TlmPacketTimes *times, const TlmPacketState *state,
    const guint8 *data, gsize length);

G_END_DECLS
