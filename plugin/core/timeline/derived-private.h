/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/atmosphere.h"
#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "core/space/frames/orbit.h"
#include "core/timeline/derived.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* One ephemeris of a vehicle. */
typedef struct {
  TlmEphemeris *ephemeris;     /* owned */
  TlmDuration offset_ns;       /* added to its times */
} TlmStateSource;

/* The ascending nodes of an orbit (core/timeline/nodes.h). */
typedef struct _TlmNodes TlmNodes;

/* What there is to derive from. */
typedef enum {
  TLM_FACT_STATE = 1 << 0,         /* an ephemeris */
  TLM_FACT_EARTH = 1 << 1,         /* … about the Earth */
  TLM_FACT_PLACE = 1 << 2,         /* … or measured latitude and longitude */
  TLM_FACT_TRACK = 1 << 3,         /* place and some altitude */
  TLM_FACT_HEIGHT = 1 << 4,        /* some measured altitude */
  TLM_FACT_AIR = 1 << 5,           /* some altitude, not above an unknown pad */
  TLM_FACT_ORIGIN = 1 << 6,        /* a place to count downrange from */
  TLM_FACT_NODES = 1 << 7,
  TLM_FACT_GEOID = 1 << 8,
  TLM_FACT_IS_ELLIPSOID = 1 << 9,  /* the measured altitude has this datum */
  TLM_FACT_IS_MSL = 1 << 10,
  TLM_FACT_IS_AGL = 1 << 11,
  TLM_FACT_PAD_ELLIPSOID = 1 << 12, /* the pad's altitude is known above this */
  TLM_FACT_PAD_MSL = 1 << 13,
  TLM_FACT_ASK_ELLIPSOID = 1 << 14, /* the channel altitude is to have this datum */
  TLM_FACT_ASK_MSL = 1 << 15,
  TLM_FACT_ASK_AGL = 1 << 16,
  TLM_FACT_ASK_NONE = 1 << 17
} TlmFact;

typedef struct _TlmDerivedContext TlmDerivedContext;

/* One way to derive one channel. */
typedef struct {
  TlmChannelId channel;
  guint facts;                 /* TlmFact, all needed */
  guint64 inputs;              /* channels needed, a bit each, measured or derived */
  guint64 measured;            /* channels that must be measured */
  const char *formula;
  const char *reference;
  TlmValue (*compute) (TlmDerivedContext *context);
} TlmDerivedRule;

#define TLM_CHANNEL_BIT(id) (G_GUINT64_CONSTANT (1) << TLM_CHANNEL_##id)
G_STATIC_ASSERT (TLM_N_STANDARD_CHANNELS <= 64);

/* All rules: a channel's better ones first, and inputs before what needs them. */
const TlmDerivedRule *tlm_derived_rules (gsize *n_rules);

/* Most ways that one channel is tried. */
#define TLM_DERIVED_WAYS 4

/* What a vehicle's channels are had from: its actual sources, or its planned
 * ones. Made anew whenever a source is added, then constant. */
typedef struct {
  const GPtrArray *tracks[TLM_N_STANDARD_CHANNELS];   /* TlmTrack *, or NULL; not owned */
  const GArray *states;        /* TlmStateSource; not owned */
  guint64 measured;            /* channels with a track */
  guint64 preferred;           /* channels where a derived value goes first */
  guint64 available;           /* channels measured or derived */
  const TlmDerivedRule *ways[TLM_N_STANDARD_CHANNELS][TLM_DERIVED_WAYS];
  guint facts;
  TlmDatum datum;              /* of the measured altitude */
  gboolean datum_conflict;     /* … which is not the one asked for */
  TlmGeodetic origin;          /* of downrange */
  TlmNodes *nodes;             /* or NULL; owned */
  const TlmEphemeris *nodes_of;
  gint64 first_orbit;          /* that they were numbered with */
} TlmDerivedBasis;

/* Finds out what can be derived. TRACKS and STATES of BASIS are set. */
void tlm_derived_basis_settle (TlmDerivedBasis *basis, const TlmTimeline *timeline);
void tlm_derived_basis_clear (TlmDerivedBasis *basis);

/* Where the vehicle's position comes from at the instant asked for. */
typedef enum {
  TLM_MOTION_UNKNOWN,
  TLM_MOTION_EPHEMERIS,        /* about the Earth: fixed, place, local */
  TLM_MOTION_BODY,             /* about another body: only state */
  TLM_MOTION_PLACE             /* from measured positions */
} TlmMotion;

/* One vehicle at one instant: what several channels need is computed once, and
 * only when a channel is asked for. Lives on the stack. */
struct _TlmDerivedContext {
  const TlmTimeline *timeline;
  const TlmDerivedBasis *basis;
  gint64 time_ns;
  TlmInstant instant;          /* or TLM_TIME_NONE */
  TlmSpeedFrame speed_frame;   /* of the channel speed, once that is had */
  guint64 done;                /* channels in memo */
  guint steps;                 /* private: TlmStep done */

  TlmMotion motion;
  const TlmBody *body;
  TlmEphemerisState state;     /* as the ephemeris has it */
  TlmState fixed;              /* ITRF */
  TlmGeodetic place;
  TlmLocalMotion local;
  TlmValue worst;              /* age and validity of all of these */
  TlmVec3 inertial_m_s;        /* velocity that does not turn, in the axes of fixed */
  TlmVec3 acceleration_m_s2;   /* of that, same axes; NaN when not known */
  TlmOrbit orbit;
  TlmAtmosphere air;
  TlmValue air_worst;
  TlmValue memo[TLM_N_STANDARD_CHANNELS];
};

void tlm_derived_begin (TlmDerivedContext *context, const TlmTimeline *timeline,
    const TlmDerivedBasis *basis, gint64 time_ns);

/* The value of a standard channel: measured when it is, else derived. */
TlmValue tlm_derived_get (TlmDerivedContext *context, guint channel);

/* The measured value alone. */
TlmValue tlm_derived_measured (const TlmDerivedContext *context, guint channel);

/* The rate of change of a measured channel, with its age and validity. */
TlmValue tlm_derived_slope (const TlmDerivedContext *context, guint channel);

/* A derived value with the worst age and validity of its inputs (B may be
 * NULL); absent when VALUE is not finite or an input is absent. */
TlmValue tlm_derived_value (double value, const TlmValue *a, const TlmValue *b);

/* Fill the context's lazy parts; FALSE when they cannot be had. */
gboolean tlm_derived_need_motion (TlmDerivedContext *context);
gboolean tlm_derived_need_local (TlmDerivedContext *context);
gboolean tlm_derived_need_inertial (TlmDerivedContext *context);
gboolean tlm_derived_need_orbit (TlmDerivedContext *context);
gboolean tlm_derived_need_acceleration (TlmDerivedContext *context);
gboolean tlm_derived_need_air (TlmDerivedContext *context);

/* The channel that is the vehicle's measured altitude, FALSE when none is. */
gboolean tlm_derived_height_channel (const TlmDerivedBasis *basis, guint *channel);

/* What the rules compute; each is one row's function. */
#define TLM_DERIVED_COMPUTE(name) TlmValue tlm_derived_##name (TlmDerivedContext *context)
TLM_DERIVED_COMPUTE (altitude_itself);
TLM_DERIVED_COMPUTE (ellipsoid_from_state);
TLM_DERIVED_COMPUTE (ellipsoid_from_msl);
TLM_DERIVED_COMPUTE (ellipsoid_from_msl_altitude);
TLM_DERIVED_COMPUTE (msl_from_ellipsoid);
TLM_DERIVED_COMPUTE (agl_from_ellipsoid);
TLM_DERIVED_COMPUTE (agl_from_msl);
TLM_DERIVED_COMPUTE (altitude_ellipsoid);
TLM_DERIVED_COMPUTE (altitude_msl);
TLM_DERIVED_COMPUTE (altitude_agl);
TLM_DERIVED_COMPUTE (altitude_above_body);
TLM_DERIVED_COMPUTE (latitude);
TLM_DERIVED_COMPUTE (longitude);
TLM_DERIVED_COMPUTE (downrange);
TLM_DERIVED_COMPUTE (vertical_speed);
TLM_DERIVED_COMPUTE (vertical_slope);
TLM_DERIVED_COMPUTE (horizontal_speed);
TLM_DERIVED_COMPUTE (horizontal_rest);
TLM_DERIVED_COMPUTE (speed_relative);
TLM_DERIVED_COMPUTE (speed_inertial);
TLM_DERIVED_COMPUTE (speed_by_frame);
TLM_DERIVED_COMPUTE (speed_of_parts);
TLM_DERIVED_COMPUTE (speed_as_measured);
TLM_DERIVED_COMPUTE (heading);
TLM_DERIVED_COMPUTE (flight_path);
TLM_DERIVED_COMPUTE (flight_path_of_parts);
TLM_DERIVED_COMPUTE (acceleration);
TLM_DERIVED_COMPUTE (speed_slope);
TLM_DERIVED_COMPUTE (g_load);
TLM_DERIVED_COMPUTE (pressure);
TLM_DERIVED_COMPUTE (temperature);
TLM_DERIVED_COMPUTE (dynamic_pressure);
TLM_DERIVED_COMPUTE (mach);
TLM_DERIVED_COMPUTE (apogee);
TLM_DERIVED_COMPUTE (perigee);
TLM_DERIVED_COMPUTE (period);
TLM_DERIVED_COMPUTE (inclination);
TLM_DERIVED_COMPUTE (orbit_number);
TLM_DERIVED_COMPUTE (sunlit);

G_END_DECLS
