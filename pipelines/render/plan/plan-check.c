/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/plan-check.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "job/overlay.h"
#include "job/still-name.h"
#include "plan/camera.h"
#include "plan/option-check.h"

/* A file by where it is on the disk, so that two names of one are one; one that is not there yet by the folder of it
 * that is, and the rest of its name. */
static char *
identity (const char *path)
{
  g_autofree char *there = g_strdup (path);
  struct stat found;

  while (stat (there, &found) != 0) {
    char *above = g_path_get_dirname (there);
    if (strcmp (above, there) == 0) {
      g_free (above);
      return g_strdup (path);
    }
    g_free (there);
    there = above;
  }
  return g_strdup_printf ("%ju:%ju%s", (uintmax_t) found.st_dev, (uintmax_t) found.st_ino, path + strlen (there));
}

static void
add_read (GHashTable *read, const char *path)
{
  if (path)
    g_hash_table_insert (read, identity (path), (gpointer) path);
}

static gboolean
add_written (GHashTable *read, GHashTable *written, const RenderJob *job, const char *path, GError **error)
{
  g_autofree char *file = identity (path);
  const char *other = g_hash_table_lookup (written, file);

  if (g_hash_table_contains (read, file)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: would be written over, and is read; give another -o", path);
    return FALSE;
  }
  if (other) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: is to be made of %s and of %s; each needs its own", path,
        other, job->clip);
    return FALSE;
  }
  g_hash_table_insert (written, g_steal_pointer (&file), job->clip);
  return TRUE;
}

static gboolean
add_outputs (GHashTable *read, GHashTable *written, const RenderJob *job, GError **error)
{
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (job->outputs[kind] && !add_written (read, written, job, job->outputs[kind], error))
      return FALSE;
  for (guint i = 0; i < job->stills->len; i++)
    if (!add_written (read, written, job, render_still_file (job->stills->pdata[i]), error))
      return FALSE;
  return TRUE;
}

gboolean
render_plan_check (const GPtrArray *jobs, GError **error)
{
  g_autoptr (GHashTable) read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < jobs->len; i++) {
    const RenderJob *job = jobs->pdata[i];
    add_read (read, job->clip);
    add_read (read, job->telemetry);
    add_read (read, job->mission);
  }
  for (guint i = 0; i < jobs->len; i++)
    if (!render_camera_tie (jobs->pdata[i], error) || !add_outputs (read, written, jobs->pdata[i], error) ||
        !render_languages_check (jobs->pdata[i], error) || !render_overlay_check (jobs->pdata[i], error))
      return FALSE;
  return TRUE;
}
