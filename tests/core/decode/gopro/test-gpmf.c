/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/time/iso8601.h"
#include "shared-data.h"
#include "wire-util.h"

static guint32
be32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

/* A second, plain reading of GPS5 that knows nothing of nests: the key, its
 * header, then five big-endian integers a sample; and the GPSU before it. */
typedef struct {
  double value[5];
} Plain;

static GArray *
read_plainly (const guint8 *data, gsize length, GPtrArray *utc)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Plain));
  static const double divisor[5] = { 1e7, 1e7, 1e3, 1e3, 1e2 };

  for (gsize i = 0; i + 8 <= length; i++) {
    if (memcmp (data + i, "GPSUU", 5) == 0)
      g_ptr_array_add (utc, g_strndup ((const char *) data + i + 8, 16));
    if (memcmp (data + i, "GPS5l\x14", 6) != 0)
      continue;
    for (guint k = 0; k < (guint) (data[i + 6] << 8 | data[i + 7]); k++) {
      Plain sample;
      for (int f = 0; f < 5; f++)
        sample.value[f] = (gint32) be32 (data + i + 8 + 20 * k + 4 * f) / divisor[f];
      g_array_append_val (out, sample);
    }
  }
  return out;
}

static void
check_against_plain (TlmLog *log, const guint8 *data, gsize length)
{
  static const char *const channels[5] = { "latitude", "longitude", "altitude",
    "horizontal-speed", "speed" };
  g_autoptr (GPtrArray) utc = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) plain = read_plainly (data, length, utc);

  g_assert_cmpuint (plain->len, >, 10);
  for (int f = 0; f < 5; f++) {
    TlmSeries *series = wire_track (log, "", channels[f])->series;
    g_assert_cmpuint (tlm_series_length (series), ==, plain->len);
    for (guint i = 0; i < plain->len; i++)
      g_assert_cmpfloat (tlm_series_value (series, i), ==,
          g_array_index (plain, Plain, i).value[f]);
  }
  g_assert_cmpint (wire_track (log, "", "altitude")->datum, ==, TLM_DATUM_ELLIPSOID);
}

static TlmInstant
instant (const char *text)
{
  TlmInstant out = 0;

  g_assert_true (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &out));
  return out;
}

static TlmLog *
read_shared (const char *relative, guint8 **data, gsize *length)
{
  g_autofree char *path = shared_data_path (relative);
  g_autoptr (GError) error = NULL;
  TlmLog *log;

  if (!path)
    return NULL;
  g_file_get_contents (path, (char **) data, length, &error);
  g_assert_no_error (error);
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  return log;
}

static void
test_hero5 (void)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  g_autoptr (TlmLog) log = read_shared ("gpmf/hero5.raw", &data, &length);
  TlmSeries *series;

  if (!log)
    return;
  g_assert_cmpstr (log->format, ==, "gpmf");
  g_assert_cmpuint (log->n_good, ==, 1);
  g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
  check_against_plain (log, data, length);
  series = wire_track (log, "", "latitude")->series;
  g_assert_cmpint (tlm_series_time (series, 0), ==, instant ("2017-04-17T17:31:03.000Z"));
  g_assert_cmpint (tlm_series_time (series, 17), ==, instant ("2017-04-17T17:31:03.935Z"));
  wire_check_damage ("gpmf", data, length, 200);
}

/* The camera lies still at first: what it feels is one g, and it hardly turns. */
static void
test_hero7 (void)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  g_autoptr (TlmLog) log = read_shared ("gpmf/hero7.raw", &data, &length);
  TlmSeries *felt;
  double sum = 0;

  if (!log)
    return;
  g_assert_cmpuint (log->n_bad, ==, 0);
  check_against_plain (log, data, length);
  felt = wire_track (log, "", "g-load")->series;
  for (gsize i = 0; i < tlm_series_length (felt); i++)
    sum += tlm_series_value (felt, i);
  g_assert_cmpfloat_with_epsilon (sum / (double) tlm_series_length (felt), 9.81, 3);
  g_assert_cmpuint (tlm_series_length (felt), >, 10 * tlm_series_length (
          wire_track (log, "", "latitude")->series));
  wire_check_pieces ("gpmf", data, length);
}

/* Garbage behind a payload costs that too, which may have lost its end and has no
 * checksum; half a payload costs itself. */
static void
test_garbage (void)
{
  g_autofree guint8 *data = NULL;
  gsize length, i = 0, n = 0;
  g_autoptr (TlmLog) log = read_shared ("gpmf/hero7.raw", &data, &length), again = NULL;
  g_autoptr (GByteArray) dirty = g_byte_array_new ();

  if (!log)
    return;
  while (i < length) {
    gsize size = 8 + (((gsize) data[i + 5] * (gsize) (data[i + 6] << 8 | data[i + 7]) + 3) & ~3u);
    if (n == 3 || n == 6)
      g_byte_array_append (dirty, (const guint8 *) "DEVDEVC garbage", 15);
    g_byte_array_append (dirty, data + i, (guint) (n == 10 ? size / 2 : size));
    i += size;
    n++;
  }
  again = wire_decode ("gpmf", dirty->data, dirty->len);
  g_assert_cmpuint (again->n_good, ==, log->n_good - 3);
  g_assert_cmpuint (again->n_bad, ==, 3);
  wire_check_pieces ("gpmf", dirty->data, dirty->len);
}

static void
set_fix (guint8 *data, gsize length, guint8 fix)
{
  for (gsize i = 0; i + 12 <= length; i += 4)
    if (memcmp (data + i, "GPSFL", 5) == 0)
      data[i + 11] = fix;
}

static gboolean
has_track (TlmLog *log, const char *channel)
{
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");

  for (guint i = 0; i < vehicle->tracks->len; i++)
    if (strcmp (((TlmTrack *) vehicle->tracks->pdata[i])->name, channel) == 0)
      return TRUE;
  return FALSE;
}

static void
test_fix (void)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  g_autoptr (TlmLog) log = read_shared ("gpmf/hero5.raw", &data, &length), none = NULL,
      flat = NULL;

  if (!log)
    return;
  set_fix (data, length, 0);
  none = wire_decode ("gpmf", data, length);
  g_assert_false (has_track (none, "latitude"));
  g_assert_true (has_track (none, "g-load"));
  set_fix (data, length, 2);
  flat = wire_decode ("gpmf", data, length);
  g_assert_true (has_track (flat, "latitude"));
  g_assert_false (has_track (flat, "altitude"));
}

/* GPS9, one sample: its own fields as published with gpmf-parser. */
static void
test_gps9 (void)
{
  static const guint8 stream[] = {
    'T', 'Y', 'P', 'E', 'c', 1, 0, 9, 'l', 'l', 'l', 'l', 'l', 'l', 'l', 'S', 'S', 0, 0, 0,
    'S', 'C', 'A', 'L', 'l', 4, 0, 9,
    0, 0x98, 0x96, 0x80, 0, 0x98, 0x96, 0x80, 0, 0, 3, 0xe8, 0, 0, 3, 0xe8, 0, 0, 0, 100,
    0, 0, 0, 1, 0, 0, 3, 0xe8, 0, 0, 0, 100, 0, 0, 0, 1,
    'G', 'P', 'S', 'A', 'c', 4, 0, 1, 'M', 'S', 'L', 'V',
    'G', 'P', 'S', '9', '?', 32, 0, 1,
    0x1d, 0xcd, 0x65, 0x00, 0xe2, 0x32, 0x9b, 0x00,   /* 50°, -50° */
    0, 0, 0x30, 0x39, 0, 0, 0x27, 0x10, 0, 0, 4, 0xb0,  /* 12.345 m, 10 m/s, 12 m/s */
    0, 0, 0x20, 0x4c, 0x03, 0x04, 0xb6, 0x1a,         /* day 8268, 50640.410 s */
    0, 150, 0, 3 };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  TlmTrack *altitude;
  guint8 header[16] = { 'D', 'E', 'V', 'C', 0, 1, 0, sizeof stream + 8, 'S', 'T', 'R', 'M', 0, 1,
    0, sizeof stream };

  g_byte_array_append (data, header, sizeof header);
  g_byte_array_append (data, stream, sizeof stream);
  log = wire_decode ("gpmf", data->data, data->len);
  altitude = wire_track (log, "", "altitude");
  g_assert_cmpint (altitude->datum, ==, TLM_DATUM_MSL);
  g_assert_cmpfloat (tlm_series_value (altitude->series, 0), ==, 12.345);
  g_assert_cmpfloat (tlm_series_value (wire_track (log, "", "longitude")->series, 0), ==, -50);
  g_assert_cmpfloat (tlm_series_value (wire_track (log, "", "speed")->series, 0), ==, 12);
  /* 8268 days after 2000-01-01 is 2022-08-21, 50640.410 s is 14:04:00.410. */
  g_assert_cmpint (ABS (tlm_series_time (altitude->series, 0) -
          instant ("2022-08-21T14:04:00.410Z")), <=, 100);
}

/* HERO11: one receiver in two streams, of which GPS5 here lies 100 m higher. */
static void
test_gps5_and_gps9 (void)
{
  static const guint8 gps5[] = {
    'G', 'P', 'S', 'F', 'L', 4, 0, 1, 0, 0, 0, 3,
    'G', 'P', 'S', 'U', 'U', 16, 0, 1, '2', '2', '0', '8', '2', '1', '1', '4', '0', '4', '0', '0',
    '.', '4', '1', '0',
    'S', 'C', 'A', 'L', 'l', 4, 0, 5, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1,
    'G', 'P', 'S', '5', 'l', 20, 0, 2, 0, 0, 0, 50, 0, 0, 0, 50, 0, 0, 0, 112, 0, 0, 0, 10, 0, 0,
    0, 12, 0, 0, 0, 50, 0, 0, 0, 50, 0, 0, 0, 112, 0, 0, 0, 10, 0, 0, 0, 12 };
  static const guint8 gps9[] = {
    'T', 'Y', 'P', 'E', 'c', 1, 0, 9, 'l', 'l', 'l', 'l', 'l', 'l', 'l', 'S', 'S', 0, 0, 0,
    'G', 'P', 'S', '9', '?', 32, 0, 2,
    0, 0, 0, 50, 0, 0, 0, 50, 0, 0, 0, 12, 0, 0, 0, 10, 0, 0, 0, 12,
    0, 0, 0x20, 0x4c, 0, 0, 0xc5, 0xd0, 0, 1, 0, 3,
    0, 0, 0, 50, 0, 0, 0, 50, 0, 0, 0, 12, 0, 0, 0, 10, 0, 0, 0, 12,
    0, 0, 0x20, 0x4c, 0, 0, 0xc5, 0xd1, 0, 1, 0, 3 };
  const guint8 device[] = { 'D', 'E', 'V', 'C', 0, 1, 0, sizeof gps5 + sizeof gps9 + 16,
    'S', 'T', 'R', 'M', 0, 1, 0, sizeof gps5 };
  const guint8 second[] = { 'S', 'T', 'R', 'M', 0, 1, 0, sizeof gps9 };
  g_autoptr (GByteArray) data = g_byte_array_new ();

  g_byte_array_append (data, device, sizeof device);
  g_byte_array_append (data, gps5, sizeof gps5);
  g_byte_array_append (data, second, sizeof second);
  g_byte_array_append (data, gps9, sizeof gps9);
  g_autoptr (TlmLog) log = wire_decode ("gpmf", data->data, data->len);
  TlmSeries *series = wire_track (log, "", "altitude")->series;
  g_assert_cmpuint (tlm_series_length (series), ==, 2);
  g_assert_cmpfloat (tlm_series_value (series, 0), ==, 12);
  g_assert_cmpfloat (tlm_series_value (series, 1), ==, 12);
  /* 50640 and 50641 s of the day are 14:04:00 and 14:04:01. */
  g_assert_cmpint (tlm_series_time (series, 0), ==, instant ("2022-08-21T14:04:00Z"));
  g_assert_cmpint (tlm_series_time (series, 1), ==, instant ("2022-08-21T14:04:01Z"));
  g_assert_cmpuint (log->notes->len, ==, 1);
  g_assert_nonnull (strstr (log->notes->pdata[0], "GPS9 is taken"));
}

/* The film's own track: 11 payloads of about a second, on the film's times. */
static void
test_mp4 (void)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  g_autoptr (TlmLog) log = read_shared ("gpmf/max-heromode.mp4", &data, &length);
  TlmSeries *latitude;
  gsize n;

  if (!log)
    return;
  g_assert_cmpstr (log->format, ==, "mp4");
  g_assert_cmpuint (log->n_good, ==, 11);
  g_assert_cmpuint (log->n_bad, ==, 0);
  check_against_plain (log, data, length);
  latitude = wire_track (log, "", "latitude")->series;
  n = tlm_series_length (latitude);
  /* The film lasts 10.51 s; GPSU of its payloads, the first aside, are 23:45:16.470
   * to 25.435 at 2.002 s and so on. */
  g_assert_cmpint (tlm_series_time (latitude, n - 1) - tlm_series_time (latitude, 0), >,
      10 * TLM_SECOND);
  g_assert_cmpint (tlm_series_time (latitude, n - 1) - tlm_series_time (latitude, 0), <,
      (gint64) (10.52 * 1e9));
  g_assert_cmpint (ABS (tlm_series_time (latitude, 17) - instant ("2019-11-18T23:45:16.470Z")),
      <, TLM_SECOND / 20);
}

static void
test_mp4_damage (void)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  g_autoptr (TlmLog) log = read_shared ("gpmf/max-heromode.mp4", &data, &length);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  const guint8 *moov;

  if (!log)
    return;
  moov = memmem (data, length, "moov", 4);
  for (int round = 0; round < 300; round++) {
    g_autofree guint8 *copy = g_memdup2 (data, length);
    gsize n = round % 3 ? length : (gsize) g_rand_int_range (rand, 12, (gint32) length);
    g_autofree guint8 *cut = NULL;
    g_autoptr (GBytes) bytes = NULL;
    for (int k = 0; k < 30; k++) {
      gsize at = (gsize) (moov - data) +
          (gsize) g_rand_int_range (rand, 0, (gint32) (length - (gsize) (moov - data)));
      copy[at] = (guint8) g_rand_int (rand);
    }
    cut = g_memdup2 (copy, n);
    bytes = g_bytes_new_take (g_steal_pointer (&cut), n);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) again = tlm_decode_bytes (bytes, "x.mp4", NULL, &error);
    g_assert_true (again || error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gpmf/gps5-and-gps9", test_gps5_and_gps9);
  g_test_add_func ("/gpmf/gps9", test_gps9);
  if (shared_data_there ("/gpmf/third-party")) {
    g_test_add_func ("/gpmf/hero5", test_hero5);
    g_test_add_func ("/gpmf/hero7", test_hero7);
    g_test_add_func ("/gpmf/garbage", test_garbage);
    g_test_add_func ("/gpmf/fix", test_fix);
    g_test_add_func ("/gpmf/mp4", test_mp4);
    g_test_add_func ("/gpmf/mp4/damage", test_mp4_damage);
  }
  return g_test_run ();
}
