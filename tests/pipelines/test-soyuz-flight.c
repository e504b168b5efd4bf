/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The demo's telemetry against the published timeline, and its columns against each other: position,
 * speed and vertical speed are compared through the test's own geometry (NGA.STND.0036, 4.1). */
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>

typedef struct { double t, altitude, speed, climb, inertial, load, lat, lon, downrange, range, closing; } Row;

static const char *program;
static GArray *rows;

static void
read_rows (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("soyuz-XXXXXX", &error);
  g_assert_no_error (error);
  const char *argv[] = { program, folder, NULL };
  g_autofree char *csv = g_build_filename (folder, "soyuz-ms-19.csv", NULL);
  g_autofree char *mission = g_build_filename (folder, "soyuz-ms-19.mission", NULL);
  g_autofree char *text = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "time[s],altitude[m],speed-relative[m/s],vertical-speed[m/s],"));
  rows = g_array_new (FALSE, TRUE, sizeof (Row));
  for (char **line = lines + 1; *line && **line; line++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", -1);
    double value[11];
    g_assert_cmpuint (g_strv_length (cells), ==, 11);
    for (int i = 0; i < 11; i++)
      value[i] = *cells[i] ? g_ascii_strtod (cells[i], NULL) : NAN;
    g_array_append_val (rows, value);
  }
  g_unlink (csv);
  g_unlink (mission);
  g_rmdir (folder);
}

static const Row *
row_at (double t)
{
  for (guint i = 0; i < rows->len; i++)
    if (fabs (g_array_index (rows, Row, i).t - t) < 1e-6)
      return &g_array_index (rows, Row, i);
  g_error ("no row at T+%g s", t);
}

static void
fixed (const Row *r, double *xyz)
{
  const double a = 6378137.0, f = 1.0 / 298.257223563, e2 = f * (2.0 - f), deg = G_PI / 180.0;
  double s = sin (r->lat * deg), c = cos (r->lat * deg), n = a / sqrt (1.0 - e2 * s * s);

  xyz[0] = (n + r->altitude) * c * cos (r->lon * deg);
  xyz[1] = (n + r->altitude) * c * sin (r->lon * deg);
  xyz[2] = (n * (1.0 - e2) + r->altitude) * s;
}

static void
test_time (void)
{
  g_assert_cmpuint (rows->len, >, 12000);
  for (guint i = 1; i < rows->len; i++) {
    double step = g_array_index (rows, Row, i).t - g_array_index (rows, Row, i - 1).t;
    g_assert_cmpfloat (step, >, 0.1);
    g_assert_cmpfloat (step, <, 1.1);
  }
}

/* What was published, each within its own rounding. */
static void
test_published (void)
{
  const double contact = 3 * 3600 + 27 * 60 + 29;

  g_assert_cmpfloat_with_epsilon (row_at (0)->lat, 45.996, 1e-6);
  g_assert_cmpfloat_with_epsilon (row_at (0)->lon, 63.564, 1e-6);
  g_assert_cmpfloat_with_epsilon (row_at (0)->speed, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (row_at (118)->speed, 1500, 50);
  g_assert_cmpfloat_with_epsilon (row_at (118)->altitude, 50e3, 500);
  g_assert_cmpfloat_with_epsilon (row_at (285)->altitude, 169e3, 500);
  g_assert_cmpfloat_with_epsilon (row_at (528)->altitude, 200e3, 5e3);
  g_assert_cmpfloat_with_epsilon (row_at (528)->inertial, 7800, 50);
  g_assert_cmpfloat_with_epsilon (row_at (contact - 74 * 60)->range, 97e3, 500);
  g_assert_cmpfloat_with_epsilon (row_at (contact - 34 * 60)->range, 2500, 50);
  g_assert_cmpfloat_with_epsilon (row_at (contact - 30 * 60)->range, 1100, 50);
  g_assert_cmpfloat_with_epsilon (row_at (contact - 16 * 60)->range, 255, 1);
  g_assert_cmpfloat_with_epsilon (row_at (contact - 9 * 60)->range, 255, 1);
  g_assert_cmpfloat_with_epsilon (row_at (contact)->range, 0, 1e-3);
  g_assert_cmpfloat (row_at (contact)->altitude, >, 414e3);
  g_assert_cmpfloat (row_at (contact)->altitude, <, 438e3);
}

/* Perigee and apogee of the first orbit, and the highest latitude of a 51.6 degree orbit. */
static void
test_first_orbit (void)
{
  double low = INFINITY, high = 0, north = 0;

  for (guint i = 0; i < rows->len; i++) {
    const Row *r = &g_array_index (rows, Row, i);
    if (r->t < 528 || r->t > 3100)
      continue;
    low = fmin (low, r->altitude);
    high = fmax (high, r->altitude);
    north = fmax (north, fabs (r->lat));
  }
  g_assert_cmpfloat_with_epsilon (low, 200e3, 5e3);
  g_assert_cmpfloat_with_epsilon (high, 240e3, 10e3);
  g_assert_cmpfloat_with_epsilon (north, 51.8, 0.3);
}

/* A crewed ascent: no more than 4 g, and less right after each staging. */
static void
test_load (void)
{
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpfloat (g_array_index (rows, Row, i).load, <, 4.0 * 9.80665);
  g_assert_cmpfloat (row_at (118.4)->load, <, 0.5 * row_at (117.6)->load);
  g_assert_cmpfloat (row_at (285.4)->load, <, 0.7 * row_at (284.6)->load);
  g_assert_cmpfloat (row_at (600)->load, <, 0.01);
}

/* Speeds against differences of position. Second differences bound the error of the difference
 * itself: 40 m/s2 over 0.2 s in the ascent; in orbit 0.42 m/s2 over 1 s, where a burn begins. */
static void
test_derivatives (void)
{
  for (guint i = 1; i + 1 < rows->len; i++) {
    const Row *a = &g_array_index (rows, Row, i - 1), *r = a + 1, *b = a + 2;
    double dt = b->t - a->t, p[3], q[3], tolerance = r->t < 600 ? 2.5 : 0.25;
    if (fabs ((b->t - r->t) - (r->t - a->t)) > 1e-6)
      continue;
    fixed (a, p);
    fixed (b, q);
    double speed = sqrt (pow (q[0] - p[0], 2) + pow (q[1] - p[1], 2) + pow (q[2] - p[2], 2)) / dt;
    g_assert_cmpfloat_with_epsilon (speed, r->speed, tolerance);
    g_assert_cmpfloat_with_epsilon ((b->altitude - a->altitude) / dt, r->climb, tolerance);
    if (!isnan (a->range))
      g_assert_cmpfloat_with_epsilon ((b->range - a->range) / dt, r->closing, 0.2);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  read_rows ();
  g_test_add_func ("/soyuz-flight/time", test_time);
  g_test_add_func ("/soyuz-flight/published", test_published);
  g_test_add_func ("/soyuz-flight/first-orbit", test_first_orbit);
  g_test_add_func ("/soyuz-flight/load", test_load);
  g_test_add_func ("/soyuz-flight/derivatives", test_derivatives);
  int status = g_test_run ();
  g_array_unref (rows);
  return status;
}
