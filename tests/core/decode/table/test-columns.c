/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "core/decode/table/column-name.h"
#include "decode-text.h"

static void
test_names (void)
{
  static const struct {
    const char *name, *channel, *unit;
    TlmDatum datum;
  } rows[] = {
    { "alt(ft)", "altitude", "ft", TLM_DATUM_UNDECLARED },
    { "altitude[m]", "altitude", "m", TLM_DATUM_UNDECLARED },
    { "Altitude (Ft-AGL)", "altitude", "ft", TLM_DATUM_AGL },
    { "alt_ft_agl", "altitude", "ft", TLM_DATUM_AGL },
    { "altitude_msl_m", "altitude", "m", TLM_DATUM_MSL },
    { "Altitude MSL (km)", "altitude", "km", TLM_DATUM_MSL },
    { "speed_kmh", "speed", "km/h", TLM_DATUM_UNDECLARED },
    { "vel m/s", "speed", "m/s", TLM_DATUM_UNDECLARED },
    { "z (m)", "altitude", "m", TLM_DATUM_UNDECLARED },
    { "vz(ft/s)", "vertical-speed", "ft/s", TLM_DATUM_UNDECLARED },
    { "Vertical Speed (m/s)", "vertical-speed", "m/s", TLM_DATUM_UNDECLARED },
    { "Acceleration {g}", "acceleration", "g", TLM_DATUM_UNDECLARED },
    { "battery_v", "battery-voltage", "V", TLM_DATUM_UNDECLARED },
    { "lat", "latitude", NULL, TLM_DATUM_UNDECLARED },
    { "h", "altitude", NULL, TLM_DATUM_UNDECLARED },
    { "alt_min", NULL, NULL, TLM_DATUM_UNDECLARED },
    { "sat01", NULL, NULL, TLM_DATUM_UNDECLARED },
    { "", NULL, NULL, TLM_DATUM_UNDECLARED },
    { "()", NULL, NULL, TLM_DATUM_UNDECLARED },
    { "useless", NULL, NULL, TLM_DATUM_UNDECLARED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmColumnName name = tlm_column_name_read (rows[i].name);
    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (name.meaning, ==, rows[i].channel ? TLM_COLUMN_CHANNEL : TLM_COLUMN_UNKNOWN);
    if (rows[i].channel)
      g_assert_cmpstr (tlm_channel_get (name.channel)->name, ==, rows[i].channel);
    g_assert_cmpstr (name.unit ? name.unit->symbol : NULL, ==, rows[i].unit);
    g_assert_cmpint (name.datum, ==, rows[i].datum);
  }
}

static void
test_time_names (void)
{
  static const struct {
    const char *name, *unit;
    TlmColumnClock clock;
  } rows[] = {
    { "t(s)", "s", TLM_COLUMN_CLOCK_ELAPSED }, { "time_ms", "ms", TLM_COLUMN_CLOCK_ELAPSED },
    { "time", NULL, TLM_COLUMN_CLOCK_UNKNOWN }, { "time(not s)", NULL, TLM_COLUMN_CLOCK_UNKNOWN },
    { "utc", NULL, TLM_COLUMN_CLOCK_TEXT }, { "unix", "s", TLM_COLUMN_CLOCK_UNIX },
    { "unix_time_ms", "ms", TLM_COLUMN_CLOCK_UNIX }, { "epoch", "s", TLM_COLUMN_CLOCK_UNIX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmColumnName name = tlm_column_name_read (rows[i].name);
    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (name.meaning, ==, TLM_COLUMN_TIME);
    g_assert_cmpint (name.clock, ==, rows[i].clock);
    g_assert_cmpstr (name.unit ? name.unit->symbol : NULL, ==, rows[i].unit);
  }
}

static void
test_option (void)
{
  static const struct {
    const char *columns, *text, *vehicle, *channel;
    double value;
  } rows[] = {
    { "time=t:s,altitude=alt:ft,speed=vz:ft/s", "t,alt,vz\n1,1000,2\n", "", "altitude", 304.8 },
    { "time=t:s,altitude=alt:ft-agl,speed=vz:ft/s", "t,alt,vz\n1,1000,2\n", "", "speed", 0.6096 },
    { "time=#1:s,altitude=#3:m", "a,b,b\n1,5,7\n", "", "altitude", 7 },
    { "time=#1:s,altitude=#2:m", "1,7\n2,8\n", "", "altitude", 7 },
    { "time=t:s,stage1/altitude=h1:km,stage2/altitude=h2:km", "t,h1,h2\n1,2,3\n", "stage2",
        "altitude", 3000 },
    { "time=\"a,b:c\":s,altitude=z:m", "\"a,b:c\",z\n1,7\n", "", "altitude", 7 },
    { " time = t : s , altitude = alt : m ", "t,alt\n1,7\n", "", "altitude", 7 },
    { "time=t:s,tank-level=x:%", "t,x\n1,50\n", "", "tank-level", 0.5 },
    { "time=t:s,altitude=b:m", "t,altitude,b\n1,5,7\n", "", "altitude", 7 },
    { "time=t:s", "t,alt(km)\n1,7\n", "", "altitude", 7000 },
    { "time=t:min,altitude=alt(km)", "t,alt(km)\n0.016666666666666666,7\n", "", "altitude", 7000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const double due[][2] = { { 1000, rows[i].value } };
    g_autoptr (TlmLog) log = decode_text (rows[i].text, rows[i].columns);
    const TlmTrack *track = track_of (log, rows[i].vehicle, rows[i].channel);
    g_test_message ("%s", rows[i].columns);
    g_assert_nonnull (track);
    g_assert_cmpint (tlm_series_time (track->series, 0), ==, (gint64) due[0][0] * 1000000);
    g_assert_cmpfloat_with_epsilon (tlm_series_value (track->series, 0), due[0][1], 1e-9);
  }
}

static void
test_own_times (void)
{
  g_autoptr (TlmLog) log = decode_text ("ta,a,tb,b\n1,10,100,20\n2,11,,\n",
      "time=ta:s,speed=a:m/s,time=tb:ms,altitude=b:m");
  static const double speed[][2] = { { 1000, 10 }, { 2000, 11 } }, altitude[][2] = { { 100, 20 } };

  assert_samples (log, "", "speed", 2, speed);
  assert_samples (log, "", "altitude", 1, altitude);
}

/* Each error names the place and what to do. */
static void
test_errors (void)
{
  static const struct {
    const char *text, *columns, *said[4];
  } rows[] = {
    { "time,alt,vel\n0,1,2\n", NULL, { "line 1", "\"time\", \"alt\", \"vel\"",
        "columns found: time, alt, vel", "columns=\"time=time:?,altitude=alt:?,speed=vel:?\"" } },
    { "t(s),alt\n0,1\n", NULL, { "the unit is not known of \"alt\"", "time=t(s):s",
        "altitude=alt:?" } },
    { "T,Baro Alt,GPS Vel\n0,1,2\n", NULL, { "the unit is not known of \"T\"",
        "columns=\"time=T:?,altitude=Baro Alt:?,speed=GPS Vel:?\"" } },
    { "a,b\n0,1\n", NULL, { "no column is known to be the time", "columns found: a, b",
        "columns=\"time=?:s" } },
    { "t(s),b\n0,1\n", NULL, { "no column is known but the time" } },
    { "1,2,3\n4,5,6\n", NULL, { "line 1", "no line with the names",
        "columns=\"time=#1:?,altitude=#2:?,speed=#3:?\"" } },
    { "t,x\n0,1\n", "time=t:s,altitude=y:m", { "names \"y\", which is not there",
        "columns found: t, x" } },
    { "t,x\n0,1\n", "time=t:s,altitude=#9:m", { "column #9, which is not there" } },
    { "t,x\n0,1\n", "time=t:s,altitude=x:furlong", { "\"furlong\" is no known unit",
        "altitude=alt:ft" } },
    { "t,x\n0,1\n", "time=t:s,altitude=x:m/s", { "m/s is a unit of speed", "length" } },
    { "t,x\n0,1\n", "time=t:s,altitude=x:?", { "put the unit in place of the question mark" } },
    { "t,x\n0,1\n", "time=t:s,altitude=x", { "the unit is not known of \"x\"" } },
    { "t,x\n0,1\n", "time", { "an entry is target=column:unit" } },
    { "t,x\n0,1\n", "time=#0:s", { "after # comes the number of a column" } },
    { "t,x\n0,1\n", "time=\"t:s", { "the quote is not closed" } },
    { "t(furlongs),alt(m)\n0,1\n", NULL, { "the unit is not known of \"t(furlongs)\"" } },
    { "t(s),alt(K)\n0,1\n", NULL, { "K is a unit of temperature" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (rows[i].text, strlen (rows[i].text));
    g_autoptr (GError) error = NULL;
    TlmDecodeOptions options = { .columns = rows[i].columns };
    g_assert_null (tlm_decode_bytes (bytes, "flight.csv", &options, &error));
    g_test_message ("%s", error->message);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_COLUMNS);
    g_assert_true (g_str_has_prefix (error->message, "flight.csv: "));
    for (gsize k = 0; k < 4 && rows[i].said[k]; k++)
      g_assert_nonnull (strstr (error->message, rows[i].said[k]));
  }
}

/* What nobody declared is kept, under a name no layout takes for a measure. */
static void
test_undeclared (void)
{
  g_autoptr (TlmLog) log = decode_text ("t(s),alt(m),temperature,widget,lat\n1,2,3,4,5\n", NULL);

  g_assert_null (track_of (log, "", "temperature"));
  g_assert_cmpint (track_of (log, "", "temperature-raw")->quantity, ==, TLM_QUANTITY_NONE);
  g_assert_cmpint (track_of (log, "", "widget")->quantity, ==, TLM_QUANTITY_NONE);
  g_assert_nonnull (track_of (log, "", "latitude"));
  g_assert_true (has_note (log, "\"lat\" names no unit: read in degrees"));
}

static void
test_altitudes (void)
{
  g_autoptr (TlmLog) log = decode_text ("t(s),alt(m AGL),alt(m MSL),alt(ft)\n1,2,3,4\n", NULL);

  g_assert_cmpint (track_of (log, "", "altitude")->datum, ==, TLM_DATUM_AGL);
  g_assert_cmpint (track_of (log, "", "altitude-msl")->datum, ==, TLM_DATUM_MSL);
  g_assert_cmpfloat (tlm_series_value (track_of (log, "", "alt(ft)")->series, 0), ==, 4 * 0.3048);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/names", test_names);
  g_test_add_func ("/columns/time-names", test_time_names);
  g_test_add_func ("/columns/option", test_option);
  g_test_add_func ("/columns/own-times", test_own_times);
  g_test_add_func ("/columns/errors", test_errors);
  g_test_add_func ("/columns/undeclared", test_undeclared);
  g_test_add_func ("/columns/altitudes", test_altitudes);
  return g_test_run ();
}
