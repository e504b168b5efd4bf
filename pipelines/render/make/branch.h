/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "film/clip.h"
#include "job/job.h"
#include "make/output.h"

G_BEGIN_DECLS

/* A kind that is made by elements of a pipeline which may make others at the same time. It has a source and a sink of its own,
 * or looks at what passes through another's: no branch waits for another, so none can be stopped by a queue that is full. */
typedef struct RenderBranch RenderBranch;

/* What a kind does; NULL: nothing. Const rows in their own files. */
typedef struct {
  gboolean (*join) (RenderBranch *branch, GstElement *pipeline, GError **error); /* adds its elements; anew for each run, whose
                                                      * predecessor may have ended anywhere */
  guint64 (*done) (RenderBranch *branch);            /* pictures so far; any thread */
  gboolean (*check) (RenderBranch *branch, GError **error); /* what went wrong in it while the pipeline went on */
  gboolean (*finish) (RenderBranch *branch, GError **error); /* after the pipeline's end: its outputs wait for their names */
  void (*free) (RenderBranch *branch);               /* and what was not finished is abandoned */
} RenderBranchClass;

struct RenderBranch {
  const RenderBranchClass *class;
  const RenderJob *job;
  const RenderClip *clip;    /* its times are read */
  GstElement *bin;           /* of its elements, the pipeline's; NULL: it has none. Set by join() */
};

/* Those that are made with the burned clip, in the same run of one pipeline (along.c). One that fails is left out, and the
 * others are made all the same. */
typedef struct {
  GPtrArray *branches;       /* RenderBranch *, their outputs taken */
  GError *error;             /* of the first that failed; or NULL */
} RenderAlong;

/* Whether KIND, RENDER_N_KINDS for stills, is made along with the burned clip of JOB. CLIP's times are read. */
gboolean render_along_takes (const RenderJob *job, const RenderClip *clip, int kind);

/* All such of JOB. To be cleared. */
void render_along_init (RenderAlong *along, const RenderJob *job, const RenderClip *clip);

/* None, where it is burned alone. To be cleared. */
void render_along_init_none (RenderAlong *along);

/* Adds them to PIPELINE. FALSE where one of them cannot be: it is left out, and PIPELINE is to be built anew. */
gboolean render_along_join (RenderAlong *along, GstElement *pipeline);

/* Leaves out the one whose bin is PART of the pipeline, which broke the run for all by REASON. FALSE where that is of none of
 * them. */
gboolean render_along_drop_part (RenderAlong *along, const GstObject *part, const GError *reason);

/* After the pipeline's end: their outputs wait for their names. */
void render_along_finish (RenderAlong *along);

/* The fewest pictures that any of them has done, MOST at most. Any thread. */
guint64 render_along_done (const RenderAlong *along, guint64 most);

/* Abandons what is not finished. */
void render_along_clear (RenderAlong *along);

/* Makes BRANCH in a pipeline of its own, and frees it. Blocks. */
gboolean render_branch_run (RenderBranch *branch, GError **error);

/* The kinds (overlay-only.c, subtitles.c, still.c). NULL with an error. To be freed by its class. */
RenderBranch *render_overlay_only_branch (const RenderJob *job, const RenderClip *clip, GError **error);
RenderBranch *render_subtitles_branch (const RenderJob *job, const RenderClip *clip, GError **error);
RenderBranch *render_stills_branch (const RenderJob *job, const RenderClip *clip, GError **error);

G_END_DECLS
