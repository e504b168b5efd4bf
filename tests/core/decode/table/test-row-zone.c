/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Local stamps over the change of clocks. They are made from UTC, which is the right answer. */
#include "core/time/posix.h"
#include "wire-util.h"

typedef struct {
  const char *name, *zone, *start;   /* of what made it; UTC */
  guint step_s, n;
  const char *said;        /* NULL: nothing of it */
  gint off_s;              /* what it is off by, where nobody can know */
  const char *mends;       /* the zone that was said, where pasting it gives the right answer */
} Case;

static const Case cases[] = {
  { "both hours", "Europe/Berlin", "2024-10-26T23:50:00Z", 60, 180 },
  { "each ten minutes", "Europe/Berlin", "2024-10-26T21:00:00Z", 600, 40 },
  { "from within the first", "Europe/Berlin", "2024-10-27T00:10:00Z", 60, 120 },
  { "from the first's end", "Europe/Berlin", "2024-10-27T00:58:00Z", 60, 30 },
  { "from before into the first", "Europe/Berlin", "2024-10-26T23:30:00Z", 60, 60 },
  { "the second and on", "Europe/Berlin", "2024-10-27T01:20:00Z", 60, 90, "of the second time" },
  { "the second's last minutes", "Europe/Berlin", "2024-10-27T01:55:00Z", 1, 600,
    "of the second time" },
  { "the first alone", "Europe/Berlin", "2024-10-27T00:10:00Z", 60, 30, "nothing tells which", 0,
    "timezone=+02:00" },
  { "the second alone", "Europe/Berlin", "2024-10-27T01:10:00Z", 60, 30, "nothing tells which", -3600,
    "timezone=+01:00" },
  { "New York", "America/New_York", "2024-11-03T04:50:00Z", 60, 200 },
  { "New York, the second and on", "America/New_York", "2024-11-03T06:30:00Z", 30, 120,
    "of the second time" },
  { "half an hour, Lord Howe", "Australia/Lord_Howe", "2024-04-06T14:20:00Z", 60, 120 },
  { "the second alone, Lord Howe", "Australia/Lord_Howe", "2024-04-06T15:05:00Z", 60, 10,
    "nothing tells which", -1800, "timezone=+10:30" },
  { "west of Greenwich", "America/St_Johns", "2024-11-03T05:00:00Z", 10, 30, "nothing tells which",
    -3600, "timezone=-03:30" },
  { "an offset", "+02:00", "2024-10-27T00:10:00Z", 60, 30 },
  { "spring", "Europe/Berlin", "2024-03-31T00:30:00Z", 60, 90 },
  { "no change", "Europe/Berlin", "2024-07-01T00:30:00Z", 60, 90 },
};

static gint64
posix (const char *utc)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (utc, NULL);

  return g_date_time_to_unix (time);
}

static GString *
make (const Case *row)
{
  GString *text = g_string_new ("time,altitude (m)\n");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (row->zone);

  for (guint i = 0; i < row->n; i++) {
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (posix (row->start) + i * row->step_s);
    g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
    g_autofree char *stamp = g_date_time_format (local, "%Y-%m-%d %H:%M:%S");
    g_string_append_printf (text, "%s,%u\n", stamp, 100 + i);
  }
  return text;
}

/* The line of the log's that has WORDS, or NULL. */
static const char *
find_said (const TlmLog *log, const char *words)
{
  for (guint i = 0; i < log->notes->len; i++)
    if (strstr (log->notes->pdata[i], words))
      return log->notes->pdata[i];
  for (guint i = 0; i < log->warnings->len; i++)
    if (strstr (log->warnings->pdata[i], words))
      return log->warnings->pdata[i];
  return NULL;
}

static TlmLog *
read_text (const GString *text, const char *zone)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  const TlmDecodeOptions options = { .timezone = zone };
  g_autoptr (GError) error = NULL;
  TlmLog *log = tlm_decode_bytes (bytes, "x.csv", &options, &error);

  g_assert_no_error (error);
  return log;
}

static void
check_times (TlmLog *log, const Case *row, gint off_s)
{
  const TlmSeries *series = wire_track (log, "", "altitude")->series;

  g_assert_cmpuint (tlm_series_length (series), ==, row->n);
  for (guint i = 0; i < row->n; i++) {
    TlmInstant expected;
    g_assert_true (tlm_instant_from_posix_ns ((posix (row->start) + i * row->step_s + off_s) *
            TLM_SECOND, &expected));
    g_assert_cmpint (tlm_series_time (series, i), ==, expected);
    g_assert_cmpfloat (tlm_series_value (series, i), ==, 100 + i);
  }
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GString) text = make (row);
  g_autoptr (TlmLog) log = read_text (text, row->zone);

  check_times (log, row, row->off_s);
  g_assert_true ((find_said (log, "shown twice") != NULL) == (row->said != NULL));
  g_assert_null (find_said (log, "never shown"));
  if (row->said)
    g_assert_nonnull (find_said (log, row->said));
  if (!row->mends)
    return;
  g_assert_nonnull (find_said (log, row->mends));
  g_autoptr (TlmLog) again = read_text (text, row->mends + strlen ("timezone="));
  check_times (again, row, 0);
}

/* A recorder stays in winter time: the hour that no clock shows is left out, and what is said
 * mends it. */
static void
test_never (void)
{
  const Case row = { "", "+01:00", "2024-03-31T00:30:00Z", 60, 30 + 60 + 10 };
  g_autoptr (GString) text = make (&row);
  g_autoptr (TlmLog) log = read_text (text, "Europe/Berlin");

  g_assert_cmpuint (tlm_series_length (wire_track (log, "", "altitude")->series), ==, 40);
  g_assert_nonnull (find_said (log, "60 local times are never shown"));
  g_assert_nonnull (find_said (log, "first at line 32"));
  g_assert_nonnull (find_said (log, "timezone=+01:00"));
  g_autoptr (TlmLog) again = read_text (text, "+01:00");
  check_times (again, &row, 0);
}

/* Where it is known when rows come it is said at once; rows in a pipe at the end. */
static void
test_stream (void)
{
  const Case *row = &cases[8];
  g_autoptr (GString) text = make (row);

  for (gint live = 0; live < 2; live++) {
    const TlmDecodeOptions options = { .timezone = row->zone };
    g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "x", &options, NULL);
    if (live)
      tlm_feed_set_media_time (feed, 0, 0);
    g_assert_true (tlm_feed_push (feed, (const guint8 *) text->str, text->len, NULL));
    g_autoptr (TlmLog) log = tlm_feed_take (feed);
    g_assert_true ((find_said (log, "nothing tells which") != NULL) == (live != 0));
    g_assert_true (tlm_feed_finish (feed, NULL));
    g_autoptr (TlmLog) rest = tlm_feed_take (feed);
    g_assert_true ((rest && find_said (rest, "nothing tells which") != NULL) == (live == 0));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/row-zone/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/row-zone/never", test_never);
  g_test_add_func ("/row-zone/stream", test_stream);
  return g_test_run ();
}
