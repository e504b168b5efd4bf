/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/timely.h"

typedef struct {
  GMutex lock;
  GCond changed;
  gboolean is_done, is_left;    /* by the work, by whoever waits: the later one frees */
  TlmTimelyWork work;
  gpointer data;
  GDestroyNotify free_data;
} Job;

static void
job_free (Job *job)
{
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->changed);
  g_free (job);
}

static gpointer
run (gpointer data)
{
  Job *job = data;
  gboolean is_left;

  job->work (job->data);
  g_mutex_lock (&job->lock);
  job->is_done = TRUE;
  is_left = job->is_left;
  g_cond_signal (&job->changed);
  g_mutex_unlock (&job->lock);
  if (is_left) {
    job->free_data (job->data);
    job_free (job);
  }
  return NULL;
}

static gboolean
wait (Job *job, guint64 ms)
{
  gint64 until = g_get_monotonic_time () + (gint64) MIN (ms, G_MAXINT32) * 1000;
  gboolean is_done;

  g_mutex_lock (&job->lock);
  while (!job->is_done && g_cond_wait_until (&job->changed, &job->lock, until));
  is_done = job->is_done;
  job->is_left = !is_done;
  g_mutex_unlock (&job->lock);
  return is_done;
}

gboolean
tlm_timely_run (TlmTimelyWork work, gpointer data, GDestroyNotify free_data, guint64 ms)
{
  GThread *thread;
  Job *job;

  g_return_val_if_fail (work != NULL && free_data != NULL, FALSE);
  if (ms == 0) {
    free_data (data);
    return FALSE;
  }
  job = g_new0 (Job, 1);
  *job = (Job) { .work = work, .data = data, .free_data = free_data };
  g_mutex_init (&job->lock);
  g_cond_init (&job->changed);
  thread = g_thread_try_new ("telemetry-timely", run, job, NULL);
  if (!thread) {
    free_data (data);
    job_free (job);
    return FALSE;
  }
  if (!wait (job, ms)) {
    g_thread_unref (thread);
    return FALSE;
  }
  g_thread_join (thread);
  job_free (job);
  return TRUE;
}
