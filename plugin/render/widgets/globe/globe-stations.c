/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/globe/globe-stations.h"

#include <math.h>

#include "render/layout/key-value.h"

#define BALL_M 6371000.0         /* mean radius of the Earth (IUGG) */
#define CORNERS 181

static void
station_free (gpointer data)
{
  g_free (((TlrGlobeStation *) data)->name);
  g_free (data);
}

static gboolean
read_station (const char *text, GPtrArray *stations)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", 4);
  TlrGlobeStation station = { NULL, 0, 0 };

  if (g_strv_length (parts) != 3 || !g_strstrip (parts[0])[0] ||
      !tlr_key_read_number (g_strstrip (parts[1]), &station.latitude) ||
      !tlr_key_read_number (g_strstrip (parts[2]), &station.longitude) || fabs (station.latitude) > 90 ||
      fabs (station.longitude) > 360 || stations->len == TLR_GLOBE_STATIONS)
    return FALSE;
  station.name = g_strdup (parts[0]);
  g_ptr_array_add (stations, g_memdup2 (&station, sizeof station));
  return TRUE;
}

GPtrArray *
tlr_globe_stations_read (const char *text)
{
  g_autoptr (GPtrArray) stations = g_ptr_array_new_with_free_func (station_free);
  g_auto (GStrv) items = g_strsplit (text, ";", TLR_GLOBE_STATIONS + 2);

  for (char **item = items; *item; item++)
    if (g_strstrip (*item)[0] && !read_station (*item, stations))
      return NULL;
  return g_steal_pointer (&stations);
}

double
tlr_globe_horizon_deg (double altitude_m, double elevation_deg)
{
  double elevation = elevation_deg * G_PI / 180;
  double angle = acos (MIN (BALL_M * cos (elevation) / (BALL_M + altitude_m), 1)) - elevation;

  return altitude_m > 0 ? MAX (angle, 0) * 180 / G_PI : 0;
}

gboolean
tlr_globe_station_sees (const TlrGlobeStation *station, const TlmGeodetic *vehicle, double mask_deg)
{
  TlmGeodetic place = { station->longitude * G_PI / 180, station->latitude * G_PI / 180, 0 };
  TlmVec3 line = tlm_vec3_sub (tlm_geodetic_to_itrf (vehicle), tlm_geodetic_to_itrf (&place));

  return tlm_local_motion (&place, line).flight_path_rad * 180 / G_PI >= mask_deg;
}

/* A circle of a radius in degrees around a direction. */
static void
add_circle (const TlrGlobeView *view, TlmVec3 centre, double radius_deg, cairo_t *cr)
{
  TlmVec3 points[CORNERS], side = fabs (centre.z) < 0.9 ? (TlmVec3) { 0, 0, 1 } : (TlmVec3) { 1, 0, 0 };
  double radius = radius_deg * G_PI / 180;

  side = tlm_vec3_unit (tlm_vec3_cross (centre, side));
  TlmVec3 up = tlm_vec3_cross (side, centre);
  for (guint i = 0; i < CORNERS; i++) {
    double a = 2 * G_PI * i / (CORNERS - 1);
    TlmVec3 around = tlm_vec3_add (tlm_vec3_scale (side, cos (a)), tlm_vec3_scale (up, sin (a)));
    points[i] = tlm_vec3_add (tlm_vec3_scale (centre, cos (radius)), tlm_vec3_scale (around, sin (radius)));
  }
  tlr_globe_view_add_line (view, points, CORNERS, cr);
}

/* On the side of its station where there is more of the ball. */
static void
draw_name (const TlrGlobeStation *station, TlmVec3 at, const TlrGlobeView *view, const TlrGlobeStationStyle *style,
    cairo_t *cr)
{
  double gap = 0.5 * style->size, width = tlr_face_measure (style->face, station->name).advance;
  double x = view->x + at.x * view->radius * view->x_scale, y = view->y - at.y * view->radius;

  x += at.x > 0 ? -gap * view->x_scale - width : gap * view->x_scale;
  tlr_face_draw (style->face, cr, station->name, x, y + 0.35 * style->size, 1);
}

static void
draw_station (const TlrGlobeStation *station, const TlrGlobeView *view, const TlrGlobeStationStyle *style,
    double horizon_deg, gboolean sees, cairo_t *cr)
{
  const double *rgba = sees ? style->seen_rgba : style->rgba;
  TlmVec3 direction = tlr_globe_direction (station->latitude, station->longitude);
  TlmVec3 at = tlr_globe_view_see (view, direction);

  cairo_save (cr);
  tlr_globe_view_enter (view, cr);
  cairo_new_path (cr);
  if (horizon_deg > 0)
    add_circle (view, direction, horizon_deg, cr);
  tlr_globe_view_stroke (view, style->line, rgba, cr);
  if (at.z > 0) {
    cairo_arc (cr, at.x, at.y, 1.8 * style->line / view->radius, 0, 2 * G_PI);
    cairo_fill (cr);
  }
  cairo_restore (cr);
  if (at.z > 0 && style->face)
    draw_name (station, at, view, style, cr);
}

void
tlr_globe_stations_draw (const GPtrArray *stations, const TlrGlobeView *view, const TlrGlobeStationStyle *style,
    double horizon_deg, guint32 seen, cairo_t *cr)
{
  for (guint i = 0; i < stations->len; i++)
    draw_station (stations->pdata[i], view, style, horizon_deg, seen >> i & 1, cr);
}
