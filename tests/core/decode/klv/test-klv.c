/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/time/iso8601.h"
#include "shared-data.h"
#include "wire-util.h"

static const guint8 key_0601[] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01, 0x0e, 0x01,
  0x03, 0x01, 0x01, 0x00, 0x00, 0x00 };

/* A local set: time, the items given (tag, length, value), checksum. */
static GByteArray *
make_set (guint64 time_us, const guint8 *items, gsize n_items)
{
  GByteArray *set = g_byte_array_new ();
  guint8 byte, stamp[10] = { 2, 8 }, check[4] = { 1, 2 };
  guint16 sum = 0;

  for (int i = 0; i < 8; i++)
    stamp[2 + i] = (guint8) (time_us >> (56 - 8 * i));
  byte = (guint8) (sizeof stamp + n_items + sizeof check);
  g_assert_cmpuint (byte, <, 128);
  g_byte_array_append (set, key_0601, sizeof key_0601);
  g_byte_array_append (set, &byte, 1);
  g_byte_array_append (set, stamp, sizeof stamp);
  g_byte_array_append (set, items, (guint) n_items);
  g_byte_array_append (set, check, 2);
  for (guint i = 0; i < set->len; i++)
    sum = (guint16) (sum + (set->data[i] << (8 * ((i + 1) % 2))));
  check[2] = (guint8) (sum >> 8);
  check[3] = (guint8) sum;
  g_byte_array_append (set, check + 2, 2);
  return set;
}

static double
first_of (TlmLog *log, const char *channel)
{
  return tlm_series_value (wire_track (log, "", channel)->series, 0);
}

/* The examples of MISB ST 0601, section 8: an item's bytes and the value that
 * was encoded in them, to half a step of the code. */
static void
test_0601_examples (void)
{
  static const struct {
    const char *channel;
    guint8 item[6];
    double value, tolerance;
  } cases[] = {
    { "yaw", { 5, 2, 0x71, 0xc2 }, 159.9744, 2.8e-3 },
    { "pitch", { 6, 2, 0xfd, 0x3d }, -0.4315251, 3.1e-4 },
    { "roll", { 7, 2, 0x08, 0xb8 }, 3.405814, 7.7e-4 },
    { "airspeed", { 8, 1, 0x93 }, 147, 0 },
    { "latitude", { 13, 4, 0x55, 0x95, 0xb6, 0x6d }, 60.1768229669783, 1e-7 },
    { "longitude", { 14, 4, 0x5b, 0x53, 0x60, 0xc4 }, 128.426759042045, 1e-7 },
    { "altitude", { 15, 2, 0xc2, 0x21 }, 14190.72, 0.01 },
    { "frame-centre-latitude", { 23, 4, 0xf1, 0x01, 0xa2, 0x29 }, -10.5423886331461, 1e-7 },
    { "frame-centre-longitude", { 24, 4, 0x14, 0xbc, 0x08, 0x2b }, 29.157890122923, 1e-7 },
    { "frame-centre-elevation", { 25, 2, 0x34, 0xf3 }, 3216.037, 0.001 },
    { "horizontal-speed", { 56, 1, 0x8c }, 140, 0 },
    { "altitude", { 75, 2, 0xc2, 0x21 }, 14190.72, 0.01 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) set = make_set (1, cases[i].item, 2 + (gsize) cases[i].item[1]);
    g_autoptr (TlmLog) log = wire_decode ("klv", set->data, set->len);
    g_assert_cmpfloat_with_epsilon (first_of (log, cases[i].channel), cases[i].value,
        cases[i].tolerance + 1e-12);
  }
}

/* What several items say is one value, that of the item with more digits or reach, in
 * whichever order they come; a place that is none (80000000) parts what is about it, and
 * a set without one does not. */
static void
test_one_value (void)
{
  static const guint8 items[] = {
    104, 3, 0x00, 0x70, 0x80, 75, 2, 0xc2, 0x21,           /* 2700 m, IMAPB */
    6, 2, 0xfd, 0x3d, 90, 4, 0x40, 0x00, 0x00, 0x00,       /* 45° and a bit */
    56, 1, 0x8c, 79, 2, 0x09, 0xc4, 80, 2, 0x00, 0x00 };   /* north at 24.95 m/s */
  g_autoptr (GByteArray) set = make_set (1, items, sizeof items);
  g_autoptr (TlmLog) log = wire_decode ("klv", set->data, set->len);
  static const char *const channels[] = { "altitude", "pitch", "horizontal-speed" };

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++) {
    g_assert_cmpuint (tlm_series_length (wire_track (log, "", channels[i])->series), ==, 1);
    g_assert_cmpuint (tlm_series_duplicates (wire_track (log, "", channels[i])->series), ==, 0);
  }
  g_assert_cmpfloat_with_epsilon (first_of (log, "altitude"), 0x7080 / 128.0 - 900, 1e-9);
  g_assert_cmpfloat_with_epsilon (first_of (log, "pitch"), 45, 1e-6);
  g_assert_cmpfloat_with_epsilon (first_of (log, "horizontal-speed"), 2500 * 327 / 32767.0, 1e-9);
}

static void
test_no_place (void)
{
  static const guint8 place[] = { 13, 4, 0x55, 0x95, 0xb6, 0x6d, 14, 4, 0x5b, 0x53, 0x60, 0xc4 };
  static const guint8 none[] = { 13, 4, 0x80, 0, 0, 0, 14, 4, 0x80, 0, 0, 0 };
  static const guint8 zero[] = { 13, 4, 0, 0, 0, 0, 14, 4, 0, 0, 0, 0 };
  static const guint8 other[] = { 15, 2, 0xc2, 0x21 };
  static const struct {
    const guint8 *items;
    gsize n;
  } sets[] = { { place, sizeof place }, { other, sizeof other }, { place, sizeof place },
    { none, sizeof none }, { none, sizeof none }, { place, sizeof place },
    { zero, sizeof zero }, { place, sizeof place } };
  g_autoptr (GByteArray) data = g_byte_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
    g_autoptr (GByteArray) set = make_set (1 + i * 100000, sets[i].items, sets[i].n);
    g_byte_array_append (data, set->data, set->len);
  }
  g_autoptr (TlmLog) log = wire_decode ("klv", data->data, data->len);
  TlmSeries *series = wire_track (log, "", "latitude")->series;
  g_assert_cmpuint (tlm_series_length (series), ==, 4);
  g_assert_false (tlm_series_is_gap (series, 0));
  g_assert_true (tlm_series_is_gap (series, 1));
  g_assert_true (tlm_series_is_gap (series, 2));
  g_assert_cmpuint (log->n_no_place, ==, 1);
}

static void
test_time_and_datum (void)
{
  /* Item 2's example: Oct. 24, 2008, 00:13:29.913 UTC. */
  static const guint8 items[] = { 15, 2, 0xc2, 0x21, 75, 2, 0xc2, 0x21 };
  g_autoptr (GByteArray) set = make_set (G_GUINT64_CONSTANT (0x000459f4a6aa4aa8), items,
          sizeof items);
  g_autoptr (TlmLog) log = wire_decode ("klv", set->data, set->len);
  TlmTrack *altitude = wire_track (log, "", "altitude");
  TlmInstant due;

  g_assert_true (tlm_iso8601_parse ("2008-10-24T00:13:29.913Z", 24, TLM_SCALE_UTC, &due));
  g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
  g_assert_cmpint (ABS (tlm_series_time (altitude->series, 0) - due), <, 1000000);
  g_assert_cmpint (altitude->datum, ==, TLM_DATUM_MSL);
  wire_track (log, "", "altitude-ellipsoid");
}

/* North and east velocity of item 79 and 80, ST 0601: 327/32767 m/s a step. */
static void
test_velocity (void)
{
  static const guint8 items[] = { 79, 2, 0x00, 100, 80, 2, 0xff, 0x9c };
  g_autoptr (GByteArray) set = make_set (1, items, sizeof items);
  g_autoptr (TlmLog) log = wire_decode ("klv", set->data, set->len);
  double step = 327.0 / 32767;

  g_assert_cmpfloat_with_epsilon (first_of (log, "horizontal-speed"), hypot (100, 100) * step,
      1e-9);
  g_assert_cmpfloat_with_epsilon (first_of (log, "heading"), 315, 1e-9);
}

static void
test_no_value (void)
{
  static const guint8 items[] = { 6, 2, 0x80, 0, 13, 4, 0x80, 0, 0, 0, 79, 2, 0x80, 0, 80, 2, 0, 9,
    5, 1, 0x10, 8, 1, 1 };
  g_autoptr (GByteArray) set = make_set (1, items, sizeof items);
  g_autoptr (TlmLog) log = wire_decode ("klv", set->data, set->len);
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");

  g_assert_cmpuint (vehicle->tracks->len, ==, 1);
  g_assert_cmpstr (((TlmTrack *) vehicle->tracks->pdata[0])->name, ==, "airspeed");
}

static GByteArray *
make_stream (guint n, gboolean garbage)
{
  GByteArray *stream = g_byte_array_new ();
  guint8 items[] = { 59, 5, 'T', 'O', 'P', '0', '1', 13, 4, 0x55, 0x95, 0xb6, 0x6d, 15, 2, 0, 0 };

  for (guint i = 0; i < n; i++) {
    g_autoptr (GByteArray) set = NULL;
    items[16] = (guint8) i;
    items[6] = (guint8) ('0' + i / 10);
    set = make_set (1000000 + 40000 * (guint64) i, items, sizeof items);
    if (garbage)
      g_byte_array_append (stream, (const guint8 *) "\x06\x0e\x2b\x34?\x06\x0e\x2b", i % 9);
    g_byte_array_append (stream, set->data, set->len);
  }
  return stream;
}

static void
test_pieces_and_garbage (void)
{
  g_autoptr (GByteArray) clean = make_stream (50, FALSE), dirty = make_stream (50, TRUE);
  g_autoptr (TlmLog) a = wire_decode ("klv", clean->data, clean->len);
  g_autoptr (TlmLog) b = wire_decode ("klv", dirty->data, dirty->len);
  g_autoptr (GHashTable) samples_a = wire_samples_new (), samples_b = wire_samples_new ();

  wire_collect (samples_a, a);
  wire_collect (samples_b, b);
  wire_assert_same (samples_a, samples_b);
  g_assert_cmpuint (a->n_good, ==, 50);
  g_assert_cmpuint (a->n_bad, ==, 0);
  g_assert_cmpuint (b->n_good, ==, 50);
  g_assert_cmpuint (b->n_bad, ==, 44);   /* runs of 1 to 8 bytes; of 0 every ninth */
  wire_check_pieces ("klv", clean->data, clean->len);
  wire_check_pieces ("klv", dirty->data, dirty->len);
  wire_check_damage ("klv", dirty->data, dirty->len, 300);
}

/* One bit of a set is wrong: that set is not used, all others are. */
static void
test_checksum (void)
{
  g_autoptr (GByteArray) stream = make_stream (3, FALSE);
  gsize one = stream->len / 3;

  for (gsize bit = 8 * one; bit < 16 * one; bit++) {
    g_autofree guint8 *copy = g_memdup2 (stream->data, stream->len);
    copy[bit / 8] ^= (guint8) (1 << bit % 8);
    g_autoptr (TlmLog) log = wire_decode ("klv", copy, stream->len);
    gboolean version = bit / 8 == one + 7;   /* of the registry: any is read, and summed */
    g_assert_cmpuint (log->n_good, ==, 2);
    g_assert_cmpuint (tlm_series_length (wire_track (log, "", "altitude")->series), ==, 2);
    if (version)
      g_assert_cmpuint (log->n_bad, ==, 1);
  }
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

/* Published with the file: 300 packets, and the first. */
static void
test_aphill (void)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  g_autoptr (TlmLog) log = read_shared ("klv/aphill_klv_10s.ts", &data, &length);

  if (!log)
    return;
  g_assert_cmpstr (log->format, ==, "mpegts");
  g_assert_cmpuint (log->n_good, ==, 300);
  g_assert_cmpuint (log->n_bad, ==, 0);
  g_assert_cmpfloat_with_epsilon (first_of (log, "latitude"), 38.15993, 5e-6);
  g_assert_cmpfloat_with_epsilon (first_of (log, "longitude"), -77.356214, 5e-7);
  g_assert_cmpfloat_with_epsilon (first_of (log, "altitude"), 1984.6, 0.05);
  g_assert_cmpint (wire_track (log, "", "altitude")->datum, ==, TLM_DATUM_MSL);
  wire_check_pieces ("mpegts", data, length);
  wire_check_damage ("mpegts", data, 80000, 60);
}

static void
test_h264 (void)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  g_autoptr (TlmLog) log = read_shared ("klv/h264_klv.ts", &data, &length);

  if (!log)
    return;
  g_assert_cmpuint (log->n_bad, ==, 0);
  g_assert_cmpfloat_with_epsilon (first_of (log, "altitude"), 14190.719, 0.0005);
  wire_check_pieces ("mpegts", data, length);
}

/* Garbage between transport packets costs itself, and the packet before it: that may have
 * lost its end, and these sets have no checksum. */
static void
test_transport_garbage (void)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  g_autoptr (TlmLog) log = read_shared ("klv/aphill_klv_10s.ts", &data, &length), again = NULL;
  g_autoptr (GByteArray) dirty = g_byte_array_new ();
  guint touched = 0;

  if (!log)
    return;
  for (gsize i = 0; i < length; i += 188) {
    g_byte_array_append (dirty, data + i, 188);
    if (i / 188 % 100 != 50)
      continue;
    g_byte_array_append (dirty, (const guint8 *) "no packet", 9);
    touched += (data[i + 1] & 0x1f) == 1 && data[i + 2] == 1;
  }
  again = wire_decode ("mpegts", dirty->data, dirty->len);
  g_assert_cmpuint (again->n_good, ==, 300 - touched);
  g_assert_cmpuint (again->n_bad, >=, 22);
}

/* A lost packet of a transport stream is seen by its counter. */
static void
test_transport_loss (void)
{
  g_autofree guint8 *data = NULL;
  gsize length, cut = 0;
  g_autoptr (TlmLog) log = read_shared ("klv/aphill_klv_10s.ts", &data, &length), again = NULL;

  if (!log)
    return;
  for (gsize i = length / 2 / 188 * 188; cut == 0; i += 188)
    if (data[i + 1] == 0x01 && data[i + 2] == 0x01)
      cut = i;
  memmove (data + cut, data + cut + 188, length - cut - 188);
  again = wire_decode ("mpegts", data, length - 188);
  g_assert_cmpuint (again->n_lost, ==, 1);
  g_assert_cmpuint (again->n_good, ==, 299);
}

static void
test_without_klv (void)
{
  g_autofree guint8 *data = g_malloc0 (188 * 10);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < 10; i++)
    data[188 * i] = 0x47;
  bytes = g_bytes_new (data, 188 * 10);
  g_assert_null (tlm_decode_bytes (bytes, "film.ts", NULL, &error));
  g_assert_nonnull (strstr (error->message, "without KLV"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/klv/one-value", test_one_value);
  g_test_add_func ("/klv/no-place", test_no_place);
  g_test_add_func ("/klv/0601/examples", test_0601_examples);
  g_test_add_func ("/klv/0601/time", test_time_and_datum);
  g_test_add_func ("/klv/0601/velocity", test_velocity);
  g_test_add_func ("/klv/0601/no-value", test_no_value);
  g_test_add_func ("/klv/0601/checksum", test_checksum);
  g_test_add_func ("/klv/pieces", test_pieces_and_garbage);
  g_test_add_func ("/klv/transport/no-klv", test_without_klv);
  if (shared_data_there ("/klv/third-party")) {
    g_test_add_func ("/klv/aphill", test_aphill);
    g_test_add_func ("/klv/h264", test_h264);
    g_test_add_func ("/klv/transport/garbage", test_transport_garbage);
    g_test_add_func ("/klv/transport/loss", test_transport_loss);
  }
  return g_test_run ();
}
