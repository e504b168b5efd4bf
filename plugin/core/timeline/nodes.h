/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/eop.h"
#include "core/timeline/derived-state.h"

G_BEGIN_DECLS

typedef struct _TlmNodes TlmNodes;

/* The count of an orbit's ascending nodes: where it crosses the true equator of
 * date northwards. Of tables of states every crossing is found once, to a
 * millisecond; of mean elements it follows from the mean motion. NULL when the first state is on no closed orbit about the Earth, or when
 * there are more than a million steps to look at. FIRST_ORBIT is the number of the
 * orbit that the first state or the first set's epoch is in, 0 to take it from
 * the source. */
TlmNodes *tlm_nodes_new (const GArray *states, const TlmEop *eop, gint64 first_orbit);

/* Looks on through what has come behind STATES since, for those of the same orbit; nothing
 * for mean elements. Nobody may ask meanwhile. */
void tlm_nodes_extend (TlmNodes *nodes, const GArray *states, const TlmEop *eop);

/* NULL is fine. */
void tlm_nodes_free (TlmNodes *nodes);

/* The number of the orbit at an instant, where the osculating argument of
 * latitude (from the node, any revolution) is LATITUDE_ARGUMENT_RAD. One more
 * at each node from the one whose number is known. FALSE when no number is known:
 * which orbit of its life a spacecraft is in follows from no state. Tables: FALSE
 * before the first state, after the last, and beyond a gap of over a third of a
 * revolution, across which nobody counted. */
gboolean tlm_nodes_count (const TlmNodes *nodes, TlmInstant instant,
    double latitude_argument_rad, gint64 *number);

G_END_DECLS
