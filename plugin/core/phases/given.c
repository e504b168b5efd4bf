/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/given.h"

#include "core/log/event-index.h"
#include "core/timeline/timeline-live.h"

struct _TlmGiven {
  GHashTable *spoken_of;     /* names that the profile has */
  GHashTable *seen;          /* name, and name with vehicle → kept ones of just that (GQueue *); NULL: none */
  GPtrArray *kept;           /* TlmEvent *, in order of time; owned */
  guint n;                   /* events of the timeline that were taken up … */
  guint64 changes;           /* … and its count of changes other than one more */
  guint64 n_looked_at;
};

static void
speak_of (TlmGiven *given, const char *id)
{
  if (id)
    g_hash_table_add (given->spoken_of, g_strdup (id));
}

static void
queue_free (gpointer queue)
{
  if (queue)
    g_queue_free (queue);
}

TlmGiven *
tlm_given_new (const TlmProfile *profile)
{
  TlmGiven *given;

  g_return_val_if_fail (profile != NULL, NULL);
  given = g_new0 (TlmGiven, 1);
  given->spoken_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  given->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, queue_free);
  given->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    speak_of (given, phase->id);
    speak_of (given, phase->end);
    for (char **after = phase->after; after && *after; after++)
      speak_of (given, *after);
    for (char **once = phase->once; once && *once; once++)
      speak_of (given, *once);
  }
  return given;
}

void
tlm_given_free (TlmGiven *given)
{
  if (!given)
    return;
  g_hash_table_unref (given->spoken_of);
  g_hash_table_unref (given->seen);
  g_ptr_array_unref (given->kept);
  g_free (given);
}

/* No name has a control character; one of all vehicles is none of the vehicle "". */
static char *
key_of (const char *id, const char *vehicle)
{
  return vehicle ? g_strconcat (id, "\x1f", vehicle, NULL) : g_strdup (id);
}

static GQueue *
alike (TlmGiven *given, const TlmEvent *event)
{
  char *key = key_of (event->id, event->vehicle);
  GQueue *queue = g_hash_table_lookup (given->seen, key);

  if (queue) {
    g_free (key);
    return queue;
  }
  queue = g_queue_new ();
  g_hash_table_insert (given->seen, key, queue);
  if (!g_hash_table_contains (given->seen, event->id))
    g_hash_table_insert (given->seen, g_strdup (event->id), NULL);
  return queue;
}

static void
take (TlmGiven *given, TlmEvent *event)
{
  GQueue *queue = alike (given, event);

  given->n_looked_at++;
  if (!g_hash_table_contains (given->spoken_of, event->id))
    return;
  tlm_events_insert (given->kept, tlm_event_ref (event));
  g_queue_push_tail (queue, event);
  if (g_queue_get_length (queue) > TLM_GIVEN_MOST_ALIKE)
    tlm_events_remove (given->kept, g_queue_pop_nth (queue, 1));
}

const GPtrArray *
tlm_given_update (TlmGiven *given, const TlmTimeline *timeline)
{
  const GPtrArray *all;
  guint64 changes;

  g_return_val_if_fail (given != NULL && timeline != NULL, NULL);
  all = tlm_timeline_given_events (timeline, &changes);
  if (changes != given->changes || all->len < given->n) {
    g_hash_table_remove_all (given->seen);
    g_ptr_array_set_size (given->kept, 0);
    given->n = 0;
    given->changes = changes;
  }
  for (; given->n < all->len; given->n++)
    take (given, all->pdata[given->n]);
  return given->kept;
}

gboolean
tlm_given_has (const TlmGiven *given, const char *id, const char *vehicle)
{
  g_autofree char *own = NULL;

  g_return_val_if_fail (given != NULL && id != NULL, FALSE);
  if (!vehicle)
    return g_hash_table_contains (given->seen, id);
  own = key_of (id, vehicle);
  return g_hash_table_lookup (given->seen, id) || g_hash_table_contains (given->seen, own);
}

guint64
tlm_given_n_looked_at (const TlmGiven *given)
{
  g_return_val_if_fail (given != NULL, 0);
  return given->n_looked_at;
}
