/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/edge.h"

#include <math.h>

/* Looked at to either side: so many seconds, or samples where they are rare. */
#define HALF_S 2.5
#define MIN_SIDE 5
#define MAX_SAMPLES 256

typedef struct {
  double x[MAX_SAMPLES], y[MAX_SAMPLES];    /* s from the guess; from the first value */
  guint n;
} Window;

/* Samples about TIME, evenly thinned, that no gap parts from it. */
static void
gather (const TlmSeries *series, gint64 time_ns, Window *window)
{
  gint64 half = (gint64) (HALF_S * (double) TLM_SECOND);
  gssize centre = tlm_series_find (series, time_ns), first, last;
  gssize length = (gssize) tlm_series_length (series);
  gsize take;

  window->n = 0;
  centre = MAX (centre, 0);
  first = MAX (MIN (tlm_series_find (series, time_ns - half) + 1, centre - MIN_SIDE + 1), 0);
  last = MIN (MAX (tlm_series_find (series, time_ns + half), centre + MIN_SIDE), length - 1);
  for (gssize i = centre; i > first; i--)
    if (tlm_series_is_gap (series, (gsize) i - 1))
      first = i;
  for (gssize i = centre; i < last; i++)
    if (tlm_series_is_gap (series, (gsize) i))
      last = i;
  if (last - first + 1 < 2 * MIN_SIDE - 2)
    return;
  take = MIN ((gsize) (last - first + 1), MAX_SAMPLES);
  for (gsize k = 0; k < take; k++) {
    gsize at = (gsize) first + k * (gsize) (last - first) / (take - 1);
    window->x[k] = tlm_duration_to_s (tlm_series_time (series, at) - time_ns);
    window->y[k] = tlm_series_value (series, at) - tlm_series_value (series, (gsize) first);
  }
  window->n = (guint) take;
}

/* Residual square sum of y = a + b x + c max (0, x - BREAK), and c. Normal equations by
 * Cramer's rule; HUGE_VAL where they have no solution. */
static double
two_lines (const Window *window, double at, double *turn)
{
  double n = window->n, x = 0, h = 0, y = 0, xx = 0, xh = 0, hh = 0, xy = 0, hy = 0, yy = 0;

  for (guint i = 0; i < window->n; i++) {
    double xi = window->x[i], hi = MAX (0, xi - at), yi = window->y[i];
    x += xi; h += hi; y += yi;
    xx += xi * xi; xh += xi * hi; hh += hi * hi;
    xy += xi * yi; hy += hi * yi; yy += yi * yi;
  }
  /* About the means, so that the constant drops out. */
  xx -= x * x / n; xh -= x * h / n; hh -= h * h / n;
  xy -= x * y / n; hy -= h * y / n; yy -= y * y / n;
  double determinant = xx * hh - xh * xh;
  if (determinant <= 1e-9 * xx * hh)
    return HUGE_VAL;
  double b = (xy * hh - hy * xh) / determinant, c = (hy * xx - xy * xh) / determinant;
  *turn = c;
  return MAX (yy - b * xy - c * hy, 0);
}

static double
one_line (const Window *window)
{
  double n = window->n, x = 0, y = 0, xx = 0, xy = 0, yy = 0;

  for (guint i = 0; i < window->n; i++) {
    x += window->x[i];
    y += window->y[i];
    xx += window->x[i] * window->x[i];
    xy += window->x[i] * window->y[i];
    yy += window->y[i] * window->y[i];
  }
  xx -= x * x / n;
  xy -= x * y / n;
  yy -= y * y / n;
  return xx > 0 ? MAX (yy - xy * xy / xx, 0) : yy;
}

/* Places the break may be in. */
#define N_PLACES 120

void
tlm_edge_find (const TlmSeries *series, TlmEdge *edge)
{
  double best = HUGE_VAL, at = 0, turn = 0, place_turn, span, before;
  Window window;

  if (!series || tlm_series_length (series) == 0)
    return;
  gather (series, edge->time_ns, &window);
  if (window.n < 2 * MIN_SIDE - 2)
    return;
  span = window.x[window.n - 1] - window.x[0];
  before = one_line (&window);
  for (guint i = 1; i < N_PLACES; i++) {
    double place = window.x[0] + span * i / N_PLACES;
    double rest = two_lines (&window, place, &place_turn);
    if (rest < best) {
      best = rest;
      at = place;
      turn = place_turn;
    }
  }
  /* Two more numbers have to explain over half of what one line leaves. */
  if (best == HUGE_VAL || best > 0.5 * before || turn == 0)
    return;
  edge->time_ns += (gint64) (at * (double) TLM_SECOND);
  edge->error_ns = (TlmDuration) ((span / N_PLACES / sqrt (12) + sqrt (best / (double) window.n) /
          fabs (turn) / sqrt ((double) window.n / 4)) * (double) TLM_SECOND);
}

void
tlm_edge_zero (const TlmSignals *signals, gsize index, guint channel, TlmEdge *edge)
{
  double after = tlm_signals_value (signals, index, channel, 0), error;
  gsize i = index;

  /* What passes a threshold beyond 0 was at 0 some instants before. */
  while (i > 0 && !isnan (after) && !tlm_signals_is_behind_gap (signals, i)) {
    double before = tlm_signals_value (signals, i - 1, channel, 0);
    gint64 from = tlm_signals_time (signals, i - 1), to = tlm_signals_time (signals, i);
    if (isnan (before))
      return;
    if ((before >= 0) != (after >= 0)) {
      double part = before / (before - after), slope = (after - before) / tlm_duration_to_s (to - from);
      edge->time_ns = from + (gint64) (part * (double) (to - from));
      error = tlm_signals_error (signals, i, channel);
      edge->error_ns = (TlmDuration) ((double) (to - from) / sqrt (12) * 0.3);
      if (!isnan (error))
        edge->error_ns += (TlmDuration) (MIN (error / fabs (slope), 60) * (double) TLM_SECOND);
      return;
    }
    after = before;
    i--;
  }
}
