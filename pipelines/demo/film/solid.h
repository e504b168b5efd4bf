/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A simple body along the axes 0, 1, 2 of its own frame; metres. */
typedef struct {
  enum { SOLID_BOX, SOLID_DRUM, SOLID_FUNNEL } kind;
  int axis;                             /* of a drum or funnel */
  float at[3];                          /* middle of a box; where a drum's axis starts */
  float size[3];                        /* half edges of a box; length and both radii of a drum */
  float tilt_cos, tilt_sin;             /* of a box's turn about axis 1; cosine 0: not turned */
  float hole;                           /* radius of a hole in the end of a drum */
} Solid;

/* A ray, direction of unit length. */
typedef struct { float from[3], way[3]; } SolidRay;

/* Where a ray meets a body: distance, outward normal, and the place along the body's own axes. */
typedef struct { float distance, normal[3], place[3]; } SolidHit;

/* Whether @ray meets @solid beyond @least and before @hit->distance; if so, @hit is replaced. A drum is
 * a truncated cone with flat ends, a funnel the inner side of one. */
int solid_meet (const Solid *solid, const SolidRay *ray, float least, SolidHit *hit);

/* Half edges of a box along the axes, and its middle, that holds @solid. */
void solid_bounds (const Solid *solid, float middle[3], float half[3]);
