/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/rule.h"

#include <math.h>
#include <string.h>

static double
truth (gboolean holds, double a, double b)
{
  return isnan (a) || isnan (b) ? NAN : holds;
}

static double
both (double a, double b)
{
  if (a == 0 || b == 0)
    return 0;
  return isnan (a) || isnan (b) ? NAN : 1;
}

static double
either (double a, double b)
{
  if (a == 1 || b == 1)
    return 1;
  return isnan (a) || isnan (b) ? NAN : 0;
}

#define SIGMAS 3

/* A value that may be any within its error is the one next to nought. */
static double
least_of (double value, double error)
{
  return isnan (error) ? value : copysign (MAX (fabs (value) - SIGMAS * error, 0), value);
}

static double
read_signal (const TlmRuleNode *node, const TlmRuleView *view)
{
  double value = view->signal (view->data, node->channel, node->order), error;

  if (node->reading == TLM_RULE_VALUE)
    return value;
  error = view->error (view->data, node->channel);
  if (node->reading == TLM_RULE_LEAST)
    return least_of (value, error);
  return isnan (error) ? 0 : error;
}

static double
leaf (const TlmRuleNode *node, const TlmRuleView *view)
{
  switch (node->operator) {
    case TLM_RULE_SIGNAL:
      return read_signal (node, view);
    case TLM_RULE_ELAPSED:
      return view->elapsed;
    case TLM_RULE_SINCE:
      return view->since (view->data, node->name);
    default:
      return node->number;
  }
}

static double
combine (const TlmRuleNode *node, const TlmRuleView *view, double a, double b)
{
  switch (node->operator) {
    case TLM_RULE_OF_PEAK:
      return view->of_peak (view->data, node, a);
    case TLM_RULE_ABS:
      return fabs (a);
    case TLM_RULE_NEGATE:
      return -a;
    case TLM_RULE_ADD:
      return a + b;
    case TLM_RULE_SUBTRACT:
      return a - b;
    case TLM_RULE_MULTIPLY:
      return a * b;
    case TLM_RULE_DIVIDE:
      return b == 0 ? NAN : a / b;
    case TLM_RULE_LESS:
      return truth (a < b, a, b);
    case TLM_RULE_LESS_OR_EQUAL:
      return truth (a <= b, a, b);
    case TLM_RULE_GREATER:
      return truth (a > b, a, b);
    case TLM_RULE_GREATER_OR_EQUAL:
      return truth (a >= b, a, b);
    case TLM_RULE_NOT:
      return 1 - a;
    case TLM_RULE_AND:
      return both (a, b);
    case TLM_RULE_OR:
      return either (a, b);
    default:
      return leaf (node, view);
  }
}

/* Children stand before their parents: one pass, no recursion. */
double
tlm_rule_evaluate (const TlmRule *rule, const TlmRuleView *view)
{
  double values[TLM_RULE_MAX_NODES];

  g_return_val_if_fail (rule != NULL && view != NULL, NAN);
  for (guint i = 0; i < rule->nodes->len; i++) {
    const TlmRuleNode *node = &g_array_index (rule->nodes, TlmRuleNode, i);
    gboolean has_child = node->operator >= TLM_RULE_OF_PEAK;
    values[i] = combine (node, view, has_child ? values[node->left] : 0,
        has_child ? values[node->right] : 0);
  }
  return values[rule->nodes->len - 1];
}

void
tlm_rule_free (TlmRule *rule)
{
  if (!rule)
    return;
  g_free (rule->text);
  g_array_unref (rule->nodes);
  g_free (rule);
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
  [TLM_RULE_RISING - TLM_N_STANDARD_CHANNELS] = { .name = "rising", .quantity = TLM_RULE_CONDITION },
  [TLM_RULE_FALLING - TLM_N_STANDARD_CHANNELS] =
      { .name = "falling", .quantity = TLM_RULE_CONDITION },
  [TLM_RULE_THRUSTING - TLM_N_STANDARD_CHANNELS] =
      { .name = "thrusting", .quantity = TLM_RULE_CONDITION },
  [TLM_RULE_BRAKING - TLM_N_STANDARD_CHANNELS] =
      { .name = "braking", .quantity = TLM_RULE_CONDITION },
  [TLM_RULE_AT_REST - TLM_N_STANDARD_CHANNELS] =
      { .name = "at-rest", .quantity = TLM_RULE_CONDITION },
  [TLM_RULE_ON_GROUND - TLM_N_STANDARD_CHANNELS] =
      { .name = "on-ground", .quantity = TLM_RULE_CONDITION },
  [TLM_RULE_ON_ORBIT - TLM_N_STANDARD_CHANNELS] =
      { .name = "on-orbit", .quantity = TLM_RULE_CONDITION },
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
  g_return_val_if_fail (channel < TLM_RULE_N_CHANNELS, TLM_RULE_ANY);
  return channel < TLM_N_STANDARD_CHANNELS ? (int) tlm_channel_get (channel)->quantity :
      own[channel - TLM_N_STANDARD_CHANNELS].quantity;
}
