/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* GLib's locks as ThreadSanitizer can see them. The GLib of a distribution is not built
 * with it, and GMutex and GCond are futexes: to the sanitizer all that they order is a
 * race. Linked into a program whose symbols are exported, these stand before GLib's for
 * GStreamer and the plugin too, tell the sanitizer, and call GLib's own. GRecMutex and
 * GRWLock are pthread's, which it knows. References are counted by atomic numbers in
 * GLib's code: each one orders what was done before it and what comes after.
 *
 * Not seen: what GLib and GStreamer call inside themselves. */
#include <dlfcn.h>
#include <glib-object.h>
#include <gst/gst.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);
void __tsan_mutex_destroy (void *address, unsigned flags);
void __tsan_mutex_pre_lock (void *address, unsigned flags);
void __tsan_mutex_post_lock (void *address, unsigned flags, int recursion);
int __tsan_mutex_pre_unlock (void *address, unsigned flags);
void __tsan_mutex_post_unlock (void *address, unsigned flags);

#define TRY_LOCK (1u << 4)
#define TRY_LOCK_FAILED (1u << 5)

#define SHOWN __attribute__ ((visibility ("default")))

/* GLib's own function of this name, of the type of ours. */
#define REAL(name) \
  static __typeof__ (&name) real; \
  if (!__atomic_load_n (&real, __ATOMIC_RELAXED)) \
    __atomic_store_n (&real, (__typeof__ (&name)) (gsize) dlsym (RTLD_NEXT, #name), __ATOMIC_RELAXED)

SHOWN void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock);
  __tsan_mutex_pre_lock (mutex, 0);
  real (mutex);
  __tsan_mutex_post_lock (mutex, 0, 0);
}

SHOWN gboolean
g_mutex_trylock (GMutex *mutex)
{
  REAL (g_mutex_trylock);
  gboolean taken;

  __tsan_mutex_pre_lock (mutex, TRY_LOCK);
  taken = real (mutex);
  __tsan_mutex_post_lock (mutex, taken ? TRY_LOCK : TRY_LOCK | TRY_LOCK_FAILED, 0);
  return taken;
}

SHOWN void
g_mutex_unlock (GMutex *mutex)
{
  REAL (g_mutex_unlock);
  __tsan_mutex_pre_unlock (mutex, 0);
  real (mutex);
  __tsan_mutex_post_unlock (mutex, 0);
}

SHOWN void
g_mutex_clear (GMutex *mutex)
{
  REAL (g_mutex_clear);
  __tsan_mutex_destroy (mutex, 0);
  real (mutex);
}

/* While one waits the lock is not held. */
static void
let_go (GMutex *mutex)
{
  __tsan_mutex_pre_unlock (mutex, 0);
  __tsan_mutex_post_unlock (mutex, 0);
}

static void
take_again (GMutex *mutex)
{
  __tsan_mutex_pre_lock (mutex, 0);
  __tsan_mutex_post_lock (mutex, 0, 0);
}

SHOWN void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  REAL (g_cond_wait);
  let_go (mutex);
  real (cond, mutex);
  take_again (mutex);
}

SHOWN gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  REAL (g_cond_wait_until);
  gboolean signalled;

  let_go (mutex);
  signalled = real (cond, mutex, end_time);
  take_again (mutex);
  return signalled;
}

#undef g_once_init_enter
#undef g_once_init_leave

SHOWN gboolean
g_once_init_enter (volatile void *location)
{
  REAL (g_once_init_enter);
  gboolean first = real (location);

  __tsan_acquire ((void *) location);
  return first;
}

SHOWN void
g_once_init_leave (volatile void *location, gsize result)
{
  REAL (g_once_init_leave);
  __tsan_release ((void *) location);
  real (location, result);
}

SHOWN gpointer
g_once_impl (GOnce *once, GThreadFunc func, gpointer data)
{
  REAL (g_once_impl);
  gpointer result = real (once, func, data);

  __tsan_release (once);
  __tsan_acquire (once);
  return result;
}

static void
pass_on (volatile void *counted_number)
{
  void *counted = (void *) counted_number;

  __tsan_release (counted);
  __tsan_acquire (counted);
}

#undef g_object_ref
#undef g_atomic_rc_box_acquire
SHOWN gpointer
g_object_ref (gpointer object)
{
  REAL (g_object_ref);
  pass_on (object);
  return real (object);
}

SHOWN void
g_object_unref (gpointer object)
{
  REAL (g_object_unref);
  pass_on (object);
  real (object);
}

SHOWN GstMiniObject *
gst_mini_object_ref (GstMiniObject *object)
{
  REAL (gst_mini_object_ref);
  pass_on (object);
  return real (object);
}

SHOWN void
gst_mini_object_unref (GstMiniObject *object)
{
  REAL (gst_mini_object_unref);
  pass_on (object);
  real (object);
}

#define COUNTED(type, ref, unref) \
  SHOWN type * \
  ref (type *counted) \
  { \
    REAL (ref); \
    pass_on ((void *) counted); \
    return real (counted); \
  } \
  SHOWN void \
  unref (type *counted) \
  { \
    REAL (unref); \
    pass_on ((void *) counted); \
    real (counted); \
  }

COUNTED (GBytes, g_bytes_ref, g_bytes_unref)
COUNTED (GArray, g_array_ref, g_array_unref)
COUNTED (GPtrArray, g_ptr_array_ref, g_ptr_array_unref)
COUNTED (GHashTable, g_hash_table_ref, g_hash_table_unref)

SHOWN void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  REAL (g_async_queue_push);
  __tsan_release (queue);
  real (queue, data);
}

SHOWN gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  REAL (g_async_queue_pop);
  gpointer data = real (queue);

  __tsan_acquire (queue);
  return data;
}

SHOWN gpointer
g_atomic_rc_box_acquire (gpointer counted)
{
  REAL (g_atomic_rc_box_acquire);
  pass_on (counted);
  return real (counted);
}

SHOWN void
g_atomic_rc_box_release_full (gpointer counted, GDestroyNotify clear)
{
  REAL (g_atomic_rc_box_release_full);
  pass_on (counted);
  real (counted, clear);
}

#undef g_atomic_ref_count_inc
#undef g_atomic_ref_count_dec

SHOWN void
g_atomic_ref_count_inc (gatomicrefcount *count)
{
  REAL (g_atomic_ref_count_inc);
  pass_on (count);
  real (count);
}

SHOWN gboolean
g_atomic_ref_count_dec (gatomicrefcount *count)
{
  REAL (g_atomic_ref_count_dec);
  pass_on (count);
  return real (count);
}
