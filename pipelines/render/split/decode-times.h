/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When each picture of a film is decoded: of pictures that were coded in parts, each of which began its own count, one
 * count over all. Picture i, in the order in which they are stored, is decoded when the one that is shown D before the ith is
 * shown, D being the most that one is stored behind its place; the first D as much before as the Dth is behind the first. Ticks. */
typedef struct RenderDecodeTimes RenderDecodeTimes;

/* SHOWN (gint64, ascending): when the pictures are shown. It is kept. To be freed. */
RenderDecodeTimes *render_decode_times_new (GArray *shown);

/* The next one that is stored is shown at PTS. */
void render_decode_times_add (RenderDecodeTimes *times, gint64 pts);

/* After all were added: whether they are those that are shown, each once. */
gboolean render_decode_times_settle (RenderDecodeTimes *times);

/* When picture INDEX, as they are stored, is decoded; no later than it is shown. After settling. */
gint64 render_decode_times_of (const RenderDecodeTimes *times, guint64 index);

/* Takes NULL. */
void render_decode_times_free (RenderDecodeTimes *times);

G_END_DECLS
