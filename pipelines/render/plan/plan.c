/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/plan.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "job/sync.h"
#include "plan/beside.h"
#include "plan/manifest.h"
#include "plan/option-check.h"
#include "plan/place-output.h"
#include "plan/plan-check.h"

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

/* A property that is an option of ours too is that option, with all that we know of it. */
static void
set_property (RenderJob *job, const char *text)
{
  const struct {
    const char *start;
    char **field;
  } own[] = { { "location=", &job->telemetry }, { "mission=", &job->mission } };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_has_prefix (text, own[i].start)) {
      g_free (*own[i].field);
      *own[i].field = absolute (text + strlen (own[i].start));
      return;
    }
  g_ptr_array_add (job->properties, g_strdup (text));
}

/* What all clips have in common. */
static gboolean
read_settings (const RenderOptions *options, RenderJob *job, GError **error)
{
  const char *tied;

  job->telemetry = maybe_absolute (options->telemetry);
  job->mission = maybe_absolute (options->mission);
  job->encoder = g_strdup (options->encoder);
  job->languages = g_strdup (options->languages);
  job->segments = g_strdup (options->segments);
  job->strict = options->strict;
  if (options->layout)
    render_job_set (job, "layout", options->layout);
  for (char **set = options->set; set && *set; set++)
    set_property (job, *set);
  if (options->liftoff_at)
    render_job_set (job, "liftoff-at", options->liftoff_at);
  if (options->footage_start)
    render_job_set (job, "footage-start", options->footage_start);
  tied = render_sync_of (job);
  if (!options->sync || !tied)
    return !options->sync || render_sync_set (job, options->sync, error);
  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--sync and --%s both say what ties clip and flight; give one of them", tied);
  return FALSE;
}

/* Which kinds are wanted: those asked for, else burned. */
static guint
wanted_kinds (const RenderOptions *options, gboolean wanted[RENDER_N_KINDS])
{
  guint n = 0;

  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    n += wanted[kind] = options->kinds[kind];
  if (n == 0 && (!options->stills || options->output)) {
    wanted[RENDER_BURN] = TRUE;
    n = 1;
  }
  return n;
}

/* What says where KIND goes; NULL with an error where nothing does. */
static const char *
where_to (const RenderOptions *options, RenderKind kind, guint n_kinds, GError **error)
{
  gboolean several = g_strv_length (options->clips) > 1;
  const char *to = options->files[kind] ? options->files[kind] : n_kinds == 1 ? options->output : NULL;

  if (!to)
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, n_kinds > 1 ? "where to? of several kinds each says its own file, "
        "as in --%s=FILE" : several ? "where to? -o FOLDER/ says it" : "where to? -o FILE says it",
        render_kind_name (kind));
  else if (several && !render_place_is_folder (to) && !strstr (to, "{name}"))
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "several clips and one output; %s/ is a folder", to);
  else
    return to;
  return NULL;
}

static gboolean
place_outputs (const RenderOptions *options, RenderJob *job, GError **error)
{
  gboolean wanted[RENDER_N_KINDS];
  guint n = wanted_kinds (options, wanted);

  for (int kind = 0; kind < RENDER_N_KINDS; kind++) {
    const char *to = wanted[kind] ? where_to (options, kind, n, error) : NULL;
    if (wanted[kind] && !to)
      return FALSE;
    if (to)
      job->outputs[kind] = render_place_output (to, NULL, job, kind);
  }
  for (char **still = options->stills; still && *still; still++)
    if (!render_place_still (*still, NULL, job, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_clip (const RenderOptions *options, const RenderJob *settings, const char *clip, GPtrArray *jobs, GError **error)
{
  RenderJob *job;

  if (g_str_has_suffix (clip, ".csv") || g_str_has_suffix (clip, ".mission")) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, g_str_has_suffix (clip, ".csv") ?
        "%s is no clip; right is --telemetry %s for a log, --manifest %s for a table of clips" :
        "%s is no clip; right is --mission %s", clip, clip, clip);
    return FALSE;
  }
  job = render_job_copy_settings (settings);
  g_ptr_array_add (jobs, job);
  job->clip = g_canonicalize_filename (clip, NULL);
  return render_beside_find_telemetry (job, error) && place_outputs (options, job, error);
}

static gboolean
add_manifest (const RenderOptions *options, const RenderJob *settings, GPtrArray *jobs, GError **error)
{
  RenderManifestOutput output = { .output = options->output, .stills = options->stills };
  gboolean wanted[RENDER_N_KINDS];

  if (options->clips || wanted_kinds (options, wanted) > 1) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, options->clips ? "--manifest names the clips; give none beside it" :
        "in a manifest columns name the files of several kinds: burn, soft, overlay-only, subtitles");
    return FALSE;
  }
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (wanted[kind]) {
      output.kind = kind;
      if (options->files[kind])
        output.output = options->files[kind];
    }
  return render_manifest_add (options->manifest, settings, &output, jobs, error);
}

/* N, or N-M, of 1 to MOST. */
static gboolean
read_only (const char *text, guint most, guint64 *first, guint64 *last, GError **error)
{
  const char *dash = strchr (text, '-');
  g_autofree char *begin = dash ? g_strndup (text, (gsize) (dash - text)) : g_strdup (text);

  if (g_ascii_string_to_unsigned (begin, 10, 1, most, first, NULL) &&
      g_ascii_string_to_unsigned (dash ? dash + 1 : begin, 10, *first, most, last, NULL))
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--only %s: is none of the %u clips; as in --only 1, or --only 1-%u", text, most, most);
  return FALSE;
}

/* All are checked, so that no two tasks of a farm write the same. */
static gboolean
keep_only (const RenderOptions *options, GPtrArray *jobs, GError **error)
{
  guint64 first, last;

  if (!options->only)
    return TRUE;
  if (!read_only (options->only, jobs->len, &first, &last, error))
    return FALSE;
  g_ptr_array_set_size (jobs, (int) last);
  if (first > 1)
    g_ptr_array_remove_range (jobs, 0, (guint) first - 1);
  return TRUE;
}

GPtrArray *
render_plan (const RenderOptions *options, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) render_job_free);
  g_autoptr (RenderJob) settings = render_job_new ();

  if (!options->clips && !options->manifest) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, "no CLIP and no --manifest given; see --help");
    return NULL;
  }
  if (!render_options_check (options, error) || !read_settings (options, settings, error))
    return NULL;
  if (options->manifest && !add_manifest (options, settings, jobs, error))
    return NULL;
  for (char **clip = options->clips; clip && *clip; clip++)
    if (!add_clip (options, settings, *clip, jobs, error))
      return NULL;
  return render_options_check_use (options, jobs, error) && render_plan_check (jobs, error) && keep_only (options, jobs, error) ? g_steal_pointer (&jobs) : NULL;
}
