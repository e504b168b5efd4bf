/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/series-private.h"

G_BEGIN_DECLS

/* Knots that one side of the instant gives at most, and samples that are looked
 * at for them on each side. */
#define TLM_SLOPE_KNOTS 112
#define TLM_SLOPE_SAMPLES 4096

/* Runs on each side that tell the grid near the instant, and its noise. */
#define TLM_SLOPE_GRID_RUNS 6
#define TLM_SLOPE_NOISE_RUNS 8

typedef enum {
  TLM_SLOPE_BEFORE,
  TLM_SLOPE_AFTER
} TlmSlopeSide;

/* Neighbouring samples that are equal. */
typedef struct {
  gsize first, last;           /* indices, inclusive */
  guint length;                /* samples, wrong digits not counted; saturates */
  double begin_s, end_s;       /* of the first and the last, since the instant */
  double value;                /* less the walk's origin; angles not turned through 360 */
  double step;                 /* of the grid there; negative: not looked at yet */
  gint8 is_stair, has_edge;    /* slope-knots.c; negative: not looked at yet */
} TlmSlopeRun;

#define TLM_SLOPE_RUN(at, y) \
  ((TlmSlopeRun) { .first = (at), .last = (at), .length = 1, .value = (y), .step = -1, \
    .is_stair = -1, .has_edge = -1 })

/* What a series says of its value at one time: standard deviation SIGMA. */
typedef struct {
  double x_s;                  /* since the instant */
  double y;                    /* less the origin */
  double sigma;
} TlmSlopeKnot;

/* A series seen from one instant, as far as it has been looked at. On the
 * stack; its arrays are not cleared. */
typedef struct {
  const TlmSample *samples;
  const TlmSeries *series;
  gint64 centre_ns;
  gboolean is_angle;
  double origin;               /* value that the others are told from */
  double quantum;              /* grid of the values near the instant; 0: none */
  double noise;                /* their scatter; negative: not measured yet */
  double least_sigma;          /* for the sake of the arithmetic */
  TlmSlopeRun centre;          /* the run at the instant */
  TlmSlopeRun runs[2][TLM_SLOPE_KNOTS + TLM_SLOPE_NOISE_RUNS];  /* outward */
  guint n_runs[2];
  guint budget[2];             /* samples still to be looked at */
  gboolean run_out[2];         /* no more runs: a gap, the end, enough samples */
  TlmSlopeKnot knots[2][TLM_SLOPE_KNOTS];      /* outward */
  guint n_knots[2];
  guint n_emitted[2];          /* runs made to knots */
} TlmSlopeWalk;

/* Begins at the sample AT, the last one at or before the instant CENTRE. */
void tlm_slope_walk_begin (TlmSlopeWalk *walk, const TlmSeries *series, gsize at,
    gint64 centre_ns, gboolean is_angle);

/* Looks on until SIDE has N runs; FALSE when there are not so many. */
gboolean tlm_slope_need_runs (TlmSlopeWalk *walk, TlmSlopeSide side, guint n);

/* The K-th run after the one at the instant (negative: before it), or NULL where
 * the data ends before. */
static inline TlmSlopeRun *
tlm_slope_run (TlmSlopeWalk *walk, int k)
{
  TlmSlopeSide side = k < 0 ? TLM_SLOPE_BEFORE : TLM_SLOPE_AFTER;
  guint n = (guint) ABS (k);

  if (k == 0)
    return &walk->centre;
  if (walk->n_runs[side] < n && !tlm_slope_need_runs (walk, side, n))
    return NULL;
  return &walk->runs[side][n - 1];
}

/* Finds knots until SIDE has N of them; FALSE when there are not so many. */
gboolean tlm_slope_need_knots (TlmSlopeWalk *walk, TlmSlopeSide side, guint n);

/* The step of the grid at a run: a staircase's own where it is one, as the grid
 * may change, else that of the surroundings. */
double tlm_slope_step (TlmSlopeWalk *walk, int k);

/* Whether a run is one of a sensor that hung: the value that follows catches up
 * with what it missed. */
gboolean tlm_slope_is_stuck (TlmSlopeWalk *walk, int k);

/* The scatter of the values near the instant about smooth motion, one standard
 * deviation. */
double tlm_slope_noise (TlmSlopeWalk *walk);

/* Weighted sums over knots, of which a least-squares fit is made. */
typedef struct {
  double s[7];                 /* of w x^k */
  double b[4];                 /* of w y x^k */
  double yy;                   /* of w y^2 */
  double ww;                   /* of w^2 */
  guint n;
} TlmSlopeSums;

void tlm_slope_sums_add (TlmSlopeSums *sums, const TlmSlopeKnot *knot);
void tlm_slope_sums_join (TlmSlopeSums *sums, const TlmSlopeSums *other);

/* A slope at x = 0 and what it may be wrong by, one standard deviation. */
typedef struct {
  double slope, error;
  double c[3];                 /* the parabola: coefficients of x^k */
  guint n;                     /* knots */
  double excess;               /* mean square of the residuals, in sigmas, at least 1 */
  gboolean is_misfit;          /* … which is more than chance */
} TlmSlopeFit;

/* The parabola of least squares (a line for three knots and fewer). FALSE, FIT
 * untouched, when there are fewer than two knots, or five or more of which only
 * a few have any weight: nothing then tells how far it is off. */
gboolean tlm_slope_fit (const TlmSlopeSums *sums, TlmSlopeFit *fit);

G_END_DECLS
