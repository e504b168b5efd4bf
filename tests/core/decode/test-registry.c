/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "core/base/error.h"
#include "decode-text.h"
#include "shared-data.h"

static void
test_table (void)
{
  gsize n;
  const TlmDecoder *const *decoders = tlm_decoder_table (&n);

  g_assert_cmpuint (n, >=, 4);
  for (gsize i = 0; i < n; i++) {
    g_assert_true (decoders[i]->name && *decoders[i]->name);
    g_assert_true (decoders[i]->description && *decoders[i]->description);
    g_assert_true (decoders[i]->extensions && decoders[i]->probe);
    g_assert_true (decoders[i]->decode || decoders[i]->feed);
    g_assert_cmpuint (decoders[i]->probe ((const guint8 *) "", 0), ==, 0);
    for (gsize k = 0; k < i; k++)
      g_assert_cmpstr (decoders[i]->name, !=, decoders[k]->name);
    g_assert_true (tlm_decoder_by_name (decoders[i]->name) == decoders[i]);
  }
  g_assert_true (tlm_decoder_by_name ("CSV") == tlm_decoder_by_name ("csv"));
  g_assert_null (tlm_decoder_by_name ("nonsense"));
}

static void
test_choice (void)
{
  static const struct {
    const char *text, *filename, *format;
  } rows[] = {
    { "t(s),alt(m)\n0,1\n", NULL, "csv" },
    { "t(s),alt(m)\n0,1\n", "wrong.json", "csv" },
    { "{\"time\":[0],\"velocity\":[1]}", "wrong.csv", "json" },
    { "{\"met\":0,\"speed\":1}\n{\"met\":1,\"speed\":1}\n", "lines.json", "jsonl" },
    { "{\"maxq\":0,\"meco\":1}", "x.json", "events" },
    { "t(s),alt(m)\n", "only-a-header.csv", "csv" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    const TlmDecoder *decoder = tlm_decoder_find ((const guint8 *) rows[i].text,
        strlen (rows[i].text), rows[i].filename, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (decoder->name, ==, rows[i].format);
  }
}

/* A folder of files for one test. */
typedef struct {
  char *folder;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("decoder-XXXXXX", NULL);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_remove (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static char *
put_file (Fixture *fixture, const char *name, const void *data, gsize length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  return path;
}

static void
assert_fails (const char *location, const char *const *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_decode_file (location, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == TLM_ERROR);
  for (; *said; said++)
    g_assert_nonnull (strstr (error->message, *said));
}

static void
test_bad_files (Fixture *fixture, gconstpointer data)
{
  static const guint8 elf[] = { 0x7f, 'E', 'L', 'F', 2, 1, 1, 0 };
  static const struct {
    const char *name;
    const void *data;
    gsize length;
    const char *said[4];
  } rows[] = {
    { "empty.csv", "", 0, { "empty.csv: it is empty" } },
    { "program", elf, sizeof elf, { "program: not a telemetry format", "7f 45 4c 46",
        "known formats: ", "csv" } },
    { "program.csv", elf, sizeof elf, { "not a telemetry format", "7f 45 4c 46" } },
    { "letter", "Dear all,\nhello\n", 16, { "not a telemetry format", "is some other text" } },
    { "header.csv", "t(s),alt(m)\n", 12, { "header.csv: ", "no row that can be read" } },
    { "bad.csv", "t(s),alt(m)\nx,y\n", 16, { "no row that can be read", "line 2: t(s) is \"x\"" } },
    { "blank.csv", "\n\n \n", 4, { "no table" } },
    { "mark.csv", "\xef\xbb\xbf", 3, { "it is empty" } },
    { "cut.json", "{\"time\":[1,", 11, { "cut.json: line 1, byte 12: ends before", "columns found: time" } },
    { "brace.json", "{", 1, { "brace.json: " } },
    { "wide.csv", "\xff\xfe\x41", 3, { "UTF-16", "save it as UTF-8" } },
    { "broken.csv.gz", "\x1f\x8b\x08\0\0\0", 6, { "broken.csv.gz: ", "reading stopped after" } },
  };
  static const char *const folder_said[] = { "is a folder", NULL };
  static const char *const missing_said[] = { "/nowhere/flight.csv: cannot be read", NULL };
  static const char *const uri_said[] = { "cannot be read", NULL };

  /* What is in a file that is no telemetry is not told: a mission of a stranger may name any. */
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = put_file (fixture, rows[i].name, rows[i].data, rows[i].length);
    const char *said[5] = { NULL };
    memcpy (said, rows[i].said, sizeof rows[i].said);
    assert_fails (path, said);
  }
  assert_fails (fixture->folder, folder_said);
  assert_fails ("/nowhere/flight.csv", missing_said);
  assert_fails ("file:///nowhere/flight.csv", uri_said);
}

static void
test_ways_in (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "t(s),alt(m)\n0,1\n1,2\n";
  static const double due[][2] = { { 0, 1 }, { 1000, 2 } };
  g_autofree char *path = put_file (fixture, "flight one.csv", text, strlen (text));
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GConverter) gzip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  guint8 packed[256];
  gsize read, written;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_converter_convert (gzip, text, strlen (text), packed, sizeof packed,
          G_CONVERTER_INPUT_AT_END, &read, &written, NULL), ==, G_CONVERTER_FINISHED);
  g_autofree char *packed_path = put_file (fixture, "flight.csv.gz", packed, written);
  const char *const locations[] = { path, uri, packed_path };
  for (gsize i = 0; i < G_N_ELEMENTS (locations); i++) {
    g_autoptr (TlmLog) log = tlm_decode_file (locations[i], NULL, &error);
    g_assert_no_error (error);
    assert_samples (log, "", "altitude", 2, due);
  }
}

static void
test_wanted_format (void)
{
  static const char text[] = "t(s),alt(m)\n0,1\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  TlmDecodeOptions options = { .format = "nonsense" };

  g_assert_null (tlm_decode_bytes (bytes, "x", &options, &error));
  g_assert_nonnull (strstr (error->message, "\"nonsense\" is no known format; known formats: "));
  options = (TlmDecodeOptions) { .format = "csv", .vehicle = "probe" };
  g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "x", &options, NULL);
  g_assert_nonnull (track_of (log, "probe", "altitude"));
}

/* A megabyte without a line end, a million columns, vehicles and events without
 * end: an error or a count, in little memory. */
static void
test_too_much (void)
{
  static const char *const formats[] = { "csv", "jsonl", "json" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GString) text = g_string_new (i == 0 ? "" : "{");
    g_autoptr (GError) error = NULL;
    TlmDecodeOptions options = { .format = formats[i] };
    for (int k = 0; k < 1000000; k++)
      g_string_append_printf (text, i == 0 ? "c%d," : "\"c%d\":[1],", k);
    g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
    g_assert_null (tlm_decode_bytes (bytes, "wide", &options, &error));
    g_test_message ("%s", error->message);
    g_assert_true (strstr (error->message, "limit line-bytes=") ||
        strstr (error->message, "limit columns="));
  }
}

static void
test_many_columns (void)
{
  g_autoptr (GString) text = g_string_new ("t(s)");
  g_autoptr (GError) error = NULL;

  for (int k = 0; k < 70000; k++)
    g_string_append_printf (text, ",c%d", k);
  g_string_append (text, "\n1,2\n");
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_assert_null (tlm_decode_bytes (bytes, "wide.csv", NULL, &error));
  g_assert_nonnull (strstr (error->message, "line 1: 70001 columns are over the limit columns=65536"));
}

static void
test_many_vehicles (void)
{
  g_autoptr (GString) text = g_string_new ("t(s),vehicle,alt(m)\n");

  for (int k = 0; k < 200; k++)
    g_string_append_printf (text, "%d,v%d,1\n", k, k);
  g_autoptr (TlmLog) log = decode_text (text->str, NULL);
  g_assert_cmpuint (log->vehicles->len, ==, tlm_limit (TLM_LIMIT_VEHICLES));
  g_assert_cmpuint (log->n_bad, ==, 200 - tlm_limit (TLM_LIMIT_VEHICLES));
  g_assert_nonnull (strstr (log->first_bad, "over the limit vehicles=64"));
}

static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new ("t(s),alt(m)\n0,1\n");
  static const double due[][2] = { { 0, 1 }, { 1000, 2 } };

  for (int k = 0; k < 3 << 20; k++)
    g_string_append_c (text, '1');
  g_string_append (text, "\n1,2\n");
  g_autoptr (TlmLog) log = decode_text (text->str, NULL);
  g_assert_true (g_str_has_prefix (log->first_bad, "line 3: over the limit line-bytes=1048576 "));
  assert_samples (log, "", "altitude", 2, due);
}

/* Good data, damaged at random: anything may come of it but a crash, a hang or
 * a log out of order. */
static void
check_order (const TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint k = 0; k < vehicle->tracks->len; k++) {
      const TlmSeries *series = ((TlmTrack *) vehicle->tracks->pdata[k])->series;
      for (gsize s = 1; s < tlm_series_length (series); s++)
        g_assert_cmpint (tlm_series_time (series, s - 1), <, tlm_series_time (series, s));
    }
  }
}

static void
damage (GRand *rand, guint8 *data, gsize *length)
{
  static const char useful[] = "\",;\t\n\r{}[]:#%/-+.eE0n\\\xff";
  int n = g_rand_int_range (rand, 1, 8);

  for (int i = 0; i < n; i++) {
    gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) *length);
    switch (g_rand_int_range (rand, 0, 4)) {
      case 0:
        data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
        break;
      case 1:
        data[at] = (guint8) useful[g_rand_int_range (rand, 0, sizeof useful)];
        break;
      case 2:
        memmove (data + at, data + at + 1, *length - at - 1);
        *length -= *length > 2;
        break;
      default:
        *length = MAX (2, *length - (gsize) g_rand_int_range (rand, 0, (gint32) (*length / 4 + 1)));
        break;
    }
  }
}

static void
mutate (const char *text, gsize length, guint rounds, guint32 seed)
{
  static const char *const formats[] = { NULL, NULL, "csv", "json", "jsonl", "events" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < rounds; i++) {
    gsize n = length;
    guint8 *data = g_memdup2 (text, length);
    TlmDecodeOptions options = { .format = formats[i % G_N_ELEMENTS (formats)] };
    g_autoptr (GError) error = NULL;
    damage (rand, data, &n);
    /* a block of exactly that size, so that reading past it is seen */
    g_autoptr (GBytes) bytes = g_bytes_new (data, n);
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "damaged", &options, &error);
    g_assert_true ((log == NULL) == (error != NULL));
    if (error)
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    if (log)
      check_order (log);
    g_free (data);
  }
}

static void
test_mutation (void)
{
  static const char *const texts[] = {
    "t(s),alt(m),vz(m/s),state\n0,1,2,\"a\"\n0.5,2,3,b\n1,nan,4,b\n1.5,3,,c\n",
    "t(s);alt(m);event\n0,5;1,5;x\n1,5;2,5;\n",
    "# t(s) alt(m)\n 0 1\n 1 2\n",
    "utc,vehicle,alt(ft)\n2021-10-05T08:55:02Z,a,5\n2021-10-05T08:55:03Z,b,6\n",
    "{\"t(s)\":[0,0.5,null],\"v(m/s)\":[1,2,NaN],\"alt(km)\":[1,2.5,3]}",
    "{\"met\":0,\"event\":\"lift\\u006fff\"}\n{\"met\":1,\"vehicle\":\"s\",\"altitude\":5,\"p\":{\"q\":1}}\n",
    "[{\"t(s)\":0,\"v(m/s)\":1,\"alt(km)\":1},{\"t(s)\":1,\"v(m/s)\":2,\"alt(km)\":2,\"x\":[1,{}]}]",
    "{\"maxq\": 64, \"meco\": 147, \"landing_end\": null}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    mutate (texts[i], strlen (texts[i]), 2000, (guint32) i);
}

static void
test_mutation_shared (void)
{
  static const char *const files[] = { "flight-computer/telemetrum_prometheus.csv",
    "flight-computer/ndrt_2020_flight_data.csv", "webcast/spacex-crs-12/stage2-raw.json",
    "webcast/spacex-crs-12/streaming/stage2-raw.json", "webcast/starship-ift-1/telemetry.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = shared_data_path (files[i]);
    g_autofree char *text = NULL;
    gsize length;
    if (!path)
      return;
    g_assert_true (g_file_get_contents (path, &text, &length, NULL));
    mutate (text, MIN (length, 8000), 300, (guint32) i);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/table", test_table);
  g_test_add_func ("/registry/choice", test_choice);
  g_test_add ("/registry/bad-files", Fixture, NULL, fixture_set_up, test_bad_files,
      fixture_tear_down);
  g_test_add ("/registry/ways-in", Fixture, NULL, fixture_set_up, test_ways_in, fixture_tear_down);
  g_test_add_func ("/registry/wanted-format", test_wanted_format);
  g_test_add_func ("/registry/too-much", test_too_much);
  g_test_add_func ("/registry/many-columns", test_many_columns);
  g_test_add_func ("/registry/many-vehicles", test_many_vehicles);
  g_test_add_func ("/registry/long-line", test_long_line);
  g_test_add_func ("/registry/mutation", test_mutation);
  g_test_add_func ("/registry/mutation-shared", test_mutation_shared);
  return g_test_run ();
}
