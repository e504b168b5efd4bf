/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "world.h"

#include <math.h>

#include "core/space/frames/atmosphere.h"

/* GM: IERS Conventions (2010), table 1.1; DE430; MRO110C. Radii: the equator's of WGS84, as
 * flights go along it; mean ones of the IAU (2015). */
const CorpusBody corpus_earth = { .name = "earth", .gm_m3_s2 = 3.986004418e14, .radius_m = 6378137,
  .turn_rad_s = 7.292115e-5, .air_top_m = 1000e3 };
const CorpusBody corpus_moon = { .name = "moon", .gm_m3_s2 = 4.902800e12, .radius_m = 1737400,
  .turn_rad_s = 2.6617e-6 };
const CorpusBody corpus_mars = { .name = "mars", .gm_m3_s2 = 4.282837e13, .radius_m = 3389500,
  .turn_rad_s = 7.088e-5, .air_top_m = 200e3 };

/* Above 86 km: US Standard Atmosphere 1976, table 8 (NOAA-S/T 76-1562). */
static const struct { double height_m, density_kg_m3; } thin[] = {
  { 86e3, 6.958e-6 }, { 90e3, 3.416e-6 }, { 100e3, 5.604e-7 }, { 110e3, 9.708e-8 },
  { 120e3, 2.222e-8 }, { 130e3, 8.152e-9 }, { 140e3, 3.831e-9 }, { 150e3, 2.076e-9 },
  { 200e3, 2.541e-10 }, { 300e3, 1.916e-11 }, { 400e3, 2.803e-12 }, { 500e3, 5.215e-13 },
  { 1000e3, 3.561e-15 },
};

static double
thin_air (double height_m)
{
  guint i = 1;

  while (i + 1 < G_N_ELEMENTS (thin) && height_m > thin[i].height_m)
    i++;
  double part = (height_m - thin[i - 1].height_m) / (thin[i].height_m - thin[i - 1].height_m);
  return thin[i - 1].density_kg_m3 * pow (thin[i].density_kg_m3 / thin[i - 1].density_kg_m3, part);
}

double
corpus_density (const CorpusBody *body, double height_m)
{
  if (height_m >= body->air_top_m)
    return 0;
  if (body == &corpus_mars)                  /* 0.020 kg/m³, scale height 11.1 km (NASA fact sheet) */
    return 0.020 * exp (-height_m / 11.1e3);
  if (height_m >= 86e3)
    return thin_air (height_m);
  return tlm_atmosphere_geometric (fmax (height_m, -4000)).density_kg_m3;
}

double
corpus_gravity (const CorpusBody *body, double height_m)
{
  double r = body->radius_m + height_m;

  return body->gm_m3_s2 / (r * r);
}
