/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Nothing in telemetry may act as markup, override or directive in the text it is
 * written into. Escaping takes any bytes and leaves valid UTF-8: invalid bytes become U+FFFD; control characters, C1 and
 * line separators (U+2028, U+2029) become blanks; directional embeddings,
 * overrides and isolates (UAX #9 section 2), which would turn what follows
 * around, and byte-order marks are left out. Newlines stay what they are in the
 * format: lines of one text. Thread safe. */

typedef enum {
  TLR_ESCAPE_PLAIN,    /* nothing else: for what has no markup (tx3g) */
  TLR_ESCAPE_LITERAL,  /* plain text that readers of SubRip, of Matroska's UTF-8
                          text and of tx3g take for no tag: a word joiner
                          (U+2060), which is not seen, follows '<', '&' and '\',
                          and stands in "-->"; braces become parentheses, since
                          players that turn text into ASS hide what is in braces */
  TLR_ESCAPE_MARKUP,   /* Pango markup and WebVTT: &amp; &lt; &gt;, and a word
                          joiner after '\', for the same players */
  TLR_ESCAPE_ASS       /* text of a Dialogue: \{ \} \N, and a word joiner after
                          any other backslash */
} TlrEscape;

/* Appends TEXT, terminated, escaped as HOW says. */
void tlr_escape_append (GString *out, const char *text, TlrEscape how);

G_END_DECLS
