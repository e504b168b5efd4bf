/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/event-ladder.h"

#include <math.h>
#include <string.h>

/* Steps in which the light around a new event goes out. */
#define GLOW_STEPS 5

/* How long the line runs before the first dot and after the last. */
#define LEAD_NS (60 * TLM_SECOND)

/* Labels looked at for the widest one. */
#define LABELS_MAX 256

/* The widest a label is taken for, and the space beside it, in sizes of its font. */
#define LABEL_WIDTH_MAX 11.0
#define LABEL_GAP 0.9

/* The least radius of a dot, in sizes of the font, and the least line, in rows. */
#define RADIUS_MIN 0.25
#define LINE_MIN 1.0

void
tlr_ladder_init (TlrLadder *ladder, const TlrWidget *widget)
{
  ladder->style = ladder->bold_style = tlr_widget_text_style (widget, "size", "colour");
  ladder->bold_style.weight = (int) tlr_widget_number (widget, "current-weight");
  ladder->face = tlr_face_new (&ladder->style);
  ladder->bold = tlr_face_new (&ladder->bold_style);
  ladder->radius = MAX (tlr_widget_rows (widget, "dot") / 2, RADIUS_MIN * ladder->style.size);
  ladder->line = MAX (tlr_widget_rows (widget, "line"), LINE_MIN);
  ladder->highlight_ns = (TlmDuration) (tlr_widget_number (widget, "highlight") * TLM_SECOND);
  tlr_widget_colour (widget, "accent", ladder->accent);
  tlr_widget_colour (widget, "future-colour", ladder->future);
}

void
tlr_ladder_finish (TlrLadder *ladder)
{
  g_clear_pointer (&ladder->face, tlr_face_free);
  g_clear_pointer (&ladder->bold, tlr_face_free);
}

static const TlmEvent *
event_at (const TlrWidget *widget, guint index)
{
  return tlm_timeline_event_of (widget->context->timeline, widget->vehicle, index);
}

/* An event's words for readers, in BUF: short ones, unless the source has its own. */
static const char *
event_words (const TlrWidget *widget, const TlmEvent *event, char *buf, gsize size)
{
  TlrWords *known = widget->context->words;
  const char *plain = event->label ? event->label : event->id;
  const char *words = tlr_words_find (known, plain), *end;

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
  if (!g_utf8_validate (buf, -1, &end))
    buf[end - buf] = 0;
  return buf;
}

double
tlr_ladder_label_width (const TlrLadder *ladder, const TlrWidget *widget)
{
  guint n = tlm_timeline_n_events_of (widget->context->timeline, widget->vehicle);
  double em = ladder->style.size * ladder->style.x_scale, widest = 5 * em;
  char buf[128];

  for (guint i = 0; i < MIN (n, LABELS_MAX); i++) {
    const char *words = event_words (widget, event_at (widget, i), buf, sizeof buf);
    widest = MAX (widest, tlr_face_measure (ladder->bold, words).advance);
  }
  return MIN (widest, LABEL_WIDTH_MAX * em) + LABEL_GAP * em;
}

double
tlr_ladder_label_height (const TlrLadder *ladder)
{
  return tlr_face_ascent (ladder->face) + tlr_face_descent (ladder->face);
}

/* Events left behind. The line waits at one that is overdue while nothing is sure
 * to come after it; else it goes on. */
static guint
count_left (const TlmAgenda *agenda)
{
  return agenda->next < agenda->n ? agenda->due : agenda->passed;
}

static void
hash_bytes (guint64 *hash, gconstpointer data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    *hash = (*hash ^ ((const guint8 *) data)[i]) * G_GUINT64_CONSTANT (0x100000001b3);
}

static guint64
hash_events (const TlrWidget *widget, guint first, guint count)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (guint i = first; i < first + count; i++) {
    const TlmEvent *event = event_at (widget, i);
    const char *words = event->label ? event->label : event->id;
    guint8 confidence = (guint8) event->confidence;

    hash_bytes (&hash, &event->time_ns, sizeof event->time_ns);
    hash_bytes (&hash, words, strlen (words) + 1);
    hash_bytes (&hash, &confidence, 1);
  }
  return hash;
}

static void
find_page (const TlrLadder *ladder, const TlrWidget *widget, gint64 now_ns, const TlmAgenda *agenda,
    TlrLadderPage *page)
{
  guint left = count_left (agenda), step = MAX (ladder->slots, 2) - 1;

  memset (page, 0, sizeof *page);
  if (agenda->n > ladder->slots)
    page->first = MIN (left ? (left - 1) / step * step : 0, agenda->n - ladder->slots);
  page->count = MIN (agenda->n, ladder->slots);
  page->total = agenda->n;
  page->passed = agenda->passed;
  page->due = agenda->due;
  page->next = agenda->next;
  page->hash = hash_events (widget, page->first, page->count);
}

gsize
tlr_ladder_state (const TlrLadder *ladder, const TlrWidget *widget, const TlmSnapshot *snapshot,
    guint8 *state)
{
  TlmAgenda agenda = tlm_timeline_agenda (widget->context->timeline, widget->vehicle,
      snapshot->time_ns);
  TlrLadderPage page;

  find_page (ladder, widget, snapshot->time_ns, &agenda, &page);
  memcpy (state, &page, sizeof page);
  return page.count ? sizeof page : 0;
}

gsize
tlr_ladder_glow_state (const TlrLadder *ladder, const TlrWidget *widget,
    const TlmSnapshot *snapshot, guint8 *state)
{
  gint64 now_ns = snapshot->time_ns, since_ns;
  TlmAgenda agenda = tlm_timeline_agenda (widget->context->timeline, widget->vehicle, now_ns);
  TlrLadderGlow glow = { 0 };
  TlrLadderPage page;

  find_page (ladder, widget, now_ns, &agenda, &page);
  if (agenda.passed <= page.first)
    return 0;
  since_ns = now_ns - event_at (widget, agenda.passed - 1)->time_ns;
  if (since_ns < 0 || since_ns >= ladder->highlight_ns)
    return 0;
  glow.dot = agenda.passed - 1 - page.first;
  glow.count = page.count;
  glow.steps = (guint32) (GLOW_STEPS - since_ns * GLOW_STEPS / ladder->highlight_ns);
  memcpy (state, &glow, sizeof glow);
  return sizeof glow;
}

/* The ring's radius and width, in those of a dot and of the line. */
#define GLOW_RADIUS 1.2
#define GLOW_GROWTH 0.6
#define GLOW_LINE 1.2

TlrFigure
tlr_ladder_glow_figure (const TlrLadder *ladder, const TlrLadderGlow *glow, double x, double y)
{
  double share = (double) glow->steps / GLOW_STEPS;

  return tlr_figure_arc (x / ladder->style.x_scale, y,
      ladder->radius * (GLOW_RADIUS + GLOW_GROWTH * share), GLOW_LINE * ladder->line, 0, 360,
      ladder->accent, 0.9 * share);
}

double
tlr_ladder_glow_reach (const TlrLadder *ladder)
{
  return ladder->radius * (GLOW_RADIUS + GLOW_GROWTH) + ladder->line + 1;
}

gboolean
tlr_ladder_read (const TlrWidget *widget, const guint8 *state, TlrLadderPage *page)
{
  memcpy (page, state, sizeof *page);
  return page->first + page->count <=
      tlm_timeline_n_events_of (widget->context->timeline, widget->vehicle);
}

TlrRung
tlr_ladder_rung (const TlrWidget *widget, const TlrLadderPage *page, guint dot)
{
  guint index = page->first + dot;
  gboolean planned = event_at (widget, index)->confidence == TLM_CONFIDENCE_NOMINAL;

  if (index + 1 == page->passed)
    return TLR_RUNG_CURRENT;
  if (index < page->due)
    return planned ? TLR_RUNG_OVERDUE : TLR_RUNG_PASSED;
  if (index == page->next)
    return TLR_RUNG_NEXT;
  return planned && page->due > page->passed ? TLR_RUNG_UNPROMISED : TLR_RUNG_COMING;
}

static double
part (gint64 now_ns, gint64 from_ns, gint64 to_ns)
{
  if (to_ns <= from_ns)
    return now_ns >= to_ns;
  return CLAMP (((double) now_ns - (double) from_ns) / ((double) to_ns - (double) from_ns), 0, 1);
}

double
tlr_ladder_position (const TlrLadder *ladder, const TlrWidget *widget, const TlmSnapshot *snapshot,
    guint *count)
{
  gint64 now = snapshot->time_ns, from, to;
  TlmAgenda agenda = tlm_timeline_agenda (widget->context->timeline, widget->vehicle, now);
  guint left = count_left (&agenda);
  TlrLadderPage page;

  if (agenda.n == 0 || now == TLM_TIME_NONE)
    return NAN;
  find_page (ladder, widget, now, &agenda, &page);
  if (count)
    *count = page.count;
  to = left < agenda.n ? event_at (widget, left)->time_ns : 0;
  if (left == 0)
    return 0.5 * part (now, to - LEAD_NS, to);
  from = event_at (widget, left - 1)->time_ns;
  if (left - page.first >= page.count)
    return page.count - 0.5 + 0.5 * part (now, from, from + LEAD_NS);
  return left - page.first - 0.5 + part (now, from, to);
}

static void
set_colour (cairo_t *cr, const double rgba[4], double alpha)
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3] * alpha);
}

static void
draw_circle (const TlrLadder *ladder, cairo_t *cr, double x, double y, double radius)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, ladder->style.x_scale, 1);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_restore (cr);
}

static void
draw_ring (const TlrLadder *ladder, cairo_t *cr, double x, double y, const double rgba[4],
    gboolean broken)
{
  double radius = ladder->radius - ladder->line / 2, dash = 2 * G_PI * radius / 8;

  draw_circle (ladder, cr, x, y, ladder->radius);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_fill (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  draw_circle (ladder, cr, x, y, radius);
  set_colour (cr, rgba, 1);
  cairo_set_line_width (cr, ladder->line);
  cairo_set_dash (cr, &dash, broken ? 1 : 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static const double *
dot_colour (const TlrLadder *ladder, TlrRung rung)
{
  if (rung == TLR_RUNG_CURRENT || rung == TLR_RUNG_NEXT)
    return ladder->accent;
  return rung == TLR_RUNG_PASSED ? ladder->style.rgba : ladder->future;
}

void
tlr_ladder_draw_dot (const TlrLadder *ladder, const TlrWidget *widget, const TlrLadderPage *page,
    guint dot, double x, double y, cairo_t *cr)
{
  TlrRung rung = tlr_ladder_rung (widget, page, dot);
  gboolean planned = event_at (widget, page->first + dot)->confidence == TLM_CONFIDENCE_NOMINAL;

  if (rung == TLR_RUNG_UNPROMISED)
    return;
  if (rung > TLR_RUNG_CURRENT) {
    draw_ring (ladder, cr, x, y, dot_colour (ladder, rung), planned);
    return;
  }
  draw_circle (ladder, cr, x, y, ladder->radius);
  set_colour (cr, dot_colour (ladder, rung), 1);
  cairo_fill (cr);
}

void
tlr_ladder_sketch_dot (const TlrLadder *ladder, const TlrWidget *widget, const TlrLadderPage *page,
    guint dot, double x, double y, TlrSketch *sketch)
{
  TlrRung rung = tlr_ladder_rung (widget, page, dot);
  double scale = ladder->style.x_scale, inner = ladder->radius - ladder->line / 2;
  const double *rgba = dot_colour (ladder, rung);

  if (rung == TLR_RUNG_UNPROMISED)
    return;
  if (rung > TLR_RUNG_CURRENT)
    tlr_sketch_circle (sketch, x, y, inner * scale, inner, ladder->line, rgba, 1);
  else
    tlr_sketch_circle (sketch, x, y, ladder->radius * scale, ladder->radius, 0, rgba, 1);
}

/* A label as it is drawn. */
typedef struct {
  const TlrTextStyle *style;
  TlrFace *face;
  char words[128];
  double x, advance, fit, alpha;
} Label;

/* How far words are squeezed before they are cut. */
#define FIT_MIN 0.75

/* Leaves out the end of words that ROOM does not hold. */
static double
cut_words (Label *label, double room)
{
  static const char ellipsis[] = "\xe2\x80\xa6";
  double advance = tlr_face_measure (label->face, label->words).advance;
  gsize length = strlen (label->words);

  while (advance * FIT_MIN > room && length > 0) {
    length = (gsize) (g_utf8_prev_char (label->words + length) - label->words);
    length = MIN (length, sizeof label->words - sizeof ellipsis);
    while (length > 0 && label->words[length - 1] == ' ')
      length--;
    memcpy (label->words + length, ellipsis, sizeof ellipsis);
    advance = tlr_face_measure (label->face, label->words).advance;
  }
  return advance;
}

static double
label_alpha (const TlrLadder *ladder, TlrRung rung)
{
  if (rung <= TLR_RUNG_CURRENT)
    return 1;
  return rung == TLR_RUNG_NEXT ? (1 + ladder->future[3]) / 2 : ladder->future[3];
}

static void
make_label (const TlrLadder *ladder, const TlrWidget *widget, const TlrLadderPage *page, guint dot,
    double x, double room, Label *label)
{
  TlrRung rung = tlr_ladder_rung (widget, page, dot);
  double advance;

  label->face = rung == TLR_RUNG_CURRENT ? ladder->bold : ladder->face;
  label->style = rung == TLR_RUNG_CURRENT ? &ladder->bold_style : &ladder->style;
  label->alpha = rung == TLR_RUNG_UNPROMISED ? 0 : label_alpha (ladder, rung);
  event_words (widget, event_at (widget, page->first + dot), label->words, sizeof label->words);
  advance = cut_words (label, room);
  label->fit = MIN (1, room / MAX (advance, 1));
  label->advance = advance * label->fit;
  label->x = x - label->advance / 2;
}

double
tlr_ladder_label_advance (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double room)
{
  Label label;

  make_label (ladder, widget, page, dot, 0, room, &label);
  return label.alpha > 0 ? label.advance : 0;
}

void
tlr_ladder_draw_label (const TlrLadder *ladder, const TlrWidget *widget, const TlrLadderPage *page,
    guint dot, double x, double baseline, double room, cairo_t *cr)
{
  Label label;

  make_label (ladder, widget, page, dot, x, room, &label);
  if (label.alpha <= 0)
    return;
  cairo_push_group (cr);
  tlr_face_draw (label.face, cr, label.words, label.x, baseline, label.fit);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, label.alpha);
}

void
tlr_ladder_sketch_label (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double x, double baseline, double room,
    TlrSketch *sketch)
{
  Label label;

  make_label (ladder, widget, page, dot, x, room, &label);
  if (label.alpha > 0)
    tlr_sketch_text (sketch, label.style, label.alpha, label.words, label.x, baseline, label.fit,
        NULL);
}
