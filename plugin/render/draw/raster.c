/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/raster.h"

#include <math.h>
#include <string.h>

/* Pixels are converted in tiles of this height and at most this width, multiples of
 * every grid; of a band of tiles only cells that a figure touches. */
#define TILE_WIDTH 256
#define TILE_HEIGHT 8
#define CELL_WIDTH 8

/* Half the width of the fringe in which an edge goes from covered to not, rows. */
#define FRINGE 0.5

/* A figure made ready for its pixels. */
typedef struct {
  const TlrFigure *figure;
  TlrBox box;
  double half;                             /* of the width */
  double most;                             /* coverage of a line thinner than a row */
  double normal[TLR_FIGURE_CORNERS][3];    /* of the edges, outwards; and their place */
  double along[3], length;                 /* of a line */
  TlrPoint from, to;                       /* directions of an arc's ends */
  TlrPoint ends[2];                        /* of a round arc */
  float colour[4];                         /* premultiplied, 0..255: b, g, r, a */
  guint32 solid;                           /* a pixel covered in whole, if it is opaque; or 0 */
} Job;

struct _TlrRaster {
  TlrNativeSpec spec;
  double x_scale;
  int columns, rows;               /* of the grid */
  guint32 *pixels;                 /* of a tile */
  TlrNative *tile;
  guint n_jobs;
  Job jobs[TLR_RASTER_MAX];
};

TlrRaster *
tlr_raster_new (const TlrNativeSpec *spec, double x_scale)
{
  TlrRaster *raster = g_new0 (TlrRaster, 1);
  guint columns = 1, rows = 1;

  tlr_pixel_format_grid (spec->format, spec->interlaced, &columns, &rows);
  raster->spec = *spec;
  raster->x_scale = x_scale;
  raster->columns = (int) columns;
  raster->rows = (int) rows;
  raster->pixels = g_new (guint32, TILE_WIDTH * TILE_HEIGHT);
  raster->tile = tlr_native_new (spec, TILE_WIDTH, TILE_HEIGHT);
  return raster;
}

void
tlr_raster_free (TlrRaster *raster)
{
  if (!raster)
    return;
  tlr_native_free (raster->tile);
  g_free (raster->pixels);
  g_free (raster);
}

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

/* Preparing */

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
prepare_polygon (Job *job)
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
prepare_line (Job *job)
{
  TlrPoint a = job->figure->points[0], b = job->figure->points[1];

  job->length = hypot (b.x - a.x, b.y - a.y);
  set_edge (job->normal[0], a, b, 1);
  job->along[0] = job->length > 0 ? (b.x - a.x) / job->length : 0;
  job->along[1] = job->length > 0 ? (b.y - a.y) / job->length : 0;
  job->along[2] = -job->along[0] * a.x - job->along[1] * a.y;
}

static void
prepare_arc (Job *job)
{
  const TlrFigure *figure = job->figure;
  TlrPoint c = figure->points[0];
  double end = figure->start + figure->sweep;

  job->from = tlr_figure_polar (0, 0, 1, figure->start);
  job->to = tlr_figure_polar (0, 0, 1, end);
  job->ends[0] = tlr_figure_polar (c.x, c.y, figure->radius, figure->start);
  job->ends[1] = tlr_figure_polar (c.x, c.y, figure->radius, end);
}

static void
prepare (Job *job, const TlrFigure *figure)
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

static gboolean
is_drawn (const TlrFigure *figure)
{
  if (figure->rgba[3] <= 0)
    return FALSE;
  return figure->kind != TLR_FIGURE_ARC || figure->sweep > 0;
}

/* Distances beyond the edge, rows; negative inside */

static double
polygon_distance (const Job *job, double x, double y)
{
  double distance = -1e9;

  for (guint i = 0; i < job->figure->n_points; i++)
    distance = MAX (distance, job->normal[i][0] * x + job->normal[i][1] * y + job->normal[i][2]);
  return job->half > 0 ? fabs (distance) - job->half : distance;
}

static double
line_distance (const Job *job, double x, double y)
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
arc_distance (const Job *job, double x, double y)
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
coverage (const Job *job, double x, double y)
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

/* Rows of pixels */

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
static void
row_reach (const Job *job, double y, double *from, double *to)
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
row_hole (const Job *job, double y, double *from, double *to)
{
  double radius = job->figure->radius - job->half - FRINGE, dy = y - job->figure->points[0].y;
  double room = job->figure->kind == TLR_FIGURE_ARC && radius > 0 ? radius * radius - dy * dy : 0;
  double wide = room > 0 ? sqrt (room) : -1;

  *from = job->figure->points[0].x - wide;
  *to = job->figure->points[0].x + wide;
}

static void
cover_pixel (guint32 *pixel, const Job *job, float part)
{
  *pixel = part >= 1 && job->solid ? job->solid : cover_word (job->colour, *pixel, part);
}

/* Columns first <= column < end of a row of the tile at TILE. */
static void
cover_run (const TlrRaster *raster, const Job *job, guint32 *line, int tile_x, double y, int first,
    int end)
{
  for (int x = first; x < end; x++) {
    double part = coverage (job, (x + 0.5) / raster->x_scale, y);

    if (part > 0)
      cover_pixel (&line[x - tile_x], job, (float) part);
  }
}

static void
cover_row (const TlrRaster *raster, const Job *job, guint32 *line, const TlrRect *tile, int row)
{
  double y = row + 0.5, from, to, hole_from, hole_to;
  int left = tile->x, right = tile->x + tile->width;

  row_reach (job, y, &from, &to);
  if (from > to)
    return;
  row_hole (job, y, &hole_from, &hole_to);
  int first = CLAMP ((int) floor (from * raster->x_scale - 0.5), left, right);
  int end = CLAMP ((int) ceil (to * raster->x_scale + 0.5), left, right);
  int hole_first = (int) ceil (hole_from * raster->x_scale + 0.5);
  int hole_end = (int) floor (hole_to * raster->x_scale - 0.5);
  if (hole_first >= hole_end) {
    cover_run (raster, job, line, tile->x, y, first, end);
    return;
  }
  cover_run (raster, job, line, tile->x, y, first, MIN (end, hole_first));
  cover_run (raster, job, line, tile->x, y, MAX (first, hole_end), end);
}

/* Tiles */

static gboolean
touches (const Job *job, const TlrRaster *raster, const TlrRect *rect)
{
  return job->box.left * raster->x_scale < rect->x + rect->width &&
      job->box.right * raster->x_scale > rect->x && job->box.top < rect->y + rect->height &&
      job->box.bottom > rect->y;
}

static void
compose_tile (TlrRaster *raster, TlrNative *canvas, const TlrRect *tile, int origin_x, int origin_y)
{
  memset (raster->pixels, 0, sizeof (guint32) * (gsize) tile->width * (gsize) tile->height);
  for (guint i = 0; i < raster->n_jobs; i++)
    if (touches (&raster->jobs[i], raster, tile))
      for (int row = 0; row < tile->height; row++)
        cover_row (raster, &raster->jobs[i], raster->pixels + row * tile->width, tile, tile->y + row);
  tlr_native_import (raster->tile, 0, 0, (const guint8 *) raster->pixels,
      tile->width * (int) sizeof (guint32), tile->width, tile->height);
  tlr_native_over (canvas, tile->x - origin_x, tile->y - origin_y, raster->tile, 0, 0, tile->width,
      tile->height);
}

/* Marks the cells of a tile's width from TILE's left on that the figure may cover. */
static guint32
touched_cells (const TlrRaster *raster, const Job *job, const TlrRect *tile)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;

  for (int row = 0; row < tile->height; row++) {
    double from, to;

    row_reach (job, tile->y + row + 0.5, &from, &to);
    if (from > to)
      continue;
    left = MIN (left, from);
    right = MAX (right, to);
  }
  if (left > right)
    return 0;
  int first = ((int) floor (left * raster->x_scale - 0.5) - tile->x) / CELL_WIDTH;
  int last = ((int) ceil (right * raster->x_scale + 0.5) - tile->x) / CELL_WIDTH;
  if (last < 0 || first >= TILE_WIDTH / CELL_WIDTH)
    return 0;
  first = MAX (first, 0);
  last = MIN (last, TILE_WIDTH / CELL_WIDTH - 1);
  return (guint32) (((G_GUINT64_CONSTANT (1) << (last + 1)) - 1) & ~((G_GUINT64_CONSTANT (1) << first) - 1));
}

/* Runs of touched cells, each at once. */
static void
compose_cells (TlrRaster *raster, TlrNative *canvas, const TlrRect *tile, int origin_x, int origin_y)
{
  guint32 cells = 0;

  G_STATIC_ASSERT (TILE_WIDTH / CELL_WIDTH == 32);
  for (guint i = 0; i < raster->n_jobs; i++)
    if (touches (&raster->jobs[i], raster, tile))
      cells |= touched_cells (raster, &raster->jobs[i], tile);
  for (int first = 0; first < 32 && cells >> first != 0; ) {
    int end;

    first += __builtin_ctz (cells >> first);
    for (end = first; end < 32 && (cells >> end & 1); )
      end++;
    TlrRect run = { tile->x + first * CELL_WIDTH, tile->y, (end - first) * CELL_WIDTH, tile->height };
    run = tlr_rect_intersect (&run, tile);
    if (!tlr_rect_is_empty (&run))
      compose_tile (raster, canvas, &run, origin_x, origin_y);
    first = end;
  }
}

static void
compose_band (TlrRaster *raster, TlrNative *canvas, const TlrRect *band, int origin_x, int origin_y)
{
  for (int x = 0; x < band->width; x += TILE_WIDTH) {
    TlrRect tile = { band->x + x, band->y, MIN (TILE_WIDTH, band->width - x), band->height };
    compose_cells (raster, canvas, &tile, origin_x, origin_y);
  }
}

void
tlr_raster_compose (TlrRaster *raster, const TlrFigure *figures, guint n, TlrNative *canvas,
    int origin_x, int origin_y, const TlrRect *clip)
{
  g_return_if_fail (raster != NULL && canvas != NULL && clip != NULL && n <= TLR_RASTER_MAX);
  int bottom = clip->y + clip->height / raster->rows * raster->rows;

  raster->n_jobs = 0;
  for (guint i = 0; i < n; i++)
    if (is_drawn (&figures[i]))
      prepare (&raster->jobs[raster->n_jobs++], &figures[i]);
  for (int y = clip->y; y < bottom; y += TILE_HEIGHT) {
    TlrRect band = { clip->x + origin_x, y + origin_y, clip->width / raster->columns * raster->columns,
      MIN (TILE_HEIGHT, bottom - y) };
    compose_band (raster, canvas, &band, origin_x, origin_y);
  }
}
