/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/event-index.h"

#include <string.h>

/* Those of one name and vehicle that one source says with one certainty. */
typedef struct {
  char *source;
  TlmConfidence confidence;
  GPtrArray *events;           /* TlmEvent *, in order of time */
} Kind;

struct _TlmEventIndex {
  GHashTable *kinds;           /* name and vehicle → GPtrArray of Kind */
  guint64 n_looked_at;
};

static void
kind_free (gpointer data)
{
  Kind *kind = data;

  g_free (kind->source);
  g_ptr_array_unref (kind->events);
  g_free (kind);
}

TlmEventIndex *
tlm_event_index_new (void)
{
  TlmEventIndex *index = g_new0 (TlmEventIndex, 1);

  index->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
      (GDestroyNotify) g_ptr_array_unref);
  return index;
}

void
tlm_event_index_free (TlmEventIndex *index)
{
  if (!index)
    return;
  g_hash_table_unref (index->kinds);
  g_free (index);
}

void
tlm_event_index_clear (TlmEventIndex *index)
{
  g_return_if_fail (index != NULL);
  g_hash_table_remove_all (index->kinds);
}

/* No line break stands in an identifier; one of all vehicles is none of the vehicle "". */
static char *
key_of (const TlmEvent *event)
{
  return event->vehicle ? g_strconcat (event->id, "\n", event->vehicle, NULL) : g_strdup (event->id);
}

static GPtrArray *
kinds_of (const TlmEventIndex *index, const TlmEvent *event)
{
  g_autofree char *key = key_of (event);

  return g_hash_table_lookup (index->kinds, key);
}

static gboolean
is_of_kind (const Kind *kind, const TlmEvent *event)
{
  return kind->confidence == event->confidence && g_strcmp0 (kind->source, event->source) == 0;
}

static Kind *
find_kind (const GPtrArray *kinds, const TlmEvent *event)
{
  for (guint i = 0; i < kinds->len; i++)
    if (is_of_kind (kinds->pdata[i], event))
      return kinds->pdata[i];
  return NULL;
}

void
tlm_event_index_add (TlmEventIndex *index, TlmEvent *event)
{
  GPtrArray *kinds;
  Kind *kind;

  g_return_if_fail (index != NULL && event != NULL);
  kinds = kinds_of (index, event);
  if (!kinds) {
    kinds = g_ptr_array_new_with_free_func (kind_free);
    g_hash_table_insert (index->kinds, key_of (event), kinds);
  }
  kind = find_kind (kinds, event);
  if (!kind) {
    kind = g_new0 (Kind, 1);
    kind->source = g_strdup (event->source);
    kind->confidence = event->confidence;
    kind->events = g_ptr_array_new ();
    g_ptr_array_add (kinds, kind);
  }
  tlm_events_insert (kind->events, event);
}

void
tlm_event_index_remove (TlmEventIndex *index, const TlmEvent *event)
{
  GPtrArray *kinds;
  Kind *kind;

  g_return_if_fail (index != NULL && event != NULL);
  kinds = kinds_of (index, event);
  kind = kinds ? find_kind (kinds, event) : NULL;
  if (!kind || !tlm_events_remove (kind->events, event) || kind->events->len > 0)
    return;
  g_ptr_array_remove (kinds, kind);
  if (kinds->len == 0) {
    g_autofree char *key = key_of (event);
    g_hash_table_remove (index->kinds, key);
  }
}

static gboolean
is_instant_news (const TlmEvent *other, const TlmEvent *event)
{
  return other->under_way && other->confidence == TLM_CONFIDENCE_GIVEN && !event->under_way;
}

/* The first of KIND that rivals EVENT: of its own kind, one of its time. */
static TlmEvent *
first_rival (const Kind *kind, const TlmEvent *event, guint64 *n_looked_at)
{
  gboolean own = is_of_kind (kind, event);
  guint i = own && event->time_ns > G_MININT64 ? tlm_events_until (kind->events, event->time_ns - 1) : 0;

  for (; i < kind->events->len; i++) {
    TlmEvent *other = kind->events->pdata[i];
    ++*n_looked_at;
    if (own && other->time_ns != event->time_ns)
      return NULL;
    if (!is_instant_news (other, event))
      return other;
  }
  return NULL;
}

TlmEvent *
tlm_event_index_rival (TlmEventIndex *index, const TlmEvent *event)
{
  const GPtrArray *kinds;
  TlmEvent *first = NULL;

  g_return_val_if_fail (index != NULL && event != NULL, NULL);
  kinds = kinds_of (index, event);
  for (guint i = 0; kinds && i < kinds->len; i++) {
    TlmEvent *rival = first_rival (kinds->pdata[i], event, &index->n_looked_at);
    if (rival && (!first || rival->time_ns < first->time_ns))
      first = rival;
  }
  return first;
}

guint64
tlm_event_index_n_looked_at (const TlmEventIndex *index)
{
  return index->n_looked_at;
}

guint
tlm_events_until (const GPtrArray *events, gint64 time_ns)
{
  guint low = 0, high = events->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (((const TlmEvent *) events->pdata[middle])->time_ns <= time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void
tlm_events_insert (GPtrArray *events, TlmEvent *event)
{
  g_ptr_array_insert (events, (gint) tlm_events_until (events, event->time_ns), event);
}

gboolean
tlm_events_remove (GPtrArray *events, const TlmEvent *event)
{
  for (guint i = tlm_events_until (events, event->time_ns); i-- > 0;) {
    const TlmEvent *other = events->pdata[i];
    if (other == event) {
      g_ptr_array_remove_index (events, i);
      return TRUE;
    }
    if (other->time_ns != event->time_ns)
      break;
  }
  return FALSE;
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  const TlmEvent *x = *(TlmEvent *const *) a, *y = *(TlmEvent *const *) b;

  return (x->time_ns > y->time_ns) - (x->time_ns < y->time_ns);
}

void
tlm_events_move (GPtrArray *events, gint64 offset_ns)
{
  for (guint i = 0; i < events->len; i++) {
    TlmEvent *event = events->pdata[i];
    events->pdata[i] = tlm_event_moved (event, offset_ns, event->vehicle);
    tlm_event_unref (event);
  }
}

void
tlm_events_sort (GPtrArray *events)
{
  g_ptr_array_sort (events, by_time);
}
