/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* A channel's value at T from TRACKS (TlmTrack *, at least one, first = priority): the
 * first that is fresh, else the first of the best there is, stale or lost by LIMITS.
 * TRACK (may be NULL) receives whose it is, untouched when absent. Allocates
 * nothing; from any thread. */
TlmValue tlm_tracks_at (const GPtrArray *tracks, gint64 time_ns, const TlmAgeLimits *limits,
    const TlmTrack **track);

G_END_DECLS
