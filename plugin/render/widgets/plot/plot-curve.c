/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/plot/plot-curve.h"

#include <math.h>

#include "core/timeline/curve.h"

/* Most samples of a curve, and how many there are to a pixel of its width. */
#define SAMPLES_MAX 1024
#define DENSITY 1

/* Parts that the time of a plot is rounded to, so that a flight that goes on has
 * some room. */
#define TIME_PARTS 5

TlrPlotTimes
tlr_plot_times_find (const TlrWidget *widget)
{
  const TlmTimeline *timeline = widget->context->timeline;
  g_autofree char *from = tlr_widget_text (widget, "from"), *to = tlr_widget_text (widget, "to");
  gint64 zero = tlm_timeline_from_elapsed (timeline, 0), first = 0, last = 0;
  TlrPlotTimes times;

  tlm_timeline_span (timeline, &first, &last);
  if (zero == TLM_TIME_NONE)
    zero = first;
  if (zero > first && zero < last)
    first = zero;
  if (from)
    first = zero + (gint64) (tlr_widget_number (widget, "from") * TLM_SECOND);
  double length = tlm_duration_to_s (last - first);
  last = first + (gint64) (tlr_axis_fit_time (0, MAX (length, 1), TIME_PARTS, TRUE).high * TLM_SECOND);
  if (to)
    last = zero + (gint64) (tlr_widget_number (widget, "to") * TLM_SECOND);
  times.n = (guint) CLAMP (widget->rect.width * DENSITY, 16, SAMPLES_MAX);
  times.first_ns = first;
  times.step_ns = MAX ((last - first) / (times.n - 1), 1);
  return times;
}

void
tlr_plot_curve_sample (const TlrPlotCurve *curve, const TlrPlotTimes *times,
    const TlrWidget *widget, gboolean over_time, double *values)
{
  guint only = over_time ? 1 : 0;

  tlm_curve_sample (widget->context->timeline, (guint) MAX (widget->vehicle, 0),
      curve->channels + only, 2 - only, times->first_ns, times->step_ns, times->n,
      values + only * times->n);
  for (guint i = 0; only && i < times->n; i++)
    values[i] = (double) (times->first_ns + (gint64) i * times->step_ns);
}

void
tlr_plot_curve_range (const TlrPlotTimes *times, const double *values, double low[2],
    double high[2])
{
  for (guint i = 0; values && i < 2; i++) {
    double from, to;

    if (!tlm_curve_range (values + i * times->n, times->n, &from, &to))
      continue;
    low[i] = MIN (low[i], from);
    high[i] = MAX (high[i], to);
  }
}

void
tlr_plot_curve_place (TlrPlotCurve *curve, const TlrPlotTimes *times, const TlrPlotAxes *axes,
    double *values)
{
  guint n = times->n;

  for (guint i = 0; i < n; i++) {
    values[i] = tlr_plot_axes_x (axes, values[i]);
    values[n + i] = tlr_plot_axes_y (axes, values[n + i]);
  }
  if (!curve->points)
    curve->points = g_new (TlrTracePoint, n);
  curve->n_points = tlr_trace_reduce (values, values + n, n, curve->points);
}
