/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/body.h"
#include "core/space/frames/frame.h"
#include "core/space/frames/vec.h"
#include "core/space/orbit/elements.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* Where one vehicle is at any instant: tables of state vectors to interpolate
 * (segments), mean elements to propagate with SGP4, or a state to propagate on
 * a Keplerian orbit. Fill it, then tlm_ephemeris_seal(); asking needs a sealed
 * one, which changes no more but by tlm_ephemeris_extend() and _thin(): any number of
 * threads may ask, and an answer depends on the instant alone. */
typedef struct _TlmEphemeris TlmEphemeris;

/* Most nodes an interpolation uses. What one ephemeris holds is at most TLM_LIMIT_STATES. */
#define TLM_EPHEMERIS_MAX_NODES 16

/* Nodes used where the source names no method. */
#define TLM_EPHEMERIS_DEFAULT_NODES 8

/* How far from its epoch a set of mean elements is used: 30 days. SGP4 is off
 * by one to three kilometres a day (AIAA 2006-6753, section I). */
#define TLM_EPHEMERIS_ELEMENTS_REACH (30 * 86400 * TLM_SECOND)

/* A single state is used for one revolution before and after its epoch, and at
 * most a day: it knows of no force but the centre's. On an open orbit a
 * revolution is that of a circular orbit at the same distance. */
#define TLM_EPHEMERIS_ORBIT_REACH (86400 * TLM_SECOND)

/* How states between nodes come about (CCSDS 502.0-B-3, table 5-3). */
typedef enum {
  TLM_EPHEMERIS_DEFAULT,   /* Hermite where there is velocity, else Lagrange, over 8 nodes */
  TLM_EPHEMERIS_HERMITE,   /* positions and velocities make one polynomial */
  TLM_EPHEMERIS_LINEAR,    /* each component by itself, two nodes */
  TLM_EPHEMERIS_LAGRANGE   /* each component by itself */
} TlmEphemerisMethod;

/* What all states of a segment have in common. All zero but FRAME is a good
 * default; TLM_TIME_NONE is not zero: use TLM_EPHEMERIS_SEGMENT_INIT. */
typedef struct {
  TlmFrame frame;             /* never TLM_FRAME_NONE */
  const TlmBody *centre;      /* origin; NULL is the Earth */
  TlmEphemerisMethod method;
  guint degree;               /* of the polynomial, 1 and more; of no meaning with DEFAULT
                               * and LINEAR. Hermite takes (degree + 1) / 2 nodes rounded up,
                               * Lagrange degree + 1: 2 to TLM_EPHEMERIS_MAX_NODES, and no
                               * more than there are */
  TlmInstant useable_start;   /* no state is given before, or TLM_TIME_NONE: first node */
  TlmInstant useable_stop;    /* no state is given after, or TLM_TIME_NONE: last node */
  TlmInstant created;         /* when the table was made: what is later in it was predicted;
                               * TLM_TIME_NONE: not known */
  gboolean is_measured;       /* by a receiver: samples with noise, not a function of time.
                               * METHOD and DEGREE have no meaning then */
  TlmDuration longest_gap_ns; /* between measured states that belong together; 0: as those around
                               * tell */
} TlmEphemerisSegment;

#define TLM_EPHEMERIS_SEGMENT_INIT \
    { .useable_start = TLM_TIME_NONE, .useable_stop = TLM_TIME_NONE, \
      .created = TLM_TIME_NONE }

/* How a state was had. */
typedef enum {
  TLM_EPHEMERIS_INTERPOLATED,
  TLM_EPHEMERIS_MEASURED,      /* of measured states; the only ones that have an age */
  TLM_EPHEMERIS_SGP4,
  TLM_EPHEMERIS_TWO_BODY
} TlmEphemerisOrigin;

/* A state and what it refers to: a plain value. */
typedef struct {
  TlmState state;             /* m, m/s, in FRAME about CENTRE; always finite */
  TlmVec3 acceleration_m_s2;  /* of the coordinates in FRAME: interpolated where the source
                               * tabulates it, else the derivative of the interpolating
                               * polynomial; NaN where there is none (LINEAR, SGP4, TWO_BODY),
                               * and of MEASURED states, whose noise does not bear it */
  TlmInstant instant;         /* of the state */
  TlmFrame frame;
  const TlmBody *centre;      /* static, never NULL */
  TlmEphemerisOrigin origin;
  gboolean is_predicted;      /* further from EPOCH than tlm_ephemeris_set_predicted_after()
                               * has it, or of a table and later than that was made */
  TlmInstant epoch;           /* of the elements or the single state it was propagated from;
                               * TLM_TIME_NONE of a table */
  TlmDuration step_ns;        /* by which its age is judged: the median step between nodes, or half
                               * longest_gap_ns where that is said; 0 where propagated */
} TlmEphemerisState;

TlmEphemeris *tlm_ephemeris_new (void);

/* Takes NULL. */
void tlm_ephemeris_free (TlmEphemeris *ephemeris);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmEphemeris, tlm_ephemeris_free)

/* Begins a segment (copied): states added from here on are its nodes. */
void tlm_ephemeris_begin_segment (TlmEphemeris *ephemeris, const TlmEphemerisSegment *segment);

/* Adds a node to the segment begun last. A velocity that is NaN, and an
 * acceleration that is NULL, mean "none". All nodes of a segment have a velocity
 * or none has; accelerations are kept when the first node has one, and used
 * where all nodes around have. FALSE, nothing stored, with TLM_ERROR_TIME when
 * INSTANT is not after the node before, with TLM_ERROR_RANGE for numbers that
 * are not finite, for velocities that come and go, and past
 * TLM_LIMIT_STATES. */
gboolean tlm_ephemeris_append (TlmEphemeris *ephemeris, TlmInstant instant,
    const TlmState *state, const TlmVec3 *acceleration_m_s2, GError **error);

/* Adds mean elements (copied). Of several sets the one whose epoch is nearest
 * is used. FALSE with TLM_ERROR_RANGE as tlm_sgp4_new(). */
gboolean tlm_ephemeris_add_elements (TlmEphemeris *ephemeris, const TlmMeanElements *elements,
    GError **error);

/* Adds one state at EPOCH, to be propagated on its Keplerian orbit about CENTRE
 * within the reach stated above and, where these are not TLM_TIME_NONE, not
 * before START nor after STOP (manoeuvres). A state in Earth-fixed or of-date
 * axes is taken to GCRF at EPOCH, with UT1 as UTC. FALSE with TLM_ERROR_RANGE
 * when it is not finite, at the centre, or on a straight line through it. */
gboolean tlm_ephemeris_add_orbit (TlmEphemeris *ephemeris, TlmFrame frame,
    const TlmBody *centre, TlmInstant epoch, const TlmState *state,
    TlmInstant start, TlmInstant stop, GError **error);

/* A day. */
#define TLM_EPHEMERIS_PREDICTED_AFTER (86400 * TLM_SECOND)

/* longest_gap_ns of all measured segments. Before it is sealed. */
void tlm_ephemeris_set_longest_gap (TlmEphemeris *ephemeris, TlmDuration longest_ns);

/* How far from its epoch, before and after, a state that was propagated is called a
 * prediction; TLM_EPHEMERIS_PREDICTED_AFTER unless told. Before anybody asks. */
void tlm_ephemeris_set_predicted_after (TlmEphemeris *ephemeris, TlmDuration span_ns);

/* Ends the filling. Once more does nothing. */
void tlm_ephemeris_seal (TlmEphemeris *ephemeris);

/* Takes what MORE measured as more of the same source, OFFSET added to its times: what the
 * states say at an instant is then as if all had been there at once. Of two states at one
 * instant that which was known counts. Both are sealed; nobody may ask EPHEMERIS meanwhile.
 * FALSE, nothing changed, unless each is one table of measured states and nothing else, in one
 * frame and about one body, and with velocities and accelerations both or none. Costs by what
 * is new, where that is behind what is known. */
gboolean tlm_ephemeris_extend (TlmEphemeris *ephemeris, const TlmEphemeris *more,
    TlmDuration offset_ns);

/* Thins measured states before BEFORE evenly to BUDGET, once a sixteenth more are there, as
 * such a source grows for ever; nobody may ask meanwhile. FALSE: nothing was done. */
gboolean tlm_ephemeris_thin (TlmEphemeris *ephemeris, TlmInstant before, gsize budget);

/* The state at INSTANT (TAI). FALSE, OUT untouched, when there is none:
 *   outside a segment's useable times, or without them outside its nodes;
 *   between two nodes where no way of having it is believed: see below;
 *   at a node that the equations of motion contradict;
 *   outside the reach of elements and of single states, or where SGP4 says no.
 * Nodes outside the useable times feed the interpolation. Nothing is ever
 * interpolated across segments. Where segments overlap, the later one holds from
 * its start to its end (502.0-B-3, 5.2.4.4), and then the other again. Tables come
 * before elements, elements before single states. About 1 us; where the equations
 * of motion stand in some 5 us; no allocation; pure.
 *
 * Between nodes of a computed table the source's method is used where it agrees
 * with the equations of motion (ephemeris-forces.h) to 2 m and 0.05 m/s, or beyond
 * 60,000 km from the Earth to 1e-6 of the distance; where it does not, Hermite over
 * 8 or 4 nodes that does, or the equations of motion alone, or nothing. No
 * polynomial reaches over a change of step by more than a factor of 2 or over a
 * break of the acceleration. The step may change within a segment.
 *
 * Measured states are interpolated by the cubic of two positions and velocities, not
 * over gaps: steps of more than 3 times the neighbours' (and 2 s), or than longest_gap_ns
 * where that is said; nor ever over 2 min. */
gboolean tlm_ephemeris_state (const TlmEphemeris *ephemeris, TlmInstant instant,
    TlmEphemerisState *out);

/* The last state at or before INSTANT: that of INSTANT itself where there is one, else
 * the last measured one, with its own instant in OUT for the age. Whatever is a
 * function of time, a computed table, elements, a single state, has no older one:
 * outside its span it says nothing. FALSE, OUT untouched, when there is none. Pure. */
gboolean tlm_ephemeris_last_before (const TlmEphemeris *ephemeris, TlmInstant instant,
    TlmEphemerisState *out);

/* Where an ephemeris has nodes and yet says nothing: no two ways of having the states
 * in between agree. */
typedef struct {
  TlmInstant start, stop;
  double position_m, velocity_m_s;   /* by how much they differ at the most; infinite
                                      * where there are no two */
} TlmEphemerisRefusal;

/* Most of them that are kept. */
#define TLM_EPHEMERIS_MAX_REFUSALS 1000

/* How many there are, of those kept, in order of time; and one of them, owned by the
 * ephemeris, NULL past the end. Of a sealed ephemeris. */
guint tlm_ephemeris_n_refusals (const TlmEphemeris *ephemeris);
const TlmEphemerisRefusal *tlm_ephemeris_refusal (const TlmEphemeris *ephemeris, guint index);

/* What the ephemeris is about: first to last instant with a state in tables;
 * for elements and single states, from the first epoch to one revolution after
 * the last (states can be had further away, within their reach). FALSE, outputs
 * untouched, when there is none. */
gboolean tlm_ephemeris_span (const TlmEphemeris *ephemeris, TlmInstant *first, TlmInstant *last);


/* Segments in the order they were added. */
guint tlm_ephemeris_n_segments (const TlmEphemeris *ephemeris);

/* Segment INDEX as it was begun; owned by the ephemeris. N_NODES and STEP_NS
 * (median; may be NULL) receive its extent. */
const TlmEphemerisSegment *tlm_ephemeris_segment (const TlmEphemeris *ephemeris, guint index,
    gsize *n_nodes, TlmDuration *step_ns);

/* Node NODE of segment SEGMENT as it was given: state (NaN velocity when there
 * is none) and instant; for tests and tools. FALSE past the end. */
gboolean tlm_ephemeris_node (const TlmEphemeris *ephemeris, guint segment, gsize node,
    TlmEphemerisState *out);

/* Sets of mean elements, in order of epoch once sealed; owned by the ephemeris. */
guint tlm_ephemeris_n_elements (const TlmEphemeris *ephemeris);
const TlmMeanElements *tlm_ephemeris_elements (const TlmEphemeris *ephemeris, guint index);

/* Where set INDEX of a sealed ephemeris ends in an error of SGP4 after its epoch, or
 * before it with BACKWARDS, while it is the nearest one and within its reach: the
 * instant in AT, and why, as tlm_sgp4_status_text(). NULL, AT untouched, when it does
 * not. */
const char *tlm_ephemeris_elements_end (const TlmEphemeris *ephemeris, guint index,
    gboolean backwards, TlmInstant *at);

/* How many single states there are. */
guint tlm_ephemeris_n_orbits (const TlmEphemeris *ephemeris);

/* Bytes of storage in use, for the budget of 24 bytes a stored number. */
gsize tlm_ephemeris_bytes (const TlmEphemeris *ephemeris);

/* "hermite", "linear", "lagrange"; "default". */
const char *tlm_ephemeris_method_name (TlmEphemerisMethod method);

/* How its source counts orbits: the one that begins at the ascending node at
 * NODE has this NUMBER. Without it nobody knows which orbit of the spacecraft's
 * life the first state is in. */
void tlm_ephemeris_number_orbit (TlmEphemeris *ephemeris, TlmInstant node, gint64 number);

/* What number_orbit() was told last; FALSE when nothing was. */
gboolean tlm_ephemeris_numbered_orbit (const TlmEphemeris *ephemeris, TlmInstant *node,
    gint64 *number);

G_END_DECLS
