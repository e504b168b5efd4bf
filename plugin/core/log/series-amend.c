/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples whose time turns out to be another one, or none, before they were sealed. */
#include "core/log/series-private.h"

/* What seal() goes by: whether samples are out of order or of one time. */
static void
look_again (TlmSeries *series)
{
  series->late = series->standing = FALSE;
  for (gsize i = MAX (series->sealed, 1); i < series->length; i++) {
    series->late |= series->samples[i].time_ns < series->samples[i - 1].time_ns;
    series->standing |= series->samples[i].time_ns == series->samples[i - 1].time_ns;
  }
}

/* Amends the samples from index FIRST on that are in [FROM, TO). */
static gsize
amend (TlmSeries *series, gsize first, gint64 from_ns, gint64 to_ns, gint64 offset_ns)
{
  gsize kept = first, n = 0;

  for (gsize i = first; i < series->length; i++) {
    TlmSample sample = series->samples[i];
    gboolean is_meant = sample.time_ns >= from_ns &&
        (sample.time_ns < to_ns || to_ns == G_MAXINT64);
    n += is_meant;
    if (is_meant && offset_ns == TLM_TIME_NONE)
      continue;
    sample.time_ns += is_meant ? offset_ns : 0;
    series->samples[kept++] = sample;
  }
  series->appended -= series->length - kept;
  series->length = kept;
  if (n > 0)
    look_again (series);
  return n;
}

gsize
tlm_series_amend_span (TlmSeries *series, gint64 from_ns, gint64 to_ns, gint64 offset_ns)
{
  g_return_val_if_fail (series != NULL, 0);
  for (guint i = series->breaks ? series->breaks->len : 0; i > 0; i--) {
    gint64 *at = &g_array_index (series->breaks, gint64, i - 1);
    if (*at < from_ns || (*at >= to_ns && to_ns != G_MAXINT64))
      continue;
    if (offset_ns == TLM_TIME_NONE)
      g_array_remove_index (series->breaks, i - 1);
    else
      *at += offset_ns;
  }
  return amend (series, series->sealed, from_ns, to_ns, offset_ns);
}

gsize
tlm_series_amend_last (TlmSeries *series, gint64 from_ns, gint64 offset_ns)
{
  gsize first;

  g_return_val_if_fail (series != NULL, 0);
  for (first = series->length; first > series->sealed &&
      series->samples[first - 1].time_ns >= from_ns; first--);
  return first < series->length ? amend (series, first, from_ns, G_MAXINT64, offset_ns) : 0;
}

gboolean
tlm_series_new_span (const TlmSeries *series, gint64 *first_ns, gint64 *last_ns)
{
  const TlmSample *sample, *end;
  gint64 first, last;

  if (series->sealed == series->length)
    return FALSE;
  sample = series->samples + series->sealed;
  end = series->samples + series->length;
  first = sample->time_ns;
  last = end[-1].time_ns;
  for (; series->late && sample < end; sample++) {
    first = MIN (first, sample->time_ns);
    last = MAX (last, sample->time_ns);
  }
  *first_ns = first;
  *last_ns = last;
  return TRUE;
}
