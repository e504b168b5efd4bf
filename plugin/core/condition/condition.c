/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/condition/condition.h"

#include "core/condition/parser.h"

static void
node_clear (gpointer data)
{
  TlmConditionNode *node = data;

  g_strfreev (node->names);
  g_free (node->event);
}

static TlmCondition *
parse (const char *text, const TlmVocabulary *vocabulary, int (*want) (TlmParser *, int), GError **error)
{
  g_autoptr (TlmCondition) condition = g_new0 (TlmCondition, 1);
  TlmParser parser = { .text = text, .vocabulary = vocabulary, .error = error };
  int root;

  g_atomic_ref_count_init (&condition->references);
  condition->text = g_strdup (text);
  condition->nodes = parser.nodes = g_array_new (FALSE, TRUE, sizeof (TlmConditionNode));
  g_array_set_clear_func (condition->nodes, node_clear);
  parser.token = tlm_token_next (text);
  root = want (&parser, tlm_parser_condition (&parser));
  if (root >= 0 && parser.token.kind != TLM_TOKEN_END)
    root = tlm_parser_fail_here (&parser, "and, or, or the end");
  if (root < 0) {
    tlm_error_make_safe (error);
    return NULL;
  }
  return g_steal_pointer (&condition);
}

TlmCondition *
tlm_condition_parse (const char *text, const TlmVocabulary *vocabulary, GError **error)
{
  g_return_val_if_fail (text != NULL && vocabulary != NULL, NULL);
  return parse (text, vocabulary, tlm_parser_want_truth, error);
}

TlmCondition *
tlm_condition_parse_number (const char *text, const TlmVocabulary *vocabulary, GError **error)
{
  g_return_val_if_fail (text != NULL && vocabulary != NULL, NULL);
  return parse (text, vocabulary, tlm_parser_want_number, error);
}

TlmCondition *
tlm_condition_ref (TlmCondition *condition)
{
  g_return_val_if_fail (condition != NULL, NULL);
  g_atomic_ref_count_inc (&condition->references);
  return condition;
}

void
tlm_condition_unref (TlmCondition *condition)
{
  if (!condition || !g_atomic_ref_count_dec (&condition->references))
    return;
  g_free (condition->text);
  g_array_unref (condition->nodes);
  g_free (condition);
}
