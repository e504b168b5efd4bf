/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/card/card-value.h"

#include <math.h>
#include <string.h>

#include "core/timeline/extremes.h"

/* More than a card has. */
#define CHANNELS_MAX 8

static gboolean
find_peak (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns, double *value)
{
  g_autoptr (TlmExtremes) extremes = tlm_extremes_new (timeline, vehicle, channel);
  double low, high;

  if (!tlm_extremes_at (extremes, time_ns, &low, &high))
    return FALSE;
  *value = MAX (*value, high);
  return TRUE;
}

/* A number that was current at that instant. */
static gboolean
find_value (const TlmTimeline *timeline, guint vehicle, guint channel, TlrCardMoment moment, gint64 time_ns,
    double *value)
{
  TlmValue at = tlm_timeline_value (timeline, vehicle, channel, time_ns);

  if (at.validity != TLM_VALIDITY_FRESH || !isfinite (at.value))
    return FALSE;
  *value = at.value;
  if (moment == TLR_CARD_PEAK)
    find_peak (timeline, vehicle, channel, time_ns, value);
  return isfinite (*value);
}

TlrCardValue
tlr_card_value_find (const TlrWidget *widget, guint vehicle, const char *channels, TlrCardMoment moment,
    gint64 time_ns)
{
  const TlrContext *context = widget->context;
  g_auto (GStrv) names = g_strsplit (channels, "|", CHANNELS_MAX);
  TlrCardValue found = { 0 };

  for (guint i = 0; names[i] && names[i][0] && !found.is_known; i++) {
    if (!tlm_timeline_find_channel (context->timeline, names[i], &found.channel) ||
        !find_value (context->timeline, vehicle, found.channel, moment, time_ns, &found.value))
      continue;
    found.is_known = TRUE;
    found.readout = tlr_readout_choose (context->source.units,
        tlm_timeline_channel_quantity (context->timeline, found.channel), found.channel, found.value,
        fabs (found.value));
  }
  return found;
}

void
tlr_card_value_print (const TlrCardValue *value, const TlrWidget *widget, double done, char buf[TLR_CARD_TEXT])
{
  const TlrContext *context = widget->context;
  const TlmUnit *unit = value->readout.unit;
  char number[TLR_NUMBER_SIZE];

  buf[0] = 0;
  if (!value->is_known)
    return;
  tlr_number_print (tlm_channel_written (value->channel, unit, value->readout.decimals, value->value * done),
      value->readout.decimals, &context->source.marks, number, sizeof number);
  g_strlcpy (buf, number, TLR_CARD_TEXT);
  if (unit) {
    g_strlcat (buf, " ", TLR_CARD_TEXT);
    g_strlcat (buf, tlr_words_find (context->words, unit->symbol), TLR_CARD_TEXT);
  }
}

const char *
tlr_card_value_label (const TlrCardValue *value, const TlrWidget *widget)
{
  const TlrContext *context = widget->context;

  return !value->is_known ? "" : tlr_words_channel (context->words, value->channel,
      tlm_timeline_channel_name (context->timeline, value->channel), FALSE);
}
