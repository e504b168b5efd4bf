/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/posed.h"

#include <math.h>

#include "render/draw/picture.h"

cairo_surface_t *
tlr_posing_surface (const TlrNative *picture, const TlrNativeSpec *spec)
{
  int width = tlr_native_get_width (picture), height = tlr_native_get_height (picture);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  TlrFrame frame = { .format = spec->format, .width = width, .height = height,
    .data = { cairo_image_surface_get_data (surface) },
    .stride = { cairo_image_surface_get_stride (surface) }, .premultiplied = TRUE };
  tlr_native_blend (picture, 0, 0, &frame);
  cairo_surface_mark_dirty (surface);
  return surface;
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

/* What a region of the scene covers in the frame, on the grid; empty where that is outside. Where it
 * ends between pixels Cairo fades it out over the half pixel around. */
static TlrRect
find_cover (const TlrPosing *posing, const cairo_matrix_t *matrix, const TlrRect *region)
{
  guint columns, rows;
  double x = region->x, y = region->y, end_x = region->x + region->width, end_y = region->y + region->height;
  TlrRect cover;

  tlr_pixel_format_grid (posing->spec.native.format, posing->spec.native.interlaced, &columns, &rows);
  int width = posing->spec.width - posing->spec.width % (int) columns;
  int height = posing->spec.height - posing->spec.height % (int) rows;
  cairo_matrix_transform_point (matrix, &x, &y);
  cairo_matrix_transform_point (matrix, &end_x, &end_y);
  cover.x = floor_to (x - 0.5, columns, width);
  cover.y = floor_to (y - 0.5, rows, height);
  cover.width = ceil_to (end_x + 0.5, columns, width) - cover.x;
  cover.height = ceil_to (end_y + 0.5, rows, height) - cover.y;
  return cover;
}

static void
posed_free (gpointer data)
{
  TlrPosed *posed = data;

  g_array_unref (posed->parts);
  tlr_native_free (posed->picture);
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
    cover = find_cover (posing, &matrix, &region);
    if (tlr_rect_is_empty (&cover))
      continue;
    TlrPosed *posed = g_new0 (TlrPosed, 1);
    posed->rect = cover;
    posed->parts = g_array_new (FALSE, FALSE, sizeof (guint));
    g_array_append_val (posed->parts, i);
    g_ptr_array_add (all, posed);
  }
  cluster (all);
  return all;
}

typedef struct {
  const TlrPosing *posing;
  const TlrPosed *posed;
} Painting;

/* The regions are apart, so that what two have of a pixel adds up to no more than all of it. */
static void
draw (cairo_t *cr, gpointer data)
{
  const Painting *painting = data;
  const TlrPosing *posing = painting->posing;
  cairo_matrix_t matrix = find_matrix (posing);

  cairo_translate (cr, -painting->posed->rect.x, -painting->posed->rect.y);
  cairo_transform (cr, &matrix);
  cairo_set_operator (cr, CAIRO_OPERATOR_ADD);
  for (guint i = 0; i < painting->posed->parts->len; i++) {
    guint part = g_array_index (painting->posed->parts, guint, i);
    TlrRect rect;

    tlr_scene_region (posing->scene, part, &rect, NULL, NULL);
    cairo_set_source_surface (cr, posing->surfaces->pdata[part], rect.x, rect.y);
    cairo_paint_with_alpha (cr, posing->pose.opacity);
  }
}

void
tlr_posing_paint (const TlrPosing *posing, TlrPosed *posed)
{
  Painting painting = { posing, posed };
  const TlrRect *rect = &posed->rect;

  if (posed->picture)
    tlr_picture_redraw (posed->picture, draw, &painting);
  else
    posed->picture = tlr_picture_draw (&posing->spec.native, rect->width, rect->height, draw, &painting);
  tlr_native_update_spans (posed->picture, 0, 0, rect->width, rect->height);
}
