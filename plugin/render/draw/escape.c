/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/escape.h"

#include <string.h>

#define WORD_JOINER "\xe2\x81\xa0"

/* What a character must not be followed by, or become. */
typedef struct {
  char character;
  const char *with;
} Row;

static const Row literal[] = {
  { '<', "<" WORD_JOINER }, { '&', "&" WORD_JOINER }, { '\\', "\\" WORD_JOINER }, { '{', "(" },
  { '}', ")" }, { 0, NULL },
};

static const Row markup[] = {
  { '<', "&lt;" }, { '>', "&gt;" }, { '&', "&amp;" }, { '\\', "\\" WORD_JOINER }, { 0, NULL },
};

static const Row ass[] = {
  { '{', "\\{" }, { '}', "\\}" }, { '\\', "\\" WORD_JOINER }, { '\n', "\\N" }, { 0, NULL },
};

static const Row nothing[] = { { 0, NULL } };

static const Row *const tables[] = {
  [TLR_ESCAPE_PLAIN] = nothing,
  [TLR_ESCAPE_LITERAL] = literal,
  [TLR_ESCAPE_MARKUP] = markup,
  [TLR_ESCAPE_ASS] = ass,
};

static gboolean
is_left_out (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static gboolean
is_blank (gunichar c)
{
  return (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

static void
append_ascii (GString *out, char c, const Row *row)
{
  for (; row->with; row++)
    if (row->character == c) {
      g_string_append (out, row->with);
      return;
    }
  g_string_append_c (out, c);
}

void
tlr_escape_append (GString *out, const char *text, TlrEscape how)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (out != NULL && text != NULL && (guint) how < G_N_ELEMENTS (tables));
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  for (const char *next; *text; text = next) {
    gunichar c = g_utf8_get_char (text);

    next = g_utf8_next_char (text);
    if (is_left_out (c))
      continue;
    if (is_blank (c))
      g_string_append_c (out, ' ');
    else if (c >= 0x80)
      g_string_append_len (out, text, next - text);
    else
      append_ascii (out, (char) c, tables[how]);
    /* An arrow ends the text of a cue in SubRip and WebVTT. */
    if (how == TLR_ESCAPE_LITERAL && strncmp (text, "--", 2) == 0)
      g_string_append (out, WORD_JOINER);
  }
}
