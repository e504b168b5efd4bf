/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/signals.h"

G_BEGIN_DECLS

/* Where passes of one vehicle stood some minutes before the end of its samples, and further back,
 * so that over a recording that grows each pass costs what the last minutes cost and not what the
 * whole does. It changes nothing that a pass finds: one about other events up to there, another T0
 * or signals begins further back, or anew.
 *
 * Once instants were dropped no pass begins before the state that is kept of them: what was found up
 * to there stays. Of what is known of that time only now, a given event is taken at its own time, and
 * what was found of the same phase goes, but nothing else that was found is looked at again; another
 * T0 counts from there on. Not thread-safe. */
typedef struct _TlmMachineMemory TlmMachineMemory;

/* Empty, the caller's. PROFILE is that of all its passes, and lives longer. */
TlmMachineMemory *tlm_machine_memory_new (const TlmProfile *profile);

/* Takes NULL. */
void tlm_machine_memory_free (TlmMachineMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmMachineMemory, tlm_machine_memory_free)

/* The instants, and what was received, were moved by OFFSET: the next pass begins as early as it can. */
void tlm_machine_memory_shift (TlmMachineMemory *memory, TlmDuration offset_ns);

/* An instant, by its index, that no pass needs to begin before any more: at or before UNTIL, and an
 * hour and what the profile waits for before the last of SIGNALS; 0: there is none. */
gsize tlm_machine_memory_floor (const TlmMachineMemory *memory, const TlmSignals *signals, gint64 until_ns);

/* No pass will begin before that instant; the first N_DROPPED are gone from the signals. */
void tlm_machine_memory_advance (TlmMachineMemory *memory, gsize n_dropped);

/* How many instants, with those that were dropped, the next pass may skip. */
gsize tlm_machine_memory_index (const TlmMachineMemory *memory);

/* How many instants its passes have gone through so far: what they cost. */
guint64 tlm_machine_memory_n_taken (const TlmMachineMemory *memory);

/* How often something came too late for what was found up to the dropped instants. */
guint64 tlm_machine_memory_n_late (const TlmMachineMemory *memory);

/* One pass of one vehicle through a profile: a pure function of its arguments, whatever MEMORY
 * (of passes of the same vehicle) holds.
 * GIVEN (TlmEvent *) is what is known without looking; a phase it names is
 * never looked for. T0 is liftoff on the clock of SIGNALS, or TLM_TIME_NONE.
 * ENDS: nothing comes after the last sample, so that what holds there counts by what was seen.
 * Adds to FOUND (TlmEvent *, owned by it) the events that the rules find, of
 * confidence "detected"; those of common tracks name no vehicle. */
void tlm_machine_run (const TlmProfile *profile, const TlmSignals *signals, const char *vehicle,
    const GPtrArray *given, gint64 t0_ns, gboolean ends, TlmMachineMemory *memory, GPtrArray *found);

/* TRUE when the phases of TRACK are those of VEHICLE: one of its patterns fits,
 * or it has none, or no track's pattern fits this vehicle at all. */
gboolean tlm_machine_has_track (const TlmProfile *profile, const char *track, const char *vehicle);

G_END_DECLS
