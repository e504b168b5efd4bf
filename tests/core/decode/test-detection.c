/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a file is, when it does not begin with its first record: cut, joined in the
 * middle, behind what something else wrote; and what is no telemetry at all. */
#include "core/base/error.h"
#include "core/decode/registry.h"
#include "shared-data.h"
#include "wire-make.h"
#include "wire-util.h"

#define N_SETS 40

static const MakeTsStream klv_stream[] = {
  { .type = 0x06, .pid = 300, .registration = "KLVA" },
};

/* N_SETS sets of KLV, 10 a second. */
static GByteArray *
make_ts (guint stride)
{
  g_autofree MakeTs *ts = g_new0 (MakeTs, 1);

  ts->bytes = g_byte_array_new ();
  ts->stride = stride;
  for (guint i = 0; i < N_SETS; i++) {
    g_autoptr (GByteArray) set = g_byte_array_new ();
    make_klv_nth (set, i);
    if (i % 10 == 0)
      make_ts_tables (ts, klv_stream, G_N_ELEMENTS (klv_stream));
    make_ts_pes (ts, 300, 90000 + 9000 * (gint64) i, set);
  }
  return ts->bytes;
}

static GByteArray *
make_klv (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < N_SETS; i++)
    make_klv_nth (out, i);
  return out;
}

static GByteArray *
make_log (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < N_SETS; i++)
    make_nmea_nth (out, i);
  return out;
}

static GByteArray *
make_camera (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < 5; i++) {
    g_autofree char *utc = g_strdup_printf ("2406010900%02u.000", i);
    make_gpmf (out, &(MakeGpmf) { .fix = 3, .utc = utc, .n = 18, .first_m = 100 + 18 * i,
        .step_m = 1 });
  }
  return out;
}

/* Decodes LEAD and what is in DATA from byte CUT on, by its content alone. */
static TlmLog *
find_and_decode (const GByteArray *lead, const GByteArray *data, guint cut, const char *format)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TlmLog *log;

  if (lead)
    make_append (all, lead);
  g_byte_array_append (all, data->data + cut, data->len - cut);
  bytes = g_bytes_new (all->data, all->len);
  log = tlm_decode_bytes (bytes, "recording", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (log->format, ==, format);
  return log;
}

/* The altitudes are the last N of N_SETS, as they were coded. */
static void
check_klv (TlmLog *log, guint n)
{
  TlmSeries *series = wire_track (log, "", "altitude")->series;

  g_assert_cmpuint (tlm_series_length (series), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (tlm_series_value (series, i),
        MAKE_KLV_ALTITUDE_M (MAKE_KLV_CODE (N_SETS - n + i)), 1e-9);
}

static void
check_nmea (TlmLog *log, guint n)
{
  TlmSeries *series = wire_track (log, "", "altitude")->series;

  g_assert_cmpuint (tlm_series_length (series), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (tlm_series_value (series, i), ==, 100 + 10 * (N_SETS - n + i));
}

static void
check_gpmf (TlmLog *log, guint n)
{
  TlmSeries *series = wire_track (log, "", "altitude")->series;

  g_assert_cmpuint (tlm_series_length (series), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (tlm_series_value (series, i), ==, 100 + 90 - n + i);
}

/* A packet is 188 bytes; the tables come first and again every 10 sets. */
static void
test_transport_stream (void)
{
  static const struct {
    guint stride, cut, junk, sets;
    guint64 bad;
  } rows[] = {
    { .stride = 188, .cut = 1, .sets = 30, .bad = 1 },       /* the PAT is lost: the next one counts */
    { .stride = 188, .cut = 187, .sets = 30, .bad = 1 },
    { .stride = 188, .cut = 5 * 188 + 17, .sets = 30, .bad = 1 },
    { .stride = 188, .junk = 1000, .sets = 40, .bad = 1 },
    { .stride = 188, .junk = 40000, .sets = 40, .bad = 1 },
    { .stride = 192, .sets = 40 },
    { .stride = 192, .cut = 100, .sets = 30, .bad = 1 },
    { .stride = 192, .cut = 4, .sets = 40 },
    { .stride = 192, .junk = 77, .sets = 40, .bad = 1 },
    { .stride = 204, .sets = 40 },
    { .stride = 204, .cut = 203, .sets = 30, .bad = 1 },
    { .stride = 204, .junk = 3000, .sets = 40, .bad = 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) data = make_ts (rows[i].stride), lead = g_byte_array_new ();
    make_noise (lead, rows[i].junk, 5);
    g_autoptr (TlmLog) log = find_and_decode (lead, data, rows[i].cut, "mpegts");
    check_klv (log, rows[i].sets);
    g_assert_cmpuint (log->n_bad, ==, rows[i].bad);
    wire_check_pieces ("mpegts", data->data + rows[i].cut, data->len - rows[i].cut);
  }
}

static void
test_klv (void)
{
  static const guint cuts[] = { 1, 4, 15, 17, 40, 48, 49, 100 };
  g_autoptr (GByteArray) data = make_klv (), noise = g_byte_array_new ();
  guint size = data->len / N_SETS;

  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++) {
    g_autoptr (TlmLog) log = find_and_decode (NULL, data, cuts[i], "klv");
    check_klv (log, N_SETS - (cuts[i] + size - 1) / size);
  }
  make_noise (noise, 9000, 6);
  g_autoptr (TlmLog) behind = find_and_decode (noise, data, 0, "klv");
  check_klv (behind, N_SETS);
  g_byte_array_set_size (noise, 0);
  make_text (noise, "[sensor 4] starts {ok}\n");
  g_autoptr (TlmLog) spoken = find_and_decode (noise, data, 0, "klv");
  check_klv (spoken, N_SETS);
}

static void
test_nmea (void)
{
  static const char *const leads[] = {
    "\r\nu-blox ag - www.u-blox.com\r\nHW UBX-M8030 00080000\r\nROM CORE 3.01\r\n",
    "MTK GPS v5\n$\n$PMTK010,001*2E broken\nready\n",
    "-- log opened, 9600 baud, channel 1, 2 stop bits, none\r\n",
    "# a\n# b\n# c\n# d\n# e\n# f\n# g\n# h\n# i\n# j\n# k\n# l\n# m\n# n\n# o\n# p\n# q\n# r\n",
    ("b1,b2,b3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n"
    "1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n"),
  };
  g_autoptr (GByteArray) data = make_log (), binary = g_byte_array_new ();

  for (guint cut = 1; cut < 60; cut += 7) {
    g_autoptr (TlmLog) log = find_and_decode (NULL, data, cut, "nmea");
    check_nmea (log, N_SETS);      /* the first sentence is RMC: GGA is whole */
  }
  for (gsize i = 0; i < G_N_ELEMENTS (leads); i++) {
    g_autoptr (GByteArray) lead = g_byte_array_new ();
    make_text (lead, leads[i]);
    g_autoptr (TlmLog) log = find_and_decode (lead, data, 0, "nmea");
    check_nmea (log, N_SETS);
  }
  make_noise (binary, 3000, 8);
  make_text (binary, "\n");
  g_autoptr (TlmLog) log = find_and_decode (binary, data, 0, "nmea");
  check_nmea (log, N_SETS);
}

static void
test_gpmf (void)
{
  g_autoptr (GByteArray) data = make_camera (), noise = g_byte_array_new ();
  g_autoptr (TlmLog) cut = find_and_decode (NULL, data, 33, "gpmf");

  check_gpmf (cut, 4 * 18);
  make_noise (noise, 20000, 9);
  make_text (noise, "DEVDEVC");
  g_autoptr (TlmLog) behind = find_and_decode (noise, data, 0, "gpmf");
  check_gpmf (behind, 5 * 18);
}

/* N packets of APID 5: a counter of seconds and an altitude of 10 m a packet. */
static GByteArray *
make_packets (guint n, guint prefix)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < n; i++) {
    make_noise (out, prefix, 100 + i);
    make_be (out, 0x0805, 2);
    make_be (out, 0xc000 | i, 2);
    make_be (out, 8 - 1, 2);
    make_be (out, 1000 * (guint64) i, 4);
    make_be (out, 10 * (guint64) i, 4);
  }
  return out;
}

static void
test_packets (void)
{
  static const struct {
    guint prefix, cut, junk, samples;
  } rows[] = {
    { .samples = 50 }, { .cut = 3, .samples = 49 }, { .cut = 5 * 14 + 9, .samples = 44 },
    { .junk = 333, .samples = 50 }, { .prefix = 4, .samples = 50 },
    { .prefix = 4, .cut = 1, .samples = 49 }, { .prefix = 11, .samples = 50 },
    { .prefix = 4, .junk = 60, .samples = 50 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmDecodeOptions options = { .packets = { .fields = "T:uint32,A:uint32", .time = "T:ms",
        .map = "altitude=A:m", .prefix = rows[i].prefix } };
    g_autoptr (GByteArray) data = make_packets (50, rows[i].prefix), all = g_byte_array_new ();
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    make_noise (all, rows[i].junk, 12);
    g_byte_array_append (all, data->data + rows[i].cut, data->len - rows[i].cut);
    bytes = g_bytes_new (all->data, all->len);
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "pass", &options, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (log->format, ==, "ccsds-spp");
    TlmSeries *series = wire_track (log, "", "altitude")->series;
    g_assert_cmpuint (tlm_series_length (series), ==, rows[i].samples);
    for (guint k = 0; k < rows[i].samples; k++)
      g_assert_cmpfloat (tlm_series_value (series, k), ==, 10 * (50 - rows[i].samples + k));
  }
}

/* Described packets do not make packets of a table beside them. */
static void
test_described_and_not (void)
{
  static const char text[] = "t(s),alt(m)\n0,1\n1,2\n";
  TlmDecodeOptions options = { .packets = { .fields = "T:uint32", .time = "T:ms" } };
  const TlmDecoder *decoder = tlm_decoder_find ((const guint8 *) text, strlen (text), NULL,
      &options, NULL);

  g_assert_cmpstr (decoder->name, ==, "csv");
}

static void
assert_refused_with (const char *said, const char *what, const guint8 *data, gsize length,
    const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, name, NULL, &error);

  if (log)
    g_error ("%s was read as %s", what, log->format);
  g_test_message ("%s", error->message);
  if (!strstr (error->message, said))
    g_error ("%s: %s", what, error->message);
}

static void
assert_refused (const char *what, const guint8 *data, gsize length, const char *name)
{
  assert_refused_with ("format=", what, data, length, name);
}

/* 40 heaps of random bytes of each of five sizes. */
static void
test_noise (void)
{
  static const guint sizes[] = { 3, 200, 1000, 20000, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint32 k = 0; k < 40; k++) {
      g_autoptr (GByteArray) noise = g_byte_array_new ();
      make_be (noise, 0x9c00, 2);      /* not the mark of a packed file, nor text */
      make_noise (noise, sizes[i], 1000 * (guint32) i + k);
      assert_refused ("noise", noise->data, noise->len, "x.dat");
    }
}

static const char *const words[] = {
  ("It was a bright cold day in the station, and all the clocks were reading thirteen.\n"
  "Nobody had touched them, said the engineer; she wrote that down, signed it, and left.\n"),
  "To: crew, ground\nSubject: dinner\n\nDear all, there is soup, bread, and cheese, come at 7.\n",
  "GATTACAGATTACAGATTACA\nGGGGGGGGGGGGGGGGGGGGG\nGGGGGGGGGGGGGGGGGGGGG\n",
  "$5 for tea, $12*2 for cake; that is $29, said he.\n$ ls -l *\n",
  "key = value\n[section]\nname = GoPro DEVC STRM\n",
  "name,colour,wish\nAnn,red,tea\nBob,blue,none\n",
  "#!/bin/sh\necho \"$GPGGA,$2*47\"\nexit 0\n",
};

static void
test_words (void)
{
  static const char *const names[] = { "notes", "notes.txt", "notes.log", "notes.md" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
      assert_refused (words[i], (const guint8 *) words[i], strlen (words[i]), names[k]);
}

static void
put_box (GByteArray *out, const char *type, const GByteArray *content)
{
  make_be (out, 8 + content->len, 4);
  make_text (out, type);
  make_append (out, content);
}

/* A picture, a film without telemetry, a program, a film of another kind, a stream
 * without KLV, fillings. */
static void
test_other_files (void)
{
  g_autoptr (GByteArray) jpeg = g_byte_array_new (), film = g_byte_array_new ();
  g_autoptr (GByteArray) brand = g_byte_array_new (), media = g_byte_array_new ();
  g_autoptr (GByteArray) same = g_byte_array_new (), sync = g_byte_array_new ();

  make_be (jpeg, 0xffd8ffe000104a46, 8);
  make_be (jpeg, 0x49460001, 4);
  make_noise (jpeg, 50000, 21);
  assert_refused ("a picture", jpeg->data, jpeg->len, "x.jpg");
  make_text (brand, "isom");
  make_be (brand, 512, 4);
  put_box (film, "ftyp", brand);
  make_noise (media, 60000, 22);
  put_box (film, "mdat", media);
  put_box (film, "moov", brand);
  assert_refused ("a film", film->data, film->len, "x.mp4");
  for (guint byte = 0; byte < 256; byte++) {
    g_byte_array_set_size (same, 0);
    for (guint i = 0; i < 3000; i++)
      make_be (same, byte, 1);
    assert_refused ("a filling", same->data, same->len, "x.bin");
  }
  for (guint i = 0; i < 20; i++) {
    make_be (sync, 0x47400011, 4);
    make_noise (sync, 184, 30 + i);
  }
  assert_refused_with ("pid=", "a transport stream without KLV", sync->data, sync->len, "x.ts");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detection/transport-stream", test_transport_stream);
  g_test_add_func ("/detection/klv", test_klv);
  g_test_add_func ("/detection/nmea", test_nmea);
  g_test_add_func ("/detection/gpmf", test_gpmf);
  g_test_add_func ("/detection/packets", test_packets);
  g_test_add_func ("/detection/described-and-not", test_described_and_not);
  g_test_add_func ("/detection/noise", test_noise);
  g_test_add_func ("/detection/words", test_words);
  g_test_add_func ("/detection/other-files", test_other_files);
  return g_test_run ();
}
