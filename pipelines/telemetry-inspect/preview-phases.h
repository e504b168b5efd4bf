/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/flight.h"
#include "render/draw/axis.h"
#include "render/draw/face.h"

/* The picture of a flight's phases: three panels over one axis of time, and under them a strip
 * of coloured bands for each vehicle, with their names. The pieces: preview-phases.c asks the
 * timeline and arranges, preview-panel.c draws a panel, preview-bands.c the strips. */

#define PLOT_MAX_VEHICLES 4

typedef enum { PLOT_ALTITUDE, PLOT_SPEED, PLOT_ACCELERATION, PLOT_N_PANELS } PlotPanel;

/* A stretch in one phase, in columns of the samples. */
typedef struct {
  guint from, to;            /* TO is past the end */
  char *label;
  guint colour;              /* index for plot_band_colour() */
} PlotBand;

/* What is known of one vehicle, a value a column; NaN: not known. */
typedef struct {
  const char *name;
  double *values[PLOT_N_PANELS];   /* SI */
  GPtrArray *bands;                /* PlotBand * */
} PlotVehicle;

/* An event that lies anywhere in a gap, as parts of the axis of time. */
typedef struct {
  double from, to;
} PlotGap;

typedef struct {
  guint n_vehicles, n_columns;
  gboolean climbs;           /* the speeds are vertical ones: no others are known */
  PlotVehicle vehicles[PLOT_MAX_VEHICLES];
  GArray *gaps;              /* PlotGap */
  TlrAxis time;              /* seconds */
  TlrFace *title, *text, *small;
} Plot;

/* A rectangle of the picture, pixels. */
typedef struct {
  double x, y, width, height;
} PlotBox;

/* A colour of the plot, for the vehicle or the phase with this index; ALPHA 0 to 1. */
void plot_set_vehicle_colour (cairo_t *cr, guint index, double alpha);
void plot_set_band_colour (cairo_t *cr, guint index, double alpha);

/* The colour of the ground. */
void plot_set_ground (cairo_t *cr, double alpha);

/* Draws TEXT, its left end (ALIGN 0), middle (0.5) or right end (1) at X on the baseline Y,
 * white with ALPHA. */
void plot_text (cairo_t *cr, TlrFace *face, const char *text, double x, double y, double align);

/* Draws one panel with its axis, bands behind it and each vehicle's curve (preview-panel.c). */
void plot_draw_panel (cairo_t *cr, const Plot *plot, PlotPanel panel, const PlotBox *box);

/* Draws the labels of the axis of time under BOX (preview-panel.c). */
void plot_draw_times (cairo_t *cr, const Plot *plot, const PlotBox *box);

/* Rows of pixels that the strip of one vehicle needs. */
#define PLOT_STRIP_HEIGHT 104.0

/* Draws the strip of bands of a vehicle into BOX (preview-bands.c). */
void plot_draw_strip (cairo_t *cr, const Plot *plot, const PlotVehicle *vehicle, const PlotBox *box);
