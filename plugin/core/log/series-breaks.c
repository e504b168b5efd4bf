/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Breaks of a series: instants that nothing reaches across. */
#include "core/log/series-private.h"

static gint64
break_at (const TlmSeries *series, guint index)
{
  return g_array_index (series->breaks, gint64, index);
}

/* How many breaks are at or before T. */
static guint
breaks_until (const TlmSeries *series, gint64 time_ns)
{
  guint low = 0, high = series->breaks->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (break_at (series, middle) <= time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Whether no sample lies between the last break and T, after it: one break serves. */
static gboolean
is_broken_already (const TlmSeries *series, gint64 time_ns)
{
  gint64 last;

  if (series->breaks->len == 0)
    return FALSE;
  last = break_at (series, series->breaks->len - 1);
  return time_ns >= last &&
      (series->length == 0 || series->samples[series->length - 1].time_ns < last);
}

void
tlm_series_add_break (TlmSeries *series, gint64 time_ns)
{
  guint at;

  g_return_if_fail (series != NULL);
  tlm_series_touch (series);
  if (!series->breaks)
    series->breaks = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (is_broken_already (series, time_ns))
    return;
  at = breaks_until (series, time_ns);
  if (at == 0 || break_at (series, at - 1) != time_ns)
    g_array_insert_val (series->breaks, at, time_ns);
}

gboolean
tlm_series_breaks_between (const TlmSeries *series, gint64 from_ns, gint64 to_ns)
{
  guint n;

  if (!series->breaks)
    return FALSE;
  n = breaks_until (series, to_ns);
  return n > 0 && break_at (series, n - 1) > from_ns;
}

void
tlm_series_stretch (const TlmSeries *series, gint64 time_ns, gint64 *from_ns, gint64 *to_ns)
{
  guint n;

  g_return_if_fail (series != NULL && from_ns != NULL && to_ns != NULL);
  n = series->breaks ? breaks_until (series, time_ns) : 0;
  *from_ns = n > 0 ? break_at (series, n - 1) : G_MININT64;
  *to_ns = series->breaks && n < series->breaks->len ? break_at (series, n) : G_MAXINT64;
}
