/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RENDER_MOST_SEGMENTS 1000

/* In how many segments a clip is rendered. */
typedef struct {
  guint n;                   /* at most; 1: it is not split */
  gboolean is_auto;          /* chosen here: none is so short that it is not worth it */
} RenderWanted;

/* What TEXT, "4" or "auto", asks for, where JOBS run at a time for CLIPS clips. FALSE with an error where it is none of
 * these. */
gboolean render_wanted_parse (const char *text, guint jobs, guint clips, RenderWanted *wanted, GError **error);

G_END_DECLS
