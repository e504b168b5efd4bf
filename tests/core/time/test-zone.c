/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/time/utc.h"
#include "core/time/zone.h"

#define DAY_S 86400

static gint64
local (gint year, gint month, gint day, gint hour, gint minute, gint second)
{
  return tlm_days_from_date (year, month, day) * DAY_S + hour * 3600 + minute * 60 + second;
}

/* POSIX times by Python's zoneinfo from the IANA data base. */
static void
test_known (void)
{
  static const struct {
    const char *zone;
    gint f[6];
    gint64 utc_s;
  } rows[] = {
    { "Europe/Berlin", { 2024, 8, 17, 16, 20, 0 }, 1723904400 },
    { "America/New_York", { 2024, 1, 5, 23, 59, 59 }, 1704517199 },
    { "Asia/Kolkata", { 2023, 7, 14, 14, 35, 17 }, 1689325517 },
    { "Australia/Lord_Howe", { 2024, 1, 15, 12, 0, 0 }, 1705280400 },
    { "Asia/Kathmandu", { 2024, 5, 4, 6, 0, 0 }, 1714781700 },
    { "America/St_Johns", { 2024, 12, 1, 8, 0, 0 }, 1733052600 },
    { "Pacific/Kiritimati", { 2024, 12, 31, 10, 0, 0 }, 1735588800 },
    { "Europe/London", { 2024, 7, 1, 12, 0, 0 }, 1719831600 },
    { "UTC", { 2024, 7, 1, 11, 0, 0 }, 1719831600 },
    { "z", { 2024, 7, 1, 11, 0, 0 }, 1719831600 },
    { "+02:00", { 2024, 8, 17, 16, 20, 0 }, 1723904400 },
    { "-0330", { 2024, 12, 1, 8, 0, 0 }, 1733052600 },
    { " +05:45 ", { 2024, 5, 4, 6, 0, 0 }, 1714781700 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const gint *f = rows[i].f;
    g_autoptr (GError) error = NULL;
    g_autoptr (GTimeZone) zone = tlm_zone_parse (rows[i].zone, &error);
    gint64 utc_s = 0;
    g_test_message ("%s", rows[i].zone);
    g_assert_no_error (error);
    g_assert_true (tlm_zone_to_utc (zone, local (f[0], f[1], f[2], f[3], f[4], f[5]), G_MININT64,
            &utc_s));
    g_assert_cmpint (utc_s, ==, rows[i].utc_s);
  }
}

/* Berlin, 27 October 2024: 02:30 comes twice. 31 March: it does not come. */
static void
test_clock_change (void)
{
  g_autoptr (GTimeZone) zone = tlm_zone_parse ("Europe/Berlin", NULL);
  gint64 twice = local (2024, 10, 27, 2, 30, 0), utc_s = 7;

  g_assert_true (tlm_zone_to_utc (zone, twice, G_MININT64, &utc_s));
  g_assert_cmpint (utc_s, ==, 1729989000);
  g_assert_true (tlm_zone_to_utc (zone, twice, 1729989000 - 1, &utc_s));
  g_assert_cmpint (utc_s, ==, 1729989000);
  g_assert_true (tlm_zone_to_utc (zone, twice, 1729989000 + 1799, &utc_s));
  g_assert_cmpint (utc_s, ==, 1729992600);
  utc_s = 7;
  g_assert_false (tlm_zone_to_utc (zone, local (2024, 3, 31, 2, 30, 0), G_MININT64, &utc_s));
  g_assert_cmpint (utc_s, ==, 7);
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", " ", "Europe/Brelin", "CETCET/", "../etc/passwd",
    "/etc/localtime", "2", "none", "+99:00", "+", "Europe/../UTC" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_test_message ("\"%s\"", texts[i]);
    g_assert_null (tlm_zone_parse (texts[i], &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    g_assert_nonnull (strstr (error->message, "+02:00"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone/known", test_known);
  g_test_add_func ("/zone/clock-change", test_clock_change);
  g_test_add_func ("/zone/refused", test_refused);
  return g_test_run ();
}
