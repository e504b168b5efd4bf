/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A line for each clip that runs and one for all, drawn over again. */
#include <stdio.h>

#include "core/base/print-safe.h"
#include "view.h"

static guint drawn;          /* lines that stand below what is there to stay */

static void
wipe (void)
{
  if (drawn > 0)
    printf ("\033[%uA\033[J", drawn);
  drawn = 0;
}

static void
draw_total (const GPtrArray *tasks)
{
  guint counts[RENDER_TASK_N_STATES] = { 0 };
  double part = 0;

  for (guint i = 0; i < tasks->len; i++) {
    const RenderTask *task = tasks->pdata[i];
    counts[task->state]++;
    if (task->state == RENDER_TASK_RUNNING && task->frames > 0)
      part += (double) task->frame / (double) task->frames;
    else if (task->state > RENDER_TASK_RUNNING)
      part += 1;
  }
  printf ("%3.0f %% of %u clips: %u done, %u up to date, %u failed, %u to come\n", 100 * part / tasks->len, tasks->len,
      counts[RENDER_TASK_DONE], counts[RENDER_TASK_SKIPPED], counts[RENDER_TASK_FAILED], counts[RENDER_TASK_WAITING]);
  drawn++;
}

static void
draw (const GPtrArray *tasks)
{
  for (guint i = 0; i < tasks->len; i++) {
    const RenderTask *task = tasks->pdata[i];
    g_autofree char *name = render_task_name (task), *progress = render_view_progress (task);
    g_autofree char *encoder = tlm_print_safe (task->encoder ? task->encoder : "");
    if (task->state != RENDER_TASK_RUNNING)
      continue;
    printf ("%-24.24s %s  %s\n", name, *progress ? progress : "begins", encoder);
    drawn++;
  }
  if (tasks->len > 1)
    draw_total (tasks);
  fflush (stdout);
}

static void
terminal_tick (const GPtrArray *tasks)
{
  wipe ();
  draw (tasks);
}

static void
terminal_warned (const GPtrArray *tasks, const RenderTask *task, const char *text)
{
  wipe ();
  fflush (stdout);
  render_view_complain (task, "warning: ", text);
}

static void
terminal_said (const GPtrArray *tasks, const RenderTask *task, const char *event, const char *line)
{
  if (g_str_equal (event, "warning"))
    terminal_warned (tasks, task, task->warnings->pdata[task->warnings->len - 1]);
}

static void
terminal_changed (const GPtrArray *tasks, const RenderTask *task)
{
  g_autofree char *name = render_task_name (task);

  if (task->state == RENDER_TASK_RUNNING || task->begun_us == 0)
    return;
  wipe ();
  printf ("%-24.24s %s\n", name, render_task_state_name (task->state));
  draw (tasks);
}

static void
terminal_end (const GPtrArray *tasks, gint64 took_us)
{
  wipe ();
  render_view_summary (tasks, took_us);
}

const RenderView render_view_terminal = {
  .said = terminal_said,
  .warned = terminal_warned,
  .changed = terminal_changed,
  .tick = terminal_tick,
  .end = terminal_end,
};
