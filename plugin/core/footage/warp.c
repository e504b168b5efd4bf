/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/warp.h"

#include <stdlib.h>

__extension__ typedef __int128 Wide;

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
  Wide length = (Wide) to - from;

  return length > 0 && length <= TLM_WARP_MAX_STRETCH;
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

static Wide
floor_divide (Wide a, Wide b)
{
  return a / b - (a % b < 0);
}

static gint64
narrow (Wide value)
{
  return value > G_MININT64 && value <= G_MAXINT64 ? (gint64) value : TLM_TIME_NONE;
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
  Wide run, rise, at;

  g_return_val_if_fail (warp != NULL, TLM_TIME_NONE);
  if (warp->n == 0 || footage_ns == TLM_TIME_NONE)
    return TLM_TIME_NONE;
  if (warp->n == 1)
    return narrow ((Wide) footage_ns - warp->knots[0].footage_ns + warp->knots[0].time_ns);
  a = piece (warp, count_at (warp, footage_ns));
  run = (Wide) a[1].footage_ns - a[0].footage_ns;
  rise = (Wide) a[1].time_ns - a[0].time_ns;
  at = (Wide) footage_ns - a->footage_ns;
  return narrow (a->time_ns + floor_divide (2 * at * rise + run, 2 * run));
}

TlmDuration
tlm_warp_invert (const TlmWarp *warp, gint64 time_ns)
{
  const TlmWarpKnot *a;
  Wide run, rise, at;

  g_return_val_if_fail (warp != NULL, TLM_TIME_NONE);
  if (warp->n == 0 || time_ns == TLM_TIME_NONE)
    return TLM_TIME_NONE;
  if (warp->n == 1)
    return narrow ((Wide) time_ns - warp->knots[0].time_ns + warp->knots[0].footage_ns);
  a = piece (warp, count_before (warp, time_ns));
  run = (Wide) a[1].footage_ns - a[0].footage_ns;
  rise = (Wide) a[1].time_ns - a[0].time_ns;
  at = (Wide) time_ns - a->time_ns;
  /* The least x with floor ((2 x rise + run) / (2 run)) >= at, a ceiling. */
  return narrow (a->footage_ns - floor_divide (run - 2 * run * at, 2 * rise));
}
