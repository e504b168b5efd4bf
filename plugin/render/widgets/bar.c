/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/draw/picture.h"
#include "render/scene/painting.h"
#include "render/scene/widget.h"
#include "render/widgets/widgets.h"

/* Lengths to a pixel that a change is seen by. */
#define STEPS 4

/* A bar as long as a value is large. What is not known leaves it empty; what is
 * stale makes it hollow. */
typedef struct {
  TlrWidget widget;
  char *channel;
  double low, high;        /* storage unit */
  gboolean upright;
  double radius, line;     /* rows */
  double rgba[4], track[4];
} Bar;

/* What it shows; all bytes are set, for they are compared. */
typedef struct {
  gint32 length;           /* pixels times STEPS */
  guint32 stale;
} State;

static double
end (const TlrWidget *widget, const char *key, const TlmUnit *unit)
{
  double value = tlr_widget_number (widget, key);

  return unit ? tlm_unit_to_si (unit, value) : value;
}

static void
init (TlrWidget *widget)
{
  Bar *bar = (Bar *) widget;
  g_autofree char *symbol = tlr_widget_text (widget, "unit");
  const TlmUnit *unit = symbol ? tlm_unit_find (symbol) : NULL;
  guint channel;

  bar->channel = tlr_widget_text (widget, "channel");
  bar->low = end (widget, "minimum", unit);
  bar->high = end (widget, "maximum", unit);
  bar->upright = tlr_widget_choice (widget, "direction") == 1;
  bar->radius = tlr_widget_rows (widget, "radius");
  bar->line = tlr_widget_rows (widget, "line");
  tlr_widget_colour (widget, "colour", bar->rgba);
  tlr_widget_colour (widget, "track-colour", bar->track);
  if (tlm_timeline_find_channel (widget->context->timeline, bar->channel, &channel))
    tlm_channel_set_add (&widget->context->channels, channel);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  *width = tlr_widget_columns (widget, ((Bar *) widget)->upright ? "thickness" : "length");
  *height = tlr_widget_rows (widget, ((Bar *) widget)->upright ? "length" : "thickness");
}

static gsize
bar_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Bar *bar = (const Bar *) widget;
  State state = { 0, 0 };
  guint channel;

  if (tlm_timeline_find_channel (widget->context->timeline, bar->channel, &channel)) {
    TlmValue value = tlm_snapshot_value (snapshot, (guint) MAX (widget->vehicle, 0), channel);
    double part = (value.value - bar->low) / (bar->high - bar->low);
    int room = bar->upright ? widget->rect.height : widget->rect.width;

    if (tlm_value_is_shown (&value) && isfinite (part)) {
      state.length = (gint32) floor (CLAMP (part, 0, 1) * room * STEPS + 0.5);
      state.stale = value.validity == TLM_VALIDITY_STALE;
    }
  }
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
set_colour (cairo_t *cr, const double rgba[4])
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
}

static void
paint (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  const Bar *bar = (const Bar *) widget;
  const TlrRect *r = &widget->rect;
  double x_scale = widget->context->x_scale;
  State state;

  memcpy (&state, bytes, sizeof state);
  double length = (double) state.length / STEPS;
  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, bar->radius, x_scale);
  set_colour (cr, bar->track);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  set_colour (cr, bar->rgba);
  if (bar->upright)
    cairo_rectangle (cr, r->x, r->y + r->height - length, r->width, length);
  else
    cairo_rectangle (cr, r->x, r->y, length, r->height);
  if (state.stale) {
    cairo_set_line_width (cr, 2 * bar->line);
    cairo_stroke (cr);
  } else {
    cairo_fill (cr);
  }
}

static void
sketch (TlrWidget *widget, const guint8 *bytes, TlrSketch *out)
{
  const Bar *bar = (const Bar *) widget;
  const TlrRect *r = &widget->rect;
  State state;

  memcpy (&state, bytes, sizeof state);
  double length = (double) state.length / STEPS;
  double x = r->x, y = bar->upright ? r->y + r->height - length : r->y;
  double width = bar->upright ? r->width : length, height = bar->upright ? length : r->height;
  tlr_sketch_rect (out, r->x, r->y, r->width, r->height, bar->radius, bar->track, 1);
  if (length <= 0)
    return;
  if (state.stale)
    tlr_sketch_border (out, x, y, width, height, 0, bar->line, bar->rgba);
  else
    tlr_sketch_rect (out, x, y, width, height, bar->radius, bar->rgba, 1);
}

static void
place (TlrWidget *widget)
{
  tlr_context_add_item (widget->context, tlr_painting_with_sketch (
          tlr_painting_new (widget, &widget->rect, bar_state, paint), sketch));
}

static void
finish (TlrWidget *widget)
{
  g_free (((Bar *) widget)->channel);
}

static const TlrKey keys[] = {
  { .name = "channel", .kind = TLR_KEY_TEXT, .fallback = "speed", .blurb = "whose value it shows" },
  { .name = "unit", .kind = TLR_KEY_UNIT, .blurb = "of minimum and maximum; SI unless told" },
  { .name = "minimum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12, .fallback = "0",
    .blurb = "value of an empty bar" },
  { .name = "maximum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12, .fallback = "1",
    .blurb = "value of a full bar" },
  { .name = "direction", .kind = TLR_KEY_CHOICE, .fallback = "right", .choices = "right|up",
    .blurb = "the way it grows" },
  { .name = "length", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 10000, .fallback = "200",
    .blurb = "of the full bar" },
  { .name = "thickness", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 1000, .fallback = "12",
    .blurb = "across it" },
  { .name = "radius", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "3",
    .blurb = "of its corners" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2",
    .blurb = "around a stale value" },
  { .name = "colour", .kind = TLR_KEY_COLOUR, .fallback = "#5ac8fa", .inherited = TRUE,
    .blurb = "of the value" },
  { .name = "track-colour", .kind = TLR_KEY_COLOUR, .fallback = "#00000099",
    .blurb = "of the rest" },
};

const TlrWidgetClass tlr_widget_bar = {
  .name = "bar",
  .description = "A bar as long as a value is large",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Bar),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
};
