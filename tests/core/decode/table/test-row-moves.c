/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Clocks of which a stream learns late what they were: the second hour of those put back, rounds of
 * 1024 weeks, no date, leap seconds of POSIX time. What came, moved as the logs say, is at the
 * instants at which it was made. */
#include "core/time/posix.h"
#include "wire-util.h"

typedef struct Case Case;
struct Case {
  const char *name, *format;
  void (*write) (GString *out, const Case *row, guint i, gint64 posix_ms);
  const char *start;       /* of what made it; UTC */
  guint step_ms, n;
  const char *said;        /* in a note or a warning */
  const char *zone;
  guint n_early;           /* rows whose stamps are … */
  gint weeks;              /* … so many weeks early */
  gboolean live_only;      /* a pipe leaves rows out, as a file does */
  gint leap_at;            /* the first row of a leap second; 0: none */
  TlmDuration offset_ns;   /* stamp-offset of a mission */
  gint64 slow_ms;          /* by so much the sender's clock is slow */
};

static char *
format_utc (gint64 ms, const char *zone, const char *format)
{
  g_autoptr (GTimeZone) there = zone ? g_time_zone_new_identifier (zone) : g_time_zone_new_utc ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, there);

  return g_date_time_format (local, format);
}

static void
write_csv (GString *out, const Case *row, guint i, gint64 ms)
{
  g_autofree char *stamp = format_utc (ms, row->zone, "%Y-%m-%d %H:%M:%S");

  g_string_append_printf (out, "%s%s.%03d%s,%u\n", i == 0 ? "time,altitude (m)\n" : "", stamp,
      (int) (ms % 1000), row->zone ? "" : "Z", 100 + i);
}

static void
write_json (GString *out, const Case *row, guint i, gint64 ms)
{
  g_autofree char *stamp = format_utc (ms, row->zone, "%Y-%m-%dT%H:%M:%S");

  g_string_append_printf (out, "{\"time\":\"%s.%03d%s\",\"altitude_m\":%u}\n", stamp, (int) (ms % 1000),
      row->zone ? "" : "Z", 100 + i);
}

static void
write_posix (GString *out, const Case *row, guint i, gint64 ms)
{
  g_string_append_printf (out, "%s%d.%03d,%u\n", i == 0 ? "unix_time,altitude (m)\n" : "",
      (int) (ms / 1000), (int) (ms % 1000), 100 + i);
}

static void
write_posix_ms (GString *out, const Case *row, guint i, gint64 ms)
{
  g_string_append_printf (out, "%s%u,%" G_GINT64_FORMAT "\n",
      i == 0 ? "altitude (m),unix_ms\n" : "", 100 + i, ms);
}

static void
add_sentence (GString *out, const char *body)
{
  guint8 sum = 0;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  g_string_append_printf (out, "$%s*%02X\r\n", body, sum);
}

static void
write_nmea (GString *out, const Case *row, guint i, gint64 ms)
{
  g_autofree char *clock = format_utc (ms, NULL, "%H%M%S"), *date = format_utc (ms, NULL, "%d%m%y");
  g_autofree char *rmc = g_strdup_printf ("GPRMC,%s.%02d,A,4807.038,N,01131.000,E,0.0,0.0,%s,,,A",
      clock, (int) (ms % 1000 / 10), date);
  g_autofree char *gga = g_strdup_printf ("GPGGA,%s.%02d,4807.038,N,01131.000,E,1,08,0.9,%u.0,M,46.9,"
      "M,,", clock, (int) (ms % 1000 / 10), 100 + i);

  add_sentence (out, rmc);
  add_sentence (out, gga);
}

#define WEEK (7 * 86400 * TLM_SECOND)
#define SECOND_HOUR "of the second time"
#define EARLY "weeks early"
#define LEAP "tells no leap second"

static const Case cases[] = {
  { "Berlin", "csv", write_csv, "2024-10-27T01:20:00Z", 60000, 90, SECOND_HOUR, "Europe/Berlin" },
  { "Berlin, its last minute", "csv", write_csv, "2024-10-27T01:59:00Z", 500, 300, SECOND_HOUR,
    "Europe/Berlin" },
  { "Berlin, lines", "jsonl", write_json, "2024-10-27T01:20:00Z", 60000, 90, SECOND_HOUR,
    "Europe/Berlin" },
  { "New York", "csv", write_csv, "2024-11-03T06:30:00Z", 30000, 120, SECOND_HOUR,
    "America/New_York" },
  { "Lord Howe", "csv", write_csv, "2024-04-06T15:05:00Z", 60000, 60, SECOND_HOUR,
    "Australia/Lord_Howe" },
  { "Newfoundland", "csv", write_csv, "2024-11-03T05:00:00Z", 60000, 60, SECOND_HOUR,
    "America/St_Johns" },
  { "Chile", "csv", write_csv, "2024-04-07T03:10:00Z", 60000, 80, SECOND_HOUR, "America/Santiago" },
  { "1024 weeks", "csv", write_csv, "2024-05-04T10:00:00Z", 1000, 40, EARLY, NULL, 15, 1024 },
  { "1024 weeks at 10 Hz", "csv", write_csv, "2022-12-31T23:59:58Z", 100, 100, EARLY, NULL, 33,
    1024 },
  { "2048 weeks", "csv", write_csv, "2023-07-11T05:00:00Z", 1000, 40, EARLY, NULL, 20, 2048 },
  { "1024 weeks, lines", "jsonl", write_json, "2021-10-05T08:55:00Z", 250, 80, EARLY, NULL, 30,
    1024 },
  { "1024 weeks, NMEA", "nmea", write_nmea, "2021-10-05T08:55:00Z", 1000, 40, EARLY, NULL, 12,
    1024 },
  { "no date, live", "csv", write_csv, "2019-04-20T00:00:00Z", 200, 80, "the date is known", NULL,
    31, 2048, TRUE },
  { "POSIX time since power on, live", "csv", write_posix, "2021-10-05T08:55:00Z", 1000, 40,
    "the date is known", NULL, 9, 2700, TRUE },
  { "leap second of 2016, 2 Hz", "csv", write_posix, "2016-12-31T23:59:57Z", 500, 20, LEAP,
    .leap_at = 6 },
  { "leap second of 2016, 1 Hz", "csv", write_posix, "2016-12-31T23:59:55Z", 1000, 20, LEAP,
    .leap_at = 5 },
  { "leap second of 2015, 10 Hz, ms", "csv", write_posix_ms, "2015-06-30T23:59:58.100Z", 100, 80, LEAP,
    .leap_at = 19 },
  { "leap second of 2012, from within", "csv", write_posix, "2012-07-01T00:00:00Z", 250, 40, LEAP,
    .leap_at = -1 },
  { "+1024 weeks", "csv", write_csv, "2024-05-04T10:00:00Z", 1000, 40, .n_early = 40, .weeks = 1024,
    .offset_ns = 1024 * WEEK },
  { "+2048 weeks, lines", "jsonl", write_json, "2022-12-31T23:59:50Z", 1000, 40, .n_early = 40,
    .weeks = 2048, .offset_ns = 2048 * WEEK },
  { "+1024 weeks, NMEA", "nmea", write_nmea, "2021-10-05T08:55:00Z", 1000, 40, .n_early = 40,
    .weeks = 1024, .offset_ns = 1024 * WEEK },
  { "+1024 weeks, found", "csv", write_csv, "2024-05-04T10:00:00Z", 1000, 40, "found by itself", NULL,
    15, 1024, .offset_ns = 1024 * WEEK },
  { "0.4 s", "csv", write_csv, "2024-05-04T10:00:00Z", 1000, 40, .slow_ms = 400,
    .offset_ns = 2 * TLM_SECOND / 5 },
  { "an hour", "csv", write_csv, "2024-05-04T10:00:00Z", 1000, 40, .slow_ms = -3600000,
    .offset_ns = -3600 * TLM_SECOND },
  { "an hour, in the second hour", "csv", write_csv, "2024-10-27T02:20:00Z", 60000, 90, SECOND_HOUR,
    "Europe/Berlin", .slow_ms = 3600000, .offset_ns = 3600 * TLM_SECOND },
};

static gint64
posix_ms (const char *utc)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (utc, NULL);

  return g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
}

/* By POSIX time, which stands still for a leap second: its stamps come again. */
static gint64
stamp_ms (const Case *row, guint i)
{
  gint64 ms = posix_ms (row->start) + i * row->step_ms - row->slow_ms;
  gint after = row->leap_at > 0 ? row->leap_at + (gint) (1000 / row->step_ms) :
      row->leap_at < 0 ? (gint) (1000 / row->step_ms) : G_MAXINT;

  if (strstr (row->name, "power on") && i < row->n_early)
    return (i + 3) * row->step_ms;
  if (row->live_only && i < row->n_early)
    return posix_ms ("1980-01-06T00:00:12Z") + i * row->step_ms;
  if (i < row->n_early)
    return ms - row->weeks * G_GINT64_CONSTANT (604800000);
  return (gint) i >= after ? ms - 1000 : ms;
}

static gint64
instant_of (const Case *row, guint i)
{
  TlmInstant start;

  g_assert_true (tlm_instant_from_posix_ns (posix_ms (row->start) * 1000000, &start));
  if (row->leap_at < 0)
    start -= TLM_SECOND;
  return start + (gint64) i * row->step_ms * 1000000;
}

/* What one who takes the logs has of them. */
typedef struct {
  GArray *times, *values;
  gboolean said;
} Taken;

static gboolean
has_said (const GPtrArray *lines, const char *words)
{
  for (guint i = 0; i < lines->len; i++)
    if (strstr (lines->pdata[i], words))
      return TRUE;
  return FALSE;
}

static const TlmSeries *
altitude_of (const TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint k = 0; k < vehicle->tracks->len; k++) {
      const TlmTrack *track = vehicle->tracks->pdata[k];
      if (g_str_equal (track->name, "altitude"))
        return track->series;
    }
  }
  return NULL;
}

static void
take (Taken *taken, const Case *row, TlmLog *log)
{
  const TlmSeries *series;

  if (!log)
    return;
  taken->said |= !row->said || has_said (log->notes, row->said) ||
      has_said (log->warnings, row->said);
  for (guint i = 0; i < taken->times->len; i++)
    g_array_index (taken->times, gint64, i) += log->moved_ns;
  series = altitude_of (log);
  for (gsize i = 0; series && i < tlm_series_length (series); i++) {
    gint64 time_ns = tlm_series_time (series, i);
    double value = tlm_series_value (series, i);
    g_array_append_val (taken->times, time_ns);
    g_array_append_val (taken->values, value);
  }
}

static void
check (const Case *row, const Taken *taken)
{
  g_assert_cmpuint (taken->times->len, ==, row->n);
  for (guint i = 0; i < taken->times->len; i++) {
    guint number = (guint) (g_array_index (taken->values, double, i) - 100 + 0.5);
    gint64 off_ns = g_array_index (taken->times, gint64, i) - instant_of (row, number);
    if (ABS (off_ns) > 1000)
      g_error ("%s: row %u is off by %" G_GINT64_FORMAT " ms", row->name, number, off_ns / 1000000);
  }
  g_assert_true (taken->said);
}

/* In pieces of SIZE bytes; 0: a row at a time, which comes when it was made. */
static void
run (const Case *row, gsize size)
{
  const TlmDecodeOptions options = { .timezone = row->zone,
    .stamp_offset_ns = row->offset_ns };
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder (row->format), "x", &options, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  Taken taken = { g_array_new (FALSE, FALSE, sizeof (gint64)), g_array_new (FALSE, FALSE,
        sizeof (double)), FALSE };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < row->n; i++) {
    row->write (text, row, i, stamp_ms (row, i));
    if (size == 0)
      tlm_feed_set_media_time (feed, (gint64) i * row->step_ms * 1000000 + 7 * TLM_SECOND, 0);
    while (text->len > 0 && (size == 0 || text->len >= size || i + 1 == row->n)) {
      gsize n = size == 0 ? text->len : MIN (size, text->len);
      g_assert_true (tlm_feed_push (feed, (const guint8 *) text->str, n, &error));
      g_string_erase (text, 0, (gssize) n);
      g_autoptr (TlmLog) log = tlm_feed_take (feed);
      take (&taken, row, log);
    }
  }
  g_assert_true (tlm_feed_finish (feed, &error));
  g_assert_no_error (error);
  g_autoptr (TlmLog) rest = tlm_feed_take (feed);
  take (&taken, row, rest);
  check (row, &taken);
  g_array_unref (taken.times);
  g_array_unref (taken.values);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;

  run (row, 0);
  if (row->live_only)
    return;
  run (row, 1);
  run (row, 37);
  run (row, 1 << 20);
}

/* Two senders by turns, of which one has lost its weeks: what came is moved once at most. */
static void
test_two (void)
{
  const Case row = { "two", "csv", write_csv, "2024-05-04T10:00:00Z", 1000, 40 };
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "x", NULL, NULL);
  gint64 moved_ns = 0;

  for (guint i = 0; i < row.n; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (TlmLog) log = NULL;
    write_csv (text, &row, i, stamp_ms (&row, i) - (i % 2 ? 0 : 1024 * WEEK / 1000000));
    tlm_feed_set_media_time (feed, i * TLM_SECOND, 0);
    g_assert_true (tlm_feed_push (feed, (const guint8 *) text->str, text->len, NULL));
    log = tlm_feed_take (feed);
    moved_ns += log ? log->moved_ns : 0;
  }
  g_assert_cmpint (moved_ns, >, 0);
  g_assert_cmpint (moved_ns, <, 1025 * WEEK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/row-moves/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/row-moves/two senders", test_two);
  return g_test_run ();
}
