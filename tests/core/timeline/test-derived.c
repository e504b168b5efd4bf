/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Channels derived from logs: scalars and positions. test-derived-state.c has
 * those of ephemerides. */
#include <string.h>

#include "core/base/error.h"
#include "core/space/frames/geodetic.h"
#include "core/timeline/derived.h"
#include "derived-util.h"

#define AT(s) ((gint64) ((s) * 1e9))

static double level_12km (double t) { return 12000; }
static double steady_450 (double t) { return 450; }
static double zero (double t) { return 0; }

/* ../shared/facts.md */
static void
test_published_air (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);

  add_samples (log, "altitude", 100, 0.1, level_12km);
  add_samples (log, "speed", 100, 0.1, steady_450);
  join (timeline, log, NULL);
  assert_near (number_at (timeline, "dynamic-pressure", AT (5.03)), 31584, 1);
  assert_near (number_at (timeline, "mach", AT (5.03)), 1.525, 0.0005);
  assert_near (number_at (timeline, "vertical-speed", AT (5.03)), 0, 1e-9);
  assert_near (number_at (timeline, "horizontal-speed", AT (5.03)), 450, 1e-9);
  assert_near (number_at (timeline, "flight-path-angle", AT (5.03)), 0, 1e-9);
  assert_near (number_at (timeline, "acceleration", AT (5.03)), 0, 1e-9);
  g_assert_cmpint (shown_at (timeline, "mach", AT (5)).origin, ==, TLM_ORIGIN_DERIVED);
}

static double climb (double t) { return 1000 + 300 * t + 5 * t * t; }
static double climb_speed (double t) { return 400 + 12 * t; }
static double climb_100m (double t) { return 100 * round (climb (t) / 100); }

/* A parabola's slope is exact; one read in steps of 100 m is had to 2 %, and one
 * wrong digit does not show. */
static void
test_slopes (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new (), rounded = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED), coarse = new_log (TLM_CLOCK_ELAPSED);
  TlmTrack *track;

  add_samples (log, "altitude", 1000, 0.1, climb);
  add_samples (log, "speed", 1000, 0.1, climb_speed);
  join (timeline, log, NULL);
  for (double t = 0; t < 99.9; t += 3.7) {
    assert_near (number_at (timeline, "vertical-speed", AT (t)), 300 + 10 * t, 1e-6);
    assert_near (number_at (timeline, "acceleration", AT (t)), 12, 1e-6);
  }
  track = add_samples (coarse, "altitude", 3000, 1 / 30.0, climb_100m);
  tlm_series_append (track->series, AT (50.01), 99e3);
  join (rounded, coarse, NULL);
  for (double t = 3; t < 97; t += 1.7)
    assert_near (number_at (rounded, "vertical-speed", AT (t)), 300 + 10 * t,
        0.02 * (300 + 10 * t));
}

/* What cannot be had stays absent; what is measured stays measured. */
static void
test_absent (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);
  static const char *const never[] = { "latitude", "speed-inertial", "speed-relative", "apogee",
    "orbit-number", "sunlit", "g-load", "heading", "downrange", "altitude-ellipsoid",
    "altitude-msl", "altitude-agl", "mach", "speed", "flight-path-angle" };
  TlmTimelineSite site = { TLM_DATUM_UNDECLARED, TRUE, 45, 63, 90 };
  TlmOrigin origin;
  guint channel;

  add_samples (log, "altitude", 100, 0.1, level_12km);
  add_samples (log, "vertical-speed", 100, 0.1, steady_450);
  join (timeline, log, NULL);
  tlm_timeline_set_site (timeline, &site);
  for (guint i = 0; i < G_N_ELEMENTS (never); i++) {
    assert_absent (timeline, never[i], AT (5));
    tlm_timeline_find_channel (timeline, never[i], &channel);
    g_assert_false (tlm_timeline_has_channel (timeline, 0, channel, NULL));
    g_assert_null (tlm_derived_sources (timeline, 0, channel));
  }
  g_assert_cmpfloat (number_at (timeline, "vertical-speed", AT (5)), ==, 450);
  g_assert_true (tlm_timeline_has_channel (timeline, 0, TLM_CHANNEL_VERTICAL_SPEED, &origin));
  g_assert_cmpint (origin, ==, TLM_ORIGIN_MEASURED);
  g_assert_true (tlm_timeline_has_channel (timeline, 0, TLM_CHANNEL_PRESSURE, &origin));
  g_assert_cmpint (origin, ==, TLM_ORIGIN_DERIVED);
}

static double high (double t) { return 85900 + 100 * t; }

static void
test_no_air_above_86_km (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);

  add_samples (log, "altitude", 100, 0.1, high);
  join (timeline, log, NULL);
  g_assert_cmpfloat (number_at (timeline, "pressure", AT (0.9)), >, 0.3);
  assert_absent (timeline, "pressure", AT (1.1));
  assert_absent (timeline, "temperature", AT (1.1));
}

/* The worst of what it was derived from: the speed ends at 9.9 s, the altitude
 * goes on. */
static void
test_validity (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);
  TlmValue value;

  add_samples (log, "altitude", 400, 0.1, level_12km);
  add_samples (log, "speed", 100, 0.1, steady_450);
  join (timeline, log, NULL);
  value = tlm_timeline_value (timeline, 0, TLM_CHANNEL_MACH, AT (12.9));
  g_assert_cmpint (value.validity, ==, TLM_VALIDITY_STALE);
  g_assert_cmpint (value.age_ns, ==, AT (3));
  assert_near (value.value, 1.525, 0.0005);
  g_assert_cmpint (tlm_timeline_value (timeline, 0, TLM_CHANNEL_MACH, AT (20)).validity, ==,
      TLM_VALIDITY_LOST);
  g_assert_cmpint (tlm_timeline_value (timeline, 0, TLM_CHANNEL_PRESSURE, AT (20)).validity, ==,
      TLM_VALIDITY_FRESH);
  g_assert_cmpint (tlm_timeline_value (timeline, 0, TLM_CHANNEL_MACH, AT (-1)).validity, ==,
      TLM_VALIDITY_ABSENT);
}

static double three (double t) { return 3; }
static double four (double t) { return 4; }

/* A datum that is declared makes the channel of that name, and another altitude
 * only where it can be converted. */
static void
test_datum (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);
  TlmTimelineSite site = { TLM_DATUM_MSL, TRUE, 45, 63, 90 };

  add_samples (log, "altitude", 100, 0.1, level_12km);
  join (timeline, log, NULL);
  tlm_timeline_set_site (timeline, &site);
  g_assert_cmpfloat (number_at (timeline, "altitude-msl", AT (5)), ==, 12000);
  g_assert_cmpfloat (number_at (timeline, "altitude-agl", AT (5)), ==, 11910);
  assert_absent (timeline, "altitude-ellipsoid", AT (5));
  site.datum = TLM_DATUM_AGL;
  tlm_timeline_set_site (timeline, &site);
  g_assert_cmpfloat (number_at (timeline, "altitude-agl", AT (5)), ==, 12000);
  assert_absent (timeline, "altitude-msl", AT (5));
  assert_near (number_at (timeline, "pressure", AT (5)), 19120.1, 15);
  /* How high the pad is decides what the air is like there. */
  site.has_pad = FALSE;
  tlm_timeline_set_site (timeline, &site);
  assert_absent (timeline, "pressure", AT (5));
  assert_absent (timeline, "temperature", AT (5));
}

/* About another body nothing is known of the Earth's air, shape and rotation; what needs none
 * of them stays. */
static void
test_other_body (void)
{
  static const char *const of_earth[] = { "pressure", "temperature", "dynamic-pressure", "mach",
    "altitude-msl", "downrange", "speed-inertial", "sunlit", "heading" };
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_TAI);
  TlmTimelineSite site = { .datum = TLM_DATUM_ELLIPSOID };

  add_samples (log, "altitude", 100, 0.1, level_12km);
  add_samples (log, "latitude", 100, 0.1, three);
  add_samples (log, "longitude", 100, 0.1, four);
  add_samples (log, "speed", 100, 0.1, steady_450);
  join (timeline, log, NULL);
  for (TlmSiteBody body = TLM_SITE_UNKNOWN; body <= TLM_SITE_MARS; body++) {
    gboolean earth = body <= TLM_SITE_EARTH;
    site.body = body;
    tlm_timeline_set_site (timeline, &site);
    g_assert_cmpint (tlm_timeline_get_site (timeline)->body, ==, body);
    for (guint i = 0; i < 4; i++) {
      guint channel;
      tlm_timeline_find_channel (timeline, of_earth[i], &channel);
      g_assert_true (tlm_timeline_has_channel (timeline, 0, channel, NULL) == earth);
    }
    for (guint i = 4; i < G_N_ELEMENTS (of_earth) && !earth; i++)
      assert_absent (timeline, of_earth[i], AT (5));
    g_assert_cmpfloat (number_at (timeline, "speed", AT (5)), ==, 450);
    g_assert_cmpfloat (number_at (timeline, "vertical-speed", AT (5)), <, 1e-3);
    g_assert_cmpfloat (number_at (timeline, "altitude-ellipsoid", AT (5)), ==, 12000);
  }
}

/* The log's own word on its datum is not overruled: the altitude asked for is
 * then derived, or there is none. */
static void
test_datum_conflict (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);
  TlmTimelineSite site = { TLM_DATUM_AGL, TRUE, 45, 63, 90 };

  add_samples (log, "altitude", 100, 0.1, level_12km)->datum = TLM_DATUM_ELLIPSOID;
  join (timeline, log, NULL);
  g_assert_cmpfloat (number_at (timeline, "altitude", AT (5)), ==, 12000);
  tlm_timeline_set_site (timeline, &site);
  g_assert_cmpfloat (number_at (timeline, "altitude", AT (5)), ==, 11910);
  site.datum = TLM_DATUM_MSL;
  tlm_timeline_set_site (timeline, &site);
  assert_absent (timeline, "altitude", AT (5));
}

static void
test_preferred (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);
  TlmChannelSet preferred = { { 0 } };

  add_samples (log, "vertical-speed", 100, 0.1, three);
  add_samples (log, "horizontal-speed", 100, 0.1, four);
  add_samples (log, "speed", 100, 0.1, steady_450);
  join (timeline, log, NULL);
  g_assert_cmpfloat (number_at (timeline, "speed", AT (5)), ==, 450);
  tlm_channel_set_add (&preferred, TLM_CHANNEL_SPEED);
  tlm_timeline_prefer_derived (timeline, &preferred);
  g_assert_cmpfloat (number_at (timeline, "speed", AT (5)), ==, 5);
  g_assert_cmpint (shown_at (timeline, "speed", AT (5)).origin, ==, TLM_ORIGIN_DERIVED);
}

static double climb_40 (double t) { return 40 * t; }
static double speed_39_8 (double t) { return 39.8; }
static double speed_30 (double t) { return 30; }
static double climb_10_by_km (double t) { return 1000 * round (10 * t / 1000); }
static double faster_by_100_m_s (double t) { return 100 * round (t / 100); }

/* No vehicle climbs faster than it moves: within the error of the climb it is the
 * speed, beyond it there is none, and then no horizontal speed. */
static void
test_climb_within_speed (void)
{
  g_autoptr (TlmTimeline) close = tlm_timeline_new (), far = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED), other = new_log (TLM_CLOCK_ELAPSED);

  add_samples (log, "altitude", 300, 0.1, climb_40);
  add_samples (log, "speed", 300, 0.1, speed_39_8);
  join (close, log, NULL);
  add_samples (other, "altitude", 300, 0.1, climb_40);
  add_samples (other, "speed", 300, 0.1, speed_30);
  join (far, other, NULL);
  g_assert_cmpfloat (number_at (close, "vertical-speed", AT (15)), ==, 39.8);
  assert_absent (far, "vertical-speed", AT (15));
  assert_absent (far, "horizontal-speed", AT (15));
}

/* 10 m/s seen by steps of 1 km, 1 m/s^2 by steps of 100 m/s: too little to tell. */
static void
test_error_of_slopes (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);

  add_samples (log, "altitude", 120, 1, climb_10_by_km);
  add_samples (log, "speed", 120, 1, faster_by_100_m_s);
  join (timeline, log, NULL);
  assert_absent (timeline, "vertical-speed", AT (52));
  assert_absent (timeline, "acceleration", AT (70));
}

/* A parked receiver says that it does not move along, whatever its positions do. */
static double wander_degrees (double t) { return 48 + 3e-5 * sin (0.4 * t); }

static void
test_parked (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);

  add_samples (log, "latitude", 100, 1, wander_degrees);
  add_samples (log, "longitude", 100, 1, zero);
  add_samples (log, "altitude", 100, 1, level_12km);
  add_samples (log, "horizontal-speed", 100, 1, zero);
  join (timeline, log, NULL);
  for (double t = 5; t < 90; t += 3.3) {
    g_assert_cmpfloat (number_at (timeline, "speed", AT (t)), ==, 0);
    g_assert_cmpfloat (number_at (timeline, "speed-relative", AT (t)), ==, 0);
  }
}

/* Measured for 10 s, then derived, and said so; a speed that is over as well. */
static void
test_measured_in_part (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);
  TlmValue value;

  add_samples (log, "altitude", 400, 0.1, climb_40);
  add_samples (log, "vertical-speed", 100, 0.1, three);
  join (timeline, log, NULL);
  value = shown_at (timeline, "vertical-speed", AT (5));
  g_assert_cmpfloat (value.value, ==, 3);
  g_assert_cmpint (value.origin, ==, TLM_ORIGIN_MEASURED);
  g_assert_cmpint (shown_at (timeline, "vertical-speed", AT (13)).validity, ==,
      TLM_VALIDITY_STALE);
  value = shown_at (timeline, "vertical-speed", AT (20));
  assert_near (value.value, 40, 1e-6);
  g_assert_cmpint (value.origin, ==, TLM_ORIGIN_DERIVED);
  g_assert_cmpint (value.validity, ==, TLM_VALIDITY_FRESH);
}

/* Along the equator to the east at 500 m/s, and over the date line. */
static double equator_degrees (double t)
{
  return remainder (179.9 + t * 500 / 6378137 * 180 / G_PI, 360);
}
static double meridian_degrees (double t) { return -45 + t * 300 / 6367382 * 180 / G_PI; }

static void
test_positions (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);

  add_samples (log, "latitude", 100, 1, zero);
  add_samples (log, "longitude", 100, 1, equator_degrees);
  add_samples (log, "altitude", 100, 1, zero);
  join (timeline, log, NULL);
  for (double t = 0; t < 99; t += 8.5) {
    assert_near (number_at (timeline, "horizontal-speed", AT (t)), 500, 1e-3);
    assert_near (number_at (timeline, "speed-relative", AT (t)), 500, 1e-3);
    assert_near (number_at (timeline, "speed", AT (t)), 500, 1e-3);
    /* Eastwards the Earth's own 465.1 m/s are added. */
    assert_near (number_at (timeline, "speed-inertial", AT (t)),
        500 + 6378137 * 7.292115e-5, 1e-3);
    assert_near (number_at (timeline, "heading", AT (t)), 90, 1e-6);
    assert_near (number_at (timeline, "downrange", AT (t)), 500 * t, 1e-3);
    assert_near (number_at (timeline, "vertical-speed", AT (t)), 0, 1e-9);
  }
  assert_absent (timeline, "altitude-ellipsoid", AT (5));
  assert_absent (timeline, "sunlit", AT (5));
}

/* The meridian's radius at 45 degrees: 6367382 m (WGS84). Without an altitude
 * there is no speed, only what is over ground. */
static void
test_ground_track (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);

  add_samples (log, "latitude", 100, 1, meridian_degrees);
  add_samples (log, "longitude", 100, 1, zero);
  join (timeline, log, NULL);
  assert_near (number_at (timeline, "horizontal-speed", AT (1)), 300, 0.05);
  assert_near (remainder (number_at (timeline, "heading", AT (1)), 360), 0, 1e-6);
  assert_absent (timeline, "speed", AT (1));
}

static void
test_planned (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED), plan = new_log (TLM_CLOCK_ELAPSED);
  guint channel;
  g_autofree char *sources = NULL;

  add_samples (log, "altitude", 100, 0.1, level_12km);
  add_samples (log, "longitude", 100, 0.1, equator_degrees);
  add_samples (plan, "altitude", 300, 0.1, climb);
  add_samples (plan, "speed", 300, 0.1, steady_450);
  add_samples (plan, "longitude", 300, 0.1, zero);
  join (timeline, log, NULL);
  join (timeline, plan, "planned.");
  assert_near (number_at (timeline, "planned.altitude", AT (4)), climb (4), 1e-3);
  assert_near (number_at (timeline, "delta.altitude", AT (4)), 12000 - climb (4), 1e-3);
  assert_near (number_at (timeline, "planned.vertical-speed", AT (4)), 340, 1e-6);
  assert_near (number_at (timeline, "delta.vertical-speed", AT (4)), -340, 1e-6);
  assert_near (number_at (timeline, "delta.longitude", AT (0)), 179.9, 1e-6);
  g_assert_true (tlm_value_is_shown (&(TlmValue) { .validity = shown_at (timeline,
              "planned.mach", AT (4)).validity }));
  /* The plan never stands in for what was not measured, or is over. */
  assert_absent (timeline, "speed", AT (4));
  assert_absent (timeline, "delta.speed", AT (4));
  g_assert_cmpint (tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, AT (25)).validity, ==,
      TLM_VALIDITY_LOST);
  g_assert_true (tlm_timeline_find_channel (timeline, "delta.altitude", &channel));
  sources = tlm_derived_sources (timeline, 0, channel);
  g_assert_cmpstr (sources, ==, "altitude, planned.altitude");
}

/* The snapshot has what single questions give, and only what is wanted. */
static void
test_snapshot (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = new_log (TLM_CLOCK_ELAPSED);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlmChannelSet wanted = { { 0 } };

  add_samples (log, "altitude", 100, 0.1, climb);
  add_samples (log, "speed", 100, 0.1, climb_speed);
  join (timeline, log, NULL);
  tlm_timeline_at (timeline, AT (3.21), NULL, snapshot);
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    TlmValue one = tlm_timeline_value (timeline, 0, i, AT (3.21));
    TlmValue all = tlm_snapshot_value (snapshot, 0, i);
    g_assert_cmpint (one.validity, ==, all.validity);
    g_assert_cmpfloat (one.value, ==, all.value);
    g_assert_cmpint (one.origin, ==, all.origin);
  }
  tlm_channel_set_add (&wanted, TLM_CHANNEL_MACH);
  tlm_timeline_at (timeline, AT (3.21), &wanted, snapshot);
  g_assert_cmpint (tlm_snapshot_value (snapshot, 0, TLM_CHANNEL_MACH).validity, ==,
      TLM_VALIDITY_FRESH);
  g_assert_cmpint (tlm_snapshot_value (snapshot, 0, TLM_CHANNEL_ALTITUDE).validity, ==,
      TLM_VALIDITY_ABSENT);
}

static void
test_speed_frame (void)
{
  g_assert_cmpint (tlm_derived_speed_frame (60e3, 400e3), ==, TLM_SPEED_RELATIVE);
  g_assert_cmpint (tlm_derived_speed_frame (180e3, -3000e3), ==, TLM_SPEED_RELATIVE);
  g_assert_cmpint (tlm_derived_speed_frame (420e3, 410e3), ==, TLM_SPEED_INERTIAL);
  g_assert_cmpint (tlm_derived_speed_frame (200e6, 40e3), ==, TLM_SPEED_INERTIAL);
  g_assert_cmpint (tlm_derived_speed_frame (420e3, NAN), ==, TLM_SPEED_INERTIAL);
}

/* Every channel that can be derived says how and by whom. */
static void
test_table (void)
{
  guint n = 0;

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++) {
    if (!tlm_derived_formula (i))
      continue;
    n++;
    g_assert_cmpuint (strlen (tlm_derived_formula (i)), >, 5);
    g_assert_cmpuint (strlen (tlm_derived_reference (i)), >, 5);
  }
  /* All up to the Sun, and the age of an epoch. */
  g_assert_cmpuint (n, ==, TLM_CHANNEL_SUNLIT + 2);
  g_assert_null (tlm_derived_formula (TLM_CHANNEL_THRUST));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/derived/table", test_table);
  g_test_add_func ("/derived/published-air", test_published_air);
  g_test_add_func ("/derived/slopes", test_slopes);
  g_test_add_func ("/derived/absent", test_absent);
  g_test_add_func ("/derived/no-air-above-86-km", test_no_air_above_86_km);
  g_test_add_func ("/derived/validity", test_validity);
  g_test_add_func ("/derived/datum", test_datum);
  g_test_add_func ("/derived/other-body", test_other_body);
  g_test_add_func ("/derived/datum-conflict", test_datum_conflict);
  g_test_add_func ("/derived/preferred", test_preferred);
  g_test_add_func ("/derived/climb-within-speed", test_climb_within_speed);
  g_test_add_func ("/derived/error-of-slopes", test_error_of_slopes);
  g_test_add_func ("/derived/parked", test_parked);
  g_test_add_func ("/derived/measured-in-part", test_measured_in_part);
  g_test_add_func ("/derived/positions", test_positions);
  g_test_add_func ("/derived/ground-track", test_ground_track);
  g_test_add_func ("/derived/planned", test_planned);
  g_test_add_func ("/derived/snapshot", test_snapshot);
  g_test_add_func ("/derived/speed-frame", test_speed_frame);
  return g_test_run ();
}
