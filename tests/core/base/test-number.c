/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/base/number.h"

static void
assert_reads_back (double value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  tlm_number_append (out, value);
  g_assert_cmpfloat (g_ascii_strtod (out->str, NULL), ==, value);
}

/* A number comes back as the same double. */
static void
test_reads_back (void)
{
  static const double numbers[] = { 0, 1, -1, 0.1, 1e-300, 1e300, 123456789012345678.0, 0x1p-1074,
    3.141592653589793, 1655.555, -7.5e-7 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    assert_reads_back (numbers[i]);
}

/* What printf makes of it with the fewest figures that read back the same. */
static void
test_shortest (void)
{
  for (guint i = 0; i < 2000; i++) {
    double value = g_test_rand_double_range (-5, 5) * pow (10, g_test_rand_int_range (-3, 14));
    double shown = i % 2 ? value : round (value * 1000) / 1000;
    g_autoptr (GString) out = g_string_new (NULL);
    char wanted[G_ASCII_DTOSTR_BUF_SIZE], form[] = "%.15g";
    if (fabs (shown) < 1e-4)
      continue;
    do
      g_ascii_formatd (wanted, sizeof wanted, form, shown);
    while (g_ascii_strtod (wanted, NULL) != shown && form[3]++ < '7');
    tlm_number_append (out, shown);
    g_assert_cmpstr (out->str, ==, wanted);
  }
}

/* The form that the header promises. */
static void
test_form (void)
{
  static const struct {
    double value;
    const char *text;
  } rows[] = {
    { 0.00001, "0.00001" }, { -0.5, "-0.5" }, { 1e15, "1000000000000000" }, { 1e17, "1e+17" },
    { INFINITY, "inf" }, { -INFINITY, "-inf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) out = g_string_new ("x");
    tlm_number_append (out, rows[i].value);
    g_assert_cmpstr (out->str + 1, ==, rows[i].text);
  }
}

/* Up to the last double below 2^63, and not one more. */
static void
test_to_int64 (void)
{
  static const struct {
    double value;
    gboolean fits;
    gint64 whole;
  } rows[] = {
    { 0, TRUE, 0 }, { -0.4, TRUE, 0 }, { 0.5, TRUE, 1 }, { -2.5, TRUE, -3 }, { 59999999999.999996, TRUE, 60000000000 },
    { 0x1p63, FALSE, 0 }, { 0x1.fffffffffffffp62, TRUE, G_GINT64_CONSTANT (0x7ffffffffffffc00) },
    { -0x1p63, TRUE, G_MININT64 }, { -0x1.0000000000001p63, FALSE, 0 }, { 1e300, FALSE, 0 }, { -1e300, FALSE, 0 },
    { INFINITY, FALSE, 0 }, { -INFINITY, FALSE, 0 }, { NAN, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gint64 whole = 77;
    g_assert_true (tlm_number_to_int64 (rows[i].value, &whole) == rows[i].fits);
    g_assert_cmpint (whole, ==, rows[i].fits ? rows[i].whole : 77);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/reads-back", test_reads_back);
  g_test_add_func ("/number/shortest", test_shortest);
  g_test_add_func ("/number/form", test_form);
  g_test_add_func ("/number/to-int64", test_to_int64);
  return g_test_run ();
}
