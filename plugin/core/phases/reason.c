/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/machine-private.h"

#include <math.h>

static const TlmUnit *
storage_unit (int quantity)
{
  gsize n;
  const TlmUnit *units = tlm_unit_table (&n);

  for (gsize i = 0; i < n; i++)
    if ((int) units[i].quantity == quantity && units[i].factor == 1 && units[i].offset == 0)
      return &units[i];
  return NULL;
}

/* What a quantity is measured in after ORDER slopes. */
static void
append_unit (GString *out, int quantity, guint order)
{
  const TlmUnit *unit;

  for (; order > 0 && (quantity == TLM_QUANTITY_LENGTH || quantity == TLM_QUANTITY_SPEED); order--)
    quantity = quantity == TLM_QUANTITY_LENGTH ? TLM_QUANTITY_SPEED : TLM_QUANTITY_ACCELERATION;
  unit = storage_unit (quantity);
  if (unit && *unit->symbol)
    g_string_append_printf (out, " %s", unit->symbol);
  for (; order > 0; order--)
    g_string_append (out, "/s");
}

static void
append_value (GString *out, const TlmConditionNode *node, double value)
{
  int quantity = tlm_rule_channel_quantity (node->channel);
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < node->order; i++)
    g_string_append (out, "slope(");
  g_string_append (out, tlm_rule_channel_name (node->channel));
  for (guint i = 0; i < node->order; i++)
    g_string_append_c (out, ')');
  if (isnan (value)) {
    g_string_append (out, " unknown");
  } else if (quantity == TLM_CONDITION_TRUTH) {
    g_string_append (out, value == 1 ? " yes" : " no");
  } else {
    g_string_append_printf (out, " %s", g_ascii_formatd (digits, sizeof digits, "%.4g", value));
    append_unit (out, quantity, node->order);
  }
}

static gboolean
was_named (const TlmCondition *rule, guint index)
{
  const TlmConditionNode *node = &g_array_index (rule->nodes, TlmConditionNode, index);

  for (guint i = 0; i < index; i++) {
    const TlmConditionNode *other = &g_array_index (rule->nodes, TlmConditionNode, i);
    if (other->operator == TLM_CONDITION_SIGNAL && other->channel == node->channel &&
        other->order == node->order)
      return TRUE;
  }
  return FALSE;
}

char *
tlm_reason_text (const TlmSignals *signals, gsize index, const TlmCondition *rule)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rule->nodes->len; i++) {
    const TlmConditionNode *node = &g_array_index (rule->nodes, TlmConditionNode, i);
    if (node->operator != TLM_CONDITION_SIGNAL || was_named (rule, i))
      continue;
    if (out->len > 0)
      g_string_append (out, ", ");
    append_value (out, node, tlm_signals_value (signals, index, node->channel, node->order));
  }
  g_string_append_printf (out, "%s%s", out->len > 0 ? ": " : "", rule->text);
  return g_string_free (out, FALSE);
}
