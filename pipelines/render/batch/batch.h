/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "batch/task.h"
#include "batch/view.h"

G_BEGIN_DECLS

/* Exit statuses. */
enum {
  RENDER_OK = 0,
  RENDER_FAILED = 1,         /* a clip, or more */
  RENDER_USAGE = 2,          /* the command line, or the manifest, is wrong */
  RENDER_INTERRUPTED = 130
};

/* How many clips at once fill the cores and not the memory: an encoder keeps four cores busy and takes
 * a gigabyte where pictures are large. */
guint render_batch_default_jobs (void);

/* What is to be done, and how. */
typedef struct {
  GPtrArray *tasks;          /* RenderTask *; those that do not wait stay as they are */
  guint most;                /* at a time */
  const RenderView *view;
  GHashTable *hashes;        /* of files (content.h) */
} RenderBatch;

/* Does it, each task in a process of its own, so that one that fails or crashes takes no other along. An
 * exit status. Blocks. */
int render_batch_run (const RenderBatch *batch);

G_END_DECLS
