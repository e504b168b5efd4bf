/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/rule.h"

#include <math.h>
#include <string.h>

#define SIGMAS 3

/* A value that may be any within its error is the one next to nought. */
static double
least_of (double value, double error)
{
  return isnan (error) ? value : copysign (MAX (fabs (value) - SIGMAS * error, 0), value);
}

static double
read_signal (const TlmConditionNode *node, const TlmRuleView *view)
{
  double value = view->signal (view->data, node->channel, node->order), error;

  if (node->reading == TLM_READING_VALUE)
    return value;
  error = view->error (view->data, node->channel);
  if (node->reading == TLM_READING_LEAST)
    return least_of (value, error);
  return isnan (error) ? 0 : error;
}

enum { WORD_ELAPSED, WORD_SINCE };

static double
leaf (gpointer data, const TlmConditionNode *node)
{
  const TlmRuleView *view = data;

  if (node->operator == TLM_CONDITION_SIGNAL)
    return read_signal (node, view);
  return node->word == WORD_ELAPSED ? view->elapsed : view->since (view->data, node->names[0]);
}

static double
of_peak (gpointer data, const TlmConditionNode *node, double now)
{
  const TlmRuleView *view = data;

  return view->of_peak (view->data, node, now);
}

double
tlm_rule_evaluate (const TlmCondition *rule, const TlmRuleView *view)
{
  TlmConditionView asked = { .leaf = leaf, .of_peak = of_peak, .data = (gpointer) view };

  g_return_val_if_fail (rule != NULL && view != NULL, NAN);
  return tlm_condition_evaluate (rule, &asked);
}

/* After the standard channels, in their order. */
static const struct { const char *name; int quantity; } own[] = {
  [TLM_RULE_AXIAL_ACCELERATION - TLM_N_STANDARD_CHANNELS] =
      { .name = "axial-acceleration", .quantity = TLM_QUANTITY_ACCELERATION },
  [TLM_RULE_CLIMB - TLM_N_STANDARD_CHANNELS] = { .name = "climb", .quantity = TLM_QUANTITY_SPEED },
  [TLM_RULE_HEIGHT - TLM_N_STANDARD_CHANNELS] = { .name = "height", .quantity = TLM_QUANTITY_LENGTH },
  [TLM_RULE_PACE - TLM_N_STANDARD_CHANNELS] = { .name = "pace", .quantity = TLM_QUANTITY_SPEED },
  [TLM_RULE_HOLD - TLM_N_STANDARD_CHANNELS] =
      { .name = "hold", .quantity = TLM_QUANTITY_ACCELERATION },
  [TLM_RULE_BALLISTIC - TLM_N_STANDARD_CHANNELS] =
      { .name = "ballistic", .quantity = TLM_QUANTITY_NONE },
  [TLM_RULE_SLOWING - TLM_N_STANDARD_CHANNELS] =
      { .name = "slowing", .quantity = TLM_QUANTITY_DURATION },
  [TLM_RULE_RISING - TLM_N_STANDARD_CHANNELS] = { .name = "rising", .quantity = TLM_CONDITION_TRUTH },
  [TLM_RULE_FALLING - TLM_N_STANDARD_CHANNELS] =
      { .name = "falling", .quantity = TLM_CONDITION_TRUTH },
  [TLM_RULE_THRUSTING - TLM_N_STANDARD_CHANNELS] =
      { .name = "thrusting", .quantity = TLM_CONDITION_TRUTH },
  [TLM_RULE_BRAKING - TLM_N_STANDARD_CHANNELS] =
      { .name = "braking", .quantity = TLM_CONDITION_TRUTH },
  [TLM_RULE_AT_REST - TLM_N_STANDARD_CHANNELS] =
      { .name = "at-rest", .quantity = TLM_CONDITION_TRUTH },
  [TLM_RULE_ON_GROUND - TLM_N_STANDARD_CHANNELS] =
      { .name = "on-ground", .quantity = TLM_CONDITION_TRUTH },
  [TLM_RULE_ON_ORBIT - TLM_N_STANDARD_CHANNELS] =
      { .name = "on-orbit", .quantity = TLM_CONDITION_TRUTH },
};
G_STATIC_ASSERT (G_N_ELEMENTS (own) == TLM_RULE_N_CHANNELS - TLM_N_STANDARD_CHANNELS);

gboolean
tlm_rule_channel (const char *name, guint *channel)
{
  TlmChannelId standard;

  g_return_val_if_fail (name != NULL && channel != NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++) {
    if (strcmp (name, own[i].name) == 0) {
      *channel = TLM_N_STANDARD_CHANNELS + i;
      return TRUE;
    }
  }
  if (!tlm_channel_from_name (name, &standard))
    return FALSE;
  *channel = standard;
  return TRUE;
}

const char *
tlm_rule_channel_name (guint channel)
{
  g_return_val_if_fail (channel < TLM_RULE_N_CHANNELS, NULL);
  return channel < TLM_N_STANDARD_CHANNELS ? tlm_channel_get (channel)->name :
      own[channel - TLM_N_STANDARD_CHANNELS].name;
}

int
tlm_rule_channel_quantity (guint channel)
{
  g_return_val_if_fail (channel < TLM_RULE_N_CHANNELS, TLM_CONDITION_ANY);
  return channel < TLM_N_STANDARD_CHANNELS ? (int) tlm_channel_get (channel)->quantity :
      own[channel - TLM_N_STANDARD_CHANNELS].quantity;
}

/* The vocabulary */

static const TlmConditionWord words[] = {
  { .name = "elapsed", .kind = TLM_CONDITION_WORD_NUMBER, .id = WORD_ELAPSED, .quantity = TLM_QUANTITY_DURATION,
    .example = "elapsed > 60 s", .blurb = "Seconds since T-0" },
  { .name = "time", .kind = TLM_CONDITION_WORD_NUMBER, .id = WORD_ELAPSED, .quantity = TLM_QUANTITY_DURATION,
    .example = "time>60", .blurb = "The same" },
  { .name = "since", .kind = TLM_CONDITION_WORD_CALL, .id = WORD_SINCE, .quantity = TLM_QUANTITY_DURATION,
    .example = "since(meco) > 3 s", .blurb = "Seconds since that phase began or ended" },
  { .name = "slope", .kind = TLM_CONDITION_WORD_SLOPE, .example = "slope(altitude) < 0",
    .blurb = "How fast a channel changes, per second, from a robust fit; of a slope, how fast that does" },
  { .name = "abs", .kind = TLM_CONDITION_WORD_ABS, .example = "abs(climb) < 0.5 m/s", .blurb = "The magnitude" },
  { .name = "of-peak", .kind = TLM_CONDITION_WORD_OF_PEAK, .example = "of-peak(dynamic-pressure) < 0.85",
    .blurb = "Now divided by the largest since the phase could come" },
  { .name = "least", .kind = TLM_CONDITION_WORD_LEAST, .example = "least(climb) > 15 m/s",
    .blurb = "The value less three of its errors, towards nought: of climb, height and dynamic-pressure" },
  { .name = "error", .kind = TLM_CONDITION_WORD_ERROR, .example = "error(climb) < 2 m/s",
    .blurb = "One standard deviation, of the same; 0 where it is not known" },
};

static gboolean
find_channel (const char *name, guint *channel, int *quantity)
{
  if (!tlm_rule_channel (name, channel))
    return FALSE;
  *quantity = tlm_rule_channel_quantity (*channel);
  return TRUE;
}

static const char *
channel_name (guint index)
{
  return index < TLM_RULE_N_CHANNELS ? tlm_rule_channel_name (index) : NULL;
}

static gboolean
has_error (guint channel)
{
  return channel == TLM_RULE_CLIMB || channel == TLM_RULE_HEIGHT || channel == TLM_CHANNEL_DYNAMIC_PRESSURE;
}

const TlmVocabulary *
tlm_rule_vocabulary (void)
{
  static const TlmVocabulary vocabulary = { .words = words, .n_words = G_N_ELEMENTS (words),
    .find_channel = find_channel, .channel_name = channel_name, .has_error = has_error,
    .with_error = "climb, height and dynamic-pressure", .code = TLM_ERROR_PROFILE, .noun = "rule" };

  return &vocabulary;
}

TlmCondition *
tlm_rule_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  return tlm_condition_parse (text, tlm_rule_vocabulary (), error);
}

TlmCondition *
tlm_rule_parse_number (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  return tlm_condition_parse_number (text, tlm_rule_vocabulary (), error);
}
