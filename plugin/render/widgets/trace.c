/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/trace.h"

#include <math.h>
#include <string.h>

/* Squared distance under which two points are one. */
#define NEAR (0.75 * 0.75)

/* Parts of a pixel by which a marker moves. */
#define STEPS 4

/* Where a marker is; bytes compared. */
typedef struct {
  gint32 x, y, stale;
} MarkerState;

gboolean
tlr_trace_channel (const TlrWidget *widget, const char *names, guint *channel)
{
  const TlmTimeline *timeline = widget->context->timeline;
  g_auto (GStrv) list = g_strsplit (names, "|", -1);
  gboolean found = FALSE;

  for (guint i = 0; list[i]; i++) {
    guint id;

    if (!tlm_timeline_find_channel (timeline, g_strstrip (list[i]), &id))
      continue;
    gboolean has = tlm_timeline_has_channel (timeline, (guint) MAX (widget->vehicle, 0), id, NULL);
    if (has || !found)
      *channel = id;
    found = TRUE;
    if (has)
      break;
  }
  return found;
}

guint
tlr_trace_reduce (const double *x, const double *y, guint n, TlrTracePoint *out)
{
  guint used = 0;

  for (guint i = 0; i < n; i++) {
    gboolean known = isfinite (x[i]) && isfinite (y[i]);
    gboolean after = used > 0 && isfinite (out[used - 1].x);
    gboolean last = known && (i + 1 == n || !isfinite (x[i + 1]) || !isfinite (y[i + 1]));

    if (!known) {
      if (after)
        out[used++] = (TlrTracePoint) { NAN, NAN, i };
      continue;
    }
    double dx = after ? x[i] - out[used - 1].x : 0, dy = after ? y[i] - out[used - 1].y : 0;
    if (!after || last || dx * dx + dy * dy >= NEAR)
      out[used++] = (TlrTracePoint) { x[i], y[i], i };
  }
  return used;
}

guint
tlr_trace_count (const TlrTracePoint *points, guint n, gint64 index)
{
  guint low = 0, high = n;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if ((gint64) points[middle].index <= index)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void
tlr_trace_path (cairo_t *cr, const TlrTracePoint *points, guint first, guint end)
{
  gboolean on = FALSE;

  for (guint i = first; i < end; i++) {
    if (!isfinite (points[i].x)) {
      on = FALSE;
      continue;
    }
    if (on)
      cairo_line_to (cr, points[i].x, points[i].y);
    else
      cairo_move_to (cr, points[i].x, points[i].y);
    on = TRUE;
  }
}

void
tlr_trace_stroke (const TlrContext *context, cairo_t *cr, double line, const double rgba[4])
{
  cairo_save (cr);
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
  cairo_scale (cr, context->x_scale, 1);
  cairo_set_line_width (cr, line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
tlr_marker_read (TlrMarker *marker, const TlrWidget *widget, double line, const double halo_rgba[4])
{
  marker->core = tlr_widget_rows (widget, "dot") / 2;
  marker->halo = 1.7 * marker->core;
  marker->line = line;
  tlr_widget_colour (widget, "dot-colour", marker->core_rgba);
  memcpy (marker->halo_rgba, halo_rgba, sizeof marker->halo_rgba);
  marker->halo_rgba[3] *= 0.4;
}

gsize
tlr_marker_state (double x, double y, gboolean stale, guint8 *state)
{
  if (!isfinite (x) || !isfinite (y) || fabs (x) > 1e6 || fabs (y) > 1e6)
    return 0;
  MarkerState marker = { (gint32) floor (STEPS * x + 0.5), (gint32) floor (STEPS * y + 0.5), stale };
  memcpy (state, &marker, sizeof marker);
  return sizeof marker;
}

guint
tlr_marker_figures (const TlrMarker *marker, const TlrContext *context, const guint8 *state,
    TlrFigure *figures)
{
  MarkerState at;

  memcpy (&at, state, sizeof at);
  double x = (double) at.x / STEPS / context->x_scale, y = (double) at.y / STEPS;
  figures[0] = tlr_figure_disc (x, y, marker->halo, marker->halo_rgba, 1);
  figures[1] = at.stale ?
      tlr_figure_arc (x, y, MAX (marker->core - marker->line / 2, 0.5), marker->line, 0, 360,
      marker->core_rgba, 1) : tlr_figure_disc (x, y, marker->core, marker->core_rgba, 1);
  return 2;
}
