/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text from files for a terminal. It obeys escape codes, and shows text that is turned around by
 * Unicode's overrides as something else than it is. */

/* TEXT with each control character (ESC, BEL, line breaks, C1), each mark that turns text around or
 * parts it (U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069), and each byte that is no UTF-8 written as in "\\n", "\\x1b" or "\\u202e". NULL stays NULL. Thread safe. To be freed. */
char *tlm_print_safe (const char *text);

/* The first MAX bytes of TEXT, cut between characters as "%.64s" does not: for messages that quote what
 * may be long. Valid UTF-8. Thread safe. To be freed. */
char *tlm_print_head (const char *text, gsize max);

/* Room for what a message quotes. */
#define TLM_HEAD_MOST 128

typedef struct {
  char text[TLM_HEAD_MOST + 1];
} TlmHead;

/* The same without memory to be freed, for the arguments of a format: "\"%s\" is no unit", tlm_head (text, 40).text. MAX is
 * at most TLM_HEAD_MOST. NULL is "". No format cuts text itself: "%.40s" counts bytes. */
TlmHead tlm_head (const char *text, gsize max);

/* The same of LENGTH bytes at TEXT, which have no NUL at their end. */
TlmHead tlm_head_of (const char *text, gsize length, gsize max);

/* What tlm_print_safe() gives of LENGTH bytes, appended to OUT, in which line feeds and tabs stay: of a report whose lines
 * they are. */
void tlm_print_safe_lines (const char *text, gsize length, GString *out);

G_END_DECLS
