/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Earth and Moon: the plane, where the Moon and a vehicle lie in it, and a seek as playing. */
#include <math.h>
#include <string.h>

#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "core/time/utc.h"
#include "render/widgets/earth-moon/moon-path.h"
#include "scene-data.h"
#include "widget-data.h"

#define DAY (86400 * TLM_SECOND)

/* Perigee of 2025-11-05, 22:30 UTC: 356833 km by almanacs. */
static const TlmUtc perigee = { 2025, 11, 5, 22, 30, 0, 0 };
#define PERIGEE_KM 356833.0

static TlmInstant
instant_of (TlmUtc utc)
{
  TlmInstant instant;

  g_assert_true (tlm_instant_from_utc (&utc, &instant));
  return instant;
}

/* Its own plane has the Moon to the right, and nowhere else; among the stars it goes round to the left, by a quarter in a
 * quarter of 27.3 days, give or take what its distance makes of that. */
static void
test_plane (void)
{
  TlmInstant at = instant_of (perigee);
  TlrMoonPlane moon = tlr_moon_plane_of_moon (at), stars = tlr_moon_plane_of_stars (at);
  TlrMoonPlace place = tlr_moon_plane_place (&moon, tlm_moon_gcrf (at).position_m), first, later;

  g_assert_cmpfloat_with_epsilon (place.x / 1e3, PERIGEE_KM, 25);
  g_assert_cmpfloat_with_epsilon (place.y, 0, 1);
  first = tlr_moon_plane_place (&stars, tlm_moon_gcrf (at).position_m);
  g_assert_cmpfloat_with_epsilon (hypot (first.x, first.y) / 1e3, PERIGEE_KM, 25);
  later = tlr_moon_plane_place (&stars, tlm_moon_gcrf (at + 683 * DAY / 100).position_m);
  double turned = remainder (atan2 (later.y, later.x) - atan2 (first.y, first.x), 2 * G_PI) * 180 / G_PI;
  g_assert_cmpfloat (turned, >, 80);
  g_assert_cmpfloat (turned, <, 105);
  /* The equinox is as far out of the plane as that is inclined to the equator, 28.6 degrees at the most. */
  g_assert_cmpfloat (stars.right.x, >, cos (29 * G_PI / 180));
  g_assert_cmpfloat_with_epsilon (tlm_vec3_dot (stars.right, stars.up), 0, 1e-12);
}

/* Where the Moon is overhead, as high as the Moon: it lies where the Moon does. */
static TlmGeodetic
find_moon (TlmInstant at)
{
  TlmMat3 turn = tlm_frame_rotation (TLM_FRAME_GCRF, TLM_FRAME_ITRF, at, NULL);

  return tlm_geodetic_from_itrf (tlm_mat3_apply (&turn, tlm_moon_gcrf (at).position_m));
}

static void
test_place (void)
{
  TlmInstant at = instant_of (perigee);
  TlmGeodetic moon = find_moon (at);
  TlrMoonPath path = { .with_moon = TRUE };
  TlrMoonPlace place = tlr_moon_path_place (&path, at, moon.latitude_rad * 180 / G_PI, moon.longitude_rad * 180 / G_PI,
      moon.height_m);

  g_assert_cmpfloat_with_epsilon (place.x / 1e3, PERIGEE_KM, 25);
  g_assert_cmpfloat_with_epsilon (place.y, 0, 10);
  g_assert_true (isnan (tlr_moon_path_place (&path, at, NAN, 0, 0).x));
  g_assert_true (isnan (tlr_moon_path_place (&path, TLM_TIME_NONE, 0, 0, 0).x));
}

/* A vehicle that is where the Moon is, but part of the way out, for ten hours around perigee. */
static TlmTimeline *
make_timeline (double part)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");
  TlmTrack *latitude = tlm_log_track (vehicle, "latitude", TLM_QUANTITY_ANGLE);
  TlmTrack *longitude = tlm_log_track (vehicle, "longitude", TLM_QUANTITY_ANGLE);
  TlmTrack *altitude = tlm_log_track (vehicle, "altitude-ellipsoid", TLM_QUANTITY_LENGTH);
  TlmInstant at = instant_of (perigee);

  log->clock = TLM_CLOCK_ELAPSED;
  for (int t = -18000; t <= 18000; t += 60) {
    TlmMat3 turn = tlm_frame_rotation (TLM_FRAME_GCRF, TLM_FRAME_ITRF, at + t * TLM_SECOND, NULL);
    TlmVec3 there = tlm_vec3_scale (tlm_moon_gcrf (at + t * TLM_SECOND).position_m, part);
    TlmGeodetic place = tlm_geodetic_from_itrf (tlm_mat3_apply (&turn, there));

    tlm_series_append (latitude->series, t * TLM_SECOND, place.latitude_rad * 180 / G_PI);
    tlm_series_append (longitude->series, t * TLM_SECOND, place.longitude_rad * 180 / G_PI);
    tlm_series_append (altitude->series, t * TLM_SECOND, place.height_m);
  }
  tlm_log_seal (log);
  tlm_timeline_set_epoch (timeline, at);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

/* 1300 of 1300 columns are 1.3 reaches of 500000 km: 500 km to a pixel, the Earth at 300. */
#define HEAD "[layout]\nsafe=0\n[widget m]\ntype=earth-moon\nlength=100%\nthickness=1000\nreach=500000\n" \
    "earth-colour=#0000ff\nmoon-colour=#00ff00\ngrid-colour=none\nface-colour=none\ndot=20\ndot-colour=#ff0000\n" \
    "plan-colour=none\nearth-label=\nmoon-label=\n"

static void
test_picture (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline (0.5);
  cairo_surface_t *surface = widget_picture (HEAD "frame=moon\n", timeline, 0, 1300, 1000);

  g_assert_cmphex (widget_pixel (surface, 300, 500), ==, 0x0000ff);
  g_assert_cmphex (widget_pixel (surface, 300 + (int) (PERIGEE_KM / 500 + 0.5), 500), ==, 0x00ff00);
  g_assert_cmphex (widget_pixel (surface, 300 + (int) (PERIGEE_KM / 1000 + 0.5), 500) & 0xffc0c0, ==, 0xff0000);
  cairo_surface_destroy (surface);
  /* Among the stars all three are on one line from the middle, which is not the one to the right. */
  surface = widget_picture (HEAD, timeline, 0, 1000, 1000);
  TlrMoonPlane stars = tlr_moon_plane_of_stars (instant_of (perigee));
  TlrMoonPlace moon = tlr_moon_plane_place (&stars, tlm_moon_gcrf (instant_of (perigee)).position_m);
  g_assert_cmphex (widget_pixel (surface, 500, 500), ==, 0x0000ff);
  g_assert_cmphex (widget_pixel (surface, (int) (500 + moon.x / 1e6), (int) (500 - moon.y / 1e6)), ==, 0x00ff00);
  g_assert_cmphex (widget_pixel (surface, (int) (500 + moon.x / 2e6), (int) (500 - moon.y / 2e6)) & 0xffc0c0, ==, 0xff0000);
  cairo_surface_destroy (surface);
}

/* Without data there are Earth and Moon, without an instant the Earth alone. */
static void
test_absent (void)
{
  g_autoptr (TlmTimeline) dated = tlm_timeline_new (), undated = tlm_timeline_new ();
  cairo_surface_t *surface;

  tlm_timeline_set_epoch (dated, instant_of (perigee));
  surface = widget_picture (HEAD "frame=moon\n", dated, 0, 1300, 1000);
  g_assert_cmpuint (widget_count (surface, 0x00ff00), >, 10);
  g_assert_cmpuint (widget_count (surface, 0xff0000), ==, 0);
  cairo_surface_destroy (surface);
  surface = widget_picture (HEAD "frame=moon\n", undated, 0, 1300, 1000);
  g_assert_cmpuint (widget_count (surface, 0x0000ff), >, 10);
  g_assert_cmpuint (widget_count (surface, 0x00ff00), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_pure (void)
{
  static const char text[] = "[widget m]\ntype=earth-moon\nlength=600\npast=20000\nahead=20000\n";
  g_autoptr (TlmTimeline) timeline = make_timeline (0.4);
  g_autoptr (TlrScene) old = widget_scene (text, timeline, "I420", 320, 240);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = 0; i < 20; i++) {
    g_autoptr (TlrScene) fresh = widget_scene (text, timeline, "I420", 320, 240);
    TlrFrame a = frame_new ("I420", 320, 240), b = frame_new ("I420", 320, 240);

    tlm_timeline_at (timeline, i == 5 ? TLM_TIME_NONE : (i * 7 % 20 - 10) * 1800 * TLM_SECOND, NULL, snapshot);
    tlr_scene_update (old, snapshot);
    tlr_scene_update (fresh, snapshot);
    tlr_scene_blend (old, &a);
    tlr_scene_blend (fresh, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/earth-moon/plane", test_plane);
  g_test_add_func ("/earth-moon/place", test_place);
  g_test_add_func ("/earth-moon/picture", test_picture);
  g_test_add_func ("/earth-moon/absent", test_absent);
  g_test_add_func ("/earth-moon/pure", test_pure);
  return g_test_run ();
}
