/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* A pipeline until its end, with what it says on the way. */
typedef struct {
  GstElement *pipeline;
  GstElement *coder;         /* whose failure is told apart; or NULL */
  guint64 (*done) (gpointer data); /* pictures so far, for progress; or NULL */
  gpointer data;
  gpointer part;             /* the pipeline's own child in which the error came up, to be compared alone; or NULL */
  gboolean coder_failed;     /* set where the error came out of CODER */
  char *trouble;             /* what others than our elements warned of last (a decoder), or NULL */
  gboolean goes_on;          /* it begins in the middle: that nothing was shown before is no warning */
  char *missing;             /* what no plugin is there for: "VP8 decoder", or NULL */
} RenderRun;

/* Plays it. Warnings of our elements are said (report.h), each once. The pipeline is stopped, and
 * stays the caller's. Blocks. */
gboolean render_run (RenderRun *run, GError **error);

/* Brings it to its first picture and leaves it there; says what it warns of until then, as render_run() does. */
gboolean render_run_preroll (RenderRun *run, GError **error);

/* Brings it to PAUSED until one of its elements posts an application's message, as a probe does that holds it there. */
gboolean render_run_until_told (RenderRun *run, GError **error);

/* Says, as render_run() does, what the pipeline has warned of so far; for one that is played otherwise. */
void render_run_say (RenderRun *run);

/* Frees what was said, not the pipeline. */
void render_run_clear (RenderRun *run);

G_END_DECLS
