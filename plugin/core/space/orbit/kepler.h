/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/vec.h"

G_BEGIN_DECLS

/* Time of one revolution, s; on an open orbit that of a circular orbit at the
 * same distance. STATE in m and m/s in axes that do not turn, GM in m^3/s^2. */
double tlm_kepler_period_s (double gm_m3_s2, const TlmState *state);

/* The state DT_S later (earlier when negative) on the same Keplerian orbit, of
 * any shape: universal variables (Battin, An Introduction to the Mathematics
 * and Methods of Astrodynamics, revised ed., 4.5 and 4.6), solved by Laguerre's
 * method (Conway, Celestial Mechanics 39, 1986). Meant for one revolution or
 * so. FALSE, OUT untouched, when it does not converge. Pure; OUT may be STATE. */
gboolean tlm_kepler_propagate (double gm_m3_s2, const TlmState *state, double dt_s,
    TlmState *out);

G_END_DECLS
