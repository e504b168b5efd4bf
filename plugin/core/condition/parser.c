/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a parser is in the text of a condition, and the nodes it has made. */
#include "core/condition/parser.h"

#include "core/base/print-safe.h"

guint
tlm_parser_column_of (const TlmParser *parser, const char *place)
{
  return (guint) g_utf8_pointer_to_offset (parser->text, place) + 1;
}

guint
tlm_parser_column (const TlmParser *parser)
{
  return tlm_parser_column_of (parser, parser->token.start - (parser->token.quoted ? 1 : 0));
}

int
tlm_parser_fail (TlmParser *parser, guint column, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (parser->error, TLM_ERROR, (int) parser->vocabulary->code, "column %u: %s", column, reason);
  return -1;
}

int
tlm_parser_fail_here (TlmParser *parser, const char *wanted)
{
  guint column = tlm_parser_column (parser);

  if (parser->token.kind == TLM_TOKEN_END)
    return tlm_parser_fail (parser, column, "the %s ends where %s is expected",
        parser->vocabulary->noun, wanted);
  return tlm_parser_fail (parser, column, "\"%s\" stands where %s is expected",
      tlm_head_of (parser->token.start, parser->token.length, 40).text, wanted);
}

void
tlm_parser_advance (TlmParser *parser)
{
  parser->token = tlm_token_next (parser->token.end);
}

gboolean
tlm_parser_accept (TlmParser *parser, const char *text)
{
  if (!tlm_token_is (&parser->token, text))
    return FALSE;
  tlm_parser_advance (parser);
  return TRUE;
}

int
tlm_parser_close (TlmParser *parser, int index)
{
  if (index < 0 || tlm_parser_accept (parser, ")"))
    return index;
  return tlm_parser_fail_here (parser, "\")\"");
}

char *
tlm_parser_take_name (TlmParser *parser, const char *wanted)
{
  TlmToken name = parser->token.quoted ? parser->token : tlm_token_name (parser->token.start);

  parser->token = name;
  if (name.kind != TLM_TOKEN_WORD) {
    tlm_parser_fail_here (parser, wanted);
    return NULL;
  }
  if (name.length > TLM_CONDITION_MAX_NAME) {
    tlm_parser_fail (parser, tlm_parser_column (parser), "\"%s…\" has over %d bytes and is no name",
        tlm_head_of (name.start, name.length, 40).text, TLM_CONDITION_MAX_NAME);
    return NULL;
  }
  tlm_parser_advance (parser);
  return g_strndup (name.start, name.length);
}

TlmConditionNode *
tlm_parser_node_at (const TlmParser *parser, int index)
{
  return &g_array_index (parser->nodes, TlmConditionNode, index);
}

int
tlm_parser_add (TlmParser *parser, TlmConditionNode node)
{
  if (parser->nodes->len >= TLM_CONDITION_MAX_NODES) {
    g_strfreev (node.names);
    g_free (node.event);
    return tlm_parser_fail (parser, node.column, "the %s has over %d parts; simplify it",
        parser->vocabulary->noun, TLM_CONDITION_MAX_NODES);
  }
  g_array_append_val (parser->nodes, node);
  return (int) parser->nodes->len - 1;
}

int
tlm_parser_want_number (TlmParser *parser, int index)
{
  if (index >= 0 && tlm_parser_node_at (parser, index)->quantity == TLM_CONDITION_TRUTH)
    return tlm_parser_fail (parser, tlm_parser_node_at (parser, index)->column,
        "a number is expected, not a condition");
  return index;
}

int
tlm_parser_want_truth (TlmParser *parser, int index)
{
  if (index >= 0 && tlm_parser_node_at (parser, index)->quantity != TLM_CONDITION_TRUTH)
    return tlm_parser_fail (parser, tlm_parser_node_at (parser, index)->column,
        "a condition is expected; compare this with something, as in speed > 10 m/s");
  return index;
}
