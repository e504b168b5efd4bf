/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"
#include "core/space/frames/eop.h"
#include "core/timeline/site.h"
#include "core/timeline/snapshot.h"

G_BEGIN_DECLS

/* Everything known about a flight, ready to be asked about any instant by
 * binary search, in any order.
 *
 * All times in it are on one clock: TAI when any source is, else elapsed time.
 * With an epoch (T-0 as TAI instant) both kinds of source can be joined, and
 * snapshots have elapsed time and UTC alike.
 *
 * Reference-counted; reading from several threads is safe while nobody adds. */
typedef struct _TlmTimeline TlmTimeline;

/* An empty one: elapsed time, no epoch. A reference that the caller owns. */
TlmTimeline *tlm_timeline_new (void);

/* One reference more, and one less (NULL is fine); from any thread. */
TlmTimeline *tlm_timeline_ref (TlmTimeline *timeline);
void tlm_timeline_unref (TlmTimeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmTimeline, tlm_timeline_unref)

/* T-0 as an instant, or TLM_TIME_NONE (the default). Before the first log. */
void tlm_timeline_set_epoch (TlmTimeline *timeline, TlmInstant epoch);
TlmInstant tlm_timeline_get_epoch (const TlmTimeline *timeline);

/* The clock of every time in it; elapsed time until a source has settled it. */
TlmClock tlm_timeline_get_clock (const TlmTimeline *timeline);

/* Which instant each time of the film is that the telemetry came in (the first source that
 * came in one); NULL: it did not. The timeline's. */
const TlmClockFit *tlm_timeline_get_film (const TlmTimeline *timeline);

/* When a value that is not renewed is stale and lost; copied. The default is
 * TLM_AGE_LIMITS_DEFAULT. */
void tlm_timeline_set_age_limits (TlmTimeline *timeline, const TlmAgeLimits *limits);

/* These limits, owned by the timeline. */
const TlmAgeLimits *tlm_timeline_get_age_limits (const TlmTimeline *timeline);

/* Where the flight begins (core/timeline/site.h); copied. */
void tlm_timeline_set_site (TlmTimeline *timeline, const TlmTimelineSite *site);

/* The same, all zero until it is set. Owned by the timeline. */
const TlmTimelineSite *tlm_timeline_get_site (const TlmTimeline *timeline);

/* Earth orientation for conversions of ephemerides; takes ownership, NULL for
 * none (core/space/frames/eop.h). */
void tlm_timeline_set_eop (TlmTimeline *timeline, TlmEop *eop);

/* The number of the orbit that an ephemeris begins in, where it does not say so
 * itself; 0 leaves it to the source. */
void tlm_timeline_set_first_orbit (TlmTimeline *timeline, gint64 number);

/* Standard channels whose derived value, where it can be had, stands above the
 * measured one. NULL: none, the default. */
void tlm_timeline_prefer_derived (TlmTimeline *timeline, const TlmChannelSet *channels);

/* A number that grows whenever an answer of the timeline may become another one:
 * what was made from answers holds while it stays. */
guint64 tlm_timeline_get_revision (const TlmTimeline *timeline);

/* How a log is joined. All zero is a good default. */
typedef struct {
  const char *vehicle;        /* name for the log's only vehicle, or NULL to keep its name */
  const char *prefix;         /* put before each channel name (TLM_PLANNED_PREFIX), or NULL; of a
                               * planned ephemeris planned.* channels are derived */
  TlmDuration offset_ns;      /* added to each time of the log */
  gboolean events_only;
} TlmJoin;

/* Whether a vehicle has an ephemeris, so that its position may be a prediction. */
gboolean tlm_timeline_may_predict (const TlmTimeline *timeline);

/* Takes over what LOG holds (the log stays the caller's, emptied). A channel
 * that a vehicle has already keeps its first source: earlier logs have
 * priority, later ones fill the channels they lack. Fails, changing nothing,
 * when elapsed time and instants meet without an epoch. */
gboolean tlm_timeline_add_log (TlmTimeline *timeline, TlmLog *log, const TlmJoin *join,
    GError **error);

/* Takes ownership of EVENT, whose time is on the timeline's clock. An event of
 * the same id and vehicle with less confidence is replaced, one with the same
 * or more stays and EVENT is dropped. A nominal one is also kept as planned, for
 * whoever looks for phases (core/phases/engine.h). */
void tlm_timeline_add_event (TlmTimeline *timeline, TlmEvent *event);

/* Replaces every event that is not given by FOUND (TlmEvent *, references are
 * taken): what rules found, and what is nominal. One that begins a phase which a channel
 * says at another time, while it says otherwise at this, is left out. */
void tlm_timeline_set_found_events (TlmTimeline *timeline, const GPtrArray *found);

/* Which events begin a phase, and which: PHASES maps identifiers of events to
 * those of phases (char * both; a reference is taken, and it must not change
 * any more). An event that is not in it leaves the phase as it was. NULL, the
 * default: each event begins a phase of its own name. */
void tlm_timeline_set_phases (TlmTimeline *timeline, GHashTable *phases);

/* The phase that EVENT leads to, by these; NULL for none. What a channel says (says_phase)
 * leads to one in any case; what was found while a channel says another phase leads to none.
 * Owned by timeline or event. */
const char *tlm_timeline_phase_of (const TlmTimeline *timeline, const TlmEvent *event);

/* The event by which a channel says which phase the vehicle of this NAME (NULL: any) is in
 * at T: the last such one at or before T, which holds until the next. NULL where none
 * says it: before the first, and in most recordings. Owned by the timeline. */
const TlmEvent *tlm_timeline_said_at (const TlmTimeline *timeline, const char *name,
    gint64 time_ns);

/* Vehicles, by index in the order they came. */
guint tlm_timeline_n_vehicles (const TlmTimeline *timeline);

/* The name of one that is there, "" where its source names none. The timeline's. */
const char *tlm_timeline_vehicle_name (const TlmTimeline *timeline, guint vehicle);

/* Says that sources may call the vehicle NAME by ALIAS too: what comes under that, samples and events, is
 * NAME's. Before the first log; both are copied. */
void tlm_timeline_add_alias (TlmTimeline *timeline, const char *alias, const char *name);

/* The name that NAME is an alias of, else NAME itself (NULL is fine). The timeline's, or NAME. */
const char *tlm_timeline_name_of_alias (const TlmTimeline *timeline, const char *name);

/* The one of this name or alias; FALSE, VEHICLE untouched, when there is none. */
gboolean tlm_timeline_find_vehicle (const TlmTimeline *timeline, const char *name, guint *vehicle);

/* Label for people (copied; NULL: the name), and what it is. The timeline's. */
void tlm_timeline_set_vehicle_label (TlmTimeline *timeline, guint vehicle, const char *label);
const char *tlm_timeline_vehicle_label (const TlmTimeline *timeline, guint vehicle);

/* Channel identifiers: the standard ones, then one for each other name met in
 * any log. Stable for the life of the timeline. */
guint tlm_timeline_n_channels (const TlmTimeline *timeline);

/* Name and quantity of one that is there. The name is the timeline's. */
const char *tlm_timeline_channel_name (const TlmTimeline *timeline, guint channel);
TlmQuantity tlm_timeline_channel_quantity (const TlmTimeline *timeline, guint channel);

/* The standard channel that CHANNEL is or is the plan of: how its numbers are written
 * (tlm_channel_written()); TLM_N_STANDARD_CHANNELS for any other. */
TlmChannelId tlm_timeline_channel_kind (const TlmTimeline *timeline, guint channel);

/* The one of this name, standard ones also in the spellings of
 * tlm_channel_from_name(); FALSE, CHANNEL untouched, when there is none. */
gboolean tlm_timeline_find_channel (const TlmTimeline *timeline, const char *name, guint *channel);

/* The measured track of a channel, of its first source; NULL when there is none, or
 * no such vehicle. Owned by the timeline. */
const TlmTrack *tlm_timeline_track (const TlmTimeline *timeline, guint vehicle, guint channel);

/* Whether a channel can have a value at any time, and whether it is measured or
 * derived (ORIGIN, which may be NULL, untouched where it cannot). */
gboolean tlm_timeline_has_channel (const TlmTimeline *timeline, guint vehicle, guint channel,
    TlmOrigin *origin);

/* What the channel `altitude` of a vehicle is above, where its source or the
 * mission says: undeclared otherwise. */
TlmDatum tlm_timeline_altitude_datum (const TlmTimeline *timeline, guint vehicle);

/* How a derived channel of this vehicle is had, one sentence, static; NULL when
 * it is measured or cannot be had. */
const char *tlm_timeline_channel_formula (const TlmTimeline *timeline, guint vehicle,
    guint channel);

/* What it is derived from: "ephemeris", or names of channels, "altitude, speed".
 * NULL as above. To be freed. */
char *tlm_derived_sources (const TlmTimeline *timeline, guint vehicle, guint channel);

/* The ephemerides that this vehicle's channels are derived from, those flown first, then
 * those planned: number INDEX, NULL past the last. Owned by the timeline. OFFSET_NS
 * receives what is added to its instants. */
const TlmEphemeris *tlm_timeline_ephemeris (const TlmTimeline *timeline, guint vehicle,
    guint index, gint64 *offset_ns);

/* The value of one channel at T on the timeline's clock: measured, or derived
 * (core/timeline/derived.h), then as old as the oldest of what it was derived from.
 * delta.X is X - planned.X; nothing planned ever stands for something measured. */
TlmValue tlm_timeline_value (const TlmTimeline *timeline, guint vehicle, guint channel,
    gint64 time_ns);

/* The text of a text channel at T, or NULL. Owned by the timeline. */
const char *tlm_timeline_text (const TlmTimeline *timeline, guint vehicle, const char *name,
    gint64 time_ns);

/* The text channels of a vehicle, in the order they came. Owned by the timeline; they
 * stay until the timeline grows. 0 for a vehicle that is not there. */
guint tlm_timeline_n_texts (const TlmTimeline *timeline, guint vehicle);
const TlmTextTrack *tlm_timeline_text_track (const TlmTimeline *timeline, guint vehicle,
    guint index);

/* Events in order of time: how many, and one of them. Owned by the timeline. */
guint tlm_timeline_n_events (const TlmTimeline *timeline);
const TlmEvent *tlm_timeline_event (const TlmTimeline *timeline, guint index);

/* How many of the oldest were forgotten, as more came than TLM_LIMIT_EVENTS (core/base/limits.h). */
guint64 tlm_timeline_n_thinned_events (const TlmTimeline *timeline);

/* How many events are at or before T: the index of the first one after it. */
guint tlm_timeline_n_events_until (const TlmTimeline *timeline, gint64 time_ns);

/* The same of one vehicle, its own and those of all; VEHICLE -1 is the mission,
 * whose are all events there are. A vehicle that is not there has none. */
guint tlm_timeline_n_events_of (const TlmTimeline *timeline, int vehicle);
const TlmEvent *tlm_timeline_event_of (const TlmTimeline *timeline, int vehicle, guint index);

/* How far a list of events has come at some instant. What is only nominal never
 * counts as passed, and while one of these is overdue, with nothing certain after
 * it, no later one is promised. */
typedef struct {
  guint n;                     /* events in the list */
  guint due;                   /* events at or before the instant: a count, as PASSED */
  guint passed;                /* events up to the last that is certain to have come */
  guint next;                  /* index of the next one that is certain or promised; N: none */
} TlmAgenda;

/* VEHICLE as above. TIME_NS TLM_TIME_NONE: nothing has come, nothing is next. */
TlmAgenda tlm_timeline_agenda (const TlmTimeline *timeline, int vehicle, gint64 time_ns);

/* What the sources planned: the nominal events, in the order they were added, those
 * too that a better one has taken the place of. Owned by the timeline. */
guint tlm_timeline_n_planned_events (const TlmTimeline *timeline);
const TlmEvent *tlm_timeline_planned_event (const TlmTimeline *timeline, guint index);

/* First and last time of any number or state; FALSE, outputs untouched, when there is
 * none. */
gboolean tlm_timeline_span (const TlmTimeline *timeline, gint64 *first_ns, gint64 *last_ns);

/* Time on the timeline's clock of an elapsed time or an instant; TLM_TIME_NONE
 * when there is no epoch to relate them. And back. */
gint64 tlm_timeline_from_elapsed (const TlmTimeline *timeline, TlmDuration elapsed_ns);
gint64 tlm_timeline_from_instant (const TlmTimeline *timeline, TlmInstant instant);
TlmDuration tlm_timeline_to_elapsed (const TlmTimeline *timeline, gint64 time_ns);
TlmInstant tlm_timeline_to_instant (const TlmTimeline *timeline, gint64 time_ns);

/* Fills SNAPSHOT with everything known at T. TLM_TIME_NONE gives a snapshot
 * without any value (a frame without time). A pure function of timeline and
 * time; the snapshot's old content does not matter and its memory is reused,
 * so that asking again allocates nothing and the next instant is faster. WANTED limits the numbers computed
 * to these channels (others come out absent); NULL computes all. */
void tlm_timeline_at (const TlmTimeline *timeline, gint64 time_ns,
    const TlmChannelSet *wanted, TlmSnapshot *snapshot);

G_END_DECLS
