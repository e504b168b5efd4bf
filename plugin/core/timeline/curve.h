/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Most channels of one sampling. */
#define TLM_CURVE_MAX_CHANNELS 4

/* Values of N_CHANNELS (1 to TLM_CURVE_MAX_CHANNELS) of a vehicle's channels at N
 * instants FIRST_NS, FIRST_NS + STEP_NS, ... on the timeline's clock: what a plot
 * is drawn from. Channel c at instant i goes to VALUES[c * N + i], in the storage
 * unit; NaN where the timeline has no fresh number of its own for that instant,
 * which is before the first sample, in a gap and after the last one, so that
 * nobody draws a line across, and at the first instant after a break of the channel's own
 * samples (tlm_series_add_break()). A gap that lies between two instants is not seen.
 * All channels of an instant come from one evaluation. Allocates nothing; from
 * any thread while nobody adds to the timeline. */
void tlm_curve_sample (const TlmTimeline *timeline, guint vehicle, const guint *channels,
    guint n_channels, gint64 first_ns, TlmDuration step_ns, gsize n, double *values);

/* Smallest and largest of N values that are numbers; FALSE, outputs untouched,
 * when there is none. */
gboolean tlm_curve_range (const double *values, gsize n, double *minimum, double *maximum);

G_END_DECLS
