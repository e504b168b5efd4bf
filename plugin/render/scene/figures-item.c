/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/figures-item.h"

#include <math.h>
#include <string.h>

#include "render/draw/raster.h"
#include "render/scene/widget.h"

typedef struct {
  TlrItem item;
  TlrStateFunc state;
  TlrFiguresFunc figures;
} FiguresItem;

static gsize
figures_state (TlrItem *item, const TlmSnapshot *snapshot, guint8 *state)
{
  return ((FiguresItem *) item)->state (item->widget, snapshot, state);
}

static void
figures_compose (TlrItem *item, const guint8 *state, TlrNative *canvas, int origin_x,
    int origin_y, const TlrRect *clip)
{
  TlrFigure figures[TLR_RASTER_MAX];
  guint n = ((FiguresItem *) item)->figures (item->widget, state, figures);
  TlrRect own = { item->rect.x - origin_x, item->rect.y - origin_y, item->rect.width,
    item->rect.height };
  TlrRect part = tlr_rect_intersect (&own, clip);

  if (!tlr_rect_is_empty (&part))
    tlr_raster_compose (tlr_context_raster (item->widget->context), figures, n, canvas, origin_x,
        origin_y, &part);
}

/* Around the figures that differ; all of them where their number does. */
static TlrRect
figures_damage (const TlrItem *item)
{
  const FiguresItem *self = (const FiguresItem *) item;
  TlrFigure a[TLR_RASTER_MAX], b[TLR_RASTER_MAX];
  guint n_a = self->figures (item->widget, item->shown_state, a);
  guint n_b = self->figures (item->widget, item->next_state, b);
  TlrBox box = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  double x_scale = item->widget->context->x_scale;

  if (n_a != n_b)
    return item->rect;
  for (guint i = 0; i < n_a; i++)
    if (memcmp (&a[i], &b[i], sizeof a[i]) != 0)
      box = tlr_box_union (box, tlr_figure_difference (&a[i], &b[i]));
  if (box.left >= box.right)
    return (TlrRect) { 0, 0, 0, 0 };
  TlrRect rect = tlr_context_align (item->widget->context, box.left * x_scale, box.top,
      (box.right - box.left) * x_scale, box.bottom - box.top);
  return tlr_rect_intersect (&rect, &item->rect);
}

static void
figures_sketch (TlrItem *item, const guint8 *state, TlrSketch *sketch)
{
  TlrFigure figures[TLR_RASTER_MAX];
  guint n = ((FiguresItem *) item)->figures (item->widget, state, figures);

  tlr_figures_sketch (figures, n, sketch, item->widget->context->x_scale);
}

static const TlrItemClass figures_class = {
  .state = figures_state,
  .compose = figures_compose,
  .damage = figures_damage,
  .sketch = figures_sketch,
};

TlrItem *
tlr_figures_new (TlrWidget *widget, const TlrRect *rect, TlrStateFunc state, TlrFiguresFunc figures)
{
  FiguresItem *item = g_new0 (FiguresItem, 1);

  item->item.klass = &figures_class;
  item->item.widget = widget;
  item->item.rect = *rect;
  item->state = state;
  item->figures = figures;
  return &item->item;
}
