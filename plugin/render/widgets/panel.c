/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/draw/picture.h"
#include "render/scene/widget.h"
#include "render/widgets/widgets.h"

#define RAMP_STOPS 16

/* Strips that a ramp is made of where there are no gradients. */
#define RAMP_STRIPS 64

typedef enum { BLEED_NONE, BLEED_BOTTOM, BLEED_TOP } Bleed;

/* Ground under another widget: a plate, or a shade that runs to an edge of the
 * frame and fades into the picture. */
typedef struct {
  TlrWidget widget;
  char *around;
  Bleed bleed;
  double padding_x, padding_y;
  double ramp;             /* rows */
  double radius;           /* rows */
  double rgba[4], line_rgba[4];
  double line;             /* rows */
} Panel;

static void
init (TlrWidget *widget)
{
  Panel *panel = (Panel *) widget;

  panel->around = tlr_widget_text (widget, "around");
  panel->bleed = tlr_widget_choice (widget, "bleed");
  panel->padding_x = tlr_widget_columns (widget, "padding-x");
  panel->padding_y = tlr_widget_rows (widget, "padding-y");
  panel->ramp = tlr_widget_rows (widget, "ramp");
  panel->radius = tlr_widget_rows (widget, "radius");
  panel->line = tlr_widget_rows (widget, "line");
  tlr_widget_colour (widget, "colour", panel->rgba);
  tlr_widget_colour (widget, "line-colour", panel->line_rgba);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  *width = *height = 0;
}

/* The rect is set to that of the widget it lies under beforehand. */
static void
arrange (TlrWidget *widget)
{
  Panel *panel = (Panel *) widget;
  const TlrSceneSpec *spec = &widget->context->spec;
  const TlrRect *inner = &widget->rect;
  double left = inner->x - panel->padding_x, right = inner->x + inner->width + panel->padding_x;
  double top = inner->y - panel->padding_y - panel->ramp * (panel->bleed == BLEED_BOTTOM);
  double bottom = inner->y + inner->height + panel->padding_y + panel->ramp * (panel->bleed == BLEED_TOP);

  if (panel->bleed != BLEED_NONE) {
    left = 0;
    right = spec->width;
    top = panel->bleed == BLEED_TOP ? 0 : top;
    bottom = panel->bleed == BLEED_BOTTOM ? spec->height : bottom;
  }
  widget->rect = tlr_context_align (widget->context, left, top, right - left, bottom - top);
}

/* From nothing to full over the rows of the ramp, without an edge at either end. */
static cairo_pattern_t *
make_ramp (const Panel *panel)
{
  double edge = panel->bleed == BLEED_TOP ? panel->widget.rect.y + panel->widget.rect.height :
      panel->widget.rect.y;
  double full = edge + (panel->bleed == BLEED_TOP ? -panel->ramp : panel->ramp);
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, edge, 0, full);
  const double *c = panel->rgba;

  for (int i = 0; i <= RAMP_STOPS; i++) {
    double t = (double) i / RAMP_STOPS;

    cairo_pattern_add_color_stop_rgba (pattern, t, c[0], c[1], c[2], c[3] * t * t * (3 - 2 * t));
  }
  return pattern;
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  Panel *panel = (Panel *) widget;
  const TlrRect *r = &widget->rect;
  const double *c = panel->rgba;

  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, panel->radius, widget->context->x_scale);
  if (panel->bleed != BLEED_NONE && panel->ramp > 0) {
    cairo_pattern_t *ramp = make_ramp (panel);
    cairo_set_source (cr, ramp);
    cairo_pattern_destroy (ramp);
  } else {
    cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3]);
  }
  cairo_fill (cr);
  if (panel->line <= 0)
    return;
  tlr_picture_rounded (cr, r->x + panel->line / 2, r->y + panel->line / 2, r->width - panel->line,
      r->height - panel->line, panel->radius, widget->context->x_scale);
  cairo_set_source_rgba (cr, panel->line_rgba[0], panel->line_rgba[1], panel->line_rgba[2],
      panel->line_rgba[3]);
  cairo_set_line_width (cr, panel->line);
  cairo_stroke (cr);
}

/* A ramp is a strip for each row, or for some where there would be too many.
 * Strips are whole rows: an edge inside a row would show as a line. */
static void
sketch_ramp (const Panel *panel, TlrSketch *sketch)
{
  const TlrRect *r = &panel->widget.rect;
  gboolean down = panel->bleed == BLEED_TOP;
  int rows = (int) MIN (ceil (panel->ramp), r->height), step = (rows - 1) / RAMP_STRIPS + 1;

  for (int i = 0; i < rows; i += step) {
    int height = MIN (step, rows - i);
    double t = MIN ((i + height / 2.0) / panel->ramp, 1);
    tlr_sketch_rect (sketch, r->x, down ? r->y + r->height - i - height : r->y + i, r->width,
        height, 0, panel->rgba, t * t * (3 - 2 * t));
  }
  tlr_sketch_rect (sketch, r->x, down ? r->y : r->y + rows, r->width, r->height - rows, 0,
      panel->rgba, 1);
}

static void
sketch (TlrWidget *widget, TlrSketch *out)
{
  Panel *panel = (Panel *) widget;
  const TlrRect *r = &widget->rect;

  if (panel->bleed != BLEED_NONE && panel->ramp > 0)
    sketch_ramp (panel, out);
  else
    tlr_sketch_rect (out, r->x, r->y, r->width, r->height, panel->radius, panel->rgba, 1);
  if (panel->line > 0)
    tlr_sketch_border (out, r->x + panel->line / 2, r->y + panel->line / 2,
        r->width - panel->line, r->height - panel->line, panel->radius, panel->line,
        panel->line_rgba);
}

static void
finish (TlrWidget *widget)
{
  g_free (((Panel *) widget)->around);
}

static const TlrKey keys[] = {
  { .name = "around", .kind = TLR_KEY_TEXT, .blurb = "name of the widget it lies under" },
  { .name = "bleed", .kind = TLR_KEY_CHOICE, .fallback = "none", .choices = "none|bottom|top",
    .blurb = "runs to this edge of the frame" },
  { .name = "padding-x", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0",
    .blurb = "beyond that widget, on both sides" },
  { .name = "padding-y", .kind = TLR_KEY_LENGTH, .minimum = -100, .maximum = 500, .fallback = "0",
    .blurb = "beyond that widget, above and below" },
  { .name = "ramp", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 1000, .fallback = "0",
    .blurb = "over which a shade that bleeds comes up" },
  { .name = "radius", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0",
    .blurb = "of the corners" },
  { .name = "colour", .kind = TLR_KEY_COLOUR, .fallback = "#000000a0", .inherited = TRUE,
    .blurb = "of the plate" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 50, .fallback = "0",
    .blurb = "width of the border" },
  { .name = "line-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff60",
    .blurb = "of the border" },
};

const TlrWidgetClass tlr_widget_panel = {
  .name = "panel",
  .description = "A plate or shade under another widget",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Panel),
  .is_ground = TRUE,
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .draw = draw,
  .finish = finish,
  .sketch = sketch,
};
