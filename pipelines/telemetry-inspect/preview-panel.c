/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One panel of the picture of phases: an axis, the bands behind it, the curves. */
#include <math.h>

#include "core/measure/unit.h"
#include "preview-phases.h"

/* Of the numbers, the part at each end that is left out of an axis: single wild ones. */
#define WILD 0.004
#define AXIS_INTERVALS 5
/* A pressure's drift below the pad, as a part of the height, is no reason for an axis below 0. */
#define DRIFT 0.03

static const double vehicle_colours[PLOT_MAX_VEHICLES][3] = {
  { 1, 1, 1 }, { 0.99, 0.80, 0.35 }, { 0.55, 0.87, 0.98 }, { 0.75, 0.95, 0.60 },
};

void
plot_set_vehicle_colour (cairo_t *cr, guint index, double alpha)
{
  const double *c = vehicle_colours[index % PLOT_MAX_VEHICLES];

  cairo_set_source_rgba (cr, c[0], c[1], c[2], alpha);
}

void
plot_set_ground (cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, 0.075, 0.095, 0.13, alpha);
}

void
plot_text (cairo_t *cr, TlrFace *face, const char *text, double x, double y, double align)
{
  double advance = align > 0 ? tlr_face_measure (face, text).advance : 0;

  tlr_face_draw (face, cr, text, x - advance * align, y, 1);
}

/* Units that each panel is read in, the first whose least extent is reached. */
static const struct {
  PlotPanel panel;
  const char *name;
  double from;               /* SI */
  const char *unit;
} units[] = {
  { PLOT_ALTITUDE, "Altitude", 5e3, "km" }, { PLOT_ALTITUDE, "Altitude", 0, "m" },
  { PLOT_SPEED, "Speed", 3e3, "km/s" }, { PLOT_SPEED, "Speed", 0, "m/s" },
  { PLOT_ACCELERATION, "Acceleration", 0, "m/s2" },
};

static int
by_value (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The range that all but the wildest numbers are in; FALSE where there are none. */
static gboolean
find_range (const Plot *plot, PlotPanel panel, double *low, double *high)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  guint wild;

  for (guint i = 0; i < plot->n_vehicles; i++)
    for (guint j = 0; j < plot->n_columns; j++)
      if (isfinite (plot->vehicles[i].values[panel][j]))
        g_array_append_val (all, plot->vehicles[i].values[panel][j]);
  if (all->len == 0)
    return FALSE;
  g_array_sort (all, by_value);
  wild = panel == PLOT_ACCELERATION ? (guint) (all->len * WILD) : 0;
  *low = MIN (g_array_index (all, double, wild), 0);
  *high = MAX (g_array_index (all, double, all->len - 1 - wild), 0);
  if (panel == PLOT_ALTITUDE && *low > -DRIFT * *high)
    *low = 0;
  return TRUE;
}

static const TlmUnit *
find_unit (PlotPanel panel, double extent, const char **name)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    if (units[i].panel != panel || extent < units[i].from)
      continue;
    *name = units[i].name;
    return tlm_unit_find (units[i].unit);
  }
  g_return_val_if_reached (NULL);
}

static void
draw_bands (cairo_t *cr, const Plot *plot, const PlotBox *box)
{
  const PlotVehicle *vehicle = &plot->vehicles[0];

  for (guint i = 0; i < vehicle->bands->len; i++) {
    const PlotBand *band = vehicle->bands->pdata[i];
    plot_set_band_colour (cr, band->colour, i % 2 ? 0.15 : 0.22);
    cairo_rectangle (cr, box->x + box->width * band->from / plot->n_columns, box->y,
        box->width * (band->to - band->from) / plot->n_columns, box->height);
    cairo_fill (cr);
  }
}

static void
draw_axis (cairo_t *cr, const Plot *plot, const TlrAxis *axis, const PlotBox *box)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[] = "%.0f";

  format[2] = (char) ('0' + MIN (axis->decimals, 9));
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < tlr_axis_n_ticks (axis); i++) {
    double value = tlr_axis_tick (axis, i);
    double y = floor (box->y + box->height * (1 - tlr_axis_part (axis, value))) + 0.5;
    cairo_set_source_rgba (cr, 1, 1, 1, fabs (value) < axis->step / 2 ? 0.35 : 0.10);
    cairo_move_to (cr, box->x, y);
    cairo_line_to (cr, box->x + box->width, y);
    cairo_stroke (cr);
    g_ascii_formatd (text, sizeof text, format, fabs (value) < axis->step / 2 ? 0 : value);
    plot_text (cr, plot->small, text, box->x - 12, y + 4.5, 1);
  }
  for (guint i = 0; i < tlr_axis_n_ticks (&plot->time); i++) {
    double x = box->x + box->width * tlr_axis_part (&plot->time, tlr_axis_tick (&plot->time, i));
    cairo_set_source_rgba (cr, 1, 1, 1, 0.08);
    cairo_move_to (cr, floor (x) + 0.5, box->y);
    cairo_line_to (cr, floor (x) + 0.5, box->y + box->height);
    cairo_stroke (cr);
  }
}

static void
draw_curve (cairo_t *cr, const Plot *plot, guint index, PlotPanel panel, const TlmUnit *unit,
    const TlrAxis *axis, const PlotBox *box)
{
  const double *values = plot->vehicles[index].values[panel];

  cairo_new_path (cr);
  for (guint i = 0; i < plot->n_columns; i++) {
    double x = box->x + box->width * (i + 0.5) / plot->n_columns;
    double y = box->y + box->height * (1 - tlr_axis_part (axis, tlm_unit_from_si (unit, values[i])));
    if (!isfinite (values[i]))
      cairo_new_sub_path (cr);
    else if (i > 0 && isfinite (values[i - 1]))
      cairo_line_to (cr, x, y);
    else
      cairo_move_to (cr, x, y);
  }
  cairo_set_line_width (cr, 2.2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  plot_set_vehicle_colour (cr, index, 0.95);
  cairo_stroke (cr);
}

static void
draw_caption (cairo_t *cr, const Plot *plot, const char *caption, const PlotBox *box)
{
  double advance = tlr_face_measure (plot->text, caption).advance;

  plot_set_ground (cr, 0.72);
  cairo_rectangle (cr, box->x + 4, box->y + 4, advance + 12, 22);
  cairo_fill (cr);
  plot_text (cr, plot->text, caption, box->x + 10, box->y + 20, 0);
}

void
plot_draw_panel (cairo_t *cr, const Plot *plot, PlotPanel panel, const PlotBox *box)
{
  static const char *const missing[] = { "altitude", "speed", "acceleration" };
  double low = 0, high = 0;
  gboolean known = find_range (plot, panel, &low, &high);
  const char *name;
  const TlmUnit *unit = find_unit (panel, MAX (fabs (low), fabs (high)), &name);
  g_autofree char *caption = g_strdup_printf ("%s, %s", panel == PLOT_SPEED && plot->climbs ?
      "Vertical speed" : name, unit->symbol);

  cairo_set_source_rgba (cr, 1, 1, 1, 0.04);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_fill (cr);
  draw_bands (cr, plot, box);
  if (!known) {
    g_autofree char *words = g_strdup_printf ("No %s is known", missing[panel]);
    plot_text (cr, plot->text, words, box->x + box->width / 2, box->y + box->height / 2, 0.5);
    return;
  }
  TlrAxis axis = tlr_axis_fit (tlm_unit_from_si (unit, low), tlm_unit_from_si (unit, high),
      AXIS_INTERVALS, TRUE);
  draw_axis (cr, plot, &axis, box);
  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y - 2, box->width, box->height + 4);
  cairo_clip (cr);
  for (guint i = plot->n_vehicles; i-- > 0;)
    draw_curve (cr, plot, i, panel, unit, &axis, box);
  cairo_restore (cr);
  draw_caption (cr, plot, caption, box);
}

void
plot_draw_times (cairo_t *cr, const Plot *plot, const PlotBox *box)
{
  char text[TLR_AXIS_LABEL_SIZE];

  for (guint i = 0; i < tlr_axis_n_ticks (&plot->time); i++) {
    double seconds = tlr_axis_tick (&plot->time, i);
    double x = box->x + box->width * tlr_axis_part (&plot->time, seconds);
    tlr_axis_time_label (&plot->time, seconds, FALSE, text, sizeof text);
    plot_text (cr, plot->small, text, x, box->y + 16, 0.5);
  }
}
