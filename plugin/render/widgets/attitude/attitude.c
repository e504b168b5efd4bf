/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "render/widgets/attitude/attitude-ball.h"
#include "render/widgets/gauge.h"
#include "render/widgets/widgets.h"

/* Parts of the radius. */
#define BALL 0.87
#define HEADING_SIZE 0.24
#define LABEL_SIZE 0.15

static guint
find_channel (TlrWidget *widget, const char *key)
{
  g_autofree char *name = tlr_widget_text (widget, key);
  guint channel = G_MAXUINT;

  if (name && tlm_timeline_find_channel (widget->context->timeline, name, &channel))
    tlm_channel_set_add (&widget->context->channels, channel);
  return channel;
}

static gboolean
can_have (const TlrWidget *widget, guint channel)
{
  return channel != G_MAXUINT && tlm_timeline_has_channel (widget->context->timeline,
      (guint) MAX (widget->vehicle, 0), channel, NULL);
}

static void
read_colours (TlrAttitude *attitude)
{
  TlrWidget *widget = &attitude->widget;

  tlr_widget_colour (widget, "sky-colour", attitude->sky);
  tlr_widget_colour (widget, "ground-colour", attitude->ground);
  tlr_widget_colour (widget, "horizon-colour", attitude->horizon);
  tlr_widget_colour (widget, "symbol-colour", attitude->symbol);
  tlr_widget_colour (widget, "rim-colour", attitude->rim);
  tlr_widget_colour (widget, "face-colour", attitude->face);
  tlr_widget_colour (widget, "warning-colour", attitude->warning);
}

static void
init (TlrWidget *widget)
{
  TlrAttitude *attitude = (TlrAttitude *) widget;

  attitude->roll = find_channel (widget, "roll");
  attitude->pitch = find_channel (widget, "pitch");
  attitude->yaw = find_channel (widget, "heading");
  for (guint i = 0; i < 4; i++)
    tlm_channel_set_add (&widget->context->channels, TLM_CHANNEL_QUATERNION_W + i);
  attitude->radius = tlr_widget_rows (widget, "diameter") / 2;
  attitude->ball = MAX (floor (BALL * attitude->radius), 1);
  attitude->rows_per_deg = attitude->ball / tlr_widget_number (widget, "view");
  attitude->line = MAX (tlr_widget_rows (widget, "line"), 0.8);
  attitude->has_heading = can_have (widget, attitude->yaw) ||
      can_have (widget, TLM_CHANNEL_QUATERNION_W);
  attitude->heading_style = tlr_widget_text_style (widget, "size", "colour");
  if (tlr_widget_rows (widget, "size") <= 0)
    attitude->heading_style.size = MAX (attitude->heading_style.size, HEADING_SIZE * attitude->radius);
  attitude->strip = tlr_context_strip (widget->context, &attitude->heading_style);
  read_colours (attitude);
}

static TlrTextStyle
label_style (TlrAttitude *attitude)
{
  TlrTextStyle style = tlr_widget_text_style (&attitude->widget, "label-size", "label-colour");

  if (tlr_widget_rows (&attitude->widget, "label-size") <= 0)
    style.size = MAX (style.size, LABEL_SIZE * attitude->radius);
  return style;
}

/* Rows of the label above the circle. */
static double
label_height (TlrAttitude *attitude)
{
  g_autofree char *label = tlr_gauge_label (&attitude->widget);

  return label && label[0] ? 1.4 * label_style (attitude).size : 0;
}

static double
heading_height (const TlrAttitude *attitude)
{
  return attitude->has_heading ? 1.15 * attitude->heading_style.size : 0;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  TlrAttitude *attitude = (TlrAttitude *) widget;

  *width = 2 * attitude->radius * widget->context->x_scale;
  *height = 2 * attitude->radius + label_height (attitude) + heading_height (attitude);
}

/* Where the wings are against the horizon: degrees of roll around the ball. */
static void
add_roll_scale (TlrAttitude *attitude)
{
  static const int angles[] = { -60, -45, -30, -20, -10, 10, 20, 30, 45, 60 };
  double from = attitude->ball + 1, ring = attitude->radius - from, size = 0.95 * ring;
  TlrPoint top[3] = { { attitude->x, attitude->y - from },
    { attitude->x - 0.6 * size, attitude->y - from - size },
    { attitude->x + 0.6 * size, attitude->y - from - size } };

  for (guint i = 0; i < G_N_ELEMENTS (angles); i++)
    tlr_plate_add (&attitude->plate, tlr_figure_tick (attitude->x, attitude->y, from,
            from + (angles[i] % 30 == 0 ? 0.85 : 0.5) * ring, angles[i],
            MAX ((angles[i] % 30 == 0 ? 1 : 0.7) * attitude->line, 0.8), attitude->horizon, 0.9));
  tlr_plate_add (&attitude->plate, tlr_figure_polygon (top, 3, 0, attitude->symbol, 1));
}

static void
add_words (TlrAttitude *attitude)
{
  TlrWidget *widget = &attitude->widget;
  double x_scale = widget->context->x_scale, x = attitude->x * x_scale;
  TlrTextStyle style = label_style (attitude);
  g_autofree char *label = tlr_gauge_label (widget);

  if (label && label[0])
    tlr_plate_add_text (&attitude->plate, &style, label, x, widget->rect.y + 1.05 * style.size, 1,
        widget->rect.width);
  if (attitude->has_heading)
    tlr_plate_add_text (&attitude->plate, &attitude->heading_style, "\302\260",
        x + tlr_strip_width (attitude->strip, "000") / 2.0 + 0.05 * attitude->heading_style.size * x_scale,
        attitude->heading_baseline, 0, 0);
}

static void
arrange (TlrWidget *widget)
{
  TlrAttitude *attitude = (TlrAttitude *) widget;
  const TlrRect *r = &widget->rect;
  double digits = tlr_plate_digit_height (&attitude->heading_style);

  tlr_plate_finish (&attitude->plate);
  attitude->x = (r->x + r->width / 2.0) / widget->context->x_scale;
  attitude->y = r->y + label_height (attitude) + attitude->radius;
  attitude->heading_baseline = floor (attitude->y + attitude->radius + heading_height (attitude) / 2 +
      digits / 2 + 0.06 * attitude->heading_style.size);
  tlr_plate_add (&attitude->plate, tlr_figure_disc (attitude->x, attitude->y, attitude->radius - 0.5,
          attitude->face, 1));
  tlr_plate_add (&attitude->plate, tlr_figure_arc (attitude->x, attitude->y,
          attitude->radius - 0.5 - attitude->line / 2, attitude->line, 0, 360, attitude->rim, 1));
  add_roll_scale (attitude);
  add_words (attitude);
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  tlr_plate_draw (&((TlrAttitude *) widget)->plate, cr, widget->context->x_scale);
}

static void
sketch (TlrWidget *widget, TlrSketch *out)
{
  tlr_plate_sketch (&((TlrAttitude *) widget)->plate, out, widget->context->x_scale);
}

/* Whole steps of the grid, so that what is composed of it can be. */
static TlrRect
ball_rect (const TlrAttitude *attitude)
{
  const TlrContext *context = attitude->widget.context;
  const TlrRect *r = &attitude->widget.rect;
  double top = attitude->y - attitude->ball - 1, bottom = r->y + r->height;
  TlrRect rect = tlr_context_align (context, (attitude->x - attitude->ball - 1) * context->x_scale, top,
      (2 * attitude->ball + 2) * context->x_scale, bottom - top);

  rect = tlr_context_cover (context, &rect);
  rect.width = rect.width / context->columns * context->columns;
  rect.height = rect.height / context->rows * context->rows;
  return rect;
}

static void
place (TlrWidget *widget)
{
  TlrAttitude *attitude = (TlrAttitude *) widget;
  TlrRect rect = ball_rect (attitude);

  tlr_context_add_item (widget->context, tlr_attitude_ball_new (attitude, &rect));
}

static void
finish (TlrWidget *widget)
{
  tlr_plate_finish (&((TlrAttitude *) widget)->plate);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "pitch", .kind = TLR_KEY_TEXT, .fallback = "pitch",
    .blurb = "channel of the nose above the horizon; without it the quaternion" },
  { .name = "roll", .kind = TLR_KEY_TEXT, .fallback = "roll",
    .blurb = "channel of the right wing below the horizon; none is 0" },
  { .name = "heading", .kind = TLR_KEY_TEXT, .fallback = "yaw",
    .blurb = "channel of the nose's direction from north through east" },
  { .name = "diameter", .kind = TLR_KEY_LENGTH, .minimum = 16, .maximum = 2000, .fallback = "240",
    .blurb = "of the whole" },
  { .name = "view", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = 5, .maximum = 90,
    .fallback = "30", .blurb = "from its middle to the ball's edge" },
  { .name = "label", .kind = TLR_KEY_TEMPLATE, .fallback = "", .blurb = "above it" },
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0",
    .blurb = "of the heading's font; 0: by the diameter" },
  { .name = "label-size", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0",
    .blurb = "of the label's font; 0: by the diameter" },
  { .name = "label-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffd8",
    .blurb = "of the label" },
  { .name = "sky-colour", .kind = TLR_KEY_COLOUR, .fallback = "#2f78c4",
    .blurb = "above the horizon" },
  { .name = "ground-colour", .kind = TLR_KEY_COLOUR, .fallback = "#7a4a23",
    .blurb = "below the horizon" },
  { .name = "horizon-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff",
    .blurb = "of horizon, ladder and scale" },
  { .name = "symbol-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffd60a",
    .blurb = "of the vehicle's wings and nose" },
  { .name = "warning-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ff6b5e",
    .blurb = "of the cross while nothing is known" },
  { .name = "face-colour", .kind = TLR_KEY_COLOUR, .fallback = "#05080dc8", .blurb = "behind all" },
  { .name = "rim-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff50", .blurb = "of the rim" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2.4",
    .blurb = "of horizon and rim" },
};

const TlrWidgetClass tlr_widget_attitude = {
  .name = "attitude",
  .description = "Horizon, pitch, roll and heading, as on a flight display",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (TlrAttitude),
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .place = place,
  .draw = draw,
  .finish = finish,
  .sketch = sketch,
};
