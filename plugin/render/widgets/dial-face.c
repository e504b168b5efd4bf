/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/dial-face.h"

#include <math.h>
#include <string.h>

#include "render/draw/ticks.h"
#include "render/scene/painting.h"

/* Steps to a row that a change is seen by. */
#define STEPS 4

/* How far beyond the end of the scale a pegged needle stands, degrees. */
#define PEG 3.0

/* Parts of the radius. */
#define VALUE_SIZE 0.30
#define LABEL_SIZE 0.14
#define TICK_SIZE 0.17
#define TICK_LENGTH 0.13
#define MINOR_LENGTH 0.075
#define ZONE_WIDTH 0.055
#define VALUE_ROOM 1.15
#define VALUE_Y 0.625
#define SIGN_Y 0.845
#define LABEL_Y -0.25
#define FACTOR_Y 0.29

/* Numbered intervals at most. */
#define TICKS_MAX 8.0

/* From here on numbers on a dial are thousands. */
#define THOUSANDS 2000.0

/* A size of its own where the key is not written. */
static TlrTextStyle
read_style (TlrWidget *widget, const char *size_key, const char *colour_key, double own_rows)
{
  TlrTextStyle style = tlr_widget_text_style (widget, size_key, colour_key);

  if (tlr_widget_rows (widget, size_key) <= 0)
    style.size = MAX (style.size, own_rows);
  return style;
}

static void
init_value (TlrDial *dial)
{
  TlrWidget *widget = &dial->widget;

  dial->value.align = 1;
  dial->value.max_width = VALUE_ROOM * dial->radius * widget->context->x_scale;
  tlr_text_box_add (&dial->value, widget, dial->gauge.value, &dial->value_style, 0);
}

void
tlr_dial_init (TlrWidget *widget)
{
  TlrDial *dial = (TlrDial *) widget;

  tlr_gauge_init (&dial->gauge, widget);
  tlr_gauge_init_follow (&dial->gauge, widget);
  dial->radius = tlr_widget_rows (widget, "diameter") / 2;
  dial->start = tlr_widget_number (widget, "start");
  dial->sweep = tlr_widget_number (widget, "sweep");
  dial->line = tlr_widget_rows (widget, "line");
  dial->value_style = read_style (widget, "size", "colour", VALUE_SIZE * dial->radius);
  dial->label_style = read_style (widget, "label-size", "label-colour", LABEL_SIZE * dial->radius);
  dial->sign_style = dial->label_style;
  dial->tick_style = read_style (widget, "tick-size", "tick-colour", TICK_SIZE * dial->radius);
  tlr_widget_colour (widget, "face-colour", dial->face);
  tlr_widget_colour (widget, "rim-colour", dial->rim);
  tlr_widget_colour (widget, "tick-colour", dial->ticks);
  tlr_widget_colour (widget, "needle-colour", dial->needle);
  tlr_widget_colour (widget, "warning-colour", dial->warning);
  tlr_widget_colour (widget, "mark-colour", dial->mark);
  init_value (dial);
}

void
tlr_dial_measure (TlrWidget *widget, double *width, double *height)
{
  TlrDial *dial = (TlrDial *) widget;

  tlr_text_box_measure (&dial->value, widget);
  *width = 2 * dial->radius * widget->context->x_scale;
  *height = 2 * dial->radius;
}

gint32
tlr_dial_step (const TlrDial *dial, double part)
{
  return (gint32) floor (part * dial->sweep * G_PI / 180 * dial->reach * STEPS + 0.5);
}

double
tlr_dial_angle (const TlrDial *dial, gint32 step)
{
  return dial->start + step / (dial->reach * STEPS) * 180 / G_PI;
}

/* What never changes */

static double
angle_of (const TlrDial *dial, double value)
{
  return dial->start + dial->sweep * tlr_gauge_part (&dial->gauge, value);
}

static void
add_zones (TlrDial *dial)
{
  for (guint i = 0; i < dial->gauge.n_zones; i++) {
    const TlrZone *zone = &dial->gauge.zones[i];
    double from = angle_of (dial, zone->low), to = angle_of (dial, zone->high);

    if (to > from)
      tlr_plate_add (&dial->plate, tlr_figure_arc (dial->x, dial->y,
              dial->outer + (0.02 + ZONE_WIDTH / 2) * dial->radius, ZONE_WIDTH * dial->radius, from,
              to - from, zone->rgba, 1));
  }
}

static double
number_width (const TlrDial *dial, double value, guint decimals)
{
  char text[TLR_NUMBER_SIZE];

  tlr_gauge_print (&dial->gauge, &dial->widget, value, decimals, text);
  return tlr_plate_text_width (&dial->tick_style, text) / dial->widget.context->x_scale;
}

/* As many as there is room for with numbers of their width around the scale. */
static TlrGaugeTicks
choose_ticks (const TlrDial *dial, double factor)
{
  double room = dial->sweep * G_PI / 180 * dial->inner, range = dial->gauge.high - dial->gauge.low;
  TlrGaugeTicks ticks = { 0, 1 };

  for (guint decimals = 0, i = 0; i < 2; i++) {
    double width = MAX (number_width (dial, dial->gauge.high / factor, decimals),
        number_width (dial, dial->gauge.low / factor, decimals));

    ticks = tlr_gauge_ticks (range, CLAMP (room / (width + dial->tick_style.size), 2, TICKS_MAX));
    decimals = tlr_ticks_decimals (ticks.step / factor);
  }
  return ticks;
}

static void
add_number (TlrDial *dial, double value, double shown, guint decimals)
{
  double x_scale = dial->widget.context->x_scale;
  double height = tlr_plate_digit_height (&dial->tick_style), angle = angle_of (dial, value);
  char text[TLR_NUMBER_SIZE];

  tlr_gauge_print (&dial->gauge, &dial->widget, shown, decimals, text);
  /* So far in that the ellipse around the number stays off the ticks. */
  double half = tlr_plate_text_width (&dial->tick_style, text) / x_scale / 2;
  double a = angle * G_PI / 180, away = hypot (half * sin (a), height / 2 * cos (a));
  TlrPoint p = tlr_figure_polar (dial->x, dial->y, dial->inner - away - 0.05 * dial->radius, angle);
  tlr_plate_add_text (&dial->plate, &dial->tick_style, text, p.x * x_scale, p.y + height / 2, 1, 0);
}

static void
add_scale (TlrDial *dial, double factor)
{
  const TlrGauge *gauge = &dial->gauge;
  double range = gauge->high - gauge->low, minor;
  TlrGaugeTicks ticks = choose_ticks (dial, factor);
  gboolean numbered = dial->radius > 3.2 * dial->tick_style.size;

  if (dial->sweep / 180 * G_PI * dial->outer / (range / ticks.step * ticks.parts) < 4)
    ticks.parts = 1;
  minor = ticks.step / ticks.parts;
  for (gint64 i = tlr_ticks_first (gauge->low, minor); i * minor <= gauge->high + 1e-6 * range; i++) {
    gboolean major = i % ticks.parts == 0;
    double length = (major ? TICK_LENGTH : MINOR_LENGTH) * dial->radius;

    tlr_plate_add (&dial->plate, tlr_figure_tick (dial->x, dial->y, dial->outer - length, dial->outer,
            angle_of (dial, i * minor), MAX ((major ? 0.024 : 0.013) * dial->radius, 0.8), dial->ticks, 1));
    if (major && numbered)
      add_number (dial, i * minor, i * minor / factor, tlr_ticks_decimals (ticks.step / factor));
  }
}

static void
add_words (TlrDial *dial, double factor)
{
  TlrWidget *widget = &dial->widget;
  double x = dial->x * widget->context->x_scale, room = 0.58 * dial->radius * widget->context->x_scale;
  double height = tlr_plate_digit_height (&dial->label_style);
  g_autofree char *label = tlr_gauge_label (widget);
  const char *symbol = dial->gauge.unit ? dial->gauge.unit->symbol : "";
  const char *sign = symbol[0] ? tlr_words_find (widget->context->words, symbol) : "";

  if (dial->radius < 2.5 * dial->label_style.size)
    return;
  if (label && label[0])
    tlr_plate_add_text (&dial->plate, &dial->label_style, label, x,
        dial->y + LABEL_Y * dial->radius + height / 2, 1, room);
  tlr_plate_add_text (&dial->plate, &dial->label_style, sign, x,
      dial->y + SIGN_Y * dial->radius + height / 2, 1, room);
  if (factor > 1 && dial->radius > 3.2 * dial->tick_style.size)
    tlr_plate_add_text (&dial->plate, &dial->label_style, "\303\2271000", x,
        dial->y + FACTOR_Y * dial->radius + height / 2, 1, room);
}

void
tlr_dial_arrange (TlrWidget *widget)
{
  TlrDial *dial = (TlrDial *) widget;
  const TlrRect *r = &widget->rect;
  double factor = MAX (fabs (dial->gauge.low), fabs (dial->gauge.high)) >= THOUSANDS ? 1000 : 1;

  tlr_plate_finish (&dial->plate);
  dial->x = (r->x + r->width / 2.0) / widget->context->x_scale;
  dial->y = r->y + r->height / 2.0;
  dial->outer = MAX ((dial->gauge.n_zones ? 0.94 - ZONE_WIDTH : 0.94) * dial->radius - dial->line, 0.5);
  dial->inner = dial->outer - TICK_LENGTH * dial->radius;
  dial->reach = MAX (dial->outer - 0.03 * dial->radius, 0.5);
  tlr_plate_add (&dial->plate, tlr_figure_disc (dial->x, dial->y, dial->radius - 0.5, dial->face, 1));
  tlr_plate_add (&dial->plate, tlr_figure_arc (dial->x, dial->y, dial->radius - 0.5 - dial->line / 2,
          dial->line, 0, 360, dial->rim, 1));
  add_zones (dial);
  add_scale (dial, factor);
  add_words (dial, factor);
}

void
tlr_dial_draw (TlrWidget *widget, cairo_t *cr)
{
  TlrDial *dial = (TlrDial *) widget;

  if (!tlr_gauge_follows (&dial->gauge))
    tlr_plate_draw (&dial->plate, cr, widget->context->x_scale);
}

void
tlr_dial_sketch (TlrWidget *widget, TlrSketch *sketch)
{
  TlrDial *dial = (TlrDial *) widget;

  if (!tlr_gauge_follows (&dial->gauge))
    tlr_plate_sketch (&dial->plate, sketch, widget->context->x_scale);
}

/* A face that changes: its state is where the scale ends. */
static gsize
face_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  TlrDial *dial = (TlrDial *) widget;

  tlr_gauge_read (&dial->gauge, widget, snapshot);
  memcpy (out, &dial->gauge.follow_code, sizeof dial->gauge.follow_code);
  return sizeof dial->gauge.follow_code;
}

static void
arrange_face (TlrDial *dial, const guint8 *state)
{
  gint16 code;

  memcpy (&code, state, sizeof code);
  tlr_gauge_set_follow (&dial->gauge, code);
  tlr_dial_arrange (&dial->widget);
}

static void
paint_face (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  arrange_face ((TlrDial *) widget, state);
  tlr_plate_draw (&((TlrDial *) widget)->plate, cr, widget->context->x_scale);
}

static void
sketch_face (TlrWidget *widget, const guint8 *state, TlrSketch *sketch)
{
  arrange_face ((TlrDial *) widget, state);
  tlr_plate_sketch (&((TlrDial *) widget)->plate, sketch, widget->context->x_scale);
}

void
tlr_dial_place_face (TlrDial *dial)
{
  TlrWidget *widget = &dial->widget;

  if (tlr_gauge_follows (&dial->gauge))
    tlr_context_add_item (widget->context, tlr_painting_with_sketch (tlr_painting_new (widget, &widget->rect, face_state,
                paint_face), sketch_face));
}

void
tlr_dial_finish (TlrWidget *widget)
{
  TlrDial *dial = (TlrDial *) widget;

  tlr_gauge_finish (&dial->gauge);
  tlr_plate_finish (&dial->plate);
  tlr_text_box_finish (&dial->value);
}

gboolean
tlr_dial_is_outgrown (const TlrWidget *widget)
{
  return ((const TlrDial *) widget)->gauge.is_outgrown;
}

/* What moves */

void
tlr_dial_place_value (TlrDial *dial)
{
  double x_scale = dial->widget.context->x_scale;
  int height = dial->value.above + dial->value.below;

  tlr_text_box_place (&dial->value, &dial->widget, dial->x * x_scale - dial->value.width / 2.0,
      dial->y + VALUE_Y * dial->radius - height / 2.0, dial->value.width);
}

TlrDialState
tlr_dial_state (TlrDial *dial, const TlmSnapshot *snapshot)
{
  TlrGaugeReading reading = tlr_gauge_read (&dial->gauge, &dial->widget, snapshot);
  double beyond = PEG / dial->sweep;
  double part = reading.place == TLR_GAUGE_OVER ? 1 + beyond :
      reading.place == TLR_GAUGE_UNDER ? -beyond : reading.part;

  if (reading.place == TLR_GAUGE_LOST)
    return (TlrDialState) { 0, TLR_GAUGE_LOST, 0, 0 };
  return (TlrDialState) { tlr_dial_step (dial, part), (guint8) reading.place, reading.stale != FALSE, 0 };
}

TlrFigure
tlr_dial_pointer (const TlrDial *dial, double radius, double size, double angle, double line,
    const double rgba[4])
{
  double wide = fabs (size) * 0.55 / MAX (radius, 1) * 180 / G_PI;
  TlrPoint points[3] = {
    tlr_figure_polar (dial->x, dial->y, radius, angle - wide),
    tlr_figure_polar (dial->x, dial->y, radius + size, angle),
    tlr_figure_polar (dial->x, dial->y, radius, angle + wide),
  };

  return tlr_figure_polygon (points, 3, line, rgba, 1);
}

static TlrFigure
needle_figure (const TlrDial *dial, double angle, double line, const double rgba[4])
{
  double r = dial->radius, a = angle * G_PI / 180, across_x = cos (a), across_y = sin (a);
  double tail = MAX (0.038 * r, 0.8), tip = MAX (0.010 * r, 0.5);
  TlrPoint back = tlr_figure_polar (dial->x, dial->y, -0.16 * r, angle);
  TlrPoint front = tlr_figure_polar (dial->x, dial->y, dial->reach, angle);
  TlrPoint points[4] = {
    { back.x - tail * across_x, back.y - tail * across_y },
    { front.x - tip * across_x, front.y - tip * across_y },
    { front.x + tip * across_x, front.y + tip * across_y },
    { back.x + tail * across_x, back.y + tail * across_y },
  };

  return tlr_figure_polygon (points, 4, line, rgba, 1);
}

/* A stale needle is hollow, a lost one is not there; a pegged one has a mark at
 * the rim that points on. */
guint
tlr_dial_needle (const TlrDial *dial, const TlrDialState *state, TlrFigure *figures)
{
  double angle = tlr_dial_angle (dial, state->step), hub = 0.075 * dial->radius;
  double outline = dial->value_style.outline;
  guint n = 0;

  if (state->place == TLR_GAUGE_LOST)
    return 0;
  if (outline > 0)
    figures[n++] = needle_figure (dial, angle, 2 * outline, dial->value_style.outline_rgba);
  figures[n++] = needle_figure (dial, angle, state->stale ? MAX (0.6 * dial->line, 0.8) : 0, dial->needle);
  figures[n++] = state->stale ?
      tlr_figure_arc (dial->x, dial->y, hub, MAX (0.6 * dial->line, 0.8), 0, 360, dial->needle, 1) :
      tlr_figure_disc (dial->x, dial->y, hub, dial->needle, 1);
  if (state->place != TLR_GAUGE_WITHIN)
    figures[n++] = tlr_dial_pointer (dial, dial->outer + 0.01 * dial->radius, 0.1 * dial->radius, angle,
        0, dial->warning);
  return n;
}
