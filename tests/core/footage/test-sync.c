/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/sync.h"

#include <string.h>

#include "core/base/error.h"

#define MS (TLM_SECOND / 1000)
#define UTC_START ((G_GINT64_CONSTANT (1633424102) + 37) * TLM_SECOND)

/* A timeline with samples at 10 s and 20 s of its clock's zero, or of UTC_START. */
static TlmTimeline *
make_timeline (TlmClock clock, TlmInstant epoch)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), "altitude", TLM_QUANTITY_LENGTH);
  gint64 zero = clock == TLM_CLOCK_TAI ? UTC_START : 0;

  log->clock = clock;
  tlm_series_append (track->series, zero + 10 * TLM_SECOND, 1);
  tlm_series_append (track->series, zero + 20 * TLM_SECOND, 2);
  tlm_log_seal (log);
  tlm_timeline_set_epoch (timeline, epoch);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

static gint64
shown (TlmTimeline *timeline, const TlmSync *sync, TlmDuration footage_ns, gboolean guessed)
{
  TlmSyncResult result = tlm_sync_resolve (sync, timeline, 25, 1);

  g_assert_true (result.known);
  g_assert_cmpint (result.guessed, ==, guessed);
  return tlm_sync_apply (&result, footage_ns);
}

static void
test_elapsed (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline (TLM_CLOCK_ELAPSED, TLM_TIME_NONE);
  TlmSync sync = TLM_SYNC_NONE;

  g_assert_cmpint (shown (timeline, &sync, 3 * TLM_SECOND, FALSE), ==, 3 * TLM_SECOND);
  sync.liftoff_at = (TlmPlace) { TLM_PLACE_FRAME, 0, 50 };
  g_assert_cmpint (shown (timeline, &sync, 3 * TLM_SECOND, FALSE), ==, TLM_SECOND);
  sync.time_offset_ns = 500 * MS;
  g_assert_cmpint (shown (timeline, &sync, 3 * TLM_SECOND, FALSE), ==, 1500 * MS);
  g_assert_cmpint (shown (timeline, &sync, 0, FALSE), ==, -1500 * MS);
}

/* Telemetry that came in a film: at 2 s of that film it was UTC_START + 12 s, and the line
 * that the warning says gives the same. What is said of the footage stands above it. */
static void
test_film (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "clip.ts");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), "altitude", TLM_QUANTITY_LENGTH);
  TlmSync sync = TLM_SYNC_NONE;
  TlmSyncText text = { NULL };
  g_autofree char *words = NULL, *marks = NULL;

  log->clock = TLM_CLOCK_TAI;
  log->film = (TlmClockFit) { .n = 3, .media_ns = 2 * TLM_SECOND,
    .instant = UTC_START + 12 * TLM_SECOND };
  tlm_series_append (track->series, UTC_START + 12 * TLM_SECOND, 1);
  tlm_series_append (track->series, UTC_START + 20 * TLM_SECOND, 2);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  g_assert_cmpint (shown (timeline, &sync, 0, TRUE), ==, UTC_START + 10 * TLM_SECOND);
  g_assert_cmpint (shown (timeline, &sync, 2 * TLM_SECOND, TRUE), ==, UTC_START + 12 * TLM_SECOND);
  TlmSyncResult result = tlm_sync_resolve (&sync, timeline, 25, 1);
  g_assert_true (result.by_film);
  words = tlm_sync_explain_guess (&sync, &result, timeline);
  g_assert_nonnull (strstr (words, "marks=\"0@"));
  marks = g_strndup (strstr (words, "0@"), strcspn (strstr (words, "0@"), "\""));
  text.marks = marks;
  g_assert_true (tlm_sync_read (&sync, &text, NULL));
  g_assert_cmpint (shown (timeline, &sync, 2 * TLM_SECOND, FALSE), ==, UTC_START + 12 * TLM_SECOND);
  text.marks = "0@2021-10-05T09:00:00Z";
  sync = TLM_SYNC_NONE;
  g_assert_true (tlm_sync_read (&sync, &text, NULL));
  result = tlm_sync_resolve (&sync, timeline, 25, 1);
  g_assert_false (result.by_film || result.guessed);
}

static void
test_utc (void)
{
  g_autoptr (TlmTimeline) plain = make_timeline (TLM_CLOCK_TAI, TLM_TIME_NONE);
  g_autoptr (TlmTimeline) dated = make_timeline (TLM_CLOCK_TAI, UTC_START);
  TlmSync sync = TLM_SYNC_NONE;

  g_assert_cmpint (shown (plain, &sync, TLM_SECOND, TRUE), ==, UTC_START + 11 * TLM_SECOND);
  g_assert_cmpint (shown (dated, &sync, TLM_SECOND, FALSE), ==, UTC_START + TLM_SECOND);
  sync.liftoff_at = (TlmPlace) { TLM_PLACE_TIME, 2 * TLM_SECOND };
  g_assert_cmpint (shown (dated, &sync, 0, FALSE), ==, UTC_START - 2 * TLM_SECOND);
  g_assert_cmpint (shown (plain, &sync, 0, TRUE), ==, UTC_START + 8 * TLM_SECOND);
}

static void
test_footage_start (void)
{
  g_autoptr (TlmTimeline) plain = make_timeline (TLM_CLOCK_TAI, TLM_TIME_NONE);
  g_autoptr (TlmTimeline) elapsed = make_timeline (TLM_CLOCK_ELAPSED, TLM_TIME_NONE);
  g_autoptr (TlmTimeline) dated = make_timeline (TLM_CLOCK_ELAPSED, UTC_START);
  TlmSync sync = { .footage_start.instant = UTC_START + 5 * TLM_SECOND, .time_offset_ns = -TLM_SECOND };
  TlmSyncResult result;

  g_assert_cmpint (shown (plain, &sync, TLM_SECOND, FALSE), ==, UTC_START + 5 * TLM_SECOND);
  g_assert_cmpint (shown (dated, &sync, TLM_SECOND, FALSE), ==, 5 * TLM_SECOND);
  result = tlm_sync_resolve (&sync, elapsed, 25, 1);
  g_assert_false (result.known);
  g_assert_cmpint (tlm_sync_apply (&result, 0), ==, TLM_TIME_NONE);
  sync.liftoff_at = (TlmPlace) { TLM_PLACE_TIME, 0 };
  g_assert_cmpint (shown (elapsed, &sync, TLM_SECOND, FALSE), ==, 0);
}

static void
test_unknown (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline (TLM_CLOCK_ELAPSED, TLM_TIME_NONE);
  TlmSync frame = TLM_SYNC_NONE, late = TLM_SYNC_NONE;
  TlmSyncResult result;

  frame.liftoff_at = (TlmPlace) { TLM_PLACE_FRAME, 0, 10 };
  late.liftoff_at = (TlmPlace) { TLM_PLACE_TIME, -G_MAXINT64 };
  late.time_offset_ns = G_MAXINT64;
  result = tlm_sync_resolve (&frame, timeline, 0, 1);
  g_assert_false (result.known);
  g_assert_cmpint (result.problem, ==, TLM_SYNC_NO_RATE);
  result = tlm_sync_resolve (&late, timeline, 25, 1);
  g_assert_false (result.known);
  g_assert_cmpint (result.problem, ==, TLM_SYNC_OUT_OF_RANGE);
  result = tlm_sync_shift (G_MAXINT64);
  g_assert_cmpint (tlm_sync_apply (&result, 1), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_sync_apply (&result, TLM_TIME_NONE), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_sync_apply (&result, 0), ==, G_MAXINT64);
}

static TlmSync
read_text (const char *liftoff_at, const char *start, const char *marks)
{
  TlmSyncText text = { liftoff_at, start, marks };
  TlmSync sync = TLM_SYNC_NONE;
  g_autoptr (GError) error = NULL;

  g_assert_true (tlm_sync_read (&sync, &text, &error));
  g_assert_no_error (error);
  return sync;
}

/* liftoff-at and marks are points of one line; forms and clocks may differ. */
static void
test_marks (void)
{
  g_autoptr (TlmTimeline) dated = make_timeline (TLM_CLOCK_TAI, UTC_START);
  TlmSync sync = read_text (NULL, NULL, "12.5@T+60");

  g_assert_cmpint (shown (dated, &sync, 10 * TLM_SECOND, FALSE), ==, UTC_START + 57500 * MS);
  sync = read_text ("10", NULL, "#500@T+20");
  g_assert_cmpint (shown (dated, &sync, 15 * TLM_SECOND, FALSE), ==, UTC_START + 10 * TLM_SECOND);
  g_assert_cmpint (shown (dated, &sync, 0, FALSE), ==, UTC_START - 20 * TLM_SECOND);
  /* 2021-10-05T08:55:02Z is UTC_START; the start is a mark too. */
  sync = read_text (NULL, "2021-10-05T08:55:02Z", "00:00:10:00@2021-10-05T08:55:32Z; 20@T+50");
  g_assert_cmpint (shown (dated, &sync, 5 * TLM_SECOND, FALSE), ==, UTC_START + 15 * TLM_SECOND);
  g_assert_cmpint (shown (dated, &sync, 15 * TLM_SECOND, FALSE), ==, UTC_START + 40 * TLM_SECOND);
  g_assert_cmpint (shown (dated, &sync, 30 * TLM_SECOND, FALSE), ==, UTC_START + 70 * TLM_SECOND);
  sync.time_offset_ns = TLM_SECOND;
  g_assert_cmpint (shown (dated, &sync, 4 * TLM_SECOND, FALSE), ==, UTC_START + 15 * TLM_SECOND);
}

/* Elapsed marks on UTC without T-0 count from the first sample, as liftoff-at. */
static void
test_marks_guessed (void)
{
  g_autoptr (TlmTimeline) plain = make_timeline (TLM_CLOCK_TAI, TLM_TIME_NONE);
  TlmSync sync = read_text (NULL, NULL, "0@T+1;10@T+21");

  g_assert_cmpint (shown (plain, &sync, 5 * TLM_SECOND, TRUE), ==, UTC_START + 21 * TLM_SECOND);
}

static void
explain (TlmTimeline *timeline, const TlmSync *sync, int fps_n, TlmSyncProblem problem,
    const char *want)
{
  TlmSyncResult result = tlm_sync_resolve (sync, timeline, fps_n, 1);
  g_autofree char *text = tlm_sync_explain (&result);

  g_assert_false (result.known);
  g_assert_cmpint (result.problem, ==, problem);
  g_assert_nonnull (strstr (text, want));
  g_assert_cmpint (tlm_sync_apply (&result, 0), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_sync_invert (&result, 0), ==, TLM_TIME_NONE);
}

static void
test_problems (void)
{
  g_autoptr (TlmTimeline) elapsed = make_timeline (TLM_CLOCK_ELAPSED, TLM_TIME_NONE);
  g_autoptr (TlmTimeline) empty = tlm_timeline_new ();
  TlmSync sync = read_text (NULL, NULL, "0@2021-10-05T08:55:02Z");

  explain (elapsed, &sync, 25, TLM_SYNC_NO_EPOCH, "liftoff whose UTC is not known");
  explain (empty, &sync, 25, TLM_SYNC_NO_TELEMETRY, "no telemetry");
  sync = read_text (NULL, NULL, "0@T+0;#25@T+1");
  explain (elapsed, &sync, 0, TLM_SYNC_NO_RATE, "nothing says the frame rate");
  sync = read_text (NULL, NULL, "00:01:00;01@T+1");
  explain (elapsed, &sync, 25, TLM_SYNC_NO_LABEL, "at this frame rate");
  /* Frame 250 is at 10 s, where another mark is. */
  sync = read_text (NULL, NULL, "10@T+10;#250@T+11");
  explain (elapsed, &sync, 25, TLM_SYNC_NOT_INCREASING, "the marks at 10 s and 10 s");
  sync = read_text ("5", NULL, "#250@T-1");
  explain (elapsed, &sync, 25, TLM_SYNC_NOT_INCREASING, "the marks at 5 s and 10 s");
}

static void
test_read_wrong (void)
{
  static const struct { TlmSyncText text; const char *want; } rows[] = {
    { { "soon" }, "liftoff-at: \"soon\" is no place" },
    { { NULL, "soon" }, "footage-start: " },
    { { NULL, NULL, "12.5" }, "marks: the mark \"12.5\" has no single @" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmSync sync = TLM_SYNC_NONE;
    g_autoptr (GError) error = NULL;
    g_assert_true (tlm_sync_text_is_set (&rows[i].text));
    g_assert_false (tlm_sync_read (&sync, &rows[i].text, &error));
    g_assert_true (g_str_has_prefix (error->message, rows[i].want));
  }
  g_assert_false (tlm_sync_text_is_set (&(TlmSyncText) { "", NULL, "" }));
}

/* Marks that were mistaken for another do not make a day of footage. */
static void
test_mistaken_day (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline (TLM_CLOCK_ELAPSED, TLM_TIME_NONE);
  TlmSync sync = TLM_SYNC_NONE;
  TlmSyncResult result;

  g_assert_true (tlm_sync_read (&sync, &(TlmSyncText) { .marks = "10:00:00:00@T+10; 10:00:10:00@T+5" }, NULL));
  result = tlm_sync_resolve (&sync, timeline, 25, 1);
  g_assert_false (result.known);
  g_assert_cmpint (result.problem, ==, TLM_SYNC_NOT_INCREASING);
}

/* Timecode is of the day nearest the marks: after midnight of those before it, before it of
 * those after, and as it is between them. */
static void
test_nearest_day (void)
{
  static const struct { const char *mark; TlmDuration at_s, right_s; } cases[] = {
    { "23:59:59:00@T+0", 1, 86401 },
    { "23:59:59:00@T+0", 86398, 86398 },
    { "00:00:01:00@T+0", 86399, -1 },
    { "12:00:00:00@T+0; 18:00:00:00@T+21600", 15 * 3600, 15 * 3600 },
    { "12:00:00:00@T+0; 18:00:00:00@T+21600", 2 * 3600, 26 * 3600 },
    { "12:00:00:00@T+0; 18:00:00:00@T+21600", 4 * 3600, 4 * 3600 },
    { "23:59:55:00@T+0; 00:00:05:00@T+10", 2, 86402 },
    { "00:00:05:00@T+10; 23:59:55:00@T+0; 00:30:00:00@T+1805", 1700, 86400 + 1700 },
  };
  g_autoptr (TlmTimeline) timeline = make_timeline (TLM_CLOCK_ELAPSED, TLM_TIME_NONE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmSync sync = TLM_SYNC_NONE;
    TlmSyncResult result;
    g_assert_true (tlm_sync_read (&sync, &(TlmSyncText) { .marks = cases[i].mark }, NULL));
    result = tlm_sync_resolve (&sync, timeline, 25, 1);
    g_assert_cmpint (tlm_sync_nearest_day (&result, cases[i].at_s * TLM_SECOND, 86400 * TLM_SECOND), ==,
        cases[i].right_s * TLM_SECOND);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/elapsed", test_elapsed);
  g_test_add_func ("/sync/film", test_film);
  g_test_add_func ("/sync/utc", test_utc);
  g_test_add_func ("/sync/footage-start", test_footage_start);
  g_test_add_func ("/sync/unknown", test_unknown);
  g_test_add_func ("/sync/marks", test_marks);
  g_test_add_func ("/sync/marks-guessed", test_marks_guessed);
  g_test_add_func ("/sync/problems", test_problems);
  g_test_add_func ("/sync/read-wrong", test_read_wrong);
  g_test_add_func ("/sync/nearest-day", test_nearest_day);
  g_test_add_func ("/sync/mistaken-day", test_mistaken_day);
  return g_test_run ();
}
