/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What files have in them, as hashes (film/running-hash.h): they tell what changed, and are no proof against forgers. */

/* Of the regular file at LOCATION (path or URI), or of all files below the folder there with their names.
 * CACHE (char * → char *, both freed by it) spares reading a file again that is as it was, by its place on the disk,
 * size and dates. NULL with an error where it cannot be read, is none that can be read twice, or is a folder of more
 * than ten thousand. To be freed. Blocks. */
char *render_content_hash (const char *location, GHashTable *cache, GError **error);

/* Lines "clip-size=", "clip-date=" and "clip-ends=" (of its first and last MiB) of the file PATH, appended
 * to TEXT; an error as above. */
gboolean render_content_add_clip (GString *text, const char *path, GError **error);

/* Of LENGTH bytes. To be freed. */
char *render_content_hash_bytes (const void *bytes, gsize length);

/* Of all of PATH. NULL with an error. To be freed. Blocks for as long as reading takes. */
char *render_content_whole (const char *path, GError **error);

G_END_DECLS
