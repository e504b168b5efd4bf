/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/draw/ticks.h"
#include "render/scene/figures-item.h"
#include "render/widgets/gauge.h"
#include "render/widgets/plate.h"
#include "render/widgets/text-box.h"
#include "render/widgets/widgets.h"

/* Lengths to a row, along the arc, that a change is seen by. */
#define STEPS 4

/* Parts of the radius. */
#define VALUE_SIZE 0.42
#define SMALL_SIZE 0.17

/* A ring, open at the bottom unless told, that fills as the value grows, with the
 * number in its middle: the gauge of launch webcasts. A stale value leaves the
 * filled part hollow. */
typedef struct {
  TlrWidget widget;
  TlrGauge gauge;
  TlrPlate plate;
  TlrTextBox value;
  TlrTextStyle small;
  double x, y, radius;         /* to the middle of the ring; rows both ways */
  double start, sweep;         /* degrees */
  double thickness, line;
  double bottom;               /* rows from the middle to the lower edge */
  gboolean ticks;
  double fill[4], track[4], tip[4], warning[4];
} Arc;

/* What it shows; all bytes are set, for they are compared. */
typedef struct {
  gint32 step;
  guint8 place, stale;
  guint16 reserved;
} State;

static void
init_text (Arc *arc)
{
  TlrWidget *widget = &arc->widget;
  TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");

  arc->small = tlr_widget_text_style (widget, "label-size", "label-colour");
  if (tlr_widget_rows (widget, "size") <= 0)
    style.size = MAX (style.size, VALUE_SIZE * arc->radius);
  if (tlr_widget_rows (widget, "label-size") <= 0)
    arc->small.size = MAX (arc->small.size, SMALL_SIZE * arc->radius);
  arc->value.align = 1;
  arc->value.max_width = 1.6 * (arc->radius - arc->thickness) * widget->context->x_scale;
  tlr_text_box_add (&arc->value, widget, arc->gauge.value, &style, 0);
}

static void
init (TlrWidget *widget)
{
  Arc *arc = (Arc *) widget;

  tlr_gauge_init (&arc->gauge, widget);
  arc->thickness = tlr_widget_rows (widget, "thickness");
  arc->radius = MAX (tlr_widget_rows (widget, "diameter") / 2 - 0.9 * arc->thickness, 2);
  arc->start = tlr_widget_number (widget, "start");
  arc->sweep = tlr_widget_number (widget, "sweep");
  arc->line = tlr_widget_rows (widget, "line");
  arc->ticks = tlr_widget_choice (widget, "ticks") == 1;
  tlr_widget_colour (widget, "fill-colour", arc->fill);
  tlr_widget_colour (widget, "track-colour", arc->track);
  tlr_widget_colour (widget, "tip-colour", arc->tip);
  tlr_widget_colour (widget, "warning-colour", arc->warning);
  init_text (arc);
}

/* No lower than ring and words reach. */
static void
measure (TlrWidget *widget, double *width, double *height)
{
  Arc *arc = (Arc *) widget;
  TlrFigure ring = tlr_figure_arc (0, 0, arc->radius, 1.8 * arc->thickness, arc->start, arc->sweep,
      arc->fill, 1);

  tlr_text_box_measure (&arc->value, widget);
  arc->bottom = MAX (tlr_figure_bounds (&ring).bottom, 0.30 * arc->radius + 2.1 * arc->small.size);
  *width = 2 * (arc->radius + 0.9 * arc->thickness) * widget->context->x_scale;
  *height = arc->radius + 0.9 * arc->thickness + arc->bottom;
}

static double
angle_of (const Arc *arc, double value)
{
  return arc->start + arc->sweep * tlr_gauge_part (&arc->gauge, value);
}

static void
add_ticks (Arc *arc)
{
  double low = arc->gauge.low, high = arc->gauge.high;
  TlrGaugeTicks ticks = tlr_gauge_ticks (high - low, 12);
  double outer = arc->radius - arc->thickness, length = 0.07 * arc->radius;

  for (gint64 i = tlr_ticks_first (low, ticks.step); i * ticks.step <= high * (1 + 1e-9); i++)
    tlr_plate_add (&arc->plate, tlr_figure_tick (arc->x, arc->y, outer - length, outer,
            angle_of (arc, i * ticks.step), MAX (0.012 * arc->radius, 0.8), arc->small.rgba, 0.8));
}

static void
add_words (Arc *arc)
{
  TlrWidget *widget = &arc->widget;
  double x = arc->x * widget->context->x_scale, height = tlr_plate_digit_height (&arc->small);
  double room = 1.45 * arc->radius * widget->context->x_scale;
  g_autofree char *label = tlr_gauge_label (widget);
  const char *symbol = arc->gauge.unit ? arc->gauge.unit->symbol : "";

  if (label && label[0])
    tlr_plate_add_text (&arc->plate, &arc->small, label, x, arc->y - 0.42 * arc->radius + height / 2,
        1, room);
  if (symbol[0])
    tlr_plate_add_text (&arc->plate, &arc->small, tlr_words_find (widget->context->words, symbol), x,
        arc->y + 0.40 * arc->radius + height / 2, 1, room);
}

static void
arrange (TlrWidget *widget)
{
  Arc *arc = (Arc *) widget;
  const TlrRect *r = &widget->rect;
  double height = arc->radius + 0.9 * arc->thickness + arc->bottom;

  tlr_plate_finish (&arc->plate);
  arc->x = (r->x + r->width / 2.0) / widget->context->x_scale;
  arc->y = r->y + (r->height - height) / 2 + arc->radius + 0.9 * arc->thickness;
  tlr_plate_add (&arc->plate, tlr_figure_arc (arc->x, arc->y, arc->radius, arc->thickness, arc->start,
          arc->sweep, arc->track, 1));
  for (guint i = 0; i < arc->gauge.n_zones; i++) {
    double from = angle_of (arc, arc->gauge.zones[i].low), to = angle_of (arc, arc->gauge.zones[i].high);
    tlr_plate_add (&arc->plate, tlr_figure_arc (arc->x, arc->y, arc->radius + 0.75 * arc->thickness,
            0.25 * arc->thickness, from, to - from, arc->gauge.zones[i].rgba, 1));
  }
  if (arc->ticks)
    add_ticks (arc);
  add_words (arc);
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  tlr_plate_draw (&((Arc *) widget)->plate, cr, widget->context->x_scale);
}

static void
sketch (TlrWidget *widget, TlrSketch *out)
{
  tlr_plate_sketch (&((Arc *) widget)->plate, out, widget->context->x_scale);
}

static gsize
fill_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  Arc *arc = (Arc *) widget;
  TlrGaugeReading reading = tlr_gauge_read (&arc->gauge, widget, snapshot);
  State state = { (gint32) floor (reading.part * arc->sweep * G_PI / 180 * arc->radius * STEPS + 0.5),
    (guint8) reading.place, reading.stale != FALSE, 0 };

  if (reading.place == TLR_GAUGE_LOST)
    return 0;
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

/* Two thin lines and their ends. */
static guint
hollow (const Arc *arc, double sweep, TlrFigure *figures)
{
  double half = arc->thickness / 2 - arc->line / 2;
  double inner = arc->radius - half, outer = arc->radius + half, end = arc->start + sweep;

  figures[0] = tlr_figure_arc (arc->x, arc->y, outer, arc->line, arc->start, sweep, arc->fill, 1);
  figures[1] = tlr_figure_arc (arc->x, arc->y, inner, arc->line, arc->start, sweep, arc->fill, 1);
  figures[2] = tlr_figure_tick (arc->x, arc->y, inner, outer, arc->start, arc->line, arc->fill, 1);
  figures[3] = tlr_figure_tick (arc->x, arc->y, inner, outer, end, arc->line, arc->fill, 1);
  return 4;
}

/* Points on, beyond the end where the value is. */
static TlrFigure
pegged (const Arc *arc, gboolean over)
{
  double angle = over ? arc->start + arc->sweep : arc->start, wide = arc->thickness / 2;
  double on = (over ? 1 : -1) * 1.1 * arc->thickness / arc->radius * 180 / G_PI;
  TlrPoint points[3] = {
    tlr_figure_polar (arc->x, arc->y, arc->radius - 1.3 * wide, angle),
    tlr_figure_polar (arc->x, arc->y, arc->radius, angle + on),
    tlr_figure_polar (arc->x, arc->y, arc->radius + 1.3 * wide, angle),
  };

  return tlr_figure_polygon (points, 3, 0, arc->warning, 1);
}

static guint
fill_figures (TlrWidget *widget, const guint8 *bytes, TlrFigure *figures)
{
  const Arc *arc = (const Arc *) widget;
  State state;
  guint n = 0;

  memcpy (&state, bytes, sizeof state);
  double sweep = state.step / (arc->radius * STEPS) * 180 / G_PI;
  TlrPoint tip = tlr_figure_polar (arc->x, arc->y, arc->radius, arc->start + sweep);
  if (state.stale)
    n = hollow (arc, sweep, figures);
  else
    figures[n++] = tlr_figure_arc (arc->x, arc->y, arc->radius, arc->thickness, arc->start, sweep,
        arc->fill, 1);
  if (state.place == TLR_GAUGE_UNDER || state.place == TLR_GAUGE_OVER)
    figures[n++] = pegged (arc, state.place == TLR_GAUGE_OVER);
  else if (!state.stale)
    figures[n++] = tlr_figure_disc (tip.x, tip.y, 0.75 * arc->thickness, arc->tip, 1);
  return n;
}

static void
place (TlrWidget *widget)
{
  Arc *arc = (Arc *) widget;
  double x_scale = widget->context->x_scale;
  int height = arc->value.above + arc->value.below;

  tlr_text_box_place (&arc->value, widget, arc->x * x_scale - arc->value.width / 2.0,
      arc->y - height / 2.0, arc->value.width);
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, fill_state,
          fill_figures));
}

static void
finish (TlrWidget *widget)
{
  Arc *arc = (Arc *) widget;

  tlr_gauge_finish (&arc->gauge);
  tlr_plate_finish (&arc->plate);
  tlr_text_box_finish (&arc->value);
}

static gboolean
is_outgrown (const TlrWidget *widget)
{
  return ((const Arc *) widget)->gauge.is_outgrown;
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  TLR_GAUGE_KEYS ("speed", NULL),
  { .name = "diameter", .kind = TLR_KEY_LENGTH, .minimum = 8, .maximum = 2000, .fallback = "200",
    .blurb = "of the ring" },
  { .name = "start", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = -360, .maximum = 360,
    .fallback = "-120", .blurb = "where the ring begins, clockwise from straight up" },
  { .name = "sweep", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = 10, .maximum = 360,
    .fallback = "240", .blurb = "how far it goes round" },
  { .name = "thickness", .kind = TLR_KEY_LENGTH, .minimum = 0.5, .maximum = 200, .fallback = "9",
    .blurb = "of the ring" },
  { .name = "ticks", .kind = TLR_KEY_CHOICE, .fallback = "no", .choices = "no|yes",
    .blurb = "lines of a scale inside the ring" },
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0",
    .blurb = "of the number's font; 0: by the diameter" },
  { .name = "label-size", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0",
    .blurb = "of label and unit; 0: by the diameter" },
  { .name = "label-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffc8",
    .blurb = "of label and unit" },
  { .name = "fill-colour", .kind = TLR_KEY_COLOUR, .fallback = "#5ac8fa",
    .blurb = "of the filled part" },
  { .name = "track-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff38",
    .blurb = "of the rest" },
  { .name = "tip-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff",
    .blurb = "of the dot at the end of the filled part" },
  { .name = "warning-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ff6b5e",
    .blurb = "of the mark of a value beyond the scale" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2",
    .blurb = "around what is stale" },
};

const TlrWidgetClass tlr_widget_arc = {
  .name = "arc",
  .description = "A ring that fills, with the number in its middle",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Arc),
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .place = place,
  .draw = draw,
  .finish = finish,
  .sketch = sketch,
  .check = tlr_gauge_check,
  .is_outgrown = is_outgrown,
};
