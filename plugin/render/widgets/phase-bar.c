/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/context.h"
#include "render/widgets/slider.h"
#include "render/widgets/widgets.h"

/* Dots on the bar at once, at most. */
#define SLOTS_MAX 12

/* Steps in which the light around a new event goes out. */
#define GLOW_STEPS 5

/* How long the line runs before the first dot and after the last. */
#define LEAD_NS (60 * TLM_SECOND)

/* Events as dots on a line, evenly spaced so that a burst of them stays
 * readable; the line fills as time passes. More events than fit turn pages; the
 * last dot of a page is the first of the next. */
typedef struct {
  TlrWidget widget;
  TlrFace *face, *bold;
  TlrTextStyle style;
  double size, dot, line;      /* rows */
  double accent[4], future[4];
  double label_width;          /* columns */
  TlmDuration highlight_ns;    /* how long an event that has just come is lit */
  guint slots;
  double line_y;               /* of the line, in the frame */
  double label_baseline;
} PhaseBar;

/* What the bar shows apart from the moving end: bytes compared, so no padding.
 * GLOW steps of light are left around the last event passed. */
typedef struct {
  guint32 first, count, passed, total, glow, reserved;
  guint64 hash;
} Page;

static void
init (TlrWidget *widget)
{
  PhaseBar *bar = (PhaseBar *) widget;

  bar->style = tlr_widget_text_style (widget, "size", "colour");
  bar->face = tlr_face_new (&bar->style);
  TlrTextStyle bold = bar->style;
  bold.weight = (int) tlr_widget_number (widget, "current-weight");
  bar->bold = tlr_face_new (&bold);
  bar->size = bar->style.size;
  bar->dot = tlr_widget_rows (widget, "dot") / 2;
  bar->line = tlr_widget_rows (widget, "line");
  bar->highlight_ns = (TlmDuration) (tlr_widget_number (widget, "highlight") * TLM_SECOND);
  tlr_widget_colour (widget, "accent", bar->accent);
  tlr_widget_colour (widget, "future-colour", bar->future);
}

/* An event's words for readers, in BUF: short ones, unless the source has its own. */
static const char *
event_words (const PhaseBar *bar, const TlmEvent *event, char *buf, gsize size)
{
  TlrWords *known = bar->widget.context->words;
  const char *plain = event->label ? event->label : event->id;
  const char *words = tlr_words_find (known, plain);

  if (words == event->id)
    words = tlr_words_event (known, event->id, TRUE);
  g_strlcpy (buf, words, size);
  if (words == event->id) {
    g_strdelimit (buf, "-", ' ');
    buf[0] = g_ascii_toupper (buf[0]);
  }
  for (char *p = buf; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  const char *end;
  if (!g_utf8_validate (buf, -1, &end))
    buf[end - buf] = 0;
  return buf;
}

static double
widest_label (PhaseBar *bar)
{
  const TlmTimeline *timeline = bar->widget.context->timeline;
  guint n = MIN (tlm_timeline_n_events (timeline), 256);
  double widest = 5 * bar->size * bar->style.x_scale;
  char buf[128];

  for (guint i = 0; i < n; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    widest = MAX (widest, tlr_face_measure (bar->bold, event_words (bar, event, buf, sizeof buf)).advance);
  }
  return MIN (widest, 11 * bar->size * bar->style.x_scale);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  PhaseBar *bar = (PhaseBar *) widget;

  bar->label_width = widest_label (bar) + 1.2 * bar->size * bar->style.x_scale;
  *width = 2 * bar->label_width;
  *height = 4 * bar->dot + 0.45 * bar->size + tlr_face_ascent (bar->face) + tlr_face_descent (bar->face);
}

static gboolean
is_planned (const TlmTimeline *timeline, guint index)
{
  return tlm_timeline_event (timeline, index)->confidence == TLM_CONFIDENCE_NOMINAL;
}

/* Events up to the last at or before NOW that is known to have come: what is
 * only planned never counts as passed, and the line waits for it. */
static guint
count_passed (const TlmTimeline *timeline, gint64 now_ns)
{
  guint low = 0, high = tlm_timeline_n_events (timeline);

  if (now_ns == TLM_TIME_NONE)
    return 0;
  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (tlm_timeline_event (timeline, middle)->time_ns <= now_ns)
      low = middle + 1;
    else
      high = middle;
  }
  while (low > 0 && is_planned (timeline, low - 1))
    low--;
  return low;
}

/* Light left around an event, of GLOW_STEPS. */
static guint32
glow_after (const PhaseBar *bar, gint64 since_ns)
{
  if (since_ns < 0 || since_ns >= bar->highlight_ns)
    return 0;
  return (guint32) (GLOW_STEPS - since_ns * GLOW_STEPS / bar->highlight_ns);
}

static void
hash_bytes (guint64 *hash, gconstpointer data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    *hash = (*hash ^ ((const guint8 *) data)[i]) * G_GUINT64_CONSTANT (0x100000001b3);
}

static guint64
hash_events (const TlmTimeline *timeline, guint first, guint count)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (guint i = first; i < first + count; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    const char *words = event->label ? event->label : event->id;

    hash_bytes (&hash, &event->time_ns, sizeof event->time_ns);
    hash_bytes (&hash, words, strlen (words) + 1);
    hash_bytes (&hash, &(guint8) { (guint8) event->confidence }, 1);
  }
  return hash;
}

static void
find_page (const PhaseBar *bar, gint64 now_ns, Page *page)
{
  const TlmTimeline *timeline = bar->widget.context->timeline;
  guint n = tlm_timeline_n_events (timeline), passed = count_passed (timeline, now_ns);
  guint step = MAX (bar->slots, 2) - 1;
  guint first = passed ? (passed - 1) / step * step : 0;

  memset (page, 0, sizeof *page);
  if (n > bar->slots)
    page->first = MIN (first, n - bar->slots);
  page->count = MIN (n, bar->slots);
  page->passed = passed > page->first ? MIN (passed - page->first, page->count) : 0;
  page->total = n;
  if (page->passed > 0)
    page->glow = glow_after (bar, now_ns -
        tlm_timeline_event (timeline, page->first + page->passed - 1)->time_ns);
  page->hash = hash_events (timeline, page->first, page->count);
}

static gsize
page_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state)
{
  Page page;

  find_page ((PhaseBar *) widget, snapshot->time_ns, &page);
  memcpy (state, &page, sizeof page);
  return page.count ? sizeof page : 0;
}

static double
dot_x (const PhaseBar *bar, guint count, guint i)
{
  return bar->widget.rect.x + bar->widget.rect.width * (i + 0.5) / count;
}

static double
part (gint64 now_ns, gint64 from_ns, gint64 to_ns)
{
  if (to_ns <= from_ns)
    return now_ns >= to_ns;
  return CLAMP (((double) now_ns - (double) from_ns) / ((double) to_ns - (double) from_ns), 0, 1);
}

/* Column of the moving end. */
static double
end_x (const PhaseBar *bar, const Page *page, gint64 now_ns)
{
  const TlmTimeline *timeline = bar->widget.context->timeline;
  double left = bar->widget.rect.x, right = left + bar->widget.rect.width;

  if (page->passed == 0) {
    gint64 first = tlm_timeline_event (timeline, page->first)->time_ns;
    return left + (dot_x (bar, page->count, 0) - left) * part (now_ns, first - LEAD_NS, first);
  }
  guint last = page->first + page->passed - 1;
  gint64 from = tlm_timeline_event (timeline, last)->time_ns;
  double x = dot_x (bar, page->count, page->passed - 1);
  if (page->passed == page->count)
    return x + (right - x) * part (now_ns, from, from + LEAD_NS);
  gint64 to = tlm_timeline_event (timeline, last + 1)->time_ns;
  return x + (dot_x (bar, page->count, page->passed) - x) * part (now_ns, from, to);
}

static double
end_position (TlrWidget *widget, const TlmSnapshot *snapshot)
{
  PhaseBar *bar = (PhaseBar *) widget;
  Page page;

  find_page (bar, snapshot->time_ns, &page);
  if (page.count == 0 || snapshot->time_ns == TLM_TIME_NONE)
    return NAN;
  return end_x (bar, &page, snapshot->time_ns);
}

static void
set_colour (cairo_t *cr, const double rgba[4], double alpha)
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3] * alpha);
}

static void
draw_circle (const PhaseBar *bar, cairo_t *cr, double x, double y, double radius)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, bar->style.x_scale, 1);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_restore (cr);
}

/* A ring that shrinks and fades in steps. */
static void
draw_glow (const PhaseBar *bar, cairo_t *cr, double x, guint glow)
{
  double part = (double) glow / GLOW_STEPS;

  draw_circle (bar, cr, x, bar->line_y, bar->dot * (1.2 + 0.6 * part));
  set_colour (cr, bar->accent, 0.9 * part);
  cairo_set_line_width (cr, 1.2 * bar->line);
  cairo_stroke (cr);
}

/* Full when passed, a ring when it is to come, a broken ring when it is only
 * planned. */
static void
draw_dot (const PhaseBar *bar, cairo_t *cr, double x, gboolean passed, gboolean planned,
    gboolean current)
{
  double dash = 2 * G_PI * (bar->dot - bar->line / 2) / 8;

  draw_circle (bar, cr, x, bar->line_y, bar->dot);
  if (passed && !planned) {
    set_colour (cr, current ? bar->accent : bar->style.rgba, 1);
    cairo_fill (cr);
    return;
  }
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_fill (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  draw_circle (bar, cr, x, bar->line_y, bar->dot - bar->line / 2);
  set_colour (cr, bar->future, 1);
  cairo_set_line_width (cr, bar->line);
  cairo_set_dash (cr, &dash, planned ? 1 : 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_label (PhaseBar *bar, cairo_t *cr, const TlmEvent *event, double x, double room,
    gboolean bright, gboolean current)
{
  TlrFace *face = current ? bar->bold : bar->face;
  char buf[128];
  const char *words = event_words (bar, event, buf, sizeof buf);
  double advance = tlr_face_measure (face, words).advance;
  double fit = MIN (1, room / MAX (advance, 1));

  if (!bright)
    cairo_push_group (cr);
  tlr_face_draw (face, cr, words, x - advance * fit / 2, bar->label_baseline, fit);
  if (!bright) {
    cairo_pop_group_to_source (cr);
    cairo_paint_with_alpha (cr, bar->future[3]);
  }
}

static void
paint_page (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  PhaseBar *bar = (PhaseBar *) widget;
  const TlmTimeline *timeline = widget->context->timeline;
  double room = (double) widget->rect.width;
  Page page;

  memcpy (&page, state, sizeof page);
  if (page.count == 0 || page.first + page.count > tlm_timeline_n_events (timeline))
    return;
  set_colour (cr, bar->future, 0.7);
  cairo_rectangle (cr, widget->rect.x, bar->line_y - bar->line / 2, widget->rect.width, bar->line);
  cairo_fill (cr);
  room = room / page.count - 0.6 * bar->size * bar->style.x_scale;
  for (guint i = 0; i < page.count; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, page.first + i);
    gboolean passed = i < page.passed, current = i + 1 == page.passed;
    gboolean planned = event->confidence == TLM_CONFIDENCE_NOMINAL;
    double x = dot_x (bar, page.count, i);

    draw_dot (bar, cr, x, passed, planned, current);
    if (current && page.glow > 0)
      draw_glow (bar, cr, x, page.glow);
    draw_label (bar, cr, event, x, room, passed && !planned, current);
  }
}

/* The line between the dots, so that it does not show inside hollow ones. */
static void
sketch_line (const PhaseBar *bar, const Page *page, TlrSketch *sketch)
{
  double start = bar->widget.rect.x, end = start + bar->widget.rect.width;
  double radius = bar->dot * bar->style.x_scale, y = bar->line_y - bar->line / 2;

  for (guint i = 0; i < page->count; i++) {
    double x = dot_x (bar, page->count, i);

    if (x - radius > start)
      tlr_sketch_rect (sketch, start, y, x - radius - start, bar->line, 0, bar->future, 0.7);
    start = x + radius;
  }
  if (end > start)
    tlr_sketch_rect (sketch, start, y, end - start, bar->line, 0, bar->future, 0.7);
}

static void
sketch_dot (const PhaseBar *bar, TlrSketch *sketch, double x, gboolean passed, gboolean current)
{
  double scale = bar->style.x_scale, inner = bar->dot - bar->line / 2;

  if (passed)
    tlr_sketch_circle (sketch, x, bar->line_y, bar->dot * scale, bar->dot, 0,
        current ? bar->accent : bar->style.rgba, 1);
  else
    tlr_sketch_circle (sketch, x, bar->line_y, inner * scale, inner, bar->line, bar->future, 1);
}

static void
sketch_label (PhaseBar *bar, TlrSketch *sketch, const TlmEvent *event, double x, double room,
    gboolean passed, gboolean current)
{
  TlrFace *face = current ? bar->bold : bar->face;
  TlrTextStyle style = bar->style;
  char buf[128];
  const char *words = event_words (bar, event, buf, sizeof buf);
  double advance = tlr_face_measure (face, words).advance;
  double fit = MIN (1, room / MAX (advance, 1));

  if (current)
    style.weight = (int) tlr_widget_number (&bar->widget, "current-weight");
  tlr_sketch_text (sketch, &style, passed ? 1 : bar->future[3], words, x - advance * fit / 2,
      bar->label_baseline, fit, NULL);
}

static void
sketch_page (TlrWidget *widget, const guint8 *state, TlrSketch *sketch)
{
  PhaseBar *bar = (PhaseBar *) widget;
  const TlmTimeline *timeline = widget->context->timeline;
  double room;
  Page page;

  memcpy (&page, state, sizeof page);
  if (page.count == 0 || page.first + page.count > tlm_timeline_n_events (timeline))
    return;
  sketch_line (bar, &page, sketch);
  room = (double) widget->rect.width / page.count - 0.6 * bar->size * bar->style.x_scale;
  for (guint i = 0; i < page.count; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, page.first + i);
    gboolean passed = i < page.passed, current = i + 1 == page.passed;
    double x = dot_x (bar, page.count, i);

    sketch_dot (bar, sketch, x, passed && event->confidence != TLM_CONFIDENCE_NOMINAL, current);
    sketch_label (bar, sketch, event, x, room, passed && event->confidence != TLM_CONFIDENCE_NOMINAL,
        current);
  }
}

static TlrSliderStyle
slider_style (const PhaseBar *bar)
{
  TlrSliderStyle style = { .y = bar->line_y, .line = bar->line, .halo = 1.15 * bar->dot,
    .core = 0.62 * bar->dot };

  memcpy (style.line_rgba, bar->style.rgba, sizeof style.line_rgba);
  memcpy (style.core_rgba, bar->style.rgba, sizeof style.core_rgba);
  memcpy (style.halo_rgba, bar->accent, sizeof style.halo_rgba);
  style.halo_rgba[3] *= 0.45;
  return style;
}

static void
place (TlrWidget *widget)
{
  PhaseBar *bar = (PhaseBar *) widget;
  TlrContext *context = widget->context;
  double height = 4 * bar->dot + 0.45 * bar->size + tlr_face_ascent (bar->face) +
      tlr_face_descent (bar->face);
  double top = widget->rect.y + MAX (widget->rect.height - height, 0) / 2;

  bar->slots = (guint) CLAMP (widget->rect.width / MAX (bar->label_width, 1), 2, SLOTS_MAX);
  bar->line_y = floor (top + 2 * bar->dot) + 0.5 * ((int) round (bar->line) % 2);
  bar->label_baseline = top + 4 * bar->dot + 0.45 * bar->size + tlr_face_ascent (bar->face);
  TlrSliderStyle style = slider_style (bar);
  tlr_context_add_item (context, tlr_painting_with_sketch (
          tlr_painting_new (widget, &widget->rect, page_state, paint_page), sketch_page));
  tlr_context_add_item (context, tlr_slider_new (widget, &style, end_position));
}

static void
finish (TlrWidget *widget)
{
  tlr_face_free (((PhaseBar *) widget)->face);
  tlr_face_free (((PhaseBar *) widget)->bold);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { "size", TLR_KEY_LENGTH, 1, 500, "18", NULL, "of the labels' font" },
  { "current-weight", TLR_KEY_NUMBER, 100, 1000, "700", NULL, "of the current event's label" },
  { "dot", TLR_KEY_LENGTH, 1, 100, "10", NULL, "diameter of a dot" },
  { "line", TLR_KEY_LENGTH, 0.1, 50, "2", NULL, "width of the line" },
  { "accent", TLR_KEY_COLOUR, 0, 0, "#5ac8fa", NULL, "of the current event" },
  { "highlight", TLR_KEY_NUMBER, 0, 3600, "6", NULL, "seconds that an event is lit once it has come" },
  { "future-colour", TLR_KEY_COLOUR, 0, 0, "#ffffffa6", NULL, "of what is yet to come" },
};

const TlrWidgetClass tlr_widget_phase_bar = {
  "phase-bar", "Past and coming events on a line", keys, G_N_ELEMENTS (keys), sizeof (PhaseBar),
  FALSE, FALSE, init, measure, NULL, place, NULL, finish
};
