/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sim.h"

/* What is integrated. */
typedef struct {
  double x, y, vx, vy, mass_kg;
} SimState;

/* A state seen from the turning ground. */
typedef struct {
  double r_m, height_m;      /* above the ground of the place */
  double up_x, up_y, along_x, along_y;   /* unit vectors; along is eastwards */
  double up_m_s, along_m_s;  /* over the ground */
  double air_up_m_s, air_along_m_s;      /* through the air */
  double pull_m_s2;          /* gravity less the centrifugal share of the inertial speed */
} SimView;

typedef struct {
  const CorpusFlight *flight;
  const CorpusSegment *segment;
  double area_before_m2;     /* drag area that the segment found */
} SimContext;

SimView sim_view (const CorpusFlight *flight, const SimState *state);

/* Thrust, N, upwards and along, S seconds into the segment. */
void sim_steer (const SimContext *context, const SimState *state, const SimView *view, double s,
    double *up_n, double *along_n);

/* Drag, N, along the velocity through the air. */
double sim_drag (const SimContext *context, const SimView *view, double s);

/* One step of the equations of motion. */
SimState sim_step (const SimContext *context, const SimState *state, double s, double step_s);
