/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/map/map-night.h"

#include <math.h>

#include "core/space/frames/sun.h"

/* Below this the night is as dark as it is drawn: sine of -12 degrees. */
#define DARK (-0.20791169081775934)

guint8
tlr_map_darkness (double s)
{
  double t = CLAMP (s / DARK, 0, 1);

  return (guint8) (255 * t * t * (3 - 2 * t) + 0.5);
}

/* sin h = sin lat sin dec + cos lat cos dec cos (lon - subsolar lon). */
static void
fill (const TlrMapView *view, const TlmGeodetic *sun, guint8 *data, int stride, int width, int height)
{
  g_autofree double *hour = g_new (double, width);
  double sine = sin (sun->latitude_rad), cosine = cos (sun->latitude_rad);

  for (int x = 0; x < width; x++) {
    double longitude = view->west + (x + 0.5) / width * (view->east - view->west);
    hour[x] = cos (longitude * G_PI / 180 - sun->longitude_rad);
  }
  for (int y = 0; y < height; y++) {
    double latitude = (view->north - (y + 0.5) / height * (view->north - view->south)) * G_PI / 180;
    double a = sine * sin (latitude), b = cosine * cos (latitude);

    for (int x = 0; x < width; x++)
      data[(gsize) y * stride + x] = tlr_map_darkness (a + b * hour[x]);
  }
}

void
tlr_map_draw_night (const TlrMapView *view, TlmInstant instant, const TlmEop *eop,
    const double rgba[4], cairo_t *cr)
{
  TlmGeodetic sun = tlm_subsolar_point (tlm_sun_itrf_m (instant, eop));
  const TlrRect *r = &view->rect;
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, r->width, r->height);

  if (cairo_surface_status (mask) == CAIRO_STATUS_SUCCESS) {
    cairo_surface_flush (mask);
    fill (view, &sun, cairo_image_surface_get_data (mask), cairo_image_surface_get_stride (mask),
        r->width, r->height);
    cairo_surface_mark_dirty (mask);
    cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
    cairo_mask_surface (cr, mask, r->x, r->y);
  }
  cairo_surface_destroy (mask);
}
