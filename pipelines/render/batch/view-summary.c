/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>

#include "batch/view.h"
#include "core/base/print-safe.h"

static void
print_row (const RenderTask *task)
{
  g_autofree char *name = render_task_name (task);
  g_autofree char *encoder = tlm_print_safe (task->encoder ? task->encoder : "");

  g_autoptr (GString) line = g_string_new ("  ");

  render_view_put (line, name, 28);
  if (task->state == RENDER_TASK_DONE)
    printf ("%s %-11s %8" G_GUINT64_FORMAT " frames  %7.1f a second  %s\n", line->str,
        render_task_state_name (task->state), task->frame, render_task_speed (task, 0), encoder);
  else
    printf ("%s %s\n", line->str, render_task_state_name (task->state));
}

void
render_view_summary (const GPtrArray *tasks, gint64 took_us)
{
  g_autofree char *took = render_view_span (took_us);
  guint counts[RENDER_TASK_N_STATES] = { 0 };

  for (guint i = 0; i < tasks->len; i++)
    counts[((const RenderTask *) tasks->pdata[i])->state]++;
  for (guint i = 0; tasks->len > 1 && i < tasks->len; i++)
    print_row (tasks->pdata[i]);
  printf ("%u of %u clips done", counts[RENDER_TASK_DONE], tasks->len);
  for (int state = RENDER_TASK_SKIPPED; state < RENDER_TASK_N_STATES; state++)
    if (counts[state] > 0)
      printf (", %u %s", counts[state], render_task_state_name (state));
  printf (", in %s\n", took);
  fflush (stdout);
  for (guint i = 0; i < tasks->len; i++) {
    const RenderTask *task = tasks->pdata[i];
    if (task->failure)
      render_view_complain (task, task->state == RENDER_TASK_STALE ? "out of date: " : "failed: ", task->failure);
  }
}
