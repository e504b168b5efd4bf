/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "batch/task.h"

G_BEGIN_DECLS

/* A task that is done in segments: cut, each segment, joined; each by a process of its own, the segments side by side. */

/* Splits TASK, which waits, as WANTED; ONLY as in RenderParts. Where that is one it is not split, and is done with where ONLY
 * is none but the first of it. */
void render_parts_split (RenderTask *task, RenderWanted wanted, guint only);

/* After its record says what it is made of, before anything of it starts. */
void render_parts_begin (RenderTask *task);

/* What is due is taken to be started, and what is due then. The order's text is the caller's. */
RenderOrder render_parts_next (RenderTask *task);

/* Whether STEP is one of a task that is not done with it. */
gboolean render_step_is_part (RenderStep step);

/* Whether a process of it runs. */
gboolean render_parts_run (const RenderTask *task);

/* A line of the process that does ORDER, as one of a process that did it all (task.h): progress is that of all
 * segments, what is said of one that is whole is said to nobody. LINE is replaced, NULL for nothing to say. */
void render_parts_translate (RenderTask *task, const RenderOrder *order, char **line);

/* What comes of a part that ended. */
typedef enum {
  RENDER_PARTS_GO_ON,        /* others run, or are due */
  RENDER_PARTS_STOP,         /* what runs of it is to be ended */
  RENDER_PARTS_FAILED,       /* nothing of it runs any more */
  RENDER_PARTS_WHOLE,        /* it is not to be split: render_parts_give_up() */
  RENDER_PARTS_DONE          /* the segment that alone was wanted is whole */
} RenderPartsEnd;

/* The process of ORDER ended; FINE: well. */
RenderPartsEnd render_parts_ended (RenderTask *task, const RenderOrder *order, gboolean fine);

/* The task is to be done as a whole. A warning that says why, to be freed; NULL where that was said. */
char *render_parts_give_up (RenderTask *task);

/* Nothing of it runs any more: takes away what its segments left; with KEEP but those that are whole, for another run. */
void render_parts_end (RenderTask *task, gboolean keep);

/* Frees what a task has of this. */
void render_parts_drop (RenderTask *task);

G_END_DECLS
