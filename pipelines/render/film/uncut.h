/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"

G_BEGIN_DECLS

/* GStreamer 1.22 loses pictures of a clip whose edit list begins inside a group of pictures, as phones leave
 * it that trim without coding anew. */

/* Whether CLIP, whose times are read, is one. */
gboolean render_uncut_is_needed (const RenderClip *clip);

/* Writes the clip's picture into PATH, Matroska, without its edit list: every picture that is coded, the first
 * one at 0. Blocks. */
gboolean render_uncut_write (const RenderClip *clip, const char *path, GError **error);

G_END_DECLS
