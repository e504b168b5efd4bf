/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/ephemeris-private.h"

G_BEGIN_DECLS

/* What the plan of a segment is made of (ephemeris-plan.c). */
typedef struct {
  TlmSegment *segment;
  TlmSky sky;
  TlmVec3 pole;
  gboolean has_j2;
  double grain_m, grain_m_s;   /* to which the numbers were rounded; 0 when finer than 1 mm */
  TlmVec3 *missing;            /* m/s^2: what tlm_coast_missing_first() and _last() say of each
                                * interval, NaN if not known; NULL without velocities */
} TlmPlanner;

/* Looks at a segment of at least two nodes, and sets left and right of its plans; kind is
 * TRUE for now where the acceleration breaks at one of the two nodes. Linear. */
void tlm_planner_init (TlmPlanner *planner, TlmSegment *segment);
void tlm_planner_clear (TlmPlanner *planner);

/* tlm_coast_join() of two nodes. */
gboolean tlm_planner_join (TlmPlanner *planner, gsize from, gsize to, gboolean has_j2,
    TlmCoast *coast, TlmState *quarters);

/* What rounding alone can make of the missing position, m. */
double tlm_planner_rounding_m (const TlmPlanner *planner, double span_s);

/* Acceleration by the forces left out near a node, m/s^2. */
double tlm_planner_left_out_m_s2 (const TlmSegment *segment, gsize node);

/* Velocities of some files are all beside the rate of change of their positions, by the
 * turning of a frame: by 0.05 m/s in one known. Taken for no fault up to this, where
 * neighbours have the same. */
#define TLM_PLANNER_DRIFT_M_S 0.1

/* How much faster the positions of an interval move than its velocities say, m/s. */
TlmVec3 tlm_planner_drift_m_s (const TlmPlanner *planner, gsize interval);

G_END_DECLS
