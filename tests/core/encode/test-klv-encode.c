/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples to KLV, against the standards' own examples and back through the decoder. */
#include <math.h>

#include "core/encode/klv-encode.h"
#include "core/space/frames/geodetic.h"
#include "core/time/iso8601.h"
#include "shared-data.h"
#include "wire-util.h"

#define UTC "2021-10-05T08:55:02.442Z"

static TlmInstant
instant_of (const char *text)
{
  TlmInstant instant;

  g_assert_true (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &instant));
  return instant;
}

static TlmLog *
log_of (const char *lines)
{
  return wire_decode ("jsonl", (const guint8 *) lines, strlen (lines));
}

/* The packets of LINES, with what was left out; the caller frees. */
static GByteArray *
encode (const char *lines, const TlmKlvEncodeOptions *options, guint n_packets, char **left_out)
{
  static const TlmKlvEncodeOptions plain = TLM_KLV_ENCODE_OPTIONS_INIT;
  g_autoptr (TlmKlvEncoder) encoder = tlm_klv_encoder_new (options ? options : &plain);
  g_autoptr (TlmLog) log = log_of (lines);
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) packets = tlm_klv_encoder_write (encoder, log, out, &error);
  guint64 values;
  g_autofree char *names = tlm_klv_encoder_left_out (encoder, &values);

  g_assert_no_error (error);
  g_assert_cmpuint (packets->len, ==, n_packets);
  if (left_out)
    *left_out = g_steal_pointer (&names);
  return out;
}

static double
value_at (TlmLog *log, const char *channel, gsize i)
{
  const TlmTrack *track = wire_track (log, "", channel);

  g_assert_cmpuint (tlm_series_length (track->series), >, i);
  return tlm_series_value (track->series, i);
}

static gboolean
has_track (TlmLog *log, const char *channel)
{
  const TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");

  for (guint i = 0; i < vehicle->tracks->len; i++)
    if (strcmp (((TlmTrack *) vehicle->tracks->pdata[i])->name, channel) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
contains (const GByteArray *packet, const guint8 *item, gsize size)
{
  return memmem (packet->data, packet->len, item, size) != NULL;
}

/* MISB ST 0601.16, section 8: each item's example, value and bytes. */
static void
test_examples (void)
{
  static const struct {
    const char *members;
    guint8 item[8];
  } cases[] = {
    { "\"yaw\":159.9744", { 5, 2, 0x71, 0xc2 } },
    { "\"yaw\":-200.0256", { 5, 2, 0x71, 0xc2 } },
    { "\"pitch\":-0.4315251", { 6, 2, 0xfd, 0x3d } },
    { "\"roll\":3.405814", { 7, 2, 0x08, 0xb8 } },
    { "\"airspeed\":147", { 8, 1, 0x93 } },
    { "\"platform\":\"MQ1-B\"", { 10, 5, 'M', 'Q', '1', '-', 'B' } },
    { "\"latitude\":60.1768229669783", { 13, 4, 0x55, 0x95, 0xb6, 0x6d } },
    { "\"longitude\":128.426759042045", { 14, 4, 0x5b, 0x53, 0x60, 0xc4 } },
    { "\"longitude\":231.573240957955", { 14, 4, 0xa4, 0xac, 0x9f, 0x3c } },
    { "\"altitude-msl\":14190.72", { 15, 2, 0xc2, 0x21 } },
    { "\"pressure\":372518.5", { 37, 2, 0xbe, 0xba } },
    { "\"temperature\":357.15", { 39, 1, 0x54 } },
    { "\"vertical-speed\":-61.887875", { 51, 2, 0xd3, 0xfe } },
    { "\"horizontal-speed\":140", { 56, 1, 0x8c } },
    { "\"altitude-ellipsoid\":14190.72", { 75, 2, 0xc2, 0x21 } },
    { "\"altitude-ellipsoid\":23456.24", { 104, 3, 0x2f, 0x92, 0x1e } },
    { "\"heading\":125", { 112, 4, 0x1f, 0x40, 0, 0 } },
    { "\"horizontal-speed\":28.2212,\"heading\":25.37872", { 79, 2, 0x09, 0xfb, 80, 2, 0x04, 0xbc } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *line = g_strdup_printf ("{\"utc\":\"" UTC "\",%s,\"mach\":1}\n",
        cases[i].members);
    g_autoptr (GByteArray) packet = encode (line, NULL, 1, NULL);
    gsize size = 2 + (gsize) cases[i].item[1];
    if (cases[i].item[0] == 79)
      size = 8;
    if (!contains (packet, cases[i].item, size))
      g_error ("%s is not written as the standard has it", cases[i].members);
  }
}

/* Key, length, time stamp first, version, check sum last. */
static void
test_frame (void)
{
  static const guint8 head[] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01, 0x0e, 0x01, 0x03,
    0x01, 0x01, 0x00, 0x00, 0x00, 23, 2, 8, 0, 0x05, 0xcd, 0x97, 0x2f, 0x64, 0xc4, 0x10 };
  static const guint8 version[] = { 65, 1, 16 };
  g_autoptr (GByteArray) packet = encode ("{\"utc\":\"" UTC "\",\"latitude\":0}\n", NULL, 1, NULL);
  guint16 sum = 0;

  g_assert_cmpmem (packet->data, sizeof head, head, sizeof head);
  g_assert_cmpuint (packet->len, ==, 17 + 23);
  g_assert_true (contains (packet, version, sizeof version));
  for (guint i = 0; i < packet->len - 2; i++)
    sum = (guint16) (sum + (packet->data[i] << (8 * ((i + 1) % 2))));
  g_assert_cmpuint (packet->data[packet->len - 4], ==, 1);
  g_assert_cmpuint (packet->data[packet->len - 2] << 8 | packet->data[packet->len - 1], ==, sum);
}

/* Each channel over its range comes back within half a step of its item. */
static void
test_there_and_back (void)
{
  static const struct {
    const char *channel;
    double low, high, step;
  } cases[] = {
    { "yaw", 0, 359.99, 360.0 / 65535 }, { "pitch", -20, 20, 40.0 / 65534 },
    { "pitch", 20.1, 90, 180.0 / 4294967294 }, { "roll", -50, 50, 100.0 / 65534 },
    { "roll", -90, -50.1, 180.0 / 4294967294 }, { "latitude", -90, 90, 180.0 / 4294967294 },
    { "longitude", -180, 179.9, 360.0 / 4294967294 },
    { "altitude-msl", -900, 19000, 19900.0 / 65535 },
    { "altitude-ellipsoid", -900, 19000, 19900.0 / 65535 },
    { "altitude-ellipsoid", 19001, 40000, 2.0 / 128 }, { "vertical-speed", -180, 180, 360.0 / 65534 },
    { "horizontal-speed", 0, 255, 1 }, { "heading", 0, 359.99, 2.0 / 4194304 },
    { "pressure", 0, 500000, 500000.0 / 65535 }, { "temperature", 150, 400, 1 },
    { "fuel", 0, 10000, 10000.0 / 65535 }, { "slant-range", 0, 5e6, 5e6 / 4294967295 },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (601);

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * 50; i++) {
    gsize c = i / 50;
    double value = i % 50 == 0 ? cases[c].low : i % 50 == 1 ? cases[c].high :
        g_rand_double_range (rand, cases[c].low, cases[c].high);
    g_autofree char *line = g_strdup_printf ("{\"utc\":\"" UTC "\",\"%s\":%.12f,\"mach\":1}\n",
        cases[c].channel, value);
    g_autoptr (GByteArray) packet = encode (line, NULL, 1, NULL);
    g_autoptr (TlmLog) log = wire_decode ("klv", packet->data, packet->len);
    gboolean altitude = g_str_has_prefix (cases[c].channel, "altitude");
    g_assert_cmpuint (log->n_bad, ==, 0);
    g_assert_cmpfloat_with_epsilon (value_at (log, altitude ? "altitude" : cases[c].channel, 0),
        value, cases[c].step / 2 + 1e-9);
    g_assert_cmpint (tlm_series_time (wire_track (log, "",
                altitude ? "altitude" : cases[c].channel)->series, 0), ==, instant_of (UTC));
  }
}

/* Above 40 km and faster than 327 m/s the Earth-fixed set takes over: what is read
 * again is what was said, and the speeds are those of the vector. */
static void
test_orbit (void)
{
  const char *line = "{\"utc\":\"" UTC "\",\"latitude\":51.5,\"longitude\":-0.125,"
      "\"altitude-ellipsoid\":418000.25,\"horizontal-speed\":7360.5,\"heading\":81.25,"
      "\"vertical-speed\":-3.5,\"speed-inertial\":1,\"speed-relative\":1,\"yaw\":10}\n";
  g_autofree char *left_out = NULL;
  g_autoptr (GByteArray) packet = encode (line, NULL, 1, &left_out);
  g_autoptr (TlmLog) log = wire_decode ("klv", packet->data, packet->len);
  double along = 7.292115146706979e-5 * (6.4e6 + 418000) * cos (51.5 * G_PI / 180);

  g_assert_null (left_out);
  g_assert_cmpuint (log->n_good, ==, 2);
  g_assert_cmpuint (log->n_duplicate, ==, 0);
  g_assert_cmpfloat_with_epsilon (value_at (log, "latitude", 0), 51.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (value_at (log, "longitude", 0), -0.125, 1e-9);
  g_assert_cmpfloat_with_epsilon (value_at (log, "altitude", 0), 418000.25, 5e-5);
  g_assert_cmpint (wire_track (log, "", "altitude")->datum, ==, TLM_DATUM_ELLIPSOID);
  g_assert_cmpfloat_with_epsilon (value_at (log, "horizontal-speed", 0), 7360.5, 1e-4);
  g_assert_cmpfloat_with_epsilon (value_at (log, "heading", 0), 81.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (value_at (log, "vertical-speed", 0), -3.5, 1e-4);
  g_assert_cmpfloat_with_epsilon (value_at (log, "speed-relative", 0), hypot (7360.5, 3.5), 1e-4);
  /* Eastward it gains the turning of the Earth; its radius here is within 40 km of 6400. */
  g_assert_cmpfloat_with_epsilon (value_at (log, "speed-inertial", 0),
      hypot (7360.5 * sin (81.25 * G_PI / 180) + along, 7360.5 * cos (81.25 * G_PI / 180)), 3);
  g_assert_cmpfloat_with_epsilon (value_at (log, "yaw", 0), 10, 3e-3);
}

/* Through 19 km and 40 km on the way up, above mean sea level and above the
 * ellipsoid: one track of each, without a jump. */
static void
test_ascent (gconstpointer datum)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  gboolean msl = strcmp (datum, "altitude-msl") == 0;

  for (int i = 0; i < 60; i++)
    g_string_append_printf (lines, "{\"utc\":\"2021-10-05T08:55:%02d.000Z\",\"%s\":%d,"
        "\"latitude\":46,\"longitude\":63.5}\n", i, (const char *) datum, 1000 * i);
  g_autoptr (GByteArray) packets = encode (lines->str, NULL, 60, NULL);
  g_autoptr (TlmLog) log = wire_decode ("klv", packets->data, packets->len);
  g_assert_cmpuint (log->n_bad, ==, 0);
  g_assert_cmpint (wire_track (log, "", "altitude")->datum, ==,
      msl ? TLM_DATUM_MSL : TLM_DATUM_ELLIPSOID);
  for (gsize i = 0; i < 60; i++)
    g_assert_cmpfloat_with_epsilon (value_at (log, "altitude", i), 1000.0 * (double) i, 0.16);
}

/* The set of ST 1107 with which the KWIVER project tests its own reader: all items,
 * check sum A75A. */
static void
test_1107 (void)
{
  static const char *const hex = "060e2b34020b01010e01030322000000" "81d7"
      "01030a0b00" "02030a0c00" "03030a0d00" "04030a0b00" "05030a0c00" "06030a0d00" "07024200"
      "08024200" "09024200" "0a024300" "0b024300" "0c024300" "0d024400" "0e024500" "0f024600"
      "100170" "110171" "120172" "13023000" "14023100" "150120" "16043f800000" "170440000000"
      "180440400000" "190440800000" "1a0440a00000" "1b0440c00000" "1c0440e00000" "1d0441000000"
      "1e0441100000" "1f0441200000" "2000" "2100" "220202d0" "23020438" "240140" "250160" "260101"
      "270441300000" "280441400000" "290441500000" "2a0441600000" "2b080001020304050607" "2c0104"
      "2e0125" "2f020100" "2d02a75a";
  const TlmVec3 velocity = { -19858, -19856, -19854 };
  TlmGeodetic place = tlm_geodetic_from_itrf ((TlmVec3) { -831506944, -831441408, -831375872 });
  guint8 packet[256];
  gsize n = strlen (hex) / 2;

  for (gsize i = 0; i < n; i++)
    packet[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 |
        g_ascii_xdigit_value (hex[2 * i + 1]));
  g_autoptr (TlmLog) log = wire_decode ("klv", packet, n);
  g_assert_cmpuint (log->n_good, ==, 1);
  g_assert_cmpfloat_with_epsilon (value_at (log, "altitude", 0), place.height_m, 1e-3);
  g_assert_cmpfloat_with_epsilon (value_at (log, "latitude", 0), place.latitude_rad * 180 / G_PI,
      1e-9);
  g_assert_cmpfloat_with_epsilon (value_at (log, "speed-relative", 0), tlm_vec3_norm (velocity),
      1e-6);
  g_assert_cmpint (tlm_series_time (wire_track (log, "", "altitude")->series, 0), ==,
      instant_of ("1978-12-28T09:55:52.306183Z"));
  packet[20] ^= 1;
  g_autoptr (GBytes) broken = g_bytes_new (packet, n);
  g_autoptr (GError) error = NULL;
  g_assert_null (tlm_decode_bytes (broken, "broken", NULL, &error));
  g_assert_nonnull (strstr (error->message, "checksum"));
}

/* What has no place is named, once. */
static void
test_left_out (void)
{
  g_autofree char *left_out = NULL;
  g_autoptr (GByteArray) packets = encode (
      "{\"utc\":\"2021-10-05T08:55:02Z\",\"vehicle\":\"a\",\"mach\":2,\"altitude\":5,\"yaw\":1}\n"
      "{\"utc\":\"2021-10-05T08:55:03Z\",\"vehicle\":\"a\",\"mach\":2,\"phase-said\":\"boost\"}\n"
      "{\"utc\":\"2021-10-05T08:55:04Z\",\"vehicle\":\"b\",\"yaw\":3}\n"
      "{\"utc\":\"2021-10-05T08:55:04Z\",\"vehicle\":\"a\",\"event\":\"meco\"}\n"
      "{\"utc\":\"2021-10-05T08:55:05Z\",\"vehicle\":\"a\",\"roll\":120,\"yaw\":2}\n", NULL, 2,
      &left_out);
  g_autoptr (TlmLog) log = wire_decode ("klv", packets->data, packets->len);

  g_assert_cmpuint (tlm_series_length (wire_track (log, "", "yaw")->series), ==, 2);
  g_assert_false (has_track (log, "altitude"));
  g_assert_true (contains (packets, (const guint8 *) "\x0a\x01" "a", 3));
  g_assert_nonnull (strstr (left_out, "mach"));
  g_assert_null (strstr (strstr (left_out, "mach") + 1, "mach"));
  g_assert_nonnull (strstr (left_out, "altitude"));
  g_assert_nonnull (strstr (left_out, "phase-said"));
  g_assert_nonnull (strstr (left_out, "roll"));
  g_assert_nonnull (strstr (left_out, "events"));
}

/* Times since liftoff need to know when that was; an altitude what it is above. */
static void
test_options (void)
{
  const char *line = "{\"met\":12.5,\"altitude\":500}\n";
  TlmKlvEncodeOptions options = TLM_KLV_ENCODE_OPTIONS_INIT;
  g_autoptr (TlmKlvEncoder) encoder = tlm_klv_encoder_new (&options);
  g_autoptr (TlmLog) elapsed = log_of (line);
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_klv_encoder_write (encoder, elapsed, nothing, &error));
  g_assert_nonnull (strstr (error->message, "liftoff="));
  options.liftoff = instant_of ("2021-10-05T08:55:02Z");
  options.datum = TLM_DATUM_MSL;
  g_autoptr (GByteArray) packet = encode (line, &options, 1, NULL);
  g_autoptr (TlmLog) log = wire_decode ("klv", packet->data, packet->len);
  g_assert_cmpfloat_with_epsilon (value_at (log, "altitude", 0), 500, 0.16);
  g_assert_cmpint (wire_track (log, "", "altitude")->datum, ==, TLM_DATUM_MSL);
  g_assert_cmpint (tlm_series_time (wire_track (log, "", "altitude")->series, 0), ==,
      instant_of ("2021-10-05T08:55:14.5Z"));
}

/* Every value of A is in B, the same; pitch and roll, of which A had a finer item too,
 * to half a step of theirs. */
static void
check_same (TlmLog *a, TlmLog *b)
{
  const TlmLogVehicle *vehicle = tlm_log_vehicle (a, "");

  for (guint i = 0; i < vehicle->tracks->len; i++) {
    const TlmTrack *track = vehicle->tracks->pdata[i], *other = wire_track (b, "", track->name);
    double step = strcmp (track->name, "pitch") == 0 ? 40.0 / 65534 :
        strcmp (track->name, "roll") == 0 ? 100.0 / 65534 : 0;
    g_assert_cmpuint (tlm_series_length (track->series), ==, tlm_series_length (other->series));
    for (gsize k = 0; k < tlm_series_length (track->series); k++) {
      double value = tlm_series_value (track->series, k);
      g_assert_cmpint (tlm_series_time (track->series, k), ==,
          tlm_series_time (other->series, k));
      g_assert_cmpfloat_with_epsilon (tlm_series_value (other->series, k), value,
          step / 2 + 1e-12 * fabs (value) + 1e-12);
    }
  }
  g_assert_cmpuint (vehicle->texts->len, ==, tlm_log_vehicle (b, "")->texts->len);
}

/* Of real footage: every channel that was in it comes back. */
static void
test_footage (void)
{
  static const TlmKlvEncodeOptions plain = TLM_KLV_ENCODE_OPTIONS_INIT;
  g_autofree char *path = shared_data_path ("klv/h264_klv.ts");
  g_autoptr (TlmKlvEncoder) encoder = tlm_klv_encoder_new (&plain);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  g_autoptr (TlmLog) log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) packets = tlm_klv_encoder_write (encoder, log, out, &error);
  g_assert_no_error (error);
  g_autoptr (TlmLog) again = wire_decode ("klv", out->data, out->len);
  guint64 values;
  g_autofree char *left_out = tlm_klv_encoder_left_out (encoder, &values);
  g_assert_null (left_out);
  g_assert_cmpuint (again->n_good, ==, packets->len);
  check_same (log, again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/klv-encode/examples", test_examples);
  g_test_add_func ("/klv-encode/frame", test_frame);
  g_test_add_func ("/klv-encode/there-and-back", test_there_and_back);
  g_test_add_func ("/klv-encode/orbit", test_orbit);
  g_test_add_data_func ("/klv-encode/ascent/ellipsoid", "altitude-ellipsoid", test_ascent);
  g_test_add_data_func ("/klv-encode/ascent/msl", "altitude-msl", test_ascent);
  g_test_add_func ("/klv-encode/1107", test_1107);
  g_test_add_func ("/klv-encode/left-out", test_left_out);
  g_test_add_func ("/klv-encode/options", test_options);
  g_test_add_func ("/klv-encode/footage", test_footage);
  return g_test_run ();
}
