/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/layout.h"

G_BEGIN_DECLS

/* Loads a built-in layout by its name ("webcast"), or a file by its path (what
 * has a '/' or ends in ".layout"). Unknown widgets, groups and keys, and values
 * out of range, are errors (TLM_ERROR_LAYOUT) that name file, group and key,
 * say what was found and what would be right. */
TlrLayout *tlr_layout_load (const char *name_or_path, GError **error);

/* The same from LENGTH bytes of text (-1: terminated); NAME is what errors call
 * it. At most TLM_LIMIT_LAYOUT_BYTES. */
TlrLayout *tlr_layout_parse (const char *name, const char *text, gssize length,
    GError **error);

/* Names of the built-in layouts, sorted. Free with g_strfreev(). */
char **tlr_layout_list (void);

G_END_DECLS
