/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"
#include "record/record.h"
#include "split/step.h"

G_BEGIN_DECLS

typedef enum {
  RENDER_TASK_WAITING,
  RENDER_TASK_RUNNING,
  RENDER_TASK_DONE,
  RENDER_TASK_SKIPPED,       /* its outputs are there and up to date */
  RENDER_TASK_STALE,         /* they are not, and were only to be verified */
  RENDER_TASK_FAILED,
  RENDER_TASK_CANCELLED,
  RENDER_TASK_N_STATES
} RenderTaskState;

/* "waiting", … Never freed. */
const char *render_task_state_name (RenderTaskState state);

/* A job that is done in segments, by several processes. */
typedef struct {
  RenderWanted wanted;
  guint only;                /* segment that is made alone, from 1; 0: all, and they are joined */
  char *made_of;             /* what their files know each other by */
  guint n;                   /* how many there are; 0: not known yet */
  guint next;                /* to be started, from 1 */
  guint running;             /* processes */
  guint done;                /* segments that are whole */
  guint64 *frames;           /* of each, done */
  char *unsplit;             /* why it is to be done as a whole after all; or NULL */
  int held;                  /* their files (split/places.h), -1: not */
} RenderParts;

/* A job on its way. */
typedef struct {
  RenderJob *job;            /* its own */
  guint number;              /* in the plan, from 1 */
  RenderTaskState state;
  RenderStep due;            /* what of it is to be started next; NONE: nothing now */
  RenderParts *parts;        /* how it is split; NULL: it is not */
  char *encoder;             /* that works, or NULL */
  RenderRecord record;
  guint64 frames, frame;     /* in all, and done; 0 in all: not known yet */
  double seconds;            /* that the clip lasts; 0: not known */
  gint64 begun_us, ended_us; /* monotonic; 0: not yet */
  gint64 moving_us;          /* when its first picture came */
  GPtrArray *warnings;       /* char * */
  char *failure;             /* why it failed, or is out of date; or NULL */
} RenderTask;

/* Takes JOB, the NUMBERth of the plan, from 1. */
RenderTask *render_task_new (RenderJob *job, guint number);

/* Takes NULL. */
void render_task_free (RenderTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RenderTask, render_task_free)

/* Takes a line that the task's process wrote (report.h). What it said: "plan", "progress", …; NULL where the
 * line is none. Static. */
const char *render_task_take (RenderTask *task, const char *line);

/* Pictures a second since the first one, at NOW_US; 0 where not known. */
double render_task_speed (const RenderTask *task, gint64 now_us);

/* Name of the clip for people, safe to print. To be freed. */
char *render_task_name (const RenderTask *task);

/* Takes away what its process may have left beside its outputs. */
void render_task_clean (const RenderTask *task);

G_END_DECLS
