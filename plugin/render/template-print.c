/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "render/readout.h"
#include "render/template-private.h"

#define UNKNOWN "---"

/* Events looked at for the longest label. */
#define LABELS_MAX 512

struct _TlrText {
  const TlrTemplate *text;
  const TlrSource *source;
  guint vehicle;
  struct {
    double largest;      /* magnitude known when the text was made */
  } fields[TLR_TEMPLATE_MAX_TOKENS];
};

/* What is being printed. */
typedef struct {
  char *buf;
  gsize length;
  TlmValidity worst;
} Output;

/* Cuts at a character, and turns what could break a line into a blank. */
static void
put (Output *out, const char *text)
{
  while (*text) {
    gsize bytes = (gsize) (g_utf8_next_char (text) - text);

    if (out->length + bytes >= TLR_TEMPLATE_SIZE)
      return;
    if (bytes == 1 && g_ascii_iscntrl (*text))
      out->buf[out->length] = ' ';
    else
      memcpy (out->buf + out->length, text, bytes);
    out->length += bytes;
    text += bytes;
  }
}

static const char *
translated (const TlrText *text, const char *word)
{
  const TlrSource *source = text->source;

  return source->translate ? source->translate (source->translate_data, word) : word;
}

static gboolean
find_channel (const TlrText *text, const TlrToken *token, guint *channel)
{
  return token->text && tlm_timeline_find_channel (text->source->timeline, token->text, channel);
}

static double
largest_known (const TlrText *text, const TlrToken *token)
{
  double low, high;
  guint channel;

  if (!find_channel (text, token, &channel))
    return 0;
  const TlmTrack *track = tlm_timeline_track (text->source->timeline, text->vehicle, channel);
  if (!track || !tlm_series_range (track->series, &low, &high))
    return 0;
  return MAX (fabs (low), fabs (high));
}

TlrText *
tlr_text_new (const TlrTemplate *template, const TlrSource *source, guint vehicle)
{
  TlrText *text = g_new0 (TlrText, 1);

  text->text = template;
  text->source = source;
  text->vehicle = vehicle;
  for (guint i = 0; i < template->n_tokens; i++)
    text->fields[i].largest = largest_known (text, &template->tokens[i]);
  return text;
}

void
tlr_text_free (TlrText *text)
{
  g_free (text);
}

gboolean
tlr_text_is_constant (const TlrText *text)
{
  for (guint i = 0; i < text->text->n_tokens; i++)
    switch (text->text->tokens[i].kind) {
      case TLR_TOKEN_LITERAL:
      case TLR_TOKEN_MISSION:
      case TLR_TOKEN_CREDIT:
      case TLR_TOKEN_PROVENANCE:
        break;
      default:
        return FALSE;
    }
  return TRUE;
}

void
tlr_text_add_channels (TlrText *text, TlmChannelSet *set)
{
  guint channel;

  for (guint i = 0; i < text->text->n_tokens; i++) {
    const TlrToken *token = &text->text->tokens[i];

    if (token->kind != TLR_TOKEN_LITERAL && token->kind != TLR_TOKEN_TEXT &&
        find_channel (text, token, &channel))
      tlm_channel_set_add (set, channel);
  }
}

static TlrReadout
choose (const TlrText *text, guint index, guint channel, double value)
{
  const TlrToken *token = &text->text->tokens[index];
  TlmQuantity quantity = tlm_timeline_channel_quantity (text->source->timeline, channel);
  TlrReadout readout = tlr_readout_choose (text->source->units, quantity, channel, value,
      text->fields[index].largest);

  if (token->unit && token->unit->quantity == quantity) {
    if (token->unit != readout.unit && token->decimals < 0)
      readout.decimals = 1;
    readout.unit = token->unit;
  }
  if (token->decimals >= 0)
    readout.decimals = (guint) token->decimals;
  return readout;
}

static void
put_number (const TlrText *text, Output *out, TlrReadout readout, double value)
{
  char number[TLR_NUMBER_SIZE];

  tlr_number_print (readout.unit ? tlm_unit_from_si (readout.unit, value) : value,
      readout.decimals, &text->source->marks, number, sizeof number);
  put (out, number);
}

static TlmValue
value_of (const TlrText *text, guint index, const TlmSnapshot *snapshot, guint *channel)
{
  if (!find_channel (text, &text->text->tokens[index], channel))
    return TLM_VALUE_ABSENT;
  return tlm_snapshot_value (snapshot, text->vehicle, *channel);
}

static void
put_channel (const TlrText *text, guint index, const TlmSnapshot *snapshot, Output *out)
{
  const TlrToken *token = &text->text->tokens[index];
  guint channel = 0;
  TlmValue value = value_of (text, index, snapshot, &channel);

  out->worst = MIN (out->worst, value.validity);
  if (token->kind == TLR_TOKEN_UNIT) {
    double size = tlm_value_is_shown (&value) ? value.value : 0;
    TlrReadout readout = choose (text, index, channel, size);
    if (readout.unit && find_channel (text, token, &channel))
      put (out, translated (text, readout.unit->symbol));
  } else if (!tlm_value_is_shown (&value)) {
    put (out, UNKNOWN);
  } else if (token->kind == TLR_TOKEN_AGE) {
    put_number (text, out, (TlrReadout) { NULL, 1 }, tlm_duration_to_s (value.age_ns));
  } else {
    put_number (text, out, choose (text, index, channel, value.value), value.value);
  }
}

static void
put_utc (const TlrToken *token, TlmInstant instant, Output *out)
{
  char buf[TLM_ISO8601_SIZE];
  guint decimals = token->decimals > 0 ? (guint) token->decimals : 0;

  if (!tlm_instant_print_utc (instant, decimals, FALSE, buf, sizeof buf) || strlen (buf) < 20) {
    put (out, UNKNOWN);
    return;
  }
  buf[10] = 0;
  buf[strlen (buf + 11) + 10] = 0;
  put (out, token->kind == TLR_TOKEN_DATE ? buf : buf + 11);
}

static void
put_elapsed (TlmDuration elapsed_ns, const TlmElapsedFormat *format, Output *out)
{
  char buf[TLM_ELAPSED_SIZE];

  if (!tlm_elapsed_print (elapsed_ns, format, buf, sizeof buf))
    g_strlcpy (buf, format->style == TLM_ELAPSED_WEBCAST ? "T+ --:--:--" : UNKNOWN, sizeof buf);
  put (out, buf);
}

/* An identifier for readers: "stage-separation" is "Stage separation". */
static void
put_event (const TlrText *text, const TlmEvent *event, Output *out)
{
  gsize start = out->length;

  if (!event)
    return;
  if (event->label) {
    put (out, translated (text, event->label));
    return;
  }
  const char *word = translated (text, event->id);
  put (out, word);
  if (word != event->id)
    return;
  for (gsize i = start; i < out->length; i++)
    if (out->buf[i] == '-')
      out->buf[i] = ' ';
  if (start < out->length)
    out->buf[start] = g_ascii_toupper (out->buf[start]);
}

static void
put_since (const TlmSnapshot *snapshot, const TlmEvent *event, int sign, Output *out)
{
  TlmElapsedFormat format = { .style = TLM_ELAPSED_MINUTES };

  if (event && snapshot->time_ns != TLM_TIME_NONE)
    put_elapsed (sign * (snapshot->time_ns - event->time_ns), &format, out);
}

static void
put_token (const TlrText *text, guint index, const TlmSnapshot *snapshot, Output *out)
{
  const TlrToken *token = &text->text->tokens[index];
  const TlmTimeline *timeline = text->source->timeline;
  const TlmMission *mission = text->source->mission;
  const TlmPhaseState *phase = &snapshot->phase;
  TlmElapsedFormat clock = { .decimals = token->decimals > 0 ? (guint) token->decimals : 0 };
  const char *words = NULL;

  switch (token->kind) {
    case TLR_TOKEN_LITERAL:
      words = token->text;
      break;
    case TLR_TOKEN_CHANNEL:
    case TLR_TOKEN_UNIT:
    case TLR_TOKEN_AGE:
      put_channel (text, index, snapshot, out);
      break;
    case TLR_TOKEN_CLOCK:
      put_elapsed (snapshot->elapsed_ns, &clock, out);
      break;
    case TLR_TOKEN_UTC:
    case TLR_TOKEN_DATE:
      put_utc (token, snapshot->instant, out);
      break;
    case TLR_TOKEN_PHASE:
      put_event (text, phase->current, out);
      break;
    case TLR_TOKEN_PHASE_TIME:
      put_since (snapshot, phase->current, 1, out);
      break;
    case TLR_TOKEN_NEXT:
      put_event (text, phase->next, out);
      break;
    case TLR_TOKEN_NEXT_COUNTDOWN:
      put_since (snapshot, phase->next, -1, out);
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
      words = text->source->provenance_label;
      break;
    case TLR_TOKEN_TEXT:
      words = tlm_timeline_text (timeline, text->vehicle, token->text, snapshot->time_ns);
      break;
  }
  put (out, words ? words : "");
}

gsize
tlr_text_print (TlrText *text, const TlmSnapshot *snapshot, char *buf, TlmValidity *worst)
{
  Output out = { buf, 0, TLM_VALIDITY_FRESH };

  g_return_val_if_fail (text != NULL && snapshot != NULL && buf != NULL, 0);
  for (guint i = 0; i < text->text->n_tokens; i++)
    put_token (text, i, snapshot, &out);
  buf[out.length] = 0;
  if (worst)
    *worst = out.worst;
  return out.length;
}

/* The value whose text is widest: as many eights as the largest known value has
 * digits, and not fewer than a flight to orbit shows. */
static double
widest_value (const TlrText *text, guint index, guint channel)
{
  TlmQuantity quantity = tlm_timeline_channel_quantity (text->source->timeline, channel);
  double largest = text->fields[index].largest;

  if (quantity == TLM_QUANTITY_SPEED && channel != TLM_CHANNEL_RANGE_RATE)
    largest = MAX (largest, 8000);
  else if (quantity == TLM_QUANTITY_LENGTH && largest == 0)
    largest = 400e3;
  return largest;
}

static void
put_widest_channel (const TlrText *text, guint index, Output *out)
{
  guint channel;

  if (!find_channel (text, &text->text->tokens[index], &channel)) {
    put (out, "888.8");
    return;
  }
  double value = widest_value (text, index, channel);
  TlrReadout readout = choose (text, index, channel, value);
  if (text->text->tokens[index].kind == TLR_TOKEN_UNIT) {
    put (out, translated (text, readout.unit ? readout.unit->symbol : ""));
    return;
  }
  double shown = fabs (readout.unit ? tlm_unit_from_si (readout.unit, value) : value);
  /* A decimal that goes at the top of the range stands below it. */
  if (text->text->tokens[index].decimals < 0 && readout.decimals == 0 && shown >= 100 && shown < 1000)
    shown = 88.88, readout.decimals = 1;
  double digits = floor (log10 (MAX (shown, 1))) + 1;
  readout.unit = NULL;
  put_number (text, out, readout, floor (pow (10, digits) * 8 / 9) + 8.0 / 9);
}

/* Leaves the longest label, by characters, in the output. */
static void
put_widest_event (const TlrText *text, Output *out)
{
  const TlmTimeline *timeline = text->source->timeline;
  guint n = MIN (tlm_timeline_n_events (timeline), LABELS_MAX);
  glong longest = -1;
  const TlmEvent *widest = NULL;

  for (guint i = 0; i < n; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    const char *word = translated (text, event->label ? event->label : event->id);

    if (g_utf8_strlen (word, -1) > longest) {
      longest = g_utf8_strlen (word, -1);
      widest = event;
    }
  }
  if (widest)
    put_event (text, widest, out);
  else
    put (out, "Stage separation");
}

gsize
tlr_text_print_widest (TlrText *text, char *buf)
{
  static const TlmPhaseState no_phase = { NULL, NULL, NULL, TLM_TIME_NONE };
  TlmSnapshot empty = { .time_ns = 0, .instant = 0, .elapsed_ns = 0, .phase = no_phase };
  Output out = { buf, 0, TLM_VALIDITY_FRESH };

  g_return_val_if_fail (text != NULL && buf != NULL, 0);
  for (guint i = 0; i < text->text->n_tokens; i++) {
    TlrTokenKind kind = text->text->tokens[i].kind;

    if (kind == TLR_TOKEN_CHANNEL || kind == TLR_TOKEN_UNIT)
      put_widest_channel (text, i, &out);
    else if (kind == TLR_TOKEN_PHASE || kind == TLR_TOKEN_NEXT)
      put_widest_event (text, &out);
    else if (kind == TLR_TOKEN_PHASE_TIME || kind == TLR_TOKEN_NEXT_COUNTDOWN)
      put (&out, "-88:88");
    else if (kind == TLR_TOKEN_AGE)
      put (&out, "88.8");
    else
      put_token (text, i, &empty, &out);
  }
  buf[out.length] = 0;
  return out.length;
}
