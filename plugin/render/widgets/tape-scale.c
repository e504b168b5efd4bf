/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/tape-scale.h"

#include <math.h>
#include <string.h>

#include "render/draw/raster.h"
#include "render/draw/ticks.h"

/* Parts of the thickness. */
#define MAJOR 0.15
#define MINOR 0.08

/* Where a bug stands: on the scale, or beyond what is seen of it. */
typedef enum { BUG_NONE, BUG_SEEN, BUG_ABOVE, BUG_BELOW } BugPlace;

/* What it shows; all bytes are set, for they are compared. */
typedef struct {
  gint64 step;             /* of the value, rows times TLR_TAPE_STEPS from 0 */
  gint32 bug_step;         /* from the window's middle, upwards */
  guint8 place, bug_place, stale, below;
} State;

static TlrTape *
tape_of (const TlrItem *item)
{
  return (TlrTape *) item->widget;
}

static void
find_bug (const TlrTape *tape, const TlmSnapshot *snapshot, State *state)
{
  TlmValue value = tlm_snapshot_value (snapshot, (guint) MAX (tape->widget.vehicle, 0), tape->bug);
  double reach = tape->length / 2;

  if (!tlm_value_is_shown (&value))
    return;
  double rows = tlr_gauge_value (&tape->gauge, value.value) * tape->rows_per_unit -
      (double) state->step / TLR_TAPE_STEPS;
  state->bug_place = rows > reach ? BUG_ABOVE : rows < -reach ? BUG_BELOW : BUG_SEEN;
  state->bug_step = (gint32) floor (CLAMP (rows, -reach, reach) * TLR_TAPE_STEPS + 0.5);
}

static gsize
scale_state (TlrItem *item, const TlmSnapshot *snapshot, guint8 *out)
{
  TlrTape *tape = tape_of (item);
  TlrGaugeReading reading = tlr_gauge_read (&tape->gauge, item->widget, snapshot);
  State state;

  memset (&state, 0, sizeof state);
  if (reading.place == TLR_GAUGE_LOST || fabs (reading.value * tape->rows_per_unit) > 1e12)
    return 0;
  if (tape->has_low && reading.value < tape->gauge.low) {
    reading.value = tape->gauge.low;
    state.place = TLR_GAUGE_UNDER;
  } else if (tape->has_high && reading.value > tape->gauge.high) {
    reading.value = tape->gauge.high;
    state.place = TLR_GAUGE_OVER;
  }
  state.step = (gint64) floor (reading.value * tape->rows_per_unit * TLR_TAPE_STEPS + 0.5);
  state.stale = reading.stale != FALSE;
  state.below = reading.value < tape->gauge.low;
  find_bug (tape, snapshot, &state);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

/* Row of a value on the scale. */
static double
row_of (const TlrTape *tape, const State *state, double value)
{
  return tape->y - value * tape->rows_per_unit + (double) state->step / TLR_TAPE_STEPS;
}

/* Numbers of minor ticks that are seen, with some beyond. */
static void
tick_range (const TlrTape *tape, const State *state, gint64 *first, gint64 *last)
{
  double minor = tape->ticks.step / tape->ticks.parts;
  double value = (double) state->step / TLR_TAPE_STEPS / tape->rows_per_unit;
  double low = value - 0.55 * tape->span, high = value + 0.55 * tape->span;

  if (tape->has_low || !state->below)
    low = MAX (low, tape->gauge.low);
  if (tape->has_high)
    high = MIN (high, tape->gauge.high);
  *first = tlr_ticks_first (low, minor);
  *last = (gint64) floor (high / minor + 1e-6);
}

/* A triangle on the ticks' edge that points at the scale. */
static TlrFigure
mark_figure (const TlrTape *tape, double y, double line, const double rgba[4])
{
  double x = tape->edge_x / tape->widget.context->x_scale, size = 0.13 * tape->thickness;
  double in = tape->rightwards ? -size : size;
  TlrPoint points[3] = { { x, y - 0.6 * size }, { x + in, y }, { x, y + 0.6 * size } };

  return tlr_figure_polygon (points, 3, line, rgba, 1);
}

static TlrFigure
chevron (const TlrTape *tape, double y, gboolean up, const double rgba[4])
{
  double x = tape->edge_x / tape->widget.context->x_scale, size = 0.13 * tape->thickness;
  double side = tape->rightwards ? -size : size, tall = up ? -size : size;
  TlrPoint points[3] = { { x - side * 0.05, y }, { x + side * 0.6, y + tall }, { x + side * 1.25, y } };

  return tlr_figure_polygon (points, 3, 0, rgba, 1);
}

static guint
add_bugs (const TlrTape *tape, const State *state, TlrFigure *figures)
{
  double half = tape->length / 2, size = 0.16 * tape->thickness;
  guint n = 0;

  for (guint i = 0; i < tape->n_marks; i++)
    figures[n++] = mark_figure (tape, row_of (tape, state, tape->marks[i]), 0, tape->mark_rgba);
  if (state->bug_place == BUG_SEEN)
    figures[n++] = mark_figure (tape, tape->y - (double) state->bug_step / TLR_TAPE_STEPS,
        MAX (tape->line, 1), tape->mark_rgba);
  else if (state->bug_place != BUG_NONE)
    figures[n++] = chevron (tape, tape->y + (state->bug_place == BUG_ABOVE ? size - half : half - size),
        state->bug_place == BUG_ABOVE, tape->mark_rgba);
  if (state->place != 0)
    figures[n++] = chevron (tape, tape->y + (state->place == TLR_GAUGE_OVER ? size - half : half - size),
        state->place == TLR_GAUGE_OVER, tape->warning);
  return n;
}

static guint
scale_figures (const TlrTape *tape, const State *state, TlrFigure *figures)
{
  double x = tape->edge_x / tape->widget.context->x_scale;
  double minor = tape->ticks.step / tape->ticks.parts, sign = tape->rightwards ? -1 : 1;
  gint64 first, last;
  guint n = 0, room = TLR_RASTER_MAX - TLR_NUMBERS_MAX - 2;

  tick_range (tape, state, &first, &last);
  for (gint64 i = first; i <= last && n < room; i++) {
    gboolean major = i % tape->ticks.parts == 0;
    double y = row_of (tape, state, (double) i * minor);

    if (state->stale && !major)
      continue;
    figures[n++] = tlr_figure_line (x, y, x + sign * (major ? MAJOR : MINOR) * tape->thickness, y,
        MAX ((major ? 1 : 0.6) * tape->line, 0.8), tape->tick_rgba, 1);
  }
  return n + add_bugs (tape, state, figures + n);
}

/* Numbers */

typedef struct {
  char text[TLR_NUMBER_SIZE];
  double y;                /* row of its middle */
} Number;

/* The I-th number of the scale; FALSE for none. */
static gboolean
find_number (const TlrTape *tape, const State *state, gint64 i, Number *number)
{
  if (i % tape->ticks.parts != 0)
    return FALSE;
  double value = (double) (i / tape->ticks.parts) * tape->ticks.step;
  tlr_gauge_print (&tape->gauge, &tape->widget, value, tlr_ticks_decimals (tape->ticks.step), number->text);
  number->y = row_of (tape, state, value);
  return TRUE;
}

/* Column where a number of that width begins. */
static int
number_x (const TlrTape *tape, int width)
{
  double gap = (MAJOR + 0.07) * tape->thickness * tape->widget.context->x_scale;
  double x = tape->rightwards ? tape->edge_x - gap - width : tape->edge_x + gap;

  return (int) floor (x);
}

/* A strip for each step within a row. */
static void
make_strips (TlrTape *tape)
{
  const TlrContext *context = tape->widget.context;

  tape->n_strips = TLR_TAPE_STEPS;
  for (guint i = 0; i < tape->n_strips; i++) {
    tape->strips[i] = tlr_strip_new_lowered (&tape->tick_style, &context->spec.native,
        (double) i / TLR_TAPE_STEPS);
    tlr_strip_prepare (tape->strips[i]);
  }
}

static void
compose_number (const TlrTape *tape, const Number *number, TlrNative *canvas, int origin_x,
    int origin_y, const TlrRect *clip)
{
  TlrStrip *strip = tape->strips[0];
  double baseline = number->y + tlr_strip_above (strip, TRUE) / 2;
  int row = (int) floor (baseline);
  guint phase = (guint) CLAMP (floor ((baseline - row) * TLR_TAPE_STEPS), 0, tape->n_strips - 1);
  int width;

  if (!tlr_strip_covers (strip, number->text))
    return;
  width = tlr_strip_width (strip, number->text);
  tlr_strip_compose (tape->strips[phase], number->text, canvas, number_x (tape, width) - origin_x,
      row - origin_y, width, clip);
}

/* In the cells that it is composed in: a number that ends at the ticks begins where those do. */
static void
sketch_number (TlrTape *tape, const Number *number, TlrSketch *sketch)
{
  TlrStrip *strip = tape->strips[0];
  double baseline = number->y + tlr_plate_digit_height (&tape->tick_style) / 2;

  if (tlr_strip_covers (strip, number->text))
    tlr_sketch_text (sketch, &tape->tick_style, 1, number->text, number_x (tape, tlr_strip_width (strip, number->text)),
        baseline, 1, strip);
}

static void
scale_compose (TlrItem *item, const guint8 *bytes, TlrNative *canvas, int origin_x, int origin_y,
    const TlrRect *clip)
{
  TlrTape *tape = tape_of (item);
  TlrFigure figures[TLR_RASTER_MAX];
  TlrRect own = { item->rect.x - origin_x, item->rect.y - origin_y, item->rect.width,
    item->rect.height };
  TlrRect part = tlr_rect_intersect (&own, clip);
  gint64 first, last;
  Number number;
  State state;

  memcpy (&state, bytes, sizeof state);
  if (tape->n_strips == 0)
    make_strips (tape);
  if (tlr_rect_is_empty (&part))
    return;
  tlr_raster_compose (tlr_context_raster (item->widget->context), figures,
      scale_figures (tape, &state, figures), canvas, origin_x, origin_y, &part);
  tick_range (tape, &state, &first, &last);
  for (gint64 i = first; i <= last; i++)
    if (find_number (tape, &state, i, &number))
      compose_number (tape, &number, canvas, origin_x, origin_y, &part);
}

/* Whatever would reach beyond the window is left out, for nothing cuts it off. */
static void
scale_sketch (TlrItem *item, const guint8 *bytes, TlrSketch *sketch)
{
  TlrTape *tape = tape_of (item);
  TlrFigure figures[TLR_RASTER_MAX];
  double top = item->rect.y, bottom = top + item->rect.height;
  double height = tlr_plate_digit_height (&tape->tick_style);
  gint64 first, last;
  Number number;
  State state;

  memcpy (&state, bytes, sizeof state);
  if (tape->n_strips == 0)
    make_strips (tape);
  guint n = scale_figures (tape, &state, figures);
  for (guint i = 0; i < n; i++) {
    TlrBox box = tlr_figure_bounds (&figures[i]);
    if (box.top >= top && box.bottom <= bottom)
      tlr_figures_sketch (&figures[i], 1, sketch, item->widget->context->x_scale);
  }
  tick_range (tape, &state, &first, &last);
  for (gint64 i = first; i <= last; i++)
    if (find_number (tape, &state, i, &number) && number.y - height / 2 >= top &&
        number.y + height / 2 <= bottom)
      sketch_number (tape, &number, sketch);
}

static gsize
scale_size (const TlrItem *item)
{
  const TlrTape *tape = tape_of (item);
  gsize size = 0;

  /* Only the upper part counts what both share. */
  for (guint i = 0; i < tape->n_strips && item->rect.y == tape->window.y; i++)
    size += tlr_strip_get_size (tape->strips[i]);
  return size;
}

static const TlrItemClass scale_class = {
  .state = scale_state,
  .compose = scale_compose,
  .size = scale_size,
  .sketch = scale_sketch,
};

TlrItem *
tlr_tape_scale_new (TlrTape *tape, const TlrRect *rect)
{
  TlrItem *item = g_new0 (TlrItem, 1);

  item->klass = &scale_class;
  item->widget = &tape->widget;
  item->rect = *rect;
  return item;
}
