/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "decode-text.h"

/* One table, written in many ways. */
static void
test_spellings (void)
{
  static const char *const texts[] = {
    "t(s),alt(m)\n0,10\n0.5,20.5\n",
    "t(s),alt(m)\r\n0,10\r\n0.5,20.5\r\n",
    "t(s),alt(m)\r0,10\r0.5,20.5\r",
    "\xef\xbb\xbft(s),alt(m)\n0,10\n0.5,20.5\n",
    "t(s);alt(m)\n0;10\n0,5;20,5\n",
    "t(s)\talt(m)\n0\t10\n0,5\t20,5\n",
    "t(s)\talt(m)\n0\t10\n0.5\t20.5\n",
    "t(s)|alt(m)\n0|10\n0.5|20.5\n",
    "t(s)  alt(m)\n  0     10\n  0.5 20.5\n",
    "\"t(s)\",\"alt(m)\"\n\"0\",\"10\"\n\"0.5\", \"20.5\"\n",
    "alt(m),t(s)\n10,0\n20.5,0.5\n",
    "# a comment\n% another, with a comma\n// a third\nt(s),alt(m)\n0,10\n# between\n0.5,20.5\n",
    "# t(s) alt(m)\n0 10\n0.5 20.5\n",
    "#t(s),alt(m)\n0,10\n0.5,20.5\n",
    "t(s),alt(m),\n0,10,\n0.5,20.5,\n",
    "\n\nt(s),alt(m)\n\n0,10\n\n0.5,20.5",
    "t(s) , alt(m) \n 0 , 10 \n 0.5 , 20.5 \n",
    "t(s),alt(m),note\n0,10,\"a, b\"\n0.5,20.5,\"say \"\"go\"\"\"\n",
    "t(s),alt(m)\n0.5,20.5\n0,10\n",
    "t(s),alt(km)\n0,0.01\n0.5,0.0205\n",
    "t(ms),alt(m)\n0,10\n500,20.5\n",
    "sep=;\nt(s);alt(m)\n0;10\n0.5;20.5\n",
    "SEP=|\r\nt(s)|alt(m)\r\n0|10\r\n0.5|20.5\r\n",
    "Flight of 3 May\nt(s),alt(m),x\n0,10,1\n0.5,20.5,1\n",
    "Recorder,7\nRate,10\n\nt(s),alt(m),x,y\n0,10,1,1\n0.5,20.5,1,1\n",
    "t,alt\ns,m\n0,10\n0.5,20.5\n",
    "t;alt;note\n[s];[km];-\n0;0,01;a\n0,5;0,0205;b\n",
    "# Two words, and more\n# t(s),alt(m)\n# Event LAUNCH occurred at t=0 seconds\n0,10\n"
        "# Event APOGEE occurred at t=0.5 seconds\n0.5,20.5\n",
    "# Time (s),Altitude (ft),Mach number (\xe2\x80\x8b)\n0,32.80839895013123,0\n"
        "0.5,67.25721784776903,0\n",
  };
  static const double due[][2] = { { 0, 10 }, { 500, 20.5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (TlmLog) log = decode_text (texts[i], NULL);
    g_test_message ("spelling %zu", i);
    g_assert_cmpuint (log->n_bad, ==, 0);
    g_assert_cmpuint (log->n_good, ==, 2);
    assert_samples (log, "", "altitude", 2, due);
  }
}

static void
test_utf16 (void)
{
  static const char text[] = "t(s),alt(m)\n0,10\n0.5,20.5\n";
  static const double due[][2] = { { 0, 10 }, { 500, 20.5 } };
  static const char *const charsets[] = { "UTF-16LE", "UTF-16BE" };

  for (gsize i = 0; i < 2; i++) {
    gsize length;
    g_autofree char *wide = g_convert (text, -1, charsets[i], "UTF-8", NULL, &length, NULL);
    g_autoptr (GByteArray) all = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    g_byte_array_append (all, (const guint8 *) (i ? "\xfe\xff" : "\xff\xfe"), 2);
    g_byte_array_append (all, (const guint8 *) wide, (guint) length);
    g_autoptr (GBytes) bytes = g_bytes_new (all->data, all->len);
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "wide", NULL, &error);
    g_assert_no_error (error);
    assert_samples (log, "", "altitude", 2, due);
  }
}

static void
test_missing (void)
{
  g_autoptr (TlmLog) log = decode_text ("t(s),alt(m),vz(m/s)\n"
      "-2,nan,1\n-1,,2\n0,null,-\n1,NaN,--\n2,5,\nnan,nan,nan\n,,\n3,6,inf\n", NULL);
  static const double altitude[][2] = { { 2000, 5 }, { 3000, 6 } };
  static const double rate[][2] = { { -2000, 1 }, { -1000, 2 } };

  assert_samples (log, "", "altitude", 2, altitude);
  assert_samples (log, "", "vertical-speed", 2, rate);
  g_assert_cmpuint (log->n_bad, ==, 1);
  g_assert_cmpstr (log->first_bad, ==, "line 9: vz(m/s) is \"inf\", infinite: left out");
}

static void
test_time_steps (void)
{
  g_autoptr (TlmLog) log = decode_text ("t(s),alt(m)\n0,0\n2,2\n1,1\n1,11\n3,3\n", NULL);
  static const double due[][2] = { { 0, 0 }, { 1000, 1 }, { 2000, 2 }, { 3000, 3 } };

  assert_samples (log, "", "altitude", 4, due);
  g_assert_true (has_note (log, "time steps back 1 times, first at line 4"));
  g_assert_true (has_note (log, "1 samples of a channel are left out for having the same time"));
}

static void
test_bad_rows (void)
{
  static const struct {
    const char *row, *said;
  } rows[] = {
    { "1,2,3", "line 3: 3 cells, not 2 as there are columns" },
    { "1", "line 3: 1 cells, not 2 as there are columns" },
    { "x,2", "line 3: t(s) is \"x\", no time" },
    { "1,2x", "line 3: alt(m) is \"2x\", no number" },
    { "1,\"2", "line 3: a quote is not closed" },
    { ",2", "line 3: no time" },
    { "1,1e30", "line 3: alt(m) is \"1e30\", more than this channel can be: left out" },
    { "1e30,1", "line 3: t(s) is \"1e30\", over 140 years from liftoff" },
    { "1,\x01\xff", "line 3: alt(m) is \"\\x01\xef\xbf\xbd\", no number" },
  };
  static const double due[][2] = { { 0, 1 }, { 5000, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup_printf ("t(s),alt(m)\n0,1\n%s\n5,3\n", rows[i].row);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (GError) error = NULL;
    TlmDecodeOptions options = { .format = "csv" };
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "test", &options, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (log->n_bad, ==, 1);
    g_assert_cmpstr (log->first_bad, ==, rows[i].said);
    assert_samples (log, "", "altitude", 2, due);
  }
}

static void
test_two_vehicles (void)
{
  g_autoptr (TlmLog) wide = decode_text ("t,v1,h1,v2,h2\n1,36,1,nan,nan\n2,72,2,18,1\n", NULL);
  g_autoptr (TlmLog) tall = decode_text ("t(s),vehicle,alt(km),v(km/h)\n1,stage1,1,36\n"
      "2,stage1,2,72\n2,stage2,1,18\n", NULL);
  static const double first[][2] = { { 1000, 10 }, { 2000, 20 } }, second[][2] = { { 2000, 5 } };

  assert_samples (wide, "stage1", "speed", 2, first);
  assert_samples (wide, "stage2", "speed", 1, second);
  g_assert_cmpstr (wide->dialect, ==, "starship-telemetry");
  assert_samples (tall, "stage1", "speed", 2, first);
  assert_samples (tall, "stage2", "speed", 1, second);
}

static void
test_dates (void)
{
  g_autoptr (TlmLog) utc = decode_text ("utc,alt(m)\n2021-10-05T08:55:02.5Z,1\n", NULL);
  g_autoptr (TlmLog) unix_log = decode_text ("unix_ms,alt(m)\n1633424102500,1\n", NULL);
  g_autoptr (TlmLog) elapsed = decode_text ("time,alt(m)\nT+00:01:12.5,1\nT+00:01:13,2\n", NULL);
  static const double due[][2] = { { 72500, 1 }, { 73000, 2 } };

  /* 1633424102 s POSIX and 37 leap seconds */
  g_assert_cmpint (utc->clock, ==, TLM_CLOCK_TAI);
  g_assert_cmpint (tlm_series_time (track_of (utc, "", "altitude")->series, 0), ==,
      G_GINT64_CONSTANT (1633424139500000000));
  g_assert_cmpint (unix_log->clock, ==, TLM_CLOCK_TAI);
  g_assert_cmpint (tlm_series_time (track_of (unix_log, "", "altitude")->series, 0), ==,
      G_GINT64_CONSTANT (1633424139500000000));
  g_assert_cmpint (elapsed->clock, ==, TLM_CLOCK_ELAPSED);
  assert_samples (elapsed, "", "altitude", 2, due);
}

static void
test_text_and_events (void)
{
  g_autoptr (TlmLog) log = decode_text ("t(s),alt(m),state_name,event\n"
      "0,0,boost,liftoff\n1,5,boost,liftoff\n2,9,coast,\n3,9,coast,Max Q\n", NULL);
  g_autoptr (TlmLog) list = decode_text ("time,event,vehicle\n62,Max Q,\n150,MECO,stage1\n"
      "160,MECO,stage2\n", NULL);
  TlmTextTrack *state = tlm_log_text (tlm_log_vehicle (log, ""), "state_name");
  const TlmEvent *event;

  g_assert_cmpstr (tlm_text_track_at (state, TLM_SECOND, NULL), ==, "boost");
  g_assert_cmpstr (tlm_text_track_at (state, 3 * TLM_SECOND, NULL), ==, "coast");
  g_assert_cmpuint (state->values->len, ==, 2);
  g_assert_cmpuint (log->events->len, ==, 2);
  g_assert_cmpuint (list->events->len, ==, 3);
  event = list->events->pdata[0];
  g_assert_cmpstr (event->id, ==, "max-q");
  g_assert_cmpstr (event->label, ==, "Max Q");
  g_assert_null (event->vehicle);
  event = list->events->pdata[2];
  g_assert_cmpstr (event->vehicle, ==, "stage2");
  g_assert_cmpint (event->time_ns, ==, 160 * TLM_SECOND);
}

/* Thousands apart, and what is no such thing. */
static void
test_groups (void)
{
  static const struct {
    const char *text;
    double value;            /* of the altitude's last sample */
  } rows[] = {
    { "t(s);alt(m)\n0,5;980,5\n1,5;1.051,0\n", 1051 },
    { "t(s);alt(m)\n0;1.050,5\n1;1.051,5\n", 1051.5 },
    { "t(s);alt(m)\n0,5;1.234.567\n1,5;-1.234.568\n", -1234568 },
    { "t(s);alt(m)\n0,5;2.345\n1,5;1.234.568,5\n", 1234568.5 },
    { "t(s),\"alt(m)\"\n0.5,\"980.5\"\n1.5,\"1,051.5\"\n", 1051.5 },
    { "t(s);alt(m)\n0.5;980.5\n1.5;1,051.5\n", 1051.5 },
    { "t(s);alt(m)\n0.5;980.5\n1.5;1'051.5\n", 1051.5 },
    { "t(s);alt(m)\n0,5;980,5\n1,5;1\xe2\x80\xaf" "051,5\n", 1051.5 },
    { "t(s);alt(m)\n0,5;980,5\n1,5;12\xc2\xa0" "051,5\n", 12051.5 },
    { "t(s)\talt(m)\n0.5\t980.5\n1.5\t1 051.5\n", 1051.5 },
    { "t(s);alt(m)\n0.500;1.051\n1.250;2.051\n", 2.051 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlmLog) log = decode_text (rows[i].text, NULL);
    const TlmSeries *series = track_of (log, "", "altitude")->series;
    g_test_message ("%s", rows[i].text);
    g_assert_cmpuint (log->n_bad, ==, 0);
    g_assert_cmpuint (tlm_series_length (series), ==, 2);
    g_assert_cmpfloat_with_epsilon (tlm_series_value (series, 1), rows[i].value, 1e-9);
  }
}

/* Beside commas a lone point may be either: no number. */
static void
test_groups_unknown (void)
{
  static const char *const texts[] = {
    "t(s);alt(m)\n0,5;10,5\n1,5;10,5\n2,5;1.051\n",
    "t(s);alt(m);v(m/s)\n0,5;10,5;1\n1,5;10,5;1,5\n2,5;10,5;48.1371\n",
    "t(s);alt(m)\n0,5;10,5\n1,5;10,5\n2,5;1.05.1,0\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (TlmLog) log = decode_text (texts[i], NULL);
    g_test_message ("%s", texts[i]);
    g_assert_cmpuint (log->n_good, ==, 2);
    g_assert_cmpuint (log->n_bad, ==, 1);
  }
}

/* An export of OpenRocket: its events, and a unit that nobody sees. */
static void
test_event_comments (void)
{
  g_autoptr (TlmLog) log = decode_text ("# Name (Up to date)\n# 3 columns\n"
      "# Time (s),Altitude (m),Mach number (\xe2\x80\x8b)\n"
      "# Event LAUNCH occurred at t=0 seconds\n0,0,0\n"
      "# Event RECOVERY_DEVICE_DEPLOYMENT occurred at t=0.25 seconds\n"
      "# Event ill-formed\n# Event X occurred at t=y seconds\n0.5,5,0.1\n"
      "# Event GROUND_HIT occurred at t=1.5 seconds\n", NULL);
  static const struct {
    const char *id, *label;
    gint64 ms;
  } due[] = { { "launch", "Launch", 0 },
    { "recovery-device-deployment", "Recovery device deployment", 250 },
    { "landing", NULL, 1500 } };

  g_assert_cmpuint (log->events->len, ==, G_N_ELEMENTS (due));
  for (guint i = 0; i < G_N_ELEMENTS (due); i++) {
    const TlmEvent *event = log->events->pdata[i];
    g_assert_cmpstr (event->id, ==, due[i].id);
    g_assert_cmpstr (event->label, ==, due[i].label);
    g_assert_cmpint (event->time_ns, ==, due[i].ms * 1000000);
    g_assert_cmpint (event->confidence, ==, TLM_CONFIDENCE_GIVEN);
  }
  g_assert_nonnull (track_of (log, "", "Mach number"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/spellings", test_spellings);
  g_test_add_func ("/csv/utf16", test_utf16);
  g_test_add_func ("/csv/missing", test_missing);
  g_test_add_func ("/csv/time-steps", test_time_steps);
  g_test_add_func ("/csv/bad-rows", test_bad_rows);
  g_test_add_func ("/csv/two-vehicles", test_two_vehicles);
  g_test_add_func ("/csv/dates", test_dates);
  g_test_add_func ("/csv/text-and-events", test_text_and_events);
  g_test_add_func ("/csv/groups", test_groups);
  g_test_add_func ("/csv/groups-unknown", test_groups_unknown);
  g_test_add_func ("/csv/event-comments", test_event_comments);
  return g_test_run ();
}
