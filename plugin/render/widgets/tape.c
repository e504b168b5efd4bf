/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/tape-scale.h"

#include <math.h>

#include "core/timeline/extremes.h"
#include "render/draw/picture.h"
#include "render/draw/ticks.h"
#include "render/scene/painting.h"
#include "render/widgets/widgets.h"

/* Numbered intervals in the window, at most; and how often the whole of what is
 * known goes into it. */
#define TICKS_MAX 5.0
#define WINDOWS 6.0

static void
read_colours (TlrTape *tape)
{
  TlrWidget *widget = &tape->widget;

  tlr_widget_colour (widget, "tick-colour", tape->tick_rgba);
  tlr_widget_colour (widget, "mark-colour", tape->mark_rgba);
  tlr_widget_colour (widget, "warning-colour", tape->warning);
  tlr_widget_colour (widget, "face-colour", tape->face);
  tlr_widget_colour (widget, "box-colour", tape->box);
  tlr_widget_colour (widget, "rim-colour", tape->rim);
}

/* What of the scale is seen at once. */
static double
find_span (TlrTape *tape)
{
  g_autofree char *span = tlr_widget_text (&tape->widget, "span");

  if (span)
    return tlr_widget_number (&tape->widget, "span");
  return tlr_ticks_ceiling ((tape->gauge.high - tape->gauge.low) / WINDOWS);
}

static void
read_marks (TlrTape *tape)
{
  TlrWidget *widget = &tape->widget;
  g_autofree char *marks = tlr_widget_text (widget, "marks");
  g_autofree char *bug = tlr_widget_text (widget, "bug");

  tape->bug = G_MAXUINT;
  if (marks)
    tlr_numbers_read (marks, tape->marks, &tape->n_marks);
  if (bug && tlm_timeline_find_channel (widget->context->timeline, bug, &tape->bug))
    tlm_channel_set_add (&widget->context->channels, tape->bug);
}

static void
init (TlrWidget *widget)
{
  TlrTape *tape = (TlrTape *) widget;
  TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");
  g_autofree char *minimum = tlr_widget_text (widget, "minimum");
  g_autofree char *maximum = tlr_widget_text (widget, "maximum");

  tlr_gauge_init (&tape->gauge, widget);
  tape->has_low = minimum != NULL;
  tape->has_high = maximum != NULL;
  tape->thickness = tlr_widget_rows (widget, "thickness");
  tape->length = tlr_widget_rows (widget, "length");
  tape->line = tlr_widget_rows (widget, "line");
  tape->radius = tlr_widget_rows (widget, "radius");
  tape->rightwards = tlr_widget_choice (widget, "direction") == 0;
  tape->span = find_span (tape);
  tape->tick_style = tlr_widget_text_style (widget, "tick-size", "tick-colour");
  tape->label_style = tlr_widget_text_style (widget, "label-size", "label-colour");
  tape->ticks = tlr_gauge_ticks (tape->span, MIN (TICKS_MAX, tape->length / (1.6 * tape->tick_style.size)));
  read_colours (tape);
  read_marks (tape);
  tape->digits = tlr_plate_digit_height (&style);
  tape->value.align = tape->rightwards ? 2 : 0;
  tape->value.max_width = tlr_widget_columns (widget, "max-width");
  tlr_text_box_add (&tape->value, widget, tape->gauge.value, &style, 0);
}

/* Rows of a line of small text. */
static double
words_height (const TlrTape *tape)
{
  return 1.55 * tape->label_style.size;
}

/* Rows from the box's middle, where that of the digits is, to its edges. */
static double
box_half (const TlrTape *tape)
{
  return MAX (tape->value.above - tape->digits / 2, tape->value.below + tape->digits / 2);
}

static double
pointer (const TlrTape *tape)
{
  return 0.10 * tape->thickness;
}

/* The scale's widest number and the box of the value both fit. */
static void
measure (TlrWidget *widget, double *width, double *height)
{
  TlrTape *tape = (TlrTape *) widget;
  double x_scale = widget->context->x_scale;
  char a[TLR_NUMBER_SIZE];

  tlr_text_box_measure (&tape->value, widget);
  tlr_gauge_print (&tape->gauge, widget, MAX (fabs (tape->gauge.high), fabs (tape->gauge.low)),
      tlr_ticks_decimals (tape->ticks.step), a);
  double number = tlr_plate_text_width (&tape->tick_style, a) + 0.30 * tape->thickness * x_scale;
  *width = MAX (tape->thickness * x_scale, tape->value.width +
      (pointer (tape) + 2 * tape->line + 0.06 * tape->thickness) * x_scale);
  *width = MAX (*width, number);
  *height = tape->length + 2 * words_height (tape);
}

/* Lines between the window and the words above and below it. */
static void
add_edges (TlrTape *tape, double words)
{
  const TlrRect *r = &tape->widget.rect;
  double x_scale = tape->widget.context->x_scale, width = MAX (0.5 * tape->line, 0.8);

  for (int below = 0; below <= 1; below++) {
    double y = below ? r->y + r->height - words + width / 2 : r->y + words - width / 2;
    tlr_plate_add (&tape->plate, tlr_figure_line (r->x / x_scale, y, (r->x + r->width) / x_scale, y,
            width, tape->rim, 0.35));
  }
}

static void
arrange (TlrWidget *widget)
{
  TlrTape *tape = (TlrTape *) widget;
  const TlrRect *r = &widget->rect;
  double words = words_height (tape), height = tlr_plate_digit_height (&tape->label_style);
  double centre = r->x + r->width / 2.0;
  g_autofree char *label = tlr_gauge_label (widget);
  const char *symbol = tape->gauge.unit ? tape->gauge.unit->symbol : "";

  tlr_plate_finish (&tape->plate);
  add_edges (tape, words);
  tape->window = tlr_context_align (widget->context, r->x, r->y + words, r->width, r->height - 2 * words);
  tape->y = tape->window.y + tape->window.height / 2.0;
  tape->length = tape->window.height;
  tape->rows_per_unit = tape->length / tape->span;
  tape->edge_x = tape->rightwards ? tape->window.x + tape->window.width : tape->window.x;
  if (label && label[0])
    tlr_plate_add_text (&tape->plate, &tape->label_style, label, centre, r->y + words / 2 + height / 2, 1,
        0.92 * r->width);
  if (symbol[0])
    tlr_plate_add_text (&tape->plate, &tape->label_style, tlr_words_find (widget->context->words, symbol),
        centre, r->y + r->height - words / 2 + height / 2, 1, 0.92 * r->width);
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  TlrTape *tape = (TlrTape *) widget;
  const TlrRect *r = &widget->rect;

  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, tape->radius, widget->context->x_scale);
  cairo_set_source_rgba (cr, tape->face[0], tape->face[1], tape->face[2], tape->face[3]);
  cairo_fill (cr);
  tlr_plate_draw (&tape->plate, cr, widget->context->x_scale);
}

static void
sketch (TlrWidget *widget, TlrSketch *out)
{
  TlrTape *tape = (TlrTape *) widget;
  const TlrRect *r = &widget->rect;

  tlr_sketch_rect (out, r->x, r->y, r->width, r->height, tape->radius, tape->face, 1);
  tlr_plate_sketch (&tape->plate, out, widget->context->x_scale);
}

/* The box around the value, with a point at the scale. */
static void
box_figures (const TlrTape *tape, TlrFigure figures[2])
{
  double x_scale = tape->widget.context->x_scale, inset = tape->line / 2;
  double half = box_half (tape) - inset;
  double far = tape->rightwards ? tape->window.x / x_scale + inset :
      (tape->window.x + tape->window.width) / x_scale - inset;
  double tip = tape->edge_x / x_scale + (tape->rightwards ? -inset : inset);
  double near = tip + (tape->rightwards ? -1 : 1) * pointer (tape);
  TlrPoint points[5] = { { far, tape->y - half }, { near, tape->y - half }, { tip, tape->y },
    { near, tape->y + half }, { far, tape->y + half } };

  figures[0] = tlr_figure_polygon (points, 5, 0, tape->box, 1);
  figures[1] = tlr_figure_polygon (points, 5, tape->line, tape->rim, 1);
}

static void
paint_box (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  TlrFigure figures[2];

  box_figures ((TlrTape *) widget, figures);
  tlr_figures_draw (figures, 2, cr, widget->context->x_scale);
}

static void
sketch_box (TlrWidget *widget, const guint8 *state, TlrSketch *out)
{
  TlrFigure figures[2];

  box_figures ((TlrTape *) widget, figures);
  tlr_figures_sketch (figures, 2, out, widget->context->x_scale);
}

static void
place (TlrWidget *widget)
{
  TlrTape *tape = (TlrTape *) widget;
  TlrContext *context = widget->context;
  double half = box_half (tape), room = (pointer (tape) + tape->line) * context->x_scale;
  TlrRect box = tlr_context_align (context, tape->window.x, tape->y - half - 1, tape->window.width,
      2 * half + 2);

  int below = box.y + box.height, end = tape->window.y + tape->window.height;
  TlrRect upper = { tape->window.x, tape->window.y, tape->window.width, box.y - tape->window.y };
  TlrRect lower = { tape->window.x, below, tape->window.width, end - below };
  tlr_context_add_item (context, tlr_tape_scale_new (tape, &upper));
  tlr_context_add_item (context, tlr_tape_scale_new (tape, &lower));
  tlr_context_add_item (context, tlr_painting_with_sketch (
          tlr_painting_new (widget, &box, NULL, paint_box), sketch_box));
  tlr_text_box_place (&tape->value, widget, tape->window.x + (tape->rightwards ? 0 : room),
      tape->y + tape->digits / 2 - tape->value.above, tape->window.width - room);
}

static void
finish (TlrWidget *widget)
{
  TlrTape *tape = (TlrTape *) widget;

  tlr_gauge_finish (&tape->gauge);
  tlr_plate_finish (&tape->plate);
  tlr_text_box_finish (&tape->value);
  for (guint i = 0; i < tape->n_strips; i++)
    tlr_strip_free (tape->strips[i]);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  TLR_GAUGE_KEYS ("altitude|altitude-agl|altitude-msl", NULL),
  { .name = "direction", .kind = TLR_KEY_CHOICE, .fallback = "right", .choices = "right|left",
    .blurb = "the edge with the ticks, where the number points" },
  { .name = "span", .kind = TLR_KEY_NUMBER, .minimum = 1e-9, .maximum = 1e12,
    .blurb = "of the scale that is seen at once; by the data unless told" },
  { .name = "marks", .kind = TLR_KEY_NUMBERS,
    .blurb = "numbers on the scale with a mark, A; B; …" },
  { .name = "bug", .kind = TLR_KEY_TEXT,
    .blurb = "channel whose value has a hollow mark: planned.altitude" },
  { .name = "length", .kind = TLR_KEY_LENGTH, .minimum = 20, .maximum = 10000, .fallback = "420",
    .blurb = "of the window" },
  { .name = "thickness", .kind = TLR_KEY_LENGTH, .minimum = 5, .maximum = 2000, .fallback = "110",
    .blurb = "across it, where the numbers need no more" },
  { .name = "radius", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "6",
    .blurb = "of its corners" },
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "40",
    .blurb = "of the number's font" },
  { .name = "tick-size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "22",
    .blurb = "of the scale's numbers" },
  { .name = "label-size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "20",
    .blurb = "of the label above and the unit below" },
  { .name = "label-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffd8",
    .blurb = "of label and unit" },
  { .name = "tick-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffd8",
    .blurb = "of the scale" },
  { .name = "mark-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ff9ff3",
    .blurb = "of marks and bug" },
  { .name = "warning-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ff6b5e",
    .blurb = "of the mark of a value beyond the scale" },
  { .name = "face-colour", .kind = TLR_KEY_COLOUR, .fallback = "#05080dc8", .blurb = "behind all" },
  { .name = "box-colour", .kind = TLR_KEY_COLOUR, .fallback = "#000000",
    .blurb = "behind the number" },
  { .name = "rim-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff",
    .blurb = "around the number" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2",
    .blurb = "of the ticks and around the number" },
};

const TlrWidgetClass tlr_widget_tape = {
  .name = "tape",
  .description = "A scale that moves past the number, as on a flight display",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (TlrTape),
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .place = place,
  .draw = draw,
  .finish = finish,
  .sketch = sketch,
  .check = tlr_gauge_check,
};
