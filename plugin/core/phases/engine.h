/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Finds the phases of a flight in its telemetry. What it finds is a pure
 * function of profile and samples: however the samples arrived, the timeline
 * ends with the same events. Given events win; rules fill what is missing;
 * nominal times are added as coming, a source's before the profile's. Not
 * thread-safe; reading the timeline meanwhile is not allowed.
 *
 * Of a timeline that grows the engine lets go of what is older than an hour, and than the profile waits for
 * itself, where samples of since then have been thinned (tlm_timeline_forget()): what rules say of that cannot be told
 * anew. What was found up to there stays as it was found, except for a shift. What comes so late as to be of before
 * is counted (tlm_phase_engine_n_late()): samples change nothing there any more; a given event is taken at its own
 * time, and what was found of the same phase goes, but not what followed from that; another T0 counts from there on. */
typedef struct _TlmPhaseEngine TlmPhaseEngine;

/* PROFILE has to live as long as the engine, which is the caller's. */
TlmPhaseEngine *tlm_phase_engine_new (const TlmProfile *profile);

/* Takes NULL. */
void tlm_phase_engine_free (TlmPhaseEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmPhaseEngine, tlm_phase_engine_free)

/* Brings the events of TIMELINE up to date after samples at or after FROM
 * (timeline's clock; G_MININT64: all) have come. Costs about 10 µs for each
 * tenth of a second since FROM, and 30 s before it, and 1 µs for each of the last
 * ten minutes, or of all that it has not let go of when an event was given that lies before those or is the
 * first of its name; once a second is often enough. Series must be sealed. */
void tlm_phase_engine_update (TlmPhaseEngine *engine, TlmTimeline *timeline, gint64 from_ns);

/* Nothing comes any more: brings the events up to date, and what holds at the last sample
 * counts by what was seen of it. All of it is gone through again that was not let go of, and told anew but for what
 * the timeline has thinned: with the default history (core/timeline/timeline-live.h) some ten thousand instants. FROM as
 * above; G_MAXINT64: nothing new since the last update. */
void tlm_phase_engine_end (TlmPhaseEngine *engine, TlmTimeline *timeline, gint64 from_ns);

/* What was received on the timeline has been moved by OFFSET (tlm_timeline_shift()). */
void tlm_phase_engine_shift (TlmPhaseEngine *engine, TlmDuration offset_ns);

/* How many instants of a vehicle's, by its index, the next update will not go through again, with those that were let go
 * of. */
gsize tlm_phase_engine_skips (const TlmPhaseEngine *engine, guint vehicle);

/* How many of its instants the updates have gone through so far: what they cost. */
guint64 tlm_phase_engine_n_taken (const TlmPhaseEngine *engine, guint vehicle);

/* How many instants of a vehicle's are held: what it takes of memory. */
gsize tlm_phase_engine_n_held (const TlmPhaseEngine *engine, guint vehicle);

/* How often something came too late for what was let go of: updates with such samples, or with such an event or T0 that
 * is known only since. */
guint64 tlm_phase_engine_n_late (const TlmPhaseEngine *engine);

/* One pass over a timeline that grows no more: nothing is let go of. */
void tlm_phases_find (const TlmProfile *profile, TlmTimeline *timeline);

G_END_DECLS
