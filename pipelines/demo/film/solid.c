/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "solid.h"

#include <math.h>
#include <string.h>

static inline void
turn (const float *v, float c, float s, float *out)
{
  out[0] = c * v[0] - s * v[2];
  out[1] = v[1];
  out[2] = s * v[0] + c * v[2];
}

static int
meet_box (const Solid *box, const SolidRay *ray, float least, SolidHit *hit)
{
  float c = box->tilt_cos, s = box->tilt_sin, from[3], way[3], enter = -1e9f, leave = 1e9f, side = 1.0f;
  float off[3] = { ray->from[0] - box->at[0], ray->from[1] - box->at[1], ray->from[2] - box->at[2] };
  int face = 0;

  if (c == 0.0f)
    c = 1.0f;
  turn (off, c, s, from);
  turn (ray->way, c, s, way);
  for (int k = 0; k < 3; k++) {
    float inverse = 1.0f / (fabsf (way[k]) < 1e-7f ? 1e-7f : way[k]);
    float near = (-box->size[k] - from[k]) * inverse, far = (box->size[k] - from[k]) * inverse;
    float first = fminf (near, far);
    if (first > enter) {
      enter = first;
      face = k;
      side = way[k] > 0.0f ? -1.0f : 1.0f;
    }
    leave = fminf (leave, fmaxf (near, far));
  }
  if (enter > leave || enter <= least || enter >= hit->distance)
    return 0;
  float normal[3] = { 0.0f, 0.0f, 0.0f };
  normal[face] = side;
  turn (normal, c, -s, hit->normal);
  hit->distance = enter;
  for (int k = 0; k < 3; k++)
    hit->place[k] = from[k] + enter * way[k];
  return 1;
}

/* A drum's ray in its own order of axes: the axis, and the two across. */
typedef struct { float from[3], way[3]; int axis[3]; } Turned;

static void
take (const Turned *t, float distance, const float *normal, SolidHit *hit)
{
  float length = sqrtf (normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);

  hit->distance = distance;
  for (int k = 0; k < 3; k++) {
    hit->normal[t->axis[k]] = normal[k] / length;
    hit->place[t->axis[k]] = t->from[k] + distance * t->way[k];
  }
}

static int
meet_wall (const Solid *drum, const Turned *t, float least, SolidHit *hit)
{
  const float *o = t->from, *d = t->way;
  float k = (drum->size[2] - drum->size[1]) / drum->size[0], radius = drum->size[1] + k * o[0];
  float a = d[1] * d[1] + d[2] * d[2] - k * k * d[0] * d[0];
  float b = o[1] * d[1] + o[2] * d[2] - k * d[0] * radius;
  float c = o[1] * o[1] + o[2] * o[2] - radius * radius, disc = b * b - a * c;
  int inner = drum->kind == SOLID_FUNNEL;

  if (disc <= 0.0f || fabsf (a) < 1e-9f)
    return 0;
  /* Seen from without, the root where the ray gets inside; from within, where it leaves. */
  float distance = (inner ? -b + sqrtf (disc) : -b - sqrtf (disc)) / a, along = o[0] + distance * d[0];
  if (distance <= least || distance >= hit->distance || along < 0.0f || along > drum->size[0])
    return 0;
  float sign = inner ? -1.0f : 1.0f;
  float normal[3] = { -sign * k * (radius + k * distance * d[0]), sign * (o[1] + distance * d[1]),
    sign * (o[2] + distance * d[2]) };
  take (t, distance, normal, hit);
  return 1;
}

static int
meet_ends (const Solid *drum, const Turned *t, float least, SolidHit *hit)
{
  int end = t->way[0] < 0.0f;
  float distance = (end * drum->size[0] - t->from[0]) / t->way[0], radius = drum->size[1 + end];
  float y = t->from[1] + distance * t->way[1], z = t->from[2] + distance * t->way[2], r2 = y * y + z * z;
  float normal[3] = { end ? 1.0f : -1.0f, 0.0f, 0.0f };

  if (!(distance > least && distance < hit->distance) || r2 > radius * radius || r2 < drum->hole * drum->hole)
    return 0;
  take (t, distance, normal, hit);
  return 1;
}

static int
meet_drum (const Solid *drum, const SolidRay *ray, float least, SolidHit *hit)
{
  Turned t;

  for (int k = 0; k < 3; k++) {
    int axis = (drum->axis + k) % 3;
    t.axis[k] = axis;
    t.from[k] = ray->from[axis] - drum->at[axis];
    t.way[k] = ray->way[axis];
  }
  int met = meet_wall (drum, &t, least, hit);
  return (drum->kind == SOLID_DRUM && meet_ends (drum, &t, least, hit)) || met;
}

int
solid_meet (const Solid *solid, const SolidRay *ray, float least, SolidHit *hit)
{
  return solid->kind == SOLID_BOX ? meet_box (solid, ray, least, hit) : meet_drum (solid, ray, least, hit);
}

void
solid_bounds (const Solid *solid, float middle[3], float half[3])
{
  memcpy (middle, solid->at, 3 * sizeof *middle);
  if (solid->kind == SOLID_BOX) {
    float c = solid->tilt_cos == 0.0f ? 1.0f : fabsf (solid->tilt_cos), s = fabsf (solid->tilt_sin);
    half[0] = c * solid->size[0] + s * solid->size[2];
    half[1] = solid->size[1];
    half[2] = s * solid->size[0] + c * solid->size[2];
    return;
  }
  for (int k = 0; k < 3; k++)
    half[k] = fmaxf (solid->size[1], solid->size[2]);
  half[solid->axis] = 0.5f * solid->size[0];
  middle[solid->axis] += half[solid->axis];
}
