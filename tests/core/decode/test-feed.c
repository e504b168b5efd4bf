/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <malloc.h>

#include "core/base/error.h"
#include "wire-util.h"

/* Text tables and JSON Lines through a feed, and what is true of every feed. */

static GString *
make_csv (guint n, const char *end)
{
  GString *text = g_string_new ("");

  g_string_append_printf (text, "# flight%stime[s],altitude[m],speed[m/s],phase%s", end, end);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u.%03u,%u,%u.5,%s%s", i / 50, i % 50 * 20, i * 3, i,
        i < n / 2 ? "ascent" : "descent", end);
  return text;
}

static GString *
make_jsonl (guint n)
{
  GString *text = g_string_new ("");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "{\"utc\":\"2021-10-05T08:55:%02u.%03uZ\",\"altitude\":%u.25,"
        "\"vehicle\":\"%s\"}%s", i / 100 % 60, i % 100 * 10, i, i % 2 ? "a" : "b",
        i % 7 == 3 ? "\n{broken\n" : "\n");
  return text;
}

static void
test_csv_pieces (void)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (GString) text = make_csv (300, ends[i]);
    wire_check_pieces ("csv", (const guint8 *) text->str, text->len);
    g_string_truncate (text, text->len - 5);
    wire_check_pieces ("csv", (const guint8 *) text->str, text->len);
  }
}

static void
test_jsonl_pieces (void)
{
  g_autoptr (GString) text = make_jsonl (500);

  wire_check_pieces ("jsonl", (const guint8 *) text->str, text->len);
  wire_check_damage ("jsonl", (const guint8 *) text->str, text->len, 200);
}

/* A mark that comes in pieces is no column's name. */
static void
test_byte_order_mark (void)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "mark", NULL, NULL);
  static const char text[] = "\xef\xbb\xbftime[s],altitude[m]\n1,2\n2,3\n";
  g_autoptr (TlmLog) log = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i + 1 < sizeof text; i++)
    tlm_feed_push (feed, (const guint8 *) text + i, 1, &error);
  g_assert_true (tlm_feed_finish (feed, &error));
  log = tlm_feed_take (feed);
  g_assert_cmpuint (tlm_series_length (wire_track (log, "", "altitude")->series), ==, 2);
}

/* A whole document waits for its end. */
static void
test_document (void)
{
  static const char text[] = "[{\"time\":1,\"altitude\":2.5},{\"time\":2,\"altitude\":3.5}]";
  TlmDecodeOptions options = { .columns = "time=time:s,altitude=altitude:m" };
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("json"), "document", &options, NULL);
  g_autoptr (TlmLog) log = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tlm_feed_push (feed, (const guint8 *) text, 20, &error));
  g_assert_null (tlm_feed_take (feed));
  g_assert_true (tlm_feed_push (feed, (const guint8 *) text + 20, sizeof text - 21, &error));
  g_assert_true (tlm_feed_finish (feed, &error));
  log = tlm_feed_take (feed);
  g_assert_cmpuint (tlm_series_length (wire_track (log, "", "altitude")->series), ==, 2);
}

/* What cannot be understood is said once more with each push, and with finish. */
static void
test_failure (void)
{
  static const char text[] = "time,altitude\n1,2\n2,3\n3,4\n4,5\n5,6\n6,7\n7,8\n8,9\n"
      "9,10\n10,11\n11,12\n12,13\n13,14\n14,15\n15,16\n16,17\n";
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "x", NULL, NULL);
  g_autoptr (GError) first = NULL, second = NULL, third = NULL;

  g_assert_false (tlm_feed_push (feed, (const guint8 *) text, sizeof text - 1, &first));
  g_assert_false (tlm_feed_push (feed, (const guint8 *) text, 1, &second));
  g_assert_false (tlm_feed_finish (feed, &third));
  g_assert_cmpstr (first->message, ==, second->message);
  g_assert_cmpstr (first->message, ==, third->message);
}

/* After a jump the half line before it spoils nothing. */
/* A head that a jump makes it read, and that it cannot understand: what comes then is refused. */
static void
test_discont_in_vain (void)
{
  const TlmDecodeOptions options = { .columns = "time=t,altitude=a" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_by_name ("csv"), "x", &options, &error);

  g_assert_true (tlm_feed_push (feed, (const guint8 *) "x;y\n1;2\n", 8, &error));
  tlm_feed_discont (feed);
  g_assert_false (tlm_feed_push (feed, (const guint8 *) "3;4\n", 4, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_COLUMNS);
  g_clear_error (&error);
  g_assert_false (tlm_feed_finish (feed, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_COLUMNS);
}

static void
test_discont (void)
{
  static const char before[] = "time[s],altitude[m]\n1,10\n2,20\n3,30\n4,4", after[] = "9,90\n";
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "x", NULL, NULL);
  g_autoptr (TlmLog) log = NULL;
  TlmFeedStats stats;
  TlmSeries *altitude;

  g_assert_true (tlm_feed_push (feed, (const guint8 *) before, sizeof before - 1, NULL));
  tlm_feed_discont (feed);
  g_assert_true (tlm_feed_push (feed, (const guint8 *) after, sizeof after - 1, NULL));
  g_assert_true (tlm_feed_finish (feed, NULL));
  tlm_feed_get_stats (feed, &stats);
  g_assert_cmpuint (stats.good, ==, 4);
  g_assert_cmpuint (stats.bad, ==, 1);
  log = tlm_feed_take (feed);
  altitude = wire_track (log, "", "altitude")->series;
  g_assert_cmpfloat (tlm_series_value (altitude, 3), ==, 90);
}

/* A table whose lines come one in a datagram: the names wait for numbers, and are not cut. */
static void
test_datagram_lines (void)
{
  static const char *const lines[] = { "time[s],altitude[m]\n", "1,10\n", "2,20\n", "3,30\n",
    "4,40\n", "5,50\n" };
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("csv"), "x", NULL, NULL);
  g_autoptr (TlmLog) log = NULL;
  TlmFeedStats stats;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_true (tlm_feed_push_datagram (feed, (const guint8 *) lines[i], strlen (lines[i]), NULL));
  g_assert_true (tlm_feed_finish (feed, NULL));
  tlm_feed_get_stats (feed, &stats);
  g_assert_cmpuint (stats.good, ==, 5);
  g_assert_cmpuint (stats.bad, ==, 0);
  log = tlm_feed_take (feed);
  g_assert_cmpfloat (tlm_series_value (wire_track (log, "", "altitude")->series, 0), ==, 10);
}

/* An hour at 1 kHz in datagrams: memory at its end is as after its first minute. */
static void
test_flat_memory (void)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("jsonl"), "hour", NULL, NULL);
  gsize after_minute = 0;

  for (guint s = 0; s < 3600; s++) {
    for (guint ms = 0; ms < 1000; ms += 10) {
      char text[1024];
      int n = 0;
      for (guint k = 0; k < 10; k++)
        n += g_snprintf (text + n, sizeof text - (gulong) n,
            "{\"met\":%u.%03u,\"altitude\":%u,\"speed\":1e3}\n", s, ms + k, s);
      g_assert_true (tlm_feed_push (feed, (const guint8 *) text, (gsize) n, NULL));
      g_autoptr (TlmLog) log = tlm_feed_take (feed);
      g_assert_cmpuint (log->n_good, ==, 10);
    }
    if (s == 60)
      after_minute = mallinfo2 ().uordblks;
  }
  g_assert_cmpuint (mallinfo2 ().uordblks, <, after_minute + 65536);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/csv", test_csv_pieces);
  g_test_add_func ("/feed/jsonl", test_jsonl_pieces);
  g_test_add_func ("/feed/mark", test_byte_order_mark);
  g_test_add_func ("/feed/document", test_document);
  g_test_add_func ("/feed/failure", test_failure);
  g_test_add_func ("/feed/discont", test_discont);
  g_test_add_func ("/feed/discont-in-vain", test_discont_in_vain);
  g_test_add_func ("/feed/datagram-lines", test_datagram_lines);
  g_test_add_func ("/feed/memory", test_flat_memory);
  return g_test_run ();
}
