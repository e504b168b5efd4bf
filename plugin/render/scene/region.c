/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/region.h"

#include <string.h>

#include "render/draw/picture.h"
#include "render/scene/showing.h"
#include "render/scene/widget.h"

/* Things at most so many rows apart share a picture. */
#define NEAR 4

/* A part of the ground. */
typedef struct {
  TlrRect rect;            /* in the canvas */
  TlrNative *picture;
} Back;

static void
back_clear (gpointer data)
{
  tlr_native_free (((Back *) data)->picture);
}

static void
region_free (gpointer data)
{
  TlrRegion *region = data;

  g_array_unref (region->backs);
  g_array_unref (region->changes);
  g_array_unref (region->dirty);
  tlr_native_free (region->canvas);
  g_ptr_array_unref (region->items);
  g_ptr_array_unref (region->grounds);
  g_free (region);
}

static TlrRegion *
add_region (GPtrArray *regions, const TlrRect *rect)
{
  TlrRegion *region = g_new0 (TlrRegion, 1);

  region->rect = *rect;
  region->backs = g_array_new (FALSE, FALSE, sizeof (Back));
  g_array_set_clear_func (region->backs, back_clear);
  region->changes = g_array_new (FALSE, FALSE, sizeof (TlrRect));
  region->dirty = g_array_new (FALSE, FALSE, sizeof (TlrRect));
  region->items = g_ptr_array_new ();
  region->grounds = g_ptr_array_new ();
  g_ptr_array_add (regions, region);
  return region;
}

static gboolean
near (const TlrRect *a, const TlrRect *b, int gap)
{
  TlrRect wide = { a->x - gap, a->y - gap, a->width + 2 * gap, a->height + 2 * gap };

  return tlr_rect_overlaps (&wide, b);
}

/* Joins rectangles until all of them are further apart than GAP. */
static void
cluster (GArray *rects, int gap)
{
  for (guint i = 0; i < rects->len; i++)
    for (guint j = 0; j < rects->len; j++) {
      TlrRect *a = &g_array_index (rects, TlrRect, i), *b = &g_array_index (rects, TlrRect, j);

      if (i == j || !near (a, b, gap))
        continue;
      *a = tlr_rect_union (a, b);
      g_array_remove_index_fast (rects, j);
      i = (guint) -1;
      break;
    }
}

static TlrRegion *
find_region (const GPtrArray *regions, const TlrRect *rect)
{
  for (guint i = 0; i < regions->len; i++)
    if (tlr_rect_overlaps (&((TlrRegion *) regions->pdata[i])->rect, rect))
      return regions->pdata[i];
  return NULL;
}

static void
draw_grounds (cairo_t *cr, gpointer data)
{
  TlrRegion *region = data;

  cairo_translate (cr, -region->rect.x, -region->rect.y);
  for (guint i = 0; i < region->grounds->len; i++) {
    TlrWidget *widget = region->grounds->pdata[i];

    cairo_save (cr);
    widget->klass->draw (widget, cr);
    cairo_restore (cr);
  }
}

/* Keeps what the canvas shows where items are to come. */
static void
keep_ground (TlrRegion *region, const TlrNativeSpec *spec)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (TlrRect));

  for (guint i = 0; i < region->items->len; i++)
    g_array_append_val (rects, ((TlrItem *) region->items->pdata[i])->path);
  cluster (rects, 0);
  for (guint i = 0; i < rects->len; i++) {
    const TlrRect *r = &g_array_index (rects, TlrRect, i);
    Back back = { { r->x - region->rect.x, r->y - region->rect.y, r->width, r->height },
      tlr_native_new (spec, r->width, r->height) };

    tlr_native_copy_rect (back.picture, 0, 0, region->canvas, back.rect.x, back.rect.y,
        r->width, r->height);
    g_array_append_val (region->backs, back);
  }
}

static void
region_start (TlrRegion *region, const TlrNativeSpec *spec)
{
  int width = region->rect.width, height = region->rect.height;

  region->canvas = tlr_native_new (spec, width, height);
  if (region->grounds->len > 0) {
    tlr_picture_redraw (region->canvas, draw_grounds, region);
    keep_ground (region, spec);
  }
  tlr_native_update_spans (region->canvas, 0, 0, width, height);
}

GPtrArray *
tlr_regions_new (TlrContext *context, const GPtrArray *grounds)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func (region_free);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (TlrRect));

  for (guint i = 0; i < context->items->len; i++)
    g_array_append_val (rects, ((TlrItem *) context->items->pdata[i])->path);
  for (guint i = 0; i < grounds->len; i++) {
    TlrRect cover = tlr_context_cover (context, &((TlrWidget *) grounds->pdata[i])->rect);

    g_array_append_val (rects, cover);
  }
  cluster (rects, NEAR);
  for (guint i = 0; i < rects->len; i++)
    add_region (regions, &g_array_index (rects, TlrRect, i));
  for (guint i = 0; i < context->items->len; i++) {
    TlrItem *item = context->items->pdata[i];

    g_ptr_array_add (find_region (regions, &item->path)->items, item);
  }
  for (guint i = 0; i < grounds->len; i++) {
    TlrWidget *widget = grounds->pdata[i];
    TlrRect cover = tlr_context_cover (context, &widget->rect);
    g_ptr_array_add (find_region (regions, &cover)->grounds, widget);
  }
  for (guint i = 0; i < regions->len; i++)
    region_start (regions->pdata[i], &context->spec.native);
  return regions;
}

/* The bare ground in a rectangle of the canvas that some item has. */
static void
restore_ground (TlrRegion *region, const TlrRect *clip)
{
  if (region->backs->len == 0)
    tlr_native_clear_rect (region->canvas, clip->x, clip->y, clip->width, clip->height);
  for (guint i = 0; i < region->backs->len; i++) {
    const Back *back = &g_array_index (region->backs, Back, i);

    if (!tlr_rect_overlaps (&back->rect, clip))
      continue;
    tlr_native_copy_rect (region->canvas, clip->x, clip->y, back->picture, clip->x - back->rect.x,
        clip->y - back->rect.y, clip->width, clip->height);
    break;
  }
}

/* Ground, then whatever lies over it, in a rectangle of the frame; which that is in the canvas. */
static TlrRect
recompose (TlrRegion *region, const TlrRect *dirty)
{
  TlrRect clip = { dirty->x - region->rect.x, dirty->y - region->rect.y, dirty->width, dirty->height };

  restore_ground (region, &clip);
  for (guint i = 0; i < region->items->len; i++) {
    TlrItem *item = region->items->pdata[i];

    if (item->shown && tlr_rect_overlaps (&item->path, dirty))
      tlr_showing_compose (item, region->canvas, region->rect.x, region->rect.y, &clip);
  }
  tlr_native_update_spans (region->canvas, clip.x, clip.y, clip.width, clip.height);
  return clip;
}

/* Asks all items first, for a rectangle may show several. Where the picture became another; things
 * that move lie over one another, and each of these is composed once. */
static void
find_changes (TlrRegion *region, const TlmSnapshot *snapshot, GArray *dirty)
{
  gboolean any_moves = FALSE;

  g_array_set_size (dirty, 0);
  for (guint i = 0; i < region->items->len; i++) {
    TlrItem *item = region->items->pdata[i];
    TlrRect damage = tlr_showing_update (item, snapshot);

    if (tlr_rect_is_empty (&damage))
      continue;
    any_moves |= tlr_showing_moves (item);
    g_array_append_val (dirty, damage);
  }
  if (any_moves)
    cluster (dirty, 0);
}

void
tlr_region_update (TlrRegion *region, const TlmSnapshot *snapshot)
{
  find_changes (region, snapshot, region->dirty);
  if (region->dirty->len == 0)
    return;
  g_array_set_size (region->changes, 0);
  for (guint i = 0; i < region->dirty->len; i++) {
    TlrRect change = recompose (region, &g_array_index (region->dirty, TlrRect, i));

    g_array_append_val (region->changes, change);
  }
  region->serial++;
}

gsize
tlr_region_get_size (const TlrRegion *region)
{
  gsize size = tlr_native_get_size (region->canvas);

  for (guint i = 0; i < region->backs->len; i++)
    size += tlr_native_get_size (g_array_index (region->backs, Back, i).picture);
  for (guint i = 0; i < region->items->len; i++) {
    const TlrItem *item = region->items->pdata[i];
    size += item->klass->size ? item->klass->size (item) : 0;
    size += tlr_showing_get_size (item);
  }
  return size;
}
