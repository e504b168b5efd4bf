/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* What the rules of a profile need of the events that a timeline was given: a stream that never stops to say something
 * does not make them dearer. Of an event of one name and vehicle that came very often the first
 * and the newest are kept. */
typedef struct _TlmGiven TlmGiven;

/* Of one name and vehicle so many are kept. */
#define TLM_GIVEN_MOST_ALIKE 256

/* An empty one. PROFILE outlives it. */
TlmGiven *tlm_given_new (const TlmProfile *profile);

/* Takes NULL. */
void tlm_given_free (TlmGiven *given);

/* Takes up what TIMELINE was given since the last call: what that costs does not depend on how many there were before,
 * but where they came out of order. Always of the same timeline. The events that the profile speaks of, in
 * order of time; owned by GIVEN, until the next call. */
const GPtrArray *tlm_given_update (TlmGiven *given, const TlmTimeline *timeline);

/* Whether any event of this name was given, of VEHICLE or of all; VEHICLE NULL: of whichever. */
gboolean tlm_given_has (const TlmGiven *given, const char *id, const char *vehicle);

/* How many events update() has looked at so far: what it costs. */
guint64 tlm_given_n_looked_at (const TlmGiven *given);

G_END_DECLS
