/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/placement.h"

#include <math.h>

#include "render/scene/context.h"

/* Below this nothing would be left of a picture (tlr_native_scale()). */
#define SCALE_LEAST (1.0 / 128)

gboolean
tlr_placement_rests (const TlrPlacement *placement)
{
  return placement->scale == 1 && placement->left == 0 && placement->top == 0 && !placement->is_clipped;
}

gboolean
tlr_placement_equal (const TlrPlacement *a, const TlrPlacement *b)
{
  if (a->level == 0 && b->level == 0)
    return TRUE;
  return a->level == b->level && a->scale == b->scale && a->left == b->left && a->top == b->top &&
      a->is_clipped == b->is_clipped && (!a->is_clipped || (a->clip.x == b->clip.x &&
      a->clip.y == b->clip.y && a->clip.width == b->clip.width && a->clip.height == b->clip.height));
}

/* How far OWN goes until nothing of it is within the area, columns and rows. */
static void
slide_span (const TlrContext *context, const TlrRect *own, TlrEdge edge, double *x, double *y)
{
  const TlrRect *area = &context->area;

  *x = *y = 0;
  if (edge == TLR_EDGE_LEFT)
    *x = area->x - (own->x + own->width);
  else if (edge == TLR_EDGE_RIGHT)
    *x = area->x + area->width - own->x;
  else if (edge == TLR_EDGE_TOP)
    *y = area->y - (own->y + own->height);
  else
    *y = area->y + area->height - own->y;
}

static double
on_grid (double value, int grid)
{
  return floor (value / grid + 0.5) * grid;
}

static void
slide (TlrPlacement *placement, const TlrContext *context, const TlrRect *own, TlrEdge edge, double done)
{
  double x, y;

  slide_span (context, own, edge, &x, &y);
  x = on_grid (x * (1 - done), context->columns);
  y = on_grid (y * (1 - done), context->rows);
  placement->left += x;
  placement->top += y;
  placement->clip.x += (int) x;
  placement->clip.y += (int) y;
}

static void
wipe (TlrPlacement *placement, const TlrContext *context, const TlrRect *own, TlrEdge edge, double done)
{
  TlrRect all = tlr_context_cover (context, own), seen = all;
  gboolean across = edge == TLR_EDGE_LEFT || edge == TLR_EDGE_RIGHT;

  if (across)
    seen.width = MIN ((int) on_grid (all.width * done, context->columns), all.width);
  else
    seen.height = MIN ((int) on_grid (all.height * done, context->rows), all.height);
  /* From the far edges the near one is put on the grid. */
  if (edge == TLR_EDGE_RIGHT) {
    seen.x += (all.width - seen.width) / context->columns * context->columns;
    seen.width = all.x + all.width - seen.x;
  } else if (edge == TLR_EDGE_BOTTOM) {
    seen.y += (all.height - seen.height) / context->rows * context->rows;
    seen.height = all.y + all.height - seen.y;
  }
  placement->clip = placement->is_clipped ? tlr_rect_intersect (&placement->clip, &seen) : seen;
  placement->is_clipped = TRUE;
}

static void
grow (TlrPlacement *placement, const TlrContext *context, const TlrRect *own, double done)
{
  double scale = MAX (round (done * 256) / 256, SCALE_LEAST);
  double x = own->x + own->width / 2.0, y = own->y + own->height / 2.0;
  const TlrRect *clip = &placement->clip;

  placement->left = scale * placement->left + (1 - scale) * x;
  placement->top = scale * placement->top + (1 - scale) * y;
  placement->scale *= scale;
  if (placement->is_clipped) {
    double left = scale * clip->x + (1 - scale) * x, top = scale * clip->y + (1 - scale) * y;
    TlrRect small = tlr_context_align (context, left, top, scale * clip->width, scale * clip->height);

    placement->clip = tlr_context_cover (context, &small);
  }
}

void
tlr_placement_move (TlrPlacement *placement, const TlrContext *context, const TlrRect *own,
    const TlrMotion *motion, double done)
{
  if (done >= 1)
    return;
  switch (done > 0 ? motion->kind : TLR_MOTION_NONE) {
    case TLR_MOTION_NONE:
      placement->level = 0;
      break;
    case TLR_MOTION_FADE:
      placement->level = (guint) (placement->level * done + 0.5);
      break;
    case TLR_MOTION_SLIDE:
      slide (placement, context, own, motion->edge, done);
      break;
    case TLR_MOTION_WIPE:
      wipe (placement, context, own, motion->edge, done);
      break;
    case TLR_MOTION_GROW:
      grow (placement, context, own, done);
      break;
  }
  if (placement->scale < SCALE_LEAST)
    placement->level = 0;
}

TlrRect
tlr_placement_cover (const TlrPlacement *placement, const TlrContext *context, const TlrRect *rect)
{
  double scale = placement->scale;
  int left = (int) floor (scale * rect->x + placement->left);
  int top = (int) floor (scale * rect->y + placement->top);
  TlrRect moved = { left, top, (int) ceil (scale * (rect->x + rect->width) + placement->left) - left,
    (int) ceil (scale * (rect->y + rect->height) + placement->top) - top };

  if (placement->is_clipped)
    moved = tlr_rect_intersect (&moved, &placement->clip);
  if (tlr_rect_is_empty (&moved))
    return (TlrRect) { 0 };
  moved = tlr_context_cover (context, &moved);
  return tlr_rect_is_empty (&moved) ? (TlrRect) { 0 } : moved;
}

TlrRect
tlr_placement_path (const TlrContext *context, const TlrRect *path, const TlrRect *own,
    const TlrMotion *motion)
{
  TlrRect far = *path, both;
  double x = 0, y = 0;

  if (motion->kind == TLR_MOTION_SLIDE) {
    slide_span (context, own, motion->edge, &x, &y);
    far.x += (int) on_grid (x, context->columns);
    far.y += (int) on_grid (y, context->rows);
  } else if (motion->kind == TLR_MOTION_GROW) {
    far = (TlrRect) { own->x + own->width / 2, own->y + own->height / 2, 1, 1 };
  } else {
    return *path;
  }
  both = tlr_rect_union (path, &far);
  return both;
}
