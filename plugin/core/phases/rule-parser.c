/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The words of a rule's text, where a parser is in it, and the nodes it has made. */
#include "core/phases/rule-parser.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

gboolean
tlm_token_is (const TlmToken *token, const char *text)
{
  return token->length == strlen (text) && strncmp (token->start, text, token->length) == 0;
}

static gsize
word_length (const char *text)
{
  gsize n = 0;

  while (g_ascii_isalnum (text[n]) || text[n] == '-' || text[n] == '_' || text[n] == '.')
    n++;
  return n;
}

/* Digits with at most one point; an exponent. Nothing longer than a number a
 * person writes. */
static gsize
number_length (const char *text)
{
  gsize n = strspn (text, "0123456789.");
  gsize sign;

  if ((text[n] != 'e' && text[n] != 'E') || n == 0)
    return n;
  sign = text[n + 1] == '-' || text[n + 1] == '+';
  return g_ascii_isdigit (text[n + 1 + sign]) ?
      n + 1 + sign + strspn (text + n + 1 + sign, "0123456789") : n;
}

static TlmToken
number_token (const char *text)
{
  TlmToken token = { TLM_TOKEN_NUMBER, text, number_length (text), 0 };
  g_autofree char *copy = g_strndup (text, token.length);
  char *end;

  token.number = g_ascii_strtod (copy, &end);
  if (*end || token.length > 40 || !isfinite (token.number))
    token.kind = TLM_TOKEN_BAD;
  return token;
}

TlmToken
tlm_token_next (const char *text)
{
  TlmToken token;

  text += strspn (text, " \t");
  token = (TlmToken) { TLM_TOKEN_BAD, text, 1, 0 };
  if (*text == '\0')
    return (TlmToken) { TLM_TOKEN_END, text, 0, 0 };
  if (g_ascii_isdigit (*text) || *text == '.')
    return number_token (text);
  if (g_ascii_isalpha (*text))
    return (TlmToken) { TLM_TOKEN_WORD, text, word_length (text), 0 };
  if (strchr ("()+-*/<>", *text)) {
    token.kind = TLM_TOKEN_SIGN;
    token.length = 1 + ((*text == '<' || *text == '>') && text[1] == '=');
    return token;
  }
  token.length = (gsize) (g_utf8_next_char (text) - text);
  return token;
}

TlmToken
tlm_token_unit (const char *text)
{
  TlmToken token = { TLM_TOKEN_WORD, text + strspn (text, " \t"), 0, 0 };
  const char *at = token.start;

  if (!g_ascii_isalpha (*at) && *at != '%' && (guchar) *at < 0x80)
    return token;
  while (g_ascii_isalnum (*at) || (*at && strchr ("%/^", *at)) || (guchar) *at >= 0x80)
    at++;
  token.length = (gsize) (at - token.start);
  if (tlm_token_is (&token, "and") || tlm_token_is (&token, "or") || tlm_token_is (&token, "not"))
    token.length = 0;
  return token;
}

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
