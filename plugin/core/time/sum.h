/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Sums of times that came from outside: no sum of two of them is taken unchecked. "Not known" in
 * gives "not known" out, and so does what 64 bits do not hold. */

/* Instants of the years TLM_YEAR_MIN to TLM_YEAR_MAX (core/time/utc.h), with room for what TAI is
 * ahead of UTC. */
#define TLM_INSTANT_FIRST (G_GINT64_CONSTANT (-25567) * 86400 * TLM_SECOND)
#define TLM_INSTANT_LAST (G_GINT64_CONSTANT (84371) * 86400 * TLM_SECOND + 60 * TLM_SECOND)

/* How far from liftoff telemetry may count: 140 years of 365.25 days, so that two such times are
 * less apart than 64 bits hold. Voyager's clock counts 49. */
#define TLM_ELAPSED_LONGEST (G_GINT64_CONSTANT (140) * 31557600 * TLM_SECOND)

/* How far apart the times of one flight may be: 290 such years. */
#define TLM_SPAN_LONGEST (G_GINT64_CONSTANT (290) * 31557600 * TLM_SECOND)

/* TIME moved by OFFSET; TLM_TIME_NONE where either is, and where 64 bits end. */
static inline gint64
tlm_time_moved (gint64 time_ns, TlmDuration offset_ns)
{
  gint64 sum;

  return time_ns == TLM_TIME_NONE || offset_ns == TLM_TIME_NONE ||
      __builtin_add_overflow (time_ns, offset_ns, &sum) ? TLM_TIME_NONE : sum;
}

/* From one time to another; TLM_TIME_NONE where either is, and where 64 bits end. */
static inline TlmDuration
tlm_time_between (gint64 from_ns, gint64 to_ns)
{
  TlmDuration difference;

  return from_ns == TLM_TIME_NONE || to_ns == TLM_TIME_NONE ||
      __builtin_sub_overflow (to_ns, from_ns, &difference) ? TLM_TIME_NONE : difference;
}

/* The same of two times that are known, as long as 64 bits tell at most: for comparisons and ages. */
static inline TlmDuration
tlm_time_apart (gint64 from_ns, gint64 to_ns)
{
  TlmDuration difference;

  if (__builtin_sub_overflow (to_ns, from_ns, &difference))
    return to_ns > from_ns ? G_MAXINT64 : -G_MAXINT64;
  return difference;
}

/* Whether telemetry may be of this time: an instant of the years above, or an elapsed time that is
 * no further from liftoff than the above. */
static inline gboolean
tlm_time_is_usual (TlmClock clock, gint64 time_ns)
{
  return clock == TLM_CLOCK_TAI ? time_ns >= TLM_INSTANT_FIRST && time_ns <= TLM_INSTANT_LAST :
      time_ns >= -TLM_ELAPSED_LONGEST && time_ns <= TLM_ELAPSED_LONGEST;
}

/* What is wrong with a time that is not usual, for messages. */
static inline const char *
tlm_time_unusual_text (TlmClock clock)
{
  return clock == TLM_CLOCK_TAI ? "outside the years 1900 to 2200" : "over 140 years from liftoff";
}

G_END_DECLS
