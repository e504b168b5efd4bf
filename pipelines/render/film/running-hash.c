/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/running-hash.h"

#include <libavutil/hash.h>

struct RenderRunningHash {
  struct AVHashContext *sum;
  gint64 next;               /* how many bytes from the start on were seen */
};

RenderRunningHash *
render_running_hash_new (void)
{
  RenderRunningHash *hash = g_new0 (RenderRunningHash, 1);

  if (av_hash_alloc (&hash->sum, "MURMUR3") < 0)
    g_error ("no memory for a hash");
  av_hash_init (hash->sum);
  return hash;
}

void
render_running_hash_see (RenderRunningHash *hash, gint64 offset, const void *bytes, gsize length)
{
  gint64 end = offset + (gint64) length;

  if (offset > hash->next || end <= hash->next)
    return;
  av_hash_update (hash->sum, (const guint8 *) bytes + (hash->next - offset), (size_t) (end - hash->next));
  hash->next = end;
}

gboolean
render_running_hash_read (RenderRunningHash *hash, FILE *file, gint64 offset, gint64 length)
{
  guint8 bytes[65536];
  size_t n;

  if (fseeko (file, offset, SEEK_SET) != 0)
    return FALSE;
  while (length > 0 && (n = fread (bytes, 1, (size_t) MIN (length, (gint64) sizeof bytes), file)) > 0) {
    render_running_hash_see (hash, hash->next, bytes, n);
    length -= (gint64) n;
  }
  return !ferror (file);
}

gboolean
render_running_hash_read_rest (RenderRunningHash *hash, const char *path)
{
  FILE *file = fopen (path, "rbe");
  gboolean fine = file && render_running_hash_read (hash, file, hash->next, G_MAXINT64);

  if (file)
    fclose (file);
  return fine;
}

char *
render_running_hash_end (RenderRunningHash *hash)
{
  char hex[2 * AV_HASH_MAX_SIZE + 1];

  av_hash_final_hex (hash->sum, (guint8 *) hex, sizeof hex);
  return g_strdup (hex);
}

void
render_running_hash_free (RenderRunningHash *hash)
{
  if (!hash)
    return;
  av_hash_freep (&hash->sum);
  g_free (hash);
}
