/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/manifest.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/footage/place.h"
#include "film/clip.h"
#include "plan/beside.h"
#include "plan/place-output.h"
#include "plan/row.h"

/* A manifest that is being read. */
typedef struct {
  const RenderJob *settings;
  const RenderManifestOutput *output;
  char *folder;              /* of the manifest */
  GPtrArray *jobs;
  GHashTable *by_glob;       /* clips whose job came of a glob: path (the job's) → job */
} Reader;

static gboolean
fail (const RenderRow *row, GError **error, const char *what, const char *name)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: %s: %s", row->place, name, what);
  return FALSE;
}

static void
put_output (RenderJob *job, RenderKind kind, const char *text, const char *folder)
{
  g_free (job->outputs[kind]);
  job->outputs[kind] = render_place_output (text, folder, job, kind);
}

static gboolean
place_outputs (const Reader *reader, const RenderRow *row, RenderJob *job, GError **error)
{
  const char *output = render_row_get (row, "output");
  gboolean any = FALSE;

  if (output)
    put_output (job, reader->output->kind, output, reader->folder);
  for (int kind = 0; kind < RENDER_N_KINDS; kind++) {
    const char *own = render_row_get (row, render_kind_name (kind));
    if (own)
      put_output (job, kind, own, reader->folder);
    any |= job->outputs[kind] != NULL;
  }
  if (!any && reader->output->output)
    put_output (job, reader->output->kind, reader->output->output, NULL);
  else if (!any && job->stills->len == 0)
    return fail (row, error, "where to? a column output says it, or -o FOLDER/", job->clip);
  return TRUE;
}

/* SHIFT_NS of footage lie before this clip. */
static gboolean
shift_sync (const RenderRow *row, RenderJob *job, gint64 shift_ns, GError **error)
{
  const char *place = render_job_get (job, "liftoff-at"), *offset = render_job_get (job, "time-offset");
  g_autofree char *sum = NULL;
  TlmPlace read;

  if (shift_ns == 0)
    return TRUE;
  if (place && tlm_place_parse (place, &read, NULL) && read.kind != TLM_PLACE_TIME)
    return fail (row, error, "of a recording in parts, sync is seconds or a date: frames and timecode begin anew in each",
        place);
  sum = g_strdup_printf ("%" G_GINT64_FORMAT, (offset ? g_ascii_strtoll (offset, NULL, 10) : 0) + shift_ns);
  render_job_set (job, "time-offset", sum);
  return TRUE;
}

static gboolean
add_clip (Reader *reader, const RenderRow *row, const char *clip, gboolean is_glob, gint64 shift_ns, GError **error)
{
  RenderJob *job = g_hash_table_lookup (reader->by_glob, clip);

  if (job && !is_glob) {
    g_hash_table_remove (reader->by_glob, clip);
  } else {
    job = render_job_copy_settings (reader->settings);
    job->clip = g_strdup (clip);
    g_ptr_array_add (reader->jobs, job);
    if (is_glob)
      g_hash_table_insert (reader->by_glob, job->clip, job);
    for (char **still = reader->output->stills; still && *still; still++)
      if (!render_place_still (*still, NULL, job, error))
        return FALSE;
  }
  return render_row_apply (row, reader->folder, job, error) && shift_sync (row, job, shift_ns, error) &&
      render_beside_find_telemetry (job, error) && place_outputs (reader, row, job, error);
}

static int
compare_paths (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* A folder's own brackets are no pattern. */
static char *
escape_glob (const char *folder)
{
  GString *escaped = g_string_new (NULL);

  for (; *folder; folder++) {
    if (strchr ("*?[\\", *folder))
      g_string_append_c (escaped, '\\');
    g_string_append_c (escaped, *folder);
  }
  return g_string_free (escaped, FALSE);
}

static gboolean
add_glob (Reader *reader, const RenderRow *row, const char *pattern, GError **error)
{
  g_autofree char *folder = escape_glob (reader->folder), *full = render_row_path (pattern, folder);
  gboolean fine = TRUE;
  glob_t found;

  if (glob (full, GLOB_NOSORT, NULL, &found) != 0)
    return fail (row, error, "no file of this name", pattern);
  /* By bytes: in whatever language, the Nth is the same on each machine of a farm. */
  qsort (found.gl_pathv, found.gl_pathc, sizeof *found.gl_pathv, compare_paths);
  for (size_t i = 0; fine && i < found.gl_pathc; i++)
    fine = add_clip (reader, row, found.gl_pathv[i], TRUE, 0, error);
  globfree (&found);
  return fine;
}

static gboolean
add_parts (Reader *reader, const RenderRow *row, char **parts, GError **error)
{
  gint64 shift_ns = 0;

  for (char **part = parts; *part; part++) {
    g_autofree char *path = *g_strstrip (*part) ? render_row_path (*part, reader->folder) : NULL;
    g_autoptr (RenderClip) clip = NULL;
    if (!path && !part[1])
      break;
    if (!path)
      return fail (row, error, "a part between two semicolons has no name", "clip");
    if (!add_clip (reader, row, path, FALSE, shift_ns, error))
      return FALSE;
    if (!part[1])
      break;
    clip = render_clip_open (path, error);
    if (!clip || !render_clip_know_duration (clip, error)) {
      g_prefix_error (error, "%s: ", row->place);
      return FALSE;
    }
    shift_ns += render_clip_duration_ns (clip);
  }
  return TRUE;
}

static gboolean
add_row (Reader *reader, const RenderRow *row, GError **error)
{
  const char *clip = render_row_get (row, "clip");
  g_auto (GStrv) parts = clip ? g_strsplit (clip, ";", -1) : NULL;
  g_autofree char *path = clip ? render_row_path (clip, reader->folder) : NULL;

  if (!clip)
    return fail (row, error, "is empty", "clip");
  if (parts[1] && !g_file_test (path, G_FILE_TEST_EXISTS))
    return add_parts (reader, row, parts, error);
  if (strpbrk (clip, "*?[") && !g_file_test (path, G_FILE_TEST_EXISTS))
    return add_glob (reader, row, clip, error);
  return add_clip (reader, row, path, FALSE, 0, error);
}

gboolean
render_manifest_add (const char *path, const RenderJob *settings, const RenderManifestOutput *output,
    GPtrArray *jobs, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL), *folder = g_path_get_dirname (full);
  g_autoptr (GPtrArray) rows = render_rows_read (path, error);
  g_autoptr (GHashTable) by_glob = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .settings = settings, .output = output, .folder = folder, .jobs = jobs, .by_glob = by_glob };

  for (guint i = 0; rows && i < rows->len; i++)
    if (!add_row (&reader, rows->pdata[i], error))
      return FALSE;
  if (rows && jobs->len == 0)
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: names no clip: a line under the first does, as in clip.mp4", path);
  return jobs->len > 0;
}
