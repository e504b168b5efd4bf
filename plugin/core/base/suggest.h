/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name in KNOWN (NULL-terminated) that WORD was most likely meant to be:
 * the one at the smallest edit distance (insertions, deletions, replacements
 * and swaps of neighbours, ASCII case aside), the first of equals, or NULL when
 * none is nearer than a third of the word's length, at least 1. Words over 64
 * bytes get NULL. Owned by KNOWN. Thread safe.
 * Optimal string alignment: F. J. Damerau, Comm. ACM 7 (1964) 171-176. */
const char *tlm_suggest (const char *word, const char *const *known);

/* The end of an error message about WORD: "; did you mean \"altitude\"?", or
 * when nothing is near "; known are: a, b, c". Never NULL. */
char *tlm_suggest_hint (const char *word, const char *const *known);

G_END_DECLS
