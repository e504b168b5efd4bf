/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/time/iso8601.h"
#include "mavlink-frames.h"

/* GLOBAL_POSITION_INT: 47.3977418°, 8.5455939°, 488.01 m, 3 m north, -4 m/s east,
 * 12 m/s up, no heading. */
static void
make_position (guint8 *p, guint32 boot_ms)
{
  mav_put32 (p, boot_ms);
  mav_put32 (p + 4, 473977418);
  mav_put32 (p + 8, 85455939);
  mav_put32 (p + 12, 488010);
  mav_put32 (p + 16, 10500);
  mav_put32 (p + 20, 300 | (gint64) (guint16) -400 << 16);
  mav_put32 (p + 24, (gint64) (guint16) -1200 | 0xffff0000);
}

static GByteArray *
make_stream (int version, guint n, const char *garbage, gboolean stamps)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < n; i++) {
    guint8 p[28] = { 0 };
    if (garbage)
      g_byte_array_append (out, (const guint8 *) garbage, i % (guint) (strlen (garbage) + 1));
    if (stamps)
      mav_add_stamp (out, G_GUINT64_CONSTANT (1633424102000000) + 100000 * (guint64) i);
    make_position (p, 5000 + 100 * i);
    if (i % 10 == 7)
      mav_add_numbered (out, version, (guint8) i, 1, 1, 200, 77, p, 9);   /* a message not known here */
    else
      mav_add_numbered (out, version, (guint8) i, 1, 1, 33, 104, p, 28);
  }
  return out;
}

static double
value (TlmLog *log, const char *channel)
{
  return tlm_series_value (wire_track (log, "", channel)->series, 0);
}

static void
test_crc (void)
{
  g_assert_cmphex (tlm_mavlink_crc (0xffff, (const guint8 *) "123456789", 9), ==, 0x6f91);
}

static void
test_versions (void)
{
  for (int version = 1; version <= 2; version++) {
    g_autoptr (GByteArray) data = make_stream (version, 1, NULL, FALSE);
    g_autoptr (TlmLog) log = wire_decode ("mavlink", data->data, data->len);
    TlmTrack *altitude = wire_track (log, "", "altitude");

    g_assert_cmpint (log->clock, ==, TLM_CLOCK_ELAPSED);
    g_assert_cmpint (altitude->datum, ==, TLM_DATUM_MSL);
    g_assert_cmpfloat (value (log, "latitude"), ==, 47.3977418);
    g_assert_cmpfloat (value (log, "longitude"), ==, 8.5455939);
    g_assert_cmpfloat (value (log, "altitude"), ==, 488.01);
    g_assert_cmpfloat (value (log, "altitude-agl"), ==, 10.5);
    g_assert_cmpfloat (value (log, "horizontal-speed"), ==, 5);
    g_assert_cmpfloat (value (log, "speed"), ==, 13);
    g_assert_cmpfloat (value (log, "vertical-speed"), ==, 12);
    g_assert_cmpfloat_with_epsilon (value (log, "heading"), 360 - atan2 (4, 3) * 180 / G_PI,
        1e-9);
  }
}

static void
test_system_time (void)
{
  g_autoptr (GByteArray) data = make_stream (2, 5, NULL, FALSE);
  g_autoptr (TlmLog) log = NULL;
  guint8 p[12] = { 0 };
  TlmInstant due;

  mav_put64 (p, G_GUINT64_CONSTANT (1633424102442000));   /* 2021-10-05T08:55:02.442Z */
  mav_put32 (p + 8, 5400);
  mav_add_numbered (data, 2, 5, 1, 1, 2, 137, p, 12);
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
  g_assert_true (tlm_iso8601_parse ("2021-10-05T08:55:02.042Z", 24, TLM_SCALE_UTC, &due));
  g_assert_cmpint (tlm_series_time (wire_track (log, "", "altitude")->series, 0), ==, due);
}

static void
test_tlog (void)
{
  g_autoptr (GByteArray) data = make_stream (2, 30, NULL, TRUE);
  g_autoptr (TlmLog) log = wire_decode ("mavlink", data->data, data->len);
  TlmInstant due;

  g_assert_cmpuint (log->n_good, ==, 30);
  g_assert_cmpuint (log->n_bad, ==, 0);
  g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
  g_assert_true (tlm_iso8601_parse ("2021-10-05T08:55:02Z", 20, TLM_SCALE_UTC, &due));
  g_assert_cmpint (tlm_series_time (wire_track (log, "", "altitude")->series, 0), ==, due);
  g_assert_cmpuint (tlm_mavlink_is_known (33), ==, TRUE);
  g_assert_cmpstr (tlm_decoder_find (data->data, data->len, NULL, NULL, NULL)->name, ==,
      "mavlink");
  wire_check_pieces ("mavlink", data->data, data->len);
}

static void
test_other_messages (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  guint8 attitude[28] = { 0 }, state[2] = { 0, 2 }, gps[30] = { 0 };
  float roll = 0.5f;

  mav_put32 (attitude, 1000);
  mav_put_float (attitude + 4, roll);
  mav_put64 (gps, 1200000);
  mav_put32 (gps + 8, -330000000);
  mav_put32 (gps + 12, 1510000000);
  mav_put32 (gps + 16, 25000);
  mav_put32 (gps + 24, 150 | 9000 << 16);
  gps[28] = 3;
  gps[29] = 11;
  mav_add_numbered (data, 1, 0, 1, 1, 30, 39, attitude, 28);
  mav_add_numbered (data, 2, 1, 1, 1, 245, 130, state, 2);
  mav_add_numbered (data, 2, 2, 1, 1, 24, 24, gps, 30);
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpfloat_with_epsilon (value (log, "roll"), 0.5 * 180 / G_PI, 1e-9);
  g_assert_cmpfloat (value (log, "latitude"), ==, -33);
  g_assert_cmpfloat (value (log, "satellites"), ==, 11);
  g_assert_cmpfloat (value (log, "horizontal-speed"), ==, 1.5);
  g_assert_cmpfloat (value (log, "heading"), ==, 90);
  g_assert_cmpstr (((TlmTextTrack *) tlm_log_vehicle (log, "")->texts->pdata[0])->values->pdata[0],
      ==, "in air");
  g_assert_cmpint (tlm_series_time (wire_track (log, "", "latitude")->series, 0), ==,
      200 * 1000000);
}

static void
test_sequence (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  static const guint8 sequences[] = { 254, 255, 0, 0, 3, 2, 4 };

  for (gsize i = 0; i < sizeof sequences; i++) {
    guint8 p[28] = { 0 };
    make_position (p, 1000 + 1000 * (guint32) (i == 3 ? 2 : i));
    mav_add_numbered (data, 2, sequences[i], 1, 1, 33, 104, p, 28);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpuint (log->n_good, ==, 6);
  g_assert_cmpuint (log->n_duplicate, ==, 1);
  g_assert_cmpuint (log->n_lost, ==, 1);   /* 1; 2 came after all */
  g_assert_cmpuint (log->n_out_of_order, ==, 1);
}

static void
test_pieces_and_garbage (void)
{
  for (int version = 1; version <= 2; version++) {
    g_autoptr (GByteArray) clean = make_stream (version, 60, NULL, FALSE);
    g_autoptr (GByteArray) dirty = make_stream (version, 60, "\xfe\x09\xfd\x33garbage", FALSE);
    g_autoptr (TlmLog) a = wire_decode ("mavlink", clean->data, clean->len);
    g_autoptr (TlmLog) b = wire_decode ("mavlink", dirty->data, dirty->len);
    g_autoptr (GHashTable) samples_a = wire_samples_new (), samples_b = wire_samples_new ();

    wire_collect (samples_a, a);
    wire_collect (samples_b, b);
    wire_assert_same (samples_a, samples_b);
    g_assert_cmpuint (a->n_good, ==, 60);
    g_assert_cmpuint (b->n_good, ==, 60);
    g_assert_cmpuint (b->n_bad, ==, 55);   /* runs of 1 to 11 bytes; of 0 every twelfth */
    wire_check_pieces ("mavlink", dirty->data, dirty->len);
    wire_check_damage ("mavlink", dirty->data, dirty->len, 300);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mavlink/crc", test_crc);
  g_test_add_func ("/mavlink/versions", test_versions);
  g_test_add_func ("/mavlink/system-time", test_system_time);
  g_test_add_func ("/mavlink/tlog", test_tlog);
  g_test_add_func ("/mavlink/messages", test_other_messages);
  g_test_add_func ("/mavlink/sequence", test_sequence);
  g_test_add_func ("/mavlink/pieces", test_pieces_and_garbage);
  return g_test_run ();
}
