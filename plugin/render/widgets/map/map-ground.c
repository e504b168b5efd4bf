/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/map/map-ground.h"

#include <math.h>

#include "render/draw/picture.h"
#include "render/widgets/land.h"

static void
set_colour (cairo_t *cr, const double rgba[4])
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
}

/* An edge that only closes a ring at the edge of the map is no coast. */
static gboolean
is_seam (const TlrLandCorner *a, const TlrLandCorner *b)
{
  return (fabs (a->longitude) > 179.9 && fabs (b->longitude) > 179.9) ||
      (a->latitude < -89.9 && b->latitude < -89.9);
}

/* Adds a ring to the path, TURNS of 360 degrees on; COAST leaves seams out. */
static void
add_ring (const TlrMapView *view, const GArray *ring, int turns, gboolean coast, cairo_t *cr)
{
  for (guint i = 0; i <= ring->len; i++) {
    const TlrLandCorner *corner = &g_array_index (ring, TlrLandCorner, i % ring->len);
    const TlrLandCorner *before = &g_array_index (ring, TlrLandCorner, (i + ring->len - 1) % ring->len);
    double x = tlr_map_x (view, corner->longitude + 360 * turns), y = tlr_map_y (view, corner->latitude);

    if (i == 0 || (coast && is_seam (before, corner)))
      cairo_move_to (cr, x, y);
    else
      cairo_line_to (cr, x, y);
  }
}

static void
add_land (const TlrMapView *view, gboolean coast, cairo_t *cr)
{
  const GPtrArray *rings = tlr_land_get ();
  int first = (int) floor ((view->west + 180) / 360), last = (int) floor ((view->east + 179.99) / 360);

  for (int turns = first; turns <= last; turns++)
    for (guint i = 0; i < rings->len; i++)
      add_ring (view, ((const TlrRing *) rings->pdata[i])->corners, turns, coast, cr);
}

/* Once for each turn of the Earth that the view shows a part of; FALSE where one cannot be drawn. */
static gboolean
draw_texture (const TlrMapView *view, const TlrImage *texture, cairo_t *cr)
{
  double top = tlr_map_y (view, 90), height = tlr_map_y (view, -90) - top;

  for (double west = -180 + 360 * floor ((view->west + 180) / 360); west < view->east; west += 360)
    if (!tlr_image_draw (texture, cr, tlr_map_x (view, west), top, tlr_map_turn (view), height))
      return FALSE;
  return TRUE;
}

static void
draw_graticule (const TlrMapView *view, const TlrMapStyle *style, double x_scale, cairo_t *cr)
{
  const TlrRect *r = &view->rect;
  double step = style->graticule, line = style->grid_line;

  for (double i = ceil (view->west / step); i * step <= view->east; i++)
    cairo_rectangle (cr, tlr_map_x (view, i * step) - line * x_scale / 2, r->y, line * x_scale, r->height);
  for (double i = ceil (view->south / step); i * step <= view->north; i++)
    cairo_rectangle (cr, r->x, tlr_map_y (view, i * step) - line / 2, r->width, line);
  set_colour (cr, style->grid);
  cairo_fill (cr);
}

static void
draw_outlines (const TlrMapView *view, const TlrMapStyle *style, cairo_t *cr)
{
  set_colour (cr, style->sea);
  cairo_paint (cr);
  add_land (view, FALSE, cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  set_colour (cr, style->land);
  cairo_fill (cr);
  add_land (view, TRUE, cr);
  set_colour (cr, style->coast);
  cairo_set_line_width (cr, style->coast_line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

/* A texture that cannot be drawn leaves the Earth as it is without one. */
void
tlr_map_draw_ground (const TlrMapView *view, const TlrMapStyle *style, double x_scale, cairo_t *cr)
{
  const TlrRect *r = &view->rect;

  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, style->radius, x_scale);
  cairo_clip (cr);
  if (!style->texture || !draw_texture (view, style->texture, cr))
    draw_outlines (view, style, cr);
  cairo_new_path (cr);
  draw_graticule (view, style, x_scale, cr);
}
