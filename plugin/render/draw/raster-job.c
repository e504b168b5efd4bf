/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/raster-job.h"

#include <math.h>

/* Half the width of the fringe in which an edge goes from covered to not, rows. */
#define FRINGE 0.5

/* A part of a colour over a pixel, each byte rounded. */
static guint32
cover_word (const float colour[4], guint32 below, float part)
{
  float rest = 1 - part * colour[3] / 255;
  guint32 pixel = 0;

  for (int i = 3; i >= 0; i--)
    pixel = pixel << 8 | (guint32) (colour[i] * part + (float) (below >> (8 * i) & 255) * rest + 0.5f);
  return pixel;
}

/* A normal a, b and its place c: a x + b y + c is the distance beyond the line. */
static void
set_edge (double edge[3], TlrPoint a, TlrPoint b, double side)
{
  double length = MAX (hypot (b.x - a.x, b.y - a.y), 1e-9) * side;

  edge[0] = (b.y - a.y) / length;
  edge[1] = (a.x - b.x) / length;
  edge[2] = -edge[0] * a.x - edge[1] * a.y;
}

static void
prepare_polygon (TlrRasterJob *job)
{
  const TlrFigure *figure = job->figure;
  double area = 0;

  for (guint i = 0; i < figure->n_points; i++) {
    TlrPoint a = figure->points[i], b = figure->points[(i + 1) % figure->n_points];
    area += a.x * b.y - b.x * a.y;
  }
  for (guint i = 0; i < figure->n_points; i++)
    set_edge (job->normal[i], figure->points[i], figure->points[(i + 1) % figure->n_points],
        area < 0 ? -1 : 1);
}

static void
prepare_line (TlrRasterJob *job)
{
  TlrPoint a = job->figure->points[0], b = job->figure->points[1];

  job->length = hypot (b.x - a.x, b.y - a.y);
  set_edge (job->normal[0], a, b, 1);
  job->along[0] = job->length > 0 ? (b.x - a.x) / job->length : 0;
  job->along[1] = job->length > 0 ? (b.y - a.y) / job->length : 0;
  job->along[2] = -job->along[0] * a.x - job->along[1] * a.y;
}

static void
prepare_arc (TlrRasterJob *job)
{
  const TlrFigure *figure = job->figure;
  TlrPoint c = figure->points[0];
  double end = figure->start + figure->sweep;

  job->from = tlr_figure_polar (0, 0, 1, figure->start);
  job->to = tlr_figure_polar (0, 0, 1, end);
  job->ends[0] = tlr_figure_polar (c.x, c.y, figure->radius, figure->start);
  job->ends[1] = tlr_figure_polar (c.x, c.y, figure->radius, end);
}

void
tlr_raster_job_prepare (TlrRasterJob *job, const TlrFigure *figure)
{
  job->figure = figure;
  job->box = tlr_figure_bounds (figure);
  job->half = figure->width / 2;
  job->most = figure->kind == TLR_FIGURE_POLYGON && figure->width <= 0 ? 1 : MIN (figure->width, 1);
  if (figure->kind == TLR_FIGURE_POLYGON)
    prepare_polygon (job);
  else if (figure->kind == TLR_FIGURE_LINE)
    prepare_line (job);
  else
    prepare_arc (job);
  for (int i = 0; i < 3; i++)
    job->colour[i] = (float) (255 * figure->rgba[2 - i] * figure->rgba[3]);
  job->colour[3] = (float) (255 * figure->rgba[3]);
  job->solid = figure->rgba[3] < 1 ? 0 : cover_word (job->colour, 0, 1);
}

/* Distances beyond the edge, rows; negative inside */

static double
polygon_distance (const TlrRasterJob *job, double x, double y)
{
  double distance = -1e9;

  for (guint i = 0; i < job->figure->n_points; i++)
    distance = MAX (distance, job->normal[i][0] * x + job->normal[i][1] * y + job->normal[i][2]);
  return job->half > 0 ? fabs (distance) - job->half : distance;
}

static double
line_distance (const TlrRasterJob *job, double x, double y)
{
  double across = fabs (job->normal[0][0] * x + job->normal[0][1] * y + job->normal[0][2]);
  double along = job->along[0] * x + job->along[1] * y + job->along[2];
  double beyond = MAX (-along, along - job->length);

  if (job->length <= 0)
    return hypot (x - job->figure->points[0].x, y - job->figure->points[0].y) - job->half;
  if (!job->figure->round)
    return MAX (across - job->half, beyond);
  return (beyond > 0 ? hypot (across, beyond) : across) - job->half;
}

static double
arc_distance (const TlrRasterJob *job, double x, double y)
{
  const TlrFigure *figure = job->figure;
  double dx = x - figure->points[0].x, dy = y - figure->points[0].y;
  double ring = fabs (sqrt (dx * dx + dy * dy) - figure->radius) - job->half;

  if (figure->sweep >= 360)
    return ring;
  double before = job->from.y * dx - job->from.x * dy, after = job->to.x * dy - job->to.y * dx;
  double beyond = figure->sweep <= 180 ? MAX (before, after) : MIN (before, after);
  if (!figure->round)
    return MAX (ring, beyond);
  if (beyond <= 0)
    return ring;
  return MIN (hypot (x - job->ends[0].x, y - job->ends[0].y),
      hypot (x - job->ends[1].x, y - job->ends[1].y)) - job->half;
}

static double
coverage (const TlrRasterJob *job, double x, double y)
{
  double distance;

  switch (job->figure->kind) {
    case TLR_FIGURE_POLYGON:
      distance = polygon_distance (job, x, y);
      break;
    case TLR_FIGURE_LINE:
      distance = line_distance (job, x, y);
      break;
    default:
      distance = arc_distance (job, x, y);
  }
  return CLAMP (FRINGE - distance, 0, job->most);
}

/* Narrows FROM .. TO to where an edge of the figure, moved out by REACH, is not
 * passed. */
static void
narrow (const double edge[3], double y, double reach, double *from, double *to)
{
  double rest = reach - edge[1] * y - edge[2];

  if (edge[0] > 1e-6)
    *to = MIN (*to, rest / edge[0]);
  else if (edge[0] < -1e-6)
    *from = MAX (*from, rest / edge[0]);
  else if (rest < 0)
    *to = *from - 1;
}

/* The part of row y in which the figure may cover anything. */
void
tlr_raster_job_reach (const TlrRasterJob *job, double y, double *from, double *to)
{
  const TlrFigure *figure = job->figure;
  double reach = job->half + FRINGE;

  *from = job->box.left;
  *to = job->box.right;
  if (y < job->box.top || y > job->box.bottom)
    *to = *from - 1;
  else if (figure->kind == TLR_FIGURE_POLYGON)
    for (guint i = 0; i < figure->n_points; i++)
      narrow (job->normal[i], y, reach, from, to);
  else if (figure->kind == TLR_FIGURE_LINE && job->length > 0) {
    double other[3] = { -job->normal[0][0], -job->normal[0][1], -job->normal[0][2] };
    narrow (job->normal[0], y, reach, from, to);
    narrow (other, y, reach, from, to);
  } else {
    double radius = (figure->kind == TLR_FIGURE_ARC ? figure->radius : 0) + reach;
    double dy = y - figure->points[0].y, room = radius * radius - dy * dy;
    double wide = room > 0 ? sqrt (room) : -1;
    *from = MAX (*from, figure->points[0].x - wide);
    *to = MIN (*to, figure->points[0].x + wide);
  }
}

/* The empty middle of a ring in row y; FROM > TO where there is none. */
static void
row_hole (const TlrRasterJob *job, double y, double *from, double *to)
{
  double radius = job->figure->radius - job->half - FRINGE, dy = y - job->figure->points[0].y;
  double room = job->figure->kind == TLR_FIGURE_ARC && radius > 0 ? radius * radius - dy * dy : 0;
  double wide = room > 0 ? sqrt (room) : -1;

  *from = job->figure->points[0].x - wide;
  *to = job->figure->points[0].x + wide;
}

static void
cover_pixel (guint32 *pixel, const TlrRasterJob *job, float part)
{
  *pixel = part >= 1 && job->solid ? job->solid : cover_word (job->colour, *pixel, part);
}

/* Columns first <= column < end of a row of the tile at TILE. */
static void
cover_run (const TlrRasterJob *job, double x_scale, guint32 *line, int tile_x, double y, int first,
    int end)
{
  for (int x = first; x < end; x++) {
    double part = coverage (job, (x + 0.5) / x_scale, y);

    if (part > 0)
      cover_pixel (&line[x - tile_x], job, (float) part);
  }
}

void
tlr_raster_job_cover_row (const TlrRasterJob *job, double x_scale, guint32 *line,
    const TlrRect *tile, int row)
{
  double y = row + 0.5, from, to, hole_from, hole_to;
  int left = tile->x, right = tile->x + tile->width;

  tlr_raster_job_reach (job, y, &from, &to);
  if (from > to)
    return;
  row_hole (job, y, &hole_from, &hole_to);
  int first = CLAMP ((int) floor (from * x_scale - 0.5), left, right);
  int end = CLAMP ((int) ceil (to * x_scale + 0.5), left, right);
  int hole_first = (int) ceil (hole_from * x_scale + 0.5);
  int hole_end = (int) floor (hole_to * x_scale - 0.5);
  if (hole_first >= hole_end) {
    cover_run (job, x_scale, line, tile->x, y, first, end);
    return;
  }
  cover_run (job, x_scale, line, tile->x, y, first, MIN (end, hole_first));
  cover_run (job, x_scale, line, tile->x, y, MAX (first, hole_end), end);
}
