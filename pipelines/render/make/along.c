/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Several kinds in one pass over the clip. What shares the run of the burned clip, and what does not:
 *   - stills are pictures that are burned anyway: no decoder runs for them;
 *   - the overlay alone and the file of subtitles have the clip's times, and nothing of its pictures: they run beside it;
 *   - the soft film does not. Its subtitles and chapters stand in the head of the file, before the first packet, so that they
 *     must be whole before anything is copied; and it copies as fast as the disk does, a thousand times faster than pictures
 *     are coded, so that it would only wait here;
 *   - stills do not where the number of a picture is not known before it is decoded (no times; pictures at the start that
 *     no decoder shows), and, like all else, where nothing is burned: then they are sought, which is quicker than to decode
 *     all of the clip.
 * Each element of ours reads its telemetry itself: it is read in one go at the start, and what is shown of it is a matter of
 * that element's properties. */
#include "make/branch.h"
#include "make/run.h"

static RenderBranch *(*const makers[RENDER_N_KINDS + 1]) (const RenderJob *job, const RenderClip *clip, GError **error) = {
  [RENDER_OVERLAY_ONLY] = render_overlay_only_branch,
  [RENDER_SUBTITLES] = render_subtitles_branch,
  [RENDER_N_KINDS] = render_stills_branch,
};

gboolean
render_along_takes (const RenderJob *job, const RenderClip *clip, int kind)
{
  gboolean is_asked = kind == RENDER_N_KINDS ? job->stills->len > 0 && clip->times->len > 0 && clip->n_leading == 0 :
      job->outputs[kind] != NULL;

  return job->outputs[RENDER_BURN] && makers[kind] && is_asked;
}

static void
free_branch (gpointer data)
{
  RenderBranch *branch = data;

  branch->class->free (branch);
}

GPtrArray *
render_along_new (const RenderJob *job, const RenderClip *clip, GError **error)
{
  g_autoptr (GPtrArray) branches = g_ptr_array_new_with_free_func (free_branch);

  for (guint kind = 0; kind < G_N_ELEMENTS (makers); kind++) {
    RenderBranch *branch;
    if (!render_along_takes (job, clip, (int) kind))
      continue;
    branch = makers[kind] (job, clip, error);
    if (!branch)
      return NULL;
    g_ptr_array_add (branches, branch);
  }
  return g_steal_pointer (&branches);
}

gboolean
render_along_join (const GPtrArray *branches, GstElement *pipeline, GError **error)
{
  for (guint i = 0; i < branches->len; i++) {
    RenderBranch *branch = branches->pdata[i];
    if (!branch->class->join (branch, pipeline, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
render_along_check (const GPtrArray *branches, GError **error)
{
  for (guint i = 0; i < branches->len; i++) {
    RenderBranch *branch = branches->pdata[i];
    if (branch->class->check && !branch->class->check (branch, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
render_along_finish (const GPtrArray *branches, GError **error)
{
  for (guint i = 0; i < branches->len; i++) {
    RenderBranch *branch = branches->pdata[i];
    if (!branch->class->finish (branch, error))
      return FALSE;
  }
  return TRUE;
}

guint64
render_along_done (const GPtrArray *branches, guint64 most)
{
  for (guint i = 0; i < branches->len; i++) {
    RenderBranch *branch = branches->pdata[i];
    most = branch->class->done ? MIN (most, branch->class->done (branch)) : most;
  }
  return most;
}

static guint64
done (gpointer data)
{
  RenderBranch *branch = data;

  return branch->class->done (branch);
}

gboolean
render_branch_run (RenderBranch *branch, GError **error)
{
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  RenderRun run = { .pipeline = pipeline, .done = branch->class->done ? done : NULL, .data = branch };
  g_autoptr (GError) reason = NULL, own = NULL;
  gboolean fine = branch->class->join (branch, pipeline, &reason) && render_run (&run, &reason);

  if (branch->class->check && !branch->class->check (branch, &own)) {
    fine = FALSE;
    g_clear_error (&reason);
    reason = g_steal_pointer (&own);
  }
  fine = fine && branch->class->finish (branch, &reason);
  render_run_clear (&run);
  branch->class->free (branch);
  if (!fine)
    g_propagate_error (error, g_steal_pointer (&reason));
  return fine;
}
