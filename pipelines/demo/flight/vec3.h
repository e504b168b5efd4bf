/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <math.h>

/* Three doubles: a position in metres, a velocity in m/s or a direction. The
 * frame is said where the value is. */
typedef struct { double x, y, z; } Vec3;

/* a + k b. */
static inline Vec3
vec3_add (Vec3 a, double k, Vec3 b)
{
  return (Vec3) { a.x + k * b.x, a.y + k * b.y, a.z + k * b.z };
}

/* k a. */
static inline Vec3
vec3_scale (double k, Vec3 a)
{
  return (Vec3) { k * a.x, k * a.y, k * a.z };
}

/* Scalar product. */
static inline double
vec3_dot (Vec3 a, Vec3 b)
{
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

/* Vector product, right-handed. */
static inline Vec3
vec3_cross (Vec3 a, Vec3 b)
{
  return (Vec3) { a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x };
}

/* Length. */
static inline double
vec3_norm (Vec3 a)
{
  return sqrt (vec3_dot (a, a));
}

/* Direction of a, which must not be zero. */
static inline Vec3
vec3_unit (Vec3 a)
{
  return vec3_scale (1.0 / vec3_norm (a), a);
}
