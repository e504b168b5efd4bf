/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/derived-context.h"

G_BEGIN_DECLS

/* The vehicle's way through space, in steps that fill a context: each needs the one
 * before. FALSE where it cannot be had; what it fills is then undefined. */

/* MOTION, BODY, STATE, FIXED position, PLACE, WORST. */
gboolean tlm_derived_need_motion (TlmDerivedContext *context);

/* FIXED velocity and LOCAL, about the Earth; without HAS_CLIMB only its horizontal
 * part. Of measured places where their error bears it. */
gboolean tlm_derived_need_local (TlmDerivedContext *context);

/* INERTIAL_M_S. */
gboolean tlm_derived_need_inertial (TlmDerivedContext *context);

/* ORBIT, osculating. */
gboolean tlm_derived_need_orbit (TlmDerivedContext *context);

/* ACCELERATION_M_S2, of an ephemeris. */
gboolean tlm_derived_need_acceleration (TlmDerivedContext *context);

G_END_DECLS
