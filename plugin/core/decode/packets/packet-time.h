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
 *   WEEK:gps-week+FIELD:ms     weeks of GPS, and the time of week
 *   FIELD:mjd, FIELD:jd        days, with a fraction, of the Julian date; :tai or :gps
 *                              behind it says another scale than UTC
 *   Y:year+M:month+D:day+…     a date of UTC, and the time of day
 *   Y:year+N:doy+…             the same by the day of the year, the first of which is 1
 * and @EPOCH behind it, where the terms do not say it: unix, gps, tai, j2000 or a date.
 * Numbers without an epoch are elapsed time since liftoff. */
#define TLM_PACKET_TIME_TERMS 8

/* What a term says. */
typedef enum {
  TLM_PACKET_TERM_SPAN,
  TLM_PACKET_TERM_YEAR,
  TLM_PACKET_TERM_MONTH,
  TLM_PACKET_TERM_DAY,
  TLM_PACKET_TERM_DOY
} TlmPacketTerm;

typedef struct {
  char *name;              /* of the first field */
  guint n;                 /* terms, at least 1 */
  guint slots[TLM_PACKET_TIME_TERMS];
  TlmPacketTerm terms[TLM_PACKET_TIME_TERMS];
  double ns_per_unit[TLM_PACKET_TIME_TERMS];   /* of a span */
  enum { TLM_PACKET_TIME_SUM, TLM_PACKET_TIME_CODE, TLM_PACKET_TIME_PREAMBLED } kind;
  TlmCcsdsTime code;       /* of CODE */
  TlmInstant epoch;        /* TLM_TIME_NONE: elapsed, or the code's own */
  gboolean utc;            /* leap seconds are left out of the sum */
  gboolean counts_itself;  /* some term says from when it counts */
  guint said;              /* terms of a date, a bit each */
  gint64 base_s;           /* is added to the sum */
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
