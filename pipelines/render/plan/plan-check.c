/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/plan-check.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "job/overlay.h"
#include "job/sources.h"
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
    g_hash_table_add (read, identity (path));
}

static gboolean
add_source (gpointer data, const char *what, const char *location, GError **error)
{
  g_autoptr (GFile) file = tlm_location_file (location);
  g_autofree char *path = g_file_get_path (file);

  add_read (data, path);
  return TRUE;
}

/* All files that JOB reads. What of them cannot be read is said when it is rendered. SEEN: those that several jobs share
 * are looked at once. */
static void
add_sources (GHashTable *read, GHashTable *seen, const RenderJob *job)
{
  const RenderSourceVisitor visitor = { .file = add_source, .data = read };
  const char *layout = render_job_get (job, "layout");
  char *key = g_strjoin ("\n", job->telemetry ? job->telemetry : "", job->mission ? job->mission : "", layout, NULL);
  g_autoptr (TlmMission) mission = NULL;

  add_read (read, job->clip);
  add_read (read, job->mission);
  if (!g_hash_table_add (seen, key))
    return;
  mission = job->mission ? tlm_mission_load (job->mission, NULL) : NULL;
  render_sources_visit (job, mission, &visitor, NULL);
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
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < jobs->len; i++)
    add_sources (read, seen, jobs->pdata[i]);
  for (guint i = 0; i < jobs->len; i++)
    if (!render_camera_tie (jobs->pdata[i], error) || !add_outputs (read, written, jobs->pdata[i], error) ||
        !render_languages_check (jobs->pdata[i], error) || !render_overlay_check (jobs->pdata[i], error))
      return FALSE;
  return TRUE;
}
