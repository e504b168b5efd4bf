/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the built-in profiles find in flights of their kind: each event at its instant by the
 * equations of motion, and nothing else. */
#include <string.h>

#include "core/phases/engine.h"
#include "made-flights.h"

/* An event as it has to be; S below 0: when BODY first is below ALTITUDE, rising no more. */
typedef struct {
  const char *id;
  double s, altitude_m, tolerance_s;
} Want;

static const Want balloon_events[] = {
  { "liftoff", 0, 0, 10 }, { "burst", 5400, 0, 10 }, { "landing", 8100, 0, 20 },
};
static const Want capsule_events[] = {
  { "entry-interface", -1, 122e3, 3 }, { "plasma", -1, 85e3, 8 }, { "drogue", -1, 6e3, 8 },
  { "splashdown", -1, 0, 10 },
};
static const Want lander_events[] = {
  { "braking", 0, 0, 10 }, { "approach", -1, 2.3e3, 8 }, { "final-descent", -1, 150, 8 },
  { "landing", -1, 0, 10 },
};

/* When it comes below ALTITUDE. */
static double
time_below (MadeBody body, MadeStep step, double altitude_m)
{
  for (double t = 0; t < 1e5; t += 0.1) {
    step (t, &body);
    body.height_m = MAX (body.height_m + body.climb_m_s * 0.1, 0);
    if (body.height_m <= altitude_m && body.climb_m_s <= 0)
      return t;
  }
  g_assert_not_reached ();
}

static const TlmEvent *
find (const TlmTimeline *timeline, const char *id)
{
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->confidence == TLM_CONFIDENCE_DETECTED && strcmp (event->id, id) == 0)
      return event;
  }
  return NULL;
}

static const struct {
  const char *profile;
  MadeBody start;
  MadeStep step;
  double seconds, interval;
  TlmSiteBody body;
  const Want *want;
  guint n;
} flights[] = {
  { "balloon", { 0, 0, 0 }, made_balloon, 8500, 1, TLM_SITE_EARTH, balloon_events,
    G_N_ELEMENTS (balloon_events) },
  { "capsule-entry", { 125e3, -180, 7600 }, made_capsule, 1800, 1, TLM_SITE_EARTH, capsule_events,
    G_N_ELEMENTS (capsule_events) },
  { "lunar-landing", { 15e3, 0, 1690 }, made_lander, 1800, 1, TLM_SITE_MOON, lander_events,
    G_N_ELEMENTS (lander_events) },
};

static void
test_flights (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (flights); i++) {
    g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
    TlmTimelineSite site = { .body = flights[i].body };
    g_autoptr (TlmProfile) profile = tlm_profile_load (flights[i].profile, NULL);
    g_autoptr (TlmLog) log = made_flight ("", flights[i].start, flights[i].step, flights[i].seconds,
        flights[i].interval);

    tlm_timeline_set_site (timeline, &site);
    g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
    tlm_phases_find (profile, timeline);
    for (guint j = 0; j < tlm_timeline_n_events (timeline); j++)
      g_test_message ("%s: %s %.1f", flights[i].profile, tlm_timeline_event (timeline, j)->id,
          tlm_duration_to_s (tlm_timeline_event (timeline, j)->time_ns));
    for (guint j = 0; j < flights[i].n; j++) {
      const Want *want = &flights[i].want[j];
      const TlmEvent *event = find (timeline, want->id);
      double truth = want->s >= 0 ? want->s :
          time_below (flights[i].start, flights[i].step, want->altitude_m);
      g_test_message ("%s %s is at %.1f", flights[i].profile, want->id, truth);
      g_assert_nonnull (event);
      g_assert_cmpfloat_with_epsilon (tlm_duration_to_s (event->time_ns), truth, want->tolerance_s);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-flights/made", test_flights);
  return g_test_run ();
}
