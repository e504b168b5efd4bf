/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "core/log/event-index.h"
#include "core/timeline/derived-context.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* What a vehicle's sources say, and what was planned. */
typedef enum {
  TLM_ACTUAL,
  TLM_PLANNED,
  TLM_N_PLANS
} TlmPlan;

/* A vehicle as the timeline keeps it. */
typedef struct {
  char *name;
  char *label;               /* or NULL */
  GPtrArray *channels;       /* by identifier: GPtrArray of TlmTrack *, first = priority; or NULL */
  GPtrArray *texts;          /* TlmTextTrack * */
  GArray *states[TLM_N_PLANS];   /* TlmStateSource, first = priority */
  TlmDerivedBasis basis[TLM_N_PLANS];
  GPtrArray *events;         /* TlmEvent *: its own and those of all, in order of time */
  GPtrArray *agenda;         /* … without those that were under way when first seen */
  GPtrArray *leading;        /* … without those that lead to no phase, and nominal ones */
  GArray *runs;              /* guint, for each of LEADING: the first of the given ones right before it
                              * that lead to the same phase, or itself */
} TlmTimelineVehicle;

/* A channel, and for delta.X what it is the difference of. */
typedef struct {
  char *name;
  TlmQuantity quantity;
  enum {
    TLM_CHANNEL_PLAIN,
    TLM_CHANNEL_PLANNED,     /* planned.BASE, BASE a standard channel */
    TLM_CHANNEL_DELTA        /* BASE - PLANNED */
  } kind;
  guint base, planned;
} TlmTimelineChannel;

struct _TlmTimeline {
  gatomicrefcount references;
  TlmInstant epoch;
  TlmClock clock;
  gboolean has_clock;        /* a source has settled it */
  TlmClockFit film;          /* of the first source that came in a film; n is 0: none did */
  TlmDerivedWorld world;     /* owns its EOP */
  guint64 revision;          /* counts what may change an answer */
  GPtrArray *vehicles;       /* TlmTimelineVehicle * */
  GHashTable *vehicle_ids;   /* name, the vehicle's, to index + 1 */
  GHashTable *aliases;       /* another name of a vehicle → its name; or NULL */
  GArray *channels;          /* TlmTimelineChannel, standard ones first */
  GHashTable *channel_ids;   /* name → identifier + 1 */
  gboolean open;             /* more samples may come */
  GPtrArray *events;         /* TlmEvent *, in order of time */
  GPtrArray *agenda;         /* as a vehicle's */
  GPtrArray *leading;        /* as a vehicle's */
  GArray *runs;              /* as a vehicle's */
  GPtrArray *given;          /* those of EVENTS that are given */
  guint64 given_changes;     /* times that GIVEN changed but by one more at its end */
  GPtrArray *last_found;     /* TlmEvent *, as tlm_timeline_set_found_events() had them last; owned */
  GPtrArray *sayings;        /* those of EVENTS that say a phase */
  GPtrArray *found;          /* those of EVENTS that are not given */
  TlmEventIndex *index;      /* of EVENTS */
  guint64 n_thinned_events;  /* the oldest ones, forgotten past TLM_LIMIT_EVENTS */
  GPtrArray *planned;        /* TlmEvent *, the nominal ones that a source brought */
  gboolean phases_said;      /* some event says the phase that a channel says */
  GHashTable *phases;        /* identifier of an event → of the phase it leads to; NULL:
                              * every event begins a phase of its own name */
};

/* The vehicle of this index. */
static inline TlmTimelineVehicle *
tlm_timeline_get_vehicle (const TlmTimeline *timeline, guint index)
{
  return index < timeline->vehicles->len ? timeline->vehicles->pdata[index] : NULL;
}

/* What is known of a channel, which is there. */
static inline TlmTimelineChannel *
tlm_timeline_channel_row (const TlmTimeline *timeline, guint channel)
{
  return &g_array_index (timeline->channels, TlmTimelineChannel, channel);
}

/* The tracks of a channel, or NULL: what is only derived has none. */
static inline const GPtrArray *
tlm_timeline_tracks (const TlmTimelineVehicle *vehicle, guint channel)
{
  return channel < vehicle->channels->len ? vehicle->channels->pdata[channel] : NULL;
}

/* The identifier of this channel, made when it is new. */
guint tlm_timeline_intern_channel (TlmTimeline *timeline, const char *name, TlmQuantity quantity);

/* The vehicle of this name, made when it is new. */
TlmTimelineVehicle *tlm_timeline_intern_vehicle (TlmTimeline *timeline, const char *name);

/* Stores what to add to LOG's times so that they are on the timeline's clock;
 * the first log settles which clock that is. */
gboolean tlm_timeline_settle_clock (TlmTimeline *timeline, const TlmLog *log, gint64 *offset_ns,
    GError **error);

/* Whether times from FIRST to LAST of SOURCE (may be NULL), on the timeline's clock, may stand beside
 * those that it has: all of the years 1900 to 2200 or within 140 years of liftoff, and no two so far
 * apart that their difference is not counted (core/time/sum.h). */
gboolean tlm_timeline_takes_span (const TlmTimeline *timeline, const char *source, gint64 first_ns,
    gint64 last_ns, GError **error);

/* The same of a sealed log whose times are moved by OFFSET. */
gboolean tlm_timeline_takes_times (const TlmTimeline *timeline, const TlmLog *log, gint64 offset_ns,
    GError **error);

/* Finds out what can be derived, after anything was added. */
void tlm_timeline_settle (TlmTimeline *timeline);

/* One vehicle at one instant, on the stack: begin it, then get any channels that the
 * timeline has. Allocates nothing. */
typedef struct {
  const TlmTimeline *timeline;
  const TlmTimelineVehicle *vehicle;
  TlmDerivedContext plan[TLM_N_PLANS];
} TlmEvaluation;

/* TIMELINE, VEHICLE and SLOPES, which may be NULL, outlive EVALUATION; TIME_NS is not
 * TLM_TIME_NONE. */
void tlm_evaluation_begin (TlmEvaluation *evaluation, const TlmTimeline *timeline,
    const TlmTimelineVehicle *vehicle, TlmSlopeMemory *slopes, gint64 time_ns);

/* The value of a channel, CHANNEL below the timeline's number of them. */
TlmValue tlm_evaluation_get (TlmEvaluation *evaluation, guint channel);

/* Makes all lists of events anew that follow from the timeline's own, which is in order. */
void tlm_timeline_share_events (TlmTimeline *timeline);

/* Whether EVENT is of the vehicle of this NAME (NULL: any) or of all. */
static inline gboolean
tlm_event_is_of (const TlmEvent *event, const char *name)
{
  return !name || !event->vehicle || strcmp (event->vehicle, name) == 0;
}

/* The same for a vehicle that is new. */
void tlm_timeline_share_with (TlmTimeline *timeline, TlmTimelineVehicle *vehicle);

/* Adds events, references to which it takes, that are in order of time: as
 * tlm_timeline_add_event() each. */
void tlm_timeline_add_events (TlmTimeline *timeline, GPtrArray *events);

/* The phase at T (an event in a gap leads to one where the gap ends) by the LEADING events with their RUNS and the AGENDA
 * (those of the timeline or of one of its vehicles), as
 * references the caller owns. An event that leads to no phase leaves it as it
 * is. A nominal one never counts as passed; once one is overdue, no other
 * nominal one is the next. */
TlmPhaseState tlm_timeline_phase_at (const TlmTimeline *timeline, const GPtrArray *leading,
    const GArray *runs, const GPtrArray *agenda, gint64 time_ns);

G_END_DECLS
