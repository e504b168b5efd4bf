/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every label of a day at every rate, against a counter that steps label by label
 * as a generator does. */
#include "core/footage/timecode.h"

static const TlmTimecodeRate rates[] = {
  { 24000, 1001, FALSE }, { 24, 1, FALSE }, { 25, 1, FALSE }, { 30000, 1001, FALSE },
  { 30000, 1001, TRUE }, { 30, 1, FALSE }, { 50, 1, FALSE }, { 60000, 1001, FALSE },
  { 60000, 1001, TRUE }, { 60, 1, FALSE },
};

/* Frames in a day, as the standard and its commentaries give them. */
static const gint64 days[] = {
  2073600, 2073600, 2160000, 2592000, 2589408, 2592000, 4320000, 5184000, 5178816, 5184000,
};

/* The next label: up the places, and over those that are dropped. */
static void
advance (TlmTimecode *at, guint per_second, gboolean drop)
{
  if (++at->frames < per_second)
    return;
  at->frames = 0;
  if (++at->seconds < 60)
    return;
  at->seconds = 0;
  if (++at->minutes == 60) {
    at->minutes = 0;
    at->hours = (at->hours + 1) % 24;
  }
  if (drop && at->minutes % 10 != 0)
    at->frames = per_second == 60 ? 4 : 2;
}

static gboolean
same (const TlmTimecode *a, const TlmTimecode *b)
{
  return a->hours == b->hours && a->minutes == b->minutes && a->seconds == b->seconds &&
      a->frames == b->frames;
}

static void
test_day (void)
{
  static const guint per_second[] = { 24, 24, 25, 30, 30, 30, 50, 60, 60, 60 };

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++) {
    TlmTimecode at = { 0 };
    g_assert_cmpint (tlm_timecode_frames_per_day (&rates[i]), ==, days[i]);
    for (gint64 frame = 0; frame < days[i]; frame++) {
      TlmTimecode found = tlm_timecode_from_frame (frame, &rates[i]);
      gint64 back = -1;
      if (!same (&found, &at) || !tlm_timecode_to_frame (&at, &rates[i], &back) || back != frame)
        g_error ("rate %d/%d, frame %" G_GINT64_FORMAT ": %02u:%02u:%02u:%02u",
            rates[i].fps_n, rates[i].fps_d, frame, found.hours, found.minutes, found.seconds,
            found.frames);
      advance (&at, per_second[i], rates[i].drop);
    }
    g_assert_true (same (&at, &(TlmTimecode) { 0 }));
  }
}

/* A day of drop-frame labels is 86.4 ms short of a day (86 400 s × 1e-6). */
static void
test_time (void)
{
  g_assert_cmpint (tlm_timecode_frame_time (2589408, &rates[4]), ==, G_GINT64_CONSTANT (86399913600000));
  g_assert_cmpint (tlm_timecode_frame_time (2592000, &rates[3]), ==, G_GINT64_CONSTANT (86486400000000));
  g_assert_cmpint (tlm_timecode_frame_time (1, &rates[0]), ==, 41708333);
  g_assert_cmpint (tlm_timecode_frame_time (2, &rates[3]), ==, 66733333);
  g_assert_cmpint (tlm_timecode_frame_time (-1, &rates[2]), ==, -40000000);
}

static void
test_text (void)
{
  TlmTimecode at;
  gboolean drop;
  gint64 frame;

  g_assert_true (tlm_timecode_parse ("10:42:13:07", &at, &drop));
  g_assert_false (drop);
  g_assert_true (same (&at, &(TlmTimecode) { 10, 42, 13, 7 }));
  g_assert_true (tlm_timecode_parse ("00:01:00;02", &at, &drop));
  g_assert_true (drop);
  g_assert_true (tlm_timecode_to_frame (&at, &rates[4], &frame));
  g_assert_cmpint (frame, ==, 1800);
  g_assert_true (tlm_timecode_parse ("00:01:00;01", &at, &drop));
  g_assert_false (tlm_timecode_to_frame (&at, &rates[4], &frame));
  g_assert_true (tlm_timecode_parse ("00:00:00:25", &at, &drop));
  g_assert_false (tlm_timecode_to_frame (&at, &rates[2], &frame));
  g_assert_false (tlm_timecode_parse ("10:42:13", &at, &drop));
  g_assert_false (tlm_timecode_parse ("24:00:00:00", &at, &drop));
  g_assert_false (tlm_timecode_parse ("10:42:13:07x", &at, &drop));
}

static void
test_rates (void)
{
  static const TlmTimecodeRate none[] = {
    { 25, 1, TRUE }, { 24000, 1001, TRUE }, { 30, 1, TRUE }, { 0, 1, FALSE }, { 25, 2, FALSE },
    { 1000, 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    g_assert_true (tlm_timecode_rate_is_valid (&rates[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (tlm_timecode_rate_is_valid (&none[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timecode/day", test_day);
  g_test_add_func ("/timecode/time", test_time);
  g_test_add_func ("/timecode/text", test_text);
  g_test_add_func ("/timecode/rates", test_rates);
  return g_test_run ();
}
