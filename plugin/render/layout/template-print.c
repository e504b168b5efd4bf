/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/timeline-live.h"
#include "core/timeline/vehicle-signal.h"
#include "render/layout/template-private.h"

static TlrPast *
new_past (const TlrText *text, const TlrToken *token)
{
  TlrPastSpec spec = { token->reading, token->event, token->whole };

  return tlr_past_new (text->source->timeline, text->of_mission ? -1 : (int) text->vehicle, &spec);
}

TlrText *
tlr_text_new (const TlrTemplate *template, const TlrSource *source, guint vehicle)
{
  TlrText *text = g_new0 (TlrText, 1);

  text->text = template;
  text->source = source;
  text->of_mission = vehicle == TLR_TEXT_MISSION;
  text->vehicle = text->of_mission ? 0 : vehicle;
  text->grows = tlm_timeline_is_open (source->timeline);
  for (guint i = 0; i < template->n_tokens; i++) {
    text->fields[i].reach = tlr_text_largest (text, &template->tokens[i]);
    if (template->tokens[i].kind == TLR_TOKEN_CHANNEL)
      text->fields[i].is_known = tlr_text_lowest (text, &template->tokens[i], &text->fields[i].lowest);
    text->fields[i].largest = text->grows ? 0 : text->fields[i].reach;
    if (template->tokens[i].reading != TLM_READING_VALUE)
      text->fields[i].past = new_past (text, &template->tokens[i]);
    if (template->tokens[i].condition)
      text->fields[i].condition = tlr_condition_new (template->tokens[i].condition, source->timeline,
          text->of_mission ? TLR_CONDITION_MISSION : (int) vehicle);
  }
  return text;
}

void
tlr_text_free (TlrText *text)
{
  if (!text)
    return;
  for (guint i = 0; i < text->text->n_tokens; i++) {
    tlr_condition_free (text->fields[i].condition);
    tlr_past_free (text->fields[i].past);
  }
  g_free (text);
}

/* Up to the first that the vehicle can have: those before it may still come, and
 * those after it may be dear to derive. */
static void
add_channels (const TlrText *text, const TlrToken *token, TlmChannelSet *set)
{
  guint channel;

  for (char **name = token->names; name && *name; name++) {
    if (!tlm_timeline_find_channel (text->source->timeline, *name, &channel))
      continue;
    tlm_channel_set_add (set, channel);
    if (tlm_timeline_has_channel (text->source->timeline, text->vehicle, channel, NULL))
      break;
  }
}

void
tlr_text_add_channels (TlrText *text, TlmChannelSet *set)
{
  for (guint i = 0; i < text->text->n_tokens; i++)
    if (text->text->tokens[i].kind != TLR_TOKEN_SIGNAL_AGE)
      add_channels (text, &text->text->tokens[i], set);
}

void
tlr_text_add_signals (TlrText *text, TlmChannelSet *set)
{
  for (guint i = 0; i < text->text->n_tokens; i++)
    if (text->text->tokens[i].kind == TLR_TOKEN_SIGNAL_AGE)
      tlm_signal_add_channels (text->source->timeline, text->vehicle, set);
    else if (text->fields[i].condition)
      tlr_condition_add_channels (text->fields[i].condition, set);
}

void
tlr_text_put_token (const TlrText *text, guint index, const TlmSnapshot *snapshot, TlrOutput *out)
{
  const TlrToken *token = &text->text->tokens[index];
  const TlmTimeline *timeline = text->source->timeline;
  const TlmMission *mission = text->source->mission;
  const char *words = NULL;

  switch (token->kind) {
    case TLR_TOKEN_IF:
    case TLR_TOKEN_LITERAL:
      words = token->text;
      break;
    case TLR_TOKEN_CHANNEL:
    case TLR_TOKEN_UNIT:
    case TLR_TOKEN_LABEL:
    case TLR_TOKEN_SIZE:
    case TLR_TOKEN_SIDE:
    case TLR_TOKEN_FRAME:
    case TLR_TOKEN_WORD:
    case TLR_TOKEN_AGE:
      tlr_text_put_channel (text, index, snapshot, out);
      break;
    case TLR_TOKEN_CLOCK:
    case TLR_TOKEN_CLOCK_L:
    case TLR_TOKEN_GMT:
    case TLR_TOKEN_MET:
      tlr_text_put_clock (text, token, snapshot, out);
      break;
    case TLR_TOKEN_UTC:
    case TLR_TOKEN_DATE:
      tlr_text_put_utc (token, snapshot->instant, out);
      break;
    case TLR_TOKEN_PHASE:
    case TLR_TOKEN_PHASE_TIME:
    case TLR_TOKEN_SIGNAL_AGE:
    case TLR_TOKEN_NEXT:
    case TLR_TOKEN_NEXT_COUNTDOWN:
    case TLR_TOKEN_NEXT_WORD:
      tlr_text_put_progress (text, token, snapshot, out);
      break;
    case TLR_TOKEN_VEHICLE:
      if (text->vehicle < tlm_timeline_n_vehicles (timeline))
        words = tlm_timeline_vehicle_label (timeline, text->vehicle);
      break;
    case TLR_TOKEN_MISSION:
      words = mission ? mission->name : NULL;
      break;
    case TLR_TOKEN_CREDIT:
      words = mission ? mission->credit : NULL;
      break;
    case TLR_TOKEN_PROVENANCE:
      words = text->source->predicted_label && tlm_snapshot_is_predicted (snapshot,
              text->of_mission ? G_MAXUINT : text->vehicle)
          ? text->source->predicted_label : text->source->provenance_label;
      break;
    case TLR_TOKEN_TEXT:
      words = tlm_timeline_text (timeline, text->vehicle, token->text, snapshot->time_ns);
      break;
  }
  tlr_output_put (out, words ? words : "");
}

/* Ifs stand within each other TLR_TEMPLATE_MAX_DEPTH deep at most. */
static void
put_tokens (const TlrText *text, guint from, guint to, const TlmSnapshot *snapshot, TlrOutput *out)
{
  for (guint i = from; i < to; i++) {
    const TlrToken *token = &text->text->tokens[i];

    if (token->kind != TLR_TOKEN_IF) {
      tlr_text_put_token (text, i, snapshot, out);
      continue;
    }
    if (tlr_text_holds (text, i, snapshot))
      put_tokens (text, i + 1, token->otherwise, snapshot, out);
    else
      put_tokens (text, token->otherwise, token->end, snapshot, out);
    i = token->end - 1;
  }
}

gsize
tlr_text_print (TlrText *text, const TlmSnapshot *snapshot, char *buf, TlmValidity *worst)
{
  TlrOutput out = { buf, 0, TLM_VALIDITY_FRESH };

  g_return_val_if_fail (text != NULL && snapshot != NULL && buf != NULL, 0);
  put_tokens (text, 0, text->text->n_tokens, snapshot, &out);
  buf[out.length] = 0;
  if (worst)
    *worst = out.worst;
  return out.length;
}
