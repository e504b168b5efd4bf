/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/ranked-lock.h"

#if GST_TELEMETRY_LOCKS_ARE_CHECKED

/* Which locks this thread holds: bit RANK is set while names[RANK] is held. A
 * thread holds one of each rank at most, since equal ranks have no order. */
static _Thread_local guint held;
static _Thread_local const char *names[GST_TELEMETRY_RANK_OBJECT + 1];

static const char *
last_held (void)
{
  return held ? names[g_bit_nth_msf (held, -1)] : "nothing";
}

/* Comes before the lock is taken, so that a wrong order aborts even where it would
 * have ended well. */
static void
note_locked (GstTelemetryRank rank, const char *name)
{
  if (held >> rank)
    g_error ("lock order: %s is to be taken while %s is held", name, last_held ());
  held |= 1u << rank;
  names[rank] = name;
}

static void
note_unlocked (GstTelemetryRank rank, const char *name)
{
  if (!(held & 1u << rank) || names[rank] != name)
    g_error ("lock order: %s is given back and was not held", name);
  held &= ~(1u << rank);
}

static void
check_waits (GstTelemetryRank rank, const char *name)
{
  if (held != 1u << rank)
    g_error ("lock order: who waits with %s holds %s", name, last_held ());
}

static void
check_none_held (void)
{
  if (held)
    g_error ("lock order: somebody is called while %s is held", last_held ());
}

#else
#define note_locked(rank, name)
#define note_unlocked(rank, name)
#define check_waits(rank, name)
#define check_none_held()
#endif

void
gst_telemetry_lock_init (GstTelemetryLock *lock, GstTelemetryRank rank, const char *name)
{
  g_mutex_init (&lock->mutex);
  lock->rank = rank;
  lock->name = name;
}

void
gst_telemetry_lock_clear (GstTelemetryLock *lock)
{
  g_mutex_clear (&lock->mutex);
}

void
gst_telemetry_lock (GstTelemetryLock *lock)
{
  note_locked (lock->rank, lock->name);
  g_mutex_lock (&lock->mutex);
}

void
gst_telemetry_unlock (GstTelemetryLock *lock)
{
  note_unlocked (lock->rank, lock->name);
  g_mutex_unlock (&lock->mutex);
}

gboolean
gst_telemetry_lock_wait_until (GstTelemetryLock *lock, GCond *cond, gint64 end_time_us)
{
  check_waits (lock->rank, lock->name);
  return g_cond_wait_until (cond, &lock->mutex, end_time_us);
}

void
gst_telemetry_object_lock (gpointer object)
{
  note_locked (GST_TELEMETRY_RANK_OBJECT, "the object lock");
  GST_OBJECT_LOCK (object);
}

void
gst_telemetry_object_unlock (gpointer object)
{
  note_unlocked (GST_TELEMETRY_RANK_OBJECT, "the object lock");
  GST_OBJECT_UNLOCK (object);
}

void
gst_telemetry_lock_none_held (void)
{
  check_none_held ();
}
