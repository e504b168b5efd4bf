/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/plot/plot-axes.h"

#include <math.h>

/* Sizes of the font below which a plot has no scales. */
#define LEAST_HEIGHT 8
#define LEAST_WIDTH 12

void
tlr_plot_axes_init (TlrPlotAxes *axes, const TlrWidget *widget)
{
  axes->style = tlr_widget_text_style (widget, "size", "colour");
  axes->face = tlr_face_new (&axes->style);
  tlr_widget_colour (widget, "grid-colour", axes->grid_rgba);
  tlr_plot_scale_init (&axes->x, widget, "against", "against-");
  tlr_plot_scale_init (&axes->y, widget, "channel", "");
}

void
tlr_plot_axes_finish (TlrPlotAxes *axes)
{
  tlr_face_free (axes->face);
  tlr_plot_scale_finish (&axes->x);
  tlr_plot_scale_finish (&axes->y);
}

void
tlr_plot_axes_fit (TlrPlotAxes *axes, const TlrWidget *widget, const double low[2],
    const double high[2])
{
  const TlrRect *r = &widget->rect;
  double size = axes->style.size, columns = 5 * size * axes->style.x_scale;

  tlr_plot_scale_fit (&axes->x, widget, low[0], high[0], (guint) MAX (r->width / columns, 1));
  tlr_plot_scale_fit (&axes->y, widget, low[1], high[1],
      (guint) MAX ((r->height - 3 * size) / (2.4 * size), 1));
}

static double
line_height (const TlrPlotAxes *axes)
{
  return tlr_face_ascent (axes->face) + tlr_face_descent (axes->face);
}

/* The widest label of the upright scale. */
static double
gutter (TlrPlotAxes *axes, const TlrWidget *widget)
{
  double widest = 0;

  for (guint i = 0; i < tlr_axis_n_ticks (&axes->y.axis); i++) {
    char buf[TLR_NUMBER_SIZE];

    widest = MAX (widest, tlr_face_measure (axes->face, tlr_plot_scale_label (&axes->y,
                widget->context, tlr_axis_tick (&axes->y.axis, i), buf)).advance);
  }
  return widest;
}

/* Letters do not shrink below what can be read, so that a small plot has no room
 * for them. */
void
tlr_plot_axes_place (TlrPlotAxes *axes, const TlrWidget *widget, gboolean known)
{
  const TlrRect *r = &widget->rect;

  axes->bare = r->height < LEAST_HEIGHT * axes->style.size ||
      r->width < LEAST_WIDTH * axes->style.size * axes->style.x_scale;
  double pad = 0.5 * axes->style.size, x_pad = pad * axes->style.x_scale;
  double left = r->x + 2 * x_pad + (known ? gutter (axes, widget) : 0);
  double top = r->y + pad + line_height (axes) + pad;
  double right = r->x + r->width - 1.6 * x_pad;
  double lines = known && !axes->x.is_time ? 2 : 1;
  double bottom = r->y + r->height - lines * line_height (axes) - 1.2 * pad;

  if (axes->bare) {
    left = r->x + x_pad;
    top = r->y + pad;
    right = r->x + r->width - x_pad;
    bottom = r->y + r->height - pad;
  }
  axes->area = (TlrRect) { (int) ceil (left), (int) ceil (top),
    MAX ((int) (right - left), 1), MAX ((int) (bottom - top), 1) };
}

double
tlr_plot_axes_x (const TlrPlotAxes *axes, double value)
{
  double number = tlr_plot_scale_number (&axes->x, value);

  return axes->area.x + tlr_axis_part (&axes->x.axis, number) * axes->area.width;
}

double
tlr_plot_axes_y (const TlrPlotAxes *axes, double value)
{
  double number = tlr_plot_scale_number (&axes->y, value);

  return axes->area.y + (1 - tlr_axis_part (&axes->y.axis, number)) * axes->area.height;
}

static void
rule (const TlrPlotAxes *axes, cairo_t *cr, double x, double y, double width, double height)
{
  cairo_set_source_rgba (cr, axes->grid_rgba[0], axes->grid_rgba[1], axes->grid_rgba[2],
      axes->grid_rgba[3]);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

/* What the scale across is: a channel in a line of its own, time behind the ticks.
 * Returns the column that labels of ticks have to end before. */
static double
draw_title_across (TlrPlotAxes *axes, const TlrWidget *widget, cairo_t *cr, double baseline)
{
  double size = axes->style.size, end = axes->area.x + axes->area.width;
  double width = tlr_face_measure (axes->face, axes->x.title).advance;
  double room = end - widget->rect.x - 0.5 * size * axes->style.x_scale;
  double fit = width > room ? room / width : 1;

  if (!axes->x.is_time)
    baseline += line_height (axes);
  tlr_face_draw (axes->face, cr, axes->x.title, end - fit * width, baseline, fit);
  return axes->x.is_time ? end - width - 0.8 * size * axes->style.x_scale :
      widget->rect.x + widget->rect.width - 0.3 * size * axes->style.x_scale;
}

/* Labels of ticks that have room. */
static void
draw_across (TlrPlotAxes *axes, const TlrWidget *widget, cairo_t *cr)
{
  const TlrContext *context = widget->context;
  double base = axes->area.y + axes->area.height + 0.35 * axes->style.size + tlr_face_ascent (axes->face);
  double start = widget->rect.x + 0.5 * axes->style.size * axes->style.x_scale;
  double end = draw_title_across (axes, widget, cr, base), gap = 0.8 * axes->style.size * axes->style.x_scale;
  double free_from = start;

  for (guint i = 0; i < tlr_axis_n_ticks (&axes->x.axis); i++) {
    double tick = tlr_axis_tick (&axes->x.axis, i);
    double x = axes->area.x + tlr_axis_part (&axes->x.axis, tick) * axes->area.width;
    char buf[TLR_NUMBER_SIZE];
    const char *label = tlr_plot_scale_label (&axes->x, context, tick, buf);
    double width = tlr_face_measure (axes->face, label).advance;
    double left = MAX (MIN (x - width / 2, end - width), start);

    rule (axes, cr, floor (x), axes->area.y, MAX (context->x_scale, 1), axes->area.height);
    if (left < free_from || (axes->x.is_time && x + width / 2 > end))
      continue;
    tlr_face_draw (axes->face, cr, label, left, base, 1);
    free_from = left + width + gap;
  }
}

static void
draw_upright (TlrPlotAxes *axes, const TlrWidget *widget, cairo_t *cr)
{
  const TlrContext *context = widget->context;
  double middle = (tlr_face_ascent (axes->face) - tlr_face_descent (axes->face)) / 2;
  double right = axes->area.x - 0.5 * axes->style.size * axes->style.x_scale;
  double width = axes->area.x + axes->area.width - widget->rect.x - axes->style.size * axes->style.x_scale;
  double title = tlr_face_measure (axes->face, axes->y.title).advance;

  tlr_face_draw (axes->face, cr, axes->y.title, widget->rect.x +
      0.5 * axes->style.size * axes->style.x_scale, widget->rect.y + 0.5 * axes->style.size +
      tlr_face_ascent (axes->face), title > width ? width / title : 1);
  for (guint i = 0; i < tlr_axis_n_ticks (&axes->y.axis); i++) {
    double tick = tlr_axis_tick (&axes->y.axis, i);
    double y = axes->area.y + (1 - tlr_axis_part (&axes->y.axis, tick)) * axes->area.height;
    char buf[TLR_NUMBER_SIZE];
    const char *label = tlr_plot_scale_label (&axes->y, context, tick, buf);

    rule (axes, cr, axes->area.x, floor (y), axes->area.width, 1);
    tlr_face_draw (axes->face, cr, label, right - tlr_face_measure (axes->face, label).advance,
        y + middle, 1);
  }
}

void
tlr_plot_axes_draw (TlrPlotAxes *axes, const TlrWidget *widget, cairo_t *cr)
{
  if (axes->bare)
    return;
  draw_across (axes, widget, cr);
  draw_upright (axes, widget, cr);
}
