/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Times that no telemetry has: outside the years 1900 to 2200, over 140 years from liftoff, or too
 * far from the rest to be counted. */
#include <string.h>

#include "core/decode/registry.h"
#include "core/time/iso8601.h"
#include "core/time/sum.h"
#include "core/timeline/timeline.h"

static TlmLog *
read_csv (const char *text, GError **error)
{
  const TlmDecodeOptions options = { .format = "csv" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return tlm_decode_bytes (bytes, "x.csv", &options, error);
}

static void
test_sums (void)
{
  g_assert_cmpint (tlm_time_moved (5, -7), ==, -2);
  g_assert_cmpint (tlm_time_moved (TLM_TIME_NONE, 1), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_time_moved (1, TLM_TIME_NONE), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_time_moved (G_MAXINT64, 1), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_time_moved (-G_MAXINT64, -2), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_time_between (5, -7), ==, -12);
  g_assert_cmpint (tlm_time_between (G_MAXINT64, -2), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_time_between (TLM_TIME_NONE, 0), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_time_apart (G_MAXINT64, -2), ==, -G_MAXINT64);
  g_assert_cmpint (tlm_time_apart (-2, G_MAXINT64), ==, G_MAXINT64);
}

/* The ends of the range are those of the calendar. */
static void
test_range (void)
{
  const struct {
    const char *utc;
    gboolean is_usual;
  } rows[] = { { "1900-01-01T00:00:00Z", TRUE }, { "2200-12-31T23:59:59Z", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmInstant instant;
    g_assert_true (tlm_iso8601_read (rows[i].utc, -1, TLM_SCALE_UTC, &instant, NULL));
    g_assert_true (tlm_time_is_usual (TLM_CLOCK_TAI, instant));
  }
  g_assert_false (tlm_time_is_usual (TLM_CLOCK_TAI, TLM_INSTANT_FIRST - 1));
  g_assert_false (tlm_time_is_usual (TLM_CLOCK_TAI, TLM_INSTANT_LAST + 1));
  g_assert_false (tlm_time_is_usual (TLM_CLOCK_ELAPSED, TLM_TIME_NONE));
  g_assert_false (tlm_time_is_usual (TLM_CLOCK_TAI, TLM_TIME_NONE));
}

/* No row of such a time is read, and the error says why. */
static void
test_rows (void)
{
  const struct {
    const char *text, *why;
  } rows[] = {
    { "utc,altitude[m]\n1899-12-31T23:59:59Z,1\n1899-12-31T23:59:59Z,2\n", "outside the years 1900 to 2200" },
    { "utc,altitude[m]\n2201-01-01T00:00:00Z,1\n2201-01-01T00:00:01Z,2\n", "outside the years 1900 to 2200" },
    { "unix,altitude[m]\n-2208988801,1\n-2208988801,2\n", "outside the years 1900 to 2200" },
    { "mjd,altitude[m]\n10000,1\n10001,2\n", "outside the years 1900 to 2200" },
    { "time[s],altitude[m]\n-9.2e9,1\n9.2e9,2\n", "over 140 years from liftoff" },
    { "time_ms,altitude[m]\n-9.2e12,1\n9.2e12,2\n", "over 140 years from liftoff" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = read_csv (rows[i].text, &error);
    g_assert_null (log);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].why));
  }
}

static TlmLog *
log_of (TlmClock clock, const gint64 *times, guint n)
{
  TlmLog *log = tlm_log_new ("test", "a test");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), "altitude", TLM_QUANTITY_LENGTH);
  TlmTextTrack *text = tlm_log_text (tlm_log_vehicle (log, ""), "state");

  log->clock = clock;
  for (guint i = 0; i < n; i++) {
    g_assert_true (tlm_series_append (track->series, times[i], i));
    tlm_text_track_append (text, times[i], i % 2 ? "a" : "b");
    tlm_log_add_event (log, tlm_event_new (times[i], "event", NULL, NULL, NULL, TLM_CONFIDENCE_GIVEN));
  }
  tlm_log_seal (log);
  return log;
}

/* Whatever a decoder puts there, what is sealed can be told apart, and what is left out is said. */
static void
test_seal (void)
{
  const gint64 times[] = { G_MININT64, 0, G_MAXINT64, TLM_SECOND, -G_MAXINT64, 2 * TLM_SECOND, G_MAXINT64 - 1 };
  gint64 first = 0, last = 0;

  for (TlmClock clock = TLM_CLOCK_TAI; clock <= TLM_CLOCK_ELAPSED; clock++) {
    g_autoptr (TlmLog) log = log_of (clock, times, G_N_ELEMENTS (times));
    g_assert_true (tlm_log_span (log, &first, &last));
    g_assert_cmpint (first, ==, 0);
    g_assert_cmpint (last, ==, 2 * TLM_SECOND);
    g_assert_cmpuint (log->events->len, ==, 3);
    g_assert_cmpuint (log->warnings->len, ==, 1);
    g_test_message ("%s", (char *) log->warnings->pdata[0]);
  }
}

/* Each is of a year that counts, and they are 300 years apart. */
static void
test_far_apart (void)
{
  const gint64 both[] = { TLM_INSTANT_FIRST, TLM_INSTANT_LAST };
  g_autoptr (TlmLog) log = log_of (TLM_CLOCK_TAI, both, 2);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (GError) error = NULL;
  gint64 first, last;

  g_assert_true (tlm_log_span (log, &first, &last));
  g_assert_cmpint (first, ==, last);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  g_autoptr (TlmLog) other = log_of (TLM_CLOCK_TAI, both, 1);
  g_assert_false (tlm_timeline_add_log (timeline, other, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "290 years"));
}

/* An offset cannot carry times to where they are not counted, and nothing is known there. */
static void
test_moved (void)
{
  const gint64 times[] = { 0, TLM_SECOND };
  const gint64 asked[] = { G_MAXINT64, G_MAXINT64 - 1, TLM_SECOND * 100, TLM_TIME_NONE };
  g_autoptr (TlmLog) log = log_of (TLM_CLOCK_ELAPSED, times, 2);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  const TlmJoin join = { .offset_ns = G_MAXINT64 };
  g_autoptr (GError) error = NULL;

  g_assert_false (tlm_timeline_add_log (timeline, log, &join, &error));
  g_assert_nonnull (strstr (error->message, "140 years"));
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  tlm_timeline_set_epoch (timeline, TLM_INSTANT_LAST);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++) {
    g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
    tlm_timeline_at (timeline, asked[i], NULL, snapshot);
    g_assert_cmpint (snapshot->instant, ==, TLM_TIME_NONE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log-times/sums", test_sums);
  g_test_add_func ("/log-times/range", test_range);
  g_test_add_func ("/log-times/rows", test_rows);
  g_test_add_func ("/log-times/seal", test_seal);
  g_test_add_func ("/log-times/far-apart", test_far_apart);
  g_test_add_func ("/log-times/moved", test_moved);
  return g_test_run ();
}
