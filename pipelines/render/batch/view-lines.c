/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A line for each thing that happens: for a log, a pipe, a farm. */
#include <stdio.h>

#include "batch/view.h"
#include "core/base/print-safe.h"

#define EVERY_US (10 * G_USEC_PER_SEC)

static void
print (const GPtrArray *tasks, const RenderTask *task, const char *text)
{
  g_autofree char *name = render_task_name (task), *safe = tlm_print_safe (text);

  printf ("%u/%u %s: %s\n", task->number, tasks->len, name, safe);
  fflush (stdout);
}

static void
lines_warned (const GPtrArray *tasks, const RenderTask *task, const char *text)
{
  render_view_complain (task, "warning: ", text);
}

static void
print_segments (const GPtrArray *tasks, const RenderTask *task)
{
  g_autofree char *text = g_strdup_printf ("%u segments", task->parts->n);

  print (tasks, task, text);
}

static void
lines_said (const GPtrArray *tasks, const RenderTask *task, const char *event, const char *line)
{
  if (g_str_equal (event, "warning"))
    lines_warned (tasks, task, task->warnings->pdata[task->warnings->len - 1]);
  else if (g_str_equal (event, "plan") && task->encoder)
    print (tasks, task, task->encoder);
  else if (g_str_equal (event, "cut"))
    print_segments (tasks, task);
}

static void
lines_changed (const GPtrArray *tasks, const RenderTask *task)
{
  g_autofree char *text = NULL;

  /* The summary has what was not begun. */
  if (task->state == RENDER_TASK_RUNNING || task->begun_us == 0)
    return;
  text = task->state == RENDER_TASK_DONE && task->frame > 0 ? g_strdup_printf ("done, %" G_GUINT64_FORMAT " frames, %.1f a second",
      task->frame, render_task_speed (task, 0)) : g_strdup (render_task_state_name (task->state));
  print (tasks, task, text);
}

static void
lines_tick (const GPtrArray *tasks)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();

  if (last == 0)
    last = now;
  if (now - last < EVERY_US)
    return;
  last = now;
  for (guint i = 0; i < tasks->len; i++) {
    const RenderTask *task = tasks->pdata[i];
    g_autofree char *progress = render_view_progress (task);
    if (task->state == RENDER_TASK_RUNNING && *progress)
      print (tasks, task, progress);
  }
}

const RenderView render_view_lines = {
  .said = lines_said,
  .warned = lines_warned,
  .changed = lines_changed,
  .tick = lines_tick,
  .end = render_view_summary,
};
