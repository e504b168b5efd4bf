/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/clock-path.h"

#define MS (TLM_SECOND / 1000)
#define SLACK (100 * MS)

/* Where the tie has both clocks the same; ms. */
static gint64
at (const TlmClockPath *path, gint64 even_ms)
{
  return tlm_clock_path_at (path, even_ms * MS, even_ms * MS, SLACK) / MS;
}

static void
test_empty (void)
{
  TlmClockPath path = { 0 };

  g_assert_cmpint (at (&path, 1234), ==, 1234);
  g_assert_cmpint (tlm_clock_path_at (&path, G_MAXINT64, G_MININT64, 0), ==, G_MININT64);
}

/* Near the tie the tie counts, far from it the path; between them neither jumps. */
static void
test_slack (void)
{
  static const struct { gint64 off_ms, expected_ms; } cases[] = {
    { 0, 0 }, { 60, 0 }, { -99, 0 }, { 100, 0 }, { 150, 100 }, { 200, 200 }, { -150, -100 },
    { 300, 300 }, { -4300, -4300 }, { 3600000, 3600000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmClockPath path = { 0 };
    tlm_clock_path_note (&path, (1000 + cases[i].off_ms) * MS, 1000 * MS);
    g_assert_cmpint (at (&path, 1000), ==, 1000 + cases[i].expected_ms);
    g_assert_cmpint (at (&path, 0), ==, cases[i].expected_ms);
    g_assert_cmpint (at (&path, 9000), ==, 9000 + cases[i].expected_ms);
  }
}

/* The sender's clock goes ten times as fast for a second of the even one. */
static void
test_between (void)
{
  TlmClockPath path = { 0 };

  tlm_clock_path_note (&path, 0, 0);
  tlm_clock_path_note (&path, 10000 * MS, 1000 * MS);
  tlm_clock_path_note (&path, 11000 * MS, 2000 * MS);
  g_assert_cmpint (at (&path, 500), ==, 5000);
  g_assert_cmpint (at (&path, 1000), ==, 10000);
  g_assert_cmpint (at (&path, 1500), ==, 10500);
  g_assert_cmpint (at (&path, 3000), ==, 12000);
}

/* The times of a transport stream over SRT behind a new connection, as GStreamer 1.22's tsdemux
 * gave them: what was taken every 40 ms has times that bend, and go back. A decoder holds the
 * time of its pictures there: they show the first that had it, and what follows its own. */
static void
test_bends (void)
{
  static const struct { gint64 instant_ms, pts_ms; } samples[] = {
    { 18960, 20713 }, { 19040, 20777 }, { 19120, 20831 }, { 19200, 20872 }, { 19280, 20896 },
    { 19360, 20902 }, { 19440, 20890 }, { 19520, 20861 }, { 19600, 20817 }, { 19680, 20780 },
    { 19760, 20748 }, { 19840, 20740 }, { 19920, 20756 }, { 20000, 20836 }, { 20080, 20868 },
    { 20160, 20922 }, { 20240, 20990 }, { 20320, 21065 },
  };
  TlmClockPath path = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    tlm_clock_path_note (&path, samples[i].instant_ms * MS, samples[i].pts_ms * MS);
  for (gsize i = 0; i < 6; i++)
    g_assert_cmpint (at (&path, samples[i].pts_ms), ==, samples[i].instant_ms);
  for (gsize i = 15; i < G_N_ELEMENTS (samples); i++)
    g_assert_cmpint (at (&path, samples[i].pts_ms), ==, samples[i].instant_ms);
  g_assert_cmpint (at (&path, 20712), <, 18960);
}

/* A time 4 s ahead of the others, and back to what two had before: the first keep theirs. Then a
 * stream that begins anew at 0. */
static void
test_ahead (void)
{
  TlmClockPath path = { 0 };

  tlm_clock_path_note (&path, 14320 * MS, 20406 * MS);
  tlm_clock_path_note (&path, 14360 * MS, 20446 * MS);
  tlm_clock_path_note (&path, 18600 * MS, 24686 * MS);
  tlm_clock_path_note (&path, 18640 * MS, 20406 * MS);
  tlm_clock_path_note (&path, 18680 * MS, 20446 * MS);
  tlm_clock_path_note (&path, 18720 * MS, 20486 * MS);
  g_assert_cmpint (at (&path, 20406), ==, 14320);
  g_assert_cmpint (at (&path, 20446), ==, 14360);
  g_assert_cmpint (at (&path, 20486), ==, 18720);
  g_assert_cmpint (at (&path, 24686), ==, 18600);
  tlm_clock_path_note (&path, 90000 * MS, 0);
  g_assert_cmpint (at (&path, 24686), ==, 18600);      /* a decoder may have let it through */
  g_assert_cmpint (at (&path, 24600), ==, 114600);
  g_assert_cmpint (at (&path, 1000), ==, 91000);
}

/* What comes out of its order says nothing. */
static void
test_shuffled (void)
{
  static const int order[] = { 0, 2, 1, 3, 5, 4, 6, 9, 8, 7, 10 };
  TlmClockPath path = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    tlm_clock_path_note (&path, (order[i] * 400 + 5000) * MS, order[i] * 400 * MS);
  for (int ms = 0; ms < 5000; ms += 10)
    g_assert_cmpint (at (&path, ms), ==, ms + 5000);
}

static void
test_moves (void)
{
  TlmClockPath path = { 0 };

  for (int i = 0; i < 2000; i++)       /* more than it keeps */
    tlm_clock_path_note (&path, (i * 40 + 700) * MS, i * 40 * MS);
  tlm_clock_path_move (&path, 3600 * TLM_SECOND);
  g_assert_cmpint (at (&path, 79000), ==, 79000 + 3600700);
  tlm_clock_path_move (&path, G_MAXINT64);
  tlm_clock_path_move (&path, G_MAXINT64);
  tlm_clock_path_note (&path, G_MININT64, G_MAXINT64);
  tlm_clock_path_note (&path, G_MAXINT64, G_MININT64);
  tlm_clock_path_at (&path, 0, G_MAXINT64, SLACK);     /* no overflow */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-path/empty", test_empty);
  g_test_add_func ("/clock-path/slack", test_slack);
  g_test_add_func ("/clock-path/between", test_between);
  g_test_add_func ("/clock-path/bends", test_bends);
  g_test_add_func ("/clock-path/ahead", test_ahead);
  g_test_add_func ("/clock-path/shuffled", test_shuffled);
  g_test_add_func ("/clock-path/moves", test_moves);
  return g_test_run ();
}
