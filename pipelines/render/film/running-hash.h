/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/* A quick hash (MurmurHash3, 128 bits) of a file, taken of what passes by while others read it; no proof against forgers.
 * Belongs to one thread at a time. */
typedef struct RenderRunningHash RenderRunningHash;

/* Of nothing so far. To be freed. */
RenderRunningHash *render_running_hash_new (void);

/* LENGTH bytes of the file from OFFSET on were read. What was seen before is left out, what lies behind a gap is not seen. */
void render_running_hash_see (RenderRunningHash *hash, gint64 offset, const void *bytes, gsize length);

/* Reads LENGTH bytes of FILE from OFFSET on, or to its end, as if they came next. FALSE where that fails (errno). Blocks. */
gboolean render_running_hash_read (RenderRunningHash *hash, FILE *file, gint64 offset, gint64 length);

/* Reads all of the file PATH that was not seen; FALSE where that fails (errno). Blocks. */
gboolean render_running_hash_read_rest (RenderRunningHash *hash, const char *path);

/* Of all that was seen, in hexadecimal digits; nothing more is to be seen. To be freed. */
char *render_running_hash_end (RenderRunningHash *hash);

/* Takes NULL. */
void render_running_hash_free (RenderRunningHash *hash);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RenderRunningHash, render_running_hash_free)

G_END_DECLS
