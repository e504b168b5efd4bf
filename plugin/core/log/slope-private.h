/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <math.h>

#include "core/log/series-private.h"
#include "core/log/slope.h"

G_BEGIN_DECLS

/* Knots that one side of the instant gives at most, and samples that are looked
 * at for them on each side. */
#define TLM_SLOPE_KNOTS 112
#define TLM_SLOPE_SAMPLES 4096

/* Runs on each side that tell the grid near the instant, and its noise. */
#define TLM_SLOPE_GRID_RUNS 6
#define TLM_SLOPE_NOISE_RUNS 8

/* Runs that are kept, a power of two: those of both sides and the one between. */
#define TLM_SLOPE_RUNS 256
#define TLM_SLOPE_SIDE_RUNS (TLM_SLOPE_KNOTS + TLM_SLOPE_NOISE_RUNS)
G_STATIC_ASSERT (2 * TLM_SLOPE_SIDE_RUNS < TLM_SLOPE_RUNS);

typedef enum {
  TLM_SLOPE_BEFORE,
  TLM_SLOPE_AFTER
} TlmSlopeSide;

/* Neighbouring samples that are equal. */
typedef struct {
  gsize first, last;           /* indices, inclusive */
  gint64 begin_ns, end_ns;     /* of the first and the last */
  double value;
  double third;                /* difference of this one and the next three (slope-noise.c);
                                * NaN: not looked at yet */
  guint length;                /* samples, wrong digits not counted; saturates */
  guint8 has_shape, has_edge;  /* what follows is known, from wherever it is looked at */
  guint8 edge_flickers;
  double own_step;             /* of the grid, as the runs beside it tell; 0: they do not */
  double step_after;           /* to the next run; infinite: none */
  double catch_up;             /* … which is what a sensor missed that hung here; 0: none did */
  double edge_s, edge_value;   /* where it meets the next one: after its end, and at what value */
  double edge_sigma;
} TlmSlopeRun;

/* What a series says of its value at one time: standard deviation SIGMA. */
typedef struct {
  double x_s;                  /* since the walk's reference */
  double y;                    /* less the value of the run at the instant */
  double sigma;
} TlmSlopeKnot;

/* A run makes at most five knots of its value and one of its end. */
typedef struct {
  TlmSlopeKnot knots[6];
  guint n;
} TlmSlopeEmission;

/* A series seen from the run that an instant lies in, as far as it has been looked at.
 * What is known of runs stays when the instant goes on to the next one; its arrays are
 * not cleared. */
typedef struct {
  const TlmSample *samples;
  const TlmSeries *series;
  gboolean is_angle;
  int centre;                  /* number of the run at the instant */
  int known[2];                /* … of the first and the last run that are known */
  int near[2];                 /* … and that are near enough to this instant */
  gboolean run_out[2];         /* no more runs: a gap, the end */
  gsize budget;                /* samples of a side that are looked at */
  gint64 reference_ns;         /* the middle of the run at the instant */
  double quantum;              /* grid of the values near the instant; 0: none */
  double noise;                /* their scatter; negative: not measured yet */
  double plain_sigma;          /* of values that are rounded and have noise; negative: not
                                * looked at yet */
  double least_sigma;          /* for the sake of the arithmetic */
  TlmSlopeRun runs[TLM_SLOPE_RUNS];            /* by number, modulo */
  TlmSlopeEmission emission;   /* of the run at the instant */
  TlmSlopeKnot knots[2][TLM_SLOPE_KNOTS];      /* outward */
  guint n_knots[2];
  guint n_emitted[2];          /* runs made to knots */
} TlmSlopeWalk;

/* Begins at the sample AT, the last one at or before the instant. */
void tlm_slope_walk_begin (TlmSlopeWalk *walk, const TlmSeries *series, gsize at,
    gboolean is_angle);

/* Goes on to the sample AT of the same series, unchanged since; FALSE when it is in the
 * same run still. */
gboolean tlm_slope_walk_move (TlmSlopeWalk *walk, gsize at);

/* Looks on until the run of this number is known; FALSE where there is none, or none
 * near enough to the instant. */
gboolean tlm_slope_need_run (TlmSlopeWalk *walk, int number);

static inline TlmSlopeRun *
tlm_slope_run_of (TlmSlopeWalk *walk, int number)
{
  return &walk->runs[(guint) number % TLM_SLOPE_RUNS];
}

/* The K-th run after the one at the instant (negative: before it), or NULL where
 * the data ends before. */
static inline TlmSlopeRun *
tlm_slope_run (TlmSlopeWalk *walk, int k)
{
  int number = walk->centre + k;

  if (number >= walk->near[TLM_SLOPE_BEFORE] && number <= walk->near[TLM_SLOPE_AFTER])
    return tlm_slope_run_of (walk, number);
  return tlm_slope_need_run (walk, number) ? tlm_slope_run_of (walk, number) : NULL;
}

/* How far the value of B is from that of A; angles the shorter way. */
static inline double
tlm_slope_apart (const TlmSlopeWalk *walk, double a, double b)
{
  return walk->is_angle ? remainder (b - a, 360) : b - a;
}

static inline double
tlm_slope_lasts_s (const TlmSlopeRun *run)
{
  return run ? tlm_duration_to_s (run->end_ns - run->begin_ns) : 0;
}

/* slope-grid.c: finds the grid that the values near the instant are multiples of, which
 * the walk needs once it has come to another run. */
void tlm_slope_find_quantum (TlmSlopeWalk *walk);

/* How many knots of the run at the instant are at or before it, X_S after the
 * reference. */
guint tlm_slope_split (TlmSlopeWalk *walk, double x_s);

/* Begins the sides anew: as many knots of the run at the instant are before it. */
void tlm_slope_knots_begin (TlmSlopeWalk *walk, guint split);

/* Finds knots until SIDE has N of them; FALSE when there are not so many. */
gboolean tlm_slope_more_knots (TlmSlopeWalk *walk, TlmSlopeSide side, guint n);

static inline gboolean
tlm_slope_need_knots (TlmSlopeWalk *walk, TlmSlopeSide side, guint n)
{
  return walk->n_knots[side] >= n || tlm_slope_more_knots (walk, side, n);
}

/* The step of the grid at the K-th run, which is there. */
double tlm_slope_step (TlmSlopeWalk *walk, int k);

/* Whether the K-th run is of a sensor that hung. */
gboolean tlm_slope_is_stuck (TlmSlopeWalk *walk, int k);

/* The scatter of the values near the instant about smooth motion, one standard
 * deviation. */
double tlm_slope_noise (TlmSlopeWalk *walk);

/* Two numbers that are computed with together. */
typedef double TlmSlopePair __attribute__ ((vector_size (16)));

/* Weighted sums over knots, of which a least-squares fit is made. */
typedef struct {
  TlmSlopePair s[4];           /* of w x^k, from k = 0 to 7 */
  TlmSlopePair b[2];           /* of w y x^k, from k = 0 to 3 */
  TlmSlopePair rest;           /* of w y^2, and of w^2 */
} TlmSlopeSums;

/* Fills SUMS, which are those of the first knots by their number, from FROM, which is
 * known, to TO. */
void tlm_slope_sum (const TlmSlopeKnot *knots, guint from, guint to, TlmSlopeSums *sums);

/* A slope and what it may be wrong by, one standard deviation. */
typedef struct {
  double slope, error;
} TlmSlopeFit;

/* The parabola of least squares over some knots. */
typedef struct {
  double c[3];                 /* coefficients of x^k */
  guint n;                     /* knots; 0: nothing is known */
  double excess;               /* mean square of the residuals, in sigmas, at least 1 */
  gboolean is_misfit;          /* … which is more than chance */
  gboolean is_off;             /* at the knots beside the instant (slope-windows.c) */
  double square[3];            /* parts of the square of the error, */
  double turn[3];              /* … and what they grow by (slope-fit.c) */
  double part;                 /* of the slope that is in the error */
} TlmSlopeWindow;

/* Parabolas over two windows of N[i] knots, over four, whose sums are those of BEFORE[i] and
 * AFTER[i] together. A window's n is 0 when they do not make one, or only a few of five
 * or more have any weight: nothing then tells how far it is off. */
void tlm_slope_fit_two (const TlmSlopeSums *const before[2], const TlmSlopeSums *const after[2],
    const guint n[2], TlmSlopeWindow *const windows[2]);

/* The parabola over N knots, or a line for three and two. FALSE when they do not make
 * one. */
gboolean tlm_slope_fit_few (const TlmSlopeSums *before, const TlmSlopeSums *after, guint n,
    TlmSlopeWindow *window);

/* The slope of a window at X, and its error: that of the orthogonal polynomials it is
 * made of, whose derivatives are 1, t0 + 2 x and t1 + x (2 t2 + 3 x). */
static inline TlmSlopeFit
tlm_slope_of_window (const TlmSlopeWindow *window, double x_s)
{
  double slope = window->c[1] + 2 * window->c[2] * x_s;
  double second = window->turn[0] + 2 * x_s;
  double third = window->turn[1] + x_s * (2 * window->turn[2] + 3 * x_s);

  return (TlmSlopeFit) { slope, sqrt (window->square[0] + window->square[1] * second * second +
        window->square[2] * third * third + window->part * slope * slope) };
}

/* Sizes of windows, and where they stand: quarters of their knots that are before the
 * instant. */
#define TLM_SLOPE_SIZES 10
#define TLM_SLOPE_PLACES 5

/* The windows in one place about the instant. */
typedef struct {
  const TlmSlopeWindow *window;        /* of the smallest error of those that count, or NULL */
  TlmSlopeFit best;            /* … and that, where there is one */
  double low, high;            /* where all their slopes agree */
  double excess[2];            /* of the last two, older first; 0: none */
  double fair;                 /* the largest of those that count */
} TlmSlopePlace;

struct _TlmSlopeCursor {
  guint64 version;             /* of the series that was walked; 0: none */
  gsize at;                    /* the sample of it at or before the instant */
  TlmSlopeWalk walk;
  guint split;                 /* knots of the run at the instant that are before it */
  gboolean has_knots;
  TlmSlopeSums sums[2][TLM_SLOPE_KNOTS + 1];   /* of the first knots of a side */
  guint n_sums[2];
  guint least[2];              /* knots of a side that each window has */
  TlmSlopeWindow windows[TLM_SLOPE_SIZES][TLM_SLOPE_PLACES];
  guint8 fitted[TLM_SLOPE_SIZES];        /* those of the windows that are, a bit a place */
  gint64 time_ns;              /* the instant */
  double x_s;                  /* … after the walk's reference */
  TlmSlopePlace places[TLM_SLOPE_PLACES];
  const guint8 *shares;        /* knots before the instant beyond those, by size and place */
  guint growing;               /* places whose windows have not grown enough, a bit each */
  const TlmSlopePlace *best;   /* the place of the smallest error, or NULL */
};

/* The sums over the first N knots of SIDE, which are there. */
const TlmSlopeSums *tlm_slope_sums (TlmSlopeCursor *search, TlmSlopeSide side, guint n);

/* How far from the instant the N-th knot of SIDE is, seconds. */
static inline double
tlm_slope_reach_s (const TlmSlopeCursor *search, TlmSlopeSide side, guint n)
{
  return n > 0 ? fabs (search->walk.knots[side][n - 1].x_s - search->x_s) : 0;
}

/* Finds the best window in each place about the instant, and the best place. */
void tlm_slope_grow (TlmSlopeCursor *search);

G_END_DECLS
