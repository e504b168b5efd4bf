/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/table/decimal.h"

static void
test_kinds (void)
{
  static const struct {
    const char *text;
    TlmDecimal kind;
  } rows[] = {
    { "1", TLM_DECIMAL_NUMBER }, { " -0.5 ", TLM_DECIMAL_NUMBER }, { "+3.", TLM_DECIMAL_NUMBER },
    { ".5", TLM_DECIMAL_NUMBER }, { "1e3", TLM_DECIMAL_NUMBER }, { "1E-3", TLM_DECIMAL_NUMBER },
    { "", TLM_DECIMAL_MISSING }, { "   ", TLM_DECIMAL_MISSING }, { "nan", TLM_DECIMAL_MISSING },
    { "NaN", TLM_DECIMAL_MISSING }, { "-", TLM_DECIMAL_MISSING }, { "null", TLM_DECIMAL_MISSING },
    { "N/A", TLM_DECIMAL_MISSING }, { "inf", TLM_DECIMAL_INFINITE },
    { "-Infinity", TLM_DECIMAL_INFINITE }, { "1e999", TLM_DECIMAL_INFINITE },
    { ".", TLM_DECIMAL_BAD }, { "1.2.3", TLM_DECIMAL_BAD }, { "1e", TLM_DECIMAL_BAD },
    { "1e+", TLM_DECIMAL_BAD }, { "0x10", TLM_DECIMAL_BAD }, { "12 34", TLM_DECIMAL_BAD },
    { "1,5", TLM_DECIMAL_BAD }, { "abc", TLM_DECIMAL_BAD }, { "--1", TLM_DECIMAL_BAD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    double value = 77;
    g_assert_cmpint (tlm_decimal_parse (rows[i].text, strlen (rows[i].text), '.', &value), ==,
        rows[i].kind);
    if (rows[i].kind != TLM_DECIMAL_NUMBER)
      g_assert_cmpfloat (value, ==, 77);
  }
}

/* Every value is the one that strtod() finds, to the last bit. */
static void
test_exact (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  static const char *const formats[] = { "%.3f", "%.17g", "%.6e", "%.0f", "%.12g" };

  for (int i = 0; i < 200000; i++) {
    char text[64];
    double scale = pow (10, g_rand_int_range (rand, -30, 30)), value;
    double number = (g_rand_double (rand) - 0.5) * (i % 3 == 0 ? scale : 1e5);
    g_ascii_formatd (text, sizeof text, formats[i % 5], number);
    g_assert_cmpint (tlm_decimal_parse (text, strlen (text), '.', &value), ==,
        TLM_DECIMAL_NUMBER);
    g_assert_cmpfloat (value, ==, g_ascii_strtod (text, NULL));
  }
}

static void
test_comma (void)
{
  double value = 0;

  g_assert_cmpint (tlm_decimal_parse ("-12,25", 6, ',', &value), ==, TLM_DECIMAL_NUMBER);
  g_assert_cmpfloat (value, ==, -12.25);
  g_assert_cmpint (tlm_decimal_parse ("0,12345678901234567890123", 25, ',', &value), ==,
      TLM_DECIMAL_NUMBER);
  g_assert_cmpfloat (value, ==, 0.12345678901234567890123);
}

static void
test_scaled (void)
{
  static const struct {
    const char *text;
    int exponent;
    gint64 value;
  } rows[] = {
    { "147.013", 9, G_GINT64_CONSTANT (147013000000) }, { "-0.751", 9, -751000000 },
    { "1633424102.442000001", 9, G_GINT64_CONSTANT (1633424102442000001) },
    { "0.0000000005", 9, 1 }, { "-0.0000000005", 9, -1 }, { "0.00000000049", 9, 0 },
    { "1500", 6, 1500000000 }, { "1.5e3", 6, 1500000000 }, { "7", 0, 7 },
  };
  gint64 value;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_assert_cmpint (tlm_decimal_parse_scaled (rows[i].text, strlen (rows[i].text), '.',
            rows[i].exponent, &value), ==, TLM_DECIMAL_NUMBER);
    g_assert_cmpint (value, ==, rows[i].value);
  }
  g_assert_cmpint (tlm_decimal_parse_scaled ("9223372037", 10, '.', 9, &value), ==,
      TLM_DECIMAL_INFINITE);
  g_assert_cmpint (tlm_decimal_parse_scaled ("1e9999999999", 12, '.', 9, &value), ==,
      TLM_DECIMAL_INFINITE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/kinds", test_kinds);
  g_test_add_func ("/decimal/exact", test_exact);
  g_test_add_func ("/decimal/comma", test_comma);
  g_test_add_func ("/decimal/scaled", test_scaled);
  return g_test_run ();
}
