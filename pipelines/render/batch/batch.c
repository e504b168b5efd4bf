/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "batch/batch.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "batch/parts.h"
#include "batch/process.h"
#include "record/fingerprint.h"
#include "record/record.h"

#define TICK_MS 250
#define CORES_A_JOB 4
#define MEMORY_A_JOB ((guint64) 1 << 30)

typedef struct {
  RenderBatch asked;
  guint running;
  gboolean interrupted;
  GPtrArray *children;       /* Child * that run */
  GMainLoop *loop;
} Batch;

/* The process of one task. */
typedef struct {
  Batch *batch;
  RenderTask *task;
  RenderOrder order;         /* what it does of the task */
  GSubprocess *process;
  GDataInputStream *lines;
} Child;

guint
render_batch_default_jobs (void)
{
  guint64 cores = g_get_num_processors ();
  guint64 pages = (guint64) MAX (sysconf (_SC_AVPHYS_PAGES), 0), page = (guint64) MAX (sysconf (_SC_PAGESIZE), 0);

  return (guint) CLAMP (MIN (cores / CORES_A_JOB, pages * page / MEMORY_A_JOB), 1, 64);
}

static void start_next (Batch *batch);

static void
set_state (Batch *batch, RenderTask *task, RenderTaskState state)
{
  if (task->state == state)
    return;
  task->state = state;
  if (state == RENDER_TASK_RUNNING)
    task->begun_us = g_get_monotonic_time ();
  else
    task->ended_us = g_get_monotonic_time ();
  if (batch->asked.view->changed)
    batch->asked.view->changed (batch->asked.tasks, task);
}

static char *
why_it_ended (GSubprocess *process)
{
  if (g_subprocess_get_if_signaled (process))
    return g_strdup_printf ("its process crashed (signal %d)", g_subprocess_get_term_sig (process));
  return g_strdup_printf ("its process ended with status %d and said nothing", g_subprocess_get_exit_status (process));
}

/* TEXT may be NULL; it is taken. */
static void
warn (Batch *batch, RenderTask *task, char *text)
{
  if (!text)
    return;
  g_ptr_array_add (task->warnings, text);
  if (batch->asked.view->warned)
    batch->asked.view->warned (batch->asked.tasks, task, text);
}

static void
settle_whole (Child *child, gboolean fine)
{
  Batch *batch = child->batch;
  RenderTask *task = child->task;

  if (fine) {
    warn (batch, task, render_record_write (task->job, &task->record, batch->asked.hashes));
    render_parts_end (task, FALSE);
    set_state (batch, task, RENDER_TASK_DONE);
    return;
  }
  render_task_clean (task);
  render_parts_end (task, batch->interrupted);
  set_state (batch, task, batch->interrupted ? RENDER_TASK_CANCELLED : RENDER_TASK_FAILED);
}

/* One segment that is not to be is none of the others' to wait for. */
static void
stop_others (const Batch *batch, const RenderTask *task)
{
  for (guint i = 0; i < batch->children->len; i++) {
    const Child *child = batch->children->pdata[i];
    if (child->task == task)
      g_subprocess_force_exit (child->process);
  }
}

static void
settle_part (Child *child, gboolean fine)
{
  Batch *batch = child->batch;
  RenderTask *task = child->task;

  switch (render_parts_ended (task, &child->order, fine && !batch->interrupted)) {
    case RENDER_PARTS_STOP:
      stop_others (batch, task);
      break;
    case RENDER_PARTS_FAILED:
      if (!batch->interrupted)
        render_task_clean (task);
      render_parts_end (task, batch->interrupted);
      set_state (batch, task, batch->interrupted ? RENDER_TASK_CANCELLED : RENDER_TASK_FAILED);
      break;
    case RENDER_PARTS_DONE:
      render_parts_end (task, TRUE);
      set_state (batch, task, RENDER_TASK_DONE);
      break;
    case RENDER_PARTS_WHOLE:
      warn (batch, task, render_parts_give_up (task));
      break;
    case RENDER_PARTS_GO_ON:
      break;
  }
}

static void
settle (Child *child)
{
  gboolean fine = g_subprocess_get_successful (child->process);
  RenderTask *task = child->task;

  if (!fine && !child->batch->interrupted && !task->failure && !(task->parts && task->parts->unsplit))
    task->failure = why_it_ended (child->process);
  if (render_step_is_part (child->order.step))
    settle_part (child, fine);
  else
    settle_whole (child, fine);
}

static void
child_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  Batch *batch = child->batch;

  g_subprocess_wait_finish (child->process, result, NULL);
  g_ptr_array_remove_fast (batch->children, child);
  settle (child);
  batch->running--;
  g_object_unref (child->lines);
  g_object_unref (child->process);
  g_free (child->order.made_of);
  g_free (child);
  start_next (batch);
}

static void
line_came (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (child->lines, result, NULL, NULL);
  const char *event;

  if (!line) {
    g_subprocess_wait_async (child->process, NULL, child_ended, child);
    return;
  }
  if (render_step_is_part (child->order.step))
    render_parts_translate (child->task, &child->order, &line);
  event = line ? render_task_take (child->task, line) : NULL;
  if (event && child->batch->asked.view->said)
    child->batch->asked.view->said (child->batch->asked.tasks, child->task, event, line);
  g_data_input_stream_read_line_async (child->lines, G_PRIORITY_DEFAULT, NULL, line_came, child);
}

/* What PROCESS waits for before it reads anything. */
static gboolean
send_job (GSubprocess *process, const RenderJob *job, GError **error)
{
  GOutputStream *in = g_subprocess_get_stdin_pipe (process);
  g_autofree char *text = render_job_to_text (job);

  return g_output_stream_write_all (in, text, strlen (text), NULL, NULL, error) && g_output_stream_close (in, NULL, error);
}

/* Of what is there before the first byte is read: a log that grows meanwhile is not what is shown. */
static void
note_sources (const Batch *batch, RenderTask *task)
{
  if (task->state == RENDER_TASK_WAITING)
    task->record.made_of = render_fingerprint (task->job, batch->asked.hashes, NULL);
  if (task->state == RENDER_TASK_WAITING && task->parts)
    render_parts_begin (task);
}

/* A process loads its libraries while we look at what it is going to read; but that of a segment is told what that is. */
static GSubprocess *
begin (Batch *batch, RenderTask *task, RenderOrder *order, GError **error)
{
  g_autoptr (GSubprocess) process = NULL;
  gboolean is_told = task->parts != NULL;

  if (is_told)
    note_sources (batch, task);
  *order = render_parts_next (task);
  process = render_process_start (order, error);
  if (!is_told)
    note_sources (batch, task);
  set_state (batch, task, RENDER_TASK_RUNNING);
  return process && send_job (process, task->job, error) ? g_steal_pointer (&process) : NULL;
}

static void
start (Batch *batch, RenderTask *task)
{
  g_autoptr (GError) error = NULL;
  Child *child = g_new0 (Child, 1);

  *child = (Child) { .batch = batch, .task = task };
  child->process = begin (batch, task, &child->order, &error);
  if (!child->process) {
    task->failure = task->failure ? task->failure : g_strdup (error->message);
    if (render_step_is_part (child->order.step))
      settle_part (child, FALSE);
    else
      settle_whole (child, FALSE);
    g_free (child->order.made_of);
    g_free (child);
    return;
  }
  child->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child->process));
  g_ptr_array_add (batch->children, child);
  batch->running++;
  g_data_input_stream_read_line_async (child->lines, G_PRIORITY_DEFAULT, NULL, line_came, child);
}

/* Nothing of it runs. */
static void
cancel (Batch *batch, RenderTask *task)
{
  task->due = RENDER_STEP_NONE;
  render_parts_end (task, TRUE);
  set_state (batch, task, RENDER_TASK_CANCELLED);
}

/* Whether something of TASK may be started now. */
static gboolean
is_due (const Batch *batch, const RenderTask *task)
{
  return task->due != RENDER_STEP_NONE && (task->state == RENDER_TASK_WAITING || task->state == RENDER_TASK_RUNNING) &&
      batch->running < batch->asked.most;
}

static void
start_next (Batch *batch)
{
  for (guint i = 0; i < batch->asked.tasks->len && batch->running < batch->asked.most; i++) {
    RenderTask *task = batch->asked.tasks->pdata[i];
    if (batch->interrupted && task->due != RENDER_STEP_NONE && (task->state == RENDER_TASK_WAITING ||
            (task->state == RENDER_TASK_RUNNING && !render_parts_run (task))))
      cancel (batch, task);
    while (!batch->interrupted && is_due (batch, task))
      start (batch, task);
  }
  if (batch->running == 0)
    g_main_loop_quit (batch->loop);
}

static gboolean
interrupt (gpointer data)
{
  Batch *batch = data;

  batch->interrupted = TRUE;
  for (guint i = 0; i < batch->children->len; i++)
    g_subprocess_force_exit (((Child *) batch->children->pdata[i])->process);
  return G_SOURCE_CONTINUE;
}

static gboolean
tick (gpointer data)
{
  Batch *batch = data;

  if (batch->asked.view->tick)
    batch->asked.view->tick (batch->asked.tasks);
  return G_SOURCE_CONTINUE;
}

static gboolean
start_first (gpointer data)
{
  Batch *batch = data;

  for (guint i = 0; batch->asked.view->changed && i < batch->asked.tasks->len; i++) {
    const RenderTask *task = batch->asked.tasks->pdata[i];
    if (task->state != RENDER_TASK_WAITING)
      batch->asked.view->changed (batch->asked.tasks, task);
  }
  start_next (batch);
  return G_SOURCE_REMOVE;
}

static int
status_of (const Batch *batch)
{
  if (batch->interrupted)
    return RENDER_INTERRUPTED;
  for (guint i = 0; i < batch->asked.tasks->len; i++)
    if (((const RenderTask *) batch->asked.tasks->pdata[i])->state == RENDER_TASK_FAILED ||
        ((const RenderTask *) batch->asked.tasks->pdata[i])->state == RENDER_TASK_STALE)
      return RENDER_FAILED;
  return RENDER_OK;
}

/* By whoever started this, as nohup does of SIGHUP. */
static gboolean
is_ignored (int number)
{
  struct sigaction before;

  return sigaction (number, NULL, &before) == 0 && before.sa_handler == SIG_IGN;
}

int
render_batch_run (const RenderBatch *asked)
{
  Batch batch = { .asked = *asked };
  gint64 begun = g_get_monotonic_time ();
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  guint sources[G_N_ELEMENTS (signals)], ticks;

  signal (SIGPIPE, SIG_IGN);
  batch.children = g_ptr_array_new ();
  batch.loop = g_main_loop_new (NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sources[i] = is_ignored (signals[i]) ? 0 : g_unix_signal_add (signals[i], interrupt, &batch);
  ticks = g_timeout_add (TICK_MS, tick, &batch);
  g_idle_add (start_first, &batch);
  g_main_loop_run (batch.loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != 0)
      g_source_remove (sources[i]);
  g_source_remove (ticks);
  if (asked->view->end)
    asked->view->end (asked->tasks, g_get_monotonic_time () - begun);
  g_main_loop_unref (batch.loop);
  g_ptr_array_unref (batch.children);
  return status_of (&batch);
}
