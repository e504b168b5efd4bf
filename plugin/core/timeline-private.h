/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline.h"

G_BEGIN_DECLS

/* A vehicle as the timeline keeps it. */
typedef struct {
  char *name;
  char *label;               /* or NULL */
  GPtrArray *channels;       /* by channel identifier: GPtrArray of TlmTrack *, first = priority, or NULL */
  GPtrArray *texts;          /* TlmTextTrack * */
  TlmEphemeris *ephemeris;   /* or NULL */
  GPtrArray *events;         /* TlmEvent *: its own and those of all, in order of time */
} TlmTimelineVehicle;

typedef struct {
  char *name;
  TlmQuantity quantity;
} TlmTimelineChannel;

struct _TlmTimeline {
  gatomicrefcount references;
  TlmInstant epoch;
  TlmClock clock;
  gboolean has_clock;        /* a source has settled it */
  TlmAgeLimits limits;
  GPtrArray *vehicles;       /* TlmTimelineVehicle * */
  GArray *channels;          /* TlmTimelineChannel, standard ones first */
  GHashTable *channel_ids;   /* name → identifier + 1 */
  GPtrArray *events;         /* TlmEvent *, in order of time */
};

/* The vehicle of this index. */
static inline TlmTimelineVehicle *
tlm_timeline_get_vehicle (const TlmTimeline *timeline, guint index)
{
  return index < timeline->vehicles->len ? timeline->vehicles->pdata[index] : NULL;
}

/* The identifier of this channel, made when it is new. */
guint tlm_timeline_intern_channel (TlmTimeline *timeline, const char *name, TlmQuantity quantity);

/* The vehicle of this name, made when it is new. */
TlmTimelineVehicle *tlm_timeline_intern_vehicle (TlmTimeline *timeline, const char *name);

/* Stores what to add to LOG's times so that they are on the timeline's clock;
 * the first log settles which clock that is. */
gboolean tlm_timeline_settle_clock (TlmTimeline *timeline, const TlmLog *log, gint64 *offset_ns,
    GError **error);

/* Makes each vehicle's own list of events anew. */
void tlm_timeline_share_events (TlmTimeline *timeline);

/* Last event at or before T, the one before it and the next one, as references
 * the caller owns. A nominal one never counts as passed; once one is overdue,
 * no other nominal one is the next. */
TlmPhaseState tlm_timeline_phase_at (const GPtrArray *events, gint64 time_ns);

G_END_DECLS
