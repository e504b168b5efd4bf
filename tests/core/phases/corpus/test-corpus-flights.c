/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulator of the corpus against formulas that it does not use, and whether each kind
 * of flight is what its name says. */
#include <math.h>
#include <string.h>

#include "record.h"

static CorpusBody
still_body (double gm_m3_s2)
{
  return (CorpusBody) { .name = "still", .gm_m3_s2 = gm_m3_s2, .radius_m = 1e6 };
}

static CorpusPoint
last_point (const CorpusFlight *flight)
{
  return g_array_index (flight->points, CorpusPoint, flight->points->len - 1);
}

/* Thrown up at V: v²/2 = GM (1/R - 1/(R + h)). */
static void
test_thrown_up (void)
{
  CorpusBody body = still_body (4e12);
  g_autoptr (CorpusFlight) flight = corpus_flight_new (&body, 100);
  double v = 600, apogee = 1 / (1 / body.radius_m - v * v / 2 / body.gm_m3_s2) - body.radius_m;

  corpus_begin_path (flight, 0, v, 90);
  corpus_add (flight, (CorpusSegment) { .end = END_APEX });
  corpus_fly (flight);
  g_assert_cmpfloat_with_epsilon (last_point (flight).height_m, apogee, 0.1);
  g_assert_cmpuint (flight->truth->events->len, ==, 1);
  g_assert_cmpint (g_array_index (flight->truth->events, CorpusEvent, 0).kind, ==, TRUTH_APOGEE);
}

/* Weight and drag are equal: v² = 2 m g / (rho A). */
static void
test_terminal_velocity (void)
{
  g_autoptr (CorpusFlight) flight = corpus_flight_new (&corpus_earth, 80);

  corpus_begin_path (flight, 1000, 30, -90);
  corpus_add (flight, (CorpusSegment) { .drag_area_m2 = 6, .end = END_BELOW, .end_value = 200 });
  corpus_fly (flight);
  /* rho of US76 at 200 m is 1.2017 kg/m³, g 9.798 m/s² at the equator's radius. */
  g_assert_cmpfloat_with_epsilon (-last_point (flight).up_m_s, sqrt (2 * 80 * 9.797 / (1.2017 * 6)),
      0.1);
}

/* Tsiolkovsky: no weight to speak of. */
static void
test_rocket_equation (void)
{
  CorpusBody body = still_body (1);
  g_autoptr (CorpusFlight) flight = corpus_flight_new (&body, 1000);
  double ve = 300 * 9.80665, burnt = 5000.0 / ve * 400;

  corpus_begin_path (flight, 1e6, 10, 0);
  corpus_add (flight, (CorpusSegment) { .steer = STEER_PROGRADE, .thrust_n = 5000, .isp_s = 300,
        .end_value = 400 });
  corpus_fly (flight);
  g_assert_cmpfloat_with_epsilon (last_point (flight).inertial_m_s,
      10 + ve * log (1000 / (1000 - burnt)), 0.01);
}

/* Kepler's third law, and back where it began. */
static void
test_period (void)
{
  g_autoptr (CorpusFlight) flight = corpus_flight_new (&corpus_earth, 1000);
  double a = 6378137 + (300e3 + 1500e3) / 2;
  double period = 2 * G_PI * sqrt (a * a * a / 3.986004418e14);

  corpus_begin_orbit (flight, 300e3, 1500e3, 0.3);
  corpus_add (flight, (CorpusSegment) { .end_value = period + 10, .step_s = 1 });
  corpus_fly (flight);
  CorpusPoint first = corpus_at (flight, 0), again = corpus_at (flight, period);
  g_assert_cmpfloat (hypot (again.x - first.x, again.y - first.y), <, 5);
  g_assert_cmpuint (flight->truth->events->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (corpus_perigee (&corpus_earth, again.x, again.y, again.vx,
          again.vy), 300e3, 5);
}

/* US Standard Atmosphere 1976, tables 1 and 8; the ground turns at 465.1 m/s. */
static void
test_world (void)
{
  static const struct { double height_m, density_kg_m3; } rows[] = {
    { 0, 1.2250 }, { 11e3, 3.6480e-1 }, { 50e3, 1.0269e-3 }, { 86e3, 6.958e-6 },
    { 100e3, 5.604e-7 }, { 200e3, 2.541e-10 },
  };
  g_autoptr (CorpusFlight) flight = corpus_flight_new (&corpus_earth, 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (corpus_density (&corpus_earth, rows[i].height_m) /
        rows[i].density_kg_m3, 1, 1e-3);
  g_assert_cmpfloat (corpus_density (&corpus_moon, 10), ==, 0);
  corpus_add (flight, (CorpusSegment) { .steer = STEER_HOLD, .end_value = 1000, .step_s = 1 });
  corpus_fly (flight);
  g_assert_cmpfloat_with_epsilon (last_point (flight).inertial_m_s, 465.1, 0.1);
  g_assert_cmpfloat_with_epsilon (last_point (flight).along_m_s, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (last_point (flight).load_m_s2, 9.764, 0.01);
}

/* The events in order, a letter each: Liftoff, thrust Starts, Ends, Apogee, Insertion, entry
 * (X), Parachute, landing (Down), docKing. Max-q is counted apart. */
static char *
letters_of (const CorpusFlight *flight, guint *max_q)
{
  static const char letters[] = { [TRUTH_LIFTOFF] = 'L', [TRUTH_THRUST_START] = 'S',
    [TRUTH_THRUST_END] = 'E', [TRUTH_MAX_Q] = 'Q', [TRUTH_APOGEE] = 'A',
    [TRUTH_ORBIT_INSERTION] = 'I', [TRUTH_ENTRY] = 'X', [TRUTH_PARACHUTE] = 'P',
    [TRUTH_LANDING] = 'D', [TRUTH_DOCKING] = 'K' };
  GString *out = g_string_new (NULL);

  *max_q = 0;
  for (guint i = 0; i < flight->truth->events->len; i++) {
    CorpusEventKind kind = g_array_index (flight->truth->events, CorpusEvent, i).kind;
    *max_q += kind == TRUTH_MAX_Q;
    if (kind != TRUTH_MAX_Q)
      g_string_append_c (out, letters[kind]);
  }
  return g_string_free (out, FALSE);
}

static const struct { const char *kind, *events; guint max_q; } flights[] = {
  { "sounding", "LEAX?", 1 }, { "sounding-parachute", "LEAX?PPD", 1 },
  { "sounding-two-stages", "LESEAPPD", 1 }, { "model-dual", "LEAPPD", 1 },
  { "orbit-two-stages", "LESEI", 1 }, { "orbit-relight", "LESEI(SE){1,2}", 1 },
  { "orbit-boosters", "LEI", 1 }, { "orbit-dip", "LESEI", 1 }, { "orbit-reboost", "(SE){1,2}", 0 },
  { "booster-return", "LESEAXSESDE", 1 }, { "booster-ship", "LEAXSESDE", 1 },
  { "booster-lost", "LEAX", 1 }, { "shepard-booster", "LEAX?SDE", 1 },
  { "shepard-capsule", "LEAX?PPD", 1 }, { "capsule-deorbit", "SEXPPD", 0 },
  { "capsule-entry", "XPPD", 0 }, { "steady-sink", "P", 0 }, { "balloon", "LPAD", 0 },
  { "drone", "LDE", 0 }, { "moon-descent", "SDE", 0 }, { "moon-hover", "SDE", 0 },
  { "moon-ascent", "LEI", 0 }, { "mars-landing", "XPSDE", 0 }, { "docking", "K", 0 },
};

#define SEEDS 5
#define TOUCH_DOWN_M_S 12.0

/* Whoever lands does it slowly, and stays. */
static void
check_landing (const CorpusFlight *flight)
{
  for (guint i = 0; i < flight->truth->events->len; i++) {
    const CorpusEvent *event = &g_array_index (flight->truth->events, CorpusEvent, i);
    CorpusPoint before = corpus_at (flight, event->t_s - 0.2);
    if (event->kind != TRUTH_LANDING)
      continue;
    g_assert_cmpfloat (-before.up_m_s, <, TOUCH_DOWN_M_S);
    g_assert_cmpint (corpus_truth_at (flight->truth, event->t_s + 1), ==, STATE_LANDED);
    g_assert_cmpfloat_with_epsilon (last_point (flight).height_m, flight->ground_m, 1e-3);
  }
}

static void
test_kind (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  const CorpusKind *kind = corpus_kind_find (flights[index].kind);
  g_autofree char *pattern = g_strdup_printf ("^%s$", flights[index].events);

  g_assert_nonnull (kind);
  for (guint32 seed = 1; seed <= SEEDS; seed++) {
    guint max_q = 0;
    g_autoptr (CorpusFlight) flight = corpus_kind_fly (kind, seed);
    g_autofree char *letters = letters_of (flight, &max_q);
    g_test_message ("%s seed %u: %s, %u max-q", kind->name, seed, letters, max_q);
    g_assert_true (g_regex_match_simple (pattern, letters, 0, 0));
    g_assert_cmpuint (max_q, ==, flights[index].max_q);
    check_landing (flight);
  }
}

/* It falls by kilometres while it burns. */
static void
test_dip (void)
{
  for (guint32 seed = 1; seed <= SEEDS; seed++) {
    g_autoptr (CorpusFlight) flight = corpus_kind_fly (corpus_kind_find ("orbit-dip"), seed);
    double top = 0, dip = 0;
    for (guint i = 0; i < flight->points->len; i++) {
      const CorpusPoint *point = &g_array_index (flight->points, CorpusPoint, i);
      if (corpus_truth_at (flight->truth, point->t_s) != STATE_POWERED_ASCENT)
        continue;
      top = fmax (top, point->height_m);
      dip = fmax (dip, top - point->height_m);
    }
    g_test_message ("seed %u: %.1f km", seed, dip / 1e3);
    g_assert_cmpfloat (dip, >, 2000);
  }
}

static void
test_all_named (void)
{
  g_assert_cmpuint (corpus_n_kinds (), ==, G_N_ELEMENTS (flights));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corpus-flights/thrown-up", test_thrown_up);
  g_test_add_func ("/corpus-flights/terminal-velocity", test_terminal_velocity);
  g_test_add_func ("/corpus-flights/rocket-equation", test_rocket_equation);
  g_test_add_func ("/corpus-flights/period", test_period);
  g_test_add_func ("/corpus-flights/world", test_world);
  g_test_add_func ("/corpus-flights/all-named", test_all_named);
  for (guint i = 0; i < G_N_ELEMENTS (flights); i++) {
    g_autofree char *path = g_strdup_printf ("/corpus-flights/kind/%s", flights[i].kind);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_kind);
  }
  g_test_add_func ("/corpus-flights/dip", test_dip);
  return g_test_run ();
}
