/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/map/map-scale.h"

#include <math.h>

/* Mean length of a degree of a great circle, km: 6371.0088 km times pi / 180. */
#define DEGREE_KM 111.19508

/* A wider view is of a part of the Earth that has no one scale, degrees of longitude. */
#define WIDEST 40.0

/* Of the font's size: from the edges of the map, and how far the ends of the bar stand up. */
#define INSET 0.55
#define END 0.35

/* Kilometres of the view's width, along its middle. */
static double
width_km (const TlrMapView *view)
{
  return (view->east - view->west) * cos ((view->south + view->north) / 2 * G_PI / 180) * DEGREE_KM;
}

double
tlr_map_scale_km (const TlrMapView *view)
{
  double most = width_km (view) / 3, power;

  if (view->east - view->west > WIDEST || !(most > 0))
    return 0;
  power = pow (10, floor (log10 (most)));
  return most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
}

void
tlr_map_draw_scale (const TlrMapView *view, const TlrMapScale *scale, cairo_t *cr)
{
  double km = tlr_map_scale_km (view), size = scale->text.size, x_scale = scale->text.x_scale;
  g_autofree char *text = g_strdup_printf ("%g %s", km, scale->unit);

  if (km <= 0)
    return;
  g_autoptr (TlrFace) face = tlr_face_new (&scale->text);
  const double *c = scale->text.rgba;
  double left = view->rect.x + INSET * size * x_scale, width = km / width_km (view) * view->rect.width;
  double bottom = view->rect.y + view->rect.height - INSET * size, end = END * size;
  double across = scale->line * x_scale;

  cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3]);
  cairo_rectangle (cr, left, bottom - scale->line, width, scale->line);
  cairo_rectangle (cr, left, bottom - end, across, end - scale->line);
  cairo_rectangle (cr, left + width - across, bottom - end, across, end - scale->line);
  cairo_fill (cr);
  tlr_face_draw (face, cr, text, left + across + 0.25 * size * x_scale, bottom - scale->line - 0.3 * size, 1);
}
