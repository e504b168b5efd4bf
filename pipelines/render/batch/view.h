/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "batch/task.h"

G_BEGIN_DECLS

/* How a batch is shown while it runs. TASKS are RenderTask * in the order of the plan. Const rows in
 * their own files; render_view_choose() has the table. */
typedef struct {
  void (*said) (const GPtrArray *tasks, const RenderTask *task, const char *event, const char *line);
                             /* TASK's process said EVENT, as LINE has it */
  void (*warned) (const GPtrArray *tasks, const RenderTask *task, const char *text); /* by us, not by its process */
  void (*changed) (const GPtrArray *tasks, const RenderTask *task); /* TASK's state is another, or is none that waits from the start on */
  void (*tick) (const GPtrArray *tasks);                            /* several times a second */
  void (*end) (const GPtrArray *tasks, gint64 took_us);             /* nothing comes after */
} RenderView;

extern const RenderView render_view_terminal, render_view_lines, render_view_json, render_view_quiet;

/* By what was asked for, and whether standard output is a terminal. */
const RenderView *render_view_choose (gboolean json, gboolean quiet);

/* "37 %  41.2 frames/s  1.6x  00:01:10 left"; empty where nothing is known yet. To be freed. */
char *render_view_progress (const RenderTask *task);

/* Appends TEXT, valid UTF-8 without control characters, to LINE in COLUMNS of a terminal: with blanks behind it, or cut
 * between characters with an ellipsis at its end. Characters of East Asia are two columns, combining ones none. */
void render_view_put (GString *line, const char *text, guint columns);

/* TEXT cut to COLUMNS in the same way, without blanks. To be freed. */
char *render_view_cut (const char *text, guint columns);

/* The summary: a table where there are several, and each failure with its reason (view-summary.c). */
void render_view_summary (const GPtrArray *tasks, gint64 took_us);

/* MICROSECONDS as in "00:01:10". To be freed. */
char *render_view_span (gint64 microseconds);

/* TEXT on standard error, safe for a terminal, behind the name of TASK's clip (may be NULL) and KIND
 * ("warning: "). */
void render_view_complain (const RenderTask *task, const char *kind, const char *text);

G_END_DECLS
