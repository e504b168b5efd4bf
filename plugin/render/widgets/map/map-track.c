/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/map/map-track.h"

#include <math.h>
#include <string.h>

#include "core/timeline/curve.h"

/* Samples of the whole flight, to see where it goes. */
#define PROBES 512

static guint
vehicle_of (const TlrWidget *widget)
{
  return (guint) MAX (widget->vehicle, 0);
}

gboolean
tlr_map_track_find (const TlrWidget *widget, const char *prefix, guint channels[2])
{
  static const char *const names[] = { "latitude", "longitude" };
  const TlmTimeline *timeline = widget->context->timeline;

  for (guint i = 0; i < 2; i++) {
    g_autofree char *name = g_strconcat (prefix, names[i], NULL);

    if (!tlm_timeline_find_channel (timeline, name, &channels[i]) ||
        !tlm_timeline_has_channel (timeline, vehicle_of (widget), channels[i], NULL))
      return FALSE;
  }
  return TRUE;
}

void
tlr_map_track_fit (const TlrWidget *widget, const guint channels[2], TlrMapView *view)
{
  const TlmTimeline *timeline = widget->context->timeline;
  double values[2 * PROBES], aspect = view->rect.width /
      (view->rect.height * widget->context->x_scale);
  gint64 first, last;

  if (!tlm_timeline_span (timeline, &first, &last))
    return;
  tlm_curve_sample (timeline, vehicle_of (widget), channels, 2, first,
      MAX ((last - first) / (PROBES - 1), 1), PROBES, values);
  tlr_map_fit (view, values, values + PROBES, PROBES, aspect);
}

gint64
tlr_map_track_number (const TlrMapTrack *track, gint64 time_ns)
{
  gint64 since = time_ns - track->origin_ns;

  return since / track->step_ns - (since % track->step_ns < 0);
}

void
tlr_map_track_fill (TlrMapTrack *track, const TlrWidget *widget, gint64 now, guint64 revision)
{
  gint64 newest = now + (TLR_MAP_SAMPLES - 1 - track->past);
  const TlmTimeline *timeline = widget->context->timeline;
  gint64 moved = newest - track->newest, first;
  double fresh[2 * TLR_MAP_SAMPLES];
  guint keep = 0, wanted;

  if (track->filled && track->revision == revision && moved >= 0 && moved < TLR_MAP_SAMPLES)
    keep = TLR_MAP_SAMPLES - (guint) moved;
  wanted = TLR_MAP_SAMPLES - keep;
  first = track->origin_ns + (newest - TLR_MAP_SAMPLES + 1 + keep) * track->step_ns;
  tlm_curve_sample (timeline, vehicle_of (widget), track->channels, 2, first, track->step_ns, wanted, fresh);
  for (guint i = 0; i < 2; i++) {
    double *values = track->values + i * TLR_MAP_SAMPLES;
    memmove (values, values + wanted, keep * sizeof *values);
    memcpy (values + keep, fresh + i * wanted, wanted * sizeof *values);
  }
  track->newest = newest;
  track->revision = revision;
  track->filled = TRUE;
}

/* Of N samples in degrees, points in the frame; longitudes run on past the edges. */
static guint
make_points (const TlrMapView *view, const double *latitudes, const double *longitudes, guint n,
    TlrTracePoint *points)
{
  double x[TLR_MAP_SAMPLES], y[TLR_MAP_SAMPLES], before = NAN, shift = 0;

  for (guint i = 0; i < n; i++) {
    if (isfinite (longitudes[i]) && isfinite (before))
      shift += 360 * round ((before - longitudes[i]) / 360);
    if (isfinite (longitudes[i]))
      before = longitudes[i];
    x[i] = tlr_map_x (view, longitudes[i] + shift);
    y[i] = tlr_map_y (view, latitudes[i]);
  }
  return tlr_trace_reduce (x, y, n, points);
}

guint
tlr_map_track_points (TlrMapTrack *track, const TlrWidget *widget, const TlrMapView *view,
    gint64 now, guint64 revision, TlrTracePoint *points)
{
  tlr_map_track_fill (track, widget, now, revision);
  return make_points (view, track->values, track->values + TLR_MAP_SAMPLES, TLR_MAP_SAMPLES,
      points);
}

guint
tlr_map_track_whole (const TlrWidget *widget, const guint channels[2], const TlrMapView *view,
    TlrTracePoint *points)
{
  const TlmTimeline *timeline = widget->context->timeline;
  double values[2 * TLR_MAP_SAMPLES];
  gint64 first, last;

  if (!tlm_timeline_span (timeline, &first, &last))
    return 0;
  tlm_curve_sample (timeline, vehicle_of (widget), channels, 2, first,
      MAX ((last - first) / (TLR_MAP_SAMPLES - 1), 1), TLR_MAP_SAMPLES, values);
  return make_points (view, values, values + TLR_MAP_SAMPLES, TLR_MAP_SAMPLES, points);
}

void
tlr_map_track_stroke (const TlrMapView *view, const TlrContext *context,
    const TlrTracePoint *points, guint first, guint end, double line, const double rgba[4],
    cairo_t *cr)
{
  double turn = tlr_map_turn (view), low = INFINITY, high = -INFINITY;
  const TlrRect *r = &view->rect;

  for (guint i = first; i < end; i++)
    if (isfinite (points[i].x)) {
      low = MIN (low, points[i].x);
      high = MAX (high, points[i].x);
    }
  if (low > high)
    return;
  for (double k = ceil ((r->x - high) / turn); low + k * turn <= r->x + r->width; k++) {
    cairo_save (cr);
    cairo_translate (cr, k * turn, 0);
    tlr_trace_path (cr, points, first, end);
    cairo_restore (cr);
  }
  tlr_trace_stroke (context, cr, line, rgba);
}
