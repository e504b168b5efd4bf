/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Columns that might be meant: each note and refusal shows a columns= that works. */
#include "core/base/error.h"
#include "decode-text.h"

/* The columns= that TEXT shows first, to be freed; NULL when there is none. */
static char *
shown (const char *text)
{
  const char *from = text ? strstr (text, "columns=\"") : NULL;

  return from ? g_strndup (from + 9, strcspn (from + 9, "\"")) : NULL;
}

static const char *
note_of (const TlmLog *log, const char *part)
{
  for (guint i = 0; i < log->notes->len; i++)
    if (strstr (log->notes->pdata[i], part))
      return log->notes->pdata[i];
  return NULL;
}

static void
test_names (void)
{
  static const struct {
    const char *name, *channel;
    double value;            /* of a cell of 36, worked out by hand */
  } rows[] = {
    { "speed_ms", "speed", 36 }, { "VSpd(m/s)", "vertical-speed", 36 },
    { "GSpd(kmh)", "horizontal-speed", 10 }, { "baroAlt (cm)", "altitude", 0.36 },
    { "GPS_altitude_m", "altitude", 36 }, { "GPS Speed (mph)", "horizontal-speed", 16.09344 },
    { "baro_elev[ft]", "altitude", 10.9728 }, { "VerticalVelocity_fps", "vertical-speed", 10.9728 },
    { "gps_lat", "latitude", 36 }, { "GpsLon", "longitude", 36 }, { "cog_deg", "heading", 36 },
    { "IMU yaw (deg)", "heading", 36 }, { "climb speed kt", "vertical-speed", 18.52 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup_printf ("t(s),other,%s\n0,1,36\n1,2,36\n",
        rows[i].name);
    g_autoptr (TlmLog) log = decode_text (text, "time=t(s):s");
    g_autofree char *columns = shown (note_of (log, "look like known ones"));
    g_test_message ("%s: %s", rows[i].name, columns);
    g_assert_nonnull (columns);
    g_assert_null (track_of (log, "", rows[i].channel));
    g_autoptr (TlmLog) taken = decode_text (text, columns);
    g_assert_nonnull (track_of (taken, "", rows[i].channel));
    g_assert_cmpfloat_with_epsilon (tlm_series_value (track_of (taken, "",
                rows[i].channel)->series, 1), rows[i].value, 1e-9);
  }
}

/* What is taken already, and what looks like nothing, is not noted. */
static void
test_quiet (void)
{
  static const char *const names[] = { "widget", "altar (m)", "speedo (V)", "latency (ms)",
    "gps_altitude_m,altitude(m)", "headroom (dB)", "lonely (m)" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *text = g_strdup_printf ("t(s),v(m/s),%s\n0,1,2%s\n", names[i],
        strchr (names[i], ',') ? ",3" : "");
    g_autoptr (TlmLog) log = decode_text (text, NULL);
    g_test_message ("%s", names[i]);
    g_assert_null (note_of (log, "look like known ones"));
  }
}

static void
test_second_time (void)
{
  g_autoptr (TlmLog) log = decode_text ("time(ms),datetime(utc),alt(m)\n"
      "5000,2023-03-09 18:05:10,1\n6000,2023-03-09 18:05:11,2\n", NULL);
  g_autofree char *columns = shown (note_of (log, "tells a time too"));

  g_assert_cmpint (log->clock, ==, TLM_CLOCK_ELAPSED);
  g_autoptr (TlmLog) taken = decode_text ("time(ms),datetime(utc),alt(m)\n"
      "5000,2023-03-09 18:05:10,1\n6000,2023-03-09 18:05:11,2\n", columns);
  g_assert_cmpint (taken->clock, ==, TLM_CLOCK_TAI);
  g_assert_cmpuint (taken->n_good, ==, 2);
}

/* A minute for each hour of rows, a clock that stands still: refused, with what mends it. */
static void
test_one_instant (void)
{
  static const struct {
    const char *head;
    gboolean has_line;
  } rows[] = {
    { "time(h),minutes,alt(m)\n", TRUE }, { "time(s),alt(m)\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) text = g_string_new (rows[i].head);
    g_autoptr (GError) error = NULL;
    TlmDecodeOptions options = { .format = "csv" };
    for (int k = 0; k < 50; k++) {
      if (i == 0)
        g_string_append_printf (text, "%d,%d,%d\n", k / 25, k % 25, k);
      else
        g_string_append_printf (text, "7,%d\n", k);
    }
    g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
    g_assert_null (tlm_decode_bytes (bytes, "test", &options, &error));
    g_test_message ("%s", error->message);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_COLUMNS);
    g_autofree char *columns = shown (error->message);
    g_assert_nonnull (columns);
    if (!rows[i].has_line)
      continue;
    g_autoptr (TlmLog) log = decode_text (text->str, columns);
    g_assert_cmpuint (tlm_series_length (track_of (log, "", "altitude")->series), ==, 50);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/untaken/names", test_names);
  g_test_add_func ("/untaken/quiet", test_quiet);
  g_test_add_func ("/untaken/second-time", test_second_time);
  g_test_add_func ("/untaken/one-instant", test_one_instant);
  return g_test_run ();
}
