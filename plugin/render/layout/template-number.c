/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The number that a template is about. */
#include <math.h>
#include <string.h>

#include "core/timeline/extremes.h"
#include "render/layout/template-private.h"

gboolean
tlr_template_is_number (const TlrTemplate *text)
{
  const TlrToken *token = &text->tokens[0];

  return text->n_tokens == 1 && (token->kind == TLR_TOKEN_CHANNEL || token->kind == TLR_TOKEN_SIZE);
}

/* Whether a field is a number that stands alone between blanks. */
static gboolean
is_number_alone (const char *text, const char *field, const char *close)
{
  g_autofree char *copy = g_strndup (field, (gsize) (close + 1 - field));
  g_autoptr (TlrTemplate) parsed = tlr_template_parse (copy, NULL);

  return parsed && tlr_template_is_number (parsed) && (field == text || field[-1] == ' ') &&
      (!close[1] || close[1] == ' ');
}

/* The first number among the fields of a text that stands alone, from its brace on to END behind it; NULL where
 * there is none, or an if, which may leave it out. */
static const char *
first_number (const char *text, const char **end)
{
  const char *found = NULL, *close;

  for (const char *p = text; *p; p++) {
    if (*p != '{' || p[1] == '{') {
      p += *p == '{' || (*p == '}' && p[1] == '}');
      continue;
    }
    close = strchr (p, '}');
    if (!close || g_str_has_prefix (p, "{if "))
      return NULL;
    if (!found && is_number_alone (text, p, close)) {
      found = p;
      *end = close + 1;
    }
    p = close;
  }
  return found;
}

gboolean
tlr_template_split (const char *text, char **before, char **number, char **behind)
{
  const char *end = NULL, *start = first_number (text, &end);

  if (!start)
    return FALSE;
  *before = g_strndup (text, start > text ? (gsize) (start - text - 1) : 0);
  *number = g_strndup (start, (gsize) (end - start));
  *behind = g_strdup (*end ? end + 1 : "");
  return TRUE;
}

/* Whether a number that is still arriving may come with a sign. */
static gboolean
may_be_negative (TlmQuantity quantity, guint channel)
{
  switch (channel) {
    case TLM_CHANNEL_VERTICAL_SPEED:
    case TLM_CHANNEL_RANGE_RATE:
    case TLM_CHANNEL_ALTITUDE:           /* on the ground it is above and below 0 in turn */
    case TLM_CHANNEL_ALTITUDE_AGL:
    case TLM_CHANNEL_ALTITUDE_MSL:
    case TLM_CHANNEL_ALTITUDE_ELLIPSOID:
      return TRUE;
    case TLM_CHANNEL_HEADING:
    case TLM_CHANNEL_INCLINATION:
      return FALSE;
    default:
      break;
  }
  return quantity == TLM_QUANTITY_ACCELERATION || quantity == TLM_QUANTITY_TEMPERATURE ||
      quantity == TLM_QUANTITY_ANGLE || quantity == TLM_QUANTITY_ANGULAR_RATE ||
      quantity == TLM_QUANTITY_NONE;
}

gboolean
tlr_text_has_sign (const TlrText *text, guint index, guint channel)
{
  const TlrToken *token = &text->text->tokens[index];
  TlmQuantity quantity = tlm_timeline_channel_quantity (text->source->timeline, channel);
  double lowest = text->fields[index].lowest;
  char digits[TLR_NUMBER_SIZE];

  if (token->kind != TLR_TOKEN_CHANNEL)
    return FALSE;
  if (tlr_token_is_difference (token) || (text->grows && may_be_negative (quantity, channel)))
    return TRUE;
  if (!text->fields[index].is_known || lowest >= 0)
    return FALSE;
  TlrReadout readout = tlr_text_choose (text, index, channel, lowest);
  tlr_number_print (readout.unit ? tlm_unit_from_si (readout.unit, lowest) : lowest, readout.decimals,
      &text->source->marks, digits, sizeof digits);
  return digits[0] != 0 && !g_ascii_isdigit (digits[0]);
}

/* Of a channel that is derived only some values are known: half as much again is thought of. */
#define BETWEEN_PROBES 1.5

gboolean
tlr_text_slot_reach (const TlrText *text, guint channel, double *reach)
{
  const TlrToken *token = &text->text->tokens[0];
  double low, high;

  if (text->grows || token->reading != TLM_READING_VALUE ||
      !tlm_timeline_reach (text->source->timeline, text->vehicle, channel, &low, &high))
    return FALSE;
  *reach = MAX (fabs (low), fabs (high));
  if (!tlm_timeline_track (text->source->timeline, text->vehicle, channel))
    *reach *= BETWEEN_PROBES;
  return TRUE;
}

gboolean
tlr_text_stays_whole (const TlrText *text, guint channel)
{
  double lowest = text->fields[0].lowest;

  return text->fields[0].is_known && lowest > 0 && tlr_text_choose (text, 0, channel, lowest).decimals == 0;
}
