/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/showing.h"

#include <math.h>
#include <string.h>

#include "render/scene/widget.h"

/* SIZE up to whole cells of the grid, and one more: what is made smaller begins on the grid. */
static int
roomy (int size, int grid)
{
  return (size + grid - 1) / grid * grid + grid;
}

void
tlr_showing_start (TlrItem *item)
{
  item->path = tlr_widget_path (item->widget, &item->cover);
  if (item->widget->change.kind != TLR_MOTION_NONE && item->klass->says_same)
    item->change = tlr_change_new (&item->widget->change);
}

/* Where its states differ, on the grid. */
static TlrRect
damage_cover (const TlrItem *item)
{
  TlrRect damage = item->klass->damage (item);

  if (!tlr_rect_is_empty (&damage))
    damage = tlr_context_cover (item->widget->context, &damage);
  return tlr_rect_intersect (&damage, &item->cover);
}

/* All that it touches as it stands. */
static TlrRect
reach (const TlrItem *item, const TlrPlacement *place)
{
  if (tlr_placement_rests (place))
    return item->cover;
  return tlr_placement_cover (place, item->widget->context, &item->cover);
}

TlrRect
tlr_showing_update (TlrItem *item, const TlmSnapshot *snapshot)
{
  TlrPlacement place = tlr_widget_placement (item->widget, snapshot);
  gboolean moved, changed, other;
  TlrRect damage = item->cover, before;

  item->next = place.level > 0 ? item->klass->state (item,
      tlr_item_snapshot (item, snapshot), item->next_state) : 0;
  moved = !tlr_placement_equal (&place, &item->shown_place);
  changed = item->change && tlr_change_update (item, snapshot);
  other = item->next != item->shown || memcmp (item->next_state, item->shown_state, item->next) != 0;
  if (!moved && !changed && !other)
    return (TlrRect) { 0, 0, 0, 0 };
  if (moved || !tlr_placement_rests (&place)) {
    before = item->shown ? reach (item, &item->shown_place) : (TlrRect) { 0, 0, 0, 0 };
    damage = reach (item, &place);
    damage = tlr_rect_union (&damage, &before);
  } else if (item->klass->damage && item->next && item->shown && !changed && !tlr_change_goes_on (item)) {
    damage = damage_cover (item);
  }
  item->shown_place = place;
  item->is_small = FALSE;
  memcpy (item->shown_state, item->next_state, item->next);
  item->shown = item->next;
  return damage;
}

gboolean
tlr_showing_moves (const TlrItem *item)
{
  return !tlr_placement_rests (&item->shown_place) || item->shown_place.level < TLR_FADE_FULL;
}

/* A part of the item in its veil, as strong as its level. Pictures for moving are made when something
 * first moves. */
static void
fill_veil (TlrItem *item, const TlrRect *inside, guint level)
{
  if (!item->veil)
    item->veil = tlr_native_new (&item->widget->context->spec.native, item->cover.width, item->cover.height);
  tlr_native_clear_rect (item->veil, inside->x, inside->y, inside->width, inside->height);
  tlr_change_compose (item, item->veil, item->cover.x, item->cover.y, inside);
  if (level < TLR_FADE_FULL)
    tlr_native_fade_rect (item->veil, inside->x, inside->y, inside->width, inside->height, level,
        TLR_FADE_FULL);
}

/* Composed apart, made fainter, then laid over; X and Y are how far it is moved in the canvas. */
static void
compose_veiled (TlrItem *item, TlrNative *canvas, int x, int y, const TlrRect *clip)
{
  TlrRect own = { item->cover.x + x, item->cover.y + y, item->cover.width, item->cover.height };
  TlrRect part = tlr_rect_intersect (&own, clip);
  TlrRect inside = { part.x - own.x, part.y - own.y, part.width, part.height };

  if (tlr_rect_is_empty (&part))
    return;
  fill_veil (item, &inside, item->shown_place.level);
  tlr_native_over (canvas, part.x, part.y, item->veil, inside.x, inside.y, part.width, part.height);
}

/* Where in the frame the smaller picture begins, on the grid. */
static void
find_corner (const TlrItem *item, int *x, int *y)
{
  const TlrContext *context = item->widget->context;
  const TlrPlacement *place = &item->shown_place;

  *x = (int) floor ((place->scale * item->cover.x + place->left) / context->columns) * context->columns;
  *y = (int) floor ((place->scale * item->cover.y + place->top) / context->rows) * context->rows;
}

static TlrNative *
new_small (const TlrItem *item)
{
  const TlrContext *context = item->widget->context;

  return tlr_native_new (&context->spec.native, roomy (item->cover.width, context->columns),
      roomy (item->cover.height, context->rows));
}

static void
compose_small (TlrItem *item, TlrNative *canvas, int origin_x, int origin_y, const TlrRect *clip)
{
  const TlrPlacement *place = &item->shown_place;
  TlrRect all = { 0, 0, item->cover.width, item->cover.height }, own, part, seen;
  int x, y;

  find_corner (item, &x, &y);
  if (!item->small)
    item->small = new_small (item);
  if (!item->is_small) {
    fill_veil (item, &all, place->level);
    tlr_native_scale (item->small, item->veil, place->scale, place->scale * item->cover.x + place->left - x,
        place->scale * item->cover.y + place->top - y);
    item->is_small = TRUE;
  }
  own = (TlrRect) { x - origin_x, y - origin_y, tlr_native_get_width (item->small),
    tlr_native_get_height (item->small) };
  part = tlr_rect_intersect (&own, clip);
  /* Its edges are soft: what of that lies beyond its reach would be left standing. */
  seen = reach (item, place);
  seen.x -= origin_x;
  seen.y -= origin_y;
  part = tlr_rect_intersect (&part, &seen);
  if (!tlr_rect_is_empty (&part))
    tlr_native_over (canvas, part.x, part.y, item->small, part.x - own.x, part.y - own.y, part.width,
        part.height);
}

void
tlr_showing_compose (TlrItem *item, TlrNative *canvas, int origin_x, int origin_y, const TlrRect *clip)
{
  const TlrPlacement *place = &item->shown_place;
  int x = (int) place->left - origin_x, y = (int) place->top - origin_y;
  TlrRect seen = *clip;

  if (place->is_clipped) {
    TlrRect inside = { place->clip.x - origin_x, place->clip.y - origin_y, place->clip.width,
      place->clip.height };

    seen = tlr_rect_intersect (&seen, &inside);
    if (tlr_rect_is_empty (&seen))
      return;
  }
  if (place->scale < 1)
    compose_small (item, canvas, origin_x, origin_y, &seen);
  else if (place->level < TLR_FADE_FULL)
    compose_veiled (item, canvas, x, y, &seen);
  else
    tlr_change_compose (item, canvas, -x, -y, &seen);
}

gsize
tlr_showing_get_size (const TlrItem *item)
{
  return (item->veil ? tlr_native_get_size (item->veil) : 0) +
      (item->small ? tlr_native_get_size (item->small) : 0) +
      (item->change ? tlr_change_get_size (item->change) : 0);
}
