/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/earth-moon/moon-plane.h"

static TlmVec3
find_north (const TlmState *moon)
{
  return tlm_vec3_unit (tlm_vec3_cross (moon->position_m, moon->velocity_m_s));
}

TlrMoonPlane
tlr_moon_plane_of_stars (TlmInstant instant)
{
  const TlmVec3 equinox = { 1, 0, 0 };
  TlmState moon = tlm_moon_gcrf (instant);
  TlmVec3 north = find_north (&moon);
  TlmVec3 right = tlm_vec3_unit (tlm_vec3_sub (equinox, tlm_vec3_scale (north, tlm_vec3_dot (equinox, north))));

  return (TlrMoonPlane) { right, tlm_vec3_cross (north, right) };
}

TlrMoonPlane
tlr_moon_plane_of_moon (TlmInstant instant)
{
  TlmState moon = tlm_moon_gcrf (instant);
  TlmVec3 right = tlm_vec3_unit (moon.position_m);

  return (TlrMoonPlane) { right, tlm_vec3_cross (find_north (&moon), right) };
}

TlrMoonPlace
tlr_moon_plane_place (const TlrMoonPlane *plane, TlmVec3 position_m)
{
  return (TlrMoonPlace) { tlm_vec3_dot (plane->right, position_m), tlm_vec3_dot (plane->up, position_m) };
}
