/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* Three Cartesian components, in the unit that the name of the variable
 * carries. A value: pass and return it as such. */
typedef struct {
  double x, y, z;
} TlmVec3;

/* A 3x3 matrix, row-major, laid out as ERFA's double[3][3]. */
typedef struct {
  double m[3][3];
} TlmMat3;

/* Where something is and how it moves, both in one frame of reference: metres
 * and metres per second. What is not known is NaN. */
typedef struct {
  TlmVec3 position_m;
  TlmVec3 velocity_m_s;
} TlmState;

/* a + b, in their common unit. */
static inline TlmVec3
tlm_vec3_add (TlmVec3 a, TlmVec3 b)
{
  return (TlmVec3) { a.x + b.x, a.y + b.y, a.z + b.z };
}

/* a - b, in their common unit. */
static inline TlmVec3
tlm_vec3_sub (TlmVec3 a, TlmVec3 b)
{
  return (TlmVec3) { a.x - b.x, a.y - b.y, a.z - b.z };
}

/* k times a. */
static inline TlmVec3
tlm_vec3_scale (TlmVec3 a, double k)
{
  return (TlmVec3) { a.x * k, a.y * k, a.z * k };
}

/* The scalar product a . b. */
static inline double
tlm_vec3_dot (TlmVec3 a, TlmVec3 b)
{
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

/* The vector product a x b. */
static inline TlmVec3
tlm_vec3_cross (TlmVec3 a, TlmVec3 b)
{
  return (TlmVec3) { a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z,
    a.x * b.y - a.y * b.x };
}

/* The length of a, not negative. */
static inline double
tlm_vec3_norm (TlmVec3 a)
{
  return sqrt (tlm_vec3_dot (a, a));
}

/* a at length 1; NaN when a is the null vector. */
static inline TlmVec3
tlm_vec3_unit (TlmVec3 a)
{
  return tlm_vec3_scale (a, 1.0 / tlm_vec3_norm (a));
}

/* The angle between a and b, 0 to pi rad. Sound for nearly parallel vectors,
 * where the arc cosine of the scalar product is not. */
static inline double
tlm_vec3_angle_rad (TlmVec3 a, TlmVec3 b)
{
  return atan2 (tlm_vec3_norm (tlm_vec3_cross (a, b)), tlm_vec3_dot (a, b));
}

/* m times the column vector a. */
static inline TlmVec3
tlm_mat3_apply (const TlmMat3 *m, TlmVec3 a)
{
  return (TlmVec3) {
    m->m[0][0] * a.x + m->m[0][1] * a.y + m->m[0][2] * a.z,
    m->m[1][0] * a.x + m->m[1][1] * a.y + m->m[1][2] * a.z,
    m->m[2][0] * a.x + m->m[2][1] * a.y + m->m[2][2] * a.z
  };
}

/* The transpose of m times a: the inverse, when m is a rotation. */
static inline TlmVec3
tlm_mat3_apply_transposed (const TlmMat3 *m, TlmVec3 a)
{
  return (TlmVec3) {
    m->m[0][0] * a.x + m->m[1][0] * a.y + m->m[2][0] * a.z,
    m->m[0][1] * a.x + m->m[1][1] * a.y + m->m[2][1] * a.z,
    m->m[0][2] * a.x + m->m[1][2] * a.y + m->m[2][2] * a.z
  };
}

/* The matrix product a b: first b, then a. */
static inline TlmMat3
tlm_mat3_multiply (const TlmMat3 *a, const TlmMat3 *b)
{
  TlmMat3 out;

  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      out.m[i][j] = a->m[i][0] * b->m[0][j] + a->m[i][1] * b->m[1][j]
          + a->m[i][2] * b->m[2][j];
  return out;
}

/* The transpose of a: the inverse, when a is a rotation. */
static inline TlmMat3
tlm_mat3_transpose (const TlmMat3 *a)
{
  return (TlmMat3) { { { a->m[0][0], a->m[1][0], a->m[2][0] },
      { a->m[0][1], a->m[1][1], a->m[2][1] },
      { a->m[0][2], a->m[1][2], a->m[2][2] } } };
}

/* The rotation of the axes about z by an angle in radians (ERFA's eraRz):
 * components in the turned axes from components in the old ones. */
static inline TlmMat3
tlm_mat3_rotation_z (double angle_rad)
{
  double s = sin (angle_rad), c = cos (angle_rad);

  return (TlmMat3) { { { c, s, 0.0 }, { -s, c, 0.0 }, { 0.0, 0.0, 1.0 } } };
}

G_END_DECLS
