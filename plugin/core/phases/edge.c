/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/edge.h"

#include <math.h>
#include <string.h>

#include "core/phases/fit.h"

/* Looked at to either side: so many seconds, or samples where they are rare. */
static const double halves_s[] = { 2.5, 8, 25, 75 }; /* the first over which it stands out */
#define N_HALVES_IN_AIR 3                            /* what pushes in orbit may be weak and last */
#define AIRLESS_M 150e3
#define BEND_HALF_S 7.0                              /* of a height, whose slope's slope breaks */
#define MAX_BEND_HALF_S 25.0
#define MIN_SIDE 5
#define MIN_TWO (2 * MIN_SIDE - 2)
#define MAX_SAMPLES 256

typedef struct {
  double x[MAX_SAMPLES], y[MAX_SAMPLES];    /* s from the guess; from the first value */
  guint n;
} Window;

/* Samples about TIME, evenly thinned, that no gap parts from it. */
static void
gather_samples (const TlmSeries *series, gint64 time_ns, double half_s, Window *window)
{
  gint64 half = (gint64) (half_s * (double) TLM_SECOND);
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
  if (last - first + 1 < MIN_TWO)
    return;
  take = MIN ((gsize) (last - first + 1), MAX_SAMPLES);
  for (gsize k = 0; k < take; k++) {
    gsize at = (gsize) first + k * (gsize) (last - first) / (take - 1);
    window->x[k] = tlm_duration_to_s (tlm_series_time (series, at) - time_ns);
    window->y[k] = tlm_series_value (series, at) - tlm_series_value (series, (gsize) first);
  }
  window->n = (guint) take;
}

/* The same of a number that is known at the instants alone. */
static void
gather_instants (const TlmSignals *signals, guint channel, gint64 time_ns, double half_s,
    Window *window)
{
  gsize n = tlm_signals_length (signals), centre = tlm_signals_find (signals, time_ns);
  gint64 half = (gint64) (half_s * (double) TLM_SECOND);
  gsize first = centre, last = centre;
  double origin = NAN;

  window->n = 0;
  while (first > 0 && !tlm_signals_is_behind_gap (signals, first) && last - first < MAX_SAMPLES / 2 &&
      (time_ns - tlm_signals_time (signals, first - 1) <= half || centre - first < MIN_SIDE))
    first--;
  while (last + 1 < n && !tlm_signals_is_behind_gap (signals, last + 1) &&
      last - first < MAX_SAMPLES - 1 &&
      (tlm_signals_time (signals, last + 1) - time_ns <= half || last - centre < MIN_SIDE))
    last++;
  for (gsize i = first; i <= last && i < n; i++) {
    double value = tlm_signals_value (signals, i, channel, 0);
    if (isnan (value))
      continue;
    if (window->n == 0)
      origin = value;
    window->x[window->n] = tlm_duration_to_s (tlm_signals_time (signals, i) - time_ns);
    window->y[window->n++] = value - origin;
  }
}

/* Most numbers that are fitted at once. */
#define MAX_TERMS 4

/* Residual square sum of the least squares of N_TERMS functions of x, the rows of TERMS, and
 * the last one's factor; HUGE_VAL where there is no solution. Gram and Schmidt, modified
 * (A. Bjorck, BIT 7 (1967) 1-21); TERMS are used up. */
static double
fit_terms (double terms[MAX_TERMS][MAX_SAMPLES], guint n_terms, const double *y, guint n,
    double *last)
{
  double rest[MAX_SAMPLES], sum = 0;

  memcpy (rest, y, n * sizeof *rest);
  for (guint i = 0; i < n_terms; i++) {
    double square = 0, along = 0, before = 0;
    for (guint k = 0; k < n; k++)
      before += terms[i][k] * terms[i][k];
    for (guint j = 0; j < i; j++) {
      double part = 0;
      for (guint k = 0; k < n; k++)
        part += terms[j][k] * terms[i][k];
      for (guint k = 0; k < n; k++)
        terms[i][k] -= part * terms[j][k];
    }
    for (guint k = 0; k < n; k++)
      square += terms[i][k] * terms[i][k];
    if (square <= 1e-9 * before)
      return HUGE_VAL;
    for (guint k = 0; k < n; k++)
      along += terms[i][k] * rest[k];
    *last = along / square;
    for (guint k = 0; k < n; k++) {
      rest[k] -= *last * terms[i][k];
      terms[i][k] /= sqrt (square);
    }
  }
  for (guint k = 0; k < n; k++)
    sum += rest[k] * rest[k];
  return sum;
}

/* The same of a polynomial of DEGREE, and from BREAK on of another one that meets it there
 * with all but the last of its derivatives. BREAK NAN: of the one alone. */
static double
fit_broken (const Window *window, guint degree, double at, double *turn)
{
  double terms[MAX_TERMS][MAX_SAMPLES];
  guint n = 0;

  for (guint power = 0; power <= degree; power++, n++)
    for (guint k = 0; k < window->n; k++)
      terms[n][k] = power == 0 ? 1 : power == 1 ? window->x[k] : window->x[k] * window->x[k];
  for (guint k = 0; k < window->n && !isnan (at); k++) {
    double past = MAX (0, window->x[k] - at);
    terms[n][k] = degree == 2 ? past * past : past;
  }
  return fit_terms (terms, n + !isnan (at), window->y, window->n, turn);
}

/* Places the break may be in. */
#define N_PLACES 120

/* A break of a window: where, s from its guess; how much the last derivative turns there, of the
 * term that is fitted; and the square sum that it leaves. */
typedef struct {
  double at_s, turn, rest;
} Break;

/* The best one; FALSE where there is none that stands out. */
static gboolean
find_break (const Window *window, guint degree, Break *best)
{
  double span = window->x[window->n - 1] - window->x[0], turn;
  double before = fit_broken (window, degree, NAN, &turn);

  *best = (Break) { .rest = HUGE_VAL };
  for (guint i = 1; i < N_PLACES; i++) {
    double place = window->x[0] + span * i / N_PLACES;
    double rest = fit_broken (window, degree, place, &turn);
    if (rest < best->rest)
      *best = (Break) { place, turn, rest };
  }
  /* Two more numbers have to explain a good part of what one line leaves. */
  return best->rest < HUGE_VAL && best->rest <= (degree == 2 ? 0.8 : 0.5) * before && best->turn != 0;
}

/* One standard deviation of where it is, s: of the rest, or the bounds of Cramér and Rao where the
 * two parabolas are as free as here (of half a window of N / 2 samples and W seconds,
 * 19.6 sigma / (sqrt (N / 2) W D), with D the change of the acceleration). */
static double
break_error_s (const Window *window, guint degree, const Break *found)
{
  double span = window->x[window->n - 1] - window->x[0], n = window->n;
  double sigma = sqrt (found->rest / (degree == 2 ? MAX (n - 5, 1) : n));
  double part = degree == 2 ? 19.6 * sigma / (sqrt (n / 2) * span / 2 * 2 * fabs (found->turn)) :
      sigma / fabs (found->turn) / sqrt (n / 4);

  return span / N_PLACES / sqrt (12) + part;
}

/* Samples over less than this of a height show no break of its slope's slope: where free fall
 * bends its path by less than some of its grains. */
static double
least_half_s (const TlmSeries *height, gint64 time_ns)
{
  TlmGrain grain = { .grain = tlm_fit_grain (height, time_ns).grain };
  double half = tlm_fit_half_width (&grain, TLM_QUANTITY_LENGTH);

  return CLAMP (half, BEND_HALF_S, MAX_BEND_HALF_S);
}

/* Moves EDGE to the break within HALF_S of it; FALSE where there is none that stands out. */
static gboolean
find_within (const TlmSignals *signals, guint channel, double half_s, TlmEdge *edge)
{
  const TlmSeries *series = tlm_signals_series (signals, channel);
  const TlmSeries *height = tlm_signals_series (signals, TLM_CHANNEL_ALTITUDE);
  guint degree = series || channel != TLM_CHANNEL_SPEED || !height ? 1 : 2;
  Window window;
  Break found;

  if (series || degree == 2)
    gather_samples (series ? series : height, edge->time_ns,
        degree == 2 ? MAX (half_s, least_half_s (height, edge->time_ns)) : half_s, &window);
  else
    gather_instants (signals, channel == TLM_CHANNEL_SPEED ? TLM_RULE_PACE : channel,
        edge->time_ns, half_s, &window);
  if (window.n < MIN_TWO || !find_break (&window, degree, &found))
    return FALSE;
  edge->time_ns += (gint64) (found.at_s * (double) TLM_SECOND);
  edge->error_ns = (TlmDuration) (break_error_s (&window, degree, &found) * (double) TLM_SECOND);
  return TRUE;
}

/* The same; of a coarse height once more in a window about what was found in the first one, where the
 * parabola on the shorter side was hardly known. */
static gboolean
find_centred (const TlmSignals *signals, guint channel, double half_s, TlmEdge *edge)
{
  const TlmSeries *height = tlm_signals_series (signals, TLM_CHANNEL_ALTITUDE);
  TlmEdge again;

  if (!find_within (signals, channel, half_s, edge))
    return FALSE;
  again = *edge;
  if (!tlm_signals_series (signals, channel) && height &&
      least_half_s (height, edge->time_ns) > BEND_HALF_S && find_within (signals, channel, half_s, &again))
    *edge = again;
  return TRUE;
}

void
tlm_edge_find (const TlmSignals *signals, guint channel, TlmEdge *edge)
{
  guint n = G_N_ELEMENTS (halves_s);

  if (tlm_signals_length (signals) == 0 || !(tlm_signals_value (signals, tlm_signals_find (signals,
                  edge->time_ns), TLM_CHANNEL_ALTITUDE, 0) > AIRLESS_M))
    n = N_HALVES_IN_AIR;
  for (guint i = 0; i < n; i++)
    if (find_centred (signals, channel, halves_s[i], edge))
      return;
}

void
tlm_edge_find_between (const TlmSignals *signals, guint channel, gint64 from_ns, gint64 to_ns,
    TlmEdge *edge)
{
  TlmEdge middle = { .time_ns = from_ns + (to_ns - from_ns) / 2, .error_ns = edge->error_ns };
  double half = tlm_duration_to_s (to_ns - from_ns) / 2;

  if (find_centred (signals, channel, MAX (half, halves_s[0]), &middle))
    *edge = middle;
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
