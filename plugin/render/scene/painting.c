/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/painting.h"

#include <string.h>

#include "render/draw/picture.h"
#include "render/scene/widget.h"

typedef struct {
  TlrItem item;
  TlrStateFunc state;
  TlrPaintFunc paint;
  TlrSketchFunc sketch;            /* or NULL */
  TlrNative *picture;              /* made when first shown */
  const guint8 *painting;          /* state during a repaint */
  gsize painted;
  guint8 painted_state[TLR_ITEM_STATE_SIZE];
} TlrPainting;

static gsize
painting_state (TlrItem *item, const TlmSnapshot *snapshot, guint8 *state)
{
  TlrPainting *painting = (TlrPainting *) item;

  if (painting->state)
    return painting->state (item->widget, snapshot, state);
  state[0] = 1;
  return 1;
}

static void
draw (cairo_t *cr, gpointer data)
{
  TlrPainting *painting = data;
  const TlrRect *r = &painting->item.rect;

  /* What is around the rect for the grid's sake stays empty. */
  cairo_translate (cr, -painting->item.cover.x, -painting->item.cover.y);
  cairo_rectangle (cr, r->x, r->y, r->width, r->height);
  cairo_clip (cr);
  painting->paint (painting->item.widget, painting->painting, cr);
}

/* Also called for a neighbour's sake, when the state is the painted one. */
static void
repaint (TlrPainting *painting, const guint8 *state, gsize size)
{
  const TlrItem *item = &painting->item;

  if (painting->picture && painting->painted == size &&
      memcmp (painting->painted_state, state, size) == 0)
    return;
  painting->painting = state;
  if (painting->picture)
    tlr_picture_redraw (painting->picture, draw, painting);
  else
    painting->picture = tlr_picture_draw (&item->widget->context->spec.native,
        item->cover.width, item->cover.height, draw, painting);
  memcpy (painting->painted_state, state, size);
  painting->painted = size;
}

static void
painting_compose (TlrItem *item, const guint8 *state, TlrNative *canvas, int origin_x,
    int origin_y, const TlrRect *clip)
{
  TlrPainting *painting = (TlrPainting *) item;
  TlrRect own = { item->cover.x - origin_x, item->cover.y - origin_y, item->cover.width,
    item->cover.height };
  TlrRect part = tlr_rect_intersect (&own, clip);

  repaint (painting, state, item->shown);
  if (!tlr_rect_is_empty (&part))
    tlr_native_over (canvas, part.x, part.y, painting->picture, part.x - own.x, part.y - own.y,
        part.width, part.height);
}

static gboolean
painting_says_same (const TlrItem *item, const guint8 *a, gsize a_size, const guint8 *b, gsize b_size)
{
  return a_size == b_size && memcmp (a, b, a_size) == 0;
}

static void
painting_finish (TlrItem *item)
{
  tlr_native_free (((TlrPainting *) item)->picture);
}

static gsize
painting_size (const TlrItem *item)
{
  const TlrPainting *painting = (const TlrPainting *) item;

  return painting->picture ? tlr_native_get_size (painting->picture) : 0;
}

static void
painting_sketch (TlrItem *item, const guint8 *state, TlrSketch *sketch)
{
  const TlrPainting *painting = (const TlrPainting *) item;

  if (painting->sketch)
    painting->sketch (item->widget, state, sketch);
}

static const TlrItemClass painting_class = {
  .state = painting_state,
  .compose = painting_compose,
  .finish = painting_finish,
  .size = painting_size,
  .says_same = painting_says_same,
  .sketch = painting_sketch,
};

TlrItem *
tlr_painting_with_sketch (TlrItem *painting, TlrSketchFunc func)
{
  ((TlrPainting *) painting)->sketch = func;
  return painting;
}

TlrItem *
tlr_painting_new (TlrWidget *widget, const TlrRect *rect, TlrStateFunc state,
    TlrPaintFunc paint)
{
  TlrPainting *painting = g_new0 (TlrPainting, 1);

  painting->item.klass = &painting_class;
  painting->item.widget = widget;
  painting->item.rect = *rect;
  painting->state = state;
  painting->paint = paint;
  return &painting->item;
}
