/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Clocks that jump, in tables that come piece by piece: what comes out is what the file whole gives,
 * byte by byte, in lines, and at once; and what can be known where it is known when they come. */
#include "wire-util.h"

typedef struct {
  const char *name;
  void (*make) (GString *out);
  const char *said;        /* in a note or a warning of the stream; NULL: nothing */
  gboolean differs;        /* a stream knows it when it has given samples away (test-row-moves.c) */
} Case;

static void
add_utc (GString *out, int year, const char *day, guint s, double altitude)
{
  g_string_append_printf (out, "%d-%sT10:%02u:%02uZ,%g\n", year, day, s / 60, s % 60, altitude);
}

static void
head_utc (GString *out)
{
  g_string_append (out, "time,altitude (m)\n");
}

static void
make_1980_first (GString *out)
{
  head_utc (out);
  for (guint i = 0; i < 40; i++)
    add_utc (out, i < 7 ? 1980 : 2024, i < 7 ? "01-06" : "05-04", i, 100 + i);
}

static void
make_1970_between (GString *out)
{
  head_utc (out);
  for (guint i = 0; i < 40; i++)
    add_utc (out, i >= 10 && i < 20 ? 1970 : 2024, i >= 10 && i < 20 ? "01-01" : "05-04", i, 100 + i);
}

static void
make_1980_only (GString *out)
{
  head_utc (out);
  for (guint i = 0; i < 30; i++)
    add_utc (out, 1980, "01-06", i, 100 + i);
}

static void
make_ahead (GString *out)
{
  head_utc (out);
  for (guint i = 0; i < 40; i++)
    add_utc (out, 2024, i == 12 || i == 13 ? "05-05" : "05-04", i, 100 + i);
}

static void
make_gap (GString *out)
{
  head_utc (out);
  for (guint i = 0; i < 40; i++)
    add_utc (out, 2024, "05-04", i < 20 ? i : i + 900, 100 + i);
}

static void
make_ahead_at_end (GString *out)
{
  head_utc (out);
  for (guint i = 0; i < 40; i++)
    add_utc (out, 2024, i >= 38 ? "05-05" : "05-04", i, 100 + i);
}

static void
make_reboot (GString *out)
{
  g_string_append (out, "t (s),altitude (m)\n");
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (out, "%u,%u\n", i < 40 ? 100 + i : i - 40, 500 + i);
}

static void
make_wrap (GString *out)
{
  g_string_append (out, "t (ms),altitude (m)\n");
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (out, "%u,%u\n", (guint32) (4294960000u + 1000 * i), 500 + i);
}

static void
make_ahead_elapsed (GString *out)
{
  g_string_append (out, "t (s),altitude (m)\n");
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (out, "%u,%u\n", i == 20 ? 99999 : i, 500 + i);
}

static void
make_vehicles (GString *out)
{
  g_string_append (out, "t (s),vehicle,altitude (m)\n");
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (out, "%u,one,%u\n%u,two,%u\n", i == 20 ? 5000 : i, 500 + i, i, 900 + i);
}

static void
make_posix (GString *out)
{
  g_string_append (out, "unix_time,altitude (m)\n");
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (out, "%u,%u\n", i < 9 ? i : 1714813200 + i, 500 + i);
}

static void
make_rollover (GString *out)
{
  head_utc (out);
  for (guint i = 0; i < 40; i++)
    add_utc (out, i < 15 ? 2004 : 2024, i < 15 ? "09-18" : "05-04", i, 100 + i);
}

static const Case cases[] = {
  { "1980 first", make_1980_first, "did not know the date yet" },
  { "1970 between", make_1970_between, "does not know the date any more" },
  { "1980 only", make_1980_only, "does not know the date" },
  { "POSIX time from 0", make_posix, "did not know the date yet" },
  { "two rows of tomorrow", make_ahead, "ahead of their time" },
  { "one row ahead, elapsed", make_ahead_elapsed, "ahead of their time" },
  { "one row ahead, of two vehicles", make_vehicles, "ahead of their time" },
  { "a gap", make_gap },
  { "the last two ahead", make_ahead_at_end },
  { "reboot", make_reboot, "another recording" },
  { "2^32 ms", make_wrap, "2^32" },
  { "rollover", make_rollover, "1024 weeks early", .differs = TRUE },
};

static gboolean
has_said (const TlmLog *log, const char *words)
{
  for (guint i = 0; i < log->notes->len + log->warnings->len; i++) {
    const char *line = i < log->notes->len ? log->notes->pdata[i] :
        log->warnings->pdata[i - log->notes->len];
    if (strstr (line, words))
      return TRUE;
  }
  return FALSE;
}

/* What comes out in pieces of at most SIZE bytes; SAID: whether WORDS were. */
static GHashTable *
stream (const GString *text, gsize size, const char *words, gboolean *said)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "piped", NULL, NULL);
  GHashTable *samples = wire_samples_new ();
  gsize at = 0;

  *said = FALSE;
  for (gboolean ended = FALSE; !ended;) {
    gsize n = MIN (size, text->len - at);
    g_autoptr (TlmLog) log = NULL;
    ended = n == 0;
    g_autoptr (GError) error = NULL;
    if (ended)
      tlm_feed_finish (feed, &error);
    else
      tlm_feed_push (feed, (const guint8 *) text->str + at, n, &error);
    g_assert_no_error (error);
    at += n;
    log = tlm_feed_take (feed);
    if (!log)
      continue;
    wire_collect (samples, log);
    *said |= words && has_said (log, words);
  }
  return samples;
}

static void
test_piped (gconstpointer data)
{
  const Case *row = data;
  static const gsize sizes[] = { 1, 37, 1 << 20 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GHashTable) whole = wire_samples_new ();
  g_autoptr (GError) error = NULL;
  gboolean said;

  row->make (text);
  bytes = g_bytes_new (text->str, text->len);
  g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "x.csv", NULL, &error);
  g_assert_no_error (error);
  wire_collect (whole, log);
  g_assert_cmpuint (g_hash_table_size (whole), >, 20);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GHashTable) samples = stream (text, sizes[i], row->said, &said);
    g_assert_cmpint (said, ==, row->said != NULL);
    if (row->differs)
      g_assert_cmpuint (g_hash_table_size (samples), ==, g_hash_table_size (whole));
    else
      wire_assert_same (whole, samples);
  }
}

/* A clock that finds its 1024 weeks in a pipe: one second a row, all through. */
static void
test_round (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "piped", NULL, NULL);
  const TlmSeries *series;

  make_rollover (text);
  g_assert_true (tlm_feed_push (feed, (const guint8 *) text->str, text->len, NULL));
  g_assert_true (tlm_feed_finish (feed, NULL));
  g_autoptr (TlmLog) log = tlm_feed_take (feed);
  series = wire_track (log, "", "altitude")->series;
  for (gsize i = 1; i < 40; i++)
    g_assert_cmpint (tlm_series_time (series, i) - tlm_series_time (series, i - 1), ==, TLM_SECOND);
}

/* Rows at 10 Hz whose time stands still from the 50th on: they are of when they come. */
static void
test_still (void)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "live", NULL, NULL);
  static const char head[] = "t (s),altitude (m)\n";
  gint64 last_ns = 0;
  gboolean said = FALSE;

  tlm_feed_set_media_time (feed, 0, 0);
  g_assert_true (tlm_feed_push (feed, (const guint8 *) head, strlen (head), NULL));
  for (gint64 i = 0; i < 200; i++) {
    g_autofree char *row = g_strdup_printf ("%.1f,%d\n", (double) MIN (i, 50) / 10, (int) i);
    g_autoptr (TlmLog) log = NULL;
    tlm_feed_set_media_time (feed, i * TLM_SECOND / 10 + 7, 0);
    g_assert_true (tlm_feed_push (feed, (const guint8 *) row, strlen (row), NULL));
    log = tlm_feed_take (feed);
    if (!log)
      continue;
    said |= has_said (log, "stands still");
    if (log->vehicles->len > 0 && tlm_series_length (wire_track (log, "", "altitude")->series) > 0)
      last_ns = tlm_series_time (wire_track (log, "", "altitude")->series,
          tlm_series_length (wire_track (log, "", "altitude")->series) - 1);
    if (i > 75)
      g_assert_cmpint (last_ns, ==, i * TLM_SECOND / 10);
  }
  g_assert_true (said);
}

/* Live, rows after a silence are no rows ahead, and one that is costs itself alone. */
static void
test_live_ahead (void)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "live", NULL, NULL);
  static const char head[] = "t (s),altitude (m)\n";
  gsize n = 0;

  g_assert_true (tlm_feed_push (feed, (const guint8 *) head, strlen (head), NULL));
  for (gint64 i = 0; i < 60; i++) {
    gint64 came = i < 30 ? i : i + 100;
    g_autofree char *row = g_strdup_printf ("%d,%d\n", i == 45 ? 90000 : (int) came, (int) i);
    g_autoptr (TlmLog) log = NULL;
    gsize now;
    tlm_feed_set_media_time (feed, came * TLM_SECOND, 0);
    g_assert_true (tlm_feed_push (feed, (const guint8 *) row, strlen (row), NULL));
    log = tlm_feed_take (feed);
    now = log && log->vehicles->len > 0 ?
        tlm_series_length (wire_track (log, "", "altitude")->series) : 0;
    n += now;
    if (i == 30 || i == 31 || i == 46 || i == 47)
      g_assert_cmpuint (now, ==, 1);
    g_assert_true (i != 45 || now == 0);
  }
  g_assert_cmpuint (n, ==, 59);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/row-live/piped/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_piped);
  }
  g_test_add_func ("/row-live/round", test_round);
  g_test_add_func ("/row-live/still", test_still);
  g_test_add_func ("/row-live/live-ahead", test_live_ahead);
  return g_test_run ();
}
