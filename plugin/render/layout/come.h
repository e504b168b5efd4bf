/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Which events have come by an instant. VEHICLE is an index, or -1 for the mission, as in
 * tlm_timeline_event_of(). */

/* Whether EVENT has come by T for certain: what is only planned never has, and one that lies in a gap has
 * where that ends. */
gboolean tlr_event_has_come (const TlmEvent *event, gint64 time_ns);

/* The last of that name that has come by T, or NULL. The timeline's. */
const TlmEvent *tlr_find_come (const TlmTimeline *timeline, int vehicle, const char *name, gint64 time_ns);

/* Number RANK, from 0, of those of that name that are more than planned, whether they have come or not; NULL
 * past the last. The timeline's. */
const TlmEvent *tlr_find_certain (const TlmTimeline *timeline, int vehicle, const char *name, guint rank);

G_END_DECLS
