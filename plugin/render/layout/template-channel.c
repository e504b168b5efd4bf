/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/time/elapsed.h"
#include "core/timeline/extremes.h"
#include "render/layout/template-private.h"

gboolean
tlr_text_find_channel (const TlrText *text, const TlrToken *token, guint *channel)
{
  const TlmTimeline *timeline = text->source->timeline;
  gboolean found = FALSE;
  guint id;

  for (char **name = token->names; name && *name; name++) {
    if (!tlm_timeline_find_channel (timeline, *name, &id))
      continue;
    gboolean has = (name == token->names && !name[1]) ||
        tlm_timeline_has_channel (timeline, text->vehicle, id, NULL);
    if (has || !found)
      *channel = id;
    found = TRUE;
    if (has)
      break;
  }
  return found;
}

/* A derived altitude changes its unit no more than a measured one does: what it
 * reaches decides. Other derived quantities have one unit at any size. */
double
tlr_text_largest (const TlrText *text, const TlrToken *token)
{
  double low, high;
  guint channel;

  if (!tlr_text_find_channel (text, token, &channel))
    return 0;
  const TlmTimeline *timeline = text->source->timeline;
  if (tlm_timeline_channel_quantity (timeline, channel) != TLM_QUANTITY_LENGTH &&
      !tlm_timeline_track (timeline, text->vehicle, channel))
    return 0;
  if (!tlm_timeline_reach (timeline, text->vehicle, channel, &low, &high))
    return 0;
  return token->reading == TLM_READING_CHANGE ? high - low : MAX (fabs (low), fabs (high));
}

gboolean
tlr_text_lowest (const TlrText *text, const TlrToken *token, double *lowest)
{
  double high;
  guint channel;

  return tlr_text_find_channel (text, token, &channel) &&
      tlm_timeline_reach (text->source->timeline, text->vehicle, channel, lowest, &high);
}

TlrReadout
tlr_text_choose (const TlrText *text, guint index, guint channel, double value)
{
  const TlrToken *token = &text->text->tokens[index];
  gboolean is_rate = token->reading == TLM_READING_RATE, per_second;
  TlmQuantity measured = tlm_timeline_channel_quantity (text->source->timeline, channel);
  TlmQuantity quantity = tlr_token_quantity (token, measured, &per_second);
  guint as = !is_rate ? channel : measured == TLM_QUANTITY_LENGTH ? (guint) TLM_CHANNEL_VERTICAL_SPEED :
      (guint) TLM_N_STANDARD_CHANNELS;
  TlrReadout readout = tlr_readout_choose (text->source->units, quantity, as, value,
      is_rate ? 0 : text->fields[index].largest);

  if (token->unit && token->unit->quantity == quantity) {
    if (token->unit != readout.unit && token->decimals < 0)
      readout.decimals = 1;
    readout.unit = token->unit;
  }
  if (token->decimals >= 0)
    readout.decimals = (guint) token->decimals;
  return readout;
}

void
tlr_text_put_number (const TlrText *text, TlrOutput *out, double number, guint decimals)
{
  char digits[TLR_NUMBER_SIZE];

  tlr_number_print (number, decimals, &text->source->marks, digits, sizeof digits);
  tlr_output_put (out, digits);
}

const char *
tlr_text_frame_word (TlmSpeedFrame frame)
{
  static const char *const words[] = { "", "Earth-relative", "inertial" };

  return (guint) frame < G_N_ELEMENTS (words) ? words[frame] : "";
}

static const char *
state_word (double value)
{
  return value >= 1 ? "sunlit" : value > 0 ? "penumbra" : "eclipse";
}

static void
put_word (const TlrText *text, TlrOutput *out, const char *word)
{
  if (word[0])
    tlr_output_put (out, tlr_text_translated (text, word));
}

/* An altitude that is said to be above the pad or the sea is labelled so. */
static guint
labelled_channel (const TlrText *text, guint channel)
{
  const TlmTimeline *timeline = text->source->timeline;

  if (channel != TLM_CHANNEL_ALTITUDE || text->vehicle >= tlm_timeline_n_vehicles (timeline))
    return channel;
  switch (tlm_timeline_altitude_datum (timeline, text->vehicle)) {
    case TLM_DATUM_AGL:
      return TLM_CHANNEL_ALTITUDE_AGL;
    case TLM_DATUM_MSL:
      return TLM_CHANNEL_ALTITUDE_MSL;
    default:
      return channel;
  }
}

/* A source without names has the English ones of standard channels; any other's own name has to do. */
static const char *
channel_name (const TlrText *text, guint channel, gboolean brief)
{
  const TlrSource *source = text->source;
  const char *name = tlm_timeline_channel_name (source->timeline, channel);

  if (source->name_channel)
    return source->name_channel (source->translate_data, channel, name, brief);
  return channel < TLM_N_STANDARD_CHANNELS ? tlm_channel_get (channel)->label : name;
}

static void
put_label (const TlrText *text, TlrOutput *out, guint shown, guint columns)
{
  guint channel = labelled_channel (text, shown);
  const char *name = channel_name (text, channel, FALSE);

  if (columns && tlr_text_columns (name) > columns)
    name = channel_name (text, channel, TRUE);
  tlr_output_put (out, name);
}

/* A letter where the layout has no word for it. */
void
tlr_text_put_side (const TlrText *text, guint channel, double value, TlrOutput *out)
{
  static const char *const sides[][2] = {
    { "north", "N" }, { "south", "S" }, { "east", "E" }, { "west", "W" },
  };
  const char *const *side = sides[(channel == TLM_CHANNEL_LATITUDE ? 0 : 2) + (value < 0)];
  const char *word = tlr_text_translated (text, side[0]);

  tlr_output_put (out, word == side[0] ? side[1] : word);
}

static void
put_unit (const TlrText *text, guint index, guint channel, double value, TlrOutput *out)
{
  TlrReadout readout = tlr_text_choose (text, index, channel, value);

  gboolean per_second;

  tlr_token_quantity (&text->text->tokens[index], tlm_timeline_channel_quantity (text->source->timeline, channel),
      &per_second);
  if (readout.unit)
    put_word (text, out, readout.unit->symbol);
  if (per_second)
    tlr_output_put (out, "/s");
}

static void
put_frame (const TlrText *text, const TlmSnapshot *snapshot, TlrOutput *out)
{
  if (text->vehicle < snapshot->n_vehicles)
    put_word (text, out, tlr_text_frame_word (snapshot->vehicles[text->vehicle].speed_frame));
}

/* Tokens that a value that is not known makes "---". */
static void
put_value (const TlrText *text, guint index, guint channel, const TlmValue *value, TlrOutput *out)
{
  TlrTokenKind kind = text->text->tokens[index].kind;

  if (!tlm_value_is_shown (value)) {
    tlr_output_put (out, TLR_UNKNOWN);
    return;
  }
  if (kind == TLR_TOKEN_WORD) {
    put_word (text, out, state_word (value->value));
  } else if (kind == TLR_TOKEN_AGE) {
    tlr_text_put_number (text, out, tlm_duration_to_s (tlm_elapsed_cut (value->age_ns, 1)), 1);
  } else {
    double shown = kind == TLR_TOKEN_SIZE ? fabs (value->value) : value->value;
    TlrReadout readout = tlr_text_choose (text, index, channel, shown);
    gboolean differs = tlr_token_is_difference (&text->text->tokens[index]);
    TlmChannelId written = differs ? TLM_N_STANDARD_CHANNELS :
        tlm_timeline_channel_kind (text->source->timeline, channel);
    shown += differs && readout.unit ? readout.unit->offset : 0;
    tlr_text_put_number (text, out, tlm_channel_written (written, readout.unit, readout.decimals, shown),
        readout.decimals);
  }
}

void
tlr_text_put_channel (const TlrText *text, guint index, const TlmSnapshot *snapshot,
    TlrOutput *out)
{
  const TlrToken *token = &text->text->tokens[index];
  TlmValue value = TLM_VALUE_ABSENT;
  guint channel = 0;
  gboolean found = tlr_text_find_channel (text, token, &channel);

  if (found)
    value = text->fields[index].past ? tlr_past_at (text->fields[index].past, channel, snapshot) :
        tlm_snapshot_value (snapshot, text->vehicle, channel);
  if (token->kind != TLR_TOKEN_LABEL)
    out->worst = MIN (out->worst, value.validity);
  if (token->kind == TLR_TOKEN_LABEL) {
    if (found)
      put_label (text, out, channel, token->columns);
  } else if (token->kind == TLR_TOKEN_FRAME) {
    put_frame (text, snapshot, out);
  } else if (token->kind == TLR_TOKEN_UNIT) {
    if (found)
      put_unit (text, index, channel, tlm_value_is_shown (&value) ? value.value : 0, out);
  } else if (token->kind == TLR_TOKEN_SIDE) {
    if (tlm_value_is_shown (&value))
      tlr_text_put_side (text, channel, value.value, out);
  } else {
    put_value (text, index, channel, &value, out);
  }
}
