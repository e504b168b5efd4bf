/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/event-ladder.h"

#include <math.h>
#include <string.h>

/* How long the line runs before the first dot and after the last. */
#define LEAD_NS (60 * TLM_SECOND)

/* The least radius of a dot, in sizes of the font and in rows, and the least line, in rows. */
#define RADIUS_MIN 0.19
#define RADIUS_MIN_ROWS 1.7
#define LINE_MIN 1.0

void
tlr_ladder_init (TlrLadder *ladder, const TlrWidget *widget)
{
  ladder->style = ladder->bold_style = tlr_widget_text_style (widget, "size", "colour");
  ladder->bold_style.weight = (int) tlr_widget_number (widget, "current-weight");
  ladder->face = tlr_face_new (&ladder->style);
  ladder->bold = tlr_face_new (&ladder->bold_style);
  ladder->radius = MAX (tlr_widget_rows (widget, "dot") / 2, MAX (RADIUS_MIN * ladder->style.size, RADIUS_MIN_ROWS));
  ladder->line = MAX (tlr_widget_rows (widget, "line"), LINE_MIN);
  ladder->highlight_ns = (TlmDuration) (tlr_widget_number (widget, "highlight") * TLM_SECOND);
  ladder->rolls = tlr_widget_choice (widget, "motion") == 1;
  tlr_widget_colour (widget, "accent", ladder->accent);
  tlr_widget_colour (widget, "future-colour", ladder->future);
}

void
tlr_ladder_finish (TlrLadder *ladder)
{
  g_clear_pointer (&ladder->face, tlr_face_free);
  g_clear_pointer (&ladder->bold, tlr_face_free);
}

const TlmEvent *
tlr_ladder_event (const TlrWidget *widget, guint index)
{
  return tlm_timeline_event_of (widget->context->timeline, widget->vehicle, index);
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
    const TlmEvent *event = tlr_ladder_event (widget, i);
    const char *words = event->label ? event->label : event->id;
    guint8 confidence = (guint8) event->confidence;

    hash_bytes (&hash, &event->time_ns, sizeof event->time_ns);
    hash_bytes (&hash, words, strlen (words) + 1);
    hash_bytes (&hash, &confidence, 1);
  }
  return hash;
}

guint64
tlr_ladder_mark (const TlrWidget *widget, guint index, TlrRung rung)
{
  guint64 hash = hash_events (widget, index, 1);
  guint8 byte = (guint8) rung;

  hash_bytes (&hash, &byte, 1);
  return hash;
}

static double
part (gint64 now_ns, gint64 from_ns, gint64 to_ns)
{
  if (to_ns <= from_ns)
    return now_ns >= to_ns;
  return CLAMP (((double) now_ns - (double) from_ns) / ((double) to_ns - (double) from_ns), 0, 1);
}

/* Where an instant stands among all dots: dot i is at i + 1/2. There is one at least. */
static double
place_of (const TlrWidget *widget, gint64 now_ns, const TlmAgenda *agenda)
{
  guint left = count_left (agenda);
  gint64 from, to = left < agenda->n ? tlr_ladder_event (widget, left)->time_ns : 0;

  if (left == 0)
    return 0.5 * part (now_ns, to - LEAD_NS, to);
  from = tlr_ladder_event (widget, left - 1)->time_ns;
  if (left >= agenda->n)
    return agenda->n - 0.5 + 0.5 * part (now_ns, from, from + LEAD_NS);
  return left - 0.5 + part (now_ns, from, to);
}

static double
rolled (const TlrLadder *ladder, const TlrWidget *widget, gint64 now_ns, const TlmAgenda *agenda)
{
  if (agenda->n <= ladder->slots || now_ns == TLM_TIME_NONE)
    return 0;
  return CLAMP (place_of (widget, now_ns, agenda) - ladder->slots / 2.0, 0, agenda->n - ladder->slots);
}

double
tlr_ladder_rolled (const TlrLadder *ladder, const TlrWidget *widget, gint64 now_ns)
{
  TlmAgenda agenda = tlm_timeline_agenda (widget->context->timeline, widget->vehicle, now_ns);
  guint left = count_left (&agenda), step = MAX (ladder->slots, 2) - 1;

  if (ladder->rolls)
    return rolled (ladder, widget, now_ns, &agenda);
  if (agenda.n <= ladder->slots)
    return 0;
  return MIN (left ? (left - 1) / step * step : 0, agenda.n - ladder->slots);
}

static void
find_page (const TlrLadder *ladder, const TlrWidget *widget, gint64 now_ns, const TlmAgenda *agenda,
    TlrLadderPage *page)
{
  double before = tlr_ladder_rolled (ladder, widget, now_ns);

  memset (page, 0, sizeof *page);
  page->first = (guint32) before;
  page->count = MIN (agenda->n - page->first, ladder->slots + (before > page->first));
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
  since_ns = now_ns - tlr_ladder_event (widget, agenda.passed - 1)->time_ns;
  if (since_ns < 0 || since_ns >= ladder->highlight_ns)
    return 0;
  glow.dot = agenda.passed - 1 - page.first;
  glow.count = MIN (page.count, ladder->slots);
  glow.place = (float) (agenda.passed - 0.5 - tlr_ladder_rolled (ladder, widget, now_ns));
  glow.steps = (guint32) (TLR_LADDER_GLOW_STEPS - since_ns * TLR_LADDER_GLOW_STEPS / ladder->highlight_ns);
  memcpy (state, &glow, sizeof glow);
  return sizeof glow;
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
  gboolean planned = tlr_ladder_event (widget, index)->confidence == TLM_CONFIDENCE_NOMINAL;

  if (index + 1 == page->passed)
    return TLR_RUNG_CURRENT;
  if (index < page->due)
    return planned ? TLR_RUNG_OVERDUE : TLR_RUNG_PASSED;
  if (index == page->next)
    return TLR_RUNG_NEXT;
  return planned && page->due > page->passed ? TLR_RUNG_UNPROMISED : TLR_RUNG_COMING;
}

double
tlr_ladder_position (const TlrLadder *ladder, const TlrWidget *widget, const TlmSnapshot *snapshot,
    guint *count)
{
  gint64 now = snapshot->time_ns;
  TlmAgenda agenda = tlm_timeline_agenda (widget->context->timeline, widget->vehicle, now);

  if (agenda.n == 0 || now == TLM_TIME_NONE)
    return NAN;
  if (count)
    *count = MIN (agenda.n, ladder->slots);
  return place_of (widget, now, &agenda) - tlr_ladder_rolled (ladder, widget, now);
}
