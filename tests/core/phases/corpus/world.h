/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* A body to fly at: a sphere that turns. */
typedef struct {
  const char *name;          /* as body= of a mission says it */
  double gm_m3_s2;
  double radius_m;
  double turn_rad_s;         /* in the plane of flight, eastwards */
  double air_top_m;          /* no air above; 0: none at all */
} CorpusBody;

extern const CorpusBody corpus_earth, corpus_moon, corpus_mars;

/* Density of its air, kg/m³, at a height above the sphere; 0 above its top. */
double corpus_density (const CorpusBody *body, double height_m);

/* Its pull at that height, m/s². */
double corpus_gravity (const CorpusBody *body, double height_m);
