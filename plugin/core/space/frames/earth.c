/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/earth.h"

#include <erfa.h>

#include "core/space/frames/cip.h"
#include "core/space/frames/jd.h"

/* Everything goes through TIRS: one rotation a frame instead of one a pair. */
typedef TlmMat3 (*ToTirs) (TlmInstant instant, const TlmEopValues *eop);

static TlmJd
ut1 (TlmInstant instant, const TlmEopValues *eop)
{
  return tlm_jd_from_ns (instant + (gint64) llround (eop->ut1_minus_tai_s * 1e9));
}

static double
era_rad (TlmInstant instant, const TlmEopValues *eop)
{
  TlmJd jd = ut1 (instant, eop);

  return eraEra00 (jd.day, jd.fraction);
}

static TlmMat3
cirs_to_tirs (TlmInstant instant, const TlmEopValues *eop)
{
  return tlm_mat3_rotation_z (era_rad (instant, eop));
}

static TlmMat3
gcrf_to_tirs (TlmInstant instant, const TlmEopValues *eop)
{
  TlmMat3 turn = cirs_to_tirs (instant, eop), to_cirs;
  TlmCip cip = tlm_cip_at (instant);

  eraC2ixys (cip.x, cip.y, cip.s, to_cirs.m);
  return tlm_mat3_multiply (&turn, &to_cirs);
}

/* The frame bias, GCRS to mean J2000.0: matrix rb of eraBp06, a constant. */
static const TlmMat3 bias = { {
    { 0.9999999999999941158, -7.078368960971556e-08, 8.056213977613186e-08 },
    { 7.078368694637676e-08, 0.9999999999999968914, 3.305943735432137e-08 },
    { -8.056214211620057e-08, -3.305943169218395e-08, 0.9999999999999962252 } } };

static TlmMat3
eme2000_to_tirs (TlmInstant instant, const TlmEopValues *eop)
{
  TlmMat3 from_gcrf = gcrf_to_tirs (instant, eop), unbias = tlm_mat3_transpose (&bias);

  return tlm_mat3_multiply (&from_gcrf, &unbias);
}

static TlmMat3
mod_to_tirs (TlmInstant instant, const TlmEopValues *eop)
{
  TlmMat3 from_gcrf = gcrf_to_tirs (instant, eop), to_mod, to_gcrf;
  TlmJd tt = tlm_jd_tt (instant);

  eraPmat06 (tt.day, tt.fraction, to_mod.m);
  to_gcrf = tlm_mat3_transpose (&to_mod);
  return tlm_mat3_multiply (&from_gcrf, &to_gcrf);
}

/* By the true sidereal time, which is ERA less the equation of the origins. */
static TlmMat3
tod_to_tirs (TlmInstant instant, const TlmEopValues *eop)
{
  return tlm_mat3_rotation_z (era_rad (instant, eop) - tlm_cip_at (instant).eo);
}

static TlmMat3
teme_to_tirs (TlmInstant instant, const TlmEopValues *eop)
{
  TlmJd jd = ut1 (instant, eop);

  return tlm_mat3_rotation_z (eraGmst82 (jd.day, jd.fraction));
}

static TlmMat3
tirs_to_tirs (TlmInstant instant, const TlmEopValues *eop)
{
  return (TlmMat3) { { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } } };
}

static TlmMat3
itrf_to_tirs (TlmInstant instant, const TlmEopValues *eop)
{
  TlmJd tt = tlm_jd_tt (instant);
  TlmMat3 polar;

  eraPom00 (eop->pole_x_rad, eop->pole_y_rad, eraSp00 (tt.day, tt.fraction), polar.m);
  return tlm_mat3_transpose (&polar);
}

static const ToTirs to_tirs[TLM_N_FRAMES] = {
  [TLM_FRAME_EME2000] = eme2000_to_tirs,
  [TLM_FRAME_GCRF] = gcrf_to_tirs,
  [TLM_FRAME_MOD] = mod_to_tirs,
  [TLM_FRAME_TOD] = tod_to_tirs,
  [TLM_FRAME_TEME] = teme_to_tirs,
  [TLM_FRAME_CIRS] = cirs_to_tirs,
  [TLM_FRAME_TIRS] = tirs_to_tirs,
  [TLM_FRAME_ITRF] = itrf_to_tirs,
};

static gboolean
is_frame (TlmFrame frame)
{
  return frame > TLM_FRAME_NONE && frame < TLM_N_FRAMES;
}

static double
rate_rad_s (const TlmEopValues *eop)
{
  return TLM_EARTH_RATE * (1.0 - eop->lod_s / 86400.0);
}

double
tlm_earth_rate_rad_s (TlmInstant instant, const TlmEop *eop)
{
  TlmEopValues values = tlm_eop_at (eop, instant);

  return rate_rad_s (&values);
}

TlmMat3
tlm_frame_rotation (TlmFrame from, TlmFrame to, TlmInstant instant, const TlmEop *eop)
{
  TlmEopValues values;
  TlmMat3 out = tirs_to_tirs (instant, NULL), in;

  g_return_val_if_fail (is_frame (from) && is_frame (to), out);
  if (from == to)
    return out;
  values = tlm_eop_at (eop, instant);
  in = to_tirs[from] (instant, &values);
  out = to_tirs[to] (instant, &values);
  out = tlm_mat3_transpose (&out);
  return tlm_mat3_multiply (&out, &in);
}

void
tlm_frame_convert (TlmFrame from, TlmFrame to, TlmInstant instant, const TlmState *state,
    const TlmEop *eop, TlmState *out)
{
  TlmEopValues values;
  TlmMat3 in, back;
  TlmVec3 position, velocity, rotation;

  g_return_if_fail (is_frame (from) && is_frame (to) && state && out);
  if (from == to) {
    *out = *state;
    return;
  }
  values = tlm_eop_at (eop, instant);
  in = to_tirs[from] (instant, &values);
  back = to_tirs[to] (instant, &values);
  position = tlm_mat3_apply (&in, state->position_m);
  velocity = tlm_mat3_apply (&in, state->velocity_m_s);
  rotation = tlm_vec3_cross ((TlmVec3) { 0.0, 0.0, rate_rad_s (&values) }, position);
  if (tlm_frame_is_earth_fixed (to) && !tlm_frame_is_earth_fixed (from))
    velocity = tlm_vec3_sub (velocity, rotation);
  else if (tlm_frame_is_earth_fixed (from) && !tlm_frame_is_earth_fixed (to))
    velocity = tlm_vec3_add (velocity, rotation);
  out->position_m = tlm_mat3_apply_transposed (&back, position);
  out->velocity_m_s = tlm_mat3_apply_transposed (&back, velocity);
}
