/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/sync.h"

#include <string.h>

#include "core/error.h"

#define MS (TLM_SECOND / 1000)
#define UTC_START ((G_GINT64_CONSTANT (1633424102) + 37) * TLM_SECOND)

static void
test_parse (void)
{
  static const struct { const char *text; TlmMark mark; } good[] = {
    { NULL, { TLM_MARK_NONE } },
    { "", { TLM_MARK_NONE } },
    { "  ", { TLM_MARK_NONE } },
    { "12.48", { TLM_MARK_TIME, 12480 * MS } },
    { " -3 ", { TLM_MARK_TIME, -3 * TLM_SECOND } },
    { "+0.000000001", { TLM_MARK_TIME, 1 } },
    { "00:01:12.500", { TLM_MARK_TIME, 72500 * MS } },
    { "-00:00:10", { TLM_MARK_TIME, -10 * TLM_SECOND } },
    { "#374", { TLM_MARK_FRAME, 0, 374 } },
    { "#-12", { TLM_MARK_FRAME, 0, -12 } },
    { "#0", { TLM_MARK_FRAME, 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    TlmMark mark = { TLM_MARK_FRAME, 99, 99 };
    g_assert_true (tlm_mark_parse (good[i].text, &mark, &error));
    g_assert_no_error (error);
    g_assert_cmpint (mark.kind, ==, good[i].mark.kind);
    g_assert_cmpint (mark.time_ns, ==, good[i].mark.time_ns);
    g_assert_cmpint (mark.frame, ==, good[i].mark.frame);
  }
}

static void
test_parse_wrong (void)
{
  static const struct { const char *text, *want; } wrong[] = {
    { "25:42:13:07", "is no timecode" },
    { "10:42:13;7", "is no timecode" },
    { "#", "no whole frame number" },
    { "#1.5", "no whole frame number" },
    { "#99999999999999999999", "no whole frame number" },
    { "T+12", "is no place in the footage" },
    { "soon", "is no place in the footage" },
    { "12,5,1", "is no place in the footage" },
    { "nan", "is no place in the footage" },
    { "\xff\xfe", "is no place in the footage" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    TlmMark mark = { TLM_MARK_FRAME, 7, 8 };
    g_assert_false (tlm_mark_parse (wrong[i].text, &mark, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    g_assert_nonnull (strstr (error->message, wrong[i].want));
    g_assert_nonnull (strstr (error->message, "#374"));
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_true (mark.kind == TLM_MARK_FRAME && mark.time_ns == 7 && mark.frame == 8);
  }
}

/* (10 h 42 min 13 s) × 25 + 7 frames; minute 1 with drop-frame begins with frame
 * 1800, which is label 00:01:00;02. */
static void
test_timecode (void)
{
  TlmMark mark;
  TlmDuration time_ns;

  g_assert_true (tlm_mark_parse ("10:42:13:07", &mark, NULL));
  g_assert_true (tlm_mark_resolve (&mark, 25, 1, &time_ns));
  g_assert_cmpint (time_ns, ==, 38533 * TLM_SECOND + 280 * MS);
  g_assert_false (tlm_mark_resolve (&mark, 0, 1, &time_ns));
  g_assert_true (tlm_mark_parse ("00:01:00;02", &mark, NULL));
  g_assert_true (tlm_mark_resolve (&mark, 30000, 1001, &time_ns));
  g_assert_cmpint (time_ns, ==, 60060 * MS);
  g_assert_false (tlm_mark_resolve (&mark, 25, 1, &time_ns));
}

/* Worked out by hand in fractions: N × d / n s. */
static void
test_frames (void)
{
  static const struct { gint64 frame; int n, d; TlmDuration want; } frames[] = {
    { 374, 25, 1, 14960 * MS },
    { 1, 30000, 1001, 33366667 },                    /* 33 366 666.67 ns */
    { 2, 30000, 1001, 66733333 },                    /* 66 733 333.33 */
    { 30000, 30000, 1001, 1001 * TLM_SECOND },
    { -1, 30000, 1001, -33366667 },
    { -3, 3, 1, -TLM_SECOND },
    { 1, 2000000000, 1, 1 },                         /* a half goes up */
    { -1, 2000000000, 1, 0 },
    /* 2 589 408 frames are a day of 29.97 but for 86.3136 ms: 86 399.913 600 s. */
    { 2589408, 30000, 1001, G_GINT64_CONSTANT (86399913600000) },
    /* A double has 53 bits; this needs 60. */
    { G_GINT64_CONSTANT (27000000001), 30000, 1001, G_GINT64_CONSTANT (900900000033366667) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++) {
    TlmMark mark = { TLM_MARK_FRAME, 0, frames[i].frame };
    TlmDuration time = 5;
    g_assert_true (tlm_mark_resolve (&mark, frames[i].n, frames[i].d, &time));
    g_assert_cmpint (time, ==, frames[i].want);
  }
}

static void
test_frames_wrong (void)
{
  TlmMark frame = { TLM_MARK_FRAME, 0, 374 }, none = { TLM_MARK_NONE };
  TlmMark far = { TLM_MARK_FRAME, 0, G_GINT64_CONSTANT (1) << 40 };
  TlmMark time = { TLM_MARK_TIME, 9 };
  TlmDuration out = 5;

  g_assert_false (tlm_mark_resolve (&frame, 0, 1, &out));
  g_assert_false (tlm_mark_resolve (&frame, 30, 0, &out));
  g_assert_false (tlm_mark_resolve (&far, 1, 1000, &out));
  g_assert_false (tlm_mark_resolve (&none, 30, 1, &out));
  g_assert_cmpint (out, ==, 5);
  g_assert_true (tlm_mark_resolve (&time, 0, 1, &out));
  g_assert_cmpint (out, ==, 9);
}

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
  TlmSync sync = { .footage_start = TLM_TIME_NONE };

  g_assert_cmpint (shown (timeline, &sync, 3 * TLM_SECOND, FALSE), ==, 3 * TLM_SECOND);
  sync.liftoff_at = (TlmMark) { TLM_MARK_FRAME, 0, 50 };
  g_assert_cmpint (shown (timeline, &sync, 3 * TLM_SECOND, FALSE), ==, TLM_SECOND);
  sync.time_offset_ns = 500 * MS;
  g_assert_cmpint (shown (timeline, &sync, 3 * TLM_SECOND, FALSE), ==, 1500 * MS);
  g_assert_cmpint (shown (timeline, &sync, 0, FALSE), ==, -1500 * MS);
}

static void
test_utc (void)
{
  g_autoptr (TlmTimeline) plain = make_timeline (TLM_CLOCK_TAI, TLM_TIME_NONE);
  g_autoptr (TlmTimeline) dated = make_timeline (TLM_CLOCK_TAI, UTC_START);
  TlmSync sync = { .footage_start = TLM_TIME_NONE };

  g_assert_cmpint (shown (plain, &sync, TLM_SECOND, TRUE), ==, UTC_START + 11 * TLM_SECOND);
  g_assert_cmpint (shown (dated, &sync, TLM_SECOND, FALSE), ==, UTC_START + TLM_SECOND);
  sync.liftoff_at = (TlmMark) { TLM_MARK_TIME, 2 * TLM_SECOND };
  g_assert_cmpint (shown (dated, &sync, 0, FALSE), ==, UTC_START - 2 * TLM_SECOND);
  g_assert_cmpint (shown (plain, &sync, 0, TRUE), ==, UTC_START + 8 * TLM_SECOND);
}

static void
test_footage_start (void)
{
  g_autoptr (TlmTimeline) plain = make_timeline (TLM_CLOCK_TAI, TLM_TIME_NONE);
  g_autoptr (TlmTimeline) elapsed = make_timeline (TLM_CLOCK_ELAPSED, TLM_TIME_NONE);
  g_autoptr (TlmTimeline) dated = make_timeline (TLM_CLOCK_ELAPSED, UTC_START);
  TlmSync sync = { .footage_start = UTC_START + 5 * TLM_SECOND, .time_offset_ns = -TLM_SECOND };
  TlmSyncResult result;

  g_assert_cmpint (shown (plain, &sync, TLM_SECOND, FALSE), ==, UTC_START + 5 * TLM_SECOND);
  g_assert_cmpint (shown (dated, &sync, TLM_SECOND, FALSE), ==, 5 * TLM_SECOND);
  result = tlm_sync_resolve (&sync, elapsed, 25, 1);
  g_assert_false (result.known);
  g_assert_cmpint (tlm_sync_apply (&result, 0), ==, TLM_TIME_NONE);
  sync.liftoff_at = (TlmMark) { TLM_MARK_TIME, 0 };
  g_assert_cmpint (shown (elapsed, &sync, TLM_SECOND, FALSE), ==, 0);
}

static void
test_unknown (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline (TLM_CLOCK_ELAPSED, TLM_TIME_NONE);
  TlmSync frame = { { TLM_MARK_FRAME, 0, 10 }, 0, TLM_TIME_NONE };
  TlmSync late = { { TLM_MARK_TIME, -G_MAXINT64 }, G_MAXINT64, TLM_TIME_NONE };
  TlmSyncResult result = tlm_sync_resolve (&frame, timeline, 0, 1);

  g_assert_false (result.known);
  result = tlm_sync_resolve (&late, timeline, 25, 1);
  g_assert_false (result.known);
  result = (TlmSyncResult) { TRUE, G_MAXINT64, FALSE };
  g_assert_cmpint (tlm_sync_apply (&result, 1), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_sync_apply (&result, TLM_TIME_NONE), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_sync_apply (&result, 0), ==, G_MAXINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/timecode", test_timecode);
  g_test_add_func ("/sync/parse", test_parse);
  g_test_add_func ("/sync/parse-wrong", test_parse_wrong);
  g_test_add_func ("/sync/frames", test_frames);
  g_test_add_func ("/sync/frames-wrong", test_frames_wrong);
  g_test_add_func ("/sync/elapsed", test_elapsed);
  g_test_add_func ("/sync/utc", test_utc);
  g_test_add_func ("/sync/footage-start", test_footage_start);
  g_test_add_func ("/sync/unknown", test_unknown);
  return g_test_run ();
}
