/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/json/json-token.h"

#include <string.h>

#include "core/base/cell.h"
#include "core/base/limits.h"

/* What may come next. */
enum {
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END,  /* after '[' */
  EXPECT_KEY_OR_END,    /* after '{' */
  EXPECT_KEY,           /* after ',' in an object */
  EXPECT_COLON,
  EXPECT_SEPARATOR,     /* ',' or the end of the container */
  EXPECT_NOTHING        /* after an error */
};

void
tlm_json_init (TlmJsonReader *reader, const char *data, gsize length)
{
  g_return_if_fail (reader != NULL && (data != NULL || length == 0));
  *reader = (TlmJsonReader) { .data = data, .length = length, .expect = EXPECT_VALUE,
    .most_depth = (guint) MIN (tlm_limit (TLM_LIMIT_JSON_DEPTH), TLM_JSON_MAX_DEPTH) };
}

static TlmJsonKind
fail (TlmJsonReader *reader, TlmJsonToken *token, const char *problem)
{
  reader->problem = problem;
  reader->expect = EXPECT_NOTHING;
  return token->kind = TLM_JSON_ERROR;
}

static inline void
skip_blanks (TlmJsonReader *reader)
{
  while (reader->position < reader->length) {
    char c = reader->data[reader->position];
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
      return;
    reader->position++;
  }
}

static inline gboolean
in_object (const TlmJsonReader *reader)
{
  return reader->depth > 0 && (reader->objects[(reader->depth - 1) / 64] >> (reader->depth - 1) % 64 & 1);
}

static inline void
after_value (TlmJsonReader *reader)
{
  reader->expect = reader->depth > 0 ? EXPECT_SEPARATOR : EXPECT_VALUE;
}

static TlmJsonKind
open_container (TlmJsonReader *reader, TlmJsonToken *token, gboolean object)
{
  guint64 *word = &reader->objects[reader->depth / 64 % G_N_ELEMENTS (reader->objects)];
  guint64 bit = G_GUINT64_CONSTANT (1) << reader->depth % 64;

  if (reader->depth >= reader->most_depth) {
    reader->is_too_deep = TRUE;
    return fail (reader, token, "objects and lists nest too deep");
  }
  *word = object ? *word | bit : *word & ~bit;
  reader->depth++;
  reader->position++;
  reader->expect = object ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
  return token->kind = object ? TLM_JSON_OBJECT_BEGIN : TLM_JSON_ARRAY_BEGIN;
}

static TlmJsonKind
close_container (TlmJsonReader *reader, TlmJsonToken *token)
{
  gboolean object = in_object (reader);

  if (reader->data[reader->position] != (object ? '}' : ']'))
    return fail (reader, token, object ? "expected ',' or '}'" : "expected ',' or ']'");
  reader->position++;
  reader->depth--;
  after_value (reader);
  return token->kind = object ? TLM_JSON_OBJECT_END : TLM_JSON_ARRAY_END;
}

static TlmJsonKind
read_string (TlmJsonReader *reader, TlmJsonToken *token, TlmJsonKind kind)
{
  gsize p = reader->position + 1;

  token->text = reader->data + p;
  token->escaped = FALSE;
  for (; p < reader->length && reader->data[p] != '"'; p++) {
    if (reader->data[p] == '\n')
      break;
    if (reader->data[p] != '\\')
      continue;
    token->escaped = TRUE;
    p++;
  }
  if (p >= reader->length || reader->data[p] != '"')
    return fail (reader, token, "a string without its closing quote");
  token->length = (gsize) (reader->data + p - token->text);
  reader->position = p + 1;
  if (kind == TLM_JSON_KEY)
    reader->expect = EXPECT_COLON;
  else
    after_value (reader);
  return token->kind = kind;
}

static inline gboolean
is_bare (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '+' || c == '.' ||
      c == '(' || c == ')' || c == '#';
}

static TlmJsonKind
bare_kind (const char *text, gsize length)
{
  static const struct {
    const char *word;
    TlmJsonKind kind;
  } words[] = {
    { "null", TLM_JSON_NULL }, { "true", TLM_JSON_TRUE }, { "false", TLM_JSON_FALSE },
  };
  /* What printf(), Python, JavaScript and MSVC write for what is no number, in any case. */
  static const char *const no_numbers[] = { "nan", "inf", "infinity", "nan(ind)", "nan(snan)" };
  gsize sign = length > 1 && (text[0] == '-' || text[0] == '+');

  if (g_ascii_isdigit (text[0]) || (length > 1 && text[0] == '-' && g_ascii_isdigit (text[1])))
    return TLM_JSON_NUMBER;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (tlm_cell_equal ((TlmCell) { text, length }, words[i].word))
      return words[i].kind;
  for (gsize i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    if (tlm_cell_equal_case ((TlmCell) { text + sign, length - sign }, no_numbers[i]))
      return TLM_JSON_NUMBER;
  return TLM_JSON_ERROR;
}

/* At the very end of the input a number may have been cut: nobody can tell 12
 * from the beginning of 1234, so it is an error unless it stands at the top. */
static TlmJsonKind
read_bare (TlmJsonReader *reader, TlmJsonToken *token)
{
  gsize p = reader->position;

  while (p < reader->length && is_bare (reader->data[p]))
    p++;
  if (p == reader->position)
    return fail (reader, token, "expected a value");
  if (p == reader->length && reader->depth > 0)
    return fail (reader, token, "ends in the middle of a value");
  token->text = reader->data + reader->position;
  token->length = p - reader->position;
  token->escaped = FALSE;
  token->kind = bare_kind (token->text, token->length);
  if (token->kind == TLM_JSON_ERROR)
    return fail (reader, token, "a word that is no JSON value");
  reader->position = p;
  after_value (reader);
  return token->kind;
}

static TlmJsonKind
read_value (TlmJsonReader *reader, TlmJsonToken *token)
{
  switch (reader->data[reader->position]) {
    case '{':
      return open_container (reader, token, TRUE);
    case '[':
      return open_container (reader, token, FALSE);
    case '"':
      return read_string (reader, token, TLM_JSON_STRING);
    default:
      return read_bare (reader, token);
  }
}

/* Steps over the punctuation that leads to the next token. */
static gboolean
pass_separator (TlmJsonReader *reader)
{
  char c = reader->data[reader->position];

  if (reader->expect == EXPECT_COLON && c == ':')
    reader->expect = EXPECT_VALUE;
  else if (reader->expect == EXPECT_SEPARATOR && c == ',')
    reader->expect = in_object (reader) ? EXPECT_KEY : EXPECT_VALUE;
  else
    return FALSE;
  reader->position++;
  skip_blanks (reader);
  return TRUE;
}

static TlmJsonKind
at_end (TlmJsonReader *reader, TlmJsonToken *token)
{
  if (reader->depth > 0)
    return fail (reader, token, "ends before its objects and arrays are closed");
  return token->kind = TLM_JSON_END;
}

static TlmJsonKind
read_key (TlmJsonReader *reader, TlmJsonToken *token)
{
  if (reader->data[reader->position] != '"')
    return fail (reader, token, "expected a key in double quotes");
  return read_string (reader, token, TLM_JSON_KEY);
}

TlmJsonKind
tlm_json_next (TlmJsonReader *reader, TlmJsonToken *token)
{
  token->text = "";
  token->length = 0;
  if (reader->expect == EXPECT_NOTHING)
    return token->kind = TLM_JSON_ERROR;
  skip_blanks (reader);
  if (reader->position < reader->length)
    pass_separator (reader);
  if (reader->position >= reader->length)
    return at_end (reader, token);
  char c = reader->data[reader->position];
  switch (reader->expect) {
    case EXPECT_VALUE_OR_END:
      return c == ']' ? close_container (reader, token) : read_value (reader, token);
    case EXPECT_KEY_OR_END:
      return c == '}' ? close_container (reader, token) : read_key (reader, token);
    case EXPECT_KEY:
      return read_key (reader, token);
    case EXPECT_COLON:
      return fail (reader, token, "expected ':'");
    case EXPECT_SEPARATOR:
      return close_container (reader, token);
    default:
      return read_value (reader, token);
  }
}

gboolean
tlm_json_skip (TlmJsonReader *reader)
{
  guint depth = reader->depth;
  TlmJsonToken token;

  while (reader->depth >= depth)
    if (tlm_json_next (reader, &token) <= TLM_JSON_ERROR)
      return FALSE;
  return TRUE;
}

const char *
tlm_json_error (const TlmJsonReader *reader)
{
  return reader->is_too_deep ? tlm_limit_said_of (TLM_LIMIT_JSON_DEPTH, reader->most_depth) : reader->problem;
}

guint64
tlm_json_line (const TlmJsonReader *reader, gsize position)
{
  guint64 line = 1;

  for (gsize i = 0; i < MIN (position, reader->length); i++)
    line += reader->data[i] == '\n';
  return line;
}

static gboolean
read_hex4 (const char *p, const char *end, gunichar *out)
{
  gunichar value = 0;

  if (end - p < 4)
    return FALSE;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (p[i]);
    if (digit < 0)
      return FALSE;
    value = value * 16 + (gunichar) digit;
  }
  *out = value;
  return TRUE;
}

/* \uXXXX, or two of them that make a surrogate pair; P stands after the u. */
static const char *
unescape_unicode (const char *p, const char *end, GString *out)
{
  gunichar high, low;

  if (!read_hex4 (p, end, &high)) {
    g_string_append_unichar (out, 0xfffd);
    return p;
  }
  p += 4;
  if (high >= 0xd800 && high < 0xdc00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' &&
      read_hex4 (p + 2, end, &low) && low >= 0xdc00 && low < 0xe000) {
    g_string_append_unichar (out, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
    return p + 6;
  }
  if (high == 0 || (high >= 0xd800 && high < 0xe000))
    high = 0xfffd;
  g_string_append_unichar (out, high);
  return p;
}

void
tlm_json_unescape (const TlmJsonToken *token, GString *out)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *p = token->text, *end = p + token->length;

  while (p < end) {
    const char *known;
    if (*p != '\\' || p + 1 >= end) {
      g_string_append_c (out, *p++);
      continue;
    }
    known = p[1] ? strchr (from, p[1]) : NULL;
    p += 2;
    if (known)
      g_string_append_c (out, to[known - from]);
    else if (p[-1] == 'u')
      p = unescape_unicode (p, end, out);
    else
      g_string_append_unichar (out, 0xfffd);
  }
}

void
tlm_json_append_text (const TlmJsonToken *token, GString *out)
{
  g_autoptr (GString) bytes = NULL;

  if (!token->escaped) {
    tlm_cell_append ((TlmCell) { token->text, token->length }, out);
    return;
  }
  bytes = g_string_new (NULL);
  tlm_json_unescape (token, bytes);
  tlm_cell_append ((TlmCell) { bytes->str, bytes->len }, out);
}
