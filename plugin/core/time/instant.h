/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An instant: TAI nanoseconds since 1970-01-01T00:00:00 TAI. TAI has no leap
 * seconds, so that 23:59:60 UTC has a place of its own; UTC, GPS and TT are
 * conversions at the edges (core/time/utc.h, core/time/gps.h). */
typedef gint64 TlmInstant;

/* A signed span in nanoseconds; also elapsed time since liftoff (T-0). */
typedef gint64 TlmDuration;

/* "Not known", for both. */
#define TLM_TIME_NONE G_MININT64

/* What a time counts from. */
typedef enum {
  TLM_CLOCK_TAI,     /* absolute: a TlmInstant */
  TLM_CLOCK_ELAPSED  /* a TlmDuration since liftoff, negative before it */
} TlmClock;

#define TLM_SECOND G_GINT64_CONSTANT (1000000000)

/* Seconds as a double, for formulas; never to store. */
static inline double
tlm_duration_to_s (TlmDuration duration)
{
  return (double) duration / (double) TLM_SECOND;
}

G_END_DECLS
