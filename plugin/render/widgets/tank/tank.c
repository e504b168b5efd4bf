/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/draw/picture.h"
#include "render/layout/readout.h"
#include "render/scene/painting.h"
#include "render/widgets/trace.h"
#include "render/widgets/widgets.h"

/* Lengths to a pixel that a change is seen by. */
#define STEPS 4

/* Sizes of the font of the line of the label. */
#define LABEL 1.4

/* Room between the wall and what is in it, in widths of the wall. */
#define GAP 1.5

/* What stands in the tank. */
typedef enum { NUMBER_PERCENT, NUMBER_VALUE, NUMBER_NONE } Number;

/* A vessel as full as a value says: propellant, a battery, water. What is not known leaves it empty and without a
 * number; what is stale is drawn as a line around the level. */
typedef struct {
  TlrWidget widget;
  gboolean is_known;
  guint channel;
  const TlmUnit *unit;         /* of the number, or NULL: the storage unit */
  double empty, full;          /* storage unit */
  double low;                  /* part of it, 0..1, below which it is nearly empty */
  Number number;
  guint decimals;
  double wall, radius;         /* rows */
  double rgba[4], low_rgba[4], wall_rgba[4], back_rgba[4];
  TlrTextStyle style, label_style;
  TlrFace *face, *label_face;
  char *label;
} Tank;

/* What it shows; bytes compared. */
typedef struct {
  gint32 level;                /* pixels times STEPS */
  guint16 stale, low;
  char number[24];
} State;

static double
read_end (const Tank *tank, const char *key)
{
  double value = tlr_widget_number (&tank->widget, key);

  return tank->unit ? tlm_unit_to_si (tank->unit, value) : value;
}

static void
init (TlrWidget *widget)
{
  Tank *tank = (Tank *) widget;
  g_autofree char *names = tlr_widget_text (widget, "channel"), *symbol = tlr_widget_text (widget, "unit");

  tank->is_known = tlr_trace_channel (widget, names, &tank->channel);
  if (tank->is_known)
    tlm_channel_set_add (&widget->context->channels, tank->channel);
  tank->unit = symbol ? tlm_unit_find (symbol) : NULL;
  tank->empty = read_end (tank, "empty");
  tank->full = read_end (tank, "full");
  tank->low = tlr_widget_number (widget, "low") / 100;
  tank->number = tlr_widget_choice (widget, "number");
  tank->decimals = (guint) tlr_widget_number (widget, "decimals");
  tank->wall = tlr_widget_rows (widget, "line");
  tank->radius = tlr_widget_rows (widget, "radius");
  tank->label = tlr_widget_text (widget, "label");
  tank->style = tlr_widget_text_style (widget, "size", "colour");
  tank->label_style = tlr_widget_text_style (widget, "label-size", "label-colour");
  tank->face = tlr_face_new (&tank->style);
  tank->label_face = tlr_face_new (&tank->label_style);
  tlr_widget_colour (widget, "fill-colour", tank->rgba);
  tlr_widget_colour (widget, "low-colour", tank->low_rgba);
  tlr_widget_colour (widget, "wall-colour", tank->wall_rgba);
  tlr_widget_colour (widget, "track-colour", tank->back_rgba);
}

static double
label_rows (const Tank *tank)
{
  return tank->label && tank->label[0] ? LABEL * tank->label_style.size : 0;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Tank *tank = (Tank *) widget;
  double across = tlr_widget_columns (widget, "thickness");

  *width = MAX (across, label_rows (tank) > 0 ? tlr_face_measure (tank->label_face, tank->label).advance : 0);
  *height = tlr_widget_rows (widget, "length") + label_rows (tank);
}

/* The vessel in the frame: columns, rows. */
static void
find_vessel (const Tank *tank, double *x, double *y, double *width, double *height)
{
  const TlrRect *r = &tank->widget.rect;

  *width = MIN (tlr_widget_columns (&tank->widget, "thickness"), r->width);
  *height = MAX (r->height - label_rows (tank), 1);
  *x = r->x + (r->width - *width) / 2;
  *y = r->y;
}

/* What is between the walls. */
static void
find_inside (const Tank *tank, double *x, double *y, double *width, double *height)
{
  double gap = tank->wall * GAP, x_scale = tank->widget.context->x_scale;

  find_vessel (tank, x, y, width, height);
  *x += gap * x_scale;
  *y += gap;
  *width = MAX (*width - 2 * gap * x_scale, 1);
  *height = MAX (*height - 2 * gap, 1);
}

static void
print_number (const Tank *tank, double value, double part, State *state)
{
  const TlrMarks *marks = &tank->widget.context->source.marks;

  if (tank->number == NUMBER_NONE)
    return;
  tlr_number_print (tank->number == NUMBER_PERCENT ? 100 * part : tank->unit ? tlm_unit_from_si (tank->unit, value) : value,
      tank->decimals, marks, state->number, sizeof state->number);
  if (tank->number == NUMBER_PERCENT)
    g_strlcat (state->number, "%", sizeof state->number);
}

static gsize
tank_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Tank *tank = (const Tank *) widget;
  TlmValue value = TLM_VALUE_ABSENT;
  State state = { 0 };
  double x, y, width, height;

  if (tank->is_known)
    value = tlm_snapshot_value (snapshot, (guint) MAX (widget->vehicle, 0), tank->channel);
  double part = (value.value - tank->empty) / (tank->full - tank->empty);
  if (tlm_value_is_shown (&value) && isfinite (part)) {
    find_inside (tank, &x, &y, &width, &height);
    state.level = (gint32) floor (CLAMP (part, 0, 1) * height * STEPS + 0.5);
    state.stale = value.validity == TLM_VALIDITY_STALE;
    state.low = part < tank->low;
    print_number (tank, value.value, part, &state);
  }
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
set_colour (cairo_t *cr, const double rgba[4])
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
}

/* In the middle of the vessel, squeezed where that is narrow. */
static void
draw_number (Tank *tank, const char *text, cairo_t *cr)
{
  double x, y, width, height, advance, fit;

  find_inside (tank, &x, &y, &width, &height);
  advance = tlr_face_measure (tank->face, text).advance;
  fit = MIN (width / MAX (advance, 1), 1);
  tlr_face_draw (tank->face, cr, text, x + (width - fit * advance) / 2, y + height / 2 + 0.36 * tank->style.size, fit);
}

static void
paint (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Tank *tank = (Tank *) widget;
  double x, y, width, height, x_scale = widget->context->x_scale, inner = MAX (tank->radius - tank->wall * GAP, 0);
  State state;

  memcpy (&state, bytes, sizeof state);
  find_inside (tank, &x, &y, &width, &height);
  double level = (double) state.level / STEPS;
  cairo_save (cr);
  tlr_picture_rounded (cr, x, y, width, height, inner, x_scale);
  cairo_clip (cr);
  cairo_rectangle (cr, x, y + height - level, width, level);
  set_colour (cr, state.low ? tank->low_rgba : tank->rgba);
  if (state.stale) {
    cairo_set_line_width (cr, 2 * tank->wall);
    cairo_stroke (cr);
  } else {
    cairo_fill (cr);
  }
  cairo_restore (cr);
  if (state.number[0])
    draw_number (tank, state.number, cr);
}

static void
sketch (TlrWidget *widget, const guint8 *bytes, TlrSketch *out)
{
  Tank *tank = (Tank *) widget;
  double x, y, width, height;
  State state;

  memcpy (&state, bytes, sizeof state);
  find_inside (tank, &x, &y, &width, &height);
  double level = (double) state.level / STEPS;
  const double *rgba = state.low ? tank->low_rgba : tank->rgba;
  if (level > 0 && state.stale)
    tlr_sketch_border (out, x, y + height - level, width, level, 0, tank->wall, rgba);
  else if (level > 0)
    tlr_sketch_rect (out, x, y + height - level, width, level, 0, rgba, 1);
  if (!state.number[0])
    return;
  double advance = tlr_face_measure (tank->face, state.number).advance, fit = MIN (width / MAX (advance, 1), 1);
  tlr_sketch_text (out, &tank->style, 1, state.number, x + (width - fit * advance) / 2,
      y + height / 2 + 0.36 * tank->style.size, fit, NULL);
}

/* The wall, marks at its quarters, and what it is called. */
static void
draw (TlrWidget *widget, cairo_t *cr)
{
  Tank *tank = (Tank *) widget;
  const TlrRect *r = &widget->rect;
  double x, y, width, height, wall = tank->wall, x_scale = widget->context->x_scale;

  find_vessel (tank, &x, &y, &width, &height);
  tlr_picture_rounded (cr, x + wall / 2 * x_scale, y + wall / 2, width - wall * x_scale, height - wall, tank->radius, x_scale);
  set_colour (cr, tank->back_rgba);
  cairo_fill_preserve (cr);
  tlr_trace_stroke (widget->context, cr, wall, tank->wall_rgba);
  find_inside (tank, &x, &y, &width, &height);
  for (int i = 1; i < 4; i++)
    cairo_rectangle (cr, x + 0.9 * width, y + height * i / 4 - wall / 4, 0.1 * width, wall / 2);
  set_colour (cr, tank->wall_rgba);
  cairo_fill (cr);
  if (label_rows (tank) <= 0)
    return;
  double advance = tlr_face_measure (tank->label_face, tank->label).advance, fit = MIN (r->width / MAX (advance, 1), 1);
  tlr_face_draw (tank->label_face, cr, tank->label, r->x + (r->width - fit * advance) / 2,
      r->y + r->height - tlr_face_descent (tank->label_face), fit);
}

static void
sketch_still (TlrWidget *widget, TlrSketch *out)
{
  Tank *tank = (Tank *) widget;
  const TlrRect *r = &widget->rect;
  double x, y, width, height;

  find_vessel (tank, &x, &y, &width, &height);
  tlr_sketch_rect (out, x, y, width, height, tank->radius, tank->back_rgba, 1);
  tlr_sketch_border (out, x, y, width, height, tank->radius, tank->wall, tank->wall_rgba);
  if (label_rows (tank) <= 0)
    return;
  double advance = tlr_face_measure (tank->label_face, tank->label).advance, fit = MIN (r->width / MAX (advance, 1), 1);
  tlr_sketch_text (out, &tank->label_style, 1, tank->label, r->x + (r->width - fit * advance) / 2,
      r->y + r->height - tlr_face_descent (tank->label_face), fit, NULL);
}

static void
place (TlrWidget *widget)
{
  tlr_context_add_item (widget->context, tlr_painting_with_sketch (tlr_painting_new (widget, &widget->rect, tank_state,
              paint), sketch));
}

static void
finish (TlrWidget *widget)
{
  Tank *tank = (Tank *) widget;

  tlr_face_free (tank->face);
  tlr_face_free (tank->label_face);
  g_free (tank->label);
}

static gboolean
check (const TlmKeyFile *file, const char *group, GError **error)
{
  g_autofree char *empty = tlm_key_file_get (file, group, "empty"), *full = tlm_key_file_get (file, group, "full");

  if (g_ascii_strtod (empty ? empty : "0", NULL) < g_ascii_strtod (full ? full : "1", NULL))
    return TRUE;
  tlm_key_file_error (file, group, full ? "full" : "empty", error, "full has to be more than empty, as in empty=0, full=395700, "
      "unit=kg");
  return FALSE;
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "channel", .kind = TLR_KEY_TEXT, .fallback = "propellant",
    .blurb = "whose value it shows; of a|b the first that the vehicle has" },
  { .name = "unit", .kind = TLR_KEY_UNIT, .blurb = "of full, empty and the number; SI unless told" },
  { .name = "full", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12, .fallback = "1",
    .blurb = "value of a full tank: 395700 with unit=kg" },
  { .name = "empty", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12, .fallback = "0",
    .blurb = "value of an empty one" },
  { .name = "low", .kind = TLR_KEY_NUMBER, .unit = "%", .minimum = 0, .maximum = 100, .fallback = "10",
    .blurb = "below which it has the colour low-colour" },
  { .name = "number", .kind = TLR_KEY_CHOICE, .fallback = "percent", .choices = "percent|value|none",
    .blurb = "what stands in it: the part of full, or the value in its unit" },
  { .name = "decimals", .kind = TLR_KEY_NUMBER, .minimum = 0, .maximum = 6, .fallback = "0", .blurb = "of the number" },
  { .name = "label", .kind = TLR_KEY_TEXT, .fallback = "", .blurb = "what it is called: LOX" },
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "24",
    .blurb = "of the number's font" },
  { .name = "label-size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "20",
    .blurb = "of the label's font" },
  { .name = "length", .kind = TLR_KEY_LENGTH, .minimum = 4, .maximum = 10000, .fallback = "200",
    .blurb = "from bottom to top" },
  { .name = "thickness", .kind = TLR_KEY_LENGTH, .minimum = 4, .maximum = 10000, .fallback = "70", .blurb = "across it" },
  { .name = "radius", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "35", .blurb = "of its ends" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2.5", .blurb = "of the wall" },
  { .name = "label-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffc8", .blurb = "of the label" },
  { .name = "fill-colour", .kind = TLR_KEY_COLOUR, .fallback = "#3d9be0", .blurb = "of what is in it" },
  { .name = "low-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ff6b5e", .blurb = "of the last of it" },
  { .name = "wall-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffc8", .blurb = "of wall and marks" },
  { .name = "track-colour", .kind = TLR_KEY_COLOUR, .fallback = "#00000099", .blurb = "of the rest" },
};

const TlrWidgetClass tlr_widget_tank = {
  .name = "tank",
  .description = "A tank as full as a value says",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Tank),
  .init = init,
  .measure = measure,
  .place = place,
  .draw = draw,
  .sketch = sketch_still,
  .finish = finish,
  .check = check,
};
