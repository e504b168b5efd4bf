/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/derived-trajectory.h"

G_BEGIN_DECLS

/* What the rules compute: each is the function of a row of derived.c, called where
 * all that the row needs is there, and gives the channel's value in its storage unit,
 * absent where it cannot be had at this instant. */
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
TLM_DERIVED_COMPUTE (epoch_age);

G_END_DECLS
