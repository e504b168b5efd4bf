/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/iso8601.h"
#include "wire-util.h"

/* GPX, and the subtitles of DJI drones. */

static double
value (TlmLog *log, const char *channel, gsize index)
{
  return tlm_series_value (wire_track (log, "", channel)->series, index);
}

static const char gpx[] =
    "<?xml version=\"1.0\"?>\n"
    "<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\"\n"
    "  xmlns:t=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v2\">\n"
    "<metadata><time>2001-01-01T00:00:00Z</time></metadata>\n"
    "<trk><name>a</name><trkseg>\n"
    "<trkpt lat=\"47.644548\" lon=\"-122.326897\"><ele>4.46</ele>"
    "<time>2009-10-17T18:37:26Z</time><extensions><t:TrackPointExtension>"
    "<t:speed>3.5</t:speed><t:course>271</t:course></t:TrackPointExtension></extensions></trkpt>\n"
    "<trkpt lat=\"47.644549\" lon=\"-122.326898\"/>\n"
    "<trkpt lat=\"47.7\" lon=\"-122.4\"><ele>5</ele><time>2009-10-17T18:37:27.500Z</time></trkpt>\n"
    "</trkseg></trk></gpx>\n";

static void
test_gpx (void)
{
  g_autoptr (TlmLog) log = wire_decode ("gpx", gpx, strlen (gpx));
  TlmTrack *altitude = wire_track (log, "", "altitude");
  TlmInstant due;

  g_assert_cmpuint (log->n_good, ==, 2);
  g_assert_cmpuint (log->n_bad, ==, 1);
  g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
  g_assert_cmpint (altitude->datum, ==, TLM_DATUM_UNDECLARED);
  g_assert_cmpfloat (value (log, "latitude", 0), ==, 47.644548);
  g_assert_cmpfloat (value (log, "longitude", 1), ==, -122.4);
  g_assert_cmpfloat (value (log, "horizontal-speed", 0), ==, 3.5);
  g_assert_cmpfloat (value (log, "heading", 0), ==, 271);
  g_assert_true (tlm_iso8601_parse ("2009-10-17T18:37:27.5Z", 22, TLM_SCALE_UTC, &due));
  g_assert_cmpint (tlm_series_time (altitude->series, 1), ==, due);
  g_assert_cmpstr (tlm_decoder_find ((const guint8 *) gpx, strlen (gpx), NULL, NULL, NULL)->name,
      ==, "gpx");
}

/* A track that was cut keeps its whole points; entities are not followed. */
static void
test_gpx_damage (void)
{
  static const char bomb[] = "<!DOCTYPE gpx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<gpx><trk><name>&x;</name><trkseg><trkpt lat=\"1\" lon=\"2\"><time>2020-01-01T00:00:00Z"
      "</time></trkpt></trkseg></trk></gpx>";
  g_autoptr (TlmLog) cut = wire_decode ("gpx", gpx, strlen (gpx) - 100);
  g_autoptr (TlmLog) safe = wire_decode ("gpx", bomb, strlen (bomb));

  g_assert_cmpuint (cut->n_good, ==, 1);
  g_assert_cmpuint (safe->n_good, ==, 1);
  wire_check_damage ("gpx", (const guint8 *) gpx, strlen (gpx), 300);
}

/* Dialects as DJI's models write them. */
static const struct {
  const char *text, *channel;
  double value;
} dji[] = {
  { "<font size=\"36\">FrameCnt : 1, DiffTime : 33ms\n2021-06-01 10:00:00,123,456\n[iso : 100] "
      "[latitude: 50.5] [longitude: -8.25] [rel_alt: 1.500 abs_alt: 100.250] </font>",
      "altitude", 100.25 },
  { "[latitude: 50.5] [longitude: -8.25] [rel_alt: 1.500 abs_alt: 100.250]", "altitude-agl", 1.5 },
  { "[latitude : 50.5] [longtitude : -8.25] [altitude: 77.000]", "altitude", 77 },
  { "HOME(1.0,2.0) 2017.08.05 14:11:51\nGPS(-8.25,50.5,16) BAROMETER:1.9\nISO:100 EV: Fnum:2.2",
      "altitude-agl", 1.9 },
  { "HOME(1.0,2.0) 2017.08.05 14:11:51\nGPS(-8.25,50.5,16) BAROMETER:1.9", "satellites", 16 },
  { "F/2.8, SS 206, ISO 150, EV 0, GPS (-8.25, 50.5, 18), D 24.26m, H 6.00m, H.S 2.10m/s, "
      "V.S -0.50m/s", "horizontal-speed", 2.1 },
  { "F/2.8, GPS (-8.25, 50.5, 18), D 24.26m, H 6.00m, H.S 2.10m/s, V.S -0.50m/s",
      "vertical-speed", -0.5 },
  { "F/2.8, GPS (-8.25, 50.5, 18), D 24.26m, H 6.00m", "home-distance", 24.26 },
  { "2025-05-05 12:00:00.000\nGPS (-8.25, 50.5, 17), BAROMETER(40.1)</font>", "altitude-agl", 40.1 },
  { "2025.05.05 12:00:00\nGPS(-8.25,50.5,17) BAROMETER:40.1M", "altitude-agl", 40.1 },
  { "[latitude: 50,5] [longitude: -8,25] [rel_alt: 1,500 abs_alt: 100,250]", "altitude", 100.25 },
  { "F/2,8, GPS (-8,25, 50,5, 18), D 24,26m, H 6,00m, H.S 2,10m/s", "horizontal-speed", 2.1 },
  { "GPS(-8,25, 50,5, 17) BAROMETER:40,1", "altitude-agl", 40.1 },
  { "[latitude: 50.5] [longitude: -8.25] [height: 12.5]", "altitude-agl", 12.5 },
  { "GPS(-8.25,50.5,17) HEIGHT:12.5m", "altitude-agl", 12.5 },
  { "GPS(-8.25,50.5,17) H 12.5m", "altitude-agl", 12.5 },
};

/* Cut lines, and commas that may be either: no value. */
static const struct {
  const char *text, *channel;
} dji_bad[] = {
  { "[latitude: 50.5] [longitude: -8.2", "latitude" },
  { "[latitude: 50.5 [longitude: -8.25", "latitude" },
  { "[rel_alt: 1.500 abs_alt: 100.2", "altitude" },
  { "GPS(-8.25,50.5,1", "latitude" },
  { "GPS(-8,25,50,5,17)", "latitude" },
  { "GPS(-8.25)", "latitude" },
  { "H 6.0", "altitude-agl" },
  { "BAROMETER(40.", "altitude-agl" },
  { "rel_alt: 1.5", "altitude-agl" },
  { "GPS(-8.25,50.5,17,4)", "latitude" },
};

static void
test_dji (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dji); i++) {
    for (int crlf = 0; crlf < 2; crlf++) {
      g_autoptr (GString) text = g_string_new (crlf ? "\xef\xbb\xbf" : "");
      g_autoptr (TlmLog) log = NULL;
      g_string_append_printf (text, "1\n00:00:01,250 --> 00:00:01,283\n%s\n\n", dji[i].text);
      if (crlf)
        g_string_replace (text, "\n", "\r\n", 0);
      log = wire_decode ("dji-srt", text->str, text->len);
      g_assert_cmpuint (log->n_good, ==, 1);
      g_assert_cmpuint (log->n_bad, ==, 0);
      g_assert_cmpfloat (value (log, dji[i].channel, 0), ==, dji[i].value);
      g_assert_cmpfloat (value (log, "latitude", 0), ==, 50.5);
      g_assert_cmpfloat (value (log, "longitude", 0), ==, -8.25);
      g_assert_cmpint (tlm_series_time (wire_track (log, "", "latitude")->series, 0), ==,
          1250 * G_GINT64_CONSTANT (1000000));
      g_assert_cmpstr (tlm_decoder_find ((const guint8 *) text->str, text->len, NULL, NULL,
              NULL)->name, ==, "dji-srt");
    }
  }
}

static void
test_dji_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dji_bad); i++) {
    g_autofree char *text = g_strdup_printf ("1\n00:00:01,250 --> 00:00:01,283\n[latitude: 1.5] "
        "[longitude: 2.5] [rel_alt: 3.5 abs_alt: 4.5]\n\n2\n00:00:02,250 --> 00:00:02,283\n%s\n\n",
        dji_bad[i].text);
    g_autoptr (TlmLog) log = wire_decode ("dji-srt", text, strlen (text));
    g_test_message ("%s", dji_bad[i].text);
    g_assert_cmpuint (tlm_series_length (wire_track (log, "", dji_bad[i].channel)->series), ==, 1);
  }
}

/* The text of subtitles without their times. */
static void
test_dji_dates (void)
{
  static const char text[] = "2025.05.05 12:00:00\nGPS(8.25,50.5,17) BAROMETER:40.0M\n\n"
      "2025.05.05 12:00:01\nGPS(8.25,50.5,17) BAROMETER:41.0M\n\n"
      "2025.05.05 12:00:02.5\nGPS(8.25,50.5,17) BAROMETER:42.0M\n";
  g_autoptr (TlmLog) log = wire_decode ("dji-srt", text, strlen (text));
  const TlmSeries *series = wire_track (log, "", "altitude-agl")->series;

  g_assert_cmpint (log->clock, ==, TLM_CLOCK_ELAPSED);
  g_assert_cmpuint (tlm_series_length (series), ==, 3);
  g_assert_cmpint (tlm_series_time (series, 2), ==, 2500 * G_GINT64_CONSTANT (1000000));
  g_assert_cmpuint (log->notes->len, ==, 1);
  g_assert_cmpstr (tlm_decoder_find ((const guint8 *) text, strlen (text), NULL, NULL, NULL)->name,
      ==, "dji-srt");
}

static void
test_dji_pieces (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "%u\r\n00:00:%02u,000 --> 00:00:%02u,900\r\n%s%s\r\n\r\n", i, i,
        i, i % 9 == 4 ? "no telemetry " : "", i % 9 == 4 ? "" : dji[i % G_N_ELEMENTS (dji)].text);
  wire_check_pieces ("dji-srt", (const guint8 *) text->str, text->len);
  wire_check_damage ("dji-srt", (const guint8 *) text->str, text->len, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gpx/points", test_gpx);
  g_test_add_func ("/gpx/damage", test_gpx_damage);
  g_test_add_func ("/dji/dialects", test_dji);
  g_test_add_func ("/dji/bad", test_dji_bad);
  g_test_add_func ("/dji/dates", test_dji_dates);
  g_test_add_func ("/dji/pieces", test_dji_pieces);
  return g_test_run ();
}
