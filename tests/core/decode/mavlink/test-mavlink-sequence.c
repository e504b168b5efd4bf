/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/mavlink/mavlink-sequence.h"

/* A frame in a list: its number, and what is in it. */
typedef struct {
  guint number, what;
} Frame;

typedef struct {
  gint lost, late;
  guint again;
} Counts;

static void
take (TlmMavlinkSequence *sequence, Counts *counts, Frame frame)
{
  TlmMavlinkChange change;
  TlmMavlinkStep step = tlm_mavlink_sequence_take (sequence, (guint8) frame.number,
      frame.what * 2654435761u, &change);

  counts->lost += change.lost;
  counts->again += step == TLM_MAVLINK_AGAIN;
  counts->late += change.late;
}

/* N frames were sent and those that KEEP says came, each in its turn. */
static Counts
send (guint n, gboolean (*keep) (guint i))
{
  TlmMavlinkSequence sequence = { 0 };
  Counts counts = { 0 };

  for (guint i = 0; i < n; i++)
    if (keep (i))
      take (&sequence, &counts, (Frame) { 200 + i, i });
  return counts;
}

static gboolean
keep_all (guint i)
{
  return TRUE;
}

static gboolean
keep_two_in_three (guint i)
{
  return i % 3 != 1;
}

static gboolean
lose_128 (guint i)
{
  return i < 500 || i >= 628;
}

static gboolean
lose_200 (guint i)
{
  return i < 500 || i >= 700;
}

static gboolean
lose_255 (guint i)
{
  return i < 500 || i >= 755;
}

static void
test_losses (void)
{
  static const struct {
    gboolean (*keep) (guint i);
    gint lost;
  } cases[] = {
    { keep_all, 0 }, { keep_two_in_three, 333 }, { lose_128, 128 }, { lose_200, 200 },
    { lose_255, 255 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Counts counts = send (1000, cases[i].keep);
    g_assert_cmpint (counts.lost, ==, cases[i].lost);
    g_assert_cmpuint (counts.again, ==, 0);
    g_assert_cmpint (counts.late, ==, 0);
  }
}

/* After a loss of 255 the number is the one that came last: no frame came again. */
static void
test_whole_lap (void)
{
  TlmMavlinkSequence sequence = { 0 };
  Counts counts = { 0 };

  for (guint i = 0; i < 10; i++)
    take (&sequence, &counts, (Frame) { 17, i });
  g_assert_cmpuint (counts.again, ==, 0);
  g_assert_cmpint (counts.lost, ==, 9 * 255);
}

/* Each frame twice, the second one some others later. */
static void
test_again (void)
{
  for (guint delay = 0; delay <= 40; delay += 8) {
    TlmMavlinkSequence sequence = { 0 };
    Counts counts = { 0 };
    for (guint i = 0; i < 600 + delay; i++) {
      if (i < 600)
        take (&sequence, &counts, (Frame) { i, i });
      if (i >= delay)
        take (&sequence, &counts, (Frame) { i - delay, i - delay });
    }
    g_assert_cmpuint (counts.again, ==, 600);
    g_assert_cmpint (counts.lost, ==, 0);
    g_assert_cmpint (counts.late, ==, 0);
  }
}

/* Each block comes from its end to its beginning; nothing is lost. */
static void
test_out_of_order (void)
{
  for (guint block = 2; block <= 32; block *= 2) {
    TlmMavlinkSequence sequence = { 0 };
    Counts counts = { 0 };
    take (&sequence, &counts, (Frame) { 0, 0 });
    for (guint i = 0; i < 1024; i++) {
      guint number = 1 + i / block * block + (block - 1 - i % block);
      take (&sequence, &counts, (Frame) { number, number });
    }
    g_assert_cmpint (counts.lost, ==, 0);
    g_assert_cmpuint (counts.again, ==, 0);
    g_assert_cmpint (counts.late, ==, 1024 - 1024 / (gint) block);
  }
}

static void
test_restart (void)
{
  TlmMavlinkSequence sequence = { 0 };
  Counts counts = { 0 };

  for (guint i = 0; i < 100; i++)
    take (&sequence, &counts, (Frame) { i, i });
  take (&sequence, &counts, (Frame) { 0, 1000 });
  counts.lost -= (gint) tlm_mavlink_sequence_restart (&sequence);
  g_assert_cmpuint (tlm_mavlink_sequence_restart (&sequence), ==, 0);
  for (guint i = 1; i < 100; i++)
    take (&sequence, &counts, (Frame) { i, 1000 + i });
  g_assert_cmpint (counts.lost, ==, 0);
  g_assert_cmpuint (counts.again, ==, 0);
  g_assert_cmpint (counts.late, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mavlink-sequence/losses", test_losses);
  g_test_add_func ("/mavlink-sequence/whole-lap", test_whole_lap);
  g_test_add_func ("/mavlink-sequence/again", test_again);
  g_test_add_func ("/mavlink-sequence/out-of-order", test_out_of_order);
  g_test_add_func ("/mavlink-sequence/restart", test_restart);
  return g_test_run ();
}
