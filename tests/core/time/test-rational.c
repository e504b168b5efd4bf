/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/time/rational.h"

static TlmRational
of (gint64 n, gint64 d)
{
  TlmRational value = TLM_RATIONAL_ZERO;

  g_assert_true (tlm_rational_make (n, d, &value));
  return value;
}

static void
same (TlmRational a, gint64 n, gint64 d)
{
  g_assert_cmpint (a.n, ==, n);
  g_assert_cmpint (a.d, ==, d);
}

static void
test_arithmetic (void)
{
  TlmRational out;

  same (of (-6, -4), 3, 2);
  same (of (6, -4), -3, 2);
  same (of (0, -7), 0, 1);
  g_assert_false (tlm_rational_make (1, 0, &out));
  g_assert_true (tlm_rational_add (of (1, 6), of (1, 10), &out));
  same (out, 4, 15);
  g_assert_true (tlm_rational_subtract (of (1, 6), of (1, 6), &out));
  same (out, 0, 1);
  g_assert_true (tlm_rational_multiply (of (1001, 30000), of (30000, 1001), &out));
  same (out, 1, 1);
  g_assert_true (tlm_rational_divide (of (-1, 3), of (2, 9), &out));
  same (out, -3, 2);
  g_assert_false (tlm_rational_divide (of (1, 3), of (0, 1), &out));
}

/* Three hours of 29.97, a frame at a time: the sum is the product, to the last digit. */
static void
test_no_drift (void)
{
  TlmRational sum = TLM_RATIONAL_ZERO, product;

  for (int i = 0; i < 323676; i++)
    g_assert_true (tlm_rational_add (sum, of (1001, 30000), &sum));
  g_assert_true (tlm_rational_multiply (of (323676, 1), of (1001, 30000), &product));
  g_assert_cmpint (tlm_rational_compare (sum, product), ==, 0);
}

static void
test_bounds (void)
{
  TlmRational large = of (G_MAXINT64, 1), small = of (1, G_MAXINT64), out = TLM_RATIONAL_ONE;

  g_assert_false (tlm_rational_add (large, large, &out));
  g_assert_false (tlm_rational_multiply (small, small, &out));
  g_assert_false (tlm_rational_make (G_MININT64, 1, &out));
  same (out, 1, 1);
  g_assert_true (tlm_rational_multiply (large, small, &out));
  same (out, 1, 1);
  g_assert_cmpint (tlm_rational_compare (large, small), ==, 1);
  g_assert_cmpint (tlm_rational_compare (of (-G_MAXINT64, 1), small), ==, -1);
  g_assert_cmpint (tlm_rational_compare (of (G_MAXINT64, G_MAXINT64 - 1), of (G_MAXINT64 - 1, G_MAXINT64 - 2)), ==, -1);
}

static void
test_whole (void)
{
  gint64 ns;

  g_assert_cmpint (tlm_rational_floor (of (7, 2)), ==, 3);
  g_assert_cmpint (tlm_rational_floor (of (-7, 2)), ==, -4);
  g_assert_cmpint (tlm_rational_floor (of (-4, 2)), ==, -2);
  g_assert_true (tlm_rational_to_ns (of (1001, 30000), &ns));
  g_assert_cmpint (ns, ==, 33366667);
  g_assert_true (tlm_rational_to_ns (of (-1, 2000000000), &ns));
  g_assert_cmpint (ns, ==, 0);
  g_assert_true (tlm_rational_to_ns (of (1, 2000000000), &ns));
  g_assert_cmpint (ns, ==, 1);
  g_assert_false (tlm_rational_to_ns (of (G_MAXINT64, 1), &ns));
  same (tlm_rational_from_ns (1500000000), 3, 2);
}

static void
reads (const char *text, gint64 n, gint64 d)
{
  TlmRational out;

  g_assert_true (tlm_rational_parse (text, strlen (text), &out));
  same (out, n, d);
}

static void
test_text (void)
{
  static const char *const wrong[] = { "", "-", ".", "1/", "/2", "1/0", "1e3", " 1", "1 ", "0x10", "1.2.3", "nan",
    "99999999999999999999" };
  TlmRational out;

  reads ("1001/30000", 1001, 30000);
  reads ("-12.5", -25, 2);
  reads ("+0.1", 1, 10);
  reads (".25", 1, 4);
  reads ("3.", 3, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (tlm_rational_parse (wrong[i], strlen (wrong[i]), &out));
}

static void
test_rates (void)
{
  static const struct { double written; gint64 n, d; } rates[] = {
    { 23.976, 24000, 1001 }, { 23.98, 24000, 1001 }, { 23.976023976, 24000, 1001 }, { 24, 24, 1 }, { 25, 25, 1 },
    { 29.97, 30000, 1001 }, { 29.97002997, 30000, 1001 }, { 30, 30, 1 }, { 59.94, 60000, 1001 }, { 50, 50, 1 },
    { 12.5, 25, 2 }, { 119.88, 120000, 1001 }, { 47.952, 48000, 1001 },
  };
  TlmRational out;

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++) {
    g_assert_true (tlm_rational_from_rate (rates[i].written, &out));
    same (out, rates[i].n, rates[i].d);
  }
  g_assert_false (tlm_rational_from_rate (0, &out));
  g_assert_false (tlm_rational_from_rate (-25, &out));
  g_assert_false (tlm_rational_from_rate (NAN, &out));
  g_assert_false (tlm_rational_from_rate (INFINITY, &out));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rational/arithmetic", test_arithmetic);
  g_test_add_func ("/rational/no-drift", test_no_drift);
  g_test_add_func ("/rational/bounds", test_bounds);
  g_test_add_func ("/rational/whole", test_whole);
  g_test_add_func ("/rational/text", test_text);
  g_test_add_func ("/rational/rates", test_rates);
  return g_test_run ();
}
