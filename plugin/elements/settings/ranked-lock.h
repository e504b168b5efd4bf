/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* The one order in which the locks of all elements are taken. A thread that holds
 * one takes only those further down:
 *
 *   SETTINGS   what the properties of an overlay say (overlay-private.h)
 *   QUEUE      the timeline that grows, and the queue before it (telemetry-queue.c); held
 *              while a frame's numbers are looked up
 *   RECEIVER   the decoder of a telemetry pad (receiver.c)
 *   OBJECT     GST_OBJECT_LOCK of any element, by gst_telemetry_object_lock(), last
 *              of all: nothing is called under it but what reads and writes fields
 *
 * GStreamer's own locks come before all of these (a pad's stream lock, an element's
 * state lock): with one of ours held nobody pushes, queries, posts a message, notifies
 * or loads a file, since whoever is called may ask any element anything, in this
 * thread too. Getters copy what they need and hold one lock at a time.
 *
 * A debug build aborts with the names of both locks when this order is broken, and
 * when somebody calls out with one held; with NDEBUG or G_DISABLE_ASSERT defined a
 * lock is its GMutex and nothing is looked at. */
typedef enum {
  GST_TELEMETRY_RANK_SETTINGS = 1,
  GST_TELEMETRY_RANK_QUEUE,
  GST_TELEMETRY_RANK_RECEIVER,
  GST_TELEMETRY_RANK_OBJECT
} GstTelemetryRank;

#if defined (NDEBUG) || defined (G_DISABLE_ASSERT)
#define GST_TELEMETRY_LOCKS_ARE_CHECKED 0
#else
#define GST_TELEMETRY_LOCKS_ARE_CHECKED 1
#endif

/* The fields belong to the functions below. */
typedef struct {
  GMutex mutex;
  GstTelemetryRank rank;
  const char *name;
} GstTelemetryLock;

/* NAME is static: what the lock is called when the order is broken. To be cleared. */
void gst_telemetry_lock_init (GstTelemetryLock *lock, GstTelemetryRank rank, const char *name);

/* Of a lock that nobody holds. */
void gst_telemetry_lock_clear (GstTelemetryLock *lock);

/* Aborts when this thread holds a lock of the same rank or a later one. */
void gst_telemetry_lock (GstTelemetryLock *lock);

/* By the thread that holds it; in any order. */
void gst_telemetry_unlock (GstTelemetryLock *lock);

/* As g_cond_wait_until(); LOCK is held, and no other, which nobody could take
 * meanwhile. */
gboolean gst_telemetry_lock_wait_until (GstTelemetryLock *lock, GCond *cond, gint64 end_time_us);

/* GST_OBJECT_LOCK of a GstObject, last of all. */
void gst_telemetry_object_lock (gpointer object);

/* GST_OBJECT_UNLOCK of it. */
void gst_telemetry_object_unlock (gpointer object);

/* Where something is called that may call back: aborts when this thread holds a lock. */
void gst_telemetry_lock_none_held (void);

G_END_DECLS
