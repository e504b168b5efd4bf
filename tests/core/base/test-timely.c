/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Work that ends in time, and work that is left. No clock decides: what must be late waits for the test. */
#include "core/base/timely.h"

typedef struct {
  GMutex lock;
  GCond changed;
  gboolean may_end, was_run, was_freed;
} Work;

static void
work_init (Work *work, gboolean may_end)
{
  *work = (Work) { .may_end = may_end };
  g_mutex_init (&work->lock);
  g_cond_init (&work->changed);
}

static void
run (gpointer data)
{
  Work *work = data;

  g_mutex_lock (&work->lock);
  while (!work->may_end)
    g_cond_wait (&work->changed, &work->lock);
  work->was_run = TRUE;
  g_mutex_unlock (&work->lock);
}

static void
free_work (gpointer data)
{
  Work *work = data;

  g_mutex_lock (&work->lock);
  work->was_freed = TRUE;
  g_cond_broadcast (&work->changed);
  g_mutex_unlock (&work->lock);
}

static void
test_in_time (void)
{
  Work work;

  work_init (&work, TRUE);
  g_assert_true (tlm_timely_run (run, &work, free_work, 600000));
  g_assert_true (work.was_run);
  g_assert_false (work.was_freed);
}

/* Whoever waits goes on, and the work frees what it had when it ends. */
static void
test_left (void)
{
  Work work;

  work_init (&work, FALSE);
  g_assert_false (tlm_timely_run (run, &work, free_work, 10));
  g_mutex_lock (&work.lock);
  g_assert_false (work.was_run || work.was_freed);
  work.may_end = TRUE;
  g_cond_broadcast (&work.changed);
  while (!work.was_freed)
    g_cond_wait (&work.changed, &work.lock);
  g_assert_true (work.was_run);
  g_mutex_unlock (&work.lock);
}

static void
test_no_time (void)
{
  Work work;

  work_init (&work, TRUE);
  g_assert_false (tlm_timely_run (run, &work, free_work, 0));
  g_assert_false (work.was_run);
  g_assert_true (work.was_freed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timely/in-time", test_in_time);
  g_test_add_func ("/timely/left", test_left);
  g_test_add_func ("/timely/no-time", test_no_time);
  return g_test_run ();
}
