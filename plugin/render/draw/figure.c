/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/figure.h"

#include <math.h>
#include <string.h>

/* Rows beyond an edge that its anti-aliasing reaches. */
#define FRINGE 1.0

/* Zeros everywhere, so that equal figures have equal bytes. */
static TlrFigure
make (TlrFigureKind kind, guint n_points, const double rgba[4], double alpha)
{
  TlrFigure figure;

  memset (&figure, 0, sizeof figure);
  figure.kind = kind;
  figure.n_points = n_points;
  memcpy (figure.rgba, rgba, sizeof figure.rgba);
  figure.rgba[3] *= alpha;
  return figure;
}

TlrFigure
tlr_figure_line (double x0, double y0, double x1, double y1, double width, const double rgba[4],
    double alpha)
{
  TlrFigure figure = make (TLR_FIGURE_LINE, 2, rgba, alpha);

  figure.points[0] = (TlrPoint) { x0, y0 };
  figure.points[1] = (TlrPoint) { x1, y1 };
  figure.width = width;
  return figure;
}

TlrFigure
tlr_figure_disc (double x, double y, double radius, const double rgba[4], double alpha)
{
  TlrFigure figure = tlr_figure_line (x, y, x, y, 2 * radius, rgba, alpha);

  figure.round = TRUE;
  return figure;
}

TlrFigure
tlr_figure_arc (double x, double y, double radius, double width, double start, double sweep,
    const double rgba[4], double alpha)
{
  TlrFigure figure = make (TLR_FIGURE_ARC, 1, rgba, alpha);

  figure.points[0] = (TlrPoint) { x, y };
  figure.radius = radius;
  figure.width = width;
  figure.start = start;
  figure.sweep = CLAMP (sweep, 0, 360);
  return figure;
}

TlrFigure
tlr_figure_polygon (const TlrPoint *points, guint n_points, double line, const double rgba[4],
    double alpha)
{
  TlrFigure figure = make (TLR_FIGURE_POLYGON, MIN (n_points, TLR_FIGURE_CORNERS), rgba, alpha);

  memcpy (figure.points, points, figure.n_points * sizeof *points);
  figure.width = line;
  return figure;
}

TlrPoint
tlr_figure_polar (double x, double y, double radius, double angle)
{
  double a = angle * G_PI / 180;

  return (TlrPoint) { x + radius * sin (a), y - radius * cos (a) };
}

TlrFigure
tlr_figure_tick (double x, double y, double a, double b, double angle, double width,
    const double rgba[4], double alpha)
{
  TlrPoint from = tlr_figure_polar (x, y, a, angle), to = tlr_figure_polar (x, y, b, angle);

  return tlr_figure_line (from.x, from.y, to.x, to.y, width, rgba, alpha);
}

static TlrBox
box_add (TlrBox box, TlrPoint p)
{
  return (TlrBox) { MIN (box.left, p.x), MIN (box.top, p.y), MAX (box.right, p.x),
    MAX (box.bottom, p.y) };
}

/* Ends, and where it passes straight up, right, down and left. */
static TlrBox
arc_box (const TlrFigure *figure)
{
  TlrPoint c = figure->points[0];
  TlrPoint p = tlr_figure_polar (c.x, c.y, figure->radius, figure->start);
  TlrBox box = { p.x, p.y, p.x, p.y };

  box = box_add (box, tlr_figure_polar (c.x, c.y, figure->radius, figure->start + figure->sweep));
  for (double a = 90 * ceil (figure->start / 90); a < figure->start + figure->sweep; a += 90)
    box = box_add (box, tlr_figure_polar (c.x, c.y, figure->radius, a));
  return box;
}

TlrBox
tlr_figure_bounds (const TlrFigure *figure)
{
  /* A line along a polygon runs out into its corners. */
  double around = FRINGE + figure->width * (figure->kind == TLR_FIGURE_POLYGON ? 2 : 0.5);
  TlrBox box = { figure->points[0].x, figure->points[0].y, figure->points[0].x, figure->points[0].y };

  if (figure->kind == TLR_FIGURE_ARC)
    box = arc_box (figure);
  else
    for (guint i = 1; i < figure->n_points; i++)
      box = box_add (box, figure->points[i]);
  return (TlrBox) { box.left - around, box.top - around, box.right + around, box.bottom + around };
}

TlrBox
tlr_box_union (TlrBox a, TlrBox b)
{
  return (TlrBox) { MIN (a.left, b.left), MIN (a.top, b.top), MAX (a.right, b.right),
    MAX (a.bottom, b.bottom) };
}

TlrBox
tlr_figure_difference (const TlrFigure *a, const TlrFigure *b)
{
  TlrFigure part = *a;

  part.sweep = b->sweep;
  if (a->kind != TLR_FIGURE_ARC || memcmp (&part, b, sizeof part) != 0)
    return tlr_box_union (tlr_figure_bounds (a), tlr_figure_bounds (b));
  part.start = a->start + MIN (a->sweep, b->sweep);
  part.sweep = fabs (a->sweep - b->sweep);
  return tlr_figure_bounds (&part);
}

/* Cairo */

static void
draw_one (const TlrFigure *figure, cairo_t *cr)
{
  const TlrPoint *p = figure->points;
  double start = (figure->start - 90) * G_PI / 180;
  gboolean stroke = figure->kind != TLR_FIGURE_POLYGON || figure->width > 0;

  cairo_new_path (cr);
  if (figure->kind == TLR_FIGURE_ARC)
    cairo_arc (cr, p[0].x, p[0].y, figure->radius, start, start + figure->sweep * G_PI / 180);
  else
    for (guint i = 0; i < figure->n_points; i++)
      cairo_line_to (cr, p[i].x, p[i].y);
  if (figure->kind == TLR_FIGURE_POLYGON)
    cairo_close_path (cr);
  cairo_set_source_rgba (cr, figure->rgba[0], figure->rgba[1], figure->rgba[2], figure->rgba[3]);
  cairo_set_line_width (cr, figure->width);
  cairo_set_line_cap (cr, figure->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  if (stroke)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

void
tlr_figures_draw (const TlrFigure *figures, guint n, cairo_t *cr, double x_scale)
{
  g_return_if_fail (cr != NULL);
  cairo_save (cr);
  cairo_scale (cr, x_scale, 1);
  for (guint i = 0; i < n; i++)
    draw_one (&figures[i], cr);
  cairo_restore (cr);
}
