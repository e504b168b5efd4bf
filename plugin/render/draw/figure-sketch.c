/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "render/draw/figure.h"

/* Corners that arcs are made of: this many degrees apart, and so many at most. */
#define ARC_STEP 3.0
#define ARC_CORNERS 121
#define CORNERS_MAX (2 * ARC_CORNERS + 32)

typedef struct {
  TlrCorner corners[CORNERS_MAX];
  guint n;
  double x_scale;
} Path;

static void
add (Path *path, TlrPoint p, gboolean begins)
{
  if (path->n < CORNERS_MAX)
    path->corners[path->n++] = (TlrCorner) { p.x * path->x_scale, p.y, begins };
}

/* Corners along a circle, FROM to TO, in either direction. */
static void
add_arc (Path *path, TlrPoint centre, double radius, double from, double to, gboolean begins)
{
  guint n = (guint) CLAMP (ceil (fabs (to - from) / ARC_STEP), 1, ARC_CORNERS - 1);

  for (guint i = 0; i <= n; i++)
    add (path, tlr_figure_polar (centre.x, centre.y, radius, from + (to - from) * i / n),
        begins && i == 0);
}

static void
finish (const Path *path, TlrSketch *sketch, const TlrFigure *figure)
{
  tlr_sketch_path (sketch, path->corners, path->n, figure->rgba, 1);
}

static void
sketch_arc (const TlrFigure *figure, TlrSketch *sketch, double x_scale)
{
  TlrPoint c = figure->points[0];
  double half = figure->width / 2, end = figure->start + figure->sweep;
  double inner = MAX (figure->radius - half, 0), outer = figure->radius + half;
  Path path = { .n = 0, .x_scale = x_scale };

  if (figure->sweep >= 360) {
    tlr_sketch_circle (sketch, c.x * x_scale, c.y, figure->radius * x_scale, figure->radius,
        figure->width, figure->rgba, 1);
    return;
  }
  if (figure->sweep <= 0 && !figure->round)
    return;
  add_arc (&path, c, outer, figure->start, end, TRUE);
  if (figure->round)
    add_arc (&path, tlr_figure_polar (c.x, c.y, figure->radius, end), half, end, end + 180, FALSE);
  add_arc (&path, c, inner, end, figure->start, FALSE);
  if (figure->round)
    add_arc (&path, tlr_figure_polar (c.x, c.y, figure->radius, figure->start), half,
        figure->start + 180, figure->start + 360, FALSE);
  finish (&path, sketch, figure);
}

static void
sketch_line (const TlrFigure *figure, TlrSketch *sketch, double x_scale)
{
  TlrPoint a = figure->points[0], b = figure->points[1];
  double half = figure->width / 2, angle = atan2 (b.x - a.x, a.y - b.y) * 180 / G_PI;
  Path path = { .n = 0, .x_scale = x_scale };

  if (figure->round && a.x == b.x && a.y == b.y) {
    tlr_sketch_circle (sketch, a.x * x_scale, a.y, half * x_scale, half, 0, figure->rgba, 1);
    return;
  }
  if (figure->round) {
    add_arc (&path, b, half, angle - 90, angle + 90, TRUE);
    add_arc (&path, a, half, angle + 90, angle + 270, FALSE);
  } else {
    add (&path, tlr_figure_polar (a.x, a.y, half, angle - 90), TRUE);
    add (&path, tlr_figure_polar (b.x, b.y, half, angle - 90), FALSE);
    add (&path, tlr_figure_polar (b.x, b.y, half, angle + 90), FALSE);
    add (&path, tlr_figure_polar (a.x, a.y, half, angle + 90), FALSE);
  }
  finish (&path, sketch, figure);
}

/* Where the edges beside corner I meet when both are moved out by a distance. */
static TlrPoint
moved_corner (const TlrFigure *figure, guint i, double out)
{
  guint n = figure->n_points;
  TlrPoint a = figure->points[(i + n - 1) % n], b = figure->points[i], c = figure->points[(i + 1) % n];
  double la = MAX (hypot (b.x - a.x, b.y - a.y), 1e-9), lb = MAX (hypot (c.x - b.x, c.y - b.y), 1e-9);
  double ax = (b.x - a.x) / la, ay = (b.y - a.y) / la, bx = (c.x - b.x) / lb, by = (c.y - b.y) / lb;
  double turn = ax * by - ay * bx, side = turn < 0 ? -1 : 1;
  double half = (1 + ax * bx + ay * by) / 2;

  /* The normals' mean, lengthened by the sharpness of the corner, which is limited. */
  double scale = side * out / (2 * MAX (half, 0.1));
  return (TlrPoint) { b.x + scale * (ay + by), b.y - scale * (ax + bx) };
}

static void
sketch_polygon (const TlrFigure *figure, TlrSketch *sketch, double x_scale)
{
  Path path = { .n = 0, .x_scale = x_scale };
  guint n = figure->n_points;

  for (guint i = 0; i < n; i++)
    add (&path, figure->width > 0 ? moved_corner (figure, i, figure->width / 2) : figure->points[i],
        i == 0);
  for (guint i = 0; figure->width > 0 && i < n; i++)
    add (&path, moved_corner (figure, n - 1 - i, -figure->width / 2), i == 0);
  finish (&path, sketch, figure);
}

void
tlr_figures_sketch (const TlrFigure *figures, guint n, TlrSketch *sketch, double x_scale)
{
  g_return_if_fail (sketch != NULL);
  for (guint i = 0; i < n; i++) {
    if (figures[i].kind == TLR_FIGURE_ARC)
      sketch_arc (&figures[i], sketch, x_scale);
    else if (figures[i].kind == TLR_FIGURE_LINE)
      sketch_line (&figures[i], sketch, x_scale);
    else
      sketch_polygon (&figures[i], sketch, x_scale);
  }
}
