/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/body.h"
#include "core/space/frames/frame.h"
#include "core/space/frames/vec.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* What pulls at a spacecraft that coasts, for the minutes between two states of an
 * ephemeris. Independent of the ephemeris's own numbers but for where it begins.
 *
 * Validity. Earth within TLM_FORCES_FAR_M: point mass and J2 (Vallado, Fundamentals
 * of Astrodynamics and Applications, 4th ed., 8.6.1); what is left out, higher
 * harmonics, drag above 200 km, Moon and Sun, is below 1 % of J2: 1.4e-4 m/s^2 at
 * 400 km. Beyond it, and about the Moon, Earth, Moon and Sun are point masses
 * (Vallado 8.6.3) at the places that ERFA has (eraMoon98: 15 km in position, so it is
 * of little worth within some thousand km of the Moon when Earth is the centre;
 * eraEpv00: 11 km, 1900 to 2100). About Mars: its point mass alone, 0.3 % off. */
typedef struct {
  double gm_m3_s2, radius_m;
  double j2;                   /* 0: point mass */
  TlmVec3 pole;                /* unit vector along the axis of J2 */
  guint n_bodies;              /* that pull from afar */
  struct {
    double gm_m3_s2;
    TlmVec3 position_m;        /* from the centre, at time 0 */
    TlmVec3 velocity_m_s;      /* straight on from there: for minutes, not days */
  } bodies[2];
  gboolean is_turning;         /* states are in Earth-fixed axes: see tlm_forces_freeze() */
} TlmForces;

/* Further than this from the Earth, Moon and Sun count. */
#define TLM_FORCES_FAR_M 20e6

/* Places of Moon and Sun, kept for the next question nearby. All zero at first. */
typedef struct {
  gboolean is_set;
  TlmInstant start;            /* of the hours that these hold for */
  TlmState moon[2], sun[2];    /* from the Earth, GCRF, at START and at the end */
} TlmSky;

/* The forces about CENTRE from START on, in the axes of FRAME, where the first state
 * is POSITION; with J2 only when HAS_J2 and the centre is the Earth. POLE is that of
 * the Earth's axis in FRAME, from tlm_forces_pole(). SKY may be NULL. */
TlmForces tlm_forces_new (const TlmBody *centre, TlmFrame frame, TlmVec3 pole, gboolean has_j2,
    TlmInstant start, TlmVec3 position_m, TlmSky *sky);

/* The Earth's axis of date in FRAME; UT1 plays no part. */
TlmVec3 tlm_forces_pole (TlmFrame frame, TlmInstant instant);

/* m/s^2 at POSITION, DT_S after the start, in axes that do not turn. Pure. */
TlmVec3 tlm_forces_at (const TlmForces *forces, double dt_s, TlmVec3 position_m);

/* A state in FORCES' frame DT_S after the start in axes that do not turn, which at
 * the start lie as the frame's do; and back. The same where the frame does not turn.
 * The pole is taken as still: 0.1 m after 20 minutes in low orbit. */
TlmState tlm_forces_freeze (const TlmForces *forces, double dt_s, const TlmState *state);
TlmState tlm_forces_thaw (const TlmForces *forces, double dt_s, const TlmState *state);

/* How many equal steps tlm_forces_propagate() takes well over SPAN_S from a state: of
 * 0.03 rad of the circular orbit there, a multiple of 4, at most
 * TLM_FORCES_MAX_STEPS; 0 when those are too few. */
#define TLM_FORCES_MAX_STEPS 256
guint tlm_forces_steps (const TlmForces *forces, const TlmState *state, double span_s);

/* The state STEP_S after STATE, which is FROM_S after the start: one step of the
 * classical method of Runge and Kutta of order 4 (Hairer, Norsett and Wanner, Solving
 * Ordinary Differential Equations I, II.1). Frozen axes. Pure. */
TlmState tlm_forces_step (const TlmForces *forces, double from_s, const TlmState *state,
    double step_s);

G_END_DECLS
