/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether this machine's fonts have a glyph for each letter of TEXT, whatever face is asked
 * for: others are drawn as boxes. Any thread. */
gboolean tlr_glyphs_are_there (const char *text);

/* What a user should know of the fonts of this machine for labels and numbers in LANGUAGE
 * (NULL: English), and the remedy: a sentence, to be freed; NULL where nothing is missing. */
char *tlr_glyphs_explain_missing (const char *language);

G_END_DECLS
