/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The strip of phases of one vehicle: coloured bands, and their names in them or under them. */
#include "preview-phases.h"

#define BAR_HEIGHT 30.0
#define LANES 3
#define LANE_HEIGHT 20.0
#define PADDING 7.0
#define HATCH 6.0

/* Colours that differ in hue and are alike in weight, by order of appearance. */
static const double colours[][3] = {
  { 0.36, 0.56, 0.85 }, { 0.93, 0.60, 0.28 }, { 0.36, 0.70, 0.49 }, { 0.80, 0.42, 0.52 },
  { 0.60, 0.50, 0.82 }, { 0.77, 0.70, 0.31 }, { 0.31, 0.69, 0.72 }, { 0.78, 0.47, 0.76 },
  { 0.55, 0.60, 0.66 }, { 0.72, 0.53, 0.40 },
};

void
plot_set_band_colour (cairo_t *cr, guint index, double alpha)
{
  const double *c = colours[index % G_N_ELEMENTS (colours)];

  cairo_set_source_rgba (cr, c[0], c[1], c[2], alpha);
}

/* Where the last name of each lane under the bar ends, and which of the two are drawn: first the
 * lines, so that none crosses a name. */
typedef struct {
  double ends[LANES];
  gboolean names;
} Lanes;

/* Writes a name that its band does not hold under it, in the first lane that has room, with a
 * line to the band; left out where none has. */
static void
draw_below (cairo_t *cr, const Plot *plot, const PlotBand *band, const PlotBox *box, double middle,
    Lanes *lanes)
{
  double advance = tlr_face_measure (plot->small, band->label).advance;
  double left = CLAMP (middle - advance / 2, box->x, box->x + box->width - advance);
  guint lane = 0;

  while (lane < LANES && lanes->ends[lane] > left - 2 * PADDING)
    lane++;
  if (lane == LANES)
    return;
  lanes->ends[lane] = left + advance;
  if (lanes->names) {
    double base = box->y + BAR_HEIGHT + 17 + lane * LANE_HEIGHT;
    plot_set_ground (cr, 0.85);
    cairo_rectangle (cr, left - 2, base - 13, advance + 4, 17);
    cairo_fill (cr);
    plot_text (cr, plot->small, band->label, left, base, 0);
    return;
  }
  plot_set_band_colour (cr, band->colour, 0.8);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, middle, box->y + BAR_HEIGHT);
  cairo_line_to (cr, middle, box->y + BAR_HEIGHT + 4 + lane * LANE_HEIGHT);
  cairo_stroke (cr);
}

static void
draw_band (cairo_t *cr, const Plot *plot, const PlotBand *band, const PlotBox *box, Lanes *lanes)
{
  double x = box->x + box->width * band->from / plot->n_columns;
  double width = MAX (box->width * (band->to - band->from) / plot->n_columns, 2);
  double base = box->y + BAR_HEIGHT / 2 + 5;

  if (!lanes->names) {
    plot_set_band_colour (cr, band->colour, 0.85);
    cairo_rectangle (cr, x, box->y, MAX (width - 1, 1.5), BAR_HEIGHT);
    cairo_fill (cr);
  }
  if (tlr_face_measure (plot->text, band->label).advance + 2 * PADDING > width)
    draw_below (cr, plot, band, box, x + width / 2, lanes);
  else if (lanes->names)
    plot_text (cr, plot->text, band->label, x + width / 2, base, 0.5);
}

/* Where a change lies that nobody saw. */
static void
draw_gap (cairo_t *cr, const PlotGap *gap, const PlotBox *box)
{
  double x = box->x + box->width * CLAMP (gap->from, 0, 1);
  double width = box->width * (CLAMP (gap->to, 0, 1) - CLAMP (gap->from, 0, 1));

  cairo_save (cr);
  cairo_rectangle (cr, x, box->y, width, BAR_HEIGHT);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, 0.06, 0.08, 0.11, 0.75);
  cairo_set_line_width (cr, 2);
  for (double at = x - BAR_HEIGHT; at < x + width; at += HATCH) {
    cairo_move_to (cr, at, box->y + BAR_HEIGHT);
    cairo_line_to (cr, at + BAR_HEIGHT, box->y);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
plot_draw_strip (cairo_t *cr, const Plot *plot, const PlotVehicle *vehicle, const PlotBox *box)
{
  Lanes lanes = { .names = FALSE };

  cairo_set_source_rgba (cr, 1, 1, 1, 0.05);
  cairo_rectangle (cr, box->x, box->y, box->width, BAR_HEIGHT);
  cairo_fill (cr);
  if (plot->n_vehicles > 1) {
    double advance = tlr_face_measure (plot->text, vehicle->name).advance;
    plot_text (cr, advance < box->x - 24 ? plot->text : plot->small, vehicle->name, box->x - 12,
        box->y + BAR_HEIGHT / 2 + 5, 1);
  }
  for (guint i = 0; i < vehicle->bands->len; i++)
    draw_band (cr, plot, vehicle->bands->pdata[i], box, &lanes);
  lanes = (Lanes) { .names = TRUE };
  for (guint i = 0; i < vehicle->bands->len; i++)
    draw_band (cr, plot, vehicle->bands->pdata[i], box, &lanes);
  for (guint i = 0; i < plot->gaps->len; i++)
    draw_gap (cr, &g_array_index (plot->gaps, PlotGap, i), box);
}
