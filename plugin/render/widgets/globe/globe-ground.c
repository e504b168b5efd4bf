/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/globe/globe-ground.h"

#include <glib.h>
#include <math.h>

#include "core/space/frames/sun.h"
#include "render/widgets/land.h"
#include "render/widgets/map/map-night.h"

/* Degrees of a plane edge that a straight line on the ball stands for. */
#define STEP 2.0

/* Degrees round the limb that one stands for. */
#define LIMB_STEP 3.0

/* An edge on the far side that goes past the middle there is halved so often, to see on which side it does. */
#define HALVES 12

/* Walking along a ring. */
typedef struct {
  const TlrGlobeView *view;
  cairo_t *cr;
  gboolean has_point, on_limb;
  double angle;            /* on the limb, where it is, rad */
} Walk;

static void
add_point (Walk *walk, double x, double y)
{
  if (walk->has_point)
    cairo_line_to (walk->cr, x, y);
  else
    cairo_move_to (walk->cr, x, y);
  walk->has_point = TRUE;
}

/* Round the limb to ANGLE the short way. */
static void
follow_limb (Walk *walk, double angle)
{
  double turn = walk->on_limb ? remainder (angle - walk->angle, 2 * G_PI) : 0, from = walk->angle;
  guint n = (guint) MAX (ceil (fabs (turn) / (LIMB_STEP * G_PI / 180)), 1);

  for (guint i = 1; walk->on_limb && i < n; i++)
    add_point (walk, cos (from + turn * i / n), sin (from + turn * i / n));
  add_point (walk, cos (angle), sin (angle));
  walk->on_limb = TRUE;
  walk->angle = angle;
}

/* The far side is drawn together into the limb: what goes round the middle there goes round the limb. */
static void
go_to (Walk *walk, TlrLandCorner from, TlrLandCorner to, guint halves)
{
  TlmVec3 p = tlr_globe_view_see (walk->view, tlr_globe_direction (to.latitude, to.longitude));
  double angle = atan2 (p.y, p.x);

  if (p.z <= 0 && walk->on_limb && halves > 0 && fabs (remainder (angle - walk->angle, 2 * G_PI)) > G_PI / 2) {
    TlrLandCorner middle = { (from.longitude + to.longitude) / 2, (from.latitude + to.latitude) / 2 };
    go_to (walk, from, middle, halves - 1);
    go_to (walk, middle, to, halves - 1);
  } else if (p.z <= 0) {
    follow_limb (walk, angle);
  } else {
    add_point (walk, p.x, p.y);
    walk->on_limb = FALSE;
  }
}

static guint
count_steps (TlrLandCorner a, TlrLandCorner b)
{
  return (guint) MAX (ceil (MAX (fabs (a.longitude - b.longitude), fabs (a.latitude - b.latitude)) / STEP), 1);
}

static TlrLandCorner
between (TlrLandCorner a, TlrLandCorner b, double part)
{
  return (TlrLandCorner) { a.longitude + part * (b.longitude - a.longitude), a.latitude + part * (b.latitude - a.latitude) };
}

/* The part of a ring that is seen. Where it has the middle of the far side, going round the limb has left out what it
 * should fill: the whole disc once more, by the even-odd rule, sets that right. */
static void
add_ring (const TlrGlobeView *view, const TlrRing *ring, cairo_t *cr)
{
  const TlrLandCorner *corners = (const TlrLandCorner *) (const void *) ring->corners->data;
  double latitude = asin (CLAMP (view->out.z, -1, 1)) * 180 / G_PI;
  double longitude = atan2 (view->out.y, view->out.x) * 180 / G_PI;
  TlrLandCorner from = corners[0];
  Walk walk = { view, cr, FALSE, FALSE, 0 };

  cairo_new_sub_path (cr);
  go_to (&walk, from, from, 0);
  for (guint i = 1; i <= ring->corners->len; i++) {
    TlrLandCorner start = corners[i - 1], end = corners[i % ring->corners->len];
    guint n = count_steps (start, end);

    for (guint k = 1; k <= n; k++) {
      TlrLandCorner to = between (start, end, (double) k / n);
      go_to (&walk, from, to, HALVES);
      from = to;
    }
  }
  cairo_close_path (cr);
  if (tlr_ring_has (ring, -latitude, longitude + 180)) {
    cairo_new_sub_path (cr);
    cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
    cairo_close_path (cr);
  }
}

/* An edge that only closes a ring at the edge of the plane is no coast. */
static gboolean
is_seam (TlrLandCorner a, TlrLandCorner b)
{
  return (fabs (a.longitude) > 179.9 && fabs (b.longitude) > 179.9) || (a.latitude < -89.9 && b.latitude < -89.9);
}

/* A ring as lines that run on from corner to corner, broken at seams. POINTS is room for them. */
static void
add_coast (const TlrGlobeView *view, const TlrRing *ring, GArray *points, cairo_t *cr)
{
  const TlrLandCorner *corners = (const TlrLandCorner *) (const void *) ring->corners->data;
  const TlmVec3 nowhere = { NAN, NAN, NAN };
  gboolean runs_on = FALSE;

  g_array_set_size (points, 0);
  for (guint i = 0; i < ring->corners->len; i++) {
    TlrLandCorner start = corners[i], end = corners[(i + 1) % ring->corners->len];
    guint n = count_steps (start, end);

    if (is_seam (start, end)) {
      g_array_append_val (points, nowhere);
      runs_on = FALSE;
      continue;
    }
    for (guint k = runs_on ? 1 : 0; k <= n; k++) {
      TlrLandCorner at = between (start, end, (double) k / n);
      TlmVec3 direction = tlr_globe_direction (at.latitude, at.longitude);
      g_array_append_val (points, direction);
    }
    runs_on = TRUE;
  }
  tlr_globe_view_add_line (view, (const TlmVec3 *) (const void *) points->data, points->len, cr);
}

static void
set_colour (cairo_t *cr, const double rgba[4])
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
}

static void
draw_land (const TlrGlobeView *view, const TlrGlobeStyle *style, cairo_t *cr)
{
  const GPtrArray *rings = tlr_land_get ();

  cairo_new_path (cr);
  for (guint i = 0; i < rings->len; i++)
    add_ring (view, rings->pdata[i], cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  set_colour (cr, style->land);
  cairo_fill (cr);
  if (style->coast[3] <= 0)
    return;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (TlmVec3));
  for (guint i = 0; i < rings->len; i++)
    add_coast (view, rings->pdata[i], points, cr);
  tlr_globe_view_stroke (view, style->coast_line, style->coast, cr);
}

/* Parallels and meridians; these end short of the poles, where they would run together. */
static void
draw_graticule (const TlrGlobeView *view, const TlrGlobeStyle *style, cairo_t *cr)
{
  TlmVec3 points[121];

  if (style->graticule <= 0 || style->grid[3] <= 0)
    return;
  for (double latitude = -90 + style->graticule; latitude < 90 - 1e-6; latitude += style->graticule) {
    for (guint i = 0; i < G_N_ELEMENTS (points); i++)
      points[i] = tlr_globe_direction (latitude, 3.0 * i);
    tlr_globe_view_add_line (view, points, G_N_ELEMENTS (points), cr);
  }
  for (double longitude = 0; longitude < 360 - 1e-6; longitude += style->graticule) {
    for (guint i = 0; i <= 58; i++)
      points[i] = tlr_globe_direction (-87 + 3.0 * i, longitude);
    tlr_globe_view_add_line (view, points, 59, cr);
  }
  tlr_globe_view_stroke (view, style->grid_line, style->grid, cr);
}

void
tlr_globe_draw_ground (const TlrGlobeView *view, const TlrGlobeStyle *style, cairo_t *cr)
{
  cairo_save (cr);
  tlr_globe_view_enter (view, cr);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  set_colour (cr, style->sea);
  cairo_fill (cr);
  /* Thousands of corners and thin lines: coarser edges, which nobody sees, cost a third less. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  draw_land (view, style, cr);
  draw_graticule (view, style, cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
  cairo_arc (cr, 0, 0, 1 - style->rim_line / 2 / view->radius, 0, 2 * G_PI);
  tlr_globe_view_stroke (view, style->rim_line, style->rim, cr);
  cairo_restore (cr);
}

/* The sine of the Sun's elevation is the product of the two directions. */
static void
fill_night (const TlrGlobeView *view, TlmVec3 sun, guint8 *data, int stride, int width, int height)
{
  for (int j = 0; j < height; j++) {
    double y = 1 - 2 * (j + 0.5) / height;

    for (int i = 0; i < width; i++) {
      double x = 2 * (i + 0.5) / width - 1, z = sqrt (MAX (1 - x * x - y * y, 0));
      data[(gsize) j * (gsize) stride + (gsize) i] = tlr_map_darkness (x * sun.x + y * sun.y + z * sun.z);
    }
  }
}

void
tlr_globe_draw_night (const TlrGlobeView *view, const TlrGlobeStyle *style, TlmInstant instant, cairo_t *cr)
{
  TlmGeodetic overhead = tlm_subsolar_point (tlm_sun_itrf_m (instant, NULL));
  TlmVec3 sun = tlr_globe_view_see (view, tlr_globe_direction (overhead.latitude_rad * 180 / G_PI,
          overhead.longitude_rad * 180 / G_PI));
  int width = (int) ceil (2 * view->radius * view->x_scale), height = (int) ceil (2 * view->radius);
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);

  if (cairo_surface_status (mask) == CAIRO_STATUS_SUCCESS) {
    cairo_surface_flush (mask);
    fill_night (view, sun, cairo_image_surface_get_data (mask), cairo_image_surface_get_stride (mask), width, height);
    cairo_surface_mark_dirty (mask);
    cairo_save (cr);
    cairo_save (cr);
    tlr_globe_view_enter (view, cr);
    cairo_new_path (cr);
    cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
    cairo_restore (cr);
    cairo_clip (cr);
    set_colour (cr, style->night);
    cairo_mask_surface (cr, mask, view->x - width / 2.0, view->y - height / 2.0);
    cairo_restore (cr);
  }
  cairo_surface_destroy (mask);
}
