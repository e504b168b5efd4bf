/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/decode/registry.h"
#include "shared-data.h"

/* Logs of flights that others recorded, against what was published of them and
 * against a second, plain reading of the same file in this test. */

static TlmLog *
read_shared (const char *relative)
{
  g_autofree char *path = shared_data_path (relative);
  g_autoptr (GError) error = NULL;
  TlmLog *log;

  if (!path)
    return NULL;
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  return log;
}

static const TlmTrack *
find_track (TlmLog *log, const char *vehicle, const char *channel)
{
  TlmLogVehicle *owner = tlm_log_vehicle (log, vehicle);

  for (guint i = 0; i < owner->tracks->len; i++) {
    const TlmTrack *track = owner->tracks->pdata[i];
    if (strcmp (track->name, channel) == 0)
      return track;
  }
  g_error ("no channel %s of vehicle '%s'", channel, vehicle);
}

/* Largest value, and when. */
static double
peak (TlmLog *log, const char *vehicle, const char *channel, double *t_s)
{
  const TlmTrack *track = find_track (log, vehicle, channel);
  double best = -INFINITY;

  for (gsize i = 0; i < tlm_series_length (track->series); i++) {
    if (tlm_series_value (track->series, i) <= best)
      continue;
    best = tlm_series_value (track->series, i);
    if (t_s)
      *t_s = tlm_duration_to_s (tlm_series_time (track->series, i));
  }
  return best;
}

static double
value_at_sample (TlmLog *log, const char *channel, gint64 time_ns)
{
  const TlmTrack *track = find_track (log, "", channel);
  gssize i = tlm_series_find (track->series, time_ns);

  g_assert_cmpint (i, >=, 0);
  g_assert_cmpint (tlm_series_time (track->series, (gsize) i), ==, time_ns);
  return tlm_series_value (track->series, (gsize) i);
}

static void
check_crs_12 (const char *relative)
{
  g_autoptr (TlmLog) log = read_shared (relative);
  const TlmTrack *speed;
  gsize n;

  if (!log)
    return;
  speed = find_track (log, "", "speed");
  n = tlm_series_length (speed->series);
  g_assert_cmpuint (n, ==, 13684);
  g_assert_cmpuint (log->n_bad, ==, 0);
  g_assert_cmpint (tlm_series_time (speed->series, 0), ==, 0);
  g_assert_cmpint (tlm_series_time (speed->series, n - 1), ==, G_GINT64_CONSTANT (480079000000));
  g_assert_cmpfloat_with_epsilon (peak (log, "", "speed", NULL), 1655.6, 0.05);
  g_assert_cmpfloat (peak (log, "", "altitude", NULL), ==, 118000);
  g_assert_cmpfloat (value_at_sample (log, "speed", G_GINT64_CONSTANT (147013000000)), ==, 1655.555);
  g_assert_cmpfloat_with_epsilon (value_at_sample (log, "altitude",
          G_GINT64_CONSTANT (147013000000)), 60900, 1e-9);
}

static void
test_crs_12 (void)
{
  check_crs_12 ("webcast/spacex-crs-12/stage1-raw.json");
}

static void
test_crs_12_lines (void)
{
  check_crs_12 ("webcast/spacex-crs-12/streaming/stage1-raw.json");
}

static void
test_starship (void)
{
  g_autoptr (TlmLog) log = read_shared ("webcast/starship-ift-1/telemetry.csv");
  const TlmSeries *altitude;
  double t_s;

  if (!log)
    return;
  g_assert_cmpfloat_with_epsilon (peak (log, "stage1", "speed", &t_s), 2157 / 3.6, 1e-9);
  g_assert_cmpfloat (t_s, ==, 149);
  g_assert_cmpfloat (peak (log, "stage1", "altitude", NULL), ==, 39000);
  altitude = find_track (log, "stage1", "altitude")->series;
  g_assert_cmpfloat (tlm_series_value (altitude,
          (gsize) tlm_series_find (altitude, 201 * TLM_SECOND)), ==, 39000);
  g_assert_cmpuint (log->n_bad, ==, 0);
}

static void
test_published_apogees (void)
{
  static const struct {
    const char *file;
    double apogee_m, tolerance_m;
    const char *channel;
  } rows[] = {
    { "flight-computer/bella_lui_flight_data_filtered.csv", 458.97, 0.005, "altitude" },
    { "flight-computer/altimeter_cavour.csv", 2789, 0, "altitude" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlmLog) log = read_shared (rows[i].file);
    if (!log)
      return;
    g_assert_cmpfloat_with_epsilon (peak (log, "", rows[i].channel, NULL), rows[i].apogee_m,
        rows[i].tolerance_m + 1e-9);
    g_assert_cmpint (find_track (log, "", rows[i].channel)->datum, ==, TLM_DATUM_AGL);
  }
}

/* The cell of a comma-separated line, read by nothing of ours. */
static double
plain_cell (const char *line, guint column)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", -1);

  return g_ascii_strtod (cells[column], NULL);
}

/* Whether the row before or after line I has its time. */
static gboolean
shares_time (char **lines, guint i, guint time)
{
  double t_s = plain_cell (lines[i], time);

  return (i > 1 && plain_cell (lines[i - 1], time) == t_s) ||
      (lines[i + 1] && *lines[i + 1] && plain_cell (lines[i + 1], time) == t_s);
}

/* Compares a channel with columns of the file, sample by sample: TIME and VALUE
 * count from 0. Rows of one time and what cannot be are tests of the series. */
static void
check_column (TlmLog *log, const char *relative, const char *channel, guint time, guint value,
    double scale, double offset)
{
  const TlmTrack *track = find_track (log, "", channel);
  g_autofree char *path = shared_data_path (relative);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint missing = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] && *lines[i]; i++) {
    double t_s = plain_cell (lines[i], time), v = plain_cell (lines[i], value) * scale + offset;
    gint64 t_ns = llround (t_s * 1e9);
    gssize at = tlm_series_find (track->series, t_ns);
    if (shares_time (lines, i, time))
      continue;
    g_assert_cmpint (at, >=, 0);
    if (tlm_series_time (track->series, (gsize) at) != t_ns) {
      missing++;
      continue;
    }
    g_assert_cmpfloat_with_epsilon (tlm_series_value (track->series, (gsize) at), v,
        1e-9 * (1 + fabs (v)));
  }
  g_assert_cmpuint (missing, ==, tlm_series_n_aside (track->series));
}

static void
test_andromeda (void)
{
  static const char file[] = "flight-computer/andromeda_flight_data.csv";
  g_autoptr (TlmLog) log = read_shared (file);
  const TlmTrack *feet, *metres;

  if (!log)
    return;
  check_column (log, file, "altitude", 0, 1, 0.3048, 0);
  check_column (log, file, "vertical-speed", 0, 2, 0.3048, 0);
  feet = find_track (log, "", "altitude");
  metres = find_track (log, "", "alt(m)");
  g_assert_cmpuint (tlm_series_length (feet->series), ==, tlm_series_length (metres->series));
  for (gsize i = 0; i < tlm_series_length (feet->series); i++)
    g_assert_cmpfloat_with_epsilon (tlm_series_value (feet->series, i),
        tlm_series_value (metres->series, i), 1e-6);
}

static void
test_hedy (void)
{
  static const char file[] = "flight-computer/hedy_cats_flightInfo.csv";
  g_autoptr (TlmLog) log = read_shared (file);

  if (!log)
    return;
  g_assert_cmpuint (log->n_good, ==, 24563);
  check_column (log, file, "altitude", 0, 1, 1, 0);
  check_column (log, file, "vertical-speed", 0, 2, 1, 0);
  check_column (log, file, "acceleration", 0, 3, 1, 0);
  g_assert_cmpfloat_with_epsilon (peak (log, "", "altitude", NULL), 5231.53, 2);
}

/* Two recordings side by side, each with its own times. */
static void
test_ndrt (void)
{
  static const char file[] = "flight-computer/ndrt_2020_flight_data.csv";
  g_autoptr (TlmLog) log = read_shared (file);

  if (!log)
    return;
  check_column (log, file, "g-load", 0, 1, 9.80665, 0);
  check_column (log, file, "altitude", 3, 4, 0.3048, 0);
  g_assert_cmpint (tlm_series_median_step (find_track (log, "", "g-load")->series), ==, 2500000);
  g_assert_cmpint (tlm_series_median_step (find_track (log, "", "altitude")->series), ==, 50000000);
}

static void
test_altos (void)
{
  static const char file[] = "flight-computer/telemetrum_prometheus.csv";
  g_autoptr (TlmLog) log = read_shared (file);
  gint64 since_ns;
  TlmTextTrack *state;

  if (!log)
    return;
  check_column (log, file, "acceleration", 4, 7, 1, 0);
  check_column (log, file, "pressure", 4, 8, 1, 0);
  check_column (log, file, "altitude-msl", 4, 9, 1, 0);
  check_column (log, file, "altitude", 4, 10, 1, 0);
  check_column (log, file, "vertical-speed", 4, 11, 1, 0);
  check_column (log, file, "temperature", 4, 12, 1, 273.15);
  check_column (log, file, "battery-voltage", 4, 15, 1, 0);
  check_column (log, file, "latitude", 4, 19, 1, 0);
  check_column (log, file, "longitude", 4, 20, 1, 0);
  check_column (log, file, "altitude-gps", 4, 21, 1, 0);
  g_assert_cmpint (find_track (log, "", "altitude")->datum, ==, TLM_DATUM_AGL);
  g_assert_cmpint (find_track (log, "", "altitude-msl")->datum, ==, TLM_DATUM_MSL);
  state = tlm_log_text (tlm_log_vehicle (log, ""), "state_name");
  g_assert_cmpstr (tlm_text_track_at (state, 0, &since_ns), ==, "boost");
  g_assert_cmpstr (tlm_text_track_at (state, 20 * TLM_SECOND, &since_ns), ==, "coast");
  g_assert_cmpstr (tlm_text_track_at (state, 68 * TLM_SECOND, &since_ns), ==, "drogue");
}

static void
test_analysed (void)
{
  g_autoptr (TlmLog) log = read_shared ("webcast/iridium-next-8/analysed.json");

  if (!log)
    return;
  g_assert_cmpstr (log->dialect, ==, "spacex-webcast-analysed");
  g_assert_cmpfloat (value_at_sample (log, "speed", 60 * TLM_SECOND), ==, 343.474);
  g_assert_cmpfloat (value_at_sample (log, "altitude", 60 * TLM_SECOND), ==, 8950);
  g_assert_cmpfloat (value_at_sample (log, "vertical-speed", 60 * TLM_SECOND), ==, 329.448);
  g_assert_cmpfloat (value_at_sample (log, "downrange", 60 * TLM_SECOND), ==, 2060);
  g_assert_cmpfloat (value_at_sample (log, "flight-path-angle", 60 * TLM_SECOND), ==, 73.308);
  g_assert_cmpfloat (value_at_sample (log, "dynamic-pressure", 60 * TLM_SECOND), ==,
      27674.62461153525);
}

/* Independent of the table: the parts of a velocity add up to it, nearly always
 * in these files. */
static void
test_analysed_hangs_together (void)
{
  static const char *const flights[] = { "falcon-heavy-demo-1", "iridium-next-8", "nrol-76",
    "ses-10", "spacex-crs-12", "tess" };

  for (gsize i = 0; i < G_N_ELEMENTS (flights); i++) {
    g_autofree char *file = g_strdup_printf ("webcast/%s/analysed.json", flights[i]);
    g_autoptr (TlmLog) log = read_shared (file);
    const TlmSeries *speed, *up, *along;
    gsize close = 0;
    if (!log)
      return;
    speed = find_track (log, "", "speed")->series;
    up = find_track (log, "", "vertical-speed")->series;
    along = find_track (log, "", "horizontal-speed")->series;
    for (gsize k = 0; k < tlm_series_length (speed); k++)
      close += fabs (tlm_series_value (speed, k) -
          hypot (tlm_series_value (up, k), tlm_series_value (along, k))) <
          5 + 0.05 * tlm_series_value (speed, k);
    g_assert_cmpuint (close, >, tlm_series_length (speed) * 9 / 10);
  }
}

static void
test_events (void)
{
  static const struct {
    const char *id;
    int t_s;
  } due[] = { { "throttle-down", 51 }, { "max-q", 64 }, { "throttle-up", 90 }, { "meco", 147 },
    { "boostback-burn", 166 }, { "boostback-burn-end", 212 }, { "apogee", 250 },
    { "entry-burn", 370 }, { "entry-burn-end", 384 }, { "landing-burn", 433 },
    { "landing", 466 } };
  g_autoptr (TlmLog) log = read_shared ("webcast/spacex-crs-12/events.json");

  if (!log)
    return;
  g_assert_cmpuint (log->events->len, ==, G_N_ELEMENTS (due));
  for (gsize i = 0; i < G_N_ELEMENTS (due); i++) {
    const TlmEvent *event = log->events->pdata[i];
    g_assert_cmpstr (event->id, ==, due[i].id);
    g_assert_cmpint (event->time_ns, ==, due[i].t_s * TLM_SECOND);
    g_assert_cmpint (event->confidence, ==, TLM_CONFIDENCE_GIVEN);
    g_assert_cmpstr (event->source, ==, "events.json");
  }
}

/* When read-outs start is no telemetry: said, with what was found. */
static void
test_stages (void)
{
  g_autofree char *path = shared_data_path ("webcast/spacex-crs-12/stages.json");
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  g_assert_null (tlm_decode_file (path, NULL, &error));
  g_assert_nonnull (strstr (error->message, "columns found: 1, 2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!shared_data_there ("/shared-logs/third-party"))
    return g_test_run ();
  g_test_add_func ("/shared-logs/crs-12", test_crs_12);
  g_test_add_func ("/shared-logs/crs-12-lines", test_crs_12_lines);
  g_test_add_func ("/shared-logs/starship", test_starship);
  g_test_add_func ("/shared-logs/published-apogees", test_published_apogees);
  g_test_add_func ("/shared-logs/andromeda", test_andromeda);
  g_test_add_func ("/shared-logs/hedy", test_hedy);
  g_test_add_func ("/shared-logs/ndrt", test_ndrt);
  g_test_add_func ("/shared-logs/altos", test_altos);
  g_test_add_func ("/shared-logs/analysed", test_analysed);
  g_test_add_func ("/shared-logs/analysed-hangs-together", test_analysed_hangs_together);
  g_test_add_func ("/shared-logs/events", test_events);
  g_test_add_func ("/shared-logs/stages", test_stages);
  return g_test_run ();
}
