/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include <glib/gstdio.h>

#include "core/base/limits.h"
#include "core/time/utc.h"
#include "render/draw/image-file.h"
#include "render/widgets/layout-load.h"
#include "render/widgets/map/map-ground.h"
#include "render/widgets/map/map-night.h"
#include "render/widgets/map/map-scale.h"
#include "scene-data.h"
#include "widget-data.h"

#define TRACK 0xff0000
#define PLAN 0x00ff00

/* A map of 720x360 for 720x360 pixels, so that 1 degree is 2 pixels. */
#define HEAD "[layout]\nsafe=0\n[widget m]\ntype=map\nlength=2000\nthickness=1000\nradius=0\n" \
    "sea-colour=#000000\nland-colour=#000000\ncoast-colour=none\ngrid-colour=none\ndot=0\n" \
    "colour=#ff0000\nplan-colour=#00ff00\nline=12\nplan-line=12\n"

/* A vehicle that goes 1 degree east in a second, along the equator, from 170 E;
 * 60 s of it. */
static TlmTimeline *
make_track (void)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");
  TlmTrack *latitude = tlm_log_track (vehicle, "latitude", TLM_QUANTITY_ANGLE);
  TlmTrack *longitude = tlm_log_track (vehicle, "longitude", TLM_QUANTITY_ANGLE);
  g_autoptr (GError) error = NULL;

  log->clock = TLM_CLOCK_ELAPSED;
  for (int t = 0; t <= 60; t++) {
    tlm_series_append (latitude->series, t * TLM_SECOND, 0);
    tlm_series_append (longitude->series, t * TLM_SECOND, 170 + t > 180 ? t - 190 : 170 + t);
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, &error));
  g_assert_no_error (error);
  return timeline;
}

static guint
count_row (cairo_surface_t *surface, int y, int first, int end, guint32 colour)
{
  guint n = 0;

  for (int x = first; x < end; x++)
    n += widget_pixel (surface, x, y) == colour;
  return n;
}

/* The line goes on at the other edge, and nothing runs across the map. */
static void
test_antimeridian (void)
{
  g_autoptr (TlmTimeline) timeline = make_track ();
  cairo_surface_t *surface = widget_picture (HEAD "night=no\npast=60\nahead=60\n", timeline, 30, 720, 360);

  /* 170 E to 180 and 180 to 160 W have been; on to 130 W is to come. */
  g_assert_cmpuint (count_row (surface, 180, 702, 720, TRACK), ==, 18);
  g_assert_cmpuint (count_row (surface, 180, 0, 38, TRACK), ==, 38);
  g_assert_cmpuint (count_row (surface, 180, 46, 98, PLAN), ==, 52);
  g_assert_cmpuint (count_row (surface, 180, 110, 690, TRACK), ==, 0);
  g_assert_cmpuint (count_row (surface, 180, 110, 690, PLAN), ==, 0);
  cairo_surface_destroy (surface);
  /* A view across 180 degrees shows it as one. */
  surface = widget_picture (HEAD "night=no\npast=60\nahead=60\nwest=90\neast=270\nsouth=-45\nnorth=45\n",
      timeline, 60, 720, 360);
  g_assert_cmpuint (count_row (surface, 180, 324, 556, TRACK), ==, 232);
  g_assert_cmpuint (count_row (surface, 180, 0, 312, TRACK), ==, 0);
  cairo_surface_destroy (surface);
}

/* Land and sea where atlases have them. */
static void
test_land (void)
{
  static const struct { const char *name; double latitude, longitude; gboolean land; } places[] = {
    { "Moscow", 55.75, 37.62, TRUE }, { "Baikonur", 45.96, 63.31, TRUE },
    { "Houston inland", 30.5, -96.5, TRUE }, { "Alice Springs", -23.7, 133.88, TRUE },
    { "Brasilia", -15.8, -47.9, TRUE }, { "South Pole", -89, 10, TRUE },
    { "Chukotka", 66.2, -172.3, TRUE }, { "middle of Greenland", 72, -40, TRUE },
    { "mid Atlantic", 20, -40, FALSE }, { "mid Pacific", 0, -150, FALSE },
    { "Bay of Bengal", 13, 88, FALSE }, { "Caspian Sea", 41.5, 50.8, FALSE },
    { "Mediterranean", 35, 18, FALSE }, { "Arctic", 88, 0, FALSE },
  };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1440, 720);
  cairo_t *cr = cairo_create (surface);
  TlrMapView view = { -180, 180, -90, 90, { 0, 0, 1440, 720 } };
  TlrMapStyle style = { .sea = { 0, 0, 1, 1 }, .land = { 0, 1, 0, 1 }, .graticule = 30 };

  tlr_map_draw_ground (&view, &style, 1, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    guint32 pixel = widget_pixel (surface, (int) tlr_map_x (&view, places[i].longitude),
        (int) tlr_map_y (&view, places[i].latitude));

    g_test_message ("%s: %06x", places[i].name, pixel);
    g_assert_cmphex (pixel, ==, places[i].land ? 0x00ff00 : 0x0000ff);
  }
  cairo_surface_destroy (surface);
}

/* How light a place is under a night of full black, 0 to 255. */
static guint
light_at (cairo_surface_t *surface, double latitude, double longitude)
{
  return widget_pixel (surface, (int) ((longitude + 180) * 2), (int) ((90 - latitude) * 2)) & 0xff;
}

/* At the June solstice of 2024 (20:51 UTC) the Sun is overhead at 23.44 N and
 * 180 - 15 (20.85 - 0.03) = 132.3 W (equation of time -1.8 min): noon there, night
 * on the other side, day all round the North Pole, night around the South Pole. */
static void
test_night (void)
{
  static const TlmUtc solstice = { 2024, 6, 20, 20, 51, 0, 0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 720, 360);
  cairo_t *cr = cairo_create (surface);
  TlrMapView view = { -180, 180, -90, 90, { 0, 0, 720, 360 } };
  static const double black[4] = { 0, 0, 0, 1 };
  TlmInstant instant;

  g_assert_true (tlm_instant_from_utc (&solstice, &instant));
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  tlr_map_draw_night (&view, instant, NULL, black, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int longitude = -179; longitude < 180; longitude += 20) {
    g_assert_cmpuint (light_at (surface, 89, longitude), ==, 255);
    g_assert_cmpuint (light_at (surface, 68, longitude), >=, 254);
    g_assert_cmpuint (light_at (surface, -89, longitude), ==, 0);
  }
  g_assert_cmpuint (light_at (surface, 23, -132), ==, 255);
  g_assert_cmpuint (light_at (surface, -23, 48), ==, 0);
  /* On the equator the Sun sets 90 degrees from noon: full light on the near side
   * of that, half dark where it is 6 degrees down, dark from 12 degrees on. */
  g_assert_cmpuint (light_at (surface, 0, -132.3 + 89), ==, 255);
  g_assert_cmpuint (ABS ((int) light_at (surface, 0, -132.3 + 90 + 6.54) - 127), <=, 12);
  g_assert_cmpuint (light_at (surface, 0, -132.3 + 90 + 13.6), ==, 0);
  g_assert_cmpuint (light_at (surface, 0, -132.3 - 89 + 360), ==, 255);
  g_assert_cmpuint (light_at (surface, 0, -132.3 - 90 - 13.6 + 360), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_fit (void)
{
  static const double latitudes[] = { 45, NAN, 46, 51 }, longitudes[] = { 63, NAN, 66, 83 };
  static const double far_latitudes[] = { 0, 0, 0 }, far_longitudes[] = { 175, -175, -165 };
  TlrMapView view = { 0 };

  /* 20 degrees of longitude at 48 N are as long as 13.4 of latitude. */
  tlr_map_fit (&view, latitudes, longitudes, 4, 2);
  g_assert_cmpfloat (view.west, <, 63);
  g_assert_cmpfloat (view.east, >, 83);
  g_assert_cmpfloat (view.south, <, 45);
  g_assert_cmpfloat (view.north, >, 51);
  g_assert_cmpfloat_with_epsilon ((view.east - view.west) * cos ((view.south + view.north) / 360 * G_PI) /
      (view.north - view.south), 2, 1e-6);
  tlr_map_fit (&view, far_latitudes, far_longitudes, 3, 2);
  g_assert_cmpfloat (view.west, <, 175);
  g_assert_cmpfloat (view.east, >, 195);
  g_assert_cmpfloat (view.east - view.west, <, 60);
  tlr_map_fit (&view, NULL, NULL, 0, 2);
  g_assert_cmpfloat (view.east - view.west, ==, 360);
}

/* 100 km along the equator are 0.898 degrees: with half as much around them 1.347 degrees or 149.8 km, of which
 * a third is short of 50 km. A degree at 60 north is half as long: 37 km. The whole Earth has no one scale. */
static void
test_scale (void)
{
  static const double latitudes[] = { 0, 0 }, longitudes[] = { 10, 10.898 };
  TlrMapView view = { .rect = { 0, 0, 720, 360 } }, north = { .west = 0, .east = 2, .south = 59.5, .north = 60.5 };

  tlr_map_fit (&view, latitudes, longitudes, 2, 2);
  g_assert_cmpfloat_with_epsilon (view.east - view.west, 0.898 * 1.5, 1e-9);
  g_assert_cmpfloat (tlr_map_x (&view, 10.898) - tlr_map_x (&view, 10), >, 720 / 2);
  g_assert_cmpfloat_with_epsilon (tlr_map_scale_km (&view), 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (tlr_map_scale_km (&north), 20, 1e-9);
  tlr_map_fit (&view, NULL, NULL, 0, 2);
  g_assert_cmpfloat (tlr_map_scale_km (&view), ==, 0);
}

/* Over a gap nothing is drawn, and the marker goes with the track. */
static void
test_pure (void)
{
  static const char text[] = "[layout]\nsafe=0\n[widget m]\ntype=map\nlength=1200\npast=20\nahead=20\n";
  g_autoptr (TlmTimeline) timeline = make_track ();

  tlm_timeline_set_epoch (timeline, 1700000000 * TLM_SECOND);
  g_autoptr (TlrScene) old = widget_scene (text, timeline, "I420", 640, 480);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  for (int i = 0; i < 40; i++) {
    g_autoptr (TlrScene) fresh = widget_scene (text, timeline, "I420", 640, 480);
    TlrFrame a = frame_new ("I420", 640, 480), b = frame_new ("I420", 640, 480);
    double t = i % 3 ? 20 + i / 30.0 : g_rand_double_range (random, -10, 70);

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

/* A picture of the Earth stands where its longitudes and latitudes say. */
static void
test_texture (void)
{
  g_autofree char *folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "earth.png", NULL);
  g_autofree char *name = g_build_filename (folder, "earth.layout", NULL);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  cairo_surface_t *earth = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 360, 180);
  cairo_t *cr = cairo_create (earth);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();

  cairo_set_source_rgb (cr, 0, 0, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, 190, 30, 20, 20);   /* 10 to 30 E, 40 to 60 N */
  cairo_fill (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (earth, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (earth);
  g_autoptr (TlrLayout) layout = tlr_layout_parse (name, HEAD "night=no\ntexture=earth.png\n", -1, &error);
  g_assert_no_error (error);
  tlm_timeline_at (timeline, 0, NULL, snapshot);
  cairo_surface_t *surface = tlr_preview_draw (layout, NULL, timeline, NULL, snapshot, 720, 360, NULL,
      &error);
  g_assert_no_error (error);
  g_assert_cmphex (widget_pixel (surface, 400, 80), ==, 0xff0000);
  g_assert_cmphex (widget_pixel (surface, 372, 80), ==, 0x0000ff);
  g_assert_cmphex (widget_pixel (surface, 400, 110), ==, 0x0000ff);
  cairo_surface_destroy (surface);
  g_unlink (path);
  g_rmdir (folder);
}

/* One that can no longer be drawn leaves the outlines that are drawn without one. */
static void
test_texture_late (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmKeyFile) layout = tlm_key_file_parse ("[widget m]\n", -1, "x.layout", TLM_ERROR_LAYOUT, &error);
  g_autoptr (TlrImage) texture = tlr_image_load ("builtin:orbit", layout, "widget m", "texture", &error);
  TlrMapView view = { -180, 180, -90, 90, { 0, 0, 360, 180 } };
  TlrMapStyle style = { .sea = { 0, 0, 1, 1 }, .land = { 0, 1, 0, 1 }, .graticule = 30 };
  cairo_surface_t *surfaces[2];

  g_assert_no_error (error);
  for (int i = 0; i < 2; i++) {
    cairo_t *cr;
    surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 360, 180);
    cr = cairo_create (surfaces[i]);
    style.texture = i == 0 ? NULL : texture;
    g_assert_true (tlm_limits_set ("image-ms=0", NULL));
    tlr_map_draw_ground (&view, &style, 1, cr);
    tlm_limits_reset ();
    cairo_destroy (cr);
    cairo_surface_flush (surfaces[i]);
  }
  g_assert_cmphex (widget_pixel (surfaces[1], 190, 30), !=, 0);
  g_assert_cmpint (memcmp (cairo_image_surface_get_data (surfaces[0]), cairo_image_surface_get_data (surfaces[1]),
          360 * 180 * 4), ==, 0);
  for (int i = 0; i < 2; i++)
    cairo_surface_destroy (surfaces[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/antimeridian", test_antimeridian);
  g_test_add_func ("/map/land", test_land);
  g_test_add_func ("/map/night", test_night);
  g_test_add_func ("/map/fit", test_fit);
  g_test_add_func ("/map/scale", test_scale);
  g_test_add_func ("/map/pure", test_pure);
  g_test_add_func ("/map/texture", test_texture);
  g_test_add_func ("/map/texture-late", test_texture_late);
  return g_test_run ();
}
