/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Channels derived from ephemerides. */
#include <string.h>

#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "core/space/frames/orbit.h"
#include "core/space/orbit/tle.h"
#include "derived-util.h"
#include "shared-data.h"

#define RADIUS_M 6778137.0           /* 400 km above the equator */
#define INCLINATION (51.6 * G_PI / 180)
#define GM 3.986004418e14            /* WGS84 */
#define AT_REST (10 * TLM_SECOND)     /* in the middle of 20 s of rest */

/* A circular orbit in axes of date, its node at the start. */
static TlmState
circular (double elapsed_s)
{
  double rate = sqrt (GM / (RADIUS_M * RADIUS_M * RADIUS_M)), u = rate * elapsed_s;
  double c = cos (u), s = sin (u), ci = cos (INCLINATION), si = sin (INCLINATION);

  return (TlmState) {
    { RADIUS_M * c, RADIUS_M * s * ci, RADIUS_M * s * si },
    { -RADIUS_M * rate * s, RADIUS_M * rate * c * ci, RADIUS_M * rate * c * si } };
}

static TlmInstant
start (void)
{
  return instant_from_iso ("2025-03-20T09:00:00");
}

/* A day of it; FRACTION of a revolution after the node. */
static TlmTimeline *
circular_timeline (double fraction)
{
  double period = 2 * G_PI * sqrt (RADIUS_M * RADIUS_M * RADIUS_M / GM);
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_TOD);

  for (int i = 0; i <= 1440; i++) {
    TlmState state = circular (60.0 * i + fraction * period);
    append_state (ephemeris, start () + i * 60 * TLM_SECOND, &state);
  }
  tlm_ephemeris_seal (ephemeris);
  join (timeline, log, NULL);
  return timeline;
}

static void
test_circular_orbit (void)
{
  g_autoptr (TlmTimeline) timeline = circular_timeline (0.1);
  double speed = sqrt (GM / RADIUS_M);

  for (double t = 30; t < 86000; t += 7777) {
    TlmInstant at = start () + (gint64) (t * 1e9);
    assert_near (number_at (timeline, "apogee", at), 400e3, 1);
    assert_near (number_at (timeline, "perigee", at), 400e3, 1);
    assert_near (number_at (timeline, "period", at), 2 * G_PI * RADIUS_M / speed, 0.001);
    assert_near (number_at (timeline, "inclination", at), 51.6, 1e-5);
    assert_near (number_at (timeline, "speed-inertial", at), speed, 1e-4);
    assert_near (number_at (timeline, "speed", at), speed, 1e-4);
    assert_near (number_at (timeline, "acceleration", at), 0, 1e-5);
    assert_absent (timeline, "mach", at);
    assert_absent (timeline, "pressure", at);
  }
}

static void
test_speed_says_its_frame (void)
{
  g_autoptr (TlmTimeline) timeline = circular_timeline (0.1);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_at (timeline, start () + 100 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpint (snapshot->vehicles[0].speed_frame, ==, TLM_SPEED_INERTIAL);
}

/* Nodes are 5553.6 s apart; the first one is 0.9 of that after the start. */
static void
test_orbit_number (void)
{
  g_autoptr (TlmTimeline) timeline = circular_timeline (0.1);
  double period = 2 * G_PI * sqrt (RADIUS_M * RADIUS_M * RADIUS_M / GM);

  assert_absent (timeline, "orbit-number", start () + TLM_SECOND);
  tlm_timeline_set_first_orbit (timeline, 1);
  for (int i = 0; i < 15; i++) {
    gint64 node = start () + (gint64) ((i + 0.9) * period * 1e9);
    if (node > start () + 86390 * TLM_SECOND)
      break;
    g_assert_cmpfloat (number_at (timeline, "orbit-number", node - TLM_SECOND / 20), ==, i + 1);
    g_assert_cmpfloat (number_at (timeline, "orbit-number", node + TLM_SECOND / 20), ==, i + 2);
  }
  assert_absent (timeline, "orbit-number", start () - 1);
}

/* Nodes of a circular orbit every 60 s but in a hole. */
static TlmTimeline *
timeline_with_hole (double from_s, double until_s)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_TOD);

  for (int i = 0; i <= 300; i++) {
    TlmState state = circular (60.0 * i + 600);
    if (60.0 * i <= from_s || 60.0 * i >= until_s)
      append_state (ephemeris, start () + i * 60 * TLM_SECOND, &state);
  }
  tlm_ephemeris_seal (ephemeris);
  join (timeline, log, NULL);
  return timeline;
}

/* A function of time has no age: it is fresh, or there is nothing, from one nanosecond to
 * the next. The orbits go on being counted over a hole that no revolution fits in. */
static void
test_hole (void)
{
  g_autoptr (TlmTimeline) timeline = timeline_with_hole (5400, 6600);
  TlmInstant hole = start () + 5400 * TLM_SECOND, end = start () + 18000 * TLM_SECOND;
  double period = 2 * G_PI * sqrt (RADIUS_M * RADIUS_M * RADIUS_M / GM);

  g_assert_cmpint (shown_at (timeline, "altitude", hole).age_ns, ==, 0);
  g_assert_cmpint (shown_at (timeline, "altitude", hole).validity, ==, TLM_VALIDITY_FRESH);
  assert_absent (timeline, "altitude", hole + 1);
  assert_absent (timeline, "speed", hole + 600 * TLM_SECOND);
  assert_absent (timeline, "altitude", hole + 1200 * TLM_SECOND - 1);
  g_assert_cmpint (shown_at (timeline, "altitude", hole + 1200 * TLM_SECOND).age_ns, ==, 0);
  g_assert_cmpint (shown_at (timeline, "altitude", end).validity, ==, TLM_VALIDITY_FRESH);
  assert_absent (timeline, "altitude", end + 1);
  tlm_timeline_set_first_orbit (timeline, 100);
  for (int i = 1; i <= 3; i++) {
    TlmInstant node = start () + (TlmInstant) ((i * period - 600) * 1e9);
    if (i > 1)
      g_assert_cmpfloat (number_at (timeline, "orbit-number", node - TLM_SECOND), ==, 99 + i);
    g_assert_cmpfloat (number_at (timeline, "orbit-number", node + TLM_SECOND), ==, 100 + i);
  }
}

/* At the equinox, with the node at the spring point, the Sun lies in the plane of
 * the orbit: the shadow hides asin (R / r) of its 180 degrees. */
static void
test_sunlit_fraction (void)
{
  g_autoptr (TlmTimeline) timeline = circular_timeline (0);
  double period = 2 * G_PI * sqrt (RADIUS_M * RADIUS_M * RADIUS_M / GM);
  double dark = 0;
  int n = 4000;

  for (int i = 0; i < n; i++)
    dark += 1 - number_at (timeline, "sunlit", start () + (gint64) (i * period / n * 1e9));
  assert_near (dark / n, asin (6378137 / RADIUS_M) / G_PI, 0.003);
}

/* Free fall with J2: the acceleration is integrated here, by Runge and Kutta's
 * fourth order, from the gradient of the potential of Montenbruck and Gill. */
static TlmVec3
pull (TlmVec3 r)
{
  double d = tlm_vec3_norm (r), j = 1.5 * 1.08262668e-3 * pow (6378137 / d, 2);
  double z2 = 5 * r.z * r.z / (d * d), k = -GM / (d * d * d);

  return (TlmVec3) { k * r.x * (1 - j * (z2 - 1)), k * r.y * (1 - j * (z2 - 1)),
    k * r.z * (1 - j * (z2 - 3)) };
}

static TlmState
moved (const TlmState *a, const TlmState *rate, double h)
{
  return (TlmState) { tlm_vec3_add (a->position_m, tlm_vec3_scale (rate->position_m, h)),
    tlm_vec3_add (a->velocity_m_s, tlm_vec3_scale (rate->velocity_m_s, h)) };
}

static TlmState
rate_of (const TlmState *s)
{
  return (TlmState) { s->velocity_m_s, pull (s->position_m) };
}

static TlmState
fall (TlmState s, double h)
{
  TlmState k1 = rate_of (&s), m1 = moved (&s, &k1, h / 2), k2 = rate_of (&m1);
  TlmState m2 = moved (&s, &k2, h / 2), k3 = rate_of (&m2), m3 = moved (&s, &k3, h);
  TlmState k4 = rate_of (&m3), out = moved (&s, &k1, h / 6);

  out = moved (&out, &k2, h / 3);
  out = moved (&out, &k3, h / 3);
  return moved (&out, &k4, h / 6);
}

static void
test_free_fall (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_TOD);
  TlmState state = circular (700);

  for (int i = 0; i <= 600; i++) {
    append_state (ephemeris, start () + i * 10 * TLM_SECOND, &state);
    for (int k = 0; k < 10; k++)
      state = fall (state, 1);
  }
  tlm_ephemeris_seal (ephemeris);
  join (timeline, log, NULL);
  for (int t = 0; t < 6000; t += 487)
    assert_near (number_at (timeline, "g-load", start () + t * TLM_SECOND), 0, 2e-4);
}

#define MOON_RADIUS_M 1737400.0
#define MOON_GM 4.902800118e12

/* Round the Moon at 100 km, about the Moon: free fall, and no air of the Earth's. */
static void
test_round_the_moon (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmLogVehicle *vehicle = log->vehicles->pdata[0];
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  double r = MOON_RADIUS_M + 50e3, rate = sqrt (MOON_GM / (r * r * r));
  TlmInstant at = start () + 605 * TLM_SECOND;

  segment.frame = TLM_FRAME_EME2000;
  segment.centre = tlm_body_find ("MOON", NULL);
  vehicle->ephemeris = tlm_ephemeris_new ();
  tlm_ephemeris_begin_segment (vehicle->ephemeris, &segment);
  for (int i = 0; i <= 120; i++) {
    double c = cos (rate * 10 * i), s = sin (rate * 10 * i);
    TlmState state = { { r * c, r * s, 0 }, { -r * rate * s, r * rate * c, 0 } };
    append_state (vehicle->ephemeris, start () + i * 10 * TLM_SECOND, &state);
  }
  tlm_ephemeris_seal (vehicle->ephemeris);
  join (timeline, log, NULL);
  assert_near (number_at (timeline, "altitude", at), 50e3, 1);
  assert_near (number_at (timeline, "g-load", at), 0, 2e-3);
  assert_absent (timeline, "pressure", at);
  assert_absent (timeline, "mach", at);
  assert_absent (timeline, "dynamic-pressure", at);
  assert_absent (timeline, "downrange", at);
  assert_absent (timeline, "sunlit", at);
}

static TlmVec3
pull_of (TlmVec3 body, double gm, TlmVec3 r)
{
  TlmVec3 d = tlm_vec3_sub (body, r);

  return tlm_vec3_scale (d, gm / pow (tlm_vec3_norm (d), 3));
}

/* 3000 km from the Moon, about the Earth: the Moon's pull, 0.54 m/s^2, is no load.
 * The Moon stands where Meeus has it (Astronomical Algorithms, example 47.a): longitude
 * 133.167265, latitude -3.229127 degrees, 368409.7 km, of date, 1992-04-12T00:00 TD. */
static void
test_free_fall_near_the_moon (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_TOD);
  TlmInstant at = instant_from_iso ("1992-04-11T23:59:00.816");
  double l = 133.167265 * G_PI / 180, b = -3.229127 * G_PI / 180, e = 23.440636 * G_PI / 180;
  TlmVec3 ecliptic = { cos (b) * cos (l), cos (b) * sin (l), sin (b) };
  TlmVec3 moon = tlm_vec3_scale ((TlmVec3) { ecliptic.x,
      ecliptic.y * cos (e) - ecliptic.z * sin (e), ecliptic.y * sin (e) + ecliptic.z * cos (e) },
      368409.7e3);
  TlmVec3 r = tlm_vec3_add (moon, (TlmVec3) { 1.8e6, -2.4e6, 0 }), origin = { 0, 0, 0 };
  TlmVec3 change = tlm_vec3_add (pull_of (origin, GM, r), tlm_vec3_sub (pull_of (moon, MOON_GM, r),
          pull_of (moon, MOON_GM, origin)));

  for (int i = 0; i <= 20; i++) {
    double dt = i - 10;
    TlmVec3 v = tlm_vec3_scale (change, dt);
    TlmState state = { tlm_vec3_add (r, tlm_vec3_scale (change, dt * dt / 2)), v };
    g_assert_true (tlm_ephemeris_append (ephemeris, at + (i - 10) * TLM_SECOND, &state, &change,
            NULL));
  }
  tlm_ephemeris_seal (ephemeris);
  join (timeline, log, NULL);
  assert_near (number_at (timeline, "g-load", at), 0, 0.01);
  assert_absent (timeline, "downrange", at);
  assert_absent (timeline, "sunlit", at);
}

/* At rest on the pad one feels normal gravity: Somigliana's closed formula with
 * the constants of WGS84 (NIMA TR8350.2, equation 4-1), less 3.086e-6 a metre. */
static void
test_at_rest (void)
{
  static const double latitudes[] = { 0, 28.6, 45.996, -39.3, 62.9 };

  for (guint i = 0; i < G_N_ELEMENTS (latitudes); i++) {
    g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
    g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
    TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_ITRF);
    TlmGeodetic pad = { 1.1, latitudes[i] * G_PI / 180, 90 };
    TlmState state = { tlm_geodetic_to_itrf (&pad), { 0, 0, 0 } };
    double s2 = pow (sin (pad.latitude_rad), 2);
    double normal = 9.7803253359 * (1 + 0.00193185265241 * s2)
        / sqrt (1 - 0.00669437999013 * s2) - 3.086e-6 * 90;

    for (int k = 0; k <= 20; k++)
      append_state (ephemeris, start () + k * TLM_SECOND, &state);
    tlm_ephemeris_seal (ephemeris);
    join (timeline, log, NULL);
    assert_near (number_at (timeline, "g-load", start () + AT_REST), normal, 5e-4);
    assert_near (number_at (timeline, "acceleration", start () + AT_REST), 0, 1e-9);
    assert_near (number_at (timeline, "speed", start () + AT_REST), 0, 1e-9);
    assert_near (number_at (timeline, "altitude", start () + AT_REST), 90, 1e-6);
  }
}

/* Geodesic of Flinders Peak to Buninyong (ICSM GDA technical manual, on GRS80,
 * which differs from WGS84 by 0.1 mm): 54972.271 m. */
static void
test_downrange (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_ITRF);
  double there_lat = -(37 + 39 / 60.0 + 10.15610 / 3600);
  double there_lon = 143 + 55 / 60.0 + 35.38390 / 3600;
  TlmGeodetic there = { there_lon * G_PI / 180, there_lat * G_PI / 180, 500 };
  TlmState state = { tlm_geodetic_to_itrf (&there), { 0, 0, 0 } };
  TlmTimelineSite site = { TLM_DATUM_UNDECLARED, TRUE, -(37 + 57 / 60.0 + 3.72030 / 3600),
    144 + 25 / 60.0 + 29.52440 / 3600, 100 };

  for (int k = 0; k <= 20; k++)
    append_state (ephemeris, start () + k * TLM_SECOND, &state);
  tlm_ephemeris_seal (ephemeris);
  join (timeline, log, NULL);
  assert_near (number_at (timeline, "downrange", start () + AT_REST), 0, 1e-6);
  tlm_timeline_set_site (timeline, &site);
  assert_near (number_at (timeline, "downrange", start () + AT_REST), 54972.271, 0.001);
  assert_near (number_at (timeline, "altitude-agl", start () + AT_REST), 400, 1e-6);
}

/* An ephemeris beside a log: what the log says stands. */
static void
test_measured_stands (void)
{
  g_autoptr (TlmTimeline) timeline = circular_timeline (0.1);
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmTrack *track = tlm_log_track (log->vehicles->pdata[0], "speed", TLM_QUANTITY_NONE);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = 0; i < 100; i++)
    tlm_series_append (track->series, start () + i * TLM_SECOND, 7000);
  join (timeline, log, NULL);
  tlm_timeline_at (timeline, start () + 50 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpfloat (tlm_snapshot_value (snapshot, 0, TLM_CHANNEL_SPEED).value, ==, 7000);
  g_assert_cmpint (snapshot->vehicles[0].speed_frame, ==, TLM_SPEED_UNDECLARED);
  g_assert_cmpfloat (number_at (timeline, "speed-inertial", start () + 50 * TLM_SECOND), >, 7600);
  g_assert_cmpint (tlm_timeline_value (timeline, 0, TLM_CHANNEL_SPEED,
          start () + 500 * TLM_SECOND).validity, ==, TLM_VALIDITY_LOST);
}

/* The plan is an ephemeris, 1000 km lower; the flight another. */
static void
test_planned_ephemeris (void)
{
  g_autoptr (TlmTimeline) timeline = circular_timeline (0.1);
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = new_ephemeris (log, TLM_FRAME_TOD);
  TlmInstant at = start () + 45 * TLM_SECOND;
  double period = 2 * G_PI * sqrt (RADIUS_M * RADIUS_M * RADIUS_M / GM);

  for (int i = 0; i <= 60; i++) {
    TlmState state = circular (60.0 * i + 0.1 * period + 2);
    append_state (ephemeris, start () + i * 60 * TLM_SECOND, &state);
  }
  tlm_ephemeris_seal (ephemeris);
  join (timeline, log, "planned.");
  /* Two seconds ahead is what the flight does two seconds later, but for the
   * Earth's turning. */
  assert_near (number_at (timeline, "planned.latitude", at),
      number_at (timeline, "latitude", at + 2 * TLM_SECOND), 1e-6);
  assert_near (number_at (timeline, "delta.latitude", at),
      number_at (timeline, "latitude", at) - number_at (timeline, "planned.latitude", at), 1e-12);
  assert_near (number_at (timeline, "delta.speed-inertial", at), 0, 1e-4);
  /* Past the plan's end there is no plan, and the flight goes on. */
  g_assert_false (tlm_value_is_shown (&(TlmValue) { .validity = tlm_timeline_value (timeline, 0,
              TLM_N_STANDARD_CHANNELS, start () + 20000 * TLM_SECOND).validity }));
  number_at (timeline, "latitude", start () + 20000 * TLM_SECOND);
}

/* The revolution number of an element set, at its epoch and 3.5 and 36.5
 * revolutions on. */
static void
test_element_revolutions (void)
{
  static const char set[] =
      "1 25544U 98067A   25057.50000000  .00012000  00000-0  22000-3 0  9991\n"
      "2 25544  51.6400 130.0000 0005000 300.0000  60.0000 15.50000000498004\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup (set);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmLogVehicle *vehicle = log->vehicles->pdata[0];
  const TlmMeanElements *elements;
  double period;

  for (char *line = text; *line; line = strchr (line, '\n') + 1)
    line[68] = (char) ('0' + tlm_tle_checksum (line));
  g_autoptr (GArray) sets = tlm_tle_parse (text, strlen (text), "test", &error);
  g_assert_no_error (error);
  elements = &g_array_index (sets, TlmMeanElements, 0);
  g_assert_cmpfloat (elements->revolution_at_epoch, ==, 49800);
  vehicle->ephemeris = tlm_ephemeris_new ();
  g_assert_true (tlm_ephemeris_add_elements (vehicle->ephemeris, elements, NULL));
  tlm_ephemeris_seal (vehicle->ephemeris);
  period = 2 * G_PI / elements->mean_motion;
  TlmInstant epoch = elements->epoch;
  join (timeline, log, NULL);
  /* The epoch is at the node; just after it is the revolution named. */
  g_assert_cmpfloat (number_at (timeline, "orbit-number", epoch + 60 * TLM_SECOND), ==, 49800);
  g_assert_cmpfloat (number_at (timeline, "orbit-number",
          epoch + (gint64) (0.5 * period * 1e9)), ==, 49800);
  g_assert_cmpfloat (number_at (timeline, "orbit-number",
          epoch + (gint64) (3.5 * period * 1e9)), ==, 49803);
  g_assert_cmpfloat (number_at (timeline, "orbit-number",
          epoch + (gint64) (36.5 * period * 1e9)), ==, 49836);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/derived-state/circular-orbit", test_circular_orbit);
  g_test_add_func ("/derived-state/speed-says-its-frame", test_speed_says_its_frame);
  g_test_add_func ("/derived-state/orbit-number", test_orbit_number);
  g_test_add_func ("/derived-state/hole", test_hole);
  g_test_add_func ("/derived-state/sunlit-fraction", test_sunlit_fraction);
  g_test_add_func ("/derived-state/free-fall", test_free_fall);
  g_test_add_func ("/derived-state/round-the-moon", test_round_the_moon);
  g_test_add_func ("/derived-state/free-fall-near-the-moon", test_free_fall_near_the_moon);
  g_test_add_func ("/derived-state/at-rest", test_at_rest);
  g_test_add_func ("/derived-state/downrange", test_downrange);
  g_test_add_func ("/derived-state/measured-stands", test_measured_stands);
  g_test_add_func ("/derived-state/planned-ephemeris", test_planned_ephemeris);
  g_test_add_func ("/derived-state/element-revolutions", test_element_revolutions);
  return g_test_run ();
}
