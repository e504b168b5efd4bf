/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/raster.h"

#include <math.h>
#include <string.h>

#include "render/draw/raster-job.h"

/* Pixels are converted in tiles of this height and at most this width, multiples of
 * every grid; of a band of tiles only cells that a figure touches. */
#define TILE_WIDTH 256
#define TILE_HEIGHT 8
#define CELL_WIDTH 8

struct _TlrRaster {
  TlrNativeSpec spec;
  double x_scale;
  int columns, rows;               /* of the grid */
  guint32 *pixels;                 /* of a tile */
  TlrRect bounds;                  /* of the figures, in the frame */
  TlrNative *tile;
  guint n_jobs;
  TlrRasterJob jobs[TLR_RASTER_MAX];
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

static gboolean
is_drawn (const TlrFigure *figure)
{
  if (figure->rgba[3] <= 0)
    return FALSE;
  return figure->kind != TLR_FIGURE_ARC || figure->sweep > 0;
}

static gboolean
touches (const TlrRasterJob *job, const TlrRaster *raster, const TlrRect *rect)
{
  return job->box.left * raster->x_scale < rect->x + rect->width &&
      job->box.right * raster->x_scale > rect->x && job->box.top < rect->y + rect->height &&
      job->box.bottom > rect->y;
}

static void
compose_tile (TlrRaster *raster, TlrNative *canvas, const TlrRect *tile, int origin_x, int origin_y)
{
  TlrRect inside = tlr_rect_intersect (tile, &raster->bounds);

  memset (raster->pixels, 0, sizeof (guint32) * (gsize) tile->width * (gsize) tile->height);
  for (guint i = 0; i < raster->n_jobs; i++)
    if (touches (&raster->jobs[i], raster, tile))
      for (int row = inside.y - tile->y; row < inside.y - tile->y + inside.height; row++)
        tlr_raster_job_cover_row (&raster->jobs[i], raster->x_scale,
            raster->pixels + row * tile->width + inside.x - tile->x, &inside, tile->y + row);
  tlr_native_import (raster->tile, 0, 0, (const guint8 *) raster->pixels,
      tile->width * (int) sizeof (guint32), tile->width, tile->height);
  tlr_native_over (canvas, tile->x - origin_x, tile->y - origin_y, raster->tile, 0, 0, tile->width,
      tile->height);
}

/* Marks the cells of a tile's width from TILE's left on that the figure may cover. */
static guint32
touched_cells (const TlrRaster *raster, const TlrRasterJob *job, const TlrRect *tile)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;

  for (int row = 0; row < tile->height; row++) {
    double from, to;

    tlr_raster_job_reach (job, tile->y + row + 0.5, &from, &to);
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
  TlrRect whole = { 0, 0, tlr_native_get_width (canvas), tlr_native_get_height (canvas) };
  TlrRect on_grid = *clip;

  raster->bounds = (TlrRect) { clip->x + origin_x, clip->y + origin_y, clip->width, clip->height };
  tlr_pixel_format_align (raster->spec.format, raster->spec.interlaced, &on_grid.x, &on_grid.y,
      &on_grid.width, &on_grid.height);
  on_grid = tlr_rect_intersect (&on_grid, &whole);
  int bottom = on_grid.y + on_grid.height / raster->rows * raster->rows;

  raster->n_jobs = 0;
  for (guint i = 0; i < n; i++)
    if (is_drawn (&figures[i]))
      tlr_raster_job_prepare (&raster->jobs[raster->n_jobs++], &figures[i]);
  for (int y = on_grid.y; y < bottom; y += TILE_HEIGHT) {
    TlrRect band = { on_grid.x + origin_x, y + origin_y,
      on_grid.width / raster->columns * raster->columns, MIN (TILE_HEIGHT, bottom - y) };
    compose_band (raster, canvas, &band, origin_x, origin_y);
  }
}
