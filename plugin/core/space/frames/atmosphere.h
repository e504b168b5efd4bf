/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the US Standard Atmosphere 1976 says of a height. All NaN outside its
 * range: above 86 km geometric (84.852 km geopotential) and below -5 km. */
typedef struct {
  double temperature_k;         /* molecular-scale temperature; the kinetic one is
                                 * the same to 80 km, 0.04 % lower at 86 km */
  double pressure_pa;           /* static */
  double density_kg_m3;
  double speed_of_sound_m_s;
} TlmAtmosphere;

/* The standard atmosphere at a geometric altitude above mean sea level, m
 * (NOAA-S/T 76-1562, section 1.2 and equations 18, 23, 33a, 33b, 42, 50; r0 =
 * 6 356 766 m). */
TlmAtmosphere tlm_atmosphere_geometric (double altitude_m);

/* The same at a geopotential altitude in (geopotential) metres, which is what
 * its layers are defined in: 11 km is 11.019 km geometric. */
TlmAtmosphere tlm_atmosphere_geopotential (double altitude_m);

/* Dynamic pressure in Pa, half of density times speed squared; speed in m/s
 * relative to the air, for which that relative to the turning Earth stands. */
double tlm_dynamic_pressure_pa (const TlmAtmosphere *air, double speed_m_s);

/* Speed over the speed of sound. */
double tlm_mach (const TlmAtmosphere *air, double speed_m_s);

G_END_DECLS
