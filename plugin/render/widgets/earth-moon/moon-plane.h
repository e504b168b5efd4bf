/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/moon.h"

G_BEGIN_DECLS

/* The plane of the Moon's orbit about the Earth, seen from its north: from the Earth's centre, m. A plain value. */
typedef struct {
  TlmVec3 right, up;       /* unit vectors, GCRF */
} TlrMoonPlane;

/* A place in it: metres right and up of the Earth. */
typedef struct {
  double x, y;
} TlrMoonPlace;

/* The plane of an instant, its right towards the vernal equinox: the stars stand still, the Moon goes round to the
 * left. */
TlrMoonPlane tlr_moon_plane_of_stars (TlmInstant instant);

/* The plane of an instant, its right towards the Moon: that stands still, the stars go round. */
TlrMoonPlane tlr_moon_plane_of_moon (TlmInstant instant);

/* Where a position (GCRF, m) comes to lie, seen at right angles to the plane. */
TlrMoonPlace tlr_moon_plane_place (const TlrMoonPlane *plane, TlmVec3 position_m);

G_END_DECLS
