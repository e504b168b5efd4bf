/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/meeting.h"

#include <string.h>

#include "core/time/iso8601.h"

/* A timeline with samples at FIRST and LAST seconds since liftoff, which was at EPOCH, or at
 * an unknown instant. */
static TlmTimeline *
make_timeline (gint64 first_s, gint64 last_s, TlmInstant epoch)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), "altitude", TLM_QUANTITY_LENGTH);

  tlm_series_append (track->series, first_s * TLM_SECOND, 1);
  tlm_series_append (track->series, last_s * TLM_SECOND, 2);
  tlm_log_seal (log);
  tlm_timeline_set_epoch (timeline, epoch);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

static const struct {
  gint64 footage_first_s, footage_last_s;
  gboolean apart;
} cases[] = {
  { .footage_first_s = 0, .footage_last_s = 9, .apart = TRUE },
  { .footage_first_s = 0, .footage_last_s = 10, .apart = FALSE },
  { .footage_first_s = 12, .footage_last_s = 13, .apart = FALSE },
  { .footage_first_s = 0, .footage_last_s = 100, .apart = FALSE },
  { .footage_first_s = 20, .footage_last_s = 30, .apart = FALSE },
  { .footage_first_s = 21, .footage_last_s = 30, .apart = TRUE },
  { .footage_first_s = -30, .footage_last_s = -20, .apart = TRUE },
};

static void
test_apart (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline (10, 20, TLM_TIME_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmMeeting meeting = TLM_MEETING_NONE;
    gint64 first = tlm_timeline_from_elapsed (timeline, cases[i].footage_first_s * TLM_SECOND);
    gint64 last = tlm_timeline_from_elapsed (timeline, cases[i].footage_last_s * TLM_SECOND);
    g_assert_true (tlm_meeting_set_telemetry (&meeting, timeline));
    tlm_meeting_add_footage (&meeting, last);
    tlm_meeting_add_footage (&meeting, TLM_TIME_NONE);
    tlm_meeting_add_footage (&meeting, first);
    g_assert_cmpint (tlm_meeting_is_apart (&meeting), ==, cases[i].apart);
  }
}

static void
test_unknown (void)
{
  g_autoptr (TlmTimeline) nothing = tlm_timeline_new ();
  g_autoptr (TlmTimeline) timeline = make_timeline (10, 20, TLM_TIME_NONE);
  TlmMeeting no_telemetry = TLM_MEETING_NONE, no_footage = TLM_MEETING_NONE;

  g_assert_false (tlm_meeting_set_telemetry (&no_telemetry, nothing));
  tlm_meeting_add_footage (&no_telemetry, 0);
  g_assert_false (tlm_meeting_is_apart (&no_telemetry));
  g_assert_true (tlm_meeting_set_telemetry (&no_footage, timeline));
  g_assert_false (tlm_meeting_is_apart (&no_footage));
}

static void
check_words (TlmInstant epoch, const char *footage, const char *telemetry)
{
  g_autoptr (TlmTimeline) timeline = make_timeline (10, 20, epoch);
  g_autofree char *words = NULL;
  TlmMeeting meeting = TLM_MEETING_NONE;

  g_assert_true (tlm_meeting_set_telemetry (&meeting, timeline));
  tlm_meeting_add_footage (&meeting, tlm_timeline_from_elapsed (timeline, -3 * TLM_SECOND));
  tlm_meeting_add_footage (&meeting, tlm_timeline_from_elapsed (timeline, TLM_SECOND / 2));
  words = tlm_meeting_explain (&meeting, timeline);
  g_assert_nonnull (strstr (words, footage));
  g_assert_nonnull (strstr (words, telemetry));
}

static void
test_words (void)
{
  TlmInstant epoch;

  check_words (TLM_TIME_NONE, "T-00:00:03.000 to T+00:00:00.500", "T+00:00:10.000 to T+00:00:20.000");
  g_assert_true (tlm_iso8601_read ("2021-10-05T08:55:00Z", -1, TLM_SCALE_UTC, &epoch, NULL));
  check_words (epoch, "2021-10-05T08:54:57.000Z to 2021-10-05T08:55:00.500Z",
      "2021-10-05T08:55:10.000Z to 2021-10-05T08:55:20.000Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting/apart", test_apart);
  g_test_add_func ("/meeting/unknown", test_unknown);
  g_test_add_func ("/meeting/words", test_words);
  return g_test_run ();
}
