/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/condition/condition.h"

#include <math.h>

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
combine (const TlmConditionNode *node, const TlmConditionView *view, double a, double b)
{
  switch (node->operator) {
    case TLM_CONDITION_NUMBER:
      return node->number;
    case TLM_CONDITION_SIGNAL:
    case TLM_CONDITION_ASK:
      return view->leaf (view->data, node);
    case TLM_CONDITION_OF_PEAK:
      return view->of_peak ? view->of_peak (view->data, node, a) : NAN;
    case TLM_CONDITION_ABS:
      return fabs (a);
    case TLM_CONDITION_NEGATE:
      return -a;
    case TLM_CONDITION_ADD:
      return a + b;
    case TLM_CONDITION_SUBTRACT:
      return a - b;
    case TLM_CONDITION_MULTIPLY:
      return a * b;
    case TLM_CONDITION_DIVIDE:
      return b == 0 ? NAN : a / b;
    case TLM_CONDITION_LESS:
      return truth (a < b, a, b);
    case TLM_CONDITION_LESS_OR_EQUAL:
      return truth (a <= b, a, b);
    case TLM_CONDITION_GREATER:
      return truth (a > b, a, b);
    case TLM_CONDITION_GREATER_OR_EQUAL:
      return truth (a >= b, a, b);
    case TLM_CONDITION_EQUAL:
      return truth (a == b, a, b);
    case TLM_CONDITION_NOT_EQUAL:
      return truth (a != b, a, b);
    case TLM_CONDITION_NOT:
      return 1 - a;
    case TLM_CONDITION_AND:
      return both (a, b);
    case TLM_CONDITION_OR:
      return either (a, b);
  }
  return NAN;
}

static double
value_of (const TlmConditionNode *node, const TlmConditionView *view, const double *values)
{
  gboolean has_child = node->operator >= TLM_CONDITION_OF_PEAK;
  gboolean has_two = node->operator >= TLM_CONDITION_ADD && node->operator != TLM_CONDITION_NOT;
  double value = combine (node, view, has_child ? values[node->left] : 0, has_two ? values[node->right] : 0);

  return view->absent_is_false && node->quantity == TLM_CONDITION_TRUTH && isnan (value) ? 0 : value;
}

/* Children stand before their parents: one pass, no recursion. A right side that decides
 * nothing any more is passed over. */
double
tlm_condition_evaluate (const TlmCondition *condition, const TlmConditionView *view)
{
  double values[TLM_CONDITION_MAX_NODES];

  g_return_val_if_fail (condition != NULL && view != NULL, NAN);
  const TlmConditionNode *nodes = tlm_condition_node (condition, 0);
  for (guint i = 0; i < condition->nodes->len; i++) {
    values[i] = value_of (&nodes[i], view, values);
    for (guint next; (next = nodes[i].decides) > 0; i = next) {
      if (values[i] != (nodes[next].operator == TLM_CONDITION_OR ? 1 : 0))
        break;
      values[next] = values[i];
    }
  }
  return values[condition->nodes->len - 1];
}
