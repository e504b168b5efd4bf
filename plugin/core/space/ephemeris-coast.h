/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/ephemeris-forces.h"

G_BEGIN_DECLS

/* The way from one state to the next as equations of motion have it: from the first
 * on under FORCES, and what then is missing at the second (by forces that are left
 * out, thrust, or a wrong state) spread along the way as the cubic in time that is
 * nothing at the first and all of it at the second, in position and in velocity.
 *
 * Validity: exact for any missing acceleration that is linear in time; else off by at
 * most span^4 / 384 of that one's second derivative (Burden and Faires, Numerical
 * Analysis, 3.4), 0.2 m over 240 s in low orbit, where the Earth's higher harmonics are
 * missing, and 2 cm over 120 s of thrust along the way. Of thrust that begins or ends
 * in between nothing can be known but what tlm_coast_hidden_m() says. */
typedef struct {
  TlmForces forces;
  TlmState start;              /* frozen axes, as tlm_forces_freeze() */
  double span_s;
  guint n_steps;
  TlmVec3 missing_m, missing_m_s;   /* at the end */
} TlmCoast;

/* Where it is at a quarter, a half and three quarters of the way. */
#define TLM_COAST_QUARTERS 3

/* Joins FROM and, SPAN_S later, TO, both in the frame of FORCES. QUARTERS may be NULL.
 * FALSE, outputs untouched, when the span is too long to say anything. Pure. */
gboolean tlm_coast_join (const TlmForces *forces, const TlmState *from, const TlmState *to,
    double span_s, TlmCoast *coast, TlmState quarters[TLM_COAST_QUARTERS]);

/* The state DT_S after the first one, 0 to span_s, in the frame of FORCES;
 * ACCELERATION_M_S2, of the coordinates in that frame, may be NULL. Pure. */
TlmState tlm_coast_at (const TlmCoast *coast, double dt_s, TlmVec3 *acceleration_m_s2);

/* Acceleration that the forces do not explain, at the first and at the second state. */
TlmVec3 tlm_coast_missing_first (const TlmCoast *coast);
TlmVec3 tlm_coast_missing_last (const TlmCoast *coast);

/* How far from the cubic the vehicle can have been, had it gained the missing velocity
 * in one moment: a quarter of a span's worth of half of it, and half of it. */
double tlm_coast_hidden_m (const TlmCoast *coast);
double tlm_coast_hidden_m_s (const TlmCoast *coast);

/* By how much the missing position cannot come of the missing velocity: thrust of one
 * direction moves the vehicle by between none and all of missing velocity x span. 0
 * and more; well above 0 says that one of the two states is wrong. */
double tlm_coast_contradiction_m (const TlmCoast *coast);

G_END_DECLS
