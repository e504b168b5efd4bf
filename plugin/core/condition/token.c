/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/condition/token.h"

#include <math.h>
#include <string.h>

#define BLANKS " \t"

/* Nobody writes a number that is longer. */
#define NUMBER_MOST 40

static TlmToken
token_of (TlmTokenKind kind, const char *start, gsize length)
{
  return (TlmToken) { .kind = kind, .start = start, .length = length, .end = start + length };
}

gboolean
tlm_token_is (const TlmToken *token, const char *text)
{
  return !token->quoted && token->length == strlen (text) && strncmp (token->start, text, token->length) == 0;
}

/* Bytes of the letter or digit at TEXT; 0 where there is none. */
static gsize
letter_length (const char *text)
{
  gunichar c;

  if ((guchar) *text < 0x80)
    return g_ascii_isalnum (*text) ? 1 : 0;
  c = g_utf8_get_char_validated (text, -1);
  return c < (gunichar) -2 && g_unichar_isalnum (c) ? (gsize) (g_utf8_next_char (text) - text) : 0;
}

static gsize
word_length (const char *text)
{
  gsize n = 0, letter;

  while ((letter = letter_length (text + n)) > 0 || (text[n] && strchr ("-_.", text[n])))
    n += MAX (letter, 1);
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
  TlmToken token = token_of (TLM_TOKEN_NUMBER, text, number_length (text));
  g_autofree char *copy = g_strndup (text, token.length);
  char *end;

  token.number = g_ascii_strtod (copy, &end);
  if (*end || token.length > NUMBER_MOST || !isfinite (token.number))
    token.kind = TLM_TOKEN_BAD;
  return token;
}

/* A quote that is not closed, or has nothing in it, is no name. */
static TlmToken
quoted_token (const char *text)
{
  const char *close = strchr (text + 1, '"');
  TlmToken token = token_of (TLM_TOKEN_BAD, text, 1);

  if (!close || close == text + 1)
    return token;
  token = token_of (TLM_TOKEN_WORD, text + 1, (gsize) (close - text - 1));
  token.end = close + 1;
  token.quoted = TRUE;
  return token;
}

static TlmToken
bad_token (const char *text)
{
  gboolean whole = g_utf8_get_char_validated (text, -1) < (gunichar) -2;

  return token_of (TLM_TOKEN_BAD, text, whole ? (gsize) (g_utf8_next_char (text) - text) : 1);
}

TlmToken
tlm_token_next (const char *text)
{
  text += strspn (text, BLANKS);
  if (*text == '\0')
    return token_of (TLM_TOKEN_END, text, 0);
  if (g_ascii_isdigit (*text) || *text == '.')
    return number_token (text);
  if (*text == '"')
    return quoted_token (text);
  if (letter_length (text) > 0)
    return token_of (TLM_TOKEN_WORD, text, word_length (text));
  if (strchr ("()+-*/,;|:=", *text))
    return token_of (TLM_TOKEN_SIGN, text, 1);
  if (*text == '<' || *text == '>')
    return token_of (TLM_TOKEN_SIGN, text, text[1] == '=' ? 2 : 1);
  if (text[0] == '!' && text[1] == '=')
    return token_of (TLM_TOKEN_SIGN, text, 2);
  return bad_token (text);
}

TlmToken
tlm_token_name (const char *text)
{
  text += strspn (text, BLANKS);
  return g_ascii_isdigit (*text) ? token_of (TLM_TOKEN_WORD, text, word_length (text)) :
      tlm_token_next (text);
}

TlmToken
tlm_token_unit (const char *text)
{
  const char *start = text + strspn (text, BLANKS), *at = start;
  TlmToken token = token_of (TLM_TOKEN_WORD, start, 0);

  if (!g_ascii_isalpha (*at) && *at != '%' && (guchar) *at < 0x80)
    return token;
  while (g_ascii_isalnum (*at) || (*at && strchr ("%/^", *at)) || (guchar) *at >= 0x80)
    at++;
  token = token_of (TLM_TOKEN_WORD, start, (gsize) (at - start));
  if (tlm_token_is (&token, "and") || tlm_token_is (&token, "or") || tlm_token_is (&token, "not"))
    return token_of (TLM_TOKEN_WORD, start, 0);
  return token;
}

TlmToken
tlm_token_unit_behind_colon (const char *text)
{
  const char *start = text + strspn (text, BLANKS), *at = start;

  while (g_ascii_isalnum (*at) || (*at && strchr ("%/^*-._", *at)) || (guchar) *at >= 0x80)
    at++;
  return token_of (TLM_TOKEN_WORD, start, (gsize) (at - start));
}
