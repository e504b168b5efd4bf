/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a parser is in the text of a rule, and the nodes it has made. */
#include "core/phases/rule-parser.h"

#include "core/base/error.h"
#include "core/base/print-safe.h"

guint
tlm_parser_column_of (const TlmRuleParser *parser, const char *place)
{
  return (guint) g_utf8_pointer_to_offset (parser->text, place) + 1;
}

int
tlm_parser_fail (TlmRuleParser *parser, guint column, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (parser->error, TLM_ERROR, TLM_ERROR_PROFILE, "column %u: %s", column, reason);
  return -1;
}

int
tlm_parser_fail_here (TlmRuleParser *parser, const char *wanted)
{
  guint column = tlm_parser_column_of (parser, parser->token.start);

  if (parser->token.kind == TLM_TOKEN_END)
    return tlm_parser_fail (parser, column, "the rule ends where %s is expected", wanted);
  return tlm_parser_fail (parser, column, "\"%s\" stands where %s is expected",
      tlm_head_of (parser->token.start, parser->token.length, 40).text, wanted);
}

void
tlm_parser_advance (TlmRuleParser *parser)
{
  parser->token = tlm_token_next (parser->token.start + parser->token.length);
}

gboolean
tlm_parser_accept (TlmRuleParser *parser, const char *text)
{
  if (!tlm_token_is (&parser->token, text))
    return FALSE;
  tlm_parser_advance (parser);
  return TRUE;
}

const TlmRuleNode *
tlm_parser_node_at (const TlmRuleParser *parser, int index)
{
  return &g_array_index (parser->nodes, TlmRuleNode, index);
}

int
tlm_parser_add (TlmRuleParser *parser, TlmRuleNode node)
{
  if (parser->nodes->len >= TLM_RULE_MAX_NODES) {
    g_free (node.name);
    return tlm_parser_fail (parser, node.column, "the rule has over %d parts; simplify it",
        TLM_RULE_MAX_NODES);
  }
  g_array_append_val (parser->nodes, node);
  return (int) parser->nodes->len - 1;
}

int
tlm_parser_want_number (TlmRuleParser *parser, int index)
{
  if (index >= 0 && tlm_parser_node_at (parser, index)->quantity == TLM_RULE_CONDITION)
    return tlm_parser_fail (parser, tlm_parser_node_at (parser, index)->column,
        "a number is expected, not a condition");
  return index;
}

int
tlm_parser_want_condition (TlmRuleParser *parser, int index)
{
  if (index >= 0 && tlm_parser_node_at (parser, index)->quantity != TLM_RULE_CONDITION)
    return tlm_parser_fail (parser, tlm_parser_node_at (parser, index)->column,
        "a condition is expected; compare this with something, as in speed > 10 m/s");
  return index;
}
