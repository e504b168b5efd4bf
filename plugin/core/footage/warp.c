/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/warp.h"

#include <stdlib.h>

#include "core/base/wide.h"

static int
by_footage (const void *a, const void *b)
{
  const TlmWarpKnot *x = a, *y = b;

  if (x->footage_ns == y->footage_ns)
    return (x->time_ns > y->time_ns) - (x->time_ns < y->time_ns);
  return x->footage_ns < y->footage_ns ? -1 : 1;
}

static gboolean
is_stretch (gint64 from, gint64 to)
{
  gint64 length;

  return !__builtin_sub_overflow (to, from, &length) && length > 0 && length <= TLM_WARP_MAX_STRETCH;
}

gboolean
tlm_warp_sort (TlmWarp *warp, guint *culprit)
{
  g_return_val_if_fail (warp != NULL && warp->n <= TLM_WARP_MAX, FALSE);
  qsort (warp->knots, warp->n, sizeof warp->knots[0], by_footage);
  for (guint i = 1; i < warp->n; i++) {
    const TlmWarpKnot *a = &warp->knots[i - 1], *b = &warp->knots[i];
    if (is_stretch (a->footage_ns, b->footage_ns) && is_stretch (a->time_ns, b->time_ns))
      continue;
    if (culprit)
      *culprit = i;
    return FALSE;
  }
  return TRUE;
}

/* KNOT_NS and a move from there, which is NUMERATOR / DIVISOR to the whole below. */
static gint64
move (gint64 knot_ns, TlmWide numerator, gint64 divisor)
{
  TlmWide whole = tlm_wide_product (tlm_wide (knot_ns), divisor);
  gint64 moved;

  return tlm_wide_floor (tlm_wide_sum (whole, numerator), (guint64) divisor, &moved) ? moved :
      TLM_TIME_NONE;
}

/* How far TIME is from KNOT. */
static TlmWide
distance (gint64 time_ns, gint64 knot_ns)
{
  return tlm_wide_difference (tlm_wide (time_ns), tlm_wide (knot_ns));
}

/* How many knots are at or before a footage time. */
static guint
count_at (const TlmWarp *warp, TlmDuration footage_ns)
{
  guint low = 0, high = warp->n;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (warp->knots[middle].footage_ns <= footage_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* How many knots are before a time. */
static guint
count_before (const TlmWarp *warp, gint64 time_ns)
{
  guint low = 0, high = warp->n;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (warp->knots[middle].time_ns < time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The knot with which the piece begins that COUNT knots stand before. */
static const TlmWarpKnot *
piece (const TlmWarp *warp, guint count)
{
  return &warp->knots[CLAMP (count, 1, warp->n - 1) - 1];
}

gint64
tlm_warp_apply (const TlmWarp *warp, TlmDuration footage_ns)
{
  const TlmWarpKnot *a;
  gint64 run, rise;
  TlmWide twice;

  g_return_val_if_fail (warp != NULL, TLM_TIME_NONE);
  if (warp->n == 0 || footage_ns == TLM_TIME_NONE)
    return TLM_TIME_NONE;
  a = &warp->knots[0];
  if (warp->n == 1)
    return move (a->time_ns, distance (footage_ns, a->footage_ns), 1);
  a = piece (warp, count_at (warp, footage_ns));
  run = a[1].footage_ns - a[0].footage_ns;
  rise = a[1].time_ns - a[0].time_ns;
  /* To the nearest: AT * RISE / RUN and a half. */
  twice = tlm_wide_product (distance (footage_ns, a->footage_ns), 2 * rise);
  return move (a->time_ns, tlm_wide_sum (twice, tlm_wide (run)), 2 * run);
}

TlmDuration
tlm_warp_invert (const TlmWarp *warp, gint64 time_ns)
{
  const TlmWarpKnot *a;
  gint64 run, rise;
  TlmWide twice;

  g_return_val_if_fail (warp != NULL, TLM_TIME_NONE);
  if (warp->n == 0 || time_ns == TLM_TIME_NONE)
    return TLM_TIME_NONE;
  a = &warp->knots[0];
  if (warp->n == 1)
    return move (a->footage_ns, distance (time_ns, a->time_ns), 1);
  a = piece (warp, count_before (warp, time_ns));
  run = a[1].footage_ns - a[0].footage_ns;
  rise = a[1].time_ns - a[0].time_ns;
  /* The least x with floor ((2 x rise + run) / (2 run)) >= AT: (2 run AT - run) / (2 rise), upwards. */
  twice = tlm_wide_product (distance (time_ns, a->time_ns), 2 * run);
  return move (a->footage_ns, tlm_wide_sum (twice, tlm_wide (2 * rise - run - 1)), 2 * rise);
}
