/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What to export instead of a project that only its own program reads, by the LENGTH bytes HEAD that
 * it begins with: a sentence, constant. NULL for anything else. */
const char *tlm_edit_foreign (const char *head, gsize length);

G_END_DECLS
