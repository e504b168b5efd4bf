/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Derived channels against third-party data and what is known of it. The
 * states are read here by hand, so that no decoder stands between. */
#include <stdio.h>
#include <string.h>

#include "core/decode/registry.h"
#include "core/space/frames/geodetic.h"
#include "derived-util.h"
#include "shared-data.h"

static char *
read_all (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The number of the next element NAME after *AT, km to m. */
static double
next_element (const char **at, const char *name)
{
  g_autofree char *open = g_strdup_printf ("<%s ", name);
  const char *found = strstr (*at, open);

  g_assert_nonnull (found);
  *at = strchr (found, '>') + 1;
  return g_ascii_strtod (*at, NULL) * 1e3;
}

static TlmTimeline *
iss_timeline (void)
{
  g_autofree char *path = shared_data_path ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml");
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_EME2000);

  if (!path)
    return timeline;
  g_autofree char *text = read_all (path);
  for (const char *at = text; (at = strstr (at, "<EPOCH>"));) {
    TlmInstant instant = instant_from_iso (at + 7);
    TlmState state;
    state.position_m.x = next_element (&at, "X");
    state.position_m.y = next_element (&at, "Y");
    state.position_m.z = next_element (&at, "Z");
    state.velocity_m_s.x = next_element (&at, "X_DOT");
    state.velocity_m_s.y = next_element (&at, "Y_DOT");
    state.velocity_m_s.z = next_element (&at, "Z_DOT");
    append_state (ephemeris, instant, &state);
  }
  tlm_ephemeris_seal (ephemeris);
  join (timeline, log, NULL);
  return timeline;
}

/* Every row and column, at nodes and between them. */
static void
test_iss_table (void)
{
  g_autoptr (TlmTimeline) timeline = iss_timeline ();
  g_autofree char *path = shared_data_path ("ndm/iss-2025/expected.csv");
  guint rows = 0;

  if (!path || tlm_timeline_n_vehicles (timeline) == 0)
    return;
  g_autofree char *text = read_all (path);
  for (const char *line = strchr (text, '\n') + 1; *line; line = strchr (line, '\n') + 1, rows++) {
    g_autofree char *row = g_strndup (line, strcspn (line, "\r\n"));
    g_auto (GStrv) cell = g_strsplit (row, ",", -1);
    TlmInstant at = instant_from_iso (cell[0]);
    assert_near (number_at (timeline, "altitude", at), g_ascii_strtod (cell[1], NULL), 1);
    assert_near (number_at (timeline, "altitude-ellipsoid", at), g_ascii_strtod (cell[1], NULL), 1);
    assert_near (number_at (timeline, "latitude", at), g_ascii_strtod (cell[2], NULL), 1e-5);
    assert_near (number_at (timeline, "longitude", at), g_ascii_strtod (cell[3], NULL), 1e-5);
    assert_near (number_at (timeline, "speed-inertial", at), g_ascii_strtod (cell[4], NULL), 0.01);
    assert_near (number_at (timeline, "speed-relative", at), g_ascii_strtod (cell[5], NULL), 0.01);
    assert_near (number_at (timeline, "vertical-speed", at), g_ascii_strtod (cell[6], NULL), 0.01);
    assert_near (number_at (timeline, "speed", at), g_ascii_strtod (cell[4], NULL), 0.01);
  }
  g_assert_cmpuint (rows, ==, 120);
}

/* The file's own comments name its first node, its last, and their orbits. */
static void
test_iss_nodes (void)
{
  g_autofree char *path = shared_data_path ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml");
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  TlmInstant first = instant_from_iso ("2025-02-26T13:00:51.921");
  TlmInstant last = instant_from_iso ("2025-03-13T10:30:18.047");
  const TlmDuration near = TLM_SECOND / 10;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL;

  if (!path)
    return;
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  join (timeline, log, NULL);
  g_assert_cmpfloat (number_at (timeline, "orbit-number", first - near), ==, 1799);
  g_assert_cmpfloat (number_at (timeline, "orbit-number", first + near), ==, 1800);
  g_assert_cmpfloat (number_at (timeline, "orbit-number", last - near), ==, 2030);
  g_assert_cmpfloat (number_at (timeline, "orbit-number", last + near), ==, 2031);
}

/* Its other comments: apogee 422.7 km, perigee 412.9 km at 2025-058T21:24:27,
 * mean ones over a revolution and above a sphere; osculating ones are within 15 km.
 * Drag and thrust are nothing to be felt. */
static void
test_iss_orbit (void)
{
  g_autoptr (TlmTimeline) timeline = iss_timeline ();
  TlmInstant at = instant_from_iso ("2025-058T21:24:27.000");

  if (tlm_timeline_n_vehicles (timeline) == 0)
    return;
  assert_near (number_at (timeline, "apogee", at), 422.7e3, 15e3);
  assert_near (number_at (timeline, "perigee", at), 412.9e3, 15e3);
  assert_near (number_at (timeline, "inclination", at), 51.64, 0.05);
  assert_near (number_at (timeline, "period", at), 92.8 * 60, 30);
  assert_near (number_at (timeline, "g-load", at), 0, 1e-3);
}

/* A line "EPOCH X Y Z VX VY VZ", km and km/s. */
static gboolean
read_state (const char *line, TlmInstant *at, TlmState *state)
{
  double *number[] = { &state->position_m.x, &state->position_m.y, &state->position_m.z,
    &state->velocity_m_s.x, &state->velocity_m_s.y, &state->velocity_m_s.z };
  const char *next = line + strcspn (line, " \n");

  if (!g_ascii_isdigit (*line) || *next != ' ')
    return FALSE;
  *at = instant_from_iso (line);
  for (guint i = 0; i < G_N_ELEMENTS (number); i++)
    *number[i] = g_ascii_strtod (next, (char **) &next) * 1e3;
  return TRUE;
}

static TlmTimeline *
oem_timeline (const char *relative, TlmFrame frame, GArray *times)
{
  g_autofree char *path = shared_data_path (relative);
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = new_ephemeris (log, frame);
  g_auto (GStrv) lines = NULL;

  if (!path)
    return timeline;
  g_autofree char *text = read_all (path);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++) {
    TlmInstant at;
    TlmState state;
    if (!read_state (*line, &at, &state))
      continue;
    append_state (ephemeris, at, &state);
    g_array_append_val (times, at);
  }
  tlm_ephemeris_seal (ephemeris);
  join (timeline, log, NULL);
  return timeline;
}

/* One orbit in two frames. */
static void
test_twins (void)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (TlmInstant));
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (TlmInstant));
  g_autoptr (TlmTimeline) stars = oem_timeline ("ndm/orekit/OEMExample5.txt", TLM_FRAME_GCRF,
      times);
  g_autoptr (TlmTimeline) earth = oem_timeline ("ndm/orekit/OEMExample5ITRF.txt",
      TLM_FRAME_ITRF, same);

  if (times->len == 0 || same->len == 0)
    return;
  g_assert_cmpuint (times->len, ==, same->len);
  assert_near (number_at (stars, "speed-inertial", g_array_index (times, TlmInstant, 0)),
      7676.141, 0.001);
  assert_near (number_at (earth, "speed-relative", g_array_index (times, TlmInstant, 0)),
      7372.261, 0.001);
  for (guint i = 0; i < times->len; i++) {
    TlmInstant at = g_array_index (times, TlmInstant, i);
    assert_near (number_at (stars, "altitude", at), number_at (earth, "altitude", at), 1);
    assert_near (number_at (stars, "speed-relative", at), number_at (earth, "speed-relative", at),
        0.01);
    assert_near (number_at (stars, "speed-inertial", at), number_at (earth, "speed-inertial", at),
        0.01);
    assert_near (number_at (stars, "inclination", at), number_at (earth, "inclination", at), 1e-5);
  }
}

/* An OMM names the revolution of its epoch; this satellite makes one in 23.93 h. */
static void
test_omm_revolution (void)
{
  g_autofree char *path = shared_data_path ("ndm/orekit/OMMExample1.txt");
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL;
  TlmInstant epoch = instant_from_iso ("2007-03-05T10:34:41.4264");
  gint64 day = 86148 * TLM_SECOND;

  if (!path)
    return;
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  join (timeline, log, NULL);
  g_assert_cmpfloat (number_at (timeline, "orbit-number", epoch + TLM_SECOND), ==, 4316);
  g_assert_cmpfloat (number_at (timeline, "orbit-number", epoch + 5 * day), ==, 4321);
}

/* Packets of JPSS-1: Earth-fixed states, geodetic and inertial columns. */
static void
test_jpss (void)
{
  g_autofree char *path = shared_data_path ("packets/jpss/expected.csv");
  guint rows = 0;

  if (!path)
    return;
  g_autofree char *text = read_all (path);
  for (const char *line = strchr (text, '\n') + 1; *line && rows < 50;
      line = strchr (line, '\n') + 1, rows++) {
    g_autofree char *row = g_strndup (line, strcspn (line, "\r\n"));
    g_auto (GStrv) cell = g_strsplit (row, ",", -1);
    g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
    g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
    TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_ITRF);
    TlmInstant at = instant_from_iso (cell[2]);
    TlmState state = {
      { g_ascii_strtod (cell[4], NULL), g_ascii_strtod (cell[5], NULL), g_ascii_strtod (cell[6], NULL) },
      { g_ascii_strtod (cell[7], NULL), g_ascii_strtod (cell[8], NULL), g_ascii_strtod (cell[9], NULL) } };
    append_state (ephemeris, at, &state);
    tlm_ephemeris_seal (ephemeris);
    join (timeline, log, NULL);
    assert_near (number_at (timeline, "latitude", at), g_ascii_strtod (cell[10], NULL), 1e-8);
    assert_near (number_at (timeline, "longitude", at), g_ascii_strtod (cell[11], NULL), 1e-8);
    assert_near (number_at (timeline, "altitude", at), g_ascii_strtod (cell[12], NULL), 1e-3);
    assert_near (number_at (timeline, "speed-relative", at), g_ascii_strtod (cell[13], NULL), 1e-4);
    assert_near (number_at (timeline, "speed-inertial", at), g_ascii_strtod (cell[14], NULL), 1e-3);
  }
}

/* The standard atmosphere once more, to 32 km, by its own barometric formula. */
static double
air_density (double altitude_m)
{
  double h = 6356766 * altitude_m / (6356766 + altitude_m), g = 9.80665, r = 287.0529;
  double t = h < 11000 ? 288.15 - 0.0065 * h : h < 20000 ? 216.65 : 216.65 + 0.001 * (h - 20000);
  double p = h < 11000 ? 101325 * pow (t / 288.15, g / (r * 0.0065)) :
      h < 20000 ? 22632.06 * exp (-g * (h - 11000) / (r * 216.65)) :
      5474.889 * pow (216.65 / t, g / (r * 0.001));

  return p / (r * t);
}

/* CRS-12: the pressure's peak stands where half of density times speed squared
 * has it, within 12 s of what was announced, at 20 to 40 kPa. */
static void
test_max_q (void)
{
  g_autofree char *path = shared_data_path ("webcast/spacex-crs-12/stage1-raw.json");
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL;
  double peak = 0, peak_s = 0;

  if (!path)
    return;
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  join (timeline, log, NULL);
  for (double t = 10; t < 110; t += 0.37) {
    gint64 at = llround (t * 1e9);
    double q = number_at (timeline, "dynamic-pressure", at);
    double v = number_at (timeline, "speed", at);
    double mine = 0.5 * air_density (number_at (timeline, "altitude", at)) * v * v;
    assert_near (q, mine, 1e-3 * mine + 0.1);
    if (q > peak) {
      peak = q;
      peak_s = t;
    }
  }
  assert_near (peak_s, 64, 12);
  assert_near (peak, 25e3, 8e3);
}

/* Height from the slope and back: the vertical speed of a webcast, integrated,
 * is its altitude. */
static void
test_webcast_climb (void)
{
  g_autofree char *path = shared_data_path ("webcast/spacex-crs-12/stage1-raw.json");
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL;
  double height;

  if (!path)
    return;
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  join (timeline, log, NULL);
  height = number_at (timeline, "altitude", llround (20e9));
  for (double t = 20; t < 140; t += 0.1) {
    height += 0.1 * number_at (timeline, "vertical-speed", llround ((t + 0.05) * 1e9));
    assert_near (number_at (timeline, "altitude", llround ((t + 0.1) * 1e9)), height, 300);
  }
}

/* The speed that a webcast shows says how much its climb can be. Where the altitude
 * goes on: shown on four samples of five from T+20 s on, and never above that speed. */
static void
test_webcasts (void)
{
  static const char *const files[] = { "spacex-crs-12/stage1", "nrol-76/stage1",
    "iridium-next-8/stage1", "falcon-heavy-demo-1/stage2", "ses-10/stage2", "tess/stage2" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *name = g_strdup_printf ("webcast/%s-raw.json", files[i]);
    g_autofree char *path = shared_data_path (name);
    g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = NULL;
    guint asked = 0, shown = 0;
    if (!path)
      return;
    log = tlm_decode_file (path, NULL, &error);
    g_assert_no_error (error);
    join (timeline, log, NULL);
    for (double t = 20; t < 550; t += 0.133) {
      gint64 at = llround (t * 1e9);
      TlmValue speed = tlm_timeline_value (timeline, 0, TLM_CHANNEL_SPEED, at);
      TlmValue height = tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, at);
      TlmValue climb = tlm_timeline_value (timeline, 0, TLM_CHANNEL_VERTICAL_SPEED, at);
      if (speed.validity != TLM_VALIDITY_FRESH || height.age_ns > 0)
        continue;
      asked++;
      shown += tlm_value_is_shown (&climb);
      if (tlm_value_is_shown (&climb))
        g_assert_cmpfloat (fabs (climb.value), <=, speed.value);
    }
    g_test_message ("%s: %.1f %% of %u", files[i], 100.0 * shown / asked, asked);
    g_assert_cmpfloat (shown, >=, 0.8 * asked);
  }
}

/* CRS-12's altitude steps by 0.1 km below 100 km and by 1 km above. From its apogee
 * at T+250 s it falls freely, its horizontal speed lessening what pulls: 380 m/s at
 * T+289.6 s. */
static void
test_webcast_change_of_grid (void)
{
  g_autofree char *path = shared_data_path ("webcast/spacex-crs-12/stage1-raw.json");
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL;

  if (!path)
    return;
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  join (timeline, log, NULL);
  assert_near (number_at (timeline, "vertical-speed", llround (289.6e9)), -380, 15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!shared_data_there ("/derived-data/third-party"))
    return g_test_run ();
  g_test_add_func ("/derived-data/iss-table", test_iss_table);
  g_test_add_func ("/derived-data/iss-nodes", test_iss_nodes);
  g_test_add_func ("/derived-data/iss-orbit", test_iss_orbit);
  g_test_add_func ("/derived-data/twins", test_twins);
  g_test_add_func ("/derived-data/omm-revolution", test_omm_revolution);
  g_test_add_func ("/derived-data/jpss", test_jpss);
  g_test_add_func ("/derived-data/max-q", test_max_q);
  g_test_add_func ("/derived-data/webcast-climb", test_webcast_climb);
  g_test_add_func ("/derived-data/webcasts", test_webcasts);
  g_test_add_func ("/derived-data/webcast-change-of-grid", test_webcast_change_of_grid);
  return g_test_run ();
}
