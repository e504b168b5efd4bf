/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/event.h"

G_BEGIN_DECLS

/* Events by what they are: finds the rival of a new one in a time that does not grow with their
 * number. Holds no references: whoever removes an event elsewhere removes it here first. Not
 * thread-safe. */
typedef struct _TlmEventIndex TlmEventIndex;

/* An empty one, the caller's. */
TlmEventIndex *tlm_event_index_new (void);

/* Takes NULL. */
void tlm_event_index_free (TlmEventIndex *index);

/* Forgets all. */
void tlm_event_index_clear (TlmEventIndex *index);

/* EVENT is not in it, or is; its name, vehicle, source, time and confidence stay as they are. */
void tlm_event_index_add (TlmEventIndex *index, TlmEvent *event);
void tlm_event_index_remove (TlmEventIndex *index, const TlmEvent *event);

/* The rival of EVENT, or NULL: the first of the same name and vehicle that is of another source or
 * certainty, or of the same time. A source may well name one phase twice (two coasts), and what it
 * says is under way has begun at an instant that another may know. */
TlmEvent *tlm_event_index_rival (TlmEventIndex *index, const TlmEvent *event);

/* How many events rival() has looked at so far: what finding them costs. */
guint64 tlm_event_index_n_looked_at (const TlmEventIndex *index);

/* Events in order of time, in an array: how many are at or before T. */
guint tlm_events_until (const GPtrArray *events, gint64 time_ns);

/* Puts EVENT behind those of its time; takes it out, FALSE where it is not there. */
void tlm_events_insert (GPtrArray *events, TlmEvent *event);
gboolean tlm_events_remove (GPtrArray *events, const TlmEvent *event);

/* Puts copies moved by OFFSET in the place of all, which hold a reference each. */
void tlm_events_move (GPtrArray *events, gint64 offset_ns);

/* Sorts by time; those of one time stay in their order. */
void tlm_events_sort (GPtrArray *events);

G_END_DECLS
