/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/timeline/timeline.h"

#define EPOCH (G_GINT64_CONSTANT (1633424102) * TLM_SECOND)

static TlmLog *
ramp_log (TlmClock clock, gint64 start_ns, const char *channel, double slope)
{
  TlmLog *log = tlm_log_new ("test", "ramp");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), channel, TLM_QUANTITY_NONE);

  log->clock = clock;
  for (int i = 0; i <= 100; i++)
    tlm_series_append (track->series, start_ns + i * TLM_SECOND, slope * i);
  tlm_log_seal (log);
  return log;
}

static double
altitude_at (TlmTimeline *timeline, gint64 time_ns)
{
  return tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, time_ns).value;
}

static void
test_clocks_meet (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) elapsed = ramp_log (TLM_CLOCK_ELAPSED, 0, "altitude", 10);
  g_autoptr (TlmLog) utc = ramp_log (TLM_CLOCK_TAI, EPOCH, "speed", 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (tlm_timeline_add_log (timeline, elapsed, NULL, NULL));
  g_assert_false (tlm_timeline_add_log (timeline, utc, NULL, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
  g_assert_nonnull (strstr (error->message, "liftoff="));
  g_assert_cmpfloat (altitude_at (timeline, 50 * TLM_SECOND), ==, 500);

  tlm_timeline_set_epoch (timeline, EPOCH);
  g_assert_true (tlm_timeline_add_log (timeline, utc, NULL, NULL));
  g_assert_cmpint (tlm_timeline_get_clock (timeline), ==, TLM_CLOCK_TAI);
  g_assert_cmpfloat (altitude_at (timeline, EPOCH + 50 * TLM_SECOND), ==, 500);
  g_assert_cmpfloat (tlm_timeline_value (timeline, 0, TLM_CHANNEL_SPEED, EPOCH + 50 * TLM_SECOND).value, ==, 150);
  g_assert_cmpint (tlm_timeline_from_elapsed (timeline, TLM_SECOND), ==, EPOCH + TLM_SECOND);
}

/* The first source of a channel has priority; where it has nothing to say the
 * second one speaks, and a prefix keeps a source out of that. */
static void
test_priority (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) first = ramp_log (TLM_CLOCK_ELAPSED, 0, "altitude", 10);
  g_autoptr (TlmLog) second = ramp_log (TLM_CLOCK_ELAPSED, 60 * TLM_SECOND, "altitude", 1);
  g_autoptr (TlmLog) plan = ramp_log (TLM_CLOCK_ELAPSED, 500 * TLM_SECOND, "altitude", 1);
  TlmJoin planned = { .prefix = "planned." };
  guint channel;

  g_assert_true (tlm_timeline_add_log (timeline, first, NULL, NULL));
  g_assert_true (tlm_timeline_add_log (timeline, second, NULL, NULL));
  g_assert_true (tlm_timeline_add_log (timeline, plan, &planned, NULL));
  g_assert_cmpfloat (altitude_at (timeline, 80 * TLM_SECOND), ==, 800);
  g_assert_cmpfloat (altitude_at (timeline, 150 * TLM_SECOND), ==, 90);
  g_assert_cmpint (tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, 550 * TLM_SECOND).validity, ==,
      TLM_VALIDITY_LOST);
  g_assert_true (tlm_timeline_find_channel (timeline, "planned.altitude", &channel));
  g_assert_cmpuint (channel, >=, TLM_N_STANDARD_CHANNELS);
  g_assert_cmpfloat (tlm_timeline_value (timeline, 0, channel, 550 * TLM_SECOND).value, ==, 50);
}

static void
test_events (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = ramp_log (TLM_CLOCK_ELAPSED, 0, "altitude", 10);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_log_add_event (log, tlm_event_new (40 * TLM_SECOND, "meco", NULL, NULL, "log", TLM_CONFIDENCE_GIVEN));
  tlm_log_add_event (log, tlm_event_new (0, "liftoff", NULL, NULL, "log", TLM_CONFIDENCE_GIVEN));
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  tlm_timeline_add_event (timeline, tlm_event_new (41 * TLM_SECOND, "meco", NULL, NULL, "rule", TLM_CONFIDENCE_DETECTED));
  g_assert_cmpuint (tlm_timeline_n_events (timeline), ==, 2);

  tlm_timeline_at (timeline, 10 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpstr (snapshot->phase.current->id, ==, "liftoff");
  g_assert_cmpstr (snapshot->vehicles[0].phase.next->id, ==, "meco");
  g_assert_null (snapshot->phase.previous);
  tlm_timeline_at (timeline, -TLM_SECOND, NULL, snapshot);
  g_assert_null (snapshot->phase.current);
  g_assert_cmpint (snapshot->vehicles[0].values[TLM_CHANNEL_ALTITUDE].validity, ==, TLM_VALIDITY_ABSENT);
  tlm_timeline_at (timeline, 40 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpstr (snapshot->phase.current->id, ==, "meco");
  g_assert_null (snapshot->phase.next);
}

static void
test_snapshot (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = ramp_log (TLM_CLOCK_ELAPSED, 0, "altitude", 10);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (TlmSnapshot) copy = NULL;
  TlmChannelSet wanted = { { 0 } };

  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  tlm_timeline_at (timeline, TLM_TIME_NONE, NULL, snapshot);
  g_assert_cmpint (tlm_snapshot_value (snapshot, 0, TLM_CHANNEL_ALTITUDE).validity, ==, TLM_VALIDITY_ABSENT);
  tlm_channel_set_add (&wanted, TLM_CHANNEL_SPEED);
  tlm_timeline_at (timeline, TLM_SECOND, &wanted, snapshot);
  g_assert_cmpint (tlm_snapshot_value (snapshot, 0, TLM_CHANNEL_ALTITUDE).validity, ==, TLM_VALIDITY_ABSENT);
  tlm_timeline_at (timeline, TLM_SECOND, NULL, snapshot);
  copy = tlm_snapshot_copy (snapshot);
  g_assert_cmpfloat (tlm_snapshot_value (copy, 0, TLM_CHANNEL_ALTITUDE).value, ==, 10);
  g_assert_cmpint (copy->elapsed_ns, ==, TLM_SECOND);
  g_assert_cmpint (tlm_snapshot_value (copy, 7, 9999).validity, ==, TLM_VALIDITY_ABSENT);
}

static void
test_text (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = ramp_log (TLM_CLOCK_ELAPSED, 0, "altitude", 10);
  TlmTextTrack *text = tlm_log_text (tlm_log_vehicle (log, ""), "state_name");

  tlm_text_track_append (text, 20 * TLM_SECOND, "coast");
  tlm_text_track_append (text, 0, "boost\xff");
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  g_assert_null (tlm_timeline_text (timeline, 0, "state_name", -1));
  g_assert_cmpstr (tlm_timeline_text (timeline, 0, "state_name", TLM_SECOND), ==, "boost\xEF\xBF\xBD");
  g_assert_cmpstr (tlm_timeline_text (timeline, 0, "state_name", 1000 * TLM_SECOND), ==, "coast");
}

/* An event in a gap has come where the gap ends, and nobody knows since when. */
static void
test_event_in_gap (void)
{
  static const struct { double s; const char *id; gboolean since; } due[] = {
    { 39, "liftoff", TRUE }, { 50, "liftoff", TRUE }, { 59.9, "liftoff", TRUE },
    { 60, "meco", FALSE }, { 99, "meco", FALSE },
  };
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = ramp_log (TLM_CLOCK_ELAPSED, 0, "altitude", 10);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlmEvent *meco = tlm_event_new (50 * TLM_SECOND, "meco", NULL, NULL, "log", TLM_CONFIDENCE_GIVEN);

  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  meco->after_ns = 40 * TLM_SECOND;
  meco->before_ns = 60 * TLM_SECOND;
  tlm_timeline_add_event (timeline, meco);
  tlm_timeline_add_event (timeline,
      tlm_event_new (0, "liftoff", NULL, NULL, "log", TLM_CONFIDENCE_GIVEN));
  for (guint i = 0; i < G_N_ELEMENTS (due); i++) {
    tlm_timeline_at (timeline, (gint64) (due[i].s * TLM_SECOND), NULL, snapshot);
    g_assert_cmpstr (snapshot->phase.current->id, ==, due[i].id);
    g_assert_true ((snapshot->phase.since_ns != TLM_TIME_NONE) == due[i].since);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/clocks-meet", test_clocks_meet);
  g_test_add_func ("/timeline/priority", test_priority);
  g_test_add_func ("/timeline/events", test_events);
  g_test_add_func ("/timeline/snapshot", test_snapshot);
  g_test_add_func ("/timeline/text", test_text);
  g_test_add_func ("/timeline/event-in-gap", test_event_in_gap);
  return g_test_run ();
}
