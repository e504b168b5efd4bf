/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/ephemeris-coast.h"

#include "core/space/frames/earth.h"

/* The missing part at PART of the span. */
static TlmState
missing_at (const TlmCoast *coast, double part)
{
  double h = coast->span_s, s = part;

  return (TlmState) {
    tlm_vec3_add (tlm_vec3_scale (coast->missing_m, s * s * (3 - 2 * s)),
        tlm_vec3_scale (coast->missing_m_s, h * s * s * (s - 1))),
    tlm_vec3_add (tlm_vec3_scale (coast->missing_m, 6 * s * (1 - s) / h),
        tlm_vec3_scale (coast->missing_m_s, s * (3 * s - 2))) };
}

static TlmVec3
missing_acceleration (const TlmCoast *coast, double part)
{
  double h = coast->span_s;

  return tlm_vec3_add (tlm_vec3_scale (coast->missing_m, (6 - 12 * part) / (h * h)),
      tlm_vec3_scale (coast->missing_m_s, (6 * part - 2) / h));
}

static TlmState
add (TlmState a, TlmState b)
{
  return (TlmState) { tlm_vec3_add (a.position_m, b.position_m),
    tlm_vec3_add (a.velocity_m_s, b.velocity_m_s) };
}

gboolean
tlm_coast_join (const TlmForces *forces, const TlmState *from, const TlmState *to, double span_s,
    TlmCoast *coast, TlmState quarters[TLM_COAST_QUARTERS])
{
  TlmCoast made = { *forces, tlm_forces_freeze (forces, 0, from), span_s };
  TlmState state = made.start, end = tlm_forces_freeze (forces, span_s, to), at[4];
  double step_s;

  made.n_steps = tlm_forces_steps (forces, &made.start, span_s);
  if (made.n_steps == 0)
    return FALSE;
  step_s = span_s / made.n_steps;
  for (guint i = 0; i < made.n_steps; i++) {
    state = tlm_forces_step (forces, i * step_s, &state, step_s);
    if ((i + 1) % (made.n_steps / 4) == 0)
      at[(i + 1) / (made.n_steps / 4) - 1] = state;
  }
  made.missing_m = tlm_vec3_sub (end.position_m, state.position_m);
  made.missing_m_s = tlm_vec3_sub (end.velocity_m_s, state.velocity_m_s);
  if (!isfinite (tlm_vec3_norm (made.missing_m) + tlm_vec3_norm (made.missing_m_s)))
    return FALSE;
  *coast = made;
  for (guint i = 0; quarters && i < TLM_COAST_QUARTERS; i++) {
    TlmState whole = add (at[i], missing_at (&made, (i + 1) / 4.0));
    quarters[i] = tlm_forces_thaw (forces, span_s * (i + 1) / 4, &whole);
  }
  return TRUE;
}

/* In turning axes what stands still in the others is accelerated. */
static TlmVec3
thaw_acceleration (const TlmCoast *coast, double dt_s, TlmVec3 frozen, const TlmState *thawed)
{
  const TlmVec3 rate = { 0, 0, TLM_EARTH_RATE };
  TlmMat3 turn;

  if (!coast->forces.is_turning)
    return frozen;
  turn = tlm_mat3_rotation_z (TLM_EARTH_RATE * dt_s);
  return tlm_vec3_sub (tlm_mat3_apply (&turn, frozen), tlm_vec3_cross (rate,
          tlm_vec3_add (tlm_vec3_scale (thawed->velocity_m_s, 2),
              tlm_vec3_cross (rate, thawed->position_m))));
}

TlmState
tlm_coast_at (const TlmCoast *coast, double dt_s, TlmVec3 *acceleration_m_s2)
{
  double step_s = coast->span_s / coast->n_steps;
  guint n = (guint) CLAMP (floor (dt_s / step_s), 0, coast->n_steps);
  TlmState state = coast->start, thawed;

  for (guint i = 0; i < n; i++)
    state = tlm_forces_step (&coast->forces, i * step_s, &state, step_s);
  if (dt_s > n * step_s)
    state = tlm_forces_step (&coast->forces, n * step_s, &state, dt_s - n * step_s);
  state = add (state, missing_at (coast, dt_s / coast->span_s));
  thawed = tlm_forces_thaw (&coast->forces, dt_s, &state);
  if (acceleration_m_s2)
    *acceleration_m_s2 = thaw_acceleration (coast, dt_s,
        tlm_vec3_add (tlm_forces_at (&coast->forces, dt_s, state.position_m),
            missing_acceleration (coast, dt_s / coast->span_s)), &thawed);
  return thawed;
}

TlmVec3
tlm_coast_missing_first (const TlmCoast *coast)
{
  return missing_acceleration (coast, 0);
}

TlmVec3
tlm_coast_missing_last (const TlmCoast *coast)
{
  return missing_acceleration (coast, 1);
}

double
tlm_coast_hidden_m (const TlmCoast *coast)
{
  return tlm_vec3_norm (coast->missing_m_s) * coast->span_s / 8;
}

double
tlm_coast_hidden_m_s (const TlmCoast *coast)
{
  return tlm_vec3_norm (coast->missing_m_s) / 2;
}

double
tlm_coast_contradiction_m (const TlmCoast *coast)
{
  TlmVec3 half = tlm_vec3_scale (coast->missing_m_s, coast->span_s / 2);

  return MAX (tlm_vec3_norm (tlm_vec3_sub (coast->missing_m, half)) - tlm_vec3_norm (half), 0);
}
