/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/nmea-sentence.h"
#include "core/time/iso8601.h"
#include "wire-util.h"

/* The example that everybody quotes: its checksum is 47. */
#define GGA "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"

static void
add (GString *text, const char *body)
{
  guint8 sum = 0;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  g_string_append_printf (text, "$%s*%02X\r\n", body, sum);
}

static double
value (TlmLog *log, const char *channel, gsize index)
{
  return tlm_series_value (wire_track (log, "", channel)->series, index);
}

static TlmInstant
instant (const char *text)
{
  TlmInstant out = 0;

  g_assert_true (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &out));
  return out;
}

static void
test_checksum (void)
{
  TlmNmeaSentence sentence;
  char line[] = GGA;

  g_assert_null (tlm_nmea_read (line, strlen (line), &sentence));
  g_assert_cmpstr (sentence.formatter, ==, "GGA");
  for (gsize i = 1; i < strlen (line) - 2; i++) {
    for (int bit = 0; bit < 7; bit++) {
      line[i] ^= (char) (1 << bit);
      if (bit != 5 || i < strlen (line) - 4)   /* bit 5 is the case of a digit's letter */
        g_assert_nonnull (tlm_nmea_read (line, strlen (line), &sentence));
      line[i] ^= (char) (1 << bit);
    }
  }
}

static void
test_gga_without_date (void)
{
  g_autoptr (TlmLog) log = wire_decode ("nmea", GGA, strlen (GGA));
  TlmTrack *altitude = wire_track (log, "", "altitude");

  g_assert_cmpint (log->clock, ==, TLM_CLOCK_ELAPSED);
  g_assert_cmpfloat_with_epsilon (value (log, "latitude", 0), 48 + 7.038 / 60, 1e-12);
  g_assert_cmpfloat_with_epsilon (value (log, "longitude", 0), 11 + 31.0 / 60, 1e-12);
  g_assert_cmpint (altitude->datum, ==, TLM_DATUM_MSL);
  g_assert_cmpfloat (value (log, "altitude", 0), ==, 545.4);
  g_assert_cmpfloat_with_epsilon (value (log, "altitude-ellipsoid", 0), 592.3, 1e-9);
  g_assert_cmpfloat (value (log, "satellites", 0), ==, 8);
  g_assert_cmpint (tlm_series_time (altitude->series, 0), ==, 0);
}

/* A flight over midnight: the date comes with the RMC after the first GGA. */
static GString *
make_flight (void)
{
  GString *text = g_string_new (NULL);

  add (text, "GNGGA,235959.50,4807.038,N,01131.000,W,1,08,0.9,100.0,M,,M,,");
  add (text, "GNRMC,235959.50,A,4807.038,N,01131.000,W,022.4,084.4,051021,,,A");
  add (text, "GNVTG,084.4,T,,M,022.4,N,41.4848,K,A");
  add (text, "GNGGA,000000.50,4807.040,S,01131.000,W,1,08,0.9,101.0,M,,M,,");
  add (text, "GNGSA,A,3,,,,,,,,,,,,,1.0,1.0,1.0");
  add (text, "PUBX,00,,,");
  add (text, "GNGGA,000001.50,4807.040,S,01131.000,W,0,00,,,M,,M,,");
  add (text, "GNZDA,000002.00,06,10,2021,00,00");
  return text;
}

static void
test_flight (void)
{
  g_autoptr (GString) text = make_flight ();
  g_autoptr (TlmLog) log = wire_decode ("nmea", text->str, text->len);
  TlmSeries *altitude = wire_track (log, "", "altitude")->series;

  g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
  g_assert_cmpuint (log->n_good, ==, 8);
  g_assert_cmpuint (tlm_series_length (altitude), ==, 2);
  g_assert_cmpint (tlm_series_time (altitude, 0), ==, instant ("2021-10-05T23:59:59.5Z"));
  g_assert_cmpint (tlm_series_time (altitude, 1), ==, instant ("2021-10-06T00:00:00.5Z"));
  g_assert_cmpfloat (value (log, "latitude", 1), <, 0);
  g_assert_cmpfloat (value (log, "longitude", 1), <, 0);
  g_assert_cmpfloat_with_epsilon (value (log, "horizontal-speed", 0), 22.4 * 1852 / 3600, 1e-3);
  g_assert_cmpfloat (value (log, "heading", 0), ==, 84.4);
}

static void
test_pieces_and_garbage (void)
{
  g_autoptr (GString) clean = g_string_new (NULL), dirty = g_string_new (NULL);
  g_autoptr (TlmLog) a = NULL, b = NULL;
  g_autoptr (GHashTable) samples_a = wire_samples_new (), samples_b = wire_samples_new ();

  for (int i = 0; i < 50; i++) {
    char body[120];
    g_autofree char *line = NULL;
    gsize begin = clean->len;
    g_snprintf (body, sizeof body, "GPRMC,1200%02d,A,4807.038,N,01131.%03d,E,022.4,084.4,051021,,,A",
        i, i);
    add (clean, body);
    if (i % 5 == 0)
      g_string_append_len (dirty, "\xff$GPRMC,12\0,*", 13);
    if (i % 7 == 0)
      g_string_append (dirty, "$GPGGA,broken*00\r\n");
    g_string_append_len (dirty, clean->str + begin, (gssize) (clean->len - begin));
  }
  a = wire_decode ("nmea", clean->str, clean->len);
  b = wire_decode ("nmea", dirty->str, dirty->len);
  wire_collect (samples_a, a);
  wire_collect (samples_b, b);
  wire_assert_same (samples_a, samples_b);
  g_assert_cmpuint (b->n_good, ==, 50);
  /* 8 broken ones and 10 that are cut off, two of these on the lines of broken ones. */
  g_assert_cmpuint (b->n_bad, ==, 16);
  wire_check_pieces ("nmea", (const guint8 *) dirty->str, dirty->len);
  wire_check_damage ("nmea", (const guint8 *) dirty->str, dirty->len, 300);
}

static void
test_found_by_content (void)
{
  g_autoptr (GString) text = make_flight ();
  const TlmDecoder *decoder = tlm_decoder_find ((const guint8 *) text->str, text->len, "a.txt",
          NULL, NULL);

  g_assert_cmpstr (decoder->name, ==, "nmea");
}

/* Each way of saying that there is no fix parts what is before and after it. */
static void
test_lost_fix (void)
{
  static const char *const lost[] = {
    "GPGGA,120001,,,,,0,00,,,M,,M,,", "GPGGA,120001,1000.000,N,02000.000,E,0,00,9.9,5.0,M,0.0,M,,",
    "GPRMC,120001,V,,,,,,,040524,,,N", "GPRMC,120001,A,1000.000,N,02000.000,E,0,0,040524,,,N",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lost); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    add (text, "GPRMC,115959,A,1000.000,N,02000.000,E,1.0,0,040524,,,A");
    add (text, "GPRMC,120000,A,1000.001,N,02000.000,E,1.0,0,040524,,,A");
    add (text, lost[i]);
    add (text, "GPRMC,120002,A,1000.009,N,02000.000,E,1.0,0,040524,,,A");
    g_autoptr (TlmLog) log = wire_decode ("nmea", text->str, text->len);
    TlmSeries *series = wire_track (log, "", "latitude")->series;
    g_assert_cmpuint (tlm_series_length (series), ==, 3);
    g_assert_false (tlm_series_is_gap (series, 0));
    g_assert_true (tlm_series_is_gap (series, 1));
  }
}

/* GGA and RMC say the place of one fix with other digits: it is one. */
static void
test_one_place (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 10; i++) {
    g_autofree char *gga = g_strdup_printf ("GPGGA,12000%u,1000.00%u2,N,02000.0000,E,1,08,0.9,"
        "5.0,M,0.0,M,,", i, i);
    g_autofree char *rmc = g_strdup_printf ("GPRMC,12000%u,A,1000.00%u,N,02000.000,E,1.0,0,"
        "040524,,,A", i, i);
    add (text, gga);
    add (text, rmc);
  }
  g_autoptr (TlmLog) log = wire_decode ("nmea", text->str, text->len);
  TlmSeries *series = wire_track (log, "", "latitude")->series;
  g_assert_cmpuint (tlm_series_length (series), ==, 10);
  g_assert_cmpuint (tlm_series_duplicates (series), ==, 0);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpfloat_with_epsilon (tlm_series_value (series, i), 10 + (0.001 * i + 0.0002) / 60,
        1e-12);
}

/* The leap second of 31 December 2016 (leap-seconds.list) stands between its neighbours,
 * also while no date has come yet. */
static void
test_leap_second (void)
{
  static const char *const times[] = { "235958", "235959", "235960", "000000", "000001" };
  static const char *const due[] = { "2016-12-31T23:59:58Z", "2016-12-31T23:59:59Z",
    "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", "2017-01-01T00:00:01Z" };

  for (guint dated = 0; dated < G_N_ELEMENTS (times); dated++) {
    g_autoptr (GString) text = g_string_new (NULL);
    for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
      g_autofree char *gga = g_strdup_printf ("GPGGA,%s,1000.000,N,02000.000,E,1,08,0.9,%u.0,M,,M,,",
          times[i], i);
      g_autofree char *rmc = g_strdup_printf ("GPRMC,%s,A,1000.000,N,02000.000,E,1.0,0,%s,,,A",
          times[i], i < 3 ? "311216" : "010117");
      add (text, gga);
      if (i == dated)
        add (text, rmc);
    }
    g_autoptr (TlmLog) log = wire_decode ("nmea", text->str, text->len);
    TlmSeries *altitude = wire_track (log, "", "altitude")->series;
    g_test_message ("date at %s", times[dated]);
    g_assert_cmpuint (tlm_series_length (altitude), ==, G_N_ELEMENTS (times));
    for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
      g_assert_cmpint (tlm_series_time (altitude, i), ==, instant (due[i]));
      g_assert_cmpfloat (tlm_series_value (altitude, i), ==, i);
    }
  }
}

/* A receiver's own clock, without a fix, says no date. */
static void
test_clock_without_fix (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add (text, "GPZDA,000010.00,06,01,1980,00,00");
  add (text, "GPGGA,000010,,,,,0,00,,,M,,M,,");
  add (text, "GPZDA,000011.00,06,01,1980,00,00");
  add (text, "GPGGA,090000,1000.000,N,02000.000,E,1,08,0.9,5.0,M,,M,,");
  add (text, "GPZDA,090000.00,04,05,2024,00,00");
  g_autoptr (TlmLog) log = wire_decode ("nmea", text->str, text->len);
  TlmSeries *altitude = wire_track (log, "", "altitude")->series;
  g_assert_cmpuint (tlm_series_length (altitude), ==, 1);
  g_assert_cmpint (tlm_series_time (altitude, 0), ==, instant ("2024-05-04T09:00:00Z"));
}

/* A receiver that has a fix, and learns a second later that 1024 weeks more have passed. */
static void
test_rollover (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++) {
    g_autofree char *rmc = g_strdup_printf ("GPRMC,09000%u,A,1000.00%u,N,02000.000,E,1.0,0,%s,,,A",
        i, i, i < 2 ? "190904" : "050524");
    add (text, rmc);
  }
  g_autoptr (TlmLog) log = wire_decode ("nmea", text->str, text->len);
  TlmSeries *latitude = wire_track (log, "", "latitude")->series;
  g_assert_cmpuint (tlm_series_length (latitude), ==, 4);
  g_assert_cmpint (tlm_series_time (latitude, 0), ==, instant ("2024-05-05T09:00:00Z"));
  g_assert_cmpint (tlm_series_time (latitude, 3), ==, instant ("2024-05-05T09:00:03Z"));
  g_assert_cmpfloat_with_epsilon (tlm_series_value (latitude, 1), 10 + 0.001 / 60, 1e-12);
}

/* VTG has no time: behind a sentence that was lost it is of no known one. */
static void
test_vtg_behind_a_loss (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TlmSeries *series;

  add (text, "GPRMC,120000,A,4807.038,N,01131.000,E,010.0,084.4,230394,003.1,W");
  add (text, "GPRMC,120001,A,4807.038,N,01131.000,E,020.0,084.4,230394,003.1,W");
  text->str[text->len - 5] ^= 1;
  add (text, "GNVTG,084.4,T,,M,020.0,N,37.04,K,A");
  add (text, "GPRMC,120002,A,4807.038,N,01131.000,E,030.0,084.4,230394,003.1,W");
  g_autoptr (TlmLog) log = wire_decode ("nmea", text->str, text->len);
  series = wire_track (log, "", "horizontal-speed")->series;
  g_assert_cmpuint (tlm_series_length (series), ==, 2);
  g_assert_cmpuint (tlm_series_duplicates (series), ==, 0);
  g_assert_cmpfloat_with_epsilon (tlm_series_value (series, 0), 10 * 1852.0 / 3600, 1e-9);
  g_assert_cmpfloat_with_epsilon (tlm_series_value (series, 1), 30 * 1852.0 / 3600, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nmea/checksum", test_checksum);
  g_test_add_func ("/nmea/no-date", test_gga_without_date);
  g_test_add_func ("/nmea/flight", test_flight);
  g_test_add_func ("/nmea/pieces", test_pieces_and_garbage);
  g_test_add_func ("/nmea/found", test_found_by_content);
  g_test_add_func ("/nmea/lost-fix", test_lost_fix);
  g_test_add_func ("/nmea/one-place", test_one_place);
  g_test_add_func ("/nmea/leap-second", test_leap_second);
  g_test_add_func ("/nmea/clock-without-fix", test_clock_without_fix);
  g_test_add_func ("/nmea/rollover", test_rollover);
  g_test_add_func ("/nmea/vtg-behind-a-loss", test_vtg_behind_a_loss);
  return g_test_run ();
}
