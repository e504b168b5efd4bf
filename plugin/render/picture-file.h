/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/context.h"

G_BEGIN_DECLS

/* Pictures (PNG, JPEG, SVG, whatever gdk-pixbuf reads) that a layout names by a
 * path, which is relative to the layout's own folder. */

/* Whether the one that KEY of a group names, if it names any, can be read; else a
 * layout error that says where and why. */
gboolean tlr_picture_file_check (const TlmKeyFile *file, const char *group, const char *key,
    GError **error);

/* It as a Cairo ARGB32 image, reduced to at most 8192 pixels each way; NULL when it
 * cannot be read any more. Free with cairo_surface_destroy(). */
cairo_surface_t *tlr_picture_file_load (const TlrContext *context, const char *path);

G_END_DECLS
