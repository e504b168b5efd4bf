/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* The smallest and largest value that a channel is known to have at any time,
 * storage unit: of a measured one the samples', of a derived one those of 25
 * instants. FALSE, outputs untouched, when none is known. */
gboolean tlm_timeline_reach (const TlmTimeline *timeline, guint vehicle, guint channel,
    double *low, double *high);

/* The smallest and largest value of a channel so far, for any instant: a pure
 * function of timeline and time, by binary search. Belongs to one thread. */
typedef struct _TlmExtremes TlmExtremes;

/* TIMELINE has to outlive it. */
TlmExtremes *tlm_extremes_new (const TlmTimeline *timeline, guint vehicle, guint channel);

/* Takes NULL. */
void tlm_extremes_free (TlmExtremes *extremes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmExtremes, tlm_extremes_free)

/* Of what the timeline knew up to and at T, on its clock; storage unit. Of a
 * measured channel all samples and the value at T: no curve between two samples goes beyond them, and
 * nothing is read across a gap. Of a derived one at most 2048 instants a power of
 * two times 0.25 s apart, and the highest and lowest points between those, each found to a 30,000th
 * of two steps. FALSE, outputs untouched, before the first value. Takes
 * memory only after the timeline has grown. */
gboolean tlm_extremes_at (TlmExtremes *extremes, gint64 time_ns, double *low, double *high);

G_END_DECLS
