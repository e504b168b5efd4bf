/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "render/draw/picture.h"
#include "render/scene/figures-item.h"
#include "render/scene/painting.h"
#include "render/widgets/card/card-queue.h"
#include "render/widgets/card/card-value.h"
#include "render/widgets/event-label.h"
#include "render/widgets/widgets.h"

/* The widest a title is taken for, in sizes of its font, and the least. */
#define TITLE_MAX 14.0
#define TITLE_MIN 7.0

/* Events looked at for the widest title. */
#define TITLES_MAX 256

/* Bytes of a name that are shown. */
#define TEXT_MOST 64

/* Places to a row that the bar is seen to move by. */
#define STEPS 2

typedef enum { LINE_NAME, LINE_TITLE, LINE_VALUE, LINE_LABEL, N_LINES } Line;

/* A card when an event has come: whose it is, its title, what was recorded then, what that is, and
 * a bar of how long the card stays. */
typedef struct {
  TlrWidget widget;
  TlrCardKinds kinds;
  TlrCardQueue *queue;
  TlmDuration stay_ns, count_ns;
  TlrTextStyle styles[N_LINES];
  TlrFace *faces[N_LINES];
  double padding_x, padding_y, radius, bar, gap;
  double plate[4], accent[4];
  double baselines[N_LINES];   /* rows of the frame */
  gboolean has_names;
  TlrCardValue value;          /* of the card that was last asked for */
  guint64 revision;            /* of the timeline, when that was */
  gint64 event_ns;
  guint event;                 /* whose; G_MAXUINT: none */
} Card;

/* What stands on a card. A state of an item. */
typedef struct {
  guint32 event;
  guint32 reserved;
  char lines[N_LINES][TLR_CARD_TEXT];
} CardText;

G_STATIC_ASSERT (sizeof (CardText) <= TLR_ITEM_STATE_SIZE);

static TlrPresenceAt
part (const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  const Card *card = (const Card *) widget;
  TlmDuration enter_ns = widget->enter.duration_ns, leave_ns = widget->leave.duration_ns;
  gint64 now = snapshot->time_ns;
  TlrCard shown;

  if (!tlr_card_queue_at (card->queue, now, &shown))
    return (TlrPresenceAt) { .part = 0 };
  if (now >= shown.end_ns)
    return (TlrPresenceAt) { .part = 1 - (double) (now - shown.end_ns) / (double) leave_ns, .leaves = TRUE };
  if (now - shown.start_ns < enter_ns)
    return (TlrPresenceAt) { .part = MAX ((double) (now - shown.start_ns) / (double) enter_ns, 1e-9) };
  return (TlrPresenceAt) { .part = 1, .leaves = TRUE };
}

static void
read_styles (Card *card)
{
  static const struct { const char *size, *colour; } keys[N_LINES] = {
    [LINE_NAME] = { "label-size", "accent" },
    [LINE_TITLE] = { "title-size", "colour" },
    [LINE_VALUE] = { "size", "colour" },
    [LINE_LABEL] = { "label-size", "label-colour" },
  };

  for (guint i = 0; i < N_LINES; i++) {
    card->styles[i] = tlr_widget_text_style (&card->widget, keys[i].size, keys[i].colour);
    card->faces[i] = tlr_face_new (&card->styles[i]);
  }
}

static void
init (TlrWidget *widget)
{
  Card *card = (Card *) widget;
  g_autofree char *events = tlr_widget_text (widget, "events"), *values = tlr_widget_text (widget, "values");
  const char *right;

  tlr_card_kinds_read (&card->kinds, events, values, &right);
  card->stay_ns = (TlmDuration) (tlr_widget_number (widget, "stay") * TLM_SECOND);
  card->count_ns = MIN ((TlmDuration) (tlr_widget_number (widget, "count") * TLM_SECOND), card->stay_ns / 2);
  card->queue = tlr_card_queue_new (widget->context->timeline, widget->vehicle, &card->kinds, card->stay_ns,
      widget->leave.duration_ns);
  card->has_names = tlm_timeline_n_vehicles (widget->context->timeline) > 1;
  card->padding_x = tlr_widget_columns (widget, "padding");
  card->padding_y = tlr_widget_rows (widget, "padding");
  card->radius = tlr_widget_rows (widget, "radius");
  card->bar = MAX (tlr_widget_rows (widget, "line"), 1);
  card->gap = tlr_widget_rows (widget, "gap");
  tlr_widget_colour (widget, "plate-colour", card->plate);
  tlr_widget_colour (widget, "accent", card->accent);
  read_styles (card);
  card->event = G_MAXUINT;
  widget->own_part = part;
}

static const TlmEvent *
event_of (const Card *card, guint index)
{
  return tlm_timeline_event_of (card->widget.context->timeline, card->widget.vehicle, index);
}

/* That of the event; of one of all that of the widget. */
static guint
vehicle_of (const Card *card, const TlmEvent *event)
{
  guint vehicle;

  if (event->vehicle && tlm_timeline_find_vehicle (card->widget.context->timeline, event->vehicle, &vehicle))
    return vehicle;
  return (guint) MAX (card->widget.vehicle, 0);
}

/* The titles there can be are known but for those that come live. */
static double
title_width (Card *card)
{
  const TlrWidget *widget = &card->widget;
  guint n = tlm_timeline_n_events_of (widget->context->timeline, widget->vehicle);
  double em = card->styles[LINE_TITLE].size * card->styles[LINE_TITLE].x_scale, widest = TITLE_MIN * em;
  TlrCardMoment moment;
  char buf[TLR_CARD_TEXT];

  for (guint i = 0; i < MIN (n, TITLES_MAX); i++) {
    const TlmEvent *event = event_of (card, i);

    if (tlr_card_kinds_channels (&card->kinds, event->id, &moment))
      widest = MAX (widest, tlr_face_measure (card->faces[LINE_TITLE],
              tlr_event_words (widget, event, FALSE, buf, sizeof buf)).advance);
  }
  return MIN (widest, TITLE_MAX * em);
}

static double
line_height (const Card *card, Line line)
{
  return tlr_face_ascent (card->faces[line]) + tlr_face_descent (card->faces[line]);
}

static gboolean
has_line (const Card *card, Line line)
{
  return line != LINE_NAME || card->has_names;
}

static double
full_height (const Card *card)
{
  double sum = 2 * card->padding_y + card->bar + card->gap;

  for (guint i = 0; i < N_LINES; i++)
    sum += has_line (card, (Line) i) ? line_height (card, (Line) i) : 0;
  return sum;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Card *card = (Card *) widget;
  double value = tlr_face_measure (card->faces[LINE_VALUE], "88,888.8 km/h").advance;

  *width = MAX (title_width (card), value) + 2 * card->padding_x;
  *height = full_height (card);
}

/* Asked once for a card and a state of the timeline. */
static const TlrCardValue *
find_value (Card *card, guint index)
{
  const TlmTimeline *timeline = card->widget.context->timeline;
  guint64 revision = tlm_timeline_get_revision (timeline);
  const TlmEvent *event = event_of (card, index);
  TlrCardMoment moment;
  const char *channels = tlr_card_kinds_channels (&card->kinds, event->id, &moment);

  if (card->event == index && card->revision == revision && card->event_ns == event->time_ns)
    return &card->value;
  card->value = tlr_card_value_find (&card->widget, vehicle_of (card, event), channels ? channels : "", moment,
      event->time_ns);
  card->event = index;
  card->event_ns = event->time_ns;
  card->revision = revision;
  return &card->value;
}

static void
write_lines (Card *card, const TlrCard *shown, gint64 now_ns, CardText *text)
{
  const TlrWidget *widget = &card->widget;
  const TlmEvent *event = event_of (card, shown->event);
  const TlrCardValue *value = find_value (card, shown->event);
  double over = card->count_ns > 0 ? (double) (now_ns - shown->start_ns) / (double) card->count_ns : 1;

  if (card->has_names && event->vehicle)
    g_strlcpy (text->lines[LINE_NAME], tlm_head (tlm_timeline_vehicle_label (widget->context->timeline,
                vehicle_of (card, event)), TEXT_MOST).text, TLR_CARD_TEXT);
  tlr_event_words (widget, event, FALSE, text->lines[LINE_TITLE], TLR_CARD_TEXT);
  tlr_card_value_print (value, widget, tlr_ease (TLR_EASING_OUT, over), text->lines[LINE_VALUE]);
  g_strlcpy (text->lines[LINE_LABEL], tlm_head (tlr_card_value_label (value, widget), TEXT_MOST).text,
      TLR_CARD_TEXT);
}

static gsize
text_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state)
{
  Card *card = (Card *) widget;
  CardText text;
  TlrCard shown;

  if (!tlr_card_queue_at (card->queue, snapshot->time_ns, &shown))
    return 0;
  memset (&text, 0, sizeof text);
  text.event = shown.event;
  write_lines (card, &shown, snapshot->time_ns, &text);
  memcpy (state, &text, sizeof text);
  return sizeof text;
}

/* How far the text of a line is squeezed to fit. */
static double
fit_of (const Card *card, Line line, const char *text)
{
  double room = card->widget.rect.width - 2 * card->padding_x;

  return MIN (1, room / MAX (tlr_face_measure (card->faces[line], text).advance, 1));
}

static void
paint_text (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  const Card *card = (const Card *) widget;
  const TlrRect *r = &widget->rect;
  CardText text;

  memcpy (&text, state, sizeof text);
  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, card->radius, widget->context->x_scale);
  cairo_set_source_rgba (cr, card->plate[0], card->plate[1], card->plate[2], card->plate[3]);
  cairo_fill (cr);
  for (guint i = 0; i < N_LINES; i++)
    if (text.lines[i][0])
      tlr_face_draw (card->faces[i], cr, text.lines[i], r->x + card->padding_x, card->baselines[i],
          fit_of (card, (Line) i, text.lines[i]));
}

static void
sketch_text (TlrWidget *widget, const guint8 *state, TlrSketch *sketch)
{
  const Card *card = (const Card *) widget;
  const TlrRect *r = &widget->rect;
  CardText text;

  memcpy (&text, state, sizeof text);
  tlr_sketch_rect (sketch, r->x, r->y, r->width, r->height, card->radius, card->plate, 1);
  for (guint i = 0; i < N_LINES; i++)
    if (text.lines[i][0])
      tlr_sketch_text (sketch, &card->styles[i], 1, text.lines[i], r->x + card->padding_x, card->baselines[i],
          fit_of (card, (Line) i, text.lines[i]), NULL);
}

/* Steps of the bar that are left. */
static gsize
bar_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state)
{
  const Card *card = (const Card *) widget;
  double room = (widget->rect.width - 2 * card->padding_x) / widget->context->x_scale;
  TlrCard shown;
  gint32 left;

  if (!tlr_card_queue_at (card->queue, snapshot->time_ns, &shown))
    return 0;
  left = (gint32) ceil (room * STEPS * CLAMP ((double) (shown.end_ns - snapshot->time_ns) /
          (double) (shown.end_ns - shown.start_ns), 0, 1));
  memcpy (state, &left, sizeof left);
  return left > 0 ? sizeof left : 0;
}

static guint
bar_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  const Card *card = (const Card *) widget;
  double x = (widget->rect.x + card->padding_x) / widget->context->x_scale;
  double y = widget->rect.y + widget->rect.height - card->padding_y - card->bar / 2;
  gint32 left;

  memcpy (&left, state, sizeof left);
  figures[0] = tlr_figure_line (x, y, x + (double) left / STEPS, y, card->bar, card->accent, 1);
  return 1;
}

static void
place (TlrWidget *widget)
{
  Card *card = (Card *) widget;
  double y = widget->rect.y + card->padding_y;

  for (guint i = 0; i < N_LINES; i++) {
    card->baselines[i] = y + tlr_face_ascent (card->faces[i]);
    y += has_line (card, (Line) i) ? line_height (card, (Line) i) : 0;
  }
  tlr_context_add_item (widget->context, tlr_painting_with_sketch (
          tlr_painting_new (widget, &widget->rect, text_state, paint_text), sketch_text));
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, bar_state, bar_figures));
}

static void
finish (TlrWidget *widget)
{
  Card *card = (Card *) widget;

  g_clear_pointer (&card->queue, tlr_card_queue_free);
  tlr_card_kinds_clear (&card->kinds);
  for (guint i = 0; i < N_LINES; i++)
    g_clear_pointer (&card->faces[i], tlr_face_free);
}

static gboolean
check (const TlmKeyFile *file, const char *group, GError **error)
{
  g_autofree char *events = tlm_key_file_get (file, group, "events");
  g_autofree char *values = tlm_key_file_get (file, group, "values");
  TlrCardKinds kinds;
  const char *right;

  if (tlr_card_kinds_read (&kinds, events, values, &right)) {
    tlr_card_kinds_clear (&kinds);
    return TRUE;
  }
  tlm_key_file_error (file, group, g_str_has_prefix (right, "up to 64 names") ? "events" : "values", error,
      "right are %s", right);
  return FALSE;
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "events", .kind = TLR_KEY_TEXT, .fallback = "",
    .blurb = "that have a card: max-q; meco; landing; by default max-q, cut-offs, separations, apogee, landing, "
        "docking, orbit" },
  { .name = "values", .kind = TLR_KEY_TEXT, .fallback = "",
    .blurb = "channels that cards of events show, of a|b the first that was known: meco:speed|altitude; landing:" },
  { .name = "stay", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0.5, .maximum = 600, .fallback = "6",
    .blurb = "how long a card stays; half of it where others wait" },
  { .name = "count", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 60, .fallback = "1.5",
    .blurb = "time in which the value counts up; half of stay at most" },
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "44",
    .blurb = "of the value's font" },
  { .name = "title-size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "28",
    .blurb = "of the title's font" },
  { .name = "label-size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "18",
    .blurb = "of the vehicle's name, where there are several, and of what the value is" },
  { .name = "label-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffb8", .blurb = "of what the value is" },
  { .name = "accent", .kind = TLR_KEY_COLOUR, .fallback = "#5ac8fa", .blurb = "of the bar and the vehicle's name" },
  { .name = "plate-colour", .kind = TLR_KEY_COLOUR, .fallback = "#05080dd8", .blurb = "behind the card" },
  { .name = "padding", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "16",
    .blurb = "around what stands on it" },
  { .name = "radius", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "8",
    .blurb = "of the corners" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "4",
    .blurb = "width of the bar" },
  { .name = "gap", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 100, .fallback = "8", .blurb = "above the bar" },
};

const TlrWidgetClass tlr_widget_card = {
  .name = "card",
  .description = "A card for a while when an event has come, with what was recorded then; enter and leave move each card",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Card),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
  .check = check,
};
