/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* No place, no joining across what a format parts, and recordings that are not one, in
 * formats of text. */
#include "decode-text.h"

static gboolean
is_parted (TlmLog *log, const char *channel, gsize index)
{
  return tlm_series_is_gap (track_of (log, "", channel)->series, index);
}

static gsize
length_of (TlmLog *log, const char *channel)
{
  return tlm_series_length (track_of (log, "", channel)->series);
}

#define POINT(lat, lon, ele, second) "<trkpt lat=\"" lat "\" lon=\"" lon "\"><ele>" ele \
    "</ele><time>2024-05-04T09:00:" second "Z</time></trkpt>"
#define GPX(points) "<gpx version=\"1.1\"><trk><trkseg>" points "</trkseg></trk></gpx>"

static void
test_gpx_segments (void)
{
  g_autoptr (TlmLog) log = decode_text (GPX (POINT ("47", "8", "400", "00")
          POINT ("47.0001", "8", "401", "01") "</trkseg><trkseg>"
          POINT ("48", "9", "900", "02") POINT ("48.0001", "9", "901", "03")), NULL);

  g_assert_cmpuint (length_of (log, "latitude"), ==, 4);
  for (gsize i = 0; i < 3; i++) {
    g_assert_true (is_parted (log, "latitude", i) == (i == 1));
    g_assert_true (is_parted (log, "longitude", i) == (i == 1));
    g_assert_true (is_parted (log, "altitude", i) == (i == 1));
  }
}

/* Segments that stand in the file in another order. */
static void
test_gpx_order (void)
{
  g_autoptr (TlmLog) log = decode_text (GPX (POINT ("48", "9", "900", "02")
          POINT ("48.0001", "9", "901", "03") "</trkseg><trkseg>"
          POINT ("47", "8", "400", "00") POINT ("47.0001", "8", "401", "01")), NULL);

  g_assert_true (is_parted (log, "altitude", 1));
  g_assert_false (is_parted (log, "altitude", 0));
  g_assert_false (is_parted (log, "altitude", 2));
}

/* A point at 0, 0 has no elevation either. */
static void
test_gpx_no_place (void)
{
  g_autoptr (TlmLog) log = decode_text (GPX (POINT ("47", "8", "400", "00")
          POINT ("0.000", "-0.0", "0", "01") POINT ("0", "0", "0", "02")
          POINT ("47.0001", "8", "401", "03")), NULL);

  g_assert_cmpuint (length_of (log, "latitude"), ==, 2);
  g_assert_cmpuint (length_of (log, "altitude"), ==, 2);
  g_assert_true (is_parted (log, "altitude", 0));
  g_assert_cmpuint (log->n_no_place, ==, 2);
  g_assert_true (has_note (log, "2 places at exactly 0, 0"));
}

/* The equator and the meridian are places. */
static void
test_gpx_equator (void)
{
  g_autoptr (TlmLog) log = decode_text (GPX (POINT ("0", "8", "400", "00")
          POINT ("0", "8.0001", "400", "01") POINT ("0.1", "0", "400", "02")), NULL);

  g_assert_cmpuint (length_of (log, "latitude"), ==, 3);
  g_assert_cmpuint (log->n_no_place, ==, 0);
}

/* Two walkers in one file: the first is shown, not a mixture. */
static void
test_gpx_two (void)
{
  g_autoptr (TlmLog) log = decode_text (GPX (POINT ("47", "8", "400", "00")
          POINT ("47.0001", "8", "401", "01") POINT ("47.0002", "8", "402", "02")
          "</trkseg></trk><trk><trkseg>" POINT ("48", "9", "900", "01")
          POINT ("48", "9", "901", "02") POINT ("48", "9", "902", "09")), NULL);

  g_assert_cmpuint (length_of (log, "latitude"), ==, 4);
  g_assert_cmpfloat (tlm_series_value (track_of (log, "", "altitude")->series, 2), ==, 402);
  g_assert_true (is_parted (log, "latitude", 2));
  g_assert_true (has_note (log, "2 points"));
}

static void
check_no_place (const char *text)
{
  static const double places[][2] = { { 0, 10 }, { 1000, 10.001 }, { 4000, 10.004 } };
  g_autoptr (TlmLog) log = decode_text (text, NULL);

  assert_samples (log, "", "latitude", 3, places);
  g_assert_cmpuint (length_of (log, "longitude"), ==, 3);
  g_assert_cmpuint (length_of (log, "altitude"), ==, 5);
  g_assert_true (is_parted (log, "latitude", 1));
  g_assert_false (is_parted (log, "latitude", 0));
  g_assert_cmpuint (log->n_no_place, ==, 2);
}

static void
test_rows_no_place (void)
{
  check_no_place ("t(s),lat(deg),lon(deg),alt(m)\n0,10,20,1\n1,10.001,20,2\n2,0,0,3\n3,0,0,4\n"
      "4,10.004,20,5\n");
  check_no_place ("{\"met\":0,\"latitude\":10,\"longitude\":20,\"altitude\":1}\n"
      "{\"met\":1,\"latitude\":10.001,\"longitude\":20,\"altitude\":2}\n"
      "{\"met\":2,\"latitude\":0,\"longitude\":0,\"altitude\":3}\n"
      "{\"met\":3,\"latitude\":0.0,\"longitude\":-0.0,\"altitude\":4}\n"
      "{\"met\":4,\"latitude\":10.004,\"longitude\":20,\"altitude\":5}\n");
}

/* A second boot in the file. */
static void
test_restart (void)
{
  static const double first[][2] = { { 0, 0 }, { 1000, 1 }, { 2000, 2 }, { 3000, 3 },
    { 4000, 4 }, { 5000, 5 } };
  g_autoptr (TlmLog) log = decode_text ("t(s),alt(m)\n0,0\n1,1\n2,2\n3,3\n4,4\n5,5\n0,90\n1,91\n"
      "2,92\n3,93\n4,94\n5,95\n6,96\n", NULL);

  assert_samples (log, "", "altitude", 6, first);
  g_assert_true (has_note (log, "the clock begins again at line 8: 7 rows"));
}

/* A late row, a table of something else under the first, the newest first, and dates:
 * no second recording. */
static void
test_no_restart (void)
{
  static const double late[][2] = { { 0, 0 }, { 1000, 1 }, { 2000, 2 }, { 3000, 3 }, { 4000, 4 },
    { 5000, 5 } };
  g_autoptr (TlmLog) rows = decode_text ("t(s),alt(m)\n0,0\n1,1\n2,2\n4,4\n3,3\n5,5\n", NULL);
  g_autoptr (TlmLog) table = decode_text ("t(s),alt(m),vz(m/s)\n0,0,\n1,1,\n2,2,\n3,3,\n4,4,\n5,5,\n"
      "0,,7\n1,,7\n2,,7\n3,,7\n4,,7\n5,,7\n", NULL);
  g_autoptr (TlmLog) newest = decode_text ("t(s),alt(m)\n5,5\n4,4\n3,3\n2,2\n1,1\n0,0\n", NULL);
  g_autoptr (TlmLog) dates = decode_text ("utc,alt(m)\n2024-05-04T09:00:10Z,0\n"
      "2024-05-04T09:00:11Z,1\n2024-05-04T09:00:12Z,2\n2024-05-04T09:00:13Z,3\n"
      "2024-05-04T09:00:14Z,4\n2024-05-04T09:00:01Z,5\n2024-05-04T09:00:02Z,6\n", NULL);

  assert_samples (rows, "", "altitude", 6, late);
  assert_samples (table, "", "altitude", 6, late);
  g_assert_cmpuint (length_of (table, "vertical-speed"), ==, 6);
  assert_samples (newest, "", "altitude", 6, late);
  g_assert_cmpuint (length_of (dates, "altitude"), ==, 7);
}

/* The mission's word lets in what cannot be. */
static void
test_keep (void)
{
  static const char text[] = "t(s),alt(m)\n0,300\n1,306\n2,312\n3,318\n4,324\n5,16777301\n6,336\n"
      "7,342\n8,348\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (TlmLog) log = decode_text (text, NULL), kept = NULL;

  g_assert_cmpuint (length_of (log, "altitude"), ==, 8);
  g_assert_true (has_note (log, "altitude: 1 of 9 samples left out, first at T+00:00:05.000"));
  g_assert_true (has_note (log, "outliers=keep"));
  kept = tlm_decode_bytes (bytes, "test", &(TlmDecodeOptions) { .keep_outliers = TRUE }, NULL);
  g_assert_cmpuint (length_of (kept, "altitude"), ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lost-fix/gpx-segments", test_gpx_segments);
  g_test_add_func ("/lost-fix/gpx-order", test_gpx_order);
  g_test_add_func ("/lost-fix/gpx-no-place", test_gpx_no_place);
  g_test_add_func ("/lost-fix/gpx-equator", test_gpx_equator);
  g_test_add_func ("/lost-fix/gpx-two", test_gpx_two);
  g_test_add_func ("/lost-fix/rows-no-place", test_rows_no_place);
  g_test_add_func ("/lost-fix/restart", test_restart);
  g_test_add_func ("/lost-fix/no-restart", test_no_restart);
  g_test_add_func ("/lost-fix/keep", test_keep);
  return g_test_run ();
}
