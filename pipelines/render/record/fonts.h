/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the fonts of this machine are that text is drawn with: SHA-256 of the files that fontconfig gives for FAMILIES
 * (NULL at the end) and the letters of SAMPLE, in the weights of layouts. To be freed. */
char *render_fonts_hash (const char *const *families, const char *sample);

G_END_DECLS
