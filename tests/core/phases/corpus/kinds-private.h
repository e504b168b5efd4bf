/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "kinds.h"

/* Drag area that falls at SPEED with MASS near the ground of BODY. */
double kinds_area (const CorpusBody *body, double mass_kg, double speed_m_s);

/* Stands for S seconds: before liftoff, after landing. */
void kinds_stand (CorpusFlight *flight, double s);

/* Hangs from a parachute down to END_VALUE above the ground, or to the ground (0). */
void kinds_hang (CorpusFlight *flight, double area_m2, double open_s, double to_m);

/* Falls without thrust. */
void kinds_fall (CorpusFlight *flight, double area_m2, CorpusEnd end, double value);

CorpusFlight *kinds_sounding (GRand *random);
CorpusFlight *kinds_sounding_parachute (GRand *random);
CorpusFlight *kinds_sounding_two_stages (GRand *random);
CorpusFlight *kinds_model_dual (GRand *random);
CorpusFlight *kinds_orbit_two_stages (GRand *random);
CorpusFlight *kinds_orbit_relight (GRand *random);
CorpusFlight *kinds_orbit_boosters (GRand *random);
CorpusFlight *kinds_orbit_dip (GRand *random);
CorpusFlight *kinds_orbit_reboost (GRand *random);
CorpusFlight *kinds_booster_return (GRand *random);
CorpusFlight *kinds_booster_ship (GRand *random);
CorpusFlight *kinds_booster_lost (GRand *random);
CorpusFlight *kinds_shepard_booster (GRand *random);
CorpusFlight *kinds_shepard_capsule (GRand *random);
CorpusFlight *kinds_capsule_deorbit (GRand *random);
CorpusFlight *kinds_capsule_entry (GRand *random);
CorpusFlight *kinds_steady_sink (GRand *random);
CorpusFlight *kinds_balloon (GRand *random);
CorpusFlight *kinds_drone (GRand *random);
CorpusFlight *kinds_moon_descent (GRand *random);
CorpusFlight *kinds_moon_hover (GRand *random);
CorpusFlight *kinds_moon_ascent (GRand *random);
CorpusFlight *kinds_mars_landing (GRand *random);
CorpusFlight *kinds_docking (GRand *random);
