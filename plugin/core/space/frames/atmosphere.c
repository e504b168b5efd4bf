/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/atmosphere.h"

#include <math.h>

/* NOAA-S/T 76-1562, table 2 and section 1.2.4. */
#define EARTH_RADIUS_M 6356766.0
#define GRAVITY_M_S2 9.80665
#define GAS_CONSTANT_J_KMOL_K 8314.32
#define MOLAR_MASS_KG_KMOL 28.9644
#define HEAT_RATIO 1.4
#define SEA_LEVEL_PA 101325.0
#define LOWEST_M (-5000.0)
#define HIGHEST_GEOMETRIC_M 86000.0

#define GAS_J_KG_K (GAS_CONSTANT_J_KMOL_K / MOLAR_MASS_KG_KMOL)

/* Table 4, geopotential: where a layer begins, how its temperature changes, and
 * what it begins with. The pressure at a base follows from the layers below. */
typedef struct {
  double base_m, lapse_k_m, temperature_k;
} Layer;

static const Layer layers[] = {
  { 0.0, -0.0065, 288.15 },
  { 11000.0, 0.0, 216.65 },
  { 20000.0, 0.001, 216.65 },
  { 32000.0, 0.0028, 228.65 },
  { 47000.0, 0.0, 270.65 },
  { 51000.0, -0.0028, 270.65 },
  { 71000.0, -0.002, 214.65 },
};

static double
geopotential (double altitude_m)
{
  return EARTH_RADIUS_M * altitude_m / (EARTH_RADIUS_M + altitude_m);
}

/* Pressure at a height in a layer, over that at its base: equations 33a, 33b. */
static double
pressure_ratio (const Layer *layer, double above_base_m)
{
  double k = GRAVITY_M_S2 / GAS_J_KG_K;

  if (layer->lapse_k_m == 0.0)
    return exp (-k * above_base_m / layer->temperature_k);
  return pow (layer->temperature_k / (layer->temperature_k + layer->lapse_k_m * above_base_m),
      k / layer->lapse_k_m);
}

static TlmAtmosphere
at_geopotential (double altitude_m)
{
  double pressure_pa = SEA_LEVEL_PA, above_m, temperature_k;
  gsize i = 0;

  for (; i + 1 < G_N_ELEMENTS (layers) && altitude_m >= layers[i + 1].base_m; i++)
    pressure_pa *= pressure_ratio (&layers[i], layers[i + 1].base_m - layers[i].base_m);
  above_m = altitude_m - layers[i].base_m;
  pressure_pa *= pressure_ratio (&layers[i], above_m);
  temperature_k = layers[i].temperature_k + layers[i].lapse_k_m * above_m;
  return (TlmAtmosphere) { temperature_k, pressure_pa,
    pressure_pa / (GAS_J_KG_K * temperature_k), sqrt (HEAT_RATIO * GAS_J_KG_K * temperature_k) };
}

/* Written so that NaN is outside too. */
static gboolean
is_within (double altitude_m, double highest_m)
{
  return altitude_m >= LOWEST_M && altitude_m <= highest_m;
}

TlmAtmosphere
tlm_atmosphere_geopotential (double altitude_m)
{
  if (!is_within (altitude_m, geopotential (HIGHEST_GEOMETRIC_M)))
    return (TlmAtmosphere) { NAN, NAN, NAN, NAN };
  return at_geopotential (altitude_m);
}

TlmAtmosphere
tlm_atmosphere_geometric (double altitude_m)
{
  if (!is_within (altitude_m, HIGHEST_GEOMETRIC_M))
    return (TlmAtmosphere) { NAN, NAN, NAN, NAN };
  return at_geopotential (geopotential (altitude_m));
}

double
tlm_dynamic_pressure_pa (const TlmAtmosphere *air, double speed_m_s)
{
  g_return_val_if_fail (air, NAN);
  return 0.5 * air->density_kg_m3 * speed_m_s * speed_m_s;
}

double
tlm_mach (const TlmAtmosphere *air, double speed_m_s)
{
  g_return_val_if_fail (air, NAN);
  return speed_m_s / air->speed_of_sound_m_s;
}
