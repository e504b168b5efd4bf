/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/slider.h"

#include <math.h>
#include <string.h>

#include "render/draw/picture.h"

/* Positions to a column, and the widest grid. */
#define STEPS 2
#define COLUMNS_MAX 4

typedef struct {
  TlrItem item;
  TlrSliderStyle style;
  TlrSliderFunc position;
  int reach;                       /* columns of a marker on each side, on the grid */
  TlrNative *line;
  TlrNative *markers[STEPS * COLUMNS_MAX];
  guint drawing;                   /* index of the marker being drawn */
} Slider;

static gsize
slider_state (TlrItem *item, const TlmSnapshot *snapshot, guint8 *state)
{
  Slider *slider = (Slider *) item;
  double x = slider->position (item->widget, snapshot);
  gint32 step;

  if (isnan (x))
    return 0;
  step = (gint32) floor (STEPS * (x - item->rect.x));
  memcpy (state, &step, sizeof step);
  return sizeof step;
}

static int
step_of (const TlrItem *item, const guint8 *state)
{
  gint32 step;

  memcpy (&step, state, sizeof step);
  return CLAMP (step, 0, STEPS * item->rect.width - 1);
}

/* The step's column from the left edge of the rect, down to the grid. */
static int
column_of (const TlrItem *item, const guint8 *state)
{
  int columns = item->widget->context->columns;

  return step_of (item, state) / (STEPS * columns) * columns;
}

static void
set_colour (cairo_t *cr, const double rgba[4])
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
}

static void
draw_line (cairo_t *cr, gpointer data)
{
  const Slider *slider = data;
  const TlrSliderStyle *style = &slider->style;
  double start = slider->item.widget->rect.x - slider->item.rect.x;

  set_colour (cr, style->line_rgba);
  cairo_rectangle (cr, start, style->y - style->line / 2 - slider->item.rect.y,
      slider->item.rect.width, style->line);
  cairo_fill (cr);
}

static void
draw_circle (const Slider *slider, cairo_t *cr, double x, double radius)
{
  cairo_save (cr);
  cairo_translate (cr, x, slider->style.y - slider->item.rect.y);
  cairo_scale (cr, slider->item.widget->context->x_scale, 1);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_fill (cr);
}

static void
draw_marker (cairo_t *cr, gpointer data)
{
  const Slider *slider = data;
  double x = slider->reach + (double) slider->drawing / STEPS;

  set_colour (cr, slider->style.halo_rgba);
  draw_circle (slider, cr, x, slider->style.halo);
  set_colour (cr, slider->style.core_rgba);
  draw_circle (slider, cr, x, slider->style.core);
}

static void
draw_all (Slider *slider)
{
  const TlrContext *context = slider->item.widget->context;
  const TlrRect *rect = &slider->item.rect;

  slider->line = tlr_picture_draw (&context->spec.native, rect->width, rect->height, draw_line, slider);
  for (guint i = 0; i < (guint) (STEPS * context->columns); i++) {
    slider->drawing = i;
    slider->markers[i] = tlr_picture_draw (&context->spec.native,
        2 * slider->reach + context->columns, rect->height, draw_marker, slider);
  }
}

/* X, in the canvas, is where the picture's left edge comes. */
static void
over (TlrNative *canvas, const TlrRect *clip, const TlrNative *picture, int x, int y, int width,
    int height)
{
  TlrRect whole = { x, y, width, height };
  TlrRect part = tlr_rect_intersect (&whole, clip);

  if (!tlr_rect_is_empty (&part))
    tlr_native_over (canvas, part.x, part.y, picture, part.x - x, part.y - y, part.width, part.height);
}

static void
slider_compose (TlrItem *item, const guint8 *state, TlrNative *canvas, int origin_x,
    int origin_y, const TlrRect *clip)
{
  Slider *slider = (Slider *) item;
  int columns = item->widget->context->columns;
  int step = step_of (item, state), column = column_of (item, state);
  int x = item->rect.x - origin_x, y = item->rect.y - origin_y;

  if (!slider->line)
    draw_all (slider);
  TlrRect own = { x, y, item->rect.width, item->rect.height };
  TlrRect inside = tlr_rect_intersect (&own, clip);
  over (canvas, &inside, slider->line, x, y, step / STEPS, item->rect.height);
  over (canvas, &inside, slider->markers[step % (STEPS * columns)], x + column - slider->reach, y,
      2 * slider->reach + columns, item->rect.height);
}

static TlrRect
slider_damage (const TlrItem *item)
{
  const Slider *slider = (const Slider *) item;
  int columns = item->widget->context->columns;
  int a = column_of (item, item->shown_state), b = column_of (item, item->next_state);
  TlrRect rect = { item->rect.x + MIN (a, b) - slider->reach, item->rect.y,
    ABS (a - b) + 2 * slider->reach + columns, item->rect.height };

  return tlr_rect_intersect (&rect, &item->rect);
}

static void
slider_finish (TlrItem *item)
{
  Slider *slider = (Slider *) item;

  tlr_native_free (slider->line);
  for (guint i = 0; i < G_N_ELEMENTS (slider->markers); i++)
    tlr_native_free (slider->markers[i]);
}

static gsize
slider_size (const TlrItem *item)
{
  const Slider *slider = (const Slider *) item;
  gsize size = slider->line ? tlr_native_get_size (slider->line) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (slider->markers); i++)
    size += slider->markers[i] ? tlr_native_get_size (slider->markers[i]) : 0;
  return size;
}

static void
slider_sketch (TlrItem *item, const guint8 *state, TlrSketch *sketch)
{
  const TlrSliderStyle *style = &((Slider *) item)->style;
  double scale = item->widget->context->x_scale, start = item->widget->rect.x, x;
  gint32 step;

  memcpy (&step, state, sizeof step);
  x = item->rect.x + (double) step / STEPS;
  if (x > start)
    tlr_sketch_rect (sketch, start, style->y - style->line / 2, x - start, style->line, 0,
        style->line_rgba, 1);
  tlr_sketch_circle (sketch, x, style->y, style->halo * scale, style->halo, 0, style->halo_rgba, 1);
  tlr_sketch_circle (sketch, x, style->y, style->core * scale, style->core, 0, style->core_rgba, 1);
}

static const TlrItemClass slider_class = {
  .state = slider_state,
  .compose = slider_compose,
  .finish = slider_finish,
  .size = slider_size,
  .damage = slider_damage,
  .sketch = slider_sketch,
};

TlrItem *
tlr_slider_new (TlrWidget *widget, const TlrSliderStyle *style, TlrSliderFunc position)
{
  Slider *slider = g_new0 (Slider, 1);
  const TlrContext *context = widget->context;
  double halo = style->halo * context->x_scale;

  slider->item.klass = &slider_class;
  slider->item.widget = widget;
  TlrRect rect = tlr_context_align (context, widget->rect.x - halo - 1, style->y - style->halo - 1,
      widget->rect.width + 2 * halo + 2, 2 * style->halo + 2);
  /* Its pictures lie on the grid; what is in them does not keep to that. */
  slider->item.rect = tlr_context_cover (context, &rect);
  slider->style = *style;
  slider->position = position;
  slider->reach = (int) ceil ((halo + 1) / context->columns) * context->columns;
  return &slider->item;
}
