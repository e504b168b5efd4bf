/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/place.h"

#include <string.h>

#include "core/base/error.h"

#define MS (TLM_SECOND / 1000)
#define MIDNIGHT ((G_GINT64_CONSTANT (1633392000) + 37) * TLM_SECOND)  /* 2021-10-05 UTC */

static void
test_parse (void)
{
  static const struct { const char *text; TlmPlace place; } good[] = {
    { NULL, { TLM_PLACE_NONE } },
    { "", { TLM_PLACE_NONE } },
    { "  ", { TLM_PLACE_NONE } },
    { "12.48", { TLM_PLACE_TIME, 12480 * MS } },
    { " -3 ", { TLM_PLACE_TIME, -3 * TLM_SECOND } },
    { "+0.000000001", { TLM_PLACE_TIME, 1 } },
    { "00:01:12.500", { TLM_PLACE_TIME, 72500 * MS } },
    { "-00:00:10", { TLM_PLACE_TIME, -10 * TLM_SECOND } },
    { "#374", { TLM_PLACE_FRAME, 0, 374 } },
    { "#-12", { TLM_PLACE_FRAME, 0, -12 } },
    { "#0", { TLM_PLACE_FRAME, 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    TlmPlace place = { TLM_PLACE_FRAME, 99, 99 };
    g_assert_true (tlm_place_parse (good[i].text, &place, &error));
    g_assert_no_error (error);
    g_assert_cmpint (place.kind, ==, good[i].place.kind);
    g_assert_cmpint (place.time_ns, ==, good[i].place.time_ns);
    g_assert_cmpint (place.frame, ==, good[i].place.frame);
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
    TlmPlace place = { TLM_PLACE_FRAME, 7, 8 };
    g_assert_false (tlm_place_parse (wrong[i].text, &place, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    g_assert_nonnull (strstr (error->message, wrong[i].want));
    g_assert_nonnull (strstr (error->message, "#374"));
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_true (place.kind == TLM_PLACE_FRAME && place.time_ns == 7 && place.frame == 8);
  }
}

/* (10 h 42 min 13 s) × 25 + 7 frames; minute 1 with drop-frame begins with frame
 * 1800, which is label 00:01:00;02. */
static void
test_timecode (void)
{
  TlmPlace place;
  TlmDuration time_ns;

  g_assert_true (tlm_place_parse ("10:42:13:07", &place, NULL));
  g_assert_true (tlm_place_resolve (&place, NULL, 25, 1, &time_ns));
  g_assert_cmpint (time_ns, ==, 38533 * TLM_SECOND + 280 * MS);
  g_assert_false (tlm_place_resolve (&place, NULL, 0, 1, &time_ns));
  g_assert_true (tlm_place_parse ("00:01:00;02", &place, NULL));
  g_assert_true (tlm_place_resolve (&place, NULL, 30000, 1001, &time_ns));
  g_assert_cmpint (time_ns, ==, 60060 * MS);
  g_assert_false (tlm_place_resolve (&place, NULL, 25, 1, &time_ns));
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
    TlmPlace place = { TLM_PLACE_FRAME, 0, frames[i].frame };
    TlmDuration time = 5;
    g_assert_true (tlm_place_resolve (&place, NULL, frames[i].n, frames[i].d, &time));
    g_assert_cmpint (time, ==, frames[i].want);
  }
}

static void
test_frames_wrong (void)
{
  TlmPlace frame = { TLM_PLACE_FRAME, 0, 374 }, none = { TLM_PLACE_NONE };
  TlmPlace far = { TLM_PLACE_FRAME, 0, G_GINT64_CONSTANT (1) << 40 };
  TlmPlace time = { TLM_PLACE_TIME, 9 };
  TlmDuration out = 5;

  g_assert_false (tlm_place_resolve (&frame, NULL, 0, 1, &out));
  g_assert_false (tlm_place_resolve (&frame, NULL, 30, 0, &out));
  g_assert_false (tlm_place_resolve (&far, NULL, 1, 1000, &out));
  g_assert_false (tlm_place_resolve (&none, NULL, 30, 1, &out));
  g_assert_cmpint (out, ==, 5);
  g_assert_true (tlm_place_resolve (&time, NULL, 0, 1, &out));
  g_assert_cmpint (out, ==, 9);
}

/* The first frame may have a timecode, an instant or both. */
static void
test_start (void)
{
  static const struct { const char *text; int n, d; TlmInstant want; } rows[] = {
    { "2021-10-05T00:00:02.5Z", 0, 1, MIDNIGHT + 2500 * MS },
    { "2021-10-05T08:54:50:12", 25, 1, MIDNIGHT + 32090 * TLM_SECOND + 480 * MS },
    { "2021-10-05 08:54:50:12Z", 25, 1, MIDNIGHT + 32090 * TLM_SECOND + 480 * MS },
    { "2021-278T00:01:00;02", 30000, 1001, MIDNIGHT + 60060 * MS },
    { "2021-10-05T00:01:00;02", 25, 1, TLM_TIME_NONE },
    { "10:42:13:07", 25, 1, TLM_TIME_NONE },
    { "", 25, 1, TLM_TIME_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmFootageStart start;
    TlmInstant instant = TLM_TIME_NONE;
    g_autoptr (GError) error = NULL;
    g_assert_true (tlm_footage_start_parse (rows[i].text, &start, &error));
    g_assert_no_error (error);
    g_assert_cmpint (tlm_footage_start_instant (&start, rows[i].n, rows[i].d, &instant), ==,
        rows[i].want != TLM_TIME_NONE);
    g_assert_cmpint (instant, ==, rows[i].want);
  }
}

static void
test_start_wrong (void)
{
  static const char *const wrong[] = { "soon", "12.5", "2021-10-05T25:00:00:00", "2021-13-05T08:00:00:00",
    "25:00:00:00" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    TlmFootageStart start = { 7 };
    g_autoptr (GError) error = NULL;
    g_assert_false (tlm_footage_start_parse (wrong[i], &start, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    g_assert_cmpint (start.instant, ==, 7);
  }
}

static TlmDuration
between (const char *first, const char *at, int fps_n, int fps_d)
{
  TlmFootageStart start;
  TlmPlace place;
  TlmDuration time = -1;

  g_assert_true (tlm_footage_start_parse (first, &start, NULL));
  g_assert_true (tlm_place_parse (at, &place, NULL));
  g_assert_true (tlm_place_resolve (&place, &start, fps_n, fps_d, &time));
  return time;
}

/* Timecode counts from that of the first frame, and over midnight; seconds and
 * frames are places in the footage as they are. */
static void
test_from_start (void)
{
  g_assert_cmpint (between ("10:00:00:00", "10:00:12:05", 25, 1), ==, 12200 * MS);
  g_assert_cmpint (between ("2021-10-05T10:00:00:00", "10:00:12:05", 25, 1), ==, 12200 * MS);
  g_assert_cmpint (between ("23:59:59:00", "00:00:01:00", 25, 1), ==, 2 * TLM_SECOND);
  /* Before the first frame too, and over midnight. */
  g_assert_cmpint (between ("10:00:00:00", "09:59:50:00", 25, 1), ==, -10 * TLM_SECOND);
  g_assert_cmpint (between ("00:00:01:00", "23:59:59:00", 25, 1), ==, -2 * TLM_SECOND);
  g_assert_cmpint (between ("10:00:00:00", "12.48", 25, 1), ==, 12480 * MS);
  g_assert_cmpint (between ("10:00:00:00", "#25", 25, 1), ==, TLM_SECOND);
  /* 00:10:00;00 is frame 17982, one after 00:09:59;29. */
  g_assert_cmpint (between ("00:09:59;29", "00:10:00;00", 30000, 1001), ==, 33366667);
  /* 00:01:00;02 is one after 00:00:59;29. */
  g_assert_cmpint (between ("00:00:59;29", "00:01:00;02", 30000, 1001), ==, 33366667);
}

/* Frames that say their own timecode count from it too. */
static void
test_since (void)
{
  TlmFootageStart start;

  g_assert_true (tlm_footage_start_parse ("23:59:59:00", &start, NULL));
  g_assert_cmpint (tlm_footage_start_since (&start, 86399 * TLM_SECOND + 40 * MS, 25, 1), ==, 40 * MS);
  g_assert_cmpint (tlm_footage_start_since (&start, 2 * TLM_SECOND, 25, 1), ==, 3 * TLM_SECOND);
  g_assert_cmpint (tlm_footage_start_since (&start, 86398 * TLM_SECOND, 25, 1), ==, -TLM_SECOND);
  g_assert_true (tlm_footage_start_parse ("2021-10-05T08:54:50Z", &start, NULL));
  g_assert_cmpint (tlm_footage_start_since (&start, 2 * TLM_SECOND, 25, 1), ==, 2 * TLM_SECOND);
}

/* Each frame of a day at every rate: the time of a label against a sum that is
 * carried on frame by frame, whole nanoseconds and the rest apart. */
static void
test_day (void)
{
  static const TlmTimecodeRate rates[] = {
    { 24000, 1001, FALSE }, { 24, 1, FALSE }, { 25, 1, FALSE }, { 30000, 1001, FALSE },
    { 30000, 1001, TRUE }, { 30, 1, FALSE }, { 50, 1, FALSE }, { 60000, 1001, FALSE },
    { 60000, 1001, TRUE }, { 60, 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++) {
    const TlmTimecodeRate *rate = &rates[i];
    gint64 whole = 0, rest = 0, step = rate->fps_d * TLM_SECOND;
    for (gint64 frame = 0; frame < tlm_timecode_frames_per_day (rate); frame++) {
      TlmPlace place = { .kind = TLM_PLACE_TIMECODE, .drop = rate->drop };
      TlmDuration found = -1;
      place.timecode = tlm_timecode_from_frame (frame, rate);
      if (!tlm_place_resolve (&place, NULL, rate->fps_n, rate->fps_d, &found) ||
          found != whole + (2 * rest >= rate->fps_n))
        g_error ("rate %d/%d, frame %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT, rate->fps_n,
            rate->fps_d, frame, found);
      whole += step / rate->fps_n;
      rest += step % rate->fps_n;
      if (rest >= rate->fps_n) {
        rest -= rate->fps_n;
        whole++;
      }
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/parse", test_parse);
  g_test_add_func ("/place/parse-wrong", test_parse_wrong);
  g_test_add_func ("/place/timecode", test_timecode);
  g_test_add_func ("/place/frames", test_frames);
  g_test_add_func ("/place/frames-wrong", test_frames_wrong);
  g_test_add_func ("/place/start", test_start);
  g_test_add_func ("/place/start-wrong", test_start_wrong);
  g_test_add_func ("/place/from-start", test_from_start);
  g_test_add_func ("/place/since", test_since);
  g_test_add_func ("/place/day", test_day);
  return g_test_run ();
}
