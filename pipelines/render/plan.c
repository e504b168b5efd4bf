/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan.h"

#include "beside.h"
#include "core/base/error.h"
#include "core/base/location.h"
#include "plan-check.h"
#include "sync.h"

static char *
absolute (const char *location)
{
  return tlm_location_is_uri (location) ? g_strdup (location) : g_canonicalize_filename (location, NULL);
}

static char *
maybe_absolute (const char *location)
{
  return location ? absolute (location) : NULL;
}

/* What all clips have in common. */
static gboolean
read_settings (const RenderOptions *options, RenderJob *job, GError **error)
{
  job->telemetry = maybe_absolute (options->telemetry);
  job->mission = maybe_absolute (options->mission);
  job->encoder = g_strdup (options->encoder);
  job->languages = g_strdup (options->languages);
  job->strict = options->strict;
  if (options->layout)
    render_job_set (job, "layout", options->layout);
  for (char **set = options->set; set && *set; set++)
    g_ptr_array_add (job->properties, g_strdup (*set));
  if (options->liftoff_at)
    render_job_set (job, "liftoff-at", options->liftoff_at);
  if (options->footage_start)
    render_job_set (job, "footage-start", options->footage_start);
  return !options->sync || render_sync_set (job, options->sync, error);
}

static gboolean
is_folder (const char *path)
{
  return g_str_has_suffix (path, "/") || g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* Where the only kind of CLIP goes: -o, or into it where that is a folder. */
static gboolean
place_output (const RenderOptions *options, RenderJob *job, RenderKind kind, GError **error)
{
  g_autofree char *name = g_path_get_basename (job->clip);
  g_autofree char *joined = NULL;
  gboolean several = g_strv_length (options->clips) > 1;

  if (!options->output) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "where to? -o FILE says it%s", several ? ", or -o FOLDER/" : "");
    return FALSE;
  }
  if (several && !is_folder (options->output)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "several clips and one output; -o %s/ is a folder",
        options->output);
    return FALSE;
  }
  joined = is_folder (options->output) ? g_build_filename (options->output, name, NULL) : g_strdup (options->output);
  job->outputs[kind] = g_canonicalize_filename (joined, NULL);
  return TRUE;
}

static gboolean
place_outputs (const RenderOptions *options, RenderJob *job, GError **error)
{
  return place_output (options, job, RENDER_BURN, error);
}

static gboolean
add_clip (const RenderOptions *options, const RenderJob *settings, const char *clip, GPtrArray *jobs, GError **error)
{
  RenderJob *job = render_job_copy_settings (settings);

  g_ptr_array_add (jobs, job);
  job->clip = g_canonicalize_filename (clip, NULL);
  return render_beside_find_telemetry (job, error) && place_outputs (options, job, error);
}

GPtrArray *
render_plan (const RenderOptions *options, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) render_job_free);
  g_autoptr (RenderJob) settings = render_job_new ();

  if (!options->clips) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, "no CLIP given; see --help");
    return NULL;
  }
  if (!read_settings (options, settings, error))
    return NULL;
  for (char **clip = options->clips; *clip; clip++)
    if (!add_clip (options, settings, *clip, jobs, error))
      return NULL;
  return render_plan_check (jobs, error) ? g_steal_pointer (&jobs) : NULL;
}
