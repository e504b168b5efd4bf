/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* KLV on several PIDs of a transport stream: none is lost, none is mixed with another. */
#include "core/base/error.h"
#include "wire-make.h"
#include "wire-util.h"

#define N_SETS 12

/* What comes on a PID: sets of the altitude codes BASE, BASE + 10, and so on. */
typedef struct {
  guint pid;
  enum { SETS, CELLS, FOREIGN, NOTHING } content;
  guint base;
} Feed;

static GByteArray *
content_of (const Feed *feed, guint i)
{
  GByteArray *out = g_byte_array_new (), *set = g_byte_array_new ();

  make_klv_set (set, MAKE_KLV_START_US + 100000 * (guint64) i, (guint16) (feed->base + 10 * i));
  if (feed->content == CELLS) {
    make_be (out, 0x00000f, 3);
    make_be (out, set->len, 2);
  }
  if (feed->content == FOREIGN)
    set->data[8] = 0x0f;     /* another organisation's key */
  make_append (out, set);
  g_byte_array_unref (set);
  return out;
}

static GByteArray *
make_stream (const MakeTsStream *streams, guint n_streams, const Feed *feeds, guint n_feeds)
{
  g_autofree MakeTs *ts = g_new0 (MakeTs, 1);

  ts->bytes = g_byte_array_new ();
  ts->stride = 188;
  for (guint i = 0; i < N_SETS; i++) {
    if (i % 5 == 0)
      make_ts_tables (ts, streams, n_streams);
    for (guint k = 0; k < n_feeds; k++) {
      g_autoptr (GByteArray) content = content_of (&feeds[k], i);
      if (feeds[k].content != NOTHING)
        make_ts_pes (ts, feeds[k].pid, 90000 + 9000 * (gint64) i, content);
    }
  }
  return ts->bytes;
}

static TlmLog *
decode (const GByteArray *data, guint pid, const char *vehicle, GError **error)
{
  TlmDecodeOptions options = { .pid = pid, .vehicle = vehicle };
  g_autoptr (GBytes) bytes = g_bytes_new (data->data, data->len);

  return tlm_decode_bytes (bytes, "clip.ts", &options, error);
}

static void
check (TlmLog *log, const char *vehicle, guint base)
{
  TlmSeries *series = wire_track (log, vehicle, "altitude")->series;

  g_assert_cmpuint (tlm_series_length (series), ==, N_SETS);
  for (guint i = 0; i < N_SETS; i++)
    g_assert_cmpfloat_with_epsilon (tlm_series_value (series, i),
        MAKE_KLV_ALTITUDE_M (base + 10 * i), 1e-9);
}

#define KLVA(number) { .type = 0x06, .pid = number, .registration = "KLVA" }
#define PRIVATE(number) { .type = 0x06, .pid = number }
#define METADATA(number) { .type = 0x15, .pid = number }
#define ID3(number) { .type = 0x15, .pid = number, .id3 = TRUE }

typedef struct {
  const char *what;
  MakeTsStream streams[4];
  Feed feeds[4];
  guint pid;
  const char *vehicle;
  struct {
    const char *vehicle;
    guint base;
  } due[3];
} Case;

static const Case cases[] = {
  { "the one announced first is silent", { KLVA (300), KLVA (301) },
    { { 300, NOTHING, 0 }, { 301, SETS, 5000 } }, .due = { { "", 5000 } } },
  { "and the other way about", { KLVA (301), KLVA (300) },
    { { 301, SETS, 5000 }, { 300, NOTHING, 0 } }, .due = { { "", 5000 } } },
  { "the one announced first has what nobody reads", { METADATA (400), KLVA (401) },
    { { 400, FOREIGN, 100 }, { 401, SETS, 700 } }, .due = { { "", 700 } } },
  { "two that differ", { KLVA (300), KLVA (301) },
    { { 300, SETS, 1000 }, { 301, SETS, 9000 } },
    .due = { { "", 1000 }, { "pid 301", 9000 } } },
  { "two that differ, announced the other way about", { KLVA (301), KLVA (300) },
    { { 300, SETS, 1000 }, { 301, SETS, 9000 } },
    .due = { { "", 1000 }, { "pid 301", 9000 } } },
  { "two, of a vehicle that has a name", { KLVA (300), METADATA (301) },
    { { 300, SETS, 1000 }, { 301, CELLS, 9000 } }, .vehicle = "drone",
    .due = { { "drone", 1000 }, { "drone pid 301", 9000 } } },
  { "three", { KLVA (300), KLVA (301), KLVA (302) },
    { { 300, SETS, 1000 }, { 301, SETS, 2000 }, { 302, SETS, 3000 } },
    .due = { { "", 1000 }, { "pid 301", 2000 }, { "pid 302", 3000 } } },
  { "the second of two chosen", { KLVA (300), KLVA (301) },
    { { 300, SETS, 1000 }, { 301, SETS, 9000 } }, .pid = 301, .due = { { "", 9000 } } },
  { "the first of two chosen", { KLVA (300), METADATA (301) },
    { { 300, SETS, 1000 }, { 301, CELLS, 9000 } }, .pid = 300, .due = { { "", 1000 } } },
  { "one chosen that is not announced as KLV", { PRIVATE (310), KLVA (301) },
    { { 310, SETS, 4000 }, { 301, SETS, 9000 } }, .pid = 310, .due = { { "", 4000 } } },
  { "one chosen that is not announced at all", { KLVA (301) },
    { { 999, SETS, 4000 }, { 301, SETS, 9000 } }, .pid = 999, .due = { { "", 4000 } } },
  { "ID3 beside it, in the same type of stream", { ID3 (350), METADATA (301) },
    { { 350, FOREIGN, 1 }, { 301, CELLS, 9000 } }, .due = { { "", 9000 } } },
};

static guint
count (const MakeTsStream *streams)
{
  guint n = 0;

  while (n < 4 && streams[n].pid > 0)
    n++;
  return n;
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *row = &cases[i];
    guint feeds = 0, vehicles = 0;
    g_autoptr (GError) error = NULL;
    g_test_message ("%s", row->what);
    while (feeds < 4 && row->feeds[feeds].pid > 0)
      feeds++;
    g_autoptr (GByteArray) data = make_stream (row->streams, count (row->streams), row->feeds, feeds);
    g_autoptr (TlmLog) log = decode (data, row->pid, row->vehicle, &error);
    g_assert_no_error (error);
    for (; vehicles < 3 && row->due[vehicles].vehicle; vehicles++)
      check (log, row->due[vehicles].vehicle, row->due[vehicles].base);
    g_assert_cmpuint (log->vehicles->len, ==, vehicles);
    g_assert_cmpuint (log->notes->len, ==, vehicles > 1 ? 1 : 0);
    if (vehicles > 1)
      g_assert_nonnull (strstr (log->notes->pdata[0], "pid=300 or pid=301 reads that one alone"));
    wire_check_pieces ("mpegts", data->data, data->len);
  }
}

/* ID3 in a stream of metadata is no KLV that would be bad. */
static void
test_id3 (void)
{
  const Case *row = &cases[G_N_ELEMENTS (cases) - 1];
  g_autoptr (GByteArray) data = make_stream (row->streams, 2, row->feeds, 2);
  g_autoptr (TlmLog) log = decode (data, 0, NULL, NULL);

  g_assert_cmpuint (log->n_bad, ==, 0);
}

static void
test_missing (void)
{
  static const MakeTsStream streams[] = { KLVA (300), KLVA (301) };
  static const Feed feeds[] = { { 300, SETS, 1 }, { 301, SETS, 1 } };
  g_autoptr (GByteArray) data = make_stream (streams, 2, feeds, 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (data, 77, NULL, &error));
  g_assert_nonnull (strstr (error->message, "KLV is announced on PID 300, 301"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/klv/pids", test_cases);
  g_test_add_func ("/klv/pids/id3", test_id3);
  g_test_add_func ("/klv/pids/missing", test_missing);
  return g_test_run ();
}
