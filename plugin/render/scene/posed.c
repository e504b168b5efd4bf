/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/posed.h"

#include <math.h>
#include <string.h>

/* Pixels of tiles, each way: of a number on a frame of 1080 rows two or three have a part, and a picture that moves, all of
 * whose tiles are painted, costs no more than painted as one (measured from 128x32 to 512x32). */
#define TILE_WIDTH 256
#define TILE_HEIGHT 32

/* As far around a pixel of the scene Cairo's filters reach, in pixels of the frame: 1.5 where the picture is made
 * smaller, 2 where it is twice as large. */
#define REACH 3

cairo_surface_t *
tlr_posing_surface (const TlrNative *picture, const TlrNativeSpec *spec)
{
  TlrRect all = { 0, 0, tlr_native_get_width (picture), tlr_native_get_height (picture) };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, all.width, all.height);

  tlr_posing_refresh (surface, picture, spec, &all);
  return surface;
}

void
tlr_posing_refresh (cairo_surface_t *surface, const TlrNative *picture, const TlrNativeSpec *spec,
    const TlrRect *rect)
{
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *data;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS || tlr_rect_is_empty (rect))
    return;
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface) + (gsize) rect->y * (gsize) stride + 4 * (gsize) rect->x;
  for (int y = 0; y < rect->height; y++)
    memset (data + (gsize) y * (gsize) stride, 0, 4 * (gsize) rect->width);
  TlrFrame frame = { .format = spec->format, .width = rect->width, .height = rect->height,
    .data = { data }, .stride = { stride }, .premultiplied = TRUE };
  tlr_native_blend (picture, -rect->x, -rect->y, &frame);
  cairo_surface_mark_dirty (surface);
}

/* From pixels of the scene to those of the frame. */
static cairo_matrix_t
find_matrix (const TlrPosing *posing)
{
  const TlrPose *pose = &posing->pose;
  double width = posing->spec.width, height = posing->spec.height;
  double scale = pose->scale / posing->larger;
  cairo_matrix_t matrix;

  cairo_matrix_init (&matrix, scale, 0, 0, scale, width * ((1 - pose->scale) / 2 + pose->x),
      height * ((1 - pose->scale) / 2 + pose->y));
  return matrix;
}

static int
floor_to (double value, guint grid, int most)
{
  return (int) CLAMP (floor (value / grid) * grid, 0, most);
}

static int
ceil_to (double value, guint grid, int most)
{
  return (int) CLAMP (ceil (value / grid) * grid, 0, most);
}

/* What a rectangle of the scene covers in the frame with ROOM pixels around, on the grid; empty where that is outside. */
static TlrRect
find_cover (const TlrPosing *posing, const cairo_matrix_t *matrix, const TlrRect *region, double room)
{
  guint columns, rows;
  double x = region->x, y = region->y, end_x = region->x + region->width, end_y = region->y + region->height;
  TlrRect cover;

  tlr_pixel_format_grid (posing->spec.native.format, posing->spec.native.interlaced, &columns, &rows);
  int width = posing->spec.width - posing->spec.width % (int) columns;
  int height = posing->spec.height - posing->spec.height % (int) rows;
  cairo_matrix_transform_point (matrix, &x, &y);
  cairo_matrix_transform_point (matrix, &end_x, &end_y);
  cover.x = floor_to (x - room, columns, width);
  cover.y = floor_to (y - room, rows, height);
  cover.width = ceil_to (end_x + room, columns, width) - cover.x;
  cover.height = ceil_to (end_y + room, rows, height) - cover.y;
  return cover;
}

static void
posed_free (gpointer data)
{
  TlrPosed *posed = data;

  g_array_unref (posed->parts);
  tlr_native_free (posed->picture);
  g_free (posed->stale);
  g_free (posed);
}

/* Joins OTHER, which is freed, to POSED. */
static void
join (GPtrArray *all, guint index, guint other)
{
  TlrPosed *posed = all->pdata[index], *gone = all->pdata[other];

  posed->rect = tlr_rect_union (&posed->rect, &gone->rect);
  g_array_append_vals (posed->parts, gone->parts->data, gone->parts->len);
  g_ptr_array_remove_index_fast (all, other);
}

/* Until none overlaps another: a sample would be blended twice. */
static void
cluster (GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    for (guint j = 0; j < all->len; j++) {
      if (i == j || !tlr_rect_overlaps (&((TlrPosed *) all->pdata[i])->rect, &((TlrPosed *) all->pdata[j])->rect))
        continue;
      join (all, MIN (i, j), MAX (i, j));
      i = (guint) -1;
      break;
    }
}

/* All of it is to be painted. */
static void
lay_tiles (const TlrPosing *posing, TlrPosed *posed)
{
  guint columns, rows;

  tlr_pixel_format_grid (posing->spec.native.format, posing->spec.native.interlaced, &columns, &rows);
  posed->tile_width = (int) ((TILE_WIDTH + columns - 1) / columns * columns);
  posed->tile_height = (int) ((TILE_HEIGHT + rows - 1) / rows * rows);
  posed->columns = (guint) ((posed->rect.width + posed->tile_width - 1) / posed->tile_width);
  posed->rows = (guint) ((posed->rect.height + posed->tile_height - 1) / posed->tile_height);
  posed->stale = g_malloc ((gsize) posed->columns * posed->rows);
  memset (posed->stale, TRUE, (gsize) posed->columns * posed->rows);
}

GPtrArray *
tlr_posing_place (const TlrPosing *posing)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (posed_free);
  cairo_matrix_t matrix = find_matrix (posing);

  if (!posing->scene || posing->pose.opacity <= 0 || posing->pose.scale <= 0)
    return all;
  for (guint i = 0; i < tlr_scene_n_regions (posing->scene); i++) {
    TlrRect region, cover;

    tlr_scene_region (posing->scene, i, &region, NULL, NULL);
    /* Where it ends between pixels Cairo fades it out over the half pixel around. */
    cover = find_cover (posing, &matrix, &region, 0.5);
    if (tlr_rect_is_empty (&cover))
      continue;
    TlrPosed *posed = g_new0 (TlrPosed, 1);
    posed->rect = cover;
    posed->parts = g_array_new (FALSE, FALSE, sizeof (guint));
    g_array_append_val (posed->parts, i);
    g_ptr_array_add (all, posed);
  }
  cluster (all);
  for (guint i = 0; i < all->len; i++)
    lay_tiles (posing, all->pdata[i]);
  return all;
}

/* A tile of POSED, in the frame. */
static TlrRect
find_tile (const TlrPosed *posed, guint column, guint row)
{
  TlrRect tile = { posed->rect.x + (int) column * posed->tile_width, posed->rect.y + (int) row * posed->tile_height,
    posed->tile_width, posed->tile_height };

  return tlr_rect_intersect (&tile, &posed->rect);
}

void
tlr_posing_touch (const TlrPosing *posing, TlrPosed *posed, const TlrRect *rect)
{
  cairo_matrix_t matrix = find_matrix (posing);
  TlrRect cover = find_cover (posing, &matrix, rect, REACH);

  cover = tlr_rect_intersect (&cover, &posed->rect);
  if (tlr_rect_is_empty (&cover))
    return;
  cover.x -= posed->rect.x;
  cover.y -= posed->rect.y;
  for (int y = cover.y / posed->tile_height; y * posed->tile_height < cover.y + cover.height; y++)
    for (int x = cover.x / posed->tile_width; x * posed->tile_width < cover.x + cover.width; x++)
      posed->stale[(guint) y * posed->columns + (guint) x] = TRUE;
}

/* The regions are apart, so that what two have of a pixel adds up to no more than all of it. */
static void
draw_tile (const TlrPosing *posing, const TlrPosed *posed, const TlrRect *tile, cairo_surface_t *surface)
{
  cairo_matrix_t matrix = find_matrix (posing);
  cairo_t *cr = cairo_create (surface);

  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (cr);
  cairo_translate (cr, -tile->x, -tile->y);
  cairo_transform (cr, &matrix);
  cairo_set_operator (cr, CAIRO_OPERATOR_ADD);
  for (guint i = 0; i < posed->parts->len; i++) {
    guint part = g_array_index (posed->parts, guint, i);
    TlrRect rect, cover;

    tlr_scene_region (posing->scene, part, &rect, NULL, NULL);
    cover = find_cover (posing, &matrix, &rect, REACH);
    if (!tlr_rect_overlaps (&cover, tile))
      continue;
    cairo_set_source_surface (cr, posing->surfaces->pdata[part], rect.x, rect.y);
    cairo_paint_with_alpha (cr, posing->pose.opacity);
  }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

static void
paint_tile (const TlrPosing *posing, TlrPosed *posed, const TlrRect *tile, cairo_surface_t *surface)
{
  int x = tile->x - posed->rect.x, y = tile->y - posed->rect.y;

  draw_tile (posing, posed, tile, surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    tlr_native_import (posed->picture, x, y, cairo_image_surface_get_data (surface),
        cairo_image_surface_get_stride (surface), tile->width, tile->height);
}

gboolean
tlr_posing_paint (const TlrPosing *posing, TlrPosed *posed)
{
  const guint n = posed->columns * posed->rows;
  TlrRect changed = { 0, 0, 0, 0 };
  cairo_surface_t *surface;

  if (!memchr (posed->stale, TRUE, n))
    return FALSE;
  if (!posed->picture)
    posed->picture = tlr_native_new (&posing->spec.native, posed->rect.width, posed->rect.height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, posed->tile_width, posed->tile_height);
  for (guint i = 0; i < n; i++) {
    TlrRect tile = find_tile (posed, i % posed->columns, i / posed->columns);

    if (!posed->stale[i])
      continue;
    posed->stale[i] = FALSE;
    paint_tile (posing, posed, &tile, surface);
    changed = tlr_rect_union (&changed, &tile);
  }
  cairo_surface_destroy (surface);
  tlr_native_update_spans (posed->picture, changed.x - posed->rect.x, changed.y - posed->rect.y, changed.width,
      changed.height);
  return TRUE;
}
