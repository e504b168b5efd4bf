/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Against results computed by hand with whole numbers of any length, against the
 * compiler's own 128 bits where it has them, and by the law of division. */
#include "core/base/wide.h"

static const struct {
  gint64 a, b, divisor, floor, nearest;
} cases[] = {
  { 7, 1, 2, 3, 4 },
  { -7, 1, 2, -4, -3 },
  { 7, 1, 4, 1, 2 },
  { -7, 1, 4, -2, -2 },
  { 0, G_MININT64, 1, 0, 0 },
  /* When frame 2^32 of 30000/1001 begins, in ns. */
  { G_GINT64_CONSTANT (4294967296), G_GINT64_CONSTANT (1001000000000), 30000,
    G_GINT64_CONSTANT (143308742109866666), G_GINT64_CONSTANT (143308742109866667) },
  { G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXINT64 },
  { G_MININT64, G_MAXINT64, G_MAXINT64, G_MININT64, G_MININT64 },
  { G_MAXINT64, G_GINT64_CONSTANT (86400000000000), G_GINT64_CONSTANT (1000000000000000),
    G_GINT64_CONSTANT (796899343984252629), G_GINT64_CONSTANT (796899343984252630) },
};

static void
test_known (void)
{
  gint64 out;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmWide product = tlm_wide_product (tlm_wide (cases[i].a), cases[i].b);
    g_assert_true (tlm_wide_floor (product, (guint64) cases[i].divisor, &out));
    g_assert_cmpint (out, ==, cases[i].floor);
    g_assert_true (tlm_wide_nearest (product, cases[i].divisor, &out));
    g_assert_cmpint (out, ==, cases[i].nearest);
  }
}

/* What 64 bits do not hold is refused, and the last that they hold is not. */
static void
test_limits (void)
{
  TlmWide most = tlm_wide (G_MAXINT64), least = tlm_wide (G_MININT64), one = tlm_wide (1);
  gint64 out = 5;

  g_assert_false (tlm_wide_floor (tlm_wide_sum (most, one), 1, &out));
  g_assert_false (tlm_wide_floor (tlm_wide_difference (least, one), 1, &out));
  g_assert_false (tlm_wide_floor (tlm_wide_product (most, G_MAXINT64), 1, &out));
  g_assert_false (tlm_wide_floor (tlm_wide_difference (tlm_wide_product (least, 2), one), 2, &out));
  g_assert_cmpint (out, ==, 5);
  g_assert_true (tlm_wide_floor (tlm_wide_product (least, 2), 2, &out));
  g_assert_cmpint (out, ==, G_MININT64);
  g_assert_true (tlm_wide_floor (tlm_wide (-1), G_MAXUINT64, &out));
  g_assert_cmpint (out, ==, -1);
  g_assert_true (tlm_wide_floor ((TlmWide) { .low = G_MAXUINT64 }, G_MAXUINT64, &out));
  g_assert_cmpint (out, ==, 1);
}

/* A number of 1 to 63 bits, or the complement of one. */
static gint64
draw (GRand *rand)
{
  guint64 bits = ((guint64) g_rand_int (rand) << 32) | g_rand_int (rand);

  bits >>= g_rand_int_range (rand, 1, 64);
  return (gint64) (g_rand_boolean (rand) ? bits : ~bits);
}

/* 0 <= A B - Q D < D, whatever is drawn. */
static void
check_law (gint64 a, gint64 b, gint64 divisor, gint64 quotient)
{
  TlmWide rest = tlm_wide_difference (tlm_wide_product (tlm_wide (a), b),
      tlm_wide_product (tlm_wide (quotient), divisor));

  g_assert_cmpint (rest.high, ==, 0);
  g_assert_cmpuint (rest.low, <, (guint64) divisor);
}

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 Theirs;

static void
check_theirs (gint64 a, gint64 b, gint64 divisor, gboolean fits, gint64 quotient)
{
  Theirs product = (Theirs) a * b, whole = product / divisor - (product % divisor < 0);

  g_assert_cmpint (fits, ==, whole >= G_MININT64 && whole <= G_MAXINT64);
  if (fits)
    g_assert_cmpint (quotient, ==, (gint64) whole);
}
#endif

static void
test_drawn (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (128);
  guint n = 0;

  for (guint i = 0; i < 1000000; i++) {
    gint64 a = draw (rand), b = draw (rand), divisor = draw (rand), out = 0;
    gboolean fits;
    if (divisor <= 0)
      continue;
    fits = tlm_wide_floor (tlm_wide_product (tlm_wide (a), b), (guint64) divisor, &out);
    if (fits)
      check_law (a, b, divisor, out);
#ifdef __SIZEOF_INT128__
    check_theirs (a, b, divisor, fits, out);
#endif
    n += fits;
  }
  g_assert_cmpuint (n, >, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wide/known", test_known);
  g_test_add_func ("/wide/limits", test_limits);
  g_test_add_func ("/wide/drawn", test_drawn);
  return g_test_run ();
}
