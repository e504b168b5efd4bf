/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "truth.h"
#include "world.h"

/* Which way an engine pushes, or who commands it. */
typedef enum {
  STEER_NONE,          /* no engine */
  STEER_HOLD,          /* held on the ground */
  STEER_PROGRAM,       /* pitch above the horizon, from FROM to TO degrees over the segment */
  STEER_AGAINST,       /* against the velocity through the air */
  STEER_BACK,          /* level, back to where it came from */
  STEER_PROGRADE,      /* along the inertial velocity */
  STEER_RETROGRADE,
  STEER_ORBIT,         /* to height TO, with the time constant FROM, s, whatever pitch it takes */
  STEER_SPEED,         /* vertical speed TO, m/s, nothing sideways */
  STEER_LAND,          /* braked by FROM m/s² to touch down at TO m/s */
  STEER_GATE           /* to height FROM with vertical speed TO and none sideways at END_VALUE s */
} CorpusSteer;

/* What ends a segment; END_VALUE in SI units. */
typedef enum {
  END_TIME,            /* after so long */
  END_ABOVE, END_BELOW,   /* height above the ground */
  END_APEX,            /* vertical speed is 0 or less */
  END_GROUND,          /* touched down */
  END_PERIGEE,         /* at least so high */
  END_BACKWARD,        /* level speed over the ground at most so much */
  END_SLOWER,          /* speed through the air at most so much */
  END_BRAKE            /* below 4 km, so much m/s² would only just stop it at the ground */
} CorpusEnd;

/* One stretch of a flight under one command. */
typedef struct {
  CorpusSteer steer;
  double from, to;           /* see CorpusSteer */
  CorpusEnd end;
  double end_value;
  double most_s;             /* and never longer; 0: 20,000 s */
  double step_s;             /* of the integration; 0: 0.04 s */
  double mass_kg;            /* from here on, after something was dropped; 0: as it was */
  double thrust_n;           /* or the most of it, where commanded */
  double isp_s;              /* 0: mass does not change */
  double regress;            /* a solid motor: thrust falls by this share over END_VALUE s */
  double drag_area_m2;       /* Cd times area */
  double open_s;             /* which it reaches from the one before in this time */
  double lift_n;             /* of a balloon, whose area grows as the air gets thin */
  gboolean parachute;        /* it opens as the segment begins, or hangs from it */
  gboolean lost;             /* the recording ends with it at the latest */
  CorpusState powered;       /* the state while its engine runs */
} CorpusSegment;

/* What is known at each step; metres, m/s, m/s² about the centre and above the sphere. */
typedef struct {
  double t_s;
  double x, y, vx, vy;       /* inertial */
  double height_m;
  double up_m_s, along_m_s;  /* over the turning ground */
  double inertial_m_s;       /* speed */
  double felt_m_s2;          /* thrust and drag along the path through the air, signed */
  double load_m_s2;          /* all that is felt, its size */
  double pressure_pa;        /* dynamic */
  double range_m, closing_m_s;   /* to a target, where there is one */
} CorpusPoint;

/* A flight: the command, and after corpus_fly() what came of it. */
typedef struct {
  const CorpusBody *body;
  double ground_m;           /* height of the ground above the sphere */
  double wind_m_s;           /* of the air over the ground */
  double mass_kg;
  double x, y, vx, vy;       /* where it begins; all 0: on the ground */
  GArray *segments;          /* CorpusSegment */
  GArray *points;            /* CorpusPoint, ascending */
  CorpusTruth *truth;
  double end_s;              /* nothing is recorded later than this */
} CorpusFlight;

CorpusFlight *corpus_flight_new (const CorpusBody *body, double mass_kg);
void corpus_flight_free (CorpusFlight *flight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorpusFlight, corpus_flight_free)

/* One segment more. */
void corpus_add (CorpusFlight *flight, CorpusSegment segment);

/* Begins in an orbit between two heights, at the PART of a revolution (0: perigee). */
void corpus_begin_orbit (CorpusFlight *flight, double perigee_m, double apogee_m, double part);

/* Begins at a height with a speed and a path angle over the ground, degrees above level. */
void corpus_begin_path (CorpusFlight *flight, double height_m, double speed_m_s, double angle_deg);

/* Integrates the equations of motion (Runge-Kutta of fourth order). */
void corpus_fly (CorpusFlight *flight);

/* What was at T; the first or last point outside. */
CorpusPoint corpus_at (const CorpusFlight *flight, double t_s);

/* Height of the perigee of a state above the sphere. */
double corpus_perigee (const CorpusBody *body, double x, double y, double vx, double vy);
