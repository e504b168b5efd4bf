/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/derived-context.h"

G_BEGIN_DECLS

/* The rate of change of a measured channel; its value is absent where there is none.
 * Whether the error bears showing it is for the caller to say. */
TlmDerivedRate tlm_derived_slope (const TlmDerivedContext *context, guint channel);

/* Whether a speed, m/s, is shown that may be wrong by ERROR, m/s, where the vehicle
 * moves at SPEED: up to 5 m/s, or 5 % of that speed. */
gboolean tlm_derived_bears_speed (double error_m_s, double speed_m_s);

/* The rate of the measured altitude, m/s, where its error bears it. No vehicle climbs
 * faster than it moves: where a speed relative to the Earth is measured, a climb over
 * it by no more than its own error is that speed, and one by more is absent. */
TlmDerivedRate tlm_derived_altitude_rate (TlmDerivedContext *context);

/* The climb: measured, which has no error here, or else that. */
TlmDerivedRate tlm_derived_climb (TlmDerivedContext *context);

G_END_DECLS
