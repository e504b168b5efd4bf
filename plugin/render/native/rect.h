/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A rectangle of whole pixels; empty when width or height is not over 0. */
typedef struct {
  int x, y;
  int width, height;
} TlrRect;

/* Whether nothing is in it. */
static inline gboolean
tlr_rect_is_empty (const TlrRect *rect)
{
  return rect->width <= 0 || rect->height <= 0;
}

/* What both cover; empty when that is nothing. */
static inline TlrRect
tlr_rect_intersect (const TlrRect *a, const TlrRect *b)
{
  int x = MAX (a->x, b->x), y = MAX (a->y, b->y);

  return (TlrRect) { x, y, MIN (a->x + a->width, b->x + b->width) - x,
    MIN (a->y + a->height, b->y + b->height) - y };
}

/* The smallest rectangle around both; an empty one adds nothing. */
static inline TlrRect
tlr_rect_union (const TlrRect *a, const TlrRect *b)
{
  int x = MIN (a->x, b->x), y = MIN (a->y, b->y);

  if (tlr_rect_is_empty (a))
    return *b;
  if (tlr_rect_is_empty (b))
    return *a;
  return (TlrRect) { x, y, MAX (a->x + a->width, b->x + b->width) - x,
    MAX (a->y + a->height, b->y + b->height) - y };
}

/* Whether both cover a pixel. */
static inline gboolean
tlr_rect_overlaps (const TlrRect *a, const TlrRect *b)
{
  TlrRect both = tlr_rect_intersect (a, b);

  return !tlr_rect_is_empty (&both);
}

G_END_DECLS
