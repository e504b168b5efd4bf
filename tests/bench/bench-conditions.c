/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a condition costs each frame, in nanoseconds: ten minutes of four channels at 10 Hz and twenty events.
 *   bench-conditions [RUNS] */
#include <stdio.h>
#include <stdlib.h>

#include "core/log/log.h"
#include "render/layout/condition.h"

#define SAMPLES 6000
#define N_EVENTS 20
#define FRAMES 200000

static const char *const conditions[] = {
  "vehicles<2", "events>=1;vehicles<2", "has=range", "has=acceleration;has!=g-load", "provenance!=measured",
  "phase=ascent,coast", "time>-10", "altitude>100:km", "signal=lost", "signal=lost;vehicles>=2",
  "phase-time<5", "event=event-7", "since(event-7)<8", "until(event-19)<10", "vehicle.started",
  "(altitude>1:km or speed>1:km/s) and not since(event-3)<8", "altitude|max>100:km", "altitude|at:event-3>100:km",
  "altitude|since:event-3>1:km", "altitude|rate>10",
};

static TlmTimeline *
make_flight (void)
{
  static const char *const names[] = { "altitude", "speed", "acceleration", "battery-voltage" };
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("bench", "bench");

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
    TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), names[k], TLM_QUANTITY_NONE);

    for (gint64 i = 0; i < SAMPLES; i++)
      tlm_series_append (track->series, i * TLM_SECOND / 10, (double) (i * (k + 1)));
  }
  tlm_log_seal (log);
  tlm_timeline_add_log (timeline, log, NULL, NULL);
  for (guint i = 0; i < N_EVENTS; i++) {
    g_autofree char *id = g_strdup_printf ("event-%u", i);
    tlm_timeline_add_event (timeline, tlm_event_new (i * 25 * TLM_SECOND, id, NULL, NULL, "bench",
            TLM_CONFIDENCE_GIVEN));
  }
  return timeline;
}

static double
measure (TlrCondition *condition, const TlmSnapshot *snapshot)
{
  gint64 begin = g_get_monotonic_time ();
  guint n = 0;

  for (guint i = 0; i < FRAMES; i++)
    n += tlr_condition_holds (condition, "measured", snapshot) ? 1 : 0;
  return n > FRAMES ? 0 : (double) (g_get_monotonic_time () - begin) * 1e3 / FRAMES;
}

int
main (int argc, char **argv)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  int runs = argc > 1 ? MAX (atoi (argv[1]), 1) : 5;

  tlm_timeline_at (timeline, 300 * TLM_SECOND, NULL, snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++) {
    g_autoptr (TlmCondition) parsed = NULL;
    double best = G_MAXDOUBLE;

    if (!tlr_condition_parse (conditions[i], &parsed, NULL))
      continue;
    g_autoptr (TlrCondition) condition = tlr_condition_new (parsed, timeline, 0);
    for (int run = 0; run < runs; run++)
      best = MIN (best, measure (condition, snapshot));
    printf ("%8.1f ns  %s\n", best, conditions[i]);
  }
  return 0;
}
