/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a template says of the count, of phases and of events to come. */
#include <string.h>

#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "core/timeline/vehicle-signal.h"
#include "render/layout/template-private.h"

#define MINUS "\xe2\x88\x92"       /* U+2212 */

static TlmCountdown
count_at (const TlmMissionClock *clock, const TlmSnapshot *snapshot)
{
  TlmDuration elapsed = snapshot->elapsed_ns;
  TlmCountdown count = { elapsed, elapsed, FALSE, 0, snapshot->instant };

  if (!clock)
    return count;
  if (snapshot->instant != TLM_TIME_NONE)
    count = tlm_mission_clock_at (clock, snapshot->instant);
  if (count.t_ns == TLM_TIME_NONE)
    count = tlm_mission_clock_at_elapsed (clock, elapsed);
  count.instant = snapshot->instant;
  return count;
}

/* The prefix with a true minus. */
static void
put_prefix (const TlmClockText *shown, TlrOutput *out)
{
  char letter[2] = { shown->prefix[0], 0 };

  if (shown->prefix[1] != '-') {
    tlr_output_put (out, shown->prefix);
    return;
  }
  tlr_output_put (out, letter);
  tlr_output_put (out, MINUS);
}

/* With a true minus; "--:--:--" has none. */
static void
put_text (const char *text, TlrOutput *out)
{
  gboolean negative = text[0] == '-' && text[1] != '-';

  if (negative)
    tlr_output_put (out, MINUS);
  tlr_output_put (out, text + negative);
}

static TlmClockForm
clock_form (TlrTokenKind kind)
{
  switch (kind) {
    case TLR_TOKEN_CLOCK_L:
      return TLM_CLOCK_FORM_L;
    case TLR_TOKEN_GMT:
      return TLM_CLOCK_FORM_GMT;
    case TLR_TOKEN_MET:
      return TLM_CLOCK_FORM_MET;
    default:
      return TLM_CLOCK_FORM_T;
  }
}

/* The time of day with its name, where nobody knows when T-0 was. */
static void
put_utc (TlmInstant instant, guint decimals, TlrOutput *out)
{
  char buf[64];

  if (!tlm_instant_print_utc (instant, decimals, FALSE, buf, sizeof buf) || strlen (buf) < 20) {
    tlr_output_put (out, TLR_UNKNOWN);
    return;
  }
  buf[strlen (buf) - 1] = 0;
  tlr_output_put (out, buf + 11);
  tlr_output_put (out, " UTC");
}

void
tlr_text_put_clock (const TlrText *text, const TlrToken *token, const TlmSnapshot *snapshot,
    TlrOutput *out)
{
  TlmClockForm form = clock_form (token->kind);
  TlmCountdown count = count_at (text->source->clock, snapshot);

  if (form == TLM_CLOCK_FORM_T && count.t_ns == TLM_TIME_NONE && snapshot->instant != TLM_TIME_NONE) {
    put_utc (snapshot->instant, (guint) MAX (token->decimals, 0), out);
    return;
  }
  TlmClockText shown = tlm_countdown_text (&count, form, (guint) MAX (token->decimals, 0));

  put_prefix (&shown, out);
  tlr_output_put (out, " ");
  put_text (shown.text, out);
  if (shown.holding && form == TLM_CLOCK_FORM_T) {
    tlr_output_put (out, " ");
    tlr_output_put (out, tlr_text_translated (text, "hold"));
  }
}

guint
tlr_text_columns (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    n += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return n;
}

/* What the profile calls an event, ID itself where it does not know it. */
static const char *
profile_name (const TlrSource *source, const char *id, guint columns)
{
  const char *word;

  if (!source->name_event)
    return id;
  word = source->name_event (source->translate_data, id, FALSE);
  return columns && tlr_text_columns (word) > columns ?
      source->name_event (source->translate_data, id, TRUE) : word;
}

/* What the source calls it, or the profile; else an identifier for readers:
 * "stage-separation" is "Stage separation". */
void
tlr_text_put_event (const TlrText *text, const TlmEvent *event, guint columns, TlrOutput *out)
{
  gsize start = out->length;

  if (!event)
    return;
  const char *plain = event->label ? event->label : event->id;
  const char *word = tlr_text_translated (text, plain);
  if (word == event->id)
    word = profile_name (text->source, event->id, columns);
  tlr_output_put (out, word);
  if (word != event->id)
    return;
  for (gsize i = start; i < out->length; i++)
    if (out->buf[i] == '-')
      out->buf[i] = ' ';
  if (start < out->length)
    out->buf[start] = g_ascii_toupper (out->buf[start]);
}

void
tlr_text_put_phase (const TlrText *text, const TlmEvent *event, guint columns, TlrOutput *out)
{
  const TlrSource *source = text->source;
  const char *name = event && source->name_phase ?
      source->name_phase (source->translate_data, event->id, FALSE) : NULL;

  if (!name)
    tlr_text_put_event (text, event, columns, out);
  else if (columns && tlr_text_columns (name) > columns)
    tlr_output_put (out, source->name_phase (source->translate_data, event->id, TRUE));
  else
    tlr_output_put (out, name);
}

static void
put_minutes (TlmDuration span, TlrOutput *out)
{
  TlmElapsedFormat format = { .style = TLM_ELAPSED_MINUTES };
  char buf[TLM_ELAPSED_SIZE];

  if (tlm_elapsed_print (span, &format, buf, sizeof buf))
    tlr_output_put (out, buf);
}

static void
put_signal_age (const TlrText *text, const TlmSnapshot *snapshot, TlrOutput *out)
{
  TlmDuration age;

  if (tlm_signal_at (text->source->timeline, text->vehicle, snapshot, &age) >= TLM_SIGNAL_LOST)
    put_minutes (age, out);
}

static void
put_phase_time (const TlmSnapshot *snapshot, const TlmPhaseState *phase, TlrOutput *out)
{
  if (phase->since_ns != TLM_TIME_NONE && snapshot->time_ns != TLM_TIME_NONE)
    put_minutes (snapshot->time_ns - phase->since_ns, out);
}

/* Nothing counts down to what lies anywhere in a gap. */
static void
put_countdown (const TlmSnapshot *snapshot, const TlmEvent *next, TlrOutput *out)
{
  TlmCountdown count = { 0, 0, FALSE, 0, TLM_TIME_NONE };

  if (!next || next->after_ns != TLM_TIME_NONE || snapshot->time_ns == TLM_TIME_NONE)
    return;
  count.t_ns = snapshot->time_ns - next->time_ns;
  TlmClockText shown = tlm_countdown_text (&count, TLM_CLOCK_FORM_T, 0);
  put_prefix (&shown, out);
  tlr_output_put (out, shown.text);
}

void
tlr_text_put_progress (const TlrText *text, const TlrToken *token, const TlmSnapshot *snapshot,
    TlrOutput *out)
{
  gboolean own = !text->of_mission && text->vehicle < snapshot->n_vehicles;
  const TlmPhaseState *phase = own ? &snapshot->vehicles[text->vehicle].phase : &snapshot->phase;

  if (token->kind == TLR_TOKEN_PHASE)
    tlr_text_put_phase (text, phase->current, token->columns, out);
  else if (token->kind == TLR_TOKEN_SIGNAL_AGE)
    put_signal_age (text, snapshot, out);
  else if (token->kind == TLR_TOKEN_PHASE_TIME)
    put_phase_time (snapshot, phase, out);
  else if (token->kind == TLR_TOKEN_NEXT)
    tlr_text_put_event (text, phase->next, token->columns, out);
  else if (token->kind == TLR_TOKEN_NEXT_COUNTDOWN)
    put_countdown (snapshot, phase->next, out);
  else if (phase->next)
    tlr_output_put (out, tlr_text_translated (text,
            phase->next->confidence == TLM_CONFIDENCE_NOMINAL ? "nominal" : "next"));
}
