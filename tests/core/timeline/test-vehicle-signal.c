/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/vehicle-signal.h"

#include "core/timeline/timeline-live.h"

/* Ten samples a second from 0 to 10 s and from 22 to 30 s; the defaults are stale
 * after 2 s and lost after 5. A second vehicle has only the first half, and a third
 * nothing measured. */
static TlmTimeline *
make_timeline (void)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint v = 0; v < 2; v++) {
    TlmLogVehicle *vehicle = tlm_log_vehicle (log, v == 0 ? "a" : "b");
    TlmTrack *altitude = tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH);
    TlmTrack *speed = tlm_log_track (vehicle, "speed", TLM_QUANTITY_SPEED);
    for (int i = 0; i <= (v == 0 ? 300 : 100); i++) {
      if (i > 100 && i < 220)
        continue;
      tlm_series_append (altitude->series, i * TLM_SECOND / 10, i);
      /* One channel stops earlier than the other. */
      if (i <= 60 || i >= 220)
        tlm_series_append (speed->series, i * TLM_SECOND / 10, i);
    }
  }
  tlm_log_vehicle (log, "c");
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

static TlmSignal
at (const TlmTimeline *timeline, guint vehicle, double seconds, TlmDuration *age_ns)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlmChannelSet wanted = { { 0 } };

  tlm_signal_add_channels (timeline, vehicle, &wanted);
  tlm_timeline_at (timeline, (gint64) (seconds * 1e9), &wanted, snapshot);
  return tlm_signal_at (timeline, vehicle, snapshot, age_ns);
}

/* Lost when its last channel is: 5 s after the sample at 10 s, not after that of
 * the channel that went first. */
static void
test_gap (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  TlmDuration age = 0;

  g_assert_cmpint (at (timeline, 0, -1, NULL), ==, TLM_SIGNAL_NONE);
  g_assert_cmpint (at (timeline, 0, 5, NULL), ==, TLM_SIGNAL_FOUND);
  g_assert_cmpint (at (timeline, 0, 12, NULL), ==, TLM_SIGNAL_FOUND);
  g_assert_cmpint (at (timeline, 0, 15, NULL), ==, TLM_SIGNAL_FOUND);
  g_assert_cmpint (at (timeline, 0, 15.01, &age), ==, TLM_SIGNAL_LOST);
  g_assert_cmpint (age, ==, 5010 * (TLM_SECOND / 1000));
  g_assert_cmpint (at (timeline, 0, 21.9, NULL), ==, TLM_SIGNAL_LOST);
  g_assert_cmpint (at (timeline, 0, 22, NULL), ==, TLM_SIGNAL_FOUND);
}

/* After the last sample of a file nothing is lost; where more may come, it is. */
static void
test_end (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();

  g_assert_cmpint (at (timeline, 0, 36, NULL), ==, TLM_SIGNAL_ENDED);
  g_assert_cmpint (at (timeline, 1, 18, NULL), ==, TLM_SIGNAL_ENDED);
  g_assert_false (tlm_timeline_is_open (timeline));
  tlm_timeline_set_open (timeline, TRUE);
  g_assert_cmpint (at (timeline, 0, 36, NULL), ==, TLM_SIGNAL_LOST);
  g_assert_cmpint (at (timeline, 1, 18, NULL), ==, TLM_SIGNAL_LOST);
  g_assert_cmpint (at (timeline, 1, 5, NULL), ==, TLM_SIGNAL_FOUND);
  g_assert_cmpint (at (timeline, 2, 5, NULL), ==, TLM_SIGNAL_NONE);
  g_assert_cmpint (at (timeline, 9, 5, NULL), ==, TLM_SIGNAL_NONE);
}

static void
test_names (void)
{
  g_assert_cmpstr (tlm_signal_name (TLM_SIGNAL_NONE), ==, "none");
  g_assert_cmpstr (tlm_signal_name (TLM_SIGNAL_FOUND), ==, "found");
  g_assert_cmpstr (tlm_signal_name (TLM_SIGNAL_LOST), ==, "lost");
  g_assert_cmpstr (tlm_signal_name (TLM_SIGNAL_ENDED), ==, "ended");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vehicle-signal/gap", test_gap);
  g_test_add_func ("/vehicle-signal/end", test_end);
  g_test_add_func ("/vehicle-signal/names", test_names);
  return g_test_run ();
}
