/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/program.h"
#include "core/time/ccsds-time.h"

G_BEGIN_DECLS

/* When a packet is of, from its fields. Written
 *   FIELD                      a field that is an absolute time itself (XTCE)
 *   FIELD:cds                  CCSDS day segmented, beginning with this field: 16 bits of
 *                              day, 32 of millisecond, 16 of microsecond
 *   FIELD:cds-ms, cds-ps       the same with no, or 32 bits of submillisecond
 *   FIELD:cucC.F               CCSDS unsegmented, C and F octets; 1958 TAI or @EPOCH
 *   FIELD:ccsds                a time code with its P-field before it
 *   FIELD:s                    a number of s, ms, us, min, h or d, …
 *   FIELD:s+FIELD:ms           the sum of several
 * and @EPOCH behind it: unix, gps, tai, j2000 or a date. Numbers without an
 * epoch are elapsed time since liftoff. */
#define TLM_PACKET_TIME_TERMS 4

typedef struct {
  char *name;              /* of the first field */
  guint n;                 /* terms, at least 1 */
  guint slots[TLM_PACKET_TIME_TERMS];
  double ns_per_unit[TLM_PACKET_TIME_TERMS];
  enum { TLM_PACKET_TIME_SUM, TLM_PACKET_TIME_CODE, TLM_PACKET_TIME_PREAMBLED } kind;
  TlmCcsdsTime code;       /* of CODE */
  TlmInstant epoch;        /* TLM_TIME_NONE: elapsed, or the code's own */
  gboolean utc;            /* leap seconds are left out of the sum */
  gint64 day;              /* last CDS day, and where it begins */
  TlmInstant midnight;
} TlmPacketTime;

/* Reads one time. FALSE with TLM_ERROR_TIME. To be cleared. */
gboolean tlm_packet_time_parse (const char *text, const TlmPacketProgram *program,
    TlmPacketTime *out, GError **error);

/* Frees what the time owns; may be all zero. */
void tlm_packet_time_clear (TlmPacketTime *time);

/* Of which clock it is. */
TlmClock tlm_packet_time_clock (const TlmPacketTime *time);

/* The time in a packet that was run. FALSE when it has none: the fields are not
 * in it, or hold no time. */
gboolean tlm_packet_time_read (TlmPacketTime *time, const TlmPacketState *state,
    const guint8 *data, gsize length, gint64 *out);

G_END_DECLS
