/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/time/elapsed.h"

#define MS G_GINT64_CONSTANT (1000000)

static void
test_forms (void)
{
  const struct { const char *text; TlmDuration ms; } cases[] = {
    { "T+00:01:12", 72000 }, { "T-10", -10000 }, { "L-00:10:00.5", -600500 },
    { "+72.5", 72500 }, { "72.5", 72500 }, { "00:01:12.250", 72250 },
    { "1:02", 62000 }, { "1d02:03:04", 93784000 }, { "T+ 00:01:12", 72000 },
    { "T- 00:00:10", -10000 }, { "t+5", 5000 }, { "-0:03", -3000 },
    { "-0.25", -250 }, { "0", 0 }, { "-0", 0 }, { "12.5s", 12500 },
    { "T\u221200:00:03", -3000 }, { "72:10", 4330000 },
    { "26:03:04", 93784000 }, { "2/03:00:00", 183600000 },
    { "T+ 1d 02:03:04", 93784000 }, { "-1d", -86400000 },
    { "1d02:03", 93780000 }, { "00:01:12,250", 72250 }, { " 3 \r\n", 3000 },
    { "0:0:1", 1000 }, { "9223372035", G_GINT64_CONSTANT (9223372035000) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmDuration out = 4711;

    if (!tlm_elapsed_parse (cases[i].text, strlen (cases[i].text), &out)
        || out != cases[i].ms * MS)
      g_error ("%s: %" G_GINT64_FORMAT, cases[i].text, out);
  }
}

static void
test_fraction_is_cut (void)
{
  TlmDuration out;

  g_assert_true (tlm_elapsed_parse ("-1.0000000019", 13, &out));
  g_assert_cmpint (out, ==, -1000000001);
  g_assert_true (tlm_elapsed_parse ("0:00.999999999999", 17, &out));
  g_assert_cmpint (out, ==, 999999999);
}

static void
test_wrong (void)
{
  const char *cases[] = { "", " ", "T", "T+", "+", "-", "T00:01:12", "T 5",
    "1:60", "1:2:60", "1:60:00", "1:2:3:4", "1:", ":10", "1:002", "12.", ".5",
    "--5", "+-5", "1d24:00:00", "1d5", "1d02", "d5", "1e3", "72,5", "nan",
    "9223372036", "99999999999999999999", "153722867281:00", "106752d",
    "2021-10-05T08:55:02Z", "5 6", "T+00:01:12 EDT", "\xe2\x88", "1:02s" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmDuration out = 4711;
    g_autoptr (GError) error = NULL;

    if (tlm_elapsed_read (cases[i], -1, &out, &error))
      g_error ("%s was read as %" G_GINT64_FORMAT, cases[i], out);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_cmpint (out, ==, 4711);
  }
  /* A terminator inside is a byte like any other. */
  TlmDuration out;
  g_assert_false (tlm_elapsed_parse ("\0005", 2, &out));
}

static void
test_format (void)
{
  const struct { TlmDuration ms; TlmElapsedFormat format; const char *text; } cases[] = {
    { 72000, { 0 }, "T+ 00:01:12" },
    { 72999, { 0 }, "T+ 00:01:12" },
    { -10000, { 0 }, "T- 00:00:10" },
    { 0, { 0 }, "T+ 00:00:00" },
    { -500, { 0 }, "T- 00:00:01" },
    { -500, { .decimals = 1 }, "T- 00:00:00.5" },
    { -550, { .decimals = 1 }, "T- 00:00:00.6" },
    { 72250, { TLM_ELAPSED_COMPACT, 2 }, "T+00:01:12.25" },
    { -600500, { TLM_ELAPSED_COMPACT, 3, FALSE, 'L' }, "L-00:10:00.500" },
    { 72000, { TLM_ELAPSED_CLOCK }, "00:01:12" },
    { -72000, { TLM_ELAPSED_CLOCK }, "-00:01:12" },
    { 93784000, { 0 }, "T+ 26:03:04" },
    { 93784000, { .days = TRUE }, "T+ 1d 02:03:04" },
    { 3784000, { .days = TRUE }, "T+ 01:03:04" },
    { 400000000, { .style = TLM_ELAPSED_CLOCK }, "111:06:40" },
    { 4330000, { TLM_ELAPSED_MINUTES }, "72:10" },
    { -10000, { TLM_ELAPSED_MINUTES }, "-0:10" },
    { 72500, { TLM_ELAPSED_SECONDS, 1 }, "+72.5" },
    { -10000, { TLM_ELAPSED_SECONDS }, "-10" },
    { 0, { TLM_ELAPSED_SECONDS }, "+0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = tlm_elapsed_format (cases[i].ms * MS, &cases[i].format);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
  g_autofree char *plain = tlm_elapsed_format (0, NULL);
  g_assert_cmpstr (plain, ==, "T+ 00:00:00");
}

/* Written by hand from the rule: the whole number of the last unit shown that is not
 * after the instant. */
static void
test_cut (void)
{
  static const struct { gint64 us; const char *text[4]; } cases[] = {
    { -86400500000, { "T- 24:00:01", "T- 24:00:00.5", "T- 24:00:00.50", "T- 24:00:00.500" } },
    { -3600000000, { "T- 01:00:00", "T- 01:00:00.0", "T- 01:00:00.00", "T- 01:00:00.000" } },
    { -3599999500, { "T- 01:00:00", "T- 01:00:00.0", "T- 01:00:00.00", "T- 01:00:00.000" } },
    { -61000000, { "T- 00:01:01", "T- 00:01:01.0", "T- 00:01:01.00", "T- 00:01:01.000" } },
    { -60500000, { "T- 00:01:01", "T- 00:01:00.5", "T- 00:01:00.50", "T- 00:01:00.500" } },
    { -59999000, { "T- 00:01:00", "T- 00:01:00.0", "T- 00:01:00.00", "T- 00:00:59.999" } },
    { -1000000, { "T- 00:00:01", "T- 00:00:01.0", "T- 00:00:01.00", "T- 00:00:01.000" } },
    { -500000, { "T- 00:00:01", "T- 00:00:00.5", "T- 00:00:00.50", "T- 00:00:00.500" } },
    { -1000, { "T- 00:00:01", "T- 00:00:00.1", "T- 00:00:00.01", "T- 00:00:00.001" } },
    { 0, { "T+ 00:00:00", "T+ 00:00:00.0", "T+ 00:00:00.00", "T+ 00:00:00.000" } },
    { 1000, { "T+ 00:00:00", "T+ 00:00:00.0", "T+ 00:00:00.00", "T+ 00:00:00.001" } },
    { 999000, { "T+ 00:00:00", "T+ 00:00:00.9", "T+ 00:00:00.99", "T+ 00:00:00.999" } },
    { 59999000, { "T+ 00:00:59", "T+ 00:00:59.9", "T+ 00:00:59.99", "T+ 00:00:59.999" } },
    { 3599999500, { "T+ 00:59:59", "T+ 00:59:59.9", "T+ 00:59:59.99", "T+ 00:59:59.999" } },
    { 86399999900, { "T+ 23:59:59", "T+ 23:59:59.9", "T+ 23:59:59.99", "T+ 23:59:59.999" } },
    { 86400000000, { "T+ 24:00:00", "T+ 24:00:00.0", "T+ 24:00:00.00", "T+ 24:00:00.000" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint decimals = 0; decimals < 4; decimals++) {
      TlmElapsedFormat format = { .decimals = decimals };
      g_autofree char *text = tlm_elapsed_format (cases[i].us * 1000, &format);

      g_assert_cmpstr (text, ==, cases[i].text[decimals]);
    }
}

/* What any style says is never after the instant, and less than its last unit before it. */
static void
test_never_after (void)
{
  static const gint64 units[] = { 1000000000, 100000000, 10000000, 1000000 };

  for (guint i = 0; i < 100000; i++) {
    TlmElapsedFormat format = { .style = (TlmElapsedStyle) (i % 8), .decimals = i % 4,
      .trim = i & 8, .days = i & 16, .true_minus = i & 32 };
    TlmDuration back, t = g_test_rand_int_range (-90000000, 90000000) * (i & 64 ? MS : MS / 1000)
        + g_test_rand_int_range (0, 1000000);
    char text[TLM_ELAPSED_SIZE];
    gsize len = tlm_elapsed_print (t, &format, text, sizeof text);

    g_assert_true (tlm_elapsed_parse (text, len, &back));
    g_assert_cmpint (back, <=, t);
    g_assert_cmpint (t - back, <, units[i % 4]);
    g_assert_cmpint (back, ==, tlm_elapsed_cut (t, i % 4));
    g_assert_true (back < 0 || strstr (text, "-") == NULL);
  }
}

static void
test_coarse (void)
{
  const struct { gint64 s; TlmElapsedFormat format; const char *text; } cases[] = {
    { 72, { .style = TLM_ELAPSED_HOURS }, "0:01:12" },
    { -3610, { .style = TLM_ELAPSED_HOURS, .true_minus = TRUE }, "\u22121:00:10" },
    { 5400, { .style = TLM_ELAPSED_HOURS_MINUTES }, "1:30" },
    { -1, { .style = TLM_ELAPSED_HOURS_MINUTES }, "-0:01" },
    { 5459, { .style = TLM_ELAPSED_HOURS_MINUTES, .decimals = 3 }, "1:30" },
    { 4 * 86400, { .style = TLM_ELAPSED_DAYS }, "4" },
    { -86401, { .style = TLM_ELAPSED_DAYS }, "-2" }, { 0, { .style = TLM_ELAPSED_DAYS }, "0" },
    { 72, { .style = TLM_ELAPSED_NUMBER, .decimals = 3 }, "72.000" },
    { 72, { .style = TLM_ELAPSED_NUMBER, .decimals = 3, .trim = TRUE }, "72" },
    { 700, { .style = TLM_ELAPSED_NUMBER, .trim = TRUE }, "700" },
    { 93784, { .style = TLM_ELAPSED_HOURS, .days = TRUE }, "1d 02:03:04" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = tlm_elapsed_format (cases[i].s * TLM_SECOND, &cases[i].format);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
  g_autofree char *half = tlm_elapsed_seconds (-500 * MS, 9);
  g_assert_cmpstr (half, ==, "-0.5");
  g_autofree char *least = tlm_elapsed_seconds (-1, 6);
  g_assert_cmpstr (least, ==, "-0.000001");
  g_autofree char *nothing = tlm_elapsed_seconds (1, 6);
  g_assert_cmpstr (nothing, ==, "0");
  g_assert_null (tlm_elapsed_seconds (TLM_TIME_NONE, 9));
  g_assert_cmpint (tlm_elapsed_cut (TLM_TIME_NONE, 0), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_elapsed_cut (G_MININT64 + 1, 0), ==, G_MININT64 + 1);
}

static void
test_format_ends (void)
{
  char small[11], exact[12];
  const TlmElapsedFormat longest = { .decimals = 9, .days = TRUE };

  g_assert_null (tlm_elapsed_format (TLM_TIME_NONE, NULL));
  g_assert_cmpuint (tlm_elapsed_print (0, NULL, small, sizeof small), ==, 0);
  g_assert_cmpstr (small, ==, "");
  g_assert_cmpuint (tlm_elapsed_print (0, NULL, exact, sizeof exact), ==, 11);
  g_autofree char *first = tlm_elapsed_format (G_MININT64 + 1, &longest);
  g_assert_cmpstr (first, ==, "T- 106751d 23:47:16.854775807");
  g_autofree char *last = tlm_elapsed_format (G_MAXINT64, &longest);
  g_assert_cmpstr (last, ==, "T+ 106751d 23:47:16.854775807");
}

/* Every second is shown for one second, T-0 too. */
static void
test_even_ticks (void)
{
  char before[TLM_ELAPSED_SIZE] = "", now[TLM_ELAPSED_SIZE];
  guint since = 100;

  for (TlmDuration t = -3 * TLM_SECOND; t < 3 * TLM_SECOND; t += 10 * MS) {
    tlm_elapsed_print (t, NULL, now, sizeof now);
    if (strcmp (before, now) != 0) {
      g_assert_cmpuint (since, ==, 100);
      since = 0;
      memcpy (before, now, sizeof now);
    }
    since++;
  }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 200000; i++) {
    TlmElapsedFormat format = { (TlmElapsedStyle) (i % 8), 9, i & 1, i & 2 ? 'L' : 0 };
    TlmDuration back, t = g_test_rand_int_range (-9000000, 9000000)
        * (i & 4 ? TLM_SECOND : MS) + g_test_rand_int_range (0, 1000000000);
    char text[TLM_ELAPSED_SIZE];
    gsize len = tlm_elapsed_print (t, &format, text, sizeof text);

    g_assert_cmpuint (len, >, 0);
    g_assert_true (tlm_elapsed_parse (text, len, &back));
    g_assert_cmpint (back, ==, t);
  }
}

static void
test_fuzz (void)
{
  const char alphabet[] = "0123456789:.+-TLd/ s,\xe2\x88\x92";

  for (guint i = 0; i < 300000; i++) {
    gsize len = (gsize) g_test_rand_int_range (0, 24);
    g_autofree char *text = g_malloc (len + 1);
    TlmDuration out = 0;

    for (gsize k = 0; k < len; k++)
      text[k] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
    tlm_elapsed_parse (text, len, &out);
    g_assert_cmpint (out, !=, TLM_TIME_NONE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elapsed/forms", test_forms);
  g_test_add_func ("/elapsed/fraction-is-cut", test_fraction_is_cut);
  g_test_add_func ("/elapsed/wrong", test_wrong);
  g_test_add_func ("/elapsed/format", test_format);
  g_test_add_func ("/elapsed/cut", test_cut);
  g_test_add_func ("/elapsed/never-after", test_never_after);
  g_test_add_func ("/elapsed/coarse", test_coarse);
  g_test_add_func ("/elapsed/format-ends", test_format_ends);
  g_test_add_func ("/elapsed/even-ticks", test_even_ticks);
  g_test_add_func ("/elapsed/round-trip", test_round_trip);
  g_test_add_func ("/elapsed/fuzz", test_fuzz);
  return g_test_run ();
}
