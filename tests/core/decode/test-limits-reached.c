/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Each limit of what is decoded, set low: what reaches it is read, what passes it by one is not, and what is said names the
 * limit and both ways to raise it. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/decode/cost.h"
#include "core/decode/feed.h"
#include "core/decode/registry.h"
#include "core/mission/mission.h"
#include "core/space/frames/eop.h"

static void
set (const char *name, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%s=%" G_GUINT64_FORMAT, name, value);
  g_autoptr (GError) error = NULL;

  tlm_limits_reset ();
  g_assert_true (tlm_limits_set (text, &error));
  g_assert_no_error (error);
}

/* SAID is about this limit. */
static void
assert_says (const char *said, const char *name, guint64 value)
{
  g_autofree char *limit = g_strdup_printf ("the limit %s=%" G_GUINT64_FORMAT " ", name, value);
  g_autofree char *property = g_strdup_printf ("limits=%s=", name);
  g_autofree char *option = g_strdup_printf ("--limit %s=", name);

  g_assert_nonnull (said);
  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, limit));
  g_assert_nonnull (strstr (said, property));
  g_assert_nonnull (strstr (said, option));
}

/* All that LOG or ERROR say, in one text. */
static char *
all_words (const TlmLog *log, const GError *error)
{
  GString *words = g_string_new (error ? error->message : "");

  for (guint i = 0; log && i < log->notes->len; i++)
    g_string_append_printf (words, "\n%s", (char *) log->notes->pdata[i]);
  for (guint i = 0; log && i < log->warnings->len; i++)
    g_string_append_printf (words, "\n%s", (char *) log->warnings->pdata[i]);
  if (log && log->first_bad)
    g_string_append_printf (words, "\n%s", log->first_bad);
  return g_string_free (words, FALSE);
}

/* A table, document, … of N of what the limit counts. */
typedef GString *(*Make) (guint n);

static GString *
make_columns (guint n)
{
  GString *text = g_string_new ("t(s),alt(m)");

  for (guint i = 2; i < n; i++)
    g_string_append_printf (text, ",c%u", i);
  for (guint row = 0; row < 3; row++) {
    g_string_append_printf (text, "\n%u,%u", row, row);
    for (guint i = 2; i < n; i++)
      g_string_append (text, ",1");
  }
  return g_string_append_c (text, '\n');
}

static GString *
make_keys (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < 3; row++) {
    g_string_append_printf (text, "{\"t(s)\":%u,\"alt(m)\":%u", row, row);
    for (guint i = 2; i < n; i++)
      g_string_append_printf (text, ",\"c%u\":1", i);
    g_string_append (text, "}\n");
  }
  return text;
}

static GString *
make_arrays (guint n)
{
  GString *text = g_string_new ("{\"t(s)\":[0,1,2],\"alt(m)\":[0,1,2]");

  for (guint i = 2; i < n; i++)
    g_string_append_printf (text, ",\"c%u\":[0,1,2]", i);
  return g_string_append (text, "}");
}

/* Lines of 60 bytes and one of N. */
static GString *
make_lines (guint n)
{
  GString *text = g_string_new ("t(s),alt(m),text\n");

  for (guint row = 0; row < 3; row++) {
    gsize begin = text->len;
    g_string_append_printf (text, "%u,%u,", row, row);
    while (text->len - begin < (row == 1 ? n : 60))
      g_string_append_c (text, 'x');
    g_string_append_c (text, '\n');
  }
  return text;
}

static GString *
make_json_lines (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < 3; row++) {
    gsize begin = text->len;
    g_string_append_printf (text, "{\"t(s)\":%u,\"alt(m)\":%u,\"text\":\"", row, row);
    while (text->len - begin + 2 < (row == 1 ? n : 60))
      g_string_append_c (text, 'x');
    g_string_append (text, "\"}\n");
  }
  return text;
}

static GString *
make_catalogue (guint n)
{
  GString *text = g_string_new ("OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"
      "ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR\n");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, "OBJ %u,1,2024-05-04T12:00:00,15.5,0.001,51.6,120,45,314,%u,0\n", i, i);
  return text;
}

/* N columns in a catalogue. */
static GString *
make_wide_catalogue (guint n)
{
  GString *text = g_string_new ("OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"
      "ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR");

  for (guint i = 11; i < n; i++)
    g_string_append_printf (text, ",X%u", i);
  g_string_append (text, "\nOBJ,1,2024-05-04T12:00:00,15.5,0.001,51.6,120,45,314,5,0");
  for (guint i = 11; i < n; i++)
    g_string_append (text, ",");
  return g_string_append_c (text, '\n');
}

static GString *
make_vehicles (guint n)
{
  GString *text = g_string_new ("t(s),vehicle,alt(m)\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,v%u,1\n", i, i);
  return text;
}

static GString *
make_samples (guint n)
{
  GString *text = g_string_new ("t(s),alt(m)\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,%u\n", i, i);
  return text;
}

/* Channels beside the time. */
static GString *
make_channels (guint n)
{
  return make_columns (n + 1);
}

static GString *
make_states (guint n)
{
  GString *text = g_string_new ("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2021-01-01T00:00:00\nORIGINATOR = X\n"
      "META_START\nOBJECT_NAME = A\nOBJECT_ID = 1998-067-A\nCENTER_NAME = EARTH\nREF_FRAME = EME2000\n"
      "TIME_SYSTEM = UTC\nSTART_TIME = 2021-01-01T00:00:00\nSTOP_TIME = 2021-01-01T23:00:00\nMETA_STOP\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "2021-01-01T00:%02u:00 6700 %u 0 0 7.6 0\n", i, i);
  return text;
}

static GString *
make_json_depth (guint n)
{
  GString *text = g_string_new ("{\"t(s)\":0,\"alt(m)\":1}\n{\"t(s)\":1,\"alt(m)\":1,\"x\":");

  for (guint i = 1; i < n; i++)
    g_string_append (text, "{\"x\":");
  g_string_append_c (text, '1');
  for (guint i = 1; i < n; i++)
    g_string_append_c (text, '}');
  return g_string_append (text, "}\n");
}

static GString *
make_gpx (const char *attributes, const char *before, guint depth)
{
  GString *text = g_string_new ("<?xml version=\"1.0\"?>");

  g_string_append_printf (text, "%s<gpx version=\"1.1\"%s>", before, attributes);
  for (guint i = 1; i < depth; i++)
    g_string_append (text, "<a>");
  for (guint i = 1; i < depth; i++)
    g_string_append (text, "</a>");
  return g_string_append (text, "<trk><trkseg><trkpt lat=\"48.1\" lon=\"11.5\"><ele>545</ele>"
      "<time>2021-10-05T08:55:02Z</time></trkpt></trkseg></trk></gpx>");
}

static GString *
make_xml_depth (guint n)
{
  return make_gpx ("", "", n);
}

static GString *
make_xml_attributes (guint n)
{
  g_autoptr (GString) attributes = g_string_new (NULL);

  for (guint i = 1; i < n; i++)
    g_string_append_printf (attributes, " a%u=\"1\"", i);
  return make_gpx (attributes->str, "", 1);
}

static GString *
make_xml_entities (guint n)
{
  g_autoptr (GString) entities = g_string_new ("<!DOCTYPE gpx [");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (entities, "<!ENTITY e%u \"x\">", i);
  g_string_append (entities, "]>");
  return make_gpx ("", entities->str, 1);
}

static const struct {
  const char *limit, *format;
  guint64 value;
  Make make;
} rows[] = {
  { "columns", "csv", 40, make_columns },
  { "columns", "jsonl", 40, make_keys },
  { "columns", "json", 40, make_arrays },
  { "columns", "omm-csv", 40, make_wide_catalogue },
  { "line-bytes", "csv", 100, make_lines },
  { "line-bytes", "jsonl", 100, make_json_lines },
  { "vehicles", "csv", 5, make_vehicles },
  { "vehicles", "omm-csv", 5, make_catalogue },
  { "states", "oem", 8, make_states },
  { "xml-depth", "gpx", 20, make_xml_depth },
  { "xml-attributes", "gpx", 20, make_xml_attributes },
  { "xml-entities", "gpx", 20, make_xml_entities },
};

static TlmLog *
decode (const GString *text, const char *format, GError **error)
{
  TlmDecodeOptions options = { .format = format };
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);

  return tlm_decode_bytes (bytes, "x", &options, error);
}

static void
test_decoders (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GString) fits = rows[i].make ((guint) rows[i].value), over = rows[i].make ((guint) rows[i].value + 1);
    g_autoptr (TlmLog) right = NULL, wrong = NULL;
    g_autofree char *words = NULL, *before = NULL;

    g_test_message ("%s of %s", rows[i].limit, rows[i].format);
    set (rows[i].limit, rows[i].value);
    right = decode (fits, rows[i].format, &error);
    g_assert_no_error (error);
    before = all_words (right, NULL);
    g_assert_null (strstr (before, "limit"));
    wrong = decode (over, rows[i].format, &error);
    words = all_words (wrong, error);
    assert_says (words, rows[i].limit, rows[i].value);
    tlm_limits_reset ();
  }
}

/* Limits that leave the rest of a table alone, and say so in one line of all. */
static void
test_tables (void)
{
  const struct {
    const char *limit, *format;
    guint64 value;
    Make make;
  } kept[] = {
    { "samples", "csv", 10, make_samples },
    { "channels", "csv", 16, make_channels },
    { "json-depth", "jsonl", 20, make_json_depth },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++) {
    g_autoptr (GString) fits = kept[i].make ((guint) kept[i].value), over = kept[i].make ((guint) kept[i].value + 1);
    g_autoptr (TlmLog) right = NULL, wrong = NULL;
    g_autofree char *words = NULL, *before = NULL, *limit = g_strdup_printf ("limit %s", kept[i].limit);

    set (kept[i].limit, kept[i].value);
    right = decode (fits, kept[i].format, NULL);
    wrong = decode (over, kept[i].format, NULL);
    g_assert_true (right && wrong);
    before = all_words (right, NULL);
    words = all_words (wrong, NULL);
    g_assert_null (strstr (before, limit));
    assert_says (words, kept[i].limit, kept[i].value);
    tlm_limits_reset ();
  }
}

static void
push (TlmFeed *feed, char c, guint n)
{
  g_autofree char *text = g_strnfill (n, c);

  g_assert_true (tlm_feed_push (feed, (const guint8 *) text, n, NULL));
}

/* A record that does not end. */
static void
test_record (void)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_by_name ("jsonl"), "x", NULL, NULL);
  TlmFeedStats stats;

  set ("record-bytes", 100);
  push (feed, 'x', 100);
  tlm_feed_get_stats (feed, &stats);
  g_assert_cmpuint (stats.bad, ==, 0);
  push (feed, 'x', 1);
  tlm_feed_get_stats (feed, &stats);
  g_assert_cmpuint (stats.bad, ==, 1);
  g_autoptr (TlmLog) log = tlm_feed_take (feed);
  assert_says (log->first_bad, "record-bytes", 100);
  tlm_limits_reset ();
}

static void
test_document (void)
{
  g_autoptr (GString) text = make_gpx ("", "", 1);
  g_autoptr (TlmFeed) fits = tlm_feed_new (tlm_decoder_by_name ("gpx"), "x", NULL, NULL);
  g_autoptr (TlmFeed) over = tlm_feed_new (tlm_decoder_by_name ("gpx"), "x", NULL, NULL);
  g_autoptr (GError) error = NULL;

  set ("document-bytes", text->len);
  g_assert_true (tlm_feed_push (fits, (const guint8 *) text->str, text->len, NULL));
  g_assert_true (tlm_feed_finish (fits, NULL));
  g_string_append_c (text, '\n');
  g_assert_false (tlm_feed_push (over, (const guint8 *) text->str, text->len, &error));
  assert_says (error->message, "document-bytes", text->len - 1);
  tlm_limits_reset ();
}

/* DATA as a file of this NAME. */
static TlmLog *
decode_file (const char *name, const void *data, gsize length, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("limits-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  TlmLog *log;

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  log = tlm_decode_file (path, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return log;
}

static void
test_file (void)
{
  g_autoptr (GString) text = make_samples (20);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) right = NULL;

  set ("file-bytes", text->len);
  right = decode_file ("x.csv", text->str, text->len, &error);
  g_assert_no_error (error);
  set ("file-bytes", text->len - 1);
  g_assert_null (decode_file ("x.csv", text->str, text->len, &error));
  assert_says (error->message, "file-bytes", text->len - 1);
  tlm_limits_reset ();
}

static void
test_unpacked (void)
{
  g_autoptr (GString) text = make_samples (20);
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autofree char *packed = g_malloc (text->len + 100);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) right = NULL;
  gsize n_read, n;

  g_assert_cmpint (g_converter_convert (gzip, text->str, text->len, packed, text->len + 100,
          G_CONVERTER_INPUT_AT_END, &n_read, &n, NULL), ==, G_CONVERTER_FINISHED);
  set ("unpacked-bytes", text->len);
  right = decode_file ("x.csv.gz", packed, n, &error);
  g_assert_no_error (error);
  set ("unpacked-bytes", text->len - 1);
  g_assert_null (decode_file ("x.csv.gz", packed, n, &error));
  assert_says (error->message, "unpacked-bytes", text->len - 1);
  tlm_limits_reset ();
}

/* A thousand zeros a byte, past 256 MiB: of the ratio that is taken, and of less. */
static void
test_ratio (void)
{
  const gsize size = (gsize) 257 << 20;
  g_autofree char *zeros = g_malloc0 (size), *packed = g_malloc (1 << 20);
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GError) error = NULL, other = NULL;
  gsize n_read, n;

  g_assert_cmpint (g_converter_convert (gzip, zeros, size, packed, 1 << 20, G_CONVERTER_INPUT_AT_END, &n_read, &n,
          NULL), ==, G_CONVERTER_FINISHED);
  set ("unpacked-ratio", size / n - 1);
  g_assert_null (decode_file ("x.csv.gz", packed, n, &error));
  assert_says (error->message, "unpacked-ratio", size / n - 1);
  set ("unpacked-ratio", size / n);
  g_assert_null (decode_file ("x.csv.gz", packed, n, &other));
  g_assert_null (strstr (other->message, "limit"));
  tlm_limits_reset ();
}

/* Longer names and texts are cut, between characters. */
static void
test_cut (void)
{
  g_autofree char *name = NULL;
  g_autoptr (TlmLog) log = tlm_log_new ("test", "x");
  TlmTextTrack *track;

  set ("name-bytes", 8);
  name = tlm_log_name ((TlmCell) { "1234567é", 9 });
  g_assert_cmpstr (name, ==, "1234567");
  track = tlm_log_text (tlm_log_vehicle (log, ""), "t");
  set ("text-bytes", 8);
  tlm_text_track_append (track, 0, "12345678");
  tlm_text_track_append (track, 1, "1234567é");
  g_assert_cmpstr (track->values->pdata[0], ==, "12345678");
  g_assert_cmpstr (track->values->pdata[1], ==, "1234567");
  tlm_limits_reset ();
}

static void
test_events (void)
{
  g_autoptr (TlmLog) log = tlm_log_new ("test", "x");

  set ("events", 8);
  for (int i = 0; i < 8; i++)
    tlm_log_add_event (log, tlm_event_new (i, "a", NULL, NULL, NULL, TLM_CONFIDENCE_GIVEN));
  g_assert_cmpuint (log->warnings->len, ==, 0);
  tlm_log_add_event (log, tlm_event_new (8, "a", NULL, NULL, NULL, TLM_CONFIDENCE_GIVEN));
  g_assert_cmpuint (log->events->len, ==, 8);
  g_assert_cmpint (((TlmEvent *) log->events->pdata[7])->time_ns, ==, 8);
  assert_says (log->warnings->pdata[0], "events", 8);
  tlm_limits_reset ();
}

static void
test_memory (void)
{
  g_autoptr (GString) text = make_samples (20);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) right = decode (text, "csv", NULL), again = NULL;
  guint64 bytes = tlm_cost_bytes (right);

  g_assert_cmpuint (bytes, >=, 20 * 16);
  set ("memory-bytes", bytes);
  again = decode (text, "csv", &error);
  g_assert_no_error (error);
  set ("memory-bytes", bytes - 1);
  g_assert_null (decode (text, "csv", &error));
  assert_says (error->message, "memory-bytes", bytes - 1);
  tlm_limits_reset ();
}

/* Rows that no processor reads in a millisecond. */
static void
test_time (void)
{
  g_autoptr (GString) text = make_samples (300000);
  g_autoptr (GError) error = NULL;

  set ("input-ms", 1);
  g_assert_null (decode (text, "csv", &error));
  assert_says (error->message, "input-ms", 1);
  tlm_limits_reset ();
}

static void
test_klv (void)
{
  guint8 set_of[200] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01, 0x0e, 0x01, 0x03, 0x01, 0x01, 0, 0, 0, 100 };
  g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_by_name ("klv"), "x", NULL, NULL);

  set ("klv-set-bytes", 99);
  g_assert_true (tlm_feed_push (feed, set_of, sizeof set_of, NULL));
  g_autoptr (TlmLog) log = tlm_feed_take (feed);
  assert_says (log->first_bad, "klv-set-bytes", 99);
  set ("klv-set-bytes", 100);
  g_autoptr (TlmFeed) fits = tlm_feed_new (tlm_decoder_by_name ("klv"), "x", NULL, NULL);
  g_assert_true (tlm_feed_push (fits, set_of, sizeof set_of, NULL));
  g_autoptr (TlmLog) other = tlm_feed_take (fits);
  g_assert_true (!other || !other->first_bad || !strstr (other->first_bad, "klv-set-bytes"));
  tlm_limits_reset ();
}

static void
test_eop (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("eop-XXXXXX", &path, NULL);

  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, "0123456789", 10, NULL));
  set ("eop-bytes", 10);
  g_assert_null (tlm_eop_load (path, &error));
  g_assert_null (strstr (error->message, "limit"));
  g_clear_error (&error);
  set ("eop-bytes", 9);
  g_assert_null (tlm_eop_load (path, &error));
  assert_says (error->message, "eop-bytes", 9);
  g_unlink (path);
  tlm_limits_reset ();
}

static GString *
make_mission (guint n_sources, guint n_events, guint n_vehicles)
{
  GString *text = g_string_new ("[events]\n");

  for (guint i = 0; i < n_events; i++)
    g_string_append_printf (text, "e%u=%u\n", i, i);
  for (guint i = 0; i < n_sources; i++)
    g_string_append_printf (text, "[telemetry t%u]\nlocation=t%u.csv\n", i, i);
  for (guint i = 0; i < n_vehicles; i++)
    g_string_append_printf (text, "[vehicle v%u]\nlabel=V\n", i);
  return text;
}

/* The key file's limit is that of its bytes. */
static void
test_mission (void)
{
  const struct {
    const char *limit;
    guint sources, events, vehicles;
  } kinds[] = { { "sources", 1, 0, 0 }, { "mission-events", 0, 1, 0 }, { "vehicles", 0, 0, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint more = 0; more < 2; more++) {
      const guint n = 5 + more;
      g_autoptr (GString) text = make_mission (n * kinds[i].sources, n * kinds[i].events, n * kinds[i].vehicles);
      g_autoptr (GError) error = NULL;
      set (kinds[i].limit, 5);
      g_autoptr (TlmMission) mission = tlm_mission_parse (text->str, -1, "x.mission", &error);
      g_assert_true ((mission != NULL) == (more == 0));
      if (more == 1)
        assert_says (error->message, kinds[i].limit, 5);
      set ("key-file-bytes", text->len - more);
      g_clear_error (&error);
      g_autoptr (TlmMission) other = tlm_mission_parse (text->str, -1, "x.mission", &error);
      g_assert_true ((other != NULL) == (more == 0));
      if (more == 1)
        assert_says (error->message, "key-file-bytes", text->len - 1);
      tlm_limits_reset ();
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-reached/decoders", test_decoders);
  g_test_add_func ("/limits-reached/tables", test_tables);
  g_test_add_func ("/limits-reached/record", test_record);
  g_test_add_func ("/limits-reached/document", test_document);
  g_test_add_func ("/limits-reached/file", test_file);
  g_test_add_func ("/limits-reached/unpacked", test_unpacked);
  g_test_add_func ("/limits-reached/ratio", test_ratio);
  g_test_add_func ("/limits-reached/cut", test_cut);
  g_test_add_func ("/limits-reached/events", test_events);
  g_test_add_func ("/limits-reached/memory", test_memory);
  g_test_add_func ("/limits-reached/time", test_time);
  g_test_add_func ("/limits-reached/klv", test_klv);
  g_test_add_func ("/limits-reached/eop", test_eop);
  g_test_add_func ("/limits-reached/mission", test_mission);
  return g_test_run ();
}
