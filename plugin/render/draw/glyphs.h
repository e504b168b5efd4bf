/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* Whether FONTS (NULL: this machine's) have a glyph for each letter of TEXT, whatever face is asked
 * for: others are drawn as boxes. Any thread, a map of fonts in one at a time. */
gboolean tlr_glyphs_are_there (const char *text, PangoFontMap *fonts);

/* That this machine has no font for digits at all, and the remedy: a sentence, to be freed; NULL where it has one. */
char *tlr_glyphs_explain_no_font (void);

/* What a user should know of the fonts of this machine for labels and numbers in LANGUAGE
 * (NULL: English), and the remedy: a sentence, to be freed; NULL where nothing is missing. */
char *tlr_glyphs_explain_missing (const char *language);

G_END_DECLS
