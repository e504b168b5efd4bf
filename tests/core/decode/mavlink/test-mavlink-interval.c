/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MESSAGE_INTERVAL (id 244, CRC_EXTRA 95): how often a message is to come. What is right is
 * what mavlink.io says of its numbers; three steps of it, and two seconds, are a gap. */
#include "mavlink-frames.h"

/* What is sent: a position (ms since boot), or from whom and of which message an interval. */
typedef struct {
  guint32 boot_ms;         /* 0: an interval */
  guint8 component;        /* of the interval; 0: the autopilot's, 1 */
  guint16 message;
  gint32 us;
} Sent;

#define AT(s) { .boot_ms = (guint32) ((s) * 1000) + 1000 }
#define EVERY(id, us_) { .message = (id), .us = (us_) }

typedef struct {
  const char *name;
  Sent sent[24];           /* up to one that is all 0 */
  const char *gaps;        /* for each step between positions: "-" joined, "g" gap */
} Case;

static const Case cases[] = {
  { "nothing said, two samples", { AT (0), AT (5) }, "-" },
  { "1 Hz said, two samples", { EVERY (33, 1000000), AT (0), AT (5) }, "g" },
  { "1 Hz said, 3 s are none", { EVERY (33, 1000000), AT (0), AT (3) }, "-" },
  { "each 20 s said, came faster", { EVERY (33, 20000000), AT (0), AT (2), AT (4), AT (6), AT (40) },
    "----" },
  { "the same, not said", { AT (0), AT (2), AT (4), AT (6), AT (40) }, "---g" },
  { "of another message", { EVERY (30, 1000000), AT (0), AT (5) }, "-" },
  { "of one that is not read", { EVERY (4242, 1000000), AT (0), AT (5) }, "-" },
  { "as the sender likes", { EVERY (33, 1000000), EVERY (33, 0), AT (0), AT (5) }, "-" },
  { "switched off", { EVERY (33, 1000000), EVERY (33, -1), AT (0), AT (5) }, "-" },
  { "less than any", { EVERY (33, G_MININT32), AT (0), AT (5) }, "-" },
  { "the most there is", { EVERY (33, G_MAXINT32), AT (0), AT (3000), AT (9000), AT (15442) }, "---" },
  { "a gimbal's", { { .component = 154, .message = 33, .us = 1000000 }, AT (0), AT (5) }, "-" },
  { "10 Hz, a loss of 2 s and more",
    { EVERY (33, 100000), AT (0), AT (0.1), AT (0.2), AT (2.2), AT (2.3), AT (4.4) }, "----g" },
  { "slower from there on", { EVERY (33, 1000000), AT (0), AT (1), AT (2), AT (6), EVERY (33, 10000000),
        AT (7), AT (17), AT (42), AT (73) }, "--g---g" },
  { "said when some had come", { AT (0), AT (2), EVERY (33, 1000000), AT (3), AT (4), AT (8) }, "---g" },
  { "a link that thins it", { EVERY (33, 1000000), AT (0), AT (5), AT (10), AT (15), AT (20), AT (40) },
    "----g" },
  { "before a reboot", { EVERY (33, 1000000), AT (600), AT (601), AT (602), AT (603), AT (1), AT (2),
        AT (7), AT (12), AT (17), AT (22) }, "--------" },
};

static GByteArray *
make (const Case *row)
{
  GByteArray *data = g_byte_array_new ();
  MavSender autopilot = { 1, 1, 0 }, other = { 1, 0, 0 };

  for (const Sent *sent = row->sent; sent->boot_ms > 0 || sent->message > 0; sent++) {
    guint8 p[6] = { 0 };
    if (sent->boot_ms > 0) {
      mav_add_position (data, &autopilot, sent->boot_ms, 100);
      continue;
    }
    mav_put32 (p, sent->us);
    mav_put16 (p + 4, sent->message);
    other.component = sent->component;
    mav_add (data, sent->component ? &other : &autopilot, 244, 95, p, sizeof p);
  }
  return data;
}

static void
check (const Case *row, const TlmSeries *series)
{
  g_autoptr (GString) gaps = g_string_new (NULL);

  for (gsize i = 0; i + 1 < tlm_series_length (series); i++)
    g_string_append_c (gaps, tlm_series_is_gap (series, i) ? 'g' : '-');
  g_assert_cmpstr (gaps->str, ==, row->gaps);
}

static void
test_file (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GByteArray) bytes = make (row);
  g_autoptr (GBytes) all = g_bytes_new (bytes->data, bytes->len);
  TlmDecodeOptions options = { .format = "mavlink" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = tlm_decode_bytes (all, "file", &options, &error);

  g_assert_no_error (error);
  check (row, wire_track (log, "", "altitude")->series);
}

/* Byte by byte, each piece of the series on another clock than the last one's end. */
static void
test_stream (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GByteArray) bytes = make (row);
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("mavlink"), "live", NULL, NULL);
  g_autoptr (TlmSeries) series = tlm_series_new ();

  for (guint i = 0; i <= bytes->len; i++) {
    g_autoptr (TlmLog) log = NULL;
    g_assert_true (i < bytes->len ? tlm_feed_push (feed, bytes->data + i, 1, NULL) :
        tlm_feed_finish (feed, NULL));
    log = tlm_feed_take (feed);
    if (!log || log->vehicles->len == 0)
      continue;
    tlm_series_append_series (series, wire_track (log, "", "altitude")->series, 5 * TLM_SECOND);
    tlm_series_seal (series);
    tlm_series_shift (series, TLM_SECOND);
    tlm_series_shift (series, -TLM_SECOND);
  }
  check (row, series);
}

/* A sample of every 10 s is as good as new until two more have not come. */
static void
test_age (void)
{
  const TlmAgeLimits limits = TLM_AGE_LIMITS_DEFAULT;
  g_autoptr (TlmSeries) series = tlm_series_new ();
  const struct { double age_s; TlmValidity validity; } rows[] = {
    { 9, TLM_VALIDITY_FRESH }, { 29, TLM_VALIDITY_FRESH }, { 31, TLM_VALIDITY_STALE },
    { 44, TLM_VALIDITY_STALE }, { 46, TLM_VALIDITY_LOST },
  };

  tlm_series_declare_step (series, 0, 10 * TLM_SECOND);
  tlm_series_append (series, 0, 1);
  tlm_series_append (series, 10 * TLM_SECOND, 2);
  tlm_series_seal (series);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (tlm_series_at (series, (gint64) ((10 + rows[i].age_s) * 1e9),
            TLM_INTERPOLATION_PCHIP, &limits).validity, ==, rows[i].validity);
}

/* What a person says goes before it, and a sender that says another thing each time nothing. */
static void
test_before (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();

  for (gint64 i = 0; i < 1000; i++) {
    tlm_series_declare_step (series, i * 5 * TLM_SECOND, (1 + i % 2) * TLM_SECOND / 2);
    tlm_series_append (series, i * 5 * TLM_SECOND, 1);
  }
  tlm_series_seal (series);
  for (gsize i = 0; i + 1 < 1000; i++)
    g_assert_false (tlm_series_is_gap (series, i));
  tlm_series_set_longest_gap (series, TLM_SECOND);
  g_assert_true (tlm_series_is_gap (series, 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *file = g_strconcat ("/mavlink-interval/file/", cases[i].name, NULL);
    g_autofree char *stream = g_strconcat ("/mavlink-interval/stream/", cases[i].name, NULL);
    g_test_add_data_func (file, &cases[i], test_file);
    g_test_add_data_func (stream, &cases[i], test_stream);
  }
  g_test_add_func ("/mavlink-interval/age", test_age);
  g_test_add_func ("/mavlink-interval/before", test_before);
  return g_test_run ();
}
