/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/globe/globe-track.h"

#include <math.h>

/* Degrees along a great circle that one straight line stands for. */
#define STEP 2.0

/* Between two samples it goes along the great circle. */
static void
add_piece (const TlrGlobeView *view, TlmVec3 from, TlmVec3 to, cairo_t *cr)
{
  double angle = tlm_vec3_angle_rad (from, to);
  guint n = (guint) MAX (ceil (angle * 180 / G_PI / STEP), 1);
  TlmVec3 before = from;

  for (guint i = 1; i <= n && isfinite (angle); i++) {
    double a = angle * i / n, scale = sin (angle) > 1e-12 ? 1 / sin (angle) : 0;
    TlmVec3 ends[2] = { before, scale > 0 ? tlm_vec3_add (tlm_vec3_scale (from, sin (angle - a) * scale),
          tlm_vec3_scale (to, sin (a) * scale)) : to };
    tlr_globe_view_add_line (view, ends, 2, cr);
    before = ends[1];
  }
}

static void
stroke (const TlrMapTrack *track, const TlrGlobeView *view, guint first, guint end, double line, const double rgba[4],
    cairo_t *cr)
{
  const double *latitudes = track->values, *longitudes = track->values + TLR_MAP_SAMPLES;

  for (guint i = first; i + 1 < end; i++)
    add_piece (view, tlr_globe_direction (latitudes[i], longitudes[i]),
        tlr_globe_direction (latitudes[i + 1], longitudes[i + 1]), cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  tlr_globe_view_stroke (view, line, rgba, cr);
}

void
tlr_globe_track_draw (TlrMapTrack *track, const TlrWidget *widget, const TlrGlobeView *view,
    const TlrGlobeTrackStyle *style, gint64 now, guint64 revision, cairo_t *cr)
{
  tlr_map_track_fill (track, widget, now, revision);
  cairo_save (cr);
  tlr_globe_view_enter (view, cr);
  cairo_new_path (cr);
  stroke (track, view, track->past, TLR_MAP_SAMPLES, style->plan_line, style->plan_rgba, cr);
  stroke (track, view, 0, track->past + 1, style->line, style->rgba, cr);
  cairo_restore (cr);
}
