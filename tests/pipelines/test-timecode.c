/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>

#include "core/time/instant.h"
#include "timecode.h"

static InspectTimecode
make (const char *rate, gboolean drop, const char *start)
{
  InspectTimecode timecode = { .rate.drop = drop };

  g_assert_true (inspect_timecode_read_rate (&timecode, rate, NULL));
  if (start)
    g_assert_true (inspect_timecode_read_start (&timecode, start, NULL));
  return timecode;
}

/* SMPTE ST 12-1: numbers 0 and 1 of each minute but every tenth are left out, so
 * that an hour has 107892 frames. */
static void
test_drop_frame (void)
{
  static const struct {
    gint64 frame;
    const char *text;
  } rows[] = {
    { 0, "00:00:00;00" }, { 1799, "00:00:59;29" }, { 1800, "00:01:00;02" },
    { 3597, "00:01:59;29" }, { 3598, "00:02:00;02" }, { 17981, "00:09:59;29" },
    { 17982, "00:10:00;00" }, { 107892, "01:00:00;00" }, { 2589408, "00:00:00;00" },
  };
  InspectTimecode timecode = make ("30000/1001", TRUE, NULL);
  InspectTimecode later = make ("30000/1001", TRUE, "01:00:00;00");
  InspectTimecode fast = make ("60000/1001", TRUE, NULL);
  char buf[INSPECT_TIMECODE_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    inspect_timecode_print (&timecode, rows[i].frame, buf);
    g_assert_cmpstr (buf, ==, rows[i].text);
  }
  g_assert_cmpint (later.start, ==, 107892);
  inspect_timecode_print (&later, 1800, buf);
  g_assert_cmpstr (buf, ==, "01:01:00;02");
  inspect_timecode_print (&fast, 3600, buf);
  g_assert_cmpstr (buf, ==, "00:01:00;04");
}

static void
test_non_drop (void)
{
  InspectTimecode timecode = make ("25", FALSE, "10:00:00:00");
  char buf[INSPECT_TIMECODE_SIZE];

  inspect_timecode_print (&timecode, 1801, buf);
  g_assert_cmpstr (buf, ==, "10:01:12:01");
  g_assert_cmpint (inspect_timecode_frame (&timecode, TLM_SECOND), ==, 25);
  g_assert_cmpint (inspect_timecode_frame (&timecode, TLM_SECOND + 1), ==, 26);
}

static void
test_errors (void)
{
  static const char *const rates[] = { "", "0", "25/0", "-25", "25x", "x", "1/1001" };
  static const char *const starts[] = { "", "1", "24:00:00:00", "00:60:00:00", "00:00:00:25", "00:00:00:00x",
    "00:00:00;00" };
  InspectTimecode timecode = { .rate = { .fps_n = 25, .fps_d = 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (inspect_timecode_read_rate (&timecode, rates[i], &error));
    g_assert_nonnull (error);
  }
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    g_assert_false (inspect_timecode_read_start (&timecode, starts[i], NULL));
  g_assert_cmpint (timecode.rate.fps_n, ==, 25);
}

/* 12.5 frames a second are frames, but ST 12-1 has no labels for them. */
static void
test_no_timecode (void)
{
  InspectTimecode timecode = make ("25/2", FALSE, NULL);
  char buf[INSPECT_TIMECODE_SIZE] = "x";

  g_assert_cmpint (inspect_timecode_frame (&timecode, 2 * TLM_SECOND), ==, 25);
  inspect_timecode_print (&timecode, 25, buf);
  g_assert_cmpstr (buf, ==, "");
  g_assert_false (inspect_timecode_read_start (&timecode, "00:00:00:00", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timecode/drop-frame", test_drop_frame);
  g_test_add_func ("/timecode/non-drop", test_non_drop);
  g_test_add_func ("/timecode/errors", test_errors);
  g_test_add_func ("/timecode/no-timecode", test_no_timecode);
  return g_test_run ();
}
