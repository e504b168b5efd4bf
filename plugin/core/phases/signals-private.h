/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <math.h>

#include "core/log/slope.h"
#include "core/phases/fit.h"
#include "core/phases/signals.h"
#include "core/space/frames/body.h"

G_BEGIN_DECLS

#define TLM_SIGNAL_ORDERS 3

/* One channel with its slopes, a number for each instant. */
typedef struct {
  gboolean wanted[TLM_SIGNAL_ORDERS];
  GArray *values[TLM_SIGNAL_ORDERS];      /* double */
  const TlmSeries *series;        /* of this update, or NULL: derived */
  TlmQuantity quantity;
  gint64 block;                   /* where GRAIN was measured */
  TlmGrain grain;
} TlmSignalChannel;

/* How the vehicle moves at an instant, each number with one standard deviation; NAN: not
 * known. */
typedef struct {
  double speed_m_s, speed_error_m_s;
  double climb_m_s, climb_error_m_s;      /* upward */
  double gain_m_s2, gain_error_m_s2;      /* rate of change of SPEED */
  double rise_m_s2, rise_error_m_s2;      /* … of CLIMB */
  double push_m_s2, push_error_m_s2;      /* per mass along the path, gravity taken out */
  double pressure_pa;                     /* dynamic, of the air */
  double most_hold_m_s2;                  /* since it began to brake; 0: it does not */
  gboolean has_let_go;                    /* an engine that braked it stopped */
  double slowing_s;                       /* for so long it has slowed */
  double path_m_s;                        /* speed that GAIN is of, where it is not SPEED */
  gboolean is_inertial;                   /* … as states say it */
  gboolean is_body_known;                 /* told, or the Earth by how it has fallen up to here */
  double least_push_m_s2;                 /* PUSH where it may be the Moon's pull */
  double drift_m_s2, coasted_s;           /* PUSH while it coasts, and for how long that is known */
  gboolean is_fine;                       /* … and how finely the speed is recorded */
  double along_m_s;                       /* the most it goes along the ground in free fall, as the climb alone tells */
  double engine;                          /* 1 or 0: it runs, or not, as the climb alone tells */
  double began_m_s3;                      /* the jerk with which it began to, after it did not; 0: not so */
  gboolean has_moved;                     /* faster than anything on the ground seems to by noise */
  double height_error_m;                  /* of the altitude, by its rounding or noise */
  double height_grain_m;                  /* how finely the altitude is read where it rests; 0: it does not */
} TlmKinematics;

/* A rate of change that is looked up at one instant after another. */
typedef struct {
  const TlmSeries *series;        /* of this update, or NULL: not measured */
  const TlmSeries *calm;          /* the same, or its means where samples are closer than instants */
  TlmSeries *means;               /* or NULL */
  gint64 made_ns;                 /* samples up to here are in MEANS, G_MININT64: none */
  const TlmSeries *made_of;       /* only compared */
  TlmSlopeCursor *cursor;
  gint64 block;                   /* where GRAIN was measured */
  const TlmSeries *block_of;      /* … of which, only compared */
  double grain;                   /* how finely it is read */
} TlmRate;

/* What it flies about. */
typedef struct {
  const char *name;               /* of a TlmBody */
  double orbit_m;                 /* what lies all above this goes round */
  gboolean is_told;               /* by the mission: else what moves tells, or both ends hold */
  double highest_m;               /* nothing rests above this */
  double turns_rad_s;             /* about its axis */
  double ground_kg_m3, scale_m;   /* density of its air, or 0: the Earth's standard one */
  gboolean has_air;               /* which may hold back by as much as an engine does */
} TlmSignalsBody;

struct _TlmSignals {
  const TlmSignalsBody *about;    /* of this update */
  const TlmBody *body;
  TlmSignalChannel channels[TLM_RULE_N_CHANNELS];
  GArray *times;                  /* gint64 */
  GArray *gaps;                   /* guint8: nothing was received just before the instant */
  gsize kept;                     /* instants that the last update left as they were */
  gsize fixed;                    /* … and that every one will: those before them were dropped */
  double begin_m;                 /* altitude at the first of all, where FIXED is not 0 */
  gint64 first_ns;                /* what spacing counts from */
  gint64 settled_ns;              /* what is said up to here is hardly taken back for want of samples */
  gint64 firm_ns;                 /* … nor at all */
  TlmDuration reach_ns;           /* so far back samples to come change what is said */
  double grain_m;                 /* of the altitude, where it last changed; 0: it has not */
  GArray *kinematics;             /* TlmKinematics, where a rule asks for what it tells */
  TlmRate speed, climb, altitude;
  gboolean is_inertial;           /* the speed is not relative to the ground */
  gboolean wants_kinematics;
  gint64 t0_ns;                   /* of this update, or TLM_TIME_NONE */
  double ground_m;                /* altitude where it rested before it moved; NAN: it was not seen to */
};

/* signals-fill.c: the numbers of CHANNEL from the instant FROM on. Altitude comes first, then
 * speed, since the others are derived from them. */
void tlm_signals_fill (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle,
    guint channel, gsize from);
void tlm_signals_fill_speed (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle,
    gsize from);

/* signals-fill.c: the altitude at the first instant of all; NAN: not known. */
double tlm_signals_begin_m (const TlmSignals *signals);

/* A number at an instant, NAN where it is not known or was not asked for. */
double tlm_signals_at (const TlmSignals *signals, gsize index, guint channel, guint order);

/* signals-settle.c: finds how far an update that is done has settled, and is firm. */
void tlm_signals_settle (TlmSignals *signals);

/* Sets it. */
void tlm_signals_set (GArray *values, gsize index, double value);

/* Above this there is no air that would matter to a push. */
#define TLM_AIRLESS_M 150e3

/* … and above this none that slows what an engine lifts. */
#define TLM_THIN_M 40e3

static inline TlmKinematics *
tlm_signals_kinematics (const TlmSignals *signals, gsize index)
{
  return &g_array_index (signals->kinematics, TlmKinematics, index);
}

/* Of the body, at this altitude, or on its surface where that is not known (NAN). */
static inline double
tlm_signals_gravity_m_s2 (const TlmSignals *signals, double altitude_m)
{
  double radius = signals->body->equatorial_radius_m + (isnan (altitude_m) ? 0 : altitude_m);

  return signals->body->gm_m3_s2 / (radius * radius);
}

/* kinematics.c: how it moves, from the instant FROM on. */
void tlm_signals_measure_kinematics (TlmSignals *signals, const TlmTimeline *timeline,
    guint vehicle, gsize from);

/* means.c: what RATE, of a series of this update, is measured by; blocks count from ORIGIN. Samples
 * before FROM are those of the update before. */
void tlm_rate_calm (TlmRate *rate, gint64 origin_ns, gint64 from_ns);

/* … its means are made anew at the next update. */
void tlm_rate_forget (TlmRate *rate);

/* … those before TIME are not asked for any more. */
void tlm_rate_drop (TlmRate *rate, gint64 before_ns);

/* conditions.c: what the mission says it flies about, the Earth where it says nothing; and its T-0. */
void tlm_signals_find_body (TlmSignals *signals, const TlmTimeline *timeline);

static inline gboolean
tlm_signals_gap (const TlmSignals *signals, gsize index)
{
  return g_array_index (signals->gaps, guint8, index) != 0;
}

/* signals-fill.c: a series between two samples, or at one; NAN in a gap and outside. */
double tlm_signals_value_of (const TlmSeries *series, gint64 time_ns);

/* coast.c: 1 where an engine moves what only the climb is known of, above the air, 0 where none
 * does; NAN as long as it was not seen to start or stop. BEFORE is the same an instant ago. */
double tlm_signals_engine (const TlmSignals *signals, gsize index, double before);

/* … the most it can go along the ground, m/s, while no engine runs: what holds up its climb; NAN: not known.
 * Its engine is, and what was before. */
double tlm_signals_along (const TlmSignals *signals, gsize index);

/* ground.c: height above the ground that it rested on before it ever moved; those before are known. */
double tlm_signals_height (TlmSignals *signals, gsize index);

/* … whether what rests at an instant can do so on the ground alone. */
double tlm_signals_on_ground (const TlmSignals *signals, gsize index);

/* drift.c: from the instant before, which is known. */
void tlm_signals_follow_drift (TlmSignals *signals, gsize index);

/* … what a push is more than; NAN: not known. */
double tlm_signals_drift (const TlmSignals *signals, gsize index);

/* orbit.c: 1 or 0: it is on an orbit at an instant, or not; those before it are known. */
double tlm_signals_on_orbit (const TlmSignals *signals, gsize index);

/* drag.c: for how long it has slowed at an instant; those before it are known. */
double tlm_signals_slowing (const TlmSignals *signals, gsize index);

/* … how heavy it is for its drag at an instant, of the most shortly before; NAN: not known. */
double tlm_signals_ballistic (const TlmSignals *signals, gsize index);

/* conditions.c: how it moves, from the instant FROM on, and what that tells. */
void tlm_signals_fill_kinematics (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle,
    gsize from);

G_END_DECLS
