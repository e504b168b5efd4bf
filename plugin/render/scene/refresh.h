/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Limits how often something changes, so that it can be read: only at whole multiples
 * of a period, counted from T-0 (from 0 of the timeline's clock where there is no
 * T-0), and then it shows that very instant. It is a pure function of time: a seek
 * shows what playing shows. Belongs to one thread. */
typedef struct _TlrRefresh TlrRefresh;

/* PERIOD is over 0. The timeline has to live as long. */
TlrRefresh *tlr_refresh_new (const TlmTimeline *timeline, TlmDuration period_ns);

/* Takes NULL. */
void tlr_refresh_free (TlrRefresh *refresh);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrRefresh, tlr_refresh_free)

/* The period it was made with, ns. */
TlmDuration tlr_refresh_get_period (const TlrRefresh *refresh);

/* The snapshot to show in place of NOW: of the last multiple of the period, with
 * CHANNELS; NOW itself where that has no time. Valid until the next call. Taken
 * once a period, allocating nothing but the first time. */
const TlmSnapshot *tlr_refresh_at (TlrRefresh *refresh, const TlmChannelSet *channels,
    const TlmSnapshot *now);

/* The number of the last multiple of a period at or before a time, both as above. */
gint64 tlr_refresh_slot (const TlmTimeline *timeline, TlmDuration period_ns, gint64 time_ns);

/* When that is. */
gint64 tlr_refresh_time (const TlmTimeline *timeline, TlmDuration period_ns, gint64 slot);

G_END_DECLS
