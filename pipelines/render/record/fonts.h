/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the fonts of this machine are that text is drawn with: a hash of the files that fontconfig gives for FAMILIES
 * (NULL at the end) and the letters of SAMPLE, in each weight that a layout may ask for (100 to 1000, by hundreds). To be freed. */
char *render_fonts_hash (const char *const *families, const char *sample);

G_END_DECLS
