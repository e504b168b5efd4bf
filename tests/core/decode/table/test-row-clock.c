/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Clocks that jump: each part is where it belongs, or left out, and that is said. */
#include "core/time/iso8601.h"
#include "decode-text.h"

static TlmInstant
instant (const char *text)
{
  TlmInstant out = 0;

  g_assert_true (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &out));
  return out;
}

/* The altitude's times are these, in ms. */
static void
assert_ms (const char *text, guint n, const double *ms, const char *note)
{
  g_autoptr (TlmLog) log = decode_text (text, NULL);
  const TlmTrack *track = track_of (log, "", "altitude");

  g_assert_cmpuint (tlm_series_length (track->series), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (tlm_series_time (track->series, i), ==, (gint64) (ms[i] * 1e6));
  for (guint i = 0; i < log->notes->len; i++)
    g_test_message ("%s", (char *) log->notes->pdata[i]);
  g_assert_true (has_note (log, note));
}

static void
test_counter (void)
{
  static const double ms[] = { 4294966000, 4294967000, 4294968000, 4294969000 };
  static const double us[] = { 4294966, 4294967, 4294968 };
  static const double late[] = { 4294966000, 4294967000, 4294968000, 4294968500 };

  assert_ms ("time_ms,alt(m)\n4294966000,1\n4294967000,2\n704,3\n1704,4\n", 4, ms, "at 2^32");
  assert_ms ("time_us,alt(m)\n4294966000,1\n4294967000,2\n704,3\n", 3, us, "at 2^32");
  assert_ms ("time_ms,alt(m)\n4294966000,1\n704,3\n4294967000,2\n1204,4\n", 4, late, "at 2^32");
}

/* Time since boot as row I of a log has it, s. */
static guint
stuck (guint i)
{
  return 12;
}

static guint
nought (guint i)
{
  return 0;
}

static guint
wraps (guint i)
{
  return i % 8;
}

static guint
sticks (guint i)
{
  return MIN (i, 4);
}

/* 40 rows, one a second from 2024-08-17T16:20:00Z (1723911600 s of POSIX time), which climb
 * 10 m each; HEADER names a column of time since boot and another of dates. */
static char *
make_dated (const char *header, guint (*boot) (guint), gboolean is_posix)
{
  GString *text = g_string_new (header);

  for (guint i = 0; i < 40; i++) {
    g_string_append_printf (text, "%u,", boot (i));
    if (is_posix)
      g_string_append_printf (text, "%u", 1723911600 + i);
    else
      g_string_append_printf (text, "2024-08-17T16:20:%02uZ", i);
    g_string_append_printf (text, ",%u\n", 10 * i);
  }
  return g_string_free (text, FALSE);
}

/* Time since boot that stands or begins again gives way to a column of dates, and only where
 * nobody said which column is the time. */
static void
test_dates_beside (void)
{
  static const struct {
    const char *header;
    guint (*boot) (guint);
    gboolean is_posix;
  } rows[] = {
    { "time(s),utc,altitude(m)\n", stuck, FALSE }, { "time(s),utc,altitude(m)\n", nought, FALSE },
    { "time(s),utc,altitude(m)\n", wraps, FALSE },
    { "time(s),unix_time(s),altitude(m)\n", stuck, TRUE },
    { "time(s),utc,altitude(m)\n", sticks, FALSE },
  };
  TlmInstant first = instant ("2024-08-17T16:20:00Z");

  for (guint k = 0; k < G_N_ELEMENTS (rows); k++) {
    g_autofree char *text = make_dated (rows[k].header, rows[k].boot, rows[k].is_posix);
    g_autoptr (TlmLog) log = decode_text (text, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    TlmDecodeOptions said = { .columns = "time=time:s" };
    g_autoptr (TlmLog) as_said = tlm_decode_bytes (bytes, "test", &said, NULL);
    TlmSeries *series = track_of (log, "", "altitude")->series;
    g_test_message ("%u", k);
    g_assert_true (has_note (log, "stands still or begins again"));
    g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
    g_assert_cmpuint (tlm_series_length (series), ==, 40);
    for (guint i = 0; i < 40; i++) {
      g_assert_cmpint (tlm_series_time (series, i), ==, first + i * TLM_SECOND);
      g_assert_cmpfloat (tlm_series_value (series, i), ==, 10.0 * i);
    }
    g_assert_true (!as_said || as_said->clock == TLM_CLOCK_ELAPSED);
  }
}

/* The counter of a board that was switched on again is no round. */
static void
test_restart (void)
{
  g_autoptr (TlmLog) log = decode_text ("time_ms,alt(m)\n1000,1\n2000,2\n3000,3\n4000,4\n9000,5\n"
      "100,1\n1100,2\n2100,3\n", NULL);

  g_assert_cmpuint (tlm_series_length (track_of (log, "", "altitude")->series), ==, 5);
  g_assert_true (has_note (log, "the clock begins again"));
}

static void
test_ahead (void)
{
  static const double one[] = { 0, 1000, 2000, 3000, 4000, 5000, 6000 };
  static const double gap[] = { 0, 1000, 2000, 3000, 63000, 64000, 65000, 66000 };

  assert_ms ("t(s),alt(m)\n0,1\n1,1\n2,1\n3,1\n3603,9\n4,1\n5,1\n6,1\n", 7, one,
      "1 rows are ahead of their time, first at line 6");
  assert_ms ("t(s),alt(m)\n0,1\n1,1\n2,1\n3,1\n90,9\n91,9\n4,1\n5,1\n6,1\n", 7, one,
      "2 rows are ahead of their time, first at line 6");
  g_autoptr (TlmLog) log = decode_text ("t(s),alt(m)\n0,1\n1,1\n2,1\n3,1\n63,1\n64,1\n65,1\n66,1\n",
      NULL);
  g_assert_cmpuint (tlm_series_length (track_of (log, "", "altitude")->series), ==,
      G_N_ELEMENTS (gap));
  g_assert_cmpuint (log->notes->len, ==, 0);
}

static void
assert_span (TlmLog *log, const char *first, const char *last, gsize n)
{
  const TlmSeries *series = track_of (log, "", "altitude")->series;

  for (guint i = 0; i < log->notes->len; i++)
    g_test_message ("%s", (char *) log->notes->pdata[i]);
  g_assert_cmpuint (tlm_series_length (series), ==, n);
  g_assert_cmpint (tlm_series_time (series, 0), ==, instant (first));
  g_assert_cmpint (tlm_series_time (series, n - 1), ==, instant (last));
}

/* What comes before a receiver knows the date. */
static void
test_no_date (void)
{
  static const char *const dates[] = { "1980-01-06", "1970-01-01", "1999-08-22", "2000-01-01",
    "2019-04-07", "1980-01-13" };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++) {
    g_autofree char *text = g_strdup_printf ("utc,alt(m)\n%sT00:00:10Z,0\n%sT00:00:11Z,0\n"
        "2024-05-04T09:00:00Z,200\n2024-05-04T09:00:01Z,201\n", dates[i], dates[i]);
    g_autoptr (TlmLog) log = decode_text (text, NULL);
    g_test_message ("%s", dates[i]);
    assert_span (log, "2024-05-04T09:00:00Z", "2024-05-04T09:00:01Z", 2);
    g_assert_true (has_note (log, "did not know the date yet"));
  }
}

/* 19 September 2004 is 1024 weeks before 5 May 2024; five leap seconds lie between. */
static void
test_rollover (void)
{
  g_autoptr (TlmLog) log = decode_text ("utc,alt(m)\n2004-09-19T23:59:58Z,1\n"
      "2004-09-19T23:59:59Z,2\n2024-05-06T00:00:00Z,3\n2024-05-06T00:00:01Z,4\n", NULL);

  assert_span (log, "2024-05-05T23:59:58Z", "2024-05-06T00:00:01Z", 4);
  g_assert_true (has_note (log, "1024 weeks early"));
}

/* Two flights a year apart are two flights, and a launch in April 2019 is one. */
static void
test_real_dates (void)
{
  g_autoptr (TlmLog) two = decode_text ("utc,alt(m)\n2022-05-04T09:00:00Z,1\n"
      "2022-05-04T09:00:01Z,2\n2024-05-04T09:00:00Z,3\n", NULL);
  g_autoptr (TlmLog) april = decode_text ("utc,alt(m)\n2019-04-07T22:35:00Z,1\n"
      "2019-04-07T22:35:01Z,2\n", NULL);
  g_autoptr (TlmLog) never = decode_text ("utc,alt(m)\n1980-01-06T22:35:00Z,1\n"
      "1980-01-06T22:35:01Z,2\n", NULL);

  assert_span (two, "2022-05-04T09:00:00Z", "2024-05-04T09:00:00Z", 3);
  assert_span (april, "2019-04-07T22:35:00Z", "2019-04-07T22:35:01Z", 2);
  g_assert_cmpuint (april->warnings->len, ==, 0);
  g_assert_cmpuint (never->warnings->len, ==, 1);
}

static void
test_gpx (void)
{
  g_autoptr (TlmLog) log = decode_text ("<gpx><trk><trkseg>"
      "<trkpt lat=\"1\" lon=\"2\"><ele>0</ele><time>1980-01-06T00:00:10Z</time></trkpt>"
      "<trkpt lat=\"1\" lon=\"2\"><ele>7</ele><time>2024-05-04T09:00:00Z</time></trkpt>"
      "<trkpt lat=\"1\" lon=\"2\"><ele>8</ele><time>2024-05-04T09:00:01Z</time></trkpt>"
      "</trkseg></trk></gpx>", NULL);

  assert_span (log, "2024-05-04T09:00:00Z", "2024-05-04T09:00:01Z", 2);
}

/* POSIX time of 31 December 2016 (leap-seconds.list): 1483228799 is 23:59:59, and
 * 1483228800 is both 23:59:60 and 00:00:00. */
static void
test_posix_leap_second (void)
{
  g_autoptr (TlmLog) half = decode_text ("unix_ms,alt(m)\n1483228799500,1\n1483228800000,2\n"
      "1483228800500,3\n1483228800000,4\n1483228800500,5\n1483228801000,6\n", NULL);
  g_autoptr (TlmLog) whole = decode_text ("unix,alt(m)\n1483228799,1\n1483228800,2\n1483228800,3\n"
      "1483228801,4\n", NULL);
  const TlmSeries *series = track_of (half, "", "altitude")->series;

  assert_span (half, "2016-12-31T23:59:59.5Z", "2017-01-01T00:00:01Z", 6);
  for (gsize i = 0; i < 6; i++)
    g_assert_cmpfloat (tlm_series_value (series, i), ==, (double) i + 1);
  g_assert_cmpint (tlm_series_time (series, 1), ==, instant ("2016-12-31T23:59:60Z"));
  g_assert_true (has_note (half, "leap second"));
  assert_span (whole, "2016-12-31T23:59:59Z", "2017-01-01T00:00:01Z", 4);
  g_assert_cmpfloat (tlm_series_value (track_of (whole, "", "altitude")->series, 1), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-clock/counter", test_counter);
  g_test_add_func ("/row-clock/dates-beside", test_dates_beside);
  g_test_add_func ("/row-clock/restart", test_restart);
  g_test_add_func ("/row-clock/ahead", test_ahead);
  g_test_add_func ("/row-clock/no-date", test_no_date);
  g_test_add_func ("/row-clock/rollover", test_rollover);
  g_test_add_func ("/row-clock/real-dates", test_real_dates);
  g_test_add_func ("/row-clock/gpx", test_gpx);
  g_test_add_func ("/row-clock/posix-leap-second", test_posix_leap_second);
  return g_test_run ();
}
