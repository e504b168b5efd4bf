/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A line for each clip that runs and one for all, drawn over again. */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "batch/view.h"
#include "core/base/print-safe.h"

static guint drawn;          /* lines that stand below what is there to stay */

#define NAME_COLUMNS 24

/* How large the terminal is, which may change; as of old where it does not say. */
static struct winsize
terminal_size (void)
{
  struct winsize size = { 0 };

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    size = (struct winsize) { .ws_col = 80, .ws_row = 24 };
  return size;
}

/* A line that breaks, or scrolls what is above away, could not be drawn over: it is cut, or left out. */
static void
draw_line (const char *text, const struct winsize *size)
{
  g_autofree char *cut = render_view_cut (text, MAX (size->ws_col, 2) - 1u);

  if (drawn + 1u >= size->ws_row)
    return;
  printf ("%s\n", cut);
  drawn++;
}

static void
wipe (void)
{
  if (drawn > 0)
    printf ("\033[%uA\033[J", drawn);
  drawn = 0;
}

static void
draw_total (const GPtrArray *tasks, const struct winsize *size)
{
  g_autofree char *line = NULL;
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
  line = g_strdup_printf ("%3.0f %% of %u clips: %u done, %u up to date, %u failed, %u to come", 100 * part / tasks->len, tasks->len,
      counts[RENDER_TASK_DONE], counts[RENDER_TASK_SKIPPED], counts[RENDER_TASK_FAILED], counts[RENDER_TASK_WAITING]);
  draw_line (line, size);
}

static void
draw_task (const RenderTask *task, const struct winsize *size)
{
  g_autofree char *name = render_task_name (task), *progress = render_view_progress (task);
  g_autofree char *encoder = tlm_print_safe (task->encoder ? task->encoder : "");
  g_autoptr (GString) line = g_string_new (NULL);

  render_view_put (line, name, NAME_COLUMNS);
  g_string_append_printf (line, " %s  %s", *progress ? progress : "begins", encoder);
  draw_line (line->str, size);
}

/* The total has its line first, so that it is there where not all clips have theirs. */
static void
draw (const GPtrArray *tasks)
{
  struct winsize size = terminal_size ();

  if (tasks->len > 1)
    draw_total (tasks, &size);
  for (guint i = 0; i < tasks->len; i++)
    if (((const RenderTask *) tasks->pdata[i])->state == RENDER_TASK_RUNNING)
      draw_task (tasks->pdata[i], &size);
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
  g_autoptr (GString) line = g_string_new (NULL);

  if (task->state == RENDER_TASK_RUNNING || task->begun_us == 0)
    return;
  wipe ();
  render_view_put (line, name, NAME_COLUMNS);
  printf ("%s %s\n", line->str, render_task_state_name (task->state));
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
