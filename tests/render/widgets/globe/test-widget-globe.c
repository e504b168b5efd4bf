/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The Earth as a ball: where places are, land on the near side alone, night, stations, and a seek as playing. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/time/utc.h"
#include "render/widgets/globe/globe-ground.h"
#include "render/widgets/globe/globe-stations.h"
#include "render/widgets/land.h"
#include "scene-data.h"
#include "widget-data.h"

#define SIZE 400
#define LAND 0x00ff00u
#define SEA 0x0000ffu

static const TlrGlobeStyle plain = { .sea = { 0, 0, 1, 1 }, .land = { 0, 1, 0, 1 } };

static TlrGlobeView
view_at (double latitude, double longitude)
{
  TlrGlobeView view = { .x = SIZE / 2.0, .y = SIZE / 2.0, .radius = SIZE / 2.0, .x_scale = 1 };

  tlr_globe_view_turn (&view, latitude, longitude);
  return view;
}

/* The example of Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), page 311: the
 * orthographic projection from 40 N 100 W has 30 N 110 W at x -0.1503837, y -0.1651911. */
static void
test_projection (void)
{
  TlrGlobeView view = view_at (40, -100);
  TlmVec3 at = tlr_globe_view_see (&view, tlr_globe_direction (30, -110));

  g_assert_cmpfloat_with_epsilon (at.x, -0.1503837, 5e-8);
  g_assert_cmpfloat_with_epsilon (at.y, -0.1651911, 5e-8);
  g_assert_cmpfloat (at.z, >, 0);
  g_assert_cmpfloat_with_epsilon (tlr_globe_view_see (&view, tlr_globe_direction (-40, 80)).z, -1, 1e-12);
  g_assert_cmpfloat_with_epsilon (tlr_globe_view_see (&view, tlr_globe_direction (90, 12)).x, 0, 1e-12);
}

static cairo_surface_t *
draw_ground (const TlrGlobeView *view)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  tlr_globe_draw_ground (view, &plain, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* By the rings of the plane, which the map draws from as well. */
static gboolean
is_land (double latitude, double longitude)
{
  const GPtrArray *rings = tlr_land_get ();
  gboolean land = FALSE;

  for (guint i = 0; i < rings->len; i++)
    land ^= tlr_ring_has (rings->pdata[i], latitude, longitude);
  return land;
}

/* Land or sea alike in all of a degree and a half around a place. */
static gboolean
is_clear (double latitude, double longitude, gboolean land)
{
  for (int k = 0; k < 48; k++) {
    double radius = 0.5 * (1 + k % 3), angle = k * G_PI / 24, wide = radius / MAX (cos (latitude * G_PI / 180), 0.02);

    if (is_land (CLAMP (latitude + radius * sin (angle), -90, 90), longitude + wide * cos (angle)) != land)
      return FALSE;
  }
  return TRUE;
}

static guint
check_places (const TlrGlobeView *view, GRand *random)
{
  cairo_surface_t *surface = draw_ground (view);
  guint n = 0;

  for (int k = 0; k < 300; k++) {
    double latitude = asin (g_rand_double_range (random, -1, 1)) * 180 / G_PI;
    double longitude = g_rand_double_range (random, -180, 180);
    TlmVec3 at = tlr_globe_view_see (view, tlr_globe_direction (latitude, longitude));
    gboolean land = is_land (latitude, longitude);

    if (at.z < 0.3 || !is_clear (latitude, longitude, land))
      continue;
    guint32 pixel = widget_pixel (surface, (int) (view->x + at.x * view->radius), (int) (view->y - at.y * view->radius));
    if (pixel != (land ? LAND : SEA))
      g_error ("%g, %g is %06x", latitude, longitude, pixel);
    n++;
  }
  cairo_surface_destroy (surface);
  return n;
}

/* From anywhere, the poles, 180 degrees, and places whose other side is in the middle of land. */
static void
test_land (void)
{
  static const double middles[][2] = { { 90, 0 }, { -90, 0 }, { 0, 180 }, { 66, -180 }, { -46, -116.7 }, { -66, 100 },
    { 30, -60 }, { -35, -98 }, { 89.99, 45 }, { -89.99, 45 }, { 0, 0 }, { 18, 77 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n = 0;

  for (guint i = 0; i < 120; i++) {
    gboolean given = i < G_N_ELEMENTS (middles);
    double latitude = given ? middles[i][0] : asin (g_rand_double_range (random, -1, 1)) * 180 / G_PI;
    double longitude = given ? middles[i][1] : g_rand_double_range (random, -180, 180);
    TlrGlobeView view = view_at (latitude, longitude);

    g_test_message ("from %g, %g", latitude, longitude);
    n += check_places (&view, random);
  }
  g_assert_cmpuint (n, >, 8000);
}

/* At the June solstice of 2024 (20:51 UTC) the Sun is overhead at 23.44 N 132.3 W: full light in the middle of a ball
 * turned there, all dark on one turned away, and from the North Pole light as far as where the Sun is up. */
static void
test_night (void)
{
  static const TlmUtc solstice = { 2024, 6, 20, 20, 51, 0, 0 };
  static const double middles[][3] = { { 23.44, -132.3, 255 }, { -23.44, 47.7, 0 }, { 90, 0, 255 }, { -90, 0, 0 } };
  TlrGlobeStyle style = { .night = { 0, 0, 0, 1 } };
  TlmInstant instant;

  g_assert_true (tlm_instant_from_utc (&solstice, &instant));
  for (guint i = 0; i < G_N_ELEMENTS (middles); i++) {
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
    cairo_t *cr = cairo_create (surface);
    TlrGlobeView view = view_at (middles[i][0], middles[i][1]);

    cairo_set_source_rgb (cr, 1, 1, 1);
    cairo_paint (cr);
    tlr_globe_draw_night (&view, &style, instant, cr);
    cairo_destroy (cr);
    cairo_surface_flush (surface);
    g_assert_cmpuint (widget_pixel (surface, SIZE / 2, SIZE / 2) & 0xff, ==, (guint) middles[i][2]);
    /* Nothing beside the ball; near its edge light only where the Sun is ahead or at the pole. */
    g_assert_cmphex (widget_pixel (surface, 2, 2), ==, 0xffffff);
    if (i == 0)
      g_assert_cmpuint (widget_pixel (surface, SIZE / 2, 20) & 0xff, ==, 255);
    if (i == 1)
      g_assert_cmpuint (widget_pixel (surface, SIZE / 2, 20) & 0xff, ==, 0);
    cairo_surface_destroy (surface);
  }
}

/* On a ball of 6371 km: acos (6371 / 6771) = 19.79 degrees at 400 km; at 5 degrees of elevation
 * acos (6371 cos 5 / 6771) - 5 = 15.39; 81.31 from the geostationary orbit. */
static void
test_horizon (void)
{
  g_assert_cmpfloat_with_epsilon (tlr_globe_horizon_deg (400e3, 0), 19.79, 0.01);
  g_assert_cmpfloat_with_epsilon (tlr_globe_horizon_deg (400e3, 5), 15.39, 0.01);
  g_assert_cmpfloat_with_epsilon (tlr_globe_horizon_deg (35786e3, 0), 81.31, 0.01);
  g_assert_cmpfloat (tlr_globe_horizon_deg (0, 0), ==, 0);
  g_assert_cmpfloat (tlr_globe_horizon_deg (-5, 0), ==, 0);
}

/* A vehicle at 400 km stands on the horizon where it is 19.8 degrees away, and in the zenith above. */
static void
test_sees (void)
{
  g_autoptr (GPtrArray) stations = tlr_globe_stations_read (" Equator , 0, 10 ;Pole,90,0; ");
  TlmGeodetic above = { 10 * G_PI / 180, 0, 400e3 }, near = { 29 * G_PI / 180, 0, 400e3 },
      far = { 31 * G_PI / 180, 0, 400e3 };
  const TlrGlobeStation *equator;

  g_assert_nonnull (stations);
  g_assert_cmpuint (stations->len, ==, 2);
  equator = stations->pdata[0];
  g_assert_cmpstr (equator->name, ==, "Equator");
  g_assert_true (tlr_globe_station_sees (equator, &above, 89));
  g_assert_true (tlr_globe_station_sees (equator, &near, 0));
  g_assert_false (tlr_globe_station_sees (equator, &near, 5));
  g_assert_false (tlr_globe_station_sees (equator, &far, 0));
  g_assert_false (tlr_globe_station_sees (stations->pdata[1], &above, 0));
}

static void
check_error (const char *keys, const char *words)
{
  g_autofree char *text = g_strconcat ("[widget g]\ntype=globe\n", keys, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_parse ("test.layout", text, -1, &error);

  g_assert_null (layout);
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_errors (void)
{
  g_autoptr (GString) many = g_string_new ("stations=");

  for (int i = 0; i < 17; i++)
    g_string_append (many, "A,1,1;");
  check_error ("stations=Houston\n", "Houston,29.56,-95.09");
  check_error ("stations=Houston,91,0\n", "NAME,LATITUDE,LONGITUDE");
  check_error ("stations=Houston,29.56,-95.09,5\n", "NAME,LATITUDE,LONGITUDE");
  check_error ("stations=,1,1\n", "NAME,LATITUDE,LONGITUDE");
  check_error ("stations=A,nan,1\n", "NAME,LATITUDE,LONGITUDE");
  check_error ("stations=A,1,1\nstations@tall=B\n", "stations@tall");
  check_error (many->str, "up to 16 stations");
  check_error ("latitude=91\n", "between -90 and 90");
}

/* East along 30 N, 1 degree in 10 s; an hour of it at 400 km. */
static TlmTimeline *
make_track (void)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");
  TlmTrack *latitude = tlm_log_track (vehicle, "latitude", TLM_QUANTITY_ANGLE);
  TlmTrack *longitude = tlm_log_track (vehicle, "longitude", TLM_QUANTITY_ANGLE);
  TlmTrack *altitude = tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH);

  log->clock = TLM_CLOCK_ELAPSED;
  for (int t = 0; t <= 3600; t += 2) {
    tlm_series_append (latitude->series, t * TLM_SECOND, 30);
    tlm_series_append (longitude->series, t * TLM_SECOND, remainder (t / 10.0, 360));
    tlm_series_append (altitude->series, t * TLM_SECOND, 400e3);
  }
  tlm_log_seal (log);
  tlm_timeline_set_epoch (timeline, 1700000000 * TLM_SECOND);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

#define SCENE "[layout]\nsafe=0\n[widget g]\ntype=globe\ndiameter=700\nstations=Cairo,30,31;Houston,29.56,-95.09\n"

static void
test_pure (void)
{
  g_autoptr (TlmTimeline) timeline = make_track ();
  g_autoptr (TlrScene) old = widget_scene (SCENE, timeline, "I420", 320, 240);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = 0; i < 24; i++) {
    g_autoptr (TlrScene) fresh = widget_scene (SCENE, timeline, "I420", 320, 240);
    TlrFrame a = frame_new ("I420", 320, 240), b = frame_new ("I420", 320, 240);
    double t = i % 3 ? 300 + i / 3.0 : g_rand_double_range (random, -10, 3700);

    tlm_timeline_at (timeline, i == 7 ? TLM_TIME_NONE : (gint64) (t * 1e9), NULL, snapshot);
    tlr_scene_update (old, snapshot);
    tlr_scene_update (fresh, snapshot);
    tlr_scene_blend (old, &a);
    tlr_scene_blend (fresh, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

/* A station that sees the vehicle has its own colour; the vehicle is in the middle; frames of other shapes show the same
 * ball. */
static void
test_looks (void)
{
  static const int sizes[][2] = { { 320, 180 }, { 1280, 720 }, { 1080, 1920 }, { 1080, 1080 } };
  static const char text[] = SCENE "seen-colour=#ff00ff\nline=8\nplan-line=4\ndot-colour=#ffff00\nsize=30\nx=0\nnight=no\n";
  g_autoptr (TlmTimeline) timeline = make_track ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    cairo_surface_t *surface = widget_picture (text, timeline, 300, sizes[i][0], sizes[i][1]);
    double unit = MIN (sizes[i][1], 1.35 * sizes[i][0]) / 1000.0;
    int middle = (int) (350 * unit);

    g_assert_cmpuint (widget_count (surface, 0xff00ff), >, (guint) (unit * 100));
    g_assert_cmphex (widget_pixel (surface, middle, middle) & 0xffe0c0, ==, 0xffe000);
    cairo_surface_destroy (surface);
  }
  /* Half an hour on it is above the other side of the Earth. */
  cairo_surface_t *surface = widget_picture (text, timeline, 2000, 1280, 720);
  g_assert_cmpuint (widget_count (surface, 0xff00ff), ==, 0);
  cairo_surface_destroy (surface);
}

/* Nothing is drawn anew within half a pixel, and nothing at all where nobody knows the place. */
static void
test_still (void)
{
  static const char text[] = "[layout]\nsafe=0\n[widget g]\ntype=globe\ndiameter=100\nnight=no\ndot=0\nbelow=no\npast=3600\n"
      "ahead=3600\n";
  g_autoptr (TlmTimeline) timeline = make_track ();
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "BGRA", 320, 240);
  guint before = widget_serial (scene, timeline, 1002.0);

  g_assert_cmpuint (widget_serial (scene, timeline, 1002.04), ==, before);
  g_assert_cmpuint (widget_serial (scene, timeline, 1100), !=, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/globe/projection", test_projection);
  g_test_add_func ("/globe/land", test_land);
  g_test_add_func ("/globe/night", test_night);
  g_test_add_func ("/globe/horizon", test_horizon);
  g_test_add_func ("/globe/sees", test_sees);
  g_test_add_func ("/globe/errors", test_errors);
  g_test_add_func ("/globe/pure", test_pure);
  g_test_add_func ("/globe/looks", test_looks);
  g_test_add_func ("/globe/still", test_still);
  return g_test_run ();
}
