/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where in its footage a source is that has none: a clock that is set, held and let go. A plain value; all zero stands
 * at 0. */
typedef struct {
  gint64 place_ns;             /* at SINCE_NS, or while it stands */
  gint64 since_ns;             /* on the program's clock */
  gboolean runs;
} TelemetryClock;

/* The place at NOW_NS of the program's clock. */
static inline gint64
telemetry_clock_at (const TelemetryClock *clock, gint64 now_ns)
{
  return clock->runs ? clock->place_ns + (now_ns - clock->since_ns) : clock->place_ns;
}

/* It is at PLACE_NS now, and goes on as it did. */
static inline void
telemetry_clock_set (TelemetryClock *clock, gint64 place_ns, gint64 now_ns)
{
  clock->place_ns = place_ns;
  clock->since_ns = now_ns;
}

/* It stands, or goes on, from where it is. */
static inline void
telemetry_clock_run (TelemetryClock *clock, gboolean runs, gint64 now_ns)
{
  telemetry_clock_set (clock, telemetry_clock_at (clock, now_ns), now_ns);
  clock->runs = runs;
}

G_END_DECLS
