/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/print-safe.h"

#include <string.h>

#include "core/base/cell.h"

static gboolean
is_harmless (gunichar c)
{
  return c >= 0x20 && !(c >= 0x7f && c <= 0x9f) && c != 0x200e && c != 0x200f &&
      !(c >= 0x2028 && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069);
}

/* As JSON writes it, where JSON leaves it as it is. */
static void
append_escaped (gunichar c, GString *out)
{
  static const char letters[] = "abtnvfr";   /* of 7 to 13 */

  if (c >= 7 && c <= 13)
    g_string_append_printf (out, "\\%c", letters[c - 7]);
  else
    g_string_append_printf (out, c < 0x20 ? "\\x%02x" : "\\u%04x", c);
}

static void
append (const char *text, gsize length, gboolean has_lines, GString *out)
{
  const char *at = text, *end = text + length;

  while (at < end) {
    gunichar c = g_utf8_get_char_validated (at, end - at);
    gboolean is_text = c != (gunichar) -1 && c != (gunichar) -2;
    gsize n = is_text ? (gsize) (g_utf8_next_char (at) - at) : 1;

    if (!is_text)
      g_string_append_printf (out, "\\x%02x", (guchar) *at);
    else if (is_harmless (c) || (has_lines && (c == '\n' || c == '\t')))
      g_string_append_len (out, at, (gssize) n);
    else
      append_escaped (c, out);
    at += n;
  }
}

char *
tlm_print_safe (const char *text)
{
  GString *out;

  if (!text)
    return NULL;
  out = g_string_new (NULL);
  append (text, strlen (text), FALSE, out);
  return g_string_free (out, FALSE);
}

char *
tlm_print_head (const char *text, gsize max)
{
  g_return_val_if_fail (text != NULL, NULL);
  return tlm_cell_dup ((TlmCell) { text, strlen (text) }, max);
}

TlmHead
tlm_head_of (const char *text, gsize length, gsize max)
{
  TlmHead head = { "" };
  g_autofree char *valid = tlm_cell_dup ((TlmCell) { text ? text : "", text ? length : 0 },
      MIN (max, TLM_HEAD_MOST));

  g_strlcpy (head.text, valid, sizeof head.text);
  return head;
}

TlmHead
tlm_head (const char *text, gsize max)
{
  return tlm_head_of (text, text ? strlen (text) : 0, max);
}

void
tlm_print_safe_lines (const char *text, gsize length, GString *out)
{
  g_return_if_fail ((text != NULL || length == 0) && out != NULL);
  append (text, length, TRUE, out);
}
