/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* A clock of UTC that jumps by months within one recording: a receiver or a recorder that
 * did not know the date yet stamps 6 January 1980, a week after the last rollover, or 1970
 * or 2000; one that lost a round of 1024 weeks is 19.6 years off. */

#define TLM_CLOCK_PARTS_MAX 8

/* What is further off is of another part: no recording has such a gap. */
#define TLM_CLOCK_PARTS_JUMP_NS (200 * 86400 * TLM_SECOND)

typedef struct {
  gint64 first_ns, last_ns;
  guint64 n, first_record; /* records, and the number of the first */
} TlmClockPart;

/* All zero at the beginning. */
typedef struct {
  TlmClockPart parts[TLM_CLOCK_PARTS_MAX];
  guint n, now;            /* how many there are; the one of the record before */
} TlmClockParts;

/* Takes the instant of a record, in order of arrival; RECORD is its number. */
void tlm_clock_parts_take (TlmClockParts *parts, TlmInstant instant, guint64 record);

/* Whether a clock shows INSTANT that does not know the date, for certain: nothing that is recorded is
 * of then. */
gboolean tlm_clock_is_never (TlmInstant instant);

/* Rounds of 1024 weeks after which what ended at LAST goes on at NEXT, at most an hour later; 0:
 * it does not. OFFSET becomes what they are, the clock of the day being what it is. */
gint64 tlm_clock_parts_rounds (TlmInstant last, TlmInstant next, gint64 *offset_ns);

/* At the end, before LOG is sealed: a part that 1024 weeks bring to where the next one
 * begins is put there; one of a clock that did not know the date is left out, where another
 * one knows it. Each is noted, with WORD for a record ("line"); a log of which no part
 * knows the date is warned of. */
void tlm_clock_parts_settle (const TlmClockParts *parts, TlmLog *log, const char *word);

G_END_DECLS
