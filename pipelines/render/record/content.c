/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record/content.h"

#include <errno.h>
#include <gio/gio.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "film/running-hash.h"

#define MIB ((gint64) 1 << 20)
#define MOST_FILES 10000
#define MOST_FOLDERS 8       /* within one another */

static gboolean
fail (const char *path, const char *what, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: %s", path, what);
  return FALSE;
}

/* Of a regular file; its ends alone, or all of it. NULL with an error. */
static char *
hash_file (const char *path, gboolean ends, gint64 size, GError **error)
{
  g_autoptr (RenderRunningHash) hash = render_running_hash_new ();
  FILE *file = fopen (path, "rbe");
  gboolean fine = file != NULL;

  if (fine && (!ends || size <= 2 * MIB))
    fine = render_running_hash_read (hash, file, 0, G_MAXINT64);
  else if (fine)
    fine = render_running_hash_read (hash, file, 0, MIB) && render_running_hash_read (hash, file, size - MIB, MIB);
  if (!fine)
    fail (path, g_strerror (errno), error);
  if (file)
    fclose (file);
  return fine ? render_running_hash_end (hash) : NULL;
}

static char *
hash_cached (const char *path, const struct stat *found, GHashTable *cache, GError **error)
{
  g_autofree char *state = g_strdup_printf ("%ju:%ju %jd %jd.%09ld %jd.%09ld", (uintmax_t) found->st_dev,
      (uintmax_t) found->st_ino, (intmax_t) found->st_size, (intmax_t) found->st_mtim.tv_sec, found->st_mtim.tv_nsec,
      (intmax_t) found->st_ctim.tv_sec, found->st_ctim.tv_nsec);
  const char *known = g_hash_table_lookup (cache, state);
  char *made;

  if (known)
    return g_strdup (known);
  made = hash_file (path, FALSE, found->st_size, error);
  if (made)
    g_hash_table_insert (cache, g_steal_pointer (&state), g_strdup (made));
  return made;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
names_in (const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  GPtrArray *names = folder ? g_ptr_array_new_with_free_func (g_free) : NULL;
  const char *name;

  while (names && (name = g_dir_read_name (folder)))
    g_ptr_array_add (names, g_strdup (name));
  if (names)
    g_ptr_array_sort (names, compare_names);
  return names;
}

/* Adds what is at PATH to SUM; N counts files. */
static gboolean
add_path (GChecksum *sum, const char *path, guint depth, guint *n, GHashTable *cache, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *hash = NULL;
  struct stat found;

  if (stat (path, &found) != 0)
    return fail (path, g_strerror (errno), error);
  if (S_ISREG (found.st_mode)) {
    if (++*n > MOST_FILES)
      return fail (path, "is one of too many files", error);
    hash = hash_cached (path, &found, cache, error);
    if (hash)
      g_checksum_update (sum, (const guchar *) hash, -1);
    return hash != NULL;
  }
  if (!S_ISDIR (found.st_mode) || depth == 0)
    return fail (path, "is no regular file", error);
  names = names_in (path, error);
  for (guint i = 0; names && i < names->len; i++) {
    g_autofree char *child = g_build_filename (path, names->pdata[i], NULL);
    g_checksum_update (sum, names->pdata[i], -1);
    if (!add_path (sum, child, depth - 1, n, cache, error))
      return FALSE;
  }
  return names != NULL;
}

char *
render_content_hash (const char *location, GHashTable *cache, GError **error)
{
  g_autoptr (GFile) file = tlm_location_file (location);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n = 0;

  if (!path) {
    fail (location, "is no file of this machine", error);
    return NULL;
  }
  return add_path (sum, path, MOST_FOLDERS, &n, cache, error) ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

gboolean
render_content_add_clip (GString *text, const char *path, GError **error)
{
  g_autofree char *hash = NULL;
  struct stat found;

  if (stat (path, &found) != 0)
    return fail (path, g_strerror (errno), error);
  if (!S_ISREG (found.st_mode))
    return fail (path, "is no regular file", error);
  hash = hash_file (path, TRUE, found.st_size, error);
  if (hash)
    g_string_append_printf (text, "clip-size=%jd\nclip-date=%jd.%09ld\nclip-ends=%s\n", (intmax_t) found.st_size,
        (intmax_t) found.st_mtim.tv_sec, found.st_mtim.tv_nsec, hash);
  return hash != NULL;
}

char *
render_content_hash_bytes (const void *bytes, gsize length)
{
  g_autoptr (RenderRunningHash) hash = render_running_hash_new ();

  render_running_hash_see (hash, 0, bytes, length);
  return render_running_hash_end (hash);
}

char *
render_content_whole (const char *path, GError **error)
{
  return hash_file (path, FALSE, 0, error);
}
