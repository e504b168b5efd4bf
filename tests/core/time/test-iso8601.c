/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <locale.h>
#include <string.h>

#include "core/base/error.h"
#include "core/time/iso8601.h"

/* 2021-10-05T08:55:02 UTC: POSIX 1633424102, TAI-UTC 37 s. */
#define LIFTOFF ((G_GINT64_CONSTANT (1633424102) + 37) * TLM_SECOND)
#define DAY_START ((G_GINT64_CONSTANT (1633392000) + 37) * TLM_SECOND)

static TlmInstant
parse (const char *text, TlmTimeScale scale)
{
  TlmInstant out = TLM_TIME_NONE;
  g_autoptr (GError) error = NULL;

  g_assert_true (tlm_iso8601_read (text, -1, scale, &out, &error));
  g_assert_no_error (error);
  return out;
}

static void
test_forms (void)
{
  const struct { const char *text; TlmInstant expected; } cases[] = {
    { "2021-10-05T08:55:02.442Z", LIFTOFF + 442000000 },
    { "2021-10-05T08:55:02", LIFTOFF },
    { "2021-10-05 08:55:02", LIFTOFF },
    { "2021-10-05t08:55:02z", LIFTOFF },
    { " \t2021-10-05T08:55:02Z\r\n", LIFTOFF },
    { "2021-10-05T11:55:02+03:00", LIFTOFF },
    { "2021-10-05T11:55:02+0300", LIFTOFF },
    { "2021-10-05T11:55:02+03", LIFTOFF },
    { "2021-10-04T21:25:02.5-11:30", LIFTOFF + 500000000 },
    { "2021-10-06T02:55:02+18:00", LIFTOFF },
    { "2021-278T08:55:02Z", LIFTOFF },
    { "20211005T085502Z", LIFTOFF },
    { "20211005T085502.5", LIFTOFF + 500000000 },
    { "2021278T085502Z", LIFTOFF },
    { "2021-10-05T08:55:02,442", LIFTOFF + 442000000 },
    { "2021-10-05T08:55:02.1234567899Z", LIFTOFF + 123456789 },
    { "2021-10-05T08:55:02.999999999999999999999Z", LIFTOFF + 999999999 },
    { "2021-10-05T08:55:02.000000001Z", LIFTOFF + 1 },
    { "2021-10-05", DAY_START },
    { "20211005", DAY_START },
    { "2021-278", DAY_START },
    { "2021-10-05T08:55Z", LIFTOFF - 2 * TLM_SECOND },
    { "20211005T0855", LIFTOFF - 2 * TLM_SECOND },
    { "2021-10-04T24:00:00Z", DAY_START },
    { "2025-057T12:26:00.000",
        (G_GINT64_CONSTANT (1740572760) + 37) * TLM_SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    if (parse (cases[i].text, TLM_SCALE_UTC) != cases[i].expected)
      g_error ("%s", cases[i].text);
  }
}

/* One instant in five scales. */
static void
test_scales (void)
{
  g_assert_cmpint (parse ("2021-10-05T08:55:39Z", TLM_SCALE_TAI), ==, LIFTOFF);
  g_assert_cmpint (parse ("2021-10-05T08:55:20", TLM_SCALE_GPS), ==, LIFTOFF);
  g_assert_cmpint (parse ("2021-10-05T08:56:11.184", TLM_SCALE_TT), ==, LIFTOFF);
  g_assert_cmpint (parse ("2021-10-05T08:55:02", TLM_SCALE_UT1), ==, LIFTOFF);
  TlmDuration off = parse ("2021-10-05T08:56:11.184", TLM_SCALE_TDB) - LIFTOFF;
  g_assert_cmpint (ABS (off), <, 1700000);
  g_assert_cmpint (ABS (off), >, 1000000); /* near the yearly extreme */
}

static void
test_leap_second (void)
{
  TlmInstant leap = parse ("2016-12-31T23:59:60Z", TLM_SCALE_UTC);
  TlmInstant out = 4711;

  g_assert_cmpint (leap, ==, 1483228836 * TLM_SECOND);
  g_assert_cmpint (parse ("2016-366T23:59:60.5", TLM_SCALE_UTC), ==,
      leap + TLM_SECOND / 2);
  g_assert_cmpint (parse ("2017-01-01T02:59:60+03:00", TLM_SCALE_UTC), ==, leap);
  g_assert_cmpint (parse ("2016-12-31T18:59:60-05", TLM_SCALE_UTC), ==, leap);
  g_assert_cmpint (parse ("2017-01-01T00:00:00Z", TLM_SCALE_UTC), ==,
      leap + TLM_SECOND);
  g_assert_cmpint (parse ("2016-12-31T24:00:00Z", TLM_SCALE_UTC), ==,
      leap + TLM_SECOND);
  g_assert_cmpint (parse ("2016-12-31T23:59:59.999999999Z", TLM_SCALE_UTC), ==,
      leap - 1);
  g_assert_false (tlm_iso8601_parse ("2016-12-31T23:59:60", 19, TLM_SCALE_TAI,
          &out));
  g_assert_cmpint (out, ==, 4711);
}

static void
test_wrong (void)
{
  const struct { const char *text, *says; } cases[] = {
    { "", "character 1: it does not begin" },
    { "21-10-05T08:55:02", "four digits" },
    { "2021/10/05", "character 5: a hyphen" },
    { "2021-1-05", "two digits" },
    { "2021-13-05T00:00:00", "month" },
    { "2021-02-29", "no such day" },
    { "2021-366", "no such day" },
    { "2021-000", "no such day" },
    { "2021-10-05T", "two digits" },
    { "2021-10-05T08", "two digits" },
    { "2021-10-05T8:55:02", "two digits" },
    { "2021-10-05T08:55:", "two digits" },
    { "2021-10-05T08:60:00", "minute" },
    { "2021-10-05T08:55:61", "second" },
    { "2021-10-05T08:55:60", "no leap second" },
    { "2017-12-31T23:59:60Z", "no leap second" },
    { "2021-10-05T24:00:01", "past 24" },
    { "2021-10-05T25:00:00", "past 24" },
    { "2021-10-05T08:55:02.", "digits" },
    { "2021-10-05T08:55:02.Z", "digits" },
    { "2021-10-05T08:55:02Zulu", "something follows" },
    { "2021-10-05T08:55:02 EDT", "character 20: something follows" },
    { "2021-10-05T08:55:02+3", "two digits" },
    { "2021-10-05T08:55:02+19:00", "18 hours" },
    { "2021-10-05T08:55:02+03:60", "18 hours" },
    { "1899-12-31", "1900 to 2200" },
    { "2201-01-01", "1900 to 2200" },
    { "2200-12-31T23:00:00-05:00", "1900 to 2200" },
    { "72.5", "four digits" },
    { "\xff\xfe", "four digits" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmInstant out = 4711;
    g_autoptr (GError) error = NULL;

    g_assert_false (tlm_iso8601_read (cases[i].text, -1, TLM_SCALE_UTC, &out,
            &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    if (!strstr (error->message, cases[i].says)
        || !g_utf8_validate (error->message, -1, NULL))
      g_error ("%s", error->message);
    g_assert_cmpint (out, ==, 4711);
  }
}

static void
test_offset_needs_utc (void)
{
  g_autoptr (GError) error = NULL;
  TlmInstant out;

  g_assert_false (tlm_iso8601_read ("2021-10-05T08:55:02+03:00", -1,
          TLM_SCALE_GPS, &out, &error));
  g_assert_nonnull (strstr (error->message, "only UTC has offsets"));
  g_assert_nonnull (strstr (error->message, "(GPS)"));
}

static void
test_length (void)
{
  TlmInstant out;

  /* Bytes past the length, not even a terminator, are never looked at. */
  g_assert_true (tlm_iso8601_parse ("2021-10-05T08:55:0299", 19,
          TLM_SCALE_UTC, &out));
  g_assert_cmpint (out, ==, LIFTOFF);
  for (gsize len = 0; len < 24; len++) {
    g_autofree char *cut = g_memdup2 ("2021-10-05T08:55:02.442Z", len);
    gboolean right = len == 10 || len == 16 || len == 19 || len > 20;

    g_assert_true (tlm_iso8601_parse (cut ? cut : "", len, TLM_SCALE_UTC, &out)
        == right);
  }
}

static void
test_looks_like (void)
{
  const char *dates[] = { "2021-10-05", " 2025-057T12:26", "20211005T085502Z",
    "2021278T0855", "2021-99-99" };
  const char *others[] = { "", "2021", "20211005", "72.5", "00:01:12", "-2021-1",
    "T+00:01:12", "1234567", "2021-", "20211-05", "1234:10" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_true (tlm_iso8601_looks_like (dates[i], -1));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (tlm_iso8601_looks_like (others[i], -1));
  g_assert_false (tlm_iso8601_looks_like ("2021-10", 5));
}

static void
check_format (TlmInstant t, guint decimals, gboolean ordinal,
    const char *expected)
{
  g_autofree char *text = tlm_instant_format_utc (t, decimals, ordinal);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  char small[20], exact[21];

  check_format (LIFTOFF + 442999999, 3, FALSE, "2021-10-05T08:55:02.442Z");
  check_format (LIFTOFF + 999999999, 0, FALSE, "2021-10-05T08:55:02Z");
  check_format (LIFTOFF + 5, 9, TRUE, "2021-278T08:55:02.000000005Z");
  check_format (LIFTOFF + 5, 99, TRUE, "2021-278T08:55:02.000000005Z");
  check_format (1483228836 * TLM_SECOND, 1, FALSE, "2016-12-31T23:59:60.0Z");
  check_format (TLM_TIME_NONE, 0, FALSE, NULL);
  g_assert_cmpuint (tlm_instant_print_utc (LIFTOFF, 0, FALSE, small,
          sizeof small), ==, 0);
  g_assert_cmpstr (small, ==, "");
  g_assert_cmpuint (tlm_instant_print_utc (LIFTOFF, 0, FALSE, exact,
          sizeof exact), ==, 20);
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 200000; i++) {
    TlmInstant back, t = (TlmInstant) g_test_rand_double_range (63072010,
        4102444837) * TLM_SECOND + g_test_rand_int_range (0, 1000000000);
    char text[TLM_ISO8601_SIZE];
    gsize len = tlm_instant_print_utc (t, 9, i & 1, text, sizeof text);

    g_assert_true (tlm_iso8601_parse (text, len, TLM_SCALE_UTC, &back));
    g_assert_cmpint (back, ==, t);
  }
}

/* GDateTime reads the same texts, without leap seconds. */
static void
test_against_glib (void)
{
  for (guint i = 0; i < 2000; i++) {
    TlmInstant t = g_test_rand_int_range (1483228837, G_MAXINT) * TLM_SECOND;
    char text[TLM_ISO8601_SIZE];

    tlm_instant_print_utc (t, 0, i & 1, text, sizeof text);
    g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, NULL);
    g_assert_nonnull (date);
    g_assert_cmpint (g_date_time_to_unix (date), ==, t / TLM_SECOND - 37);
  }
}

static void
test_fuzz (void)
{
  const char alphabet[] = "0123456789-:T.Z+ ,\xff";

  for (guint i = 0; i < 300000; i++) {
    gsize len = (gsize) g_test_rand_int_range (0, 40);
    g_autofree char *text = g_malloc (len + 1);
    TlmInstant out;

    for (gsize k = 0; k < len; k++)
      text[k] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
    memcpy (text, "2021-10-05T", MIN (len, i % 12));
    if (tlm_iso8601_parse (text, len, (TlmTimeScale) (i % 6), &out))
      g_assert_cmpint (out, !=, TLM_TIME_NONE);
  }
}

static void
test_speed (void)
{
  const char text[] = "2021-10-05T08:55:02.442Z";
  const guint n = 2000000;
  TlmInstant out, sum = 0;
  gint64 start = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++) {
    tlm_iso8601_parse (text, sizeof text - 1, TLM_SCALE_UTC, &out);
    sum ^= out + i;
  }
  double us = (double) (g_get_monotonic_time () - start);
  g_test_maximized_result (n / us, "%.1f million times a second (%d)", n / us,
      (int) (sum & 1));
  g_assert_cmpfloat (n / us, >, 5.0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/iso8601/forms", test_forms);
  g_test_add_func ("/iso8601/scales", test_scales);
  g_test_add_func ("/iso8601/leap-second", test_leap_second);
  g_test_add_func ("/iso8601/wrong", test_wrong);
  g_test_add_func ("/iso8601/offset-needs-utc", test_offset_needs_utc);
  g_test_add_func ("/iso8601/length", test_length);
  g_test_add_func ("/iso8601/looks-like", test_looks_like);
  g_test_add_func ("/iso8601/format", test_format);
  g_test_add_func ("/iso8601/round-trip", test_round_trip);
  g_test_add_func ("/iso8601/against-glib", test_against_glib);
  g_test_add_func ("/iso8601/fuzz", test_fuzz);
  if (g_test_perf ())
    g_test_add_func ("/iso8601/speed", test_speed);
  return g_test_run ();
}
