/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* How far something has come that enters while a condition holds and leaves when it does
 * not, each in a time of its own. One that is interrupted goes back the way it came. A
 * pure function of timeline and time: the condition is looked at in instants on a fixed
 * grid that counts from T-0, as far back as both times together, and between two of these
 * that differ the change is found to a microsecond. What comes and goes again between two
 * instants, half of the shorter time apart or a 64th of both, is passed over. Belongs to one
 * thread. */
typedef struct _TlrPresence TlrPresence;

/* Times of 0 are at once; not both are. The longer one is TLR_MOTION_MOST at most. The
 * timeline lives as long. */
TlrPresence *tlr_presence_new (const TlmTimeline *timeline, TlmDuration enter_ns, TlmDuration leave_ns);

/* Takes NULL. */
void tlr_presence_free (TlrPresence *presence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrPresence, tlr_presence_free)

/* Whether the condition holds at a snapshot. */
typedef gboolean (*TlrHoldsFunc) (gpointer data, const TlmSnapshot *snapshot);

/* Where it stands. */
typedef struct {
  double part;             /* 0: not there, 1: all there; without easing */
  gboolean leaves;         /* between: it was all there before; else it was not there */
} TlrPresenceAt;

/* At NOW, asking HOLDS about snapshots with CHANNELS; by NOW alone where that has no time.
 * What was asked before is kept; allocates nothing but the first time. */
TlrPresenceAt tlr_presence_at (TlrPresence *presence, const TlmSnapshot *now,
    const TlmChannelSet *channels, TlrHoldsFunc holds, gpointer data);

G_END_DECLS
