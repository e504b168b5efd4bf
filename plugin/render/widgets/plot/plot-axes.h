/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/draw/face.h"
#include "render/widgets/plot/plot-scale.h"

G_BEGIN_DECLS

/* The two scales of a plot, and where they and the curve lie in the frame. */
typedef struct {
  TlrFace *face;               /* owned */
  TlrTextStyle style;
  TlrPlotScale x, y;
  TlrRect area;                /* inside the scales, pixels */
  gboolean bare;               /* too small for scales */
  double grid_rgba[4];         /* not premultiplied */
} TlrPlotAxes;

/* Reads the widget's keys. */
void tlr_plot_axes_init (TlrPlotAxes *axes, const TlrWidget *widget);

/* Frees what it holds. */
void tlr_plot_axes_finish (TlrPlotAxes *axes);

/* Ticks that have room for their labels, for values LOW .. HIGH (across, up; as for
 * tlr_plot_scale_fit()) in the widget's rect. */
void tlr_plot_axes_fit (TlrPlotAxes *axes, const TlrWidget *widget, const double low[2],
    const double high[2]);

/* Finds the area inside the widget's rect; KNOWN: there are scales, already fitted. */
void tlr_plot_axes_place (TlrPlotAxes *axes, const TlrWidget *widget, gboolean known);

/* Column of the frame of a value: storage unit, or ns of the timeline's clock. */
double tlr_plot_axes_x (const TlrPlotAxes *axes, double value);

/* Row of the frame of a value, as above. */
double tlr_plot_axes_y (const TlrPlotAxes *axes, double value);

/* Draws the scales, their titles and the grid, unless it is bare. */
void tlr_plot_axes_draw (TlrPlotAxes *axes, const TlrWidget *widget, cairo_t *cr);

G_END_DECLS
