/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Locks that are taken in the wrong order abort; those in the right one are locks. */
#include "elements/settings/ranked-lock.h"

typedef struct {
  GstTelemetryLock settings, queue, receiver;
  GstObject *object;
} Locks;

static void
set_up (Locks *locks, gconstpointer data)
{
  gst_telemetry_lock_init (&locks->settings, GST_TELEMETRY_RANK_SETTINGS, "the first");
  gst_telemetry_lock_init (&locks->queue, GST_TELEMETRY_RANK_QUEUE, "the second");
  gst_telemetry_lock_init (&locks->receiver, GST_TELEMETRY_RANK_RECEIVER, "the third");
  locks->object = GST_OBJECT (gst_object_ref_sink (gst_bin_new (NULL)));
}

static void
tear_down (Locks *locks, gconstpointer data)
{
  gst_telemetry_lock_clear (&locks->settings);
  gst_telemetry_lock_clear (&locks->queue);
  gst_telemetry_lock_clear (&locks->receiver);
  gst_object_unref (locks->object);
}

static void
test_right_order (Locks *locks, gconstpointer data)
{
  gst_telemetry_lock_none_held ();
  gst_telemetry_lock (&locks->settings);
  gst_telemetry_lock (&locks->queue);
  gst_telemetry_lock (&locks->receiver);
  gst_telemetry_object_lock (locks->object);
  gst_telemetry_object_unlock (locks->object);
  /* Given back in any order. */
  gst_telemetry_unlock (&locks->queue);
  gst_telemetry_unlock (&locks->settings);
  gst_telemetry_unlock (&locks->receiver);
  gst_telemetry_lock (&locks->settings);
  gst_telemetry_unlock (&locks->settings);
  gst_telemetry_lock_none_held ();
}

/* Each runs in a process of its own and must not come to its end. */

static void
lock_backwards (Locks *locks)
{
  gst_telemetry_lock (&locks->queue);
  gst_telemetry_lock (&locks->settings);
}

static void
lock_twice (Locks *locks)
{
  gst_telemetry_lock (&locks->queue);
  gst_telemetry_lock (&locks->queue);
}

static void
lock_under_object (Locks *locks)
{
  gst_telemetry_object_lock (locks->object);
  gst_telemetry_lock (&locks->receiver);
}

static void
unlock_unheld (Locks *locks)
{
  gst_telemetry_unlock (&locks->queue);
}

static void
wait_with_two (Locks *locks)
{
  GCond cond;

  g_cond_init (&cond);
  gst_telemetry_lock (&locks->settings);
  gst_telemetry_lock (&locks->queue);
  gst_telemetry_lock_wait_until (&locks->queue, &cond, 0);
}

static void
call_out (Locks *locks)
{
  gst_telemetry_object_lock (locks->object);
  gst_telemetry_lock_none_held ();
}

static const struct {
  const char *name, *says;
  void (*run) (Locks *locks);
} wrongs[] = {
  { "backwards", "*the first is to be taken while the second is held*", lock_backwards },
  { "twice", "*the second is to be taken while the second is held*", lock_twice },
  { "under-object", "*the third is to be taken while the object lock is held*", lock_under_object },
  { "unheld", "*the second is given back and was not held*", unlock_unheld },
  { "wait-with-two", "*who waits with the second holds*", wait_with_two },
  { "call-out", "*somebody is called while the object lock is held*", call_out },
};

static void
test_wrong (Locks *locks, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  if (!GST_TELEMETRY_LOCKS_ARE_CHECKED) {
    g_test_skip ("the build has no checks");
    return;
  }
  if (g_test_subprocess ()) {
    wrongs[i].run (locks);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr (wrongs[i].says);
}

/* Waiting */

typedef struct {
  GstTelemetryLock *lock;
  GCond moved;
  gboolean done;
} Wait;

static gpointer
move (gpointer data)
{
  Wait *wait = data;

  gst_telemetry_lock (wait->lock);
  wait->done = TRUE;
  g_cond_signal (&wait->moved);
  gst_telemetry_unlock (wait->lock);
  return NULL;
}

/* The lock is free meanwhile, and held again afterwards. */
static void
test_wait (Locks *locks, gconstpointer data)
{
  Wait wait = { .lock = &locks->queue };
  GThread *thread;

  g_cond_init (&wait.moved);
  gst_telemetry_lock (&locks->queue);
  thread = g_thread_new ("mover", move, &wait);
  while (!wait.done)
    g_assert_true (gst_telemetry_lock_wait_until (&locks->queue, &wait.moved, G_MAXINT64));
  g_assert_false (gst_telemetry_lock_wait_until (&locks->queue, &wait.moved, 0));
  gst_telemetry_unlock (&locks->queue);
  gst_telemetry_lock_none_held ();
  g_thread_join (thread);
  g_cond_clear (&wait.moved);
}

int
main (int argc, char **argv)
{
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ranked-lock/right-order", Locks, NULL, set_up, test_right_order, tear_down);
  g_test_add ("/ranked-lock/wait", Locks, NULL, set_up, test_wait, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++) {
    g_autofree char *path = g_strdup_printf ("/ranked-lock/wrong/%s", wrongs[i].name);
    g_test_add (path, Locks, GSIZE_TO_POINTER (i), set_up, test_wrong, tear_down);
  }
  return g_test_run ();
}
