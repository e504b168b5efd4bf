/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/ephemeris-coast.h"
#include "core/space/ephemeris-table.h"

G_BEGIN_DECLS

/* One segment of a table, as the files ephemeris-*.c share it. */

/* How states between two neighbouring nodes are had. */
typedef enum {
  TLM_PLAN_UNKNOWN,            /* not at all; the nodes themselves stand */
  TLM_PLAN_CONTRADICTED,       /* not at all, and one of the two nodes is wrong */
  TLM_PLAN_POLYNOMIAL,         /* through n_nodes nodes around, by METHOD */
  TLM_PLAN_COAST,              /* by the equations of motion: TlmSegmentCoast */
  TLM_PLAN_MEASURED            /* of measured or roughly rounded states:
                                * tlm_segment_measured() */
} TlmPlanKind;

/* For the interval from node i to i + 1. Nodes i + 1 - left to i + right are in the
 * same span: no change of step, no break of the acceleration, no gap among them. */
typedef struct {
  guint8 kind;                 /* TlmPlanKind */
  guint8 method;               /* TlmEphemerisMethod, never DEFAULT */
  guint8 n_nodes;
  guint8 left, right;          /* 1 to TLM_EPHEMERIS_MAX_NODES */
} TlmPlan;

/* The way across the interval after NODE. */
typedef struct {
  gsize node;
  TlmCoast coast;
} TlmSegmentCoast;

/* Intervals FIRST to LAST, one after the other, of which nothing is shown, and by how
 * much the estimates differ at the most. */
typedef struct {
  gsize first, last;
  double position_m, velocity_m_s;
} TlmSegmentRefusal;

/* A node is an epoch and STRIDE vectors: position, then velocity and acceleration
 * where there are any. */
typedef struct {
  TlmEphemerisSegment info;
  gboolean has_velocity, has_acceleration;
  guint stride;
  GArray *epochs;              /* TlmInstant */
  GArray *vectors;             /* TlmVec3 */
  TlmDuration step_ns;         /* median */
  gsize thinned;               /* nodes that tlm_ephemeris_thin() has been through */
  TlmInstant start, stop;      /* where it may be used; start > stop: nowhere */
  TlmPlan *plans;              /* one fewer than nodes; NULL for a single one */
  GArray *coasts;              /* TlmSegmentCoast, by node */
  GArray *refusals;            /* TlmSegmentRefusal, by node */
  GArray *steps;               /* TlmDuration, sorted, of one that grows; or NULL */
} TlmSegment;

struct _TlmEphemerisTable {
  GPtrArray *segments;         /* TlmSegment *, in the order they came */
  GArray *pieces;              /* TlmPiece, by start */
  GArray *refusals;            /* TlmEphemerisRefusal, by start */
  TlmInstant first, last;      /* that there are states at; FIRST > LAST: none */
  gsize n_states;
  guint64 most_states;         /* TLM_LIMIT_STATES when it was made */
  gboolean sealed;
};

/* Once its segments are planned: which holds when, and from when to when there are states. */
void tlm_ephemeris_table_join (TlmEphemerisTable *table);

/* Sets start and stop from its nodes and its useable times. */
void tlm_segment_limit (TlmSegment *segment);

static inline TlmInstant
tlm_segment_epoch (const TlmSegment *segment, gsize node)
{
  return g_array_index (segment->epochs, TlmInstant, node);
}

static inline const TlmVec3 *
tlm_segment_vectors (const TlmSegment *segment, gsize node)
{
  return &g_array_index (segment->vectors, TlmVec3, node * segment->stride);
}

static inline TlmDuration
tlm_segment_step (const TlmSegment *segment, gsize interval)
{
  return tlm_segment_epoch (segment, interval + 1) - tlm_segment_epoch (segment, interval);
}

/* When a segment holds. */
typedef struct {
  const TlmSegment *segment;
  TlmInstant start, stop;
} TlmPiece;

/* TlmPiece, by start, of SEGMENTS (TlmSegment *, sealed; they must outlive it). Where
 * segments overlap the one that begins later holds, of two at once the later one. */
GArray *tlm_pieces_new (const GPtrArray *segments);

/* The last piece that begins at or before INSTANT, or NULL. */
const TlmPiece *tlm_pieces_find (const GArray *pieces, TlmInstant instant);

/* The last node at or before INSTANT, which is not before the first (binary search). */
gsize tlm_segment_find (const TlmSegment *segment, TlmInstant instant);

/* The state at INSTANT, from the first to the last node: only state and acceleration of
 * OUT are set. FALSE, OUT undefined, when none is believed (ephemeris-segment.c). */
gboolean tlm_segment_state (const TlmSegment *segment, TlmInstant instant,
    TlmEphemerisState *out);

/* Decides on the plan of each interval (ephemeris-plan.c). Linear in the nodes. */
void tlm_segment_plan (TlmSegment *segment);

/* The same for measured states (ephemeris-measured.c), from interval FIRST on: those before it
 * are planned already. */
void tlm_segment_plan_measured (TlmSegment *segment, gsize first);

/* How many intervals on either side the plan of a measured one looks at. */
#define TLM_SEGMENT_MEASURED_REACH 4

/* Appends what is refused while PIECE holds, as TlmEphemerisRefusal, to REFUSALS, to
 * TLM_EPHEMERIS_MAX_REFUSALS at the most (ephemeris-refusals.c). */
void tlm_piece_refusals (const TlmPiece *piece, GArray *refusals);

/* Adds the interval to the segment's refusals: intervals in order of time. */
void tlm_segment_refuse (TlmSegment *segment, gsize interval, double position_m,
    double velocity_m_s);

/* The state at INSTANT, in the interval after NODE, by PLAN (ephemeris-stencil.c and
 * ephemeris-measured.c); acceleration NaN where there is none. Not checked. */
void tlm_segment_polynomial (const TlmSegment *segment, const TlmPlan *plan, gsize node,
    TlmInstant instant, TlmState *state, TlmVec3 *acceleration_m_s2);
void tlm_segment_measured (const TlmSegment *segment, const TlmPlan *plan, gsize node,
    TlmInstant instant, TlmState *state, TlmVec3 *acceleration_m_s2);

/* The method that the segment asks for, never DEFAULT, and over how many nodes. */
TlmEphemerisMethod tlm_segment_method (const TlmSegment *segment);
guint tlm_segment_wanted_nodes (const TlmSegment *segment);

G_END_DECLS
