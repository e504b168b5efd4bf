/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/phases/rule-private.h"

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
