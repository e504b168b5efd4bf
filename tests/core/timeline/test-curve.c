/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/curve.h"

#include <math.h>

/* 1 Hz from 0 to 20 s, nothing between 8 and 14 s: altitude 3 t m, speed 2 t m/s
 * and a count that holds. */
static TlmTimeline *
make_timeline (void)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");
  TlmTrack *altitude = tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH);
  TlmTrack *speed = tlm_log_track (vehicle, "speed", TLM_QUANTITY_SPEED);
  TlmTrack *count = tlm_log_track (vehicle, "satellites", TLM_QUANTITY_NONE);
  g_autoptr (GError) error = NULL;

  log->clock = TLM_CLOCK_ELAPSED;
  for (int t = 0; t <= 20; t++) {
    if (t > 8 && t < 14)
      continue;
    tlm_series_append (altitude->series, t * TLM_SECOND, 3.0 * t);
    tlm_series_append (speed->series, t * TLM_SECOND, 2.0 * t);
    tlm_series_append (count->series, t * TLM_SECOND, t);
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, &error));
  g_assert_no_error (error);
  return timeline;
}

static void
test_values (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  const guint channels[] = { TLM_CHANNEL_SPEED, TLM_CHANNEL_ALTITUDE };
  double values[2 * 9];

  tlm_curve_sample (timeline, 0, channels, 2, 0, TLM_SECOND / 2, 9, values);
  for (int i = 0; i < 9; i++) {
    g_assert_cmpfloat_with_epsilon (values[i], 2 * i / 2.0, 1e-9);
    g_assert_cmpfloat_with_epsilon (values[9 + i], 3 * i / 2.0, 1e-9);
  }
}

/* Nothing is known before, after, and between T+8 and T+14. */
static void
test_gaps (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  const guint altitude = TLM_CHANNEL_ALTITUDE, count = TLM_CHANNEL_SATELLITES;
  double values[25], counts[25];

  tlm_curve_sample (timeline, 0, &altitude, 1, -2 * TLM_SECOND, TLM_SECOND, 25, values);
  tlm_curve_sample (timeline, 0, &count, 1, -2 * TLM_SECOND + TLM_SECOND / 2, TLM_SECOND, 25, counts);
  for (int i = 0; i < 25; i++) {
    int t = i - 2;

    g_assert_true (isnan (values[i]) == (t < 0 || (t > 8 && t < 14) || t > 20));
    if (t >= 0 && t < 8)
      g_assert_cmpfloat (counts[i], ==, t);
  }
}

static void
test_nothing (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  const guint channels[] = { TLM_CHANNEL_ALTITUDE, 100000 };
  double values[4], low = -1, high = -1;

  tlm_curve_sample (timeline, 1, channels, 1, 0, TLM_SECOND, 4, values);
  g_assert_false (tlm_curve_range (values, 4, &low, &high));
  g_assert_cmpfloat (low, ==, -1);
  tlm_curve_sample (timeline, 0, channels, 2, 0, TLM_SECOND, 2, values);
  g_assert_cmpfloat (values[1], ==, 3);
  g_assert_true (isnan (values[2]) && isnan (values[3]));
  g_assert_true (tlm_curve_range (values, 4, &low, &high));
  g_assert_cmpfloat (low, ==, 0);
  g_assert_cmpfloat (high, ==, 3);
}

/* What is drawn from a timeline is renewed when that grows. */
static void
test_revision (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  guint64 before = tlm_timeline_get_revision (timeline);

  g_assert_cmpuint (tlm_timeline_get_revision (timeline), ==, before);
  tlm_timeline_add_event (timeline, tlm_event_new (0, "liftoff", NULL, NULL, "test",
          TLM_CONFIDENCE_GIVEN));
  g_assert_cmpuint (tlm_timeline_get_revision (timeline), >, before);
  before = tlm_timeline_get_revision (timeline);
  tlm_timeline_set_epoch (timeline, 1000 * TLM_SECOND);
  g_assert_cmpuint (tlm_timeline_get_revision (timeline), >, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curve/values", test_values);
  g_test_add_func ("/curve/gaps", test_gaps);
  g_test_add_func ("/curve/nothing", test_nothing);
  g_test_add_func ("/curve/revision", test_revision);
  return g_test_run ();
}
