/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/condition/condition.h"

#include <math.h>

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

/* Of two numbers that are known. */
static gboolean
compare (TlmConditionOperator operator, double a, double b)
{
  switch (operator) {
    case TLM_CONDITION_LESS:
      return a < b;
    case TLM_CONDITION_LESS_OR_EQUAL:
      return a <= b;
    case TLM_CONDITION_GREATER:
      return a > b;
    case TLM_CONDITION_GREATER_OR_EQUAL:
      return a >= b;
    case TLM_CONDITION_EQUAL:
      return a == b;
    default:
      return a != b;
  }
}

/* Of what has two sides and is a number, or joins truths. */
static double
combine (TlmConditionOperator operator, double a, double b)
{
  switch (operator) {
    case TLM_CONDITION_ADD:
      return a + b;
    case TLM_CONDITION_SUBTRACT:
      return a - b;
    case TLM_CONDITION_MULTIPLY:
      return a * b;
    case TLM_CONDITION_DIVIDE:
      return b == 0 ? NAN : a / b;
    case TLM_CONDITION_AND:
      return both (a, b);
    default:
      return either (a, b);
  }
}

static double
value_of (const TlmConditionNode *node, const TlmConditionView *view, const double *values)
{
  double a, b;

  switch (node->operator) {
    case TLM_CONDITION_NUMBER:
      return node->number;
    case TLM_CONDITION_SIGNAL:
    case TLM_CONDITION_ASK:
      return view->leaf (view->data, node);
    case TLM_CONDITION_OF_PEAK:
      return view->of_peak ? view->of_peak (view->data, node, values[node->left]) : NAN;
    case TLM_CONDITION_ABS:
      return fabs (values[node->left]);
    case TLM_CONDITION_NEGATE:
      return -values[node->left];
    case TLM_CONDITION_NOT:
      return 1 - values[node->left];
    case TLM_CONDITION_LESS:
    case TLM_CONDITION_LESS_OR_EQUAL:
    case TLM_CONDITION_GREATER:
    case TLM_CONDITION_GREATER_OR_EQUAL:
    case TLM_CONDITION_EQUAL:
    case TLM_CONDITION_NOT_EQUAL:
      a = values[node->left];
      b = node->has_number ? node->number : values[node->right];
      return isunordered (a, b) ? NAN : compare (node->operator, a, b);
    default:
      return combine (node->operator, values[node->left], values[node->right]);
  }
}

/* Children stand before their parents: one pass, no recursion. A right side that decides
 * nothing any more is passed over. */
double
tlm_condition_evaluate (const TlmCondition *condition, const TlmConditionView *view)
{
  double values[TLM_CONDITION_MAX_NODES], value = NAN;
  const TlmConditionNode *nodes;
  guint n;

  g_return_val_if_fail (condition != NULL && view != NULL, NAN);
  nodes = tlm_condition_node (condition, 0);
  n = condition->nodes->len;
  for (guint i = 0; i < n; i++) {
    value = value_of (&nodes[i], view, values);
    if (isnan (value) && view->absent_is_false && nodes[i].quantity == TLM_CONDITION_TRUTH)
      value = 0;
    while (nodes[i].decides > 0 && value == (nodes[nodes[i].decides].operator == TLM_CONDITION_OR ? 1 : 0))
      i = nodes[i].decides;
    values[i] = value;
  }
  return value;
}
