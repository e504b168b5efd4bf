/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/widget.h"

static gboolean
has_same_condition (const TlrWidget *a, const TlrWidget *b)
{
  g_autofree char *when_a = tlr_widget_text (a, "when"), *when_b = tlr_widget_text (b, "when");

  return a->vehicle == b->vehicle && g_strcmp0 (when_a, when_b) == 0;
}

void
tlr_widget_move_with (TlrWidget *widget, TlrWidget *inner)
{
  if (!widget->presence && inner->presence && has_same_condition (widget, inner)) {
    widget->enter = inner->enter;
    widget->leave = inner->leave;
    g_clear_pointer (&widget->fade, tlr_fade_free);
    widget->presence = inner->presence;
    widget->borrows_presence = TRUE;
  } else if (!widget->presence && inner->presence) {
    tlr_widget_set_motion (widget, &inner->enter, &inner->leave);
  }
  widget->travel = tlr_rect_union (&widget->rect, &inner->travel);
  inner->travel = widget->travel;
}

static gboolean
holds (gpointer widget, const TlmSnapshot *snapshot)
{
  return tlr_widget_condition_holds (widget, snapshot);
}

TlrPresenceAt
tlr_widget_part (const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  return tlr_presence_at (widget->presence, snapshot, &widget->context->watched, holds, (gpointer) widget);
}

static void
move (const TlrWidget *widget, TlrPresenceAt at, TlrPlacement *place)
{
  const TlrContext *context = widget->context;
  const TlrMotion *motion = at.leaves ? &widget->leave : &widget->enter;
  TlrEasing easing = motion->easing;
  double done;

  if (easing == TLR_EASING_UNSAID)
    easing = at.leaves ? TLR_EASING_IN : TLR_EASING_OUT;
  done = at.leaves ? 1 - tlr_ease (easing, 1 - at.part) : tlr_ease (easing, at.part);
  tlr_placement_move (place, context, &widget->travel, motion, at.part > 0 ? MAX (done, 1e-9) : 0);
}

TlrPlacement
tlr_widget_placement (const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  TlrPlacement place = TLR_PLACEMENT_REST;

  for (; widget && place.level > 0; widget = widget->parent) {
    if (widget->own_part)
      move (widget, widget->own_part (widget, snapshot), &place);
    if (widget->vehicle >= 0 && (guint) widget->vehicle >= snapshot->n_vehicles)
      place.level = 0;
    else if (widget->presence && !widget->own_part)
      move (widget, tlr_widget_part (widget, snapshot), &place);
    else if (widget->fade)
      place.level = place.level * tlr_fade_level (widget->fade, snapshot, &widget->context->channels,
          holds, (gpointer) widget) / TLR_FADE_FULL;
    else if (!tlr_widget_condition_holds (widget, snapshot))
      place.level = 0;
  }
  return place;
}

TlrRect
tlr_widget_path (const TlrWidget *widget, const TlrRect *rect)
{
  const TlrContext *context = widget->context;
  TlrRect path = *rect;
  gboolean moves = FALSE;

  for (; widget; widget = widget->parent) {
    if (!widget->presence && !widget->own_part)
      continue;
    moves = TRUE;
    TlrRect in = tlr_placement_path (context, &path, &widget->travel, &widget->enter);
    TlrRect out = tlr_placement_path (context, &path, &widget->travel, &widget->leave);
    path = tlr_rect_union (&in, &out);
  }
  return moves ? tlr_context_cover (context, &path) : path;
}
