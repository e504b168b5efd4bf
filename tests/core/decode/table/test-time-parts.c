/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "core/time/iso8601.h"
#include "decode-text.h"

static TlmLog *
try_read (const char *text, const char *columns, const char *source, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  TlmDecodeOptions options = { .columns = columns, .format = text[0] == '{' ? "jsonl" : "csv" };

  return tlm_decode_bytes (bytes, source, &options, error);
}

static void
assert_times (const char *text, const char *columns, const char *source, const char *first,
    const char *last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = try_read (text, columns, source, &error);
  const char *due[] = { first, last };
  gint64 times[2];

  g_test_message ("%s | %s", columns, text);
  g_assert_no_error (error);
  g_assert_true (tlm_log_span (log, &times[0], &times[1]));
  for (guint i = 0; i < 2; i++) {
    TlmInstant instant;
    if (tlm_iso8601_parse (due[i], strlen (due[i]), TLM_SCALE_UTC, &instant)) {
      g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
      g_assert_cmpint (ABS (times[i] - instant), <=, 2);
    } else {
      g_assert_cmpint (log->clock, ==, TLM_CLOCK_ELAPSED);
      g_assert_cmpint (times[i], ==, (gint64) (g_ascii_strtod (due[i], NULL) * 1e9));
    }
  }
}

#define A "alt(m)\n"

/* Times by the calendar, by Python's datetime for weeks and counts of days. */
static const struct {
  const char *text, *columns, *first, *last;
} part_rows[] = {
  /* told */
  { "A,B," A "0,5,1\n2,30.25,2\n", "time=A:min+B:s", "5", "150.25" },
  { "A,B,C," A "1,2,3,1\n1,59,59.5,2\n", "time=A:h+B:min+C:s", "3723", "7199.5" },
  { "D,T," A "2024-08-17,16:20:00.5,1\n2024-08-18,00:00:01,2\n",
      "time=D:date+T:time,timezone=+02:00", "2024-08-17T14:20:00.5Z", "2024-08-17T22:00:01Z" },
  { "D,T," A "170824,162000,1\n170824,162001.25,2\n", "time=D:dmy+T:hhmmss,timezone=UTC",
      "2024-08-17T16:20:00Z", "2024-08-17T16:20:01.25Z" },
  { "W,MS," A "2330,216000000,1\n2330,216003800,2\n", "time=W:gps-week+MS:ms",
      "2024-09-03T11:59:42Z", "2024-09-03T11:59:45.8Z" },
  { "W,S," A "2200,345600.25,1\n2200,345601,2\n", "time=W:gps-week+S:s",
      "2022-03-09T23:59:42.25Z", "2022-03-09T23:59:43Z" },
  { "Y,N," A "2024,230.5,1\n2024,230.75,2\n", "time=Y:year+N:doy,timezone=UTC",
      "2024-08-17T12:00:00Z", "2024-08-17T18:00:00Z" },
  { "Y,N,S," A "2024,230,58800,1\n2024,230,58801.5,2\n", "time=Y:year+N:doy+S:s,timezone=UTC",
      "2024-08-17T16:20:00Z", "2024-08-17T16:20:01.5Z" },
  { "E," A "60539.75,1\n60540.0,2\n", "time=E:mjd", "2024-08-17T18:00:00Z",
      "2024-08-18T00:00:00Z" },
  { "E," A "60539.75,1\n60540.0,2\n", "time=E:mjd:gps", "2024-08-17T17:59:42Z",
      "2024-08-17T23:59:42Z" },
  { "E," A "60539.75,1\n60540.0,2\n", "time=E:mjd:tai", "2024-08-17T17:59:23Z",
      "2024-08-17T23:59:23Z" },
  { "E," A "2460540.25,1\n2460540.5,2\n", "time=E:jd", "2024-08-17T18:00:00Z",
      "2024-08-18T00:00:00Z" },
  { "\"a:b\",\"c+d\"," A "1,2,1\n1,3,2\n", "time=\"a:b\":min+\"c+d\":s", "62", "63" },
  { "t+," A "1,1\n2,2\n", "time=t+:s", "1", "2" },
  { "W," A "12/31/23 11:59:58 PM,1\n1/1/24 12:00:01 AM,2\n", "time=W:mdy,timezone=UTC",
      "2023-12-31T23:59:58Z", "2024-01-01T00:00:01Z" },
  { "T," A "23:59:58,1\n23:59:59,2\n00:00:00.5,3\n", "time=T:time,date=2024-02-28,timezone=UTC",
      "2024-02-28T23:59:58Z", "2024-02-29T00:00:00.5Z" },
  /* found */
  { "minutes,seconds," A "0,5,1\n2,30.25,2\n", NULL, "5", "150.25" },
  { "hour,min,sec," A "0,0,3,1\n1,59,59.5,2\n", NULL, "3", "7199.5" },
  { "Year,Month,Day,Hour,Minute,Second," A "2024,8,17,16,20,0.5,1\n2024,8,17,16,20,1,2\n",
      "timezone=Europe/Berlin", "2024-08-17T14:20:00.5Z", "2024-08-17T14:20:01Z" },
  { "UTC Year,UTC Month,UTC Day,UTC Hour,UTC Min,UTC Sec," A
      "24,12,31,23,59,59,1\n25,1,1,0,0,0,2\n", NULL, "2024-12-31T23:59:59Z",
      "2025-01-01T00:00:00Z" },
  { "GPS_Week,TOW(s)," A "2200,345600.25,1\n2200,345601,2\n", NULL, "2022-03-09T23:59:42.25Z",
      "2022-03-09T23:59:43Z" },
  { "MJD," A "60539.75,1\n60540.0,2\n", NULL, "2024-08-17T18:00:00Z", "2024-08-18T00:00:00Z" },
  { "Julian Date," A "2460540.25,1\n2460540.5,2\n", NULL, "2024-08-17T18:00:00Z",
      "2024-08-18T00:00:00Z" },
  { "date,time," A "20240817,162000,1\n20240817,162001.25,2\n", "timezone=UTC",
      "2024-08-17T16:20:00Z", "2024-08-17T16:20:01.25Z" },
  { "Date (UTC),Time (UTC)," A "17.08.2024,16:20:00,1\n17.08.2024,16:20:01,2\n", NULL,
      "2024-08-17T16:20:00Z", "2024-08-17T16:20:01Z" },
  { "utc," A "2024/08/17 16:20:00,1\n2024/08/17 16:20:01,2\n", NULL, "2024-08-17T16:20:00Z",
      "2024-08-17T16:20:01Z" },
  { "time," A "2024-08-17T16:20:00+02:00,1\n2024-08-17T14:20:01Z,2\n", NULL,
      "2024-08-17T14:20:00Z", "2024-08-17T14:20:01Z" },
  { "{\"date\":\"2024-08-17\",\"time\":\"16:20:00\",\"alt(m)\":1}\n"
      "{\"date\":\"2024-08-17\",\"time\":\"16:20:01\",\"alt(m)\":2}\n", "timezone=-05:00",
      "2024-08-17T21:20:00Z", "2024-08-17T21:20:01Z" },
  { "date," A "2024-08-17T16:20:00Z,1\n2024-08-17T16:20:01Z,2\n", NULL, "2024-08-17T16:20:00Z",
      "2024-08-17T16:20:01Z" },
  /* no fix at first */
  { "Date,Time," A ",,0\n,,0\n17.08.2024,16:20:00,1\n17.08.2024,16:20:01,2\n", "timezone=UTC",
      "2024-08-17T16:20:00Z", "2024-08-17T16:20:01Z" },
  { "utc," A "n/a,0\n2024/08/17 16:20:00,1\n2024/08/17 16:20:01,2\n", NULL,
      "2024-08-17T16:20:00Z", "2024-08-17T16:20:01Z" },
  /* time since liftoff */
  { "mission time," A "16:20:10,1\n16:20:11,2\n", NULL, "58810", "58811" },
  { "time," A "00:00:05,1\n00:01:12.5,2\n", NULL, "5", "72.5" },
  { "Time," A "16:20:10,1\n16:20:11,2\n", "time=Time:elapsed", "58810", "58811" },
  { "Time," A "23:59:59,1\n00:00:01,2\n", "timezone=none", "0", "2" },
  { "time," A "2024-08-17 16:20:00,1\n2024-08-17 16:20:01.5,2\n", "timezone=none", "0", "1.5" },
};

static void
test_parts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (part_rows); i++)
    assert_times (part_rows[i].text, part_rows[i].columns, "test", part_rows[i].first, part_rows[i].last);
  assert_times ("Time," A "16:20:10,1\n16:20:11,2\n", "timezone=UTC", "log-2024-08-17.csv",
      "2024-08-17T16:20:10Z", "2024-08-17T16:20:11Z");
}

/* The hour that comes twice runs on. */
static void
test_clock_put_back (void)
{
  assert_times ("time," A "2024-10-27 02:59:59,1\n2024-10-27 02:00:00,2\n",
      "timezone=Europe/Berlin", "test", "2024-10-27T00:59:59Z", "2024-10-27T01:00:00Z");
}

/* Reads TEXT with each columns= that the refusal shows: all must work. */
static void
paste (const char *text, const char *message)
{
  guint n = 0;

  for (const char *p = message; (p = strstr (p, "columns=\"")); n++) {
    const char *from = p + strlen ("columns=\""), *to = strchr (from, '"');
    g_autofree char *columns = g_strndup (from, (gsize) (to - from));
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = try_read (text, columns, "test", &error);
    g_test_message ("pasted: %s", columns);
    g_assert_no_error (error);
    g_assert_cmpuint (log->n_good, ==, 2);
    g_assert_cmpuint (log->n_bad, ==, 0);
    p = to;
  }
  g_assert_cmpuint (n, >=, 1);
}

static void
test_refused (void)
{
  static const struct {
    const char *text, *columns, *said;
    gboolean no_paste;
  } rows[] = {
    { "time," A "2024-08-17 16:20:00,1\n2024-08-17 16:20:01,2\n", NULL, "zone is not known" },
    { "Date,Time," A "2024-08-17,16:20:00,1\n2024-08-17,16:20:01,2\n", NULL, "zone is not known" },
    { "when," A "2024-08-17 16:20:00,1\n2024-08-17 16:20:01,2\n", "time=when:iso",
        "zone is not known" },
    { "Time," A "16:20:10,1\n16:20:11,2\n", NULL, "of which day is not known" },
    { "utc_time," A "16:20:10,1\n16:20:11,2\n", NULL, "of which day is not known" },
    { "Time (UTC)," A "16:20:10,1\n16:20:11,2\n", NULL, "of which day is not known" },
    { "hour,min,sec," A "16,20,10,1\n16,20,11,2\n", NULL, "of which day is not known" },
    { "datetime," A "03/04/2025 10:00:00,1\n03/04/2025 10:00:01,2\n", NULL, "day or the month" },
    { "Date,Time," A "03/04/2025,10:00:00,1\n03/04/2025,10:00:01,2\n", NULL, "day or the month" },
    { "Date,Time," A "030425,100000,1\n030425,100001,2\n", NULL, "day or the month" },
    { "A,B," A "1,2,1\n", "time=A:year+B:month", "make no time", TRUE },
    { "A,B," A "1,2,1\n", "time=A:gps-week+B:doy", "make no time", TRUE },
    { "time," A "2024-08-17 16:20:00,1\n", "timezone=Berlin", "\"Berlin\" is no time zone", TRUE },
    { "Time," A "16:20:10,1\n", "date=17.8,timezone=UTC", "date=2024-08-17", TRUE },
    { "minutes,seconds," A "0,0,1\n0.5,30,2\n1,60,3\n1.5,90,4\n", NULL, "parts that make no time",
        TRUE },
    { "date," A "03/04/2025 10:00:00,1\n03/04/2025 10:00:01,2\n", NULL, "day or the month" },
    { "date," A "2025-04-03 10:00:00,1\n2025-04-03 10:00:01,2\n", NULL, "zone is not known" },
    { "a,b\n1,2\n", "altitude=a:m+b:m", "only a time is put together", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (try_read (rows[i].text, rows[i].columns, "test", &error));
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].said));
    if (!rows[i].no_paste)
      paste (rows[i].text, error->message);
  }
}

/* A row that is no time is left out and counted. */
static void
test_bad_rows (void)
{
  static const struct {
    const char *text, *columns, *said;
  } rows[] = {
    { "A,B," A "0,5,1\n0.5,7,3\n1,5,2\n", "time=A:min+B:s", "no part of a time" },
    { "A,B," A "0,5,1\n1,75,3\n1,5,2\n", "time=A:min+B:s", "no part of a time" },
    { "W,S," A "2200,5,1\n2200,604801,3\n2200,6,2\n", "time=W:gps-week+S:s",
        "past its end" },
    { "Y,M,D,H," A "2023,2,28,1,1\n2023,2,29,1,3\n2023,3,1,1,2\n",
        "time=Y:year+M:month+D:day-of-month+H:h,timezone=UTC", "no such date" },
    { "time," A "2024-03-31 01:59:59,1\n2024-03-31 02:30:00,3\n2024-03-31 03:00:00,2\n",
        "timezone=Europe/Berlin", "put forward" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = try_read (rows[i].text, rows[i].columns, "test", &error);
    g_assert_no_error (error);
    g_test_message ("%s", log->first_bad);
    g_assert_cmpuint (log->n_good, ==, 2);
    g_assert_cmpuint (log->n_bad, ==, 1);
    g_assert_nonnull (strstr (log->first_bad, rows[i].said));
  }
}

/* A week of ten bits may be of a later round, and that is said. */
static void
test_short_week (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = try_read ("GPS_Week,TOW(s)," A "282,345600.25,1\n282,345601,2\n", NULL,
      "test", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (log->warnings->len, ==, 1);
  g_assert_nonnull (strstr (log->warnings->pdata[0], "+1024 weeks"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-parts/parts", test_parts);
  g_test_add_func ("/time-parts/clock-put-back", test_clock_put_back);
  g_test_add_func ("/time-parts/refused", test_refused);
  g_test_add_func ("/time-parts/bad-rows", test_bad_rows);
  g_test_add_func ("/time-parts/short-week", test_short_week);
  return g_test_run ();
}
