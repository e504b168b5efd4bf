/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The files of a clip that is rendered in segments, beside its output NAME until that is whole: .NAME.cuts says where
 * it is cut, and what is written of that before has another name; .NAME.segment-K has the Kth one's pictures, from 1. */

/* Their paths. To be freed. */
char *render_place_cuts (const char *output);
char *render_place_new_cuts (const char *output);
char *render_place_segment (const char *output, guint number);

/* Holds the segments of OUTPUT, which a sweep of another process then leaves; -1 where there are none. To be closed. */
int render_place_hold (const char *output);

/* Whether another process holds them. */
gboolean render_place_is_held (const char *output);

/* Takes away all of those files; nothing where another process holds them. HELD is ours, and is closed; -1: none. */
void render_place_sweep (const char *output, int held);

G_END_DECLS
