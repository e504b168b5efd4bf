/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/layout/template-private.h"

/* Events looked at for the longest label. */
#define LABELS_MAX 512

/* Powers of ten that a value passes on its way. */
#define WAY_STEPS 9

/* What channels reach that nobody has measured yet, storage units. */
static const struct {
  TlmChannelId channel;
  double reach;
} reaches[] = {
  { TLM_CHANNEL_LATITUDE, 90 }, { TLM_CHANNEL_LONGITUDE, 180 }, { TLM_CHANNEL_HEADING, 360 },
  { TLM_CHANNEL_FLIGHT_PATH_ANGLE, 90 }, { TLM_CHANNEL_INCLINATION, 180 },
  { TLM_CHANNEL_ROLL, 180 }, { TLM_CHANNEL_PITCH, 180 }, { TLM_CHANNEL_YAW, 180 },
  { TLM_CHANNEL_ORBIT_NUMBER, 99999 }, { TLM_CHANNEL_PERIOD, 6000 },
  { TLM_CHANNEL_ACCELERATION, 100 }, { TLM_CHANNEL_G_LOAD, 100 },
  { TLM_CHANNEL_DYNAMIC_PRESSURE, 50e3 }, { TLM_CHANNEL_PRESSURE, 101e3 },
  { TLM_CHANNEL_TEMPERATURE, 1000 }, { TLM_CHANNEL_MACH, 30 },
  { TLM_CHANNEL_RANGE_RATE, 100 }, { TLM_CHANNEL_THROTTLE, 1 }, { TLM_CHANNEL_PROPELLANT, 1 },
};

/* What other quantities of a launcher come to, storage units, by quantity. */
static const double coming[TLM_N_QUANTITIES] = {
  [TLM_QUANTITY_ACCELERATION] = 100, [TLM_QUANTITY_DURATION] = 99999, [TLM_QUANTITY_ANGLE] = 360,
  [TLM_QUANTITY_ANGULAR_RATE] = 999, [TLM_QUANTITY_PRESSURE] = 40e6, [TLM_QUANTITY_TEMPERATURE] = 1000,
  [TLM_QUANTITY_MASS] = 999e3, [TLM_QUANTITY_FORCE] = 99e6, [TLM_QUANTITY_DENSITY] = 2,
  [TLM_QUANTITY_VOLTAGE] = 999, [TLM_QUANTITY_CURRENT] = 999, [TLM_QUANTITY_FRACTION] = 1,
};

/* What a channel may come to, as far as one can say before: not less than a flight to
 * orbit shows; 0 for a quantity of which nobody can. */
static double
plausible_reach (TlmQuantity quantity, guint channel)
{
  for (guint i = 0; i < G_N_ELEMENTS (reaches); i++)
    if (reaches[i].channel == channel)
      return reaches[i].reach;
  if (quantity == TLM_QUANTITY_SPEED)
    return 8000;
  return quantity == TLM_QUANTITY_LENGTH ? 400e3 : 0;
}

/* A channel that is still arriving: what it has reached says little of what it will,
 * so that it counts only where it is beyond what was thought of, and then for a digit
 * more. Of a number without a unit nobody can think: two digits more than has come. */
static double
coming_reach (double known, TlmQuantity quantity, guint channel)
{
  double plausible = plausible_reach (quantity, channel);

  if (plausible <= 0)
    plausible = coming[quantity];
  if (plausible <= 0)
    return MAX (100 * known, 999);
  return known > plausible ? 10 * known : plausible;
}

/* The value whose text is widest: as many eights as the largest known value has
 * digits, and not fewer than a flight to orbit shows. */
static double
widest_value (const TlrText *text, guint index, guint channel)
{
  const TlrToken *token = &text->text->tokens[index];
  gboolean per_second;
  TlmQuantity quantity = tlr_token_quantity (token,
      tlm_timeline_channel_quantity (text->source->timeline, channel), &per_second);
  double reach = text->fields[index].reach;

  if (token->reading == TLM_READING_RATE && !per_second)
    return quantity == TLM_QUANTITY_SPEED ? 8000 : coming[quantity];
  if (text->grows)
    return coming_reach (reach, quantity, channel);
  if (quantity == TLM_QUANTITY_SPEED && channel != TLM_CHANNEL_RANGE_RATE)
    return MAX (reach, 8000);
  return reach > 0 ? reach : plausible_reach (quantity, channel);
}

static void
put_eights (const TlrText *text, guint index, guint channel, double value, gboolean is_whole, TlrOutput *out)
{
  TlrReadout readout = tlr_text_choose (text, index, channel, value);
  double shown = fabs (readout.unit ? tlm_unit_from_si (readout.unit, value) : value);

  /* A decimal that goes at the top of the range stands below it. */
  if (!is_whole && text->text->tokens[index].decimals < 0 && readout.decimals == 0 && shown >= 100 && shown < 1000)
    shown = 88.88, readout.decimals = 1;
  double digits = floor (log10 (MAX (shown, 1)) + 1e-9) + 1;
  double eights = floor (pow (10, digits) * 8 / 9) + 8.0 / 9;
  tlr_text_put_number (text, out, tlr_text_has_sign (text, index, channel) ? -eights : eights, readout.decimals);
}

static void
put_wide_number (const TlrText *text, guint index, guint channel, double value, TlrOutput *out)
{
  put_eights (text, index, channel, value, FALSE, out);
}

/* A value's size says its unit while more may come ("9,400 m", then "10.2 km"): all that it
 * passes on its way to the largest is tried, a tenth each time, and the longest left. */
static void
put_longest_on_way (const TlrText *text, guint index, guint channel, double largest,
    void (*put) (const TlrText *text, guint index, guint channel, double value, TlrOutput *out),
    TlrOutput *out)
{
  double longest = largest, value = largest;
  guint most = 0;

  for (guint i = 0; text->grows && i < WAY_STEPS; i++, value /= 10) {
    char buf[TLR_TEMPLATE_SIZE];
    TlrOutput trial = { buf, 0, TLM_VALIDITY_FRESH };

    put (text, index, channel, value, &trial);
    buf[trial.length] = 0;
    if (tlr_text_columns (buf) > most) {
      most = tlr_text_columns (buf);
      longest = value;
    }
  }
  put (text, index, channel, longest, out);
}

static void
put_wide_unit (const TlrText *text, guint index, guint channel, double value, TlrOutput *out)
{
  TlrReadout readout = tlr_text_choose (text, index, channel, value);

  gboolean per_second;

  tlr_token_quantity (&text->text->tokens[index], tlm_timeline_channel_quantity (text->source->timeline, channel),
      &per_second);
  tlr_output_put (out, tlr_text_translated (text, readout.unit ? readout.unit->symbol : ""));
  if (per_second)
    tlr_output_put (out, "/s");
}

/* How wide a text is, by columns where nobody measures. */
static int
width_of (const TlrRuler *ruler, const char *text)
{
  return ruler ? ruler->width (ruler->data, text) : (int) tlr_text_columns (text);
}

static void
put_longest (const TlrText *text, const TlrRuler *ruler, TlrOutput *out, const char *const *words)
{
  const char *longest = "";

  for (; *words; words++) {
    const char *word = tlr_text_translated (text, *words);

    if (width_of (ruler, word) > width_of (ruler, longest))
      longest = word;
  }
  tlr_output_put (out, longest);
}

/* Of north and south, east and west the wider one. */
static void
put_wide_side (const TlrText *text, guint channel, const TlrRuler *ruler, TlrOutput *out)
{
  char positive[TLR_TEMPLATE_SIZE], negative[TLR_TEMPLATE_SIZE];
  TlrOutput over = { positive, 0, TLM_VALIDITY_FRESH }, under = { negative, 0, TLM_VALIDITY_FRESH };

  tlr_text_put_side (text, channel, 0, &over);
  tlr_text_put_side (text, channel, -1, &under);
  positive[over.length] = negative[under.length] = 0;
  tlr_output_put (out, width_of (ruler, negative) > width_of (ruler, positive) ? negative : positive);
}

/* No frame is ever said of a speed that was measured. */
static void
put_frame (const TlrText *text, guint channel, const TlrRuler *ruler, TlrOutput *out)
{
  const char *const words[] = { tlr_text_frame_word (TLM_SPEED_RELATIVE),
    tlr_text_frame_word (TLM_SPEED_INERTIAL), NULL };
  TlmOrigin origin = TLM_ORIGIN_MEASURED;

  if (tlm_timeline_has_channel (text->source->timeline, text->vehicle, channel, &origin) &&
      origin == TLM_ORIGIN_DERIVED)
    put_longest (text, ruler, out, words);
}

static void
put_channel (const TlrText *text, guint index, const TlmSnapshot *empty, const TlrRuler *ruler, TlrOutput *out)
{
  static const char *const states[] = { "sunlit", "penumbra", "eclipse", NULL };
  const TlrToken *token = &text->text->tokens[index];
  guint channel;

  if (!tlr_text_find_channel (text, token, &channel)) {
    tlr_output_put (out, "888.8");
    return;
  }
  switch (token->kind) {
    case TLR_TOKEN_UNIT:
      put_longest_on_way (text, index, channel, widest_value (text, index, channel), put_wide_unit, out);
      break;
    case TLR_TOKEN_LABEL:
      tlr_text_put_channel (text, index, empty, out);
      break;
    case TLR_TOKEN_SIDE:
      put_wide_side (text, channel, ruler, out);
      break;
    case TLR_TOKEN_WORD:
      put_longest (text, ruler, out, states);
      break;
    case TLR_TOKEN_FRAME:
      put_frame (text, channel, ruler, out);
      break;
    case TLR_TOKEN_AGE:
      tlr_output_put (out, "88.8");
      break;
    default:
      put_longest_on_way (text, index, channel, widest_value (text, index, channel), put_wide_number,
          out);
  }
}

typedef void (*Namer) (const TlrText *text, const TlmEvent *event, guint columns, TlrOutput *out);

/* Leaves the longest label, by what it takes on a line. */
static void
put_event (const TlrText *text, Namer name, guint columns, TlrOutput *out)
{
  const TlmTimeline *timeline = text->source->timeline;
  guint n = MIN (tlm_timeline_n_events (timeline), LABELS_MAX), longest = 0;
  const TlmEvent *widest = NULL;

  for (guint i = 0; i < n; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    char buf[TLR_TEMPLATE_SIZE];
    TlrOutput trial = { buf, 0, TLM_VALIDITY_FRESH };
    guint length;

    name (text, event, columns, &trial);
    buf[trial.length] = 0;
    length = tlr_text_columns (buf);
    if (!widest || length > longest) {
      longest = length;
      widest = event;
    }
  }
  if (widest)
    name (text, widest, columns, out);
  else
    tlr_output_put (out, "Stage separation");
}

/* Room for what stands beside the count in a hold, or for UTC where the timeline has no T-0. */
static void
put_clock (const TlrText *text, guint index, const TlmSnapshot *empty, TlrOutput *out)
{
  const TlmMissionClock *clock = text->source->clock;
  const TlrToken *token = &text->text->tokens[index];
  gboolean is_utc = tlm_timeline_to_elapsed (text->source->timeline, 0) == TLM_TIME_NONE;
  TlmSnapshot uncounted = { .time_ns = 0, .instant = 0, .elapsed_ns = TLM_TIME_NONE };

  tlr_text_put_clock (text, token, is_utc ? &uncounted : empty, out);
  if (token->kind == TLR_TOKEN_CLOCK && clock && clock->holds->len > 0) {
    tlr_output_put (out, " ");
    tlr_output_put (out, tlr_text_translated (text, "hold"));
  }
}

/* The widest that the token of that index can be; nothing for an if. */
static void
put_widest_token (const TlrText *text, guint i, const TlrRuler *ruler, TlrOutput *out)
{
  static const char *const next_words[] = { "next", "nominal", NULL };
  static const TlmPhaseState no_phase = { NULL, NULL, NULL, TLM_TIME_NONE };
  TlmSnapshot empty = { .time_ns = 0, .instant = 0, .elapsed_ns = 0, .phase = no_phase };
  TlmSnapshot before = { .time_ns = -1, .instant = TLM_TIME_NONE, .elapsed_ns = -1, .phase = no_phase };
  const TlrToken *token = &text->text->tokens[i];

  if (token->names)
    put_channel (text, i, &empty, ruler, out);
  else if (token->kind == TLR_TOKEN_PHASE)
    put_event (text, tlr_text_put_phase, token->columns, out);
  else if (token->kind == TLR_TOKEN_NEXT)
    put_event (text, tlr_text_put_event, token->columns, out);
  else if (token->kind == TLR_TOKEN_PHASE_TIME || token->kind == TLR_TOKEN_SIGNAL_AGE)
    tlr_output_put (out, "88:88");
  else if (token->kind == TLR_TOKEN_NEXT_COUNTDOWN)
    tlr_output_put (out, "T-88:88:88");
  else if (token->kind == TLR_TOKEN_NEXT_WORD)
    put_longest (text, ruler, out, next_words);
  else if (token->kind == TLR_TOKEN_PROVENANCE && text->source->predicted_label)
    tlr_output_put (out, text->source->predicted_label);
  else if (token->kind == TLR_TOKEN_MET)
    tlr_text_put_token (text, i, &before, out);
  else if (token->kind == TLR_TOKEN_CLOCK || token->kind == TLR_TOKEN_CLOCK_L)
    put_clock (text, i, &empty, out);
  else
    tlr_text_put_token (text, i, &empty, out);
}

static void
put_widest (const TlrText *text, guint from, guint to, const TlrRuler *ruler, TlrOutput *out)
{
  for (guint i = from; i < to; i++) {
    const TlrToken *token = &text->text->tokens[i];
    char holds[TLR_TEMPLATE_SIZE], not[TLR_TEMPLATE_SIZE];
    TlrOutput yes = { holds, 0, TLM_VALIDITY_FRESH }, no = { not, 0, TLM_VALIDITY_FRESH };

    if (token->kind != TLR_TOKEN_IF) {
      put_widest_token (text, i, ruler, out);
      continue;
    }
    put_widest (text, i + 1, token->otherwise, ruler, &yes);
    put_widest (text, token->otherwise, token->end, ruler, &no);
    holds[yes.length] = not[no.length] = 0;
    tlr_output_put (out, width_of (ruler, not) > width_of (ruler, holds) ? not : holds);
    i = token->end - 1;
  }
}

gsize
tlr_text_print_widest (TlrText *text, const TlrRuler *ruler, char *buf)
{
  TlrOutput out = { buf, 0, TLM_VALIDITY_FRESH };

  g_return_val_if_fail (text != NULL && buf != NULL, 0);
  put_widest (text, 0, text->text->n_tokens, ruler, &out);
  buf[out.length] = 0;
  return out.length;
}

gsize
tlr_text_print_slot (TlrText *text, char *buf)
{
  TlrOutput out = { buf, 0, TLM_VALIDITY_FRESH };
  double reach;
  guint channel;

  g_return_val_if_fail (text != NULL && tlr_template_is_number (text->text) && buf != NULL, 0);
  if (!tlr_text_find_channel (text, &text->text->tokens[0], &channel) ||
      !tlr_text_slot_reach (text, channel, &reach))
    return tlr_text_print_widest (text, NULL, buf);
  put_eights (text, 0, channel, reach, tlr_text_stays_whole (text, channel), &out);
  buf[out.length] = 0;
  return out.length;
}

gsize
tlr_text_print_all (TlrText *text, char *buf)
{
  TlrOutput out = { buf, 0, TLM_VALIDITY_FRESH };

  g_return_val_if_fail (text != NULL && buf != NULL, 0);
  for (guint i = 0; i < text->text->n_tokens; i++)
    put_widest_token (text, i, NULL, &out);
  buf[out.length] = 0;
  return out.length;
}
