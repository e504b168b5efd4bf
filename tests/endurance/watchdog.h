/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

/* Aborts a program that hangs, and says at what: a step that takes longer than this, on
 * any machine, never ends. Nothing is judged by how fast it is. */
#define WATCHDOG_PATIENCE (120 * G_TIME_SPAN_SECOND)

typedef struct {
  GMutex lock;
  GCond moved;
  guint64 n_steps;
  char step[128];
  gboolean done;
  GThread *thread;
} Watchdog;

static gpointer
watchdog_watch (gpointer data)
{
  Watchdog *dog = data;
  guint64 seen = 0;
  gint64 end = g_get_monotonic_time () + WATCHDOG_PATIENCE;

  g_mutex_lock (&dog->lock);
  while (!dog->done) {
    gboolean woken = g_cond_wait_until (&dog->moved, &dog->lock, end);
    if (!woken && seen == dog->n_steps)
      g_error ("hangs at step %" G_GUINT64_FORMAT ": %s", dog->n_steps, dog->step);
    if (!woken)
      end = g_get_monotonic_time () + WATCHDOG_PATIENCE;
    if (!woken)
      seen = dog->n_steps;
  }
  g_mutex_unlock (&dog->lock);
  return NULL;
}

static inline void
watchdog_start (Watchdog *dog)
{
  g_mutex_init (&dog->lock);
  g_cond_init (&dog->moved);
  dog->thread = g_thread_new ("watchdog", watchdog_watch, dog);
}

/* A step begins. From one thread. */
static inline void
watchdog_step (Watchdog *dog, const char *step)
{
  g_mutex_lock (&dog->lock);
  dog->n_steps++;
  g_strlcpy (dog->step, step, sizeof dog->step);
  g_mutex_unlock (&dog->lock);
}

static inline void
watchdog_stop (Watchdog *dog)
{
  g_mutex_lock (&dog->lock);
  dog->done = TRUE;
  g_cond_signal (&dog->moved);
  g_mutex_unlock (&dog->lock);
  g_thread_join (dog->thread);
  g_cond_clear (&dog->moved);
  g_mutex_clear (&dog->lock);
}
