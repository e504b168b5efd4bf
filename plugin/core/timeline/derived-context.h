/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/ephemeris.h"
#include "core/space/frames/atmosphere.h"
#include "core/space/frames/body.h"
#include "core/space/frames/geodetic.h"
#include "core/space/frames/orbit.h"
#include "core/timeline/derived-basis.h"
#include "core/timeline/derived-world.h"
#include "core/log/slope-memory.h"
#include "core/timeline/speed-frame.h"

G_BEGIN_DECLS

/* What several channels share; the bit above each says that it could be had. */
typedef enum {
  TLM_STEP_MOTION = 1 << 0,
  TLM_STEP_LOCAL = 1 << 2,
  TLM_STEP_INERTIAL = 1 << 4,
  TLM_STEP_ORBIT = 1 << 6,
  TLM_STEP_ACCELERATION = 1 << 8,
  TLM_STEP_AIR = 1 << 10,
  TLM_STEP_CLIMB = 1 << 12
} TlmDerivedStep;

/* Where the vehicle's position comes from at the instant asked for. */
typedef enum {
  TLM_MOTION_UNKNOWN,
  TLM_MOTION_EPHEMERIS,        /* about the Earth: fixed, place, local */
  TLM_MOTION_BODY,             /* about another body: only state */
  TLM_MOTION_PLACE             /* from measured positions */
} TlmMotion;

/* A rate of change of a channel, storage unit per second, with its age and validity,
 * and what it may be wrong by, one standard deviation (core/log/slope.h). */
typedef struct {
  TlmValue value;
  double error_per_s;
} TlmDerivedRate;

/* One vehicle at one instant: what several channels need is computed once, and
 * only when a channel is asked for. Lives on the stack. */
struct _TlmDerivedContext {
  const TlmDerivedWorld *world;
  const TlmDerivedBasis *basis;
  TlmSlopeMemory *slopes;      /* not owned, may be NULL */
  gint64 time_ns;
  TlmInstant instant;          /* or TLM_TIME_NONE */
  TlmSpeedFrame speed_frame;   /* of the channel speed, once that is had */
  guint64 done, begun;         /* channels in memo, and those being found */
  guint64 measured;            /* those whose memo is what is measured */
  guint steps;                 /* private: TlmDerivedStep, done and found */

  TlmMotion motion;
  const TlmBody *body;
  TlmEphemerisState state;     /* as the ephemeris has it */
  TlmState fixed;              /* ITRF */
  TlmGeodetic place;
  TlmLocalMotion local;
  gboolean has_climb;          /* local is more than its horizontal part */
  double horizontal_error_m_s; /* of local: standard deviation */
  TlmDerivedRate climb;        /* of the altitude */
  TlmValue worst;              /* age and validity of all of these */
  TlmVec3 inertial_m_s;        /* velocity that does not turn, in the axes of fixed */
  TlmVec3 acceleration_m_s2;   /* of that, same axes; NaN when not known */
  TlmOrbit orbit;
  TlmAtmosphere air;
  TlmValue air_worst;
  TlmValue memo[TLM_N_STANDARD_CHANNELS];
};

/* Begins an instant: TIME_NS on the timeline's clock, INSTANT the same as TAI, or
 * TLM_TIME_NONE when the two are not related. WORLD, BASIS and SLOPES, which may be NULL,
 * stay the caller's and outlive CONTEXT. */
void tlm_derived_begin (TlmDerivedContext *context, const TlmDerivedWorld *world,
    const TlmDerivedBasis *basis, TlmSlopeMemory *slopes, gint64 time_ns, TlmInstant instant);

/* Runs FILL at the first call for STEP and remembers its answer. */
static inline gboolean
tlm_derived_once (TlmDerivedContext *context, TlmDerivedStep step,
    gboolean (*fill) (TlmDerivedContext *))
{
  if (!(context->steps & step))
    context->steps |= step | (fill (context) ? step << 1 : 0);
  return (context->steps & step << 1) != 0;
}

/* The value of a standard channel: measured when there is one to show at this
 * instant, else derived. */
TlmValue tlm_derived_get (TlmDerivedContext *context, guint channel);

/* The measured value alone. */
TlmValue tlm_derived_measured (const TlmDerivedContext *context, guint channel);

/* A derived value with the worst age and validity of its inputs (B may be
 * NULL); absent when VALUE is not finite or an input is absent. */
TlmValue tlm_derived_value (double value, const TlmValue *a, const TlmValue *b);

G_END_DECLS
