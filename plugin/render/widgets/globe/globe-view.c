/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/globe/globe-view.h"

#include <glib.h>
#include <math.h>

/* Degrees that the middle keeps from the poles and from Greenwich: the middle of the far side is then on no edge of the
 * plane that the outlines are figures of, and it can be told on which side of each it is. */
#define ASIDE 1e-3

TlmVec3
tlr_globe_direction (double latitude, double longitude)
{
  double a = latitude * G_PI / 180, o = longitude * G_PI / 180;

  return (TlmVec3) { cos (a) * cos (o), cos (a) * sin (o), sin (a) };
}

void
tlr_globe_view_turn (TlrGlobeView *view, double latitude, double longitude)
{
  double a, o;

  latitude = CLAMP (latitude, ASIDE - 90, 90 - ASIDE);
  if (fabs (remainder (longitude, 360)) < ASIDE)
    longitude = ASIDE;
  a = latitude * G_PI / 180;
  o = longitude * G_PI / 180;
  view->out = tlr_globe_direction (latitude, longitude);
  view->east = (TlmVec3) { -sin (o), cos (o), 0 };
  view->north = (TlmVec3) { -sin (a) * cos (o), -sin (a) * sin (o), cos (a) };
}

TlmVec3
tlr_globe_view_see (const TlrGlobeView *view, TlmVec3 direction)
{
  return (TlmVec3) { tlm_vec3_dot (direction, view->east), tlm_vec3_dot (direction, view->north),
    tlm_vec3_dot (direction, view->out) };
}

void
tlr_globe_view_enter (const TlrGlobeView *view, cairo_t *cr)
{
  cairo_translate (cr, view->x, view->y);
  cairo_scale (cr, view->radius * view->x_scale, -view->radius);
}

/* Where a line from the near to the far side leaves: half-way by halves, on the limb. */
static TlmVec3
find_limb (TlmVec3 near, TlmVec3 far)
{
  TlmVec3 middle = near;

  for (guint i = 0; i < 20; i++) {
    middle = tlm_vec3_scale (tlm_vec3_add (near, far), 0.5);
    if (middle.z > 0)
      near = middle;
    else
      far = middle;
  }
  return tlm_vec3_unit (middle);
}

void
tlr_globe_view_add_line (const TlrGlobeView *view, const TlmVec3 *directions, guint n, cairo_t *cr)
{
  TlmVec3 before = { NAN, NAN, NAN };

  for (guint i = 0; i < n; i++) {
    TlmVec3 now = tlr_globe_view_see (view, directions[i]);

    if (now.z > 0 && !(before.z > 0)) {
      TlmVec3 first = isfinite (before.z) ? find_limb (now, before) : now;
      cairo_move_to (cr, first.x, first.y);
    }
    if (now.z > 0) {
      cairo_line_to (cr, now.x, now.y);
    } else if (before.z > 0 && isfinite (now.z)) {
      TlmVec3 last = find_limb (before, now);
      cairo_line_to (cr, last.x, last.y);
    }
    before = now;
  }
}

void
tlr_globe_view_stroke (const TlrGlobeView *view, double line, const double rgba[4], cairo_t *cr)
{
  cairo_set_line_width (cr, line / view->radius);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
  cairo_stroke (cr);
}
