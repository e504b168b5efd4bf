/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Live telemetry for days: what is held of it does not grow, what is found is what is found in all of it at once,
 * and what comes too late for that does what it is said to do (core/phases/engine.h). */
#include <math.h>

#include "core/phases/engine.h"
#include "core/timeline/timeline-live.h"
#include "live-timeline.h"

/* A balloon: two hours on the ground, up at 5 m/s on the first day, down at 9 m/s on the third. */
#define LIFTOFF_S 7200
#define FLOAT_S (LIFTOFF_S + 5400)
#define FALL_S (50 * 3600)
#define LANDING_S (FALL_S + 3000)
#define END_S (LANDING_S + 7200)

static double
climb_m_s (gint64 t_s)
{
  return t_s < LIFTOFF_S ? 0 : t_s < FLOAT_S ? 5 : t_s < FALL_S ? 0 : t_s < LANDING_S ? -9 : 0;
}

static double
altitude_m (gint64 t_s)
{
  double up = 5.0 * (double) (CLAMP (t_s, LIFTOFF_S, FLOAT_S) - LIFTOFF_S);

  return up - 9.0 * (double) (CLAMP (t_s, FALL_S, LANDING_S) - FALL_S);
}

#define SECOND_DAY_S (30 * 3600)

#define STEP_S 4
#define EVERY_S 60

typedef struct {
  TlmProfile *profile;
  TlmTimeline *timeline;
  TlmPhaseEngine *engine;
  gsize most_held;           /* once the timeline has thinned */
} Watch;

static void
begin_with (Watch *watch, TlmProfile *profile, TlmInstant zero)
{
  g_assert_nonnull (profile);
  watch->profile = profile;
  watch->timeline = live_timeline (zero);
  watch->engine = tlm_phase_engine_new (watch->profile);
  watch->most_held = 0;
}

static void
begin (Watch *watch)
{
  begin_with (watch, tlm_profile_load (TLM_PROFILE_GENERIC, NULL), 0);
}

static void
end (Watch *watch)
{
  tlm_phase_engine_free (watch->engine);
  tlm_timeline_unref (watch->timeline);
  tlm_profile_free (watch->profile);
}

static void
add_sample (TlmTimeline *timeline, gint64 t_s, gint64 moved_ns)
{
  const double values[] = { altitude_m (t_s), fabs (climb_m_s (t_s)), climb_m_s (t_s) };

  for (guint i = 0; i < G_N_ELEMENTS (live_channels); i++)
    tlm_series_append (live_series (timeline, live_channels[i]), t_s * TLM_SECOND + moved_ns, values[i]);
}

static const TlmHistory history = { 600 * TLM_SECOND, 1024 };

/* What has come is sealed, thinned as it is in a stream, and looked at. */
static void
update (Watch *watch, gint64 from_ns)
{
  live_seal (watch->timeline);
  tlm_timeline_forget (watch->timeline, &history);
  tlm_phase_engine_update (watch->engine, watch->timeline, from_ns);
}

/* Seconds FROM up to UNTIL, as they come; the clock is MOVED ns ahead. */
static void
follow (Watch *watch, gint64 from_s, gint64 until_s, gint64 moved_ns)
{
  for (gint64 second = from_s; second < until_s; second += EVERY_S) {
    for (gint64 i = 0; i < EVERY_S; i += STEP_S)
      add_sample (watch->timeline, second + i, moved_ns);
    update (watch, second * TLM_SECOND + moved_ns);
    if (second > 5 * 3600)
      watch->most_held = MAX (watch->most_held, tlm_phase_engine_n_held (watch->engine, 0));
  }
}

/* All of it at once, with the event ID at TIME, NULL: none. */
static TlmTimeline *
whole (const TlmProfile *profile, const char *id, gint64 time_ns, gint64 moved_ns)
{
  TlmTimeline *timeline = live_timeline (0);

  for (gint64 second = 0; second < END_S; second += STEP_S)
    add_sample (timeline, second, moved_ns);
  live_seal (timeline);
  if (id)
    tlm_timeline_add_event (timeline, tlm_event_new (time_ns, id, NULL, NULL, "log", TLM_CONFIDENCE_GIVEN));
  tlm_phases_find (profile, timeline);
  return timeline;
}

static void
assert_event (const TlmTimeline *timeline, const char *id, gint64 time_s, gint64 within_s)
{
  const TlmEvent *event = live_event (timeline, id);

  g_assert_nonnull (event);
  g_assert_cmpint (ABS (event->time_ns - time_s * TLM_SECOND), <=, within_s * TLM_SECOND);
}

/* Of an instant every four seconds two hours and what is looked back at are held, and nothing of the days before. */
#define MOST_HELD ((2 * 3600 + 600) / STEP_S + 64)

static void
test_days (void)
{
  Watch watch;

  begin (&watch);
  follow (&watch, 0, END_S, 0);
  g_assert_cmpuint (watch.most_held, <=, MOST_HELD);
  tlm_phase_engine_end (watch.engine, watch.timeline, G_MAXINT64);
  g_autoptr (TlmTimeline) all = whole (watch.profile, NULL, 0, 0);
  live_assert_same_events (watch.timeline, all);
  assert_event (watch.timeline, "liftoff", LIFTOFF_S, 5);
  assert_event (watch.timeline, "landing", LANDING_S, 60);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 0);
  end (&watch);
}

static void
give (Watch *watch, const char *id, gint64 time_ns)
{
  tlm_timeline_add_event (watch->timeline, tlm_event_new (time_ns, id, NULL, NULL, "log", TLM_CONFIDENCE_GIVEN));
}

/* Told on the second day, it counts at its own time: what was found of it goes, the rest is as in the whole. */
static void
test_given_late (gconstpointer data)
{
  const char *id = data;
  const gint64 time_ns = (LIFTOFF_S + 90) * TLM_SECOND;
  Watch watch;

  begin (&watch);
  follow (&watch, 0, SECOND_DAY_S, 0);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 0);
  give (&watch, id, time_ns);
  follow (&watch, SECOND_DAY_S, END_S, 0);
  tlm_phase_engine_end (watch.engine, watch.timeline, G_MAXINT64);
  g_autoptr (TlmTimeline) all = whole (watch.profile, id, time_ns, 0);
  live_assert_same_events (watch.timeline, all);
  g_assert_cmpint (live_event (watch.timeline, id)->time_ns, ==, time_ns);
  g_assert_cmpint (live_event (watch.timeline, id)->confidence, ==, TLM_CONFIDENCE_GIVEN);
  assert_event (watch.timeline, "landing", LANDING_S, 60);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 1);
  g_assert_cmpuint (watch.most_held, <=, MOST_HELD);
  end (&watch);
}

/* A height of the first day, or of before anything came, that comes on the second one changes nothing, and is counted. */
static void
test_sample_late (gconstpointer data)
{
  const gint64 time_ns = GPOINTER_TO_INT (data) * TLM_SECOND;
  gsize held;
  Watch watch;

  begin (&watch);
  follow (&watch, 0, SECOND_DAY_S, 0);
  tlm_series_append (live_series (watch.timeline, TLM_CHANNEL_ALTITUDE), time_ns, 5000);
  held = tlm_phase_engine_n_held (watch.engine, 0);
  update (&watch, time_ns);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 1);
  g_assert_cmpuint (tlm_phase_engine_n_held (watch.engine, 0), ==, held);
  follow (&watch, SECOND_DAY_S, END_S, 0);
  tlm_phase_engine_end (watch.engine, watch.timeline, G_MAXINT64);
  g_autoptr (TlmTimeline) all = whole (watch.profile, NULL, 0, 0);
  live_assert_same_events (watch.timeline, all);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 1);
  end (&watch);
}

/* A clock that steps, by more than the flight takes, takes with it what was found long ago. */
#define STEP_BACK_S (60 * 3600)

static void
test_moved (void)
{
  const gint64 step_ns = -STEP_BACK_S * TLM_SECOND;
  Watch watch;

  begin (&watch);
  follow (&watch, 0, SECOND_DAY_S, 0);
  tlm_timeline_shift (watch.timeline, step_ns);
  tlm_phase_engine_shift (watch.engine, step_ns);
  follow (&watch, SECOND_DAY_S, END_S, step_ns);
  tlm_phase_engine_end (watch.engine, watch.timeline, G_MAXINT64);
  g_autoptr (TlmTimeline) all = whole (watch.profile, NULL, 0, step_ns);
  live_assert_same_events (watch.timeline, all);
  assert_event (watch.timeline, "liftoff", LIFTOFF_S - STEP_BACK_S, 5);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 0);
  g_assert_cmpuint (watch.most_held, <=, MOST_HELD);
  end (&watch);
}

/* A sample in each minute comes half an hour late, for a day: no pass of before that ever stands. */
#define BEHIND_S 1800

static void
test_always_late (void)
{
  Watch watch;

  begin (&watch);
  for (gint64 second = 0; second < SECOND_DAY_S; second += EVERY_S) {
    gint64 late_s = second - BEHIND_S + 1;
    for (gint64 i = 0; i < EVERY_S; i += STEP_S)
      add_sample (watch.timeline, second + i, 0);
    if (late_s > 0)
      add_sample (watch.timeline, late_s, 0);
    update (&watch, MAX (late_s, 0) * TLM_SECOND);
    if (second > 5 * 3600)
      g_assert_cmpuint (tlm_phase_engine_n_held (watch.engine, 0), <=, MOST_HELD * 3 / 2);
  }
  assert_event (watch.timeline, "liftoff", LIFTOFF_S, 5);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 0);
  end (&watch);
}

/* An end that is given says of its phase that it is not looked for: what was found of it long ago goes. */
static void
test_end_given (void)
{
  static const char text[] = "[phase climb]\nstart=yes\nrule=rising\ndwell=20\nend=climb-end\nleave=not rising\n"
      "leave-dwell=20\n[phase fall]\nafter=climb\nrule=falling\ndwell=120\n";
  Watch watch;

  begin_with (&watch, tlm_profile_parse (text, -1, "climb", NULL), 0);
  follow (&watch, 0, SECOND_DAY_S, 0);
  assert_event (watch.timeline, "climb", LIFTOFF_S, 20);
  assert_event (watch.timeline, "climb-end", FLOAT_S, 20);
  give (&watch, "climb-end", (FLOAT_S + 30) * TLM_SECOND);
  follow (&watch, SECOND_DAY_S, END_S, 0);
  tlm_phase_engine_end (watch.engine, watch.timeline, G_MAXINT64);
  g_assert_cmpuint (tlm_timeline_n_events (watch.timeline), ==, 1);
  g_assert_cmpint (live_event (watch.timeline, "climb-end")->time_ns, ==, (FLOAT_S + 30) * TLM_SECOND);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 1);
  end (&watch);
}

/* In a hold T-0 slips each minute, for most of a day: no pass of before that stands, and none begins at the first
 * instant. */
static void
test_hold (void)
{
  const TlmInstant zero_ns = G_GINT64_CONSTANT (700000000) * TLM_SECOND;
  const TlmEvent *liftoff;
  Watch watch;

  begin_with (&watch, tlm_profile_load (TLM_PROFILE_GENERIC, NULL), zero_ns);
  for (gint64 second = LIFTOFF_S - 72000; second < LIFTOFF_S + 1800; second += EVERY_S) {
    tlm_timeline_set_epoch (watch.timeline, zero_ns + (second < LIFTOFF_S - 900 ? second + 1800 : LIFTOFF_S) * TLM_SECOND);
    follow (&watch, second, second + EVERY_S, zero_ns);
    if (second > LIFTOFF_S - 54000)
      g_assert_cmpuint (tlm_phase_engine_n_held (watch.engine, 0), <=, MOST_HELD);
  }
  liftoff = live_event (watch.timeline, "liftoff");
  g_assert_nonnull (liftoff);
  g_assert_cmpint (ABS (liftoff->time_ns - zero_ns - LIFTOFF_S * TLM_SECOND), <=, 5 * TLM_SECOND);
  g_assert_cmpuint (tlm_phase_engine_n_late (watch.engine), ==, 0);
  end (&watch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phases-days/as-the-whole", test_days);
  g_test_add_data_func ("/phases-days/given-late/found", "liftoff", test_given_late);
  g_test_add_data_func ("/phases-days/given-late/not-looked-for", "booster-separation", test_given_late);
  g_test_add_data_func ("/phases-days/sample-late/liftoff", GINT_TO_POINTER (LIFTOFF_S - 1), test_sample_late);
  g_test_add_data_func ("/phases-days/sample-late/before-all", GINT_TO_POINTER (-100), test_sample_late);
  g_test_add_func ("/phases-days/moved", test_moved);
  g_test_add_func ("/phases-days/end-given", test_end_given);
  g_test_add_func ("/phases-days/hold", test_hold);
  g_test_add_func ("/phases-days/always-late", test_always_late);
  return g_test_run ();
}
