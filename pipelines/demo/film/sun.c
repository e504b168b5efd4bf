/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sun.h"

#include "flight/earth.h"

#define DEG (M_PI / 180.0)
/* Seconds from 1970-01-01 to 2000-01-01T12:00. */
#define J2000_UNIX 946728000.0

Vec3
sun_direction (double unix_s)
{
  double n = (unix_s - J2000_UNIX) / 86400.0;
  double mean = (280.460 + 0.9856474 * n) * DEG, anomaly = (357.528 + 0.9856003 * n) * DEG;
  double lambda = mean + (1.915 * sin (anomaly) + 0.020 * sin (2.0 * anomaly)) * DEG;
  double oblique = (23.439 - 4e-7 * n) * DEG;
  State s = { .pos = { cos (lambda), cos (oblique) * sin (lambda), sin (oblique) * sin (lambda) } };

  return earth_to_fixed (s, earth_sidereal (unix_s)).pos;
}
