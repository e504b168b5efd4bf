/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/plot/plot-axes.h"
#include "render/widgets/trace.h"

G_BEGIN_DECLS

/* The instants that the curves of a plot are looked at. A plain value. */
typedef struct {
  gint64 first_ns;                 /* timeline's clock */
  TlmDuration step_ns;             /* over 0 */
  guint n;                         /* 16 or more */
} TlrPlotTimes;

/* As the layout says, else from T-0 where that is known and from the first sample where
 * it is not, to the last sample and a little on; one a pixel of the widget's rect. */
TlrPlotTimes tlr_plot_times_find (const TlrWidget *widget);

/* A curve in the frame. */
typedef struct {
  guint channels[2];               /* across, up; across is not looked at over time */
  gboolean known;
  TlrTracePoint *points;           /* owned; room for as many as there are times; NULL
                                      until placed */
  guint n_points;
} TlrPlotCurve;

/* Looks at a curve into VALUES: of the times' n across, then n up, storage unit; over time
 * across is ns of the timeline's clock. NaN where it has none. */
void tlr_plot_curve_sample (const TlrPlotCurve *curve, const TlrPlotTimes *times,
    const TlrWidget *widget, gboolean over_time, double *values);

/* Widens LOW .. HIGH of both directions to those of VALUES (as above; may be NULL). */
void tlr_plot_curve_range (const TlrPlotTimes *times, const double *values, double low[2],
    double high[2]);

/* Makes points of VALUES, which become places in the frame. */
void tlr_plot_curve_place (TlrPlotCurve *curve, const TlrPlotTimes *times,
    const TlrPlotAxes *axes, double *values);

G_END_DECLS
