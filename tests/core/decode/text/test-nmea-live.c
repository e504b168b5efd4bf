/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A receiver whose date jumps, piped: what comes out is what the file whole gives. */
#include "core/time/iso8601.h"
#include "wire-util.h"

typedef struct {
  const char *name;
  const char *dates[4];    /* ddmmyy of four spans of ten seconds each; NULL: without RMC */
  const char *said;
  gboolean differs;        /* a stream cannot know what a file does */
} Case;

static const Case cases[] = {
  { "one date", { "040524", "040524", "040524", "040524" } },
  { "1980 first", { "060180", "040524", "040524", "040524" }, "did not know the date yet" },
  { "1980 for half", { "060180", "060180", "040524", "040524" }, "did not know the date yet" },
  { "1980 only", { "060180", "060180", "060180", "060180" }, "does not know the date" },
  { "1980 between", { "040524", "060180", "040524", "040524" }, "does not know the date any more" },
  { "1980 at the end", { "040524", "040524", "040524", "060180" }, "does not know the date any more" },
  { "a late date", { NULL, "040524", "040524", "040524" } },
  { "a date too late", { NULL, NULL, "040524", "040524" }, "no sentence says a date", TRUE },
  { "a date once", { NULL, "040524", NULL, NULL } },
  { "no date", { NULL, NULL, NULL, NULL }, "no sentence says a date" },
  { "no date, then 1980", { NULL, "060180", "040524", "040524" }, "did not know the date yet" },
  { "rollover", { "180904", "180904", "040524", "040524" }, "1024 weeks early", TRUE },
};

static void
add (GString *text, const char *body)
{
  guint8 sum = 0;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  g_string_append_printf (text, "$%s*%02X\r\n", body, sum);
}

static GString *
make (const Case *row)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 40; i++) {
    g_autofree char *gga = g_strdup_printf ("GPGGA,1000%02d.00,4807.038,N,01131.000,E,1,08,0.9,%d.0,"
        "M,46.9,M,,", i, 500 + i);
    g_autofree char *rmc = g_strdup_printf ("GPRMC,1000%02d.00,A,4807.038,N,01131.000,E,%d.0,0.0,%s,"
        ",,A", i, 10 + i, row->dates[i / 10]);
    add (text, gga);
    if (row->dates[i / 10])
      add (text, rmc);
  }
  return text;
}

static gboolean
has_said (const TlmLog *log, const char *words)
{
  gboolean said = FALSE;

  for (guint i = 0; i < log->notes->len; i++)
    said |= strstr (log->notes->pdata[i], words) != NULL;
  for (guint i = 0; i < log->warnings->len; i++)
    said |= strstr (log->warnings->pdata[i], words) != NULL;
  return said;
}

/* What comes out in pieces of at most SIZE bytes. */
static GHashTable *
stream (const GString *text, gsize size, const char *words, gboolean *said)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("nmea"), "piped", NULL, NULL);
  GHashTable *samples = wire_samples_new ();

  *said = FALSE;
  for (gsize at = 0; at <= text->len; at += size) {
    g_autoptr (TlmLog) log = NULL;
    g_assert_true (tlm_feed_push (feed, (const guint8 *) text->str + at, MIN (size, text->len - at),
            NULL));
    log = tlm_feed_take (feed);
    if (log)
      wire_collect (samples, log);
    *said |= log && words && has_said (log, words);
  }
  g_assert_true (tlm_feed_finish (feed, NULL));
  g_autoptr (TlmLog) rest = tlm_feed_take (feed);
  if (rest)
    wire_collect (samples, rest);
  *said |= rest && words && has_said (rest, words);
  return samples;
}

static void
test_piped (gconstpointer data)
{
  const Case *row = data;
  static const gsize sizes[] = { 1, 100, 1 << 20 };
  g_autoptr (GString) text = make (row);
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GHashTable) whole = wire_samples_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "x.nmea", NULL, &error);
  gboolean said;

  g_assert_no_error (error);
  wire_collect (whole, log);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GHashTable) samples = stream (text, sizes[i], row->said, &said);
    g_assert_cmpint (said, ==, row->said != NULL);
    if (row->differs)
      g_assert_cmpuint (g_hash_table_size (samples), ==, g_hash_table_size (whole));
    else
      wire_assert_same (whole, samples);
  }
}

/* Where somebody looks on, numbers are seen within a second, and UTC is once it is known. */
static void
test_live (void)
{
  const Case row = { "", { "060180", "060180", "040524", "040524" } };
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("nmea"), "live", NULL, NULL);
  g_autoptr (GString) text = make (&row);
  g_auto (GStrv) lines = g_strsplit (text->str, "\r\n", -1);
  TlmClock clock = TLM_CLOCK_ELAPSED;
  gint64 last_ns = TLM_TIME_NONE;
  TlmInstant expected;

  for (int i = 0; i < 80; i++) {
    g_autofree char *line = g_strconcat (lines[i], "\r\n", NULL);
    g_autoptr (TlmLog) log = NULL;
    tlm_feed_set_media_time (feed, i / 2 * TLM_SECOND, 0);
    g_assert_true (tlm_feed_push (feed, (const guint8 *) line, strlen (line), NULL));
    log = tlm_feed_take (feed);
    if (log && log->vehicles->len > 0 && i % 2 == 0 && i > 2) {
      const TlmSeries *series = wire_track (log, "", "latitude")->series;
      clock = log->clock;
      if (tlm_series_length (series) > 0)
        last_ns = tlm_series_time (series, tlm_series_length (series) - 1);
    }
    g_assert_true (i < 4 || last_ns != TLM_TIME_NONE);
    if (i > 3 && i < 40)
      g_assert_cmpint (clock, ==, TLM_CLOCK_ELAPSED);
  }
  g_assert_cmpint (clock, ==, TLM_CLOCK_TAI);
  g_assert_true (tlm_iso8601_parse ("2024-05-04T10:00:39Z", 20, TLM_SCALE_UTC, &expected));
  g_assert_cmpint (last_ns, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/nmea-live/piped/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_piped);
  }
  g_test_add_func ("/nmea-live/live", test_live);
  return g_test_run ();
}
