/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/eop.h"
#include "core/space/frames/frame.h"
#include "core/space/frames/vec.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* The Earth's rate of rotation in rad/s at a length of day of exactly 86400 s:
 * 2 pi 1.00273781191135448 / 86400, from the Earth rotation angle of IAU 2000
 * (IERS Conventions 2010, equation 5.15). */
#define TLM_EARTH_RATE 7.292115146706979e-5

/* The rate of rotation at an instant, rad/s: TLM_EARTH_RATE (1 - LOD / 86400)
 * (IERS Conventions 2010, 5.4.3). eop may be NULL. */
double tlm_earth_rate_rad_s (TlmInstant instant, const TlmEop *eop);

/* The rotation from one frame's axes to another's at an instant: multiply it
 * with a column vector in `from`. Both must be known frames. For directions;
 * a moving thing between a fixed and a turning frame wants tlm_frame_convert().
 *
 * Models: IAU 2006 precession and 2000A nutation by tlm_cip_at(), Earth rotation
 * angle and polar motion after IERS Conventions 2010 chapter 5; TEME by the 1982
 * mean sidereal time alone (Vallado, Crawford, Hujsak, Kelso, AIAA 2006-6753,
 * appendix C); EME2000 by the frame bias of IAU 2006. Without eop UT1 is taken
 * as UTC, which is up to 0.9 s (420 m along the equator) off. */
TlmMat3 tlm_frame_rotation (TlmFrame from, TlmFrame to, TlmInstant instant,
    const TlmEop *eop);

/* A state in another frame. Velocities gain or lose the Earth's rotation,
 * w x r, between a turning frame (TIRS, ITRF) and any other; among the others
 * the axes count as fixed (their own drift is below 0.1 mm/s at orbit height).
 * The origin is taken as the Earth's centre. eop may be NULL; out may be state
 * itself. From any thread. */
void tlm_frame_convert (TlmFrame from, TlmFrame to, TlmInstant instant,
    const TlmState *state, const TlmEop *eop, TlmState *out);

G_END_DECLS
