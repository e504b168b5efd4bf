/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* How much is seen of what comes and goes with a condition: the part of the last
 * DURATION during which it held. So it comes within that time, goes within it
 * again, and is a pure function of timeline and time: nothing remembers when it
 * was seen. The condition is looked at in instants on a fixed grid that counts
 * from T-0, sixteen in a duration. Belongs to one thread. */
typedef struct _TlrFade TlrFade;

#define TLR_FADE_CELLS 16

/* All of it. */
#define TLR_FADE_FULL 64

/* DURATION is at least TLR_FADE_CELLS nanoseconds. The timeline lives as long. */
TlrFade *tlr_fade_new (const TlmTimeline *timeline, TlmDuration duration_ns);

/* Takes NULL. */
void tlr_fade_free (TlrFade *fade);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrFade, tlr_fade_free)

/* Whether the condition holds at a snapshot. */
typedef gboolean (*TlrFadeFunc) (gpointer data, const TlmSnapshot *snapshot);

/* 0 to TLR_FADE_FULL at NOW, asking HOLDS about snapshots with CHANNELS; at NOW
 * itself where that has no time. What was asked before is kept; allocates nothing
 * but the first time. */
guint tlr_fade_level (TlrFade *fade, const TlmSnapshot *now, const TlmChannelSet *channels,
    TlrFadeFunc holds, gpointer data);

G_END_DECLS
