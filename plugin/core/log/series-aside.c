/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples of a series that are kept out of it. */
#include "core/log/series-private.h"

static TlmSample *
aside_at (const TlmSeries *series, gsize index)
{
  return &g_array_index (series->aside, TlmSample, index);
}

/* Index of the first one at or after T. */
static gsize
aside_from (const TlmSeries *series, gint64 time_ns)
{
  return tlm_samples_before ((const TlmSample *) (const void *) series->aside->data,
      series->aside->len, time_ns);
}

gsize
tlm_series_n_aside (const TlmSeries *series)
{
  g_return_val_if_fail (series != NULL, 0);
  return series->aside ? series->aside->len : 0;
}

gint64
tlm_series_first_aside (const TlmSeries *series)
{
  return tlm_series_n_aside (series) > 0 ? aside_at (series, 0)->time_ns : TLM_TIME_NONE;
}

void
tlm_series_forget_aside (TlmSeries *series, gint64 from_ns)
{
  if (series->aside)
    g_array_set_size (series->aside, (guint) aside_from (series, from_ns));
}

void
tlm_series_set_aside (TlmSeries *series, const gsize *indices, gsize n)
{
  gsize kept, next = 0, from;

  g_return_if_fail (series != NULL && series->sealed == series->length);
  if (n == 0)
    return;
  tlm_series_touch (series);
  if (!series->aside)
    series->aside = g_array_new (FALSE, FALSE, sizeof (TlmSample));
  from = kept = indices[0];
  for (gsize i = kept; i < series->length; i++) {
    if (next == n || i != indices[next]) {
      series->samples[kept++] = series->samples[i];
      continue;
    }
    g_array_insert_val (series->aside, aside_from (series, series->samples[i].time_ns),
        series->samples[i]);
    next++;
  }
  series->length = series->sealed = kept;
  tlm_series_find_rests (series, from);
}

void
tlm_series_readmit (TlmSeries *series, gint64 from_ns)
{
  gsize first, changed;

  g_return_if_fail (series != NULL && series->sealed == series->length);
  if (!series->aside)
    return;
  first = aside_from (series, from_ns);
  if (first == series->aside->len)
    return;
  tlm_series_touch (series);
  changed = tlm_samples_before (series->samples, series->length, aside_at (series, first)->time_ns);
  for (gsize i = first; i < series->aside->len; i++) {
    TlmSample sample = *aside_at (series, i);
    gsize at = tlm_samples_before (series->samples, series->length, sample.time_ns);
    if (at < series->length && series->samples[at].time_ns == sample.time_ns)
      continue;
    tlm_series_insert (series, at, sample);
  }
  g_array_set_size (series->aside, (guint) first);
  series->sealed = series->length;
  tlm_series_find_rests (series, changed);
}
