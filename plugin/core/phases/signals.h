/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* What the rules of a profile ask about one vehicle, at instants a tenth of a
 * second apart (a second after the first hour, a minute after the first day)
 * wherever there is a sample. Each number depends only on the samples about its
 * instant: within TLM_FIT_REACH_NS, or more of a coarse staircase. Not thread-safe. */
typedef struct _TlmSignals TlmSignals;

/* Of no instant yet, the caller's. PROFILE is only looked at here. */
TlmSignals *tlm_signals_new (const TlmProfile *profile);

/* Takes NULL. */
void tlm_signals_free (TlmSignals *signals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmSignals, tlm_signals_free)

/* Computes anew the numbers at and after FROM (timeline's clock) and of half a minute
 * before it; G_MININT64 for everything, as at the end, which then are those of a
 * recording read whole. Older ones stay, even where the timeline has thinned its samples
 * since. */
void tlm_signals_update (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle,
    gint64 from_ns);

/* The timeline's samples were all moved by OFFSET. */
void tlm_signals_shift (TlmSignals *signals, TlmDuration offset_ns);

/* From now on the instants before INDEX stay as they are, whatever comes, and as many of the first ones are let go
 * of as are not looked back at from there (ten minutes, and 64 instants). How many: the others have indices so
 * much lower, INDEX as well. */
gsize tlm_signals_drop (TlmSignals *signals, gsize index);

/* Whether samples from TIME on have come that are of one of those that stay as they are. */
gboolean tlm_signals_came_late (const TlmSignals *signals, gint64 time_ns);

/* Instants there are, and the time of one of them, timeline's clock, ascending. */
gsize tlm_signals_length (const TlmSignals *signals);
/* … and of those the first ones that the last update left as they were. */
gsize tlm_signals_kept (const TlmSignals *signals);
/* … and the first ones that samples to come will hardly change. */
gsize tlm_signals_settled (const TlmSignals *signals);
/* … and the time, timeline's clock, up to which they will not at all: as many of them are there
 * after it as a slope is made of. G_MAXINT64 where no rule asks how it moves: nothing is held back then. */
gint64 tlm_signals_firm (const TlmSignals *signals);

/* How much later than it changed an altitude alone may still seem to go as before, about TIME: as long as
 * fall takes for some of its grains. 0 where a speed or a climb is recorded. */
TlmDuration tlm_signals_blur (const TlmSignals *signals, gint64 time_ns);
gint64 tlm_signals_time (const TlmSignals *signals, gsize index);

/* The last instant at or before TIME, else the first; there are some. */
gsize tlm_signals_find (const TlmSignals *signals, gint64 time_ns);

/* A channel of rules or its slopes at one of the instants; NAN: not known, or
 * not asked for by the profile. */
double tlm_signals_value (const TlmSignals *signals, gsize index, guint channel, guint order);

/* One standard deviation of a channel's value at one of the instants, NAN where it is not
 * known: of climb, of height by its rounding or noise alone, and of a dynamic pressure that the pace tells. */
double tlm_signals_error (const TlmSignals *signals, gsize index, guint channel);

/* Whether samples are missing between an instant and the one before it. */
gboolean tlm_signals_is_behind_gap (const TlmSignals *signals, gsize index);

/* The samples a channel was measured by at the last update, or NULL. */
const TlmSeries *tlm_signals_series (const TlmSignals *signals, guint channel);

G_END_DECLS
