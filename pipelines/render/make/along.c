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

void
render_along_init_none (RenderAlong *along)
{
  *along = (RenderAlong) { .branches = g_ptr_array_new_with_free_func (free_branch) };
}

void
render_along_init (RenderAlong *along, const RenderJob *job, const RenderClip *clip)
{
  render_along_init_none (along);
  for (guint kind = 0; kind < G_N_ELEMENTS (makers); kind++) {
    RenderBranch *branch = NULL;
    if (!render_along_takes (job, clip, (int) kind))
      continue;
    branch = makers[kind] (job, clip, along->error ? NULL : &along->error);
    if (branch)
      g_ptr_array_add (along->branches, branch);
  }
}

/* REASON is taken. */
static void
drop (RenderAlong *along, RenderBranch *branch, GError *reason)
{
  if (along->error)
    g_error_free (reason);
  else
    along->error = reason;
  g_ptr_array_remove (along->branches, branch);
}

gboolean
render_along_join (RenderAlong *along, GstElement *pipeline)
{
  for (guint i = 0; i < along->branches->len; i++) {
    RenderBranch *branch = along->branches->pdata[i];
    GError *reason = NULL;
    if (branch->class->join (branch, pipeline, &reason))
      continue;
    drop (along, branch, reason);
    return FALSE;
  }
  return TRUE;
}

gboolean
render_along_drop_part (RenderAlong *along, const GstObject *part, const GError *reason)
{
  for (guint i = 0; part && i < along->branches->len; i++) {
    RenderBranch *branch = along->branches->pdata[i];
    if (GST_OBJECT_CAST (branch->bin) != part)
      continue;
    drop (along, branch, g_error_copy (reason));
    return TRUE;
  }
  return FALSE;
}

static gboolean
finish (RenderBranch *branch, GError **error)
{
  return (!branch->class->check || branch->class->check (branch, error)) && branch->class->finish (branch, error);
}

void
render_along_finish (RenderAlong *along)
{
  for (guint i = 0; i < along->branches->len;) {
    GError *reason = NULL;
    if (finish (along->branches->pdata[i], &reason))
      i++;
    else
      drop (along, along->branches->pdata[i], reason);
  }
}

guint64
render_along_done (const RenderAlong *along, guint64 most)
{
  for (guint i = 0; i < along->branches->len; i++) {
    RenderBranch *branch = along->branches->pdata[i];
    most = branch->class->done ? MIN (most, branch->class->done (branch)) : most;
  }
  return most;
}

void
render_along_clear (RenderAlong *along)
{
  g_clear_pointer (&along->branches, g_ptr_array_unref);
  g_clear_error (&along->error);
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
  gboolean fine = branch->class->join (branch, pipeline, error) && render_run (&run, error) && finish (branch, error);

  render_run_clear (&run);
  branch->class->free (branch);
  return fine;
}
