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

static double
leaf (const TlmRuleNode *node, const TlmRuleView *view)
{
  switch (node->operator) {
    case TLM_RULE_SIGNAL:
      return view->signal (view->data, node->channel, node->order);
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

gboolean
tlm_rule_channel (const char *name, guint *channel)
{
  TlmChannelId standard;

  g_return_val_if_fail (name != NULL && channel != NULL, FALSE);
  if (tlm_channel_from_name (name, &standard))
    *channel = standard;
  else if (strcmp (name, "axial-acceleration") == 0)
    *channel = TLM_RULE_AXIAL_ACCELERATION;
  else
    return FALSE;
  return TRUE;
}
