/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/ephemeris.h"

G_BEGIN_DECLS

/* One ephemeris of a vehicle. */
typedef struct {
  TlmEphemeris *ephemeris;     /* owned */
  TlmDuration offset_ns;       /* added to its times */
} TlmStateSource;

/* The ephemerides of one vehicle, STATES: an array of TlmStateSource, first =
 * priority. Instants are on the timeline's clock, each source's own offset
 * added. No allocation; from any thread. */

/* The state at an instant, of the first source that knows one. FALSE, OUT
 * untouched, when none does. */
gboolean tlm_derived_state_at (const GArray *states, TlmInstant instant, TlmEphemerisState *out);

/* That, or else the latest measured one before, with its own instant; a function of
 * time has no older one (tlm_ephemeris_last_before()). */
gboolean tlm_derived_last_state (const GArray *states, TlmInstant instant,
    TlmEphemerisState *out);

/* The state with which the first source begins. */
gboolean tlm_derived_first_state (const GArray *states, TlmEphemerisState *out);

/* First and last instant of all of them. FALSE when there is none. */
gboolean tlm_derived_states_span (const GArray *states, TlmInstant *first, TlmInstant *last);

G_END_DECLS
