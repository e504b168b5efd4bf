/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/time/stamp.h"
#include "core/time/utc.h"

#define S TLM_SECOND

static void
test_read (void)
{
  static const struct {
    const char *text;
    TlmDateOrder order;
    gint date[3];            /* year 0: none */
    gint64 day_ns;           /* -1: none */
    gboolean has_zone;
    gint offset_s;
  } rows[] = {
    { "2024-08-17 16:20:10.5", 0, { 2024, 8, 17 }, 58810 * S + S / 2, FALSE, 0 },
    { "2024-08-17T16:20:10Z", 0, { 2024, 8, 17 }, 58810 * S, TRUE, 0 },
    { "2024-08-17T16:20:10+02:00", 0, { 2024, 8, 17 }, 58810 * S, TRUE, 7200 },
    { "2024-08-17 16:20:10 -0330", 0, { 2024, 8, 17 }, 58810 * S, TRUE, -12600 },
    { "2024-08-17 16:20 UTC", 0, { 2024, 8, 17 }, 58800 * S, TRUE, 0 },
    { " 2024/08/17 ", 0, { 2024, 8, 17 }, -1, FALSE, 0 },
    { "2024.8.7", 0, { 2024, 8, 7 }, -1, FALSE, 0 },
    { "17.08.2024 4:20:10 PM", 0, { 2024, 8, 17 }, 58810 * S, FALSE, 0 },
    { "12:00:01 am", 0, { 0 }, 1 * S, FALSE, 0 },
    { "12:30 PM", 0, { 0 }, 45000 * S, FALSE, 0 },
    { "20240817", 0, { 2024, 8, 17 }, -1, FALSE, 0 },
    { "20240817T16:20:10", 0, { 2024, 8, 17 }, 58810 * S, FALSE, 0 },
    { "2024-230", 0, { 2024, 8, 17 }, -1, FALSE, 0 },
    { "2024230", 0, { 2024, 8, 17 }, -1, FALSE, 0 },
    { "03/04/2025 10:00", TLM_DATE_DMY, { 2025, 4, 3 }, 36000 * S, FALSE, 0 },
    { "03/04/2025 10:00", TLM_DATE_MDY, { 2025, 3, 4 }, 36000 * S, FALSE, 0 },
    { "3-4-25", TLM_DATE_DMY, { 2025, 4, 3 }, -1, FALSE, 0 },
    { "170824", TLM_DATE_DMY, { 2024, 8, 17 }, -1, FALSE, 0 },
    { "240817", TLM_DATE_YMD, { 2024, 8, 17 }, -1, FALSE, 0 },
    { "081799", TLM_DATE_MDY, { 1999, 8, 17 }, -1, FALSE, 0 },
    { "17082024", TLM_DATE_DMY, { 2024, 8, 17 }, -1, FALSE, 0 },
    { "23:59:60.25", 0, { 0 }, 86400 * S + S / 4, FALSE, 0 },
    { "16:20:10,123456789", 0, { 0 }, 58810 * S + 123456789, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmStamp stamp = { 0 };
    g_test_message ("%s", rows[i].text);
    g_assert_cmpint (tlm_stamp_parse (rows[i].text, strlen (rows[i].text), rows[i].order, &stamp),
        ==, TLM_STAMP_READ);
    g_assert_cmpint (stamp.has_date, ==, rows[i].date[0] != 0);
    if (stamp.has_date)
      g_assert_cmpint (stamp.days, ==, tlm_days_from_date (rows[i].date[0], rows[i].date[1],
              rows[i].date[2]));
    g_assert_cmpint (stamp.has_time, ==, rows[i].day_ns >= 0);
    g_assert_cmpint (stamp.day_ns, ==, MAX (rows[i].day_ns, 0));
    g_assert_cmpint (stamp.has_zone, ==, rows[i].has_zone);
    g_assert_cmpint (stamp.offset_s, ==, rows[i].offset_s);
  }
}

static void
test_either (void)
{
  static const char *const texts[] = { "03/04/2025", "17/08/2024", "08/17/2024 10:00:00",
    "3-4-25", "03.04.25" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    TlmStamp stamp = { .days = 4711 };
    g_test_message ("%s", texts[i]);
    g_assert_cmpint (tlm_stamp_parse (texts[i], strlen (texts[i]), TLM_DATE_PLAIN, &stamp), ==,
        TLM_STAMP_EITHER);
    g_assert_cmpint (stamp.days, ==, 4711);
  }
}

static void
test_not (void)
{
  static const char *const texts[] = { "", "T+00:01:12", "72.5", "-00:00:10", "2024-13-01",
    "2024-02-30", "24:00:01", "10:60", "2024-08-17 16:20:10 CET", "2024-08-17x", "liftoff",
    "170824", "2023-366", "1:2", "13:00 PM", "99/99/2024", "2024-08", "20240899",
    "16:20:10+19:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    TlmStamp stamp;
    g_test_message ("%s", texts[i]);
    g_assert_cmpint (tlm_stamp_parse (texts[i], strlen (texts[i]), TLM_DATE_PLAIN, &stamp), ==,
        TLM_STAMP_NOT);
  }
}

static void
test_numbers_and_names (void)
{
  gint64 ns = 7, days = 7;

  g_assert_true (tlm_stamp_hhmmss ("162010.5", 8, &ns));
  g_assert_cmpint (ns, ==, 58810 * S + S / 2);
  g_assert_true (tlm_stamp_hhmmss ("93000", 5, &ns));
  g_assert_cmpint (ns, ==, 34200 * S);
  g_assert_false (tlm_stamp_hhmmss ("246000", 6, &ns));
  g_assert_false (tlm_stamp_hhmmss ("16:20", 5, &ns));
  g_assert_true (tlm_stamp_date_in_name ("Model-2024-08-17-162000.csv", &days));
  g_assert_cmpint (days, ==, tlm_days_from_date (2024, 8, 17));
  g_assert_true (tlm_stamp_date_in_name ("flight_20230309.log", &days));
  g_assert_cmpint (days, ==, tlm_days_from_date (2023, 3, 9));
  days = 7;
  g_assert_false (tlm_stamp_date_in_name ("flight12.csv", &days));
  g_assert_false (tlm_stamp_date_in_name ("120240817.csv", &days));
  g_assert_false (tlm_stamp_date_in_name ("20241399.csv", &days));
  g_assert_cmpint (days, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stamp/read", test_read);
  g_test_add_func ("/stamp/either", test_either);
  g_test_add_func ("/stamp/not", test_not);
  g_test_add_func ("/stamp/numbers-and-names", test_numbers_and_names);
  return g_test_run ();
}
