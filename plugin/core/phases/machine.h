/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/signals.h"

G_BEGIN_DECLS

/* One pass of one vehicle through a profile: a pure function of its arguments.
 * GIVEN (TlmEvent *) is what is known without looking; a phase it names is
 * never looked for. T0 is liftoff on the clock of SIGNALS, or TLM_TIME_NONE.
 * ENDS: nothing comes after the last sample, so that what holds there counts by what was seen.
 * Adds to FOUND (TlmEvent *, owned by it) the events that the rules find, of
 * confidence "detected"; those of common tracks name no vehicle. */
void tlm_machine_run (const TlmProfile *profile, const TlmSignals *signals, const char *vehicle,
    const GPtrArray *given, gint64 t0_ns, gboolean ends, GPtrArray *found);

/* TRUE when the phases of TRACK are those of VEHICLE: one of its patterns fits,
 * or it has none, or no track's pattern fits this vehicle at all. */
gboolean tlm_machine_has_track (const TlmProfile *profile, const char *track, const char *vehicle);

G_END_DECLS
