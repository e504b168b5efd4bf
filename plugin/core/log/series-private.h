/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/series-step.h"
#include "core/log/series.h"

G_BEGIN_DECLS

struct _TlmSeries {
  TlmSample *samples;
  gsize length;
  gsize capacity;
  gsize sealed;            /* samples known to be in order */
  gsize thinned;           /* samples that tlm_series_thin() has been through */
  gboolean late, standing; /* some sample since the last seal is before, or at the one before it */
  gsize measured;          /* samples after those that the median step is of */
  gsize duplicates;
  TlmDuration median_step_ns;
};

/* The typical step between samples up to LAST, ns: the median of the last few; 0
 * for the first sample. */
TlmDuration tlm_series_step_before (const TlmSeries *series, gsize last);

/* Steps of up to this are never gaps. */
#define TLM_SERIES_NEVER_GAP (2 * TLM_SECOND)

/* Whether sample FIRST and the one after it, which there is, have no gap between
 * them. */
static inline gboolean
tlm_series_joined (const TlmSeries *series, gsize first)
{
  const TlmSample *sample = series->samples + first;

  return sample[1].time_ns - sample[0].time_ns <= TLM_SERIES_NEVER_GAP ||
      !tlm_series_is_gap (series, first);
}

/* How many of the first N samples, which are in order, are before T. */
static inline gsize
tlm_samples_before (const TlmSample *samples, gsize n, gint64 time_ns)
{
  gsize low = 0, high = n;

  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (samples[middle].time_ns < time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* What tlm_series_find() gives. */
static inline gssize
tlm_series_last_until (const TlmSeries *series, gint64 time_ns)
{
  if (time_ns == G_MAXINT64)
    return (gssize) series->length - 1;
  return (gssize) tlm_samples_before (series->samples, series->length, time_ns + 1) - 1;
}

G_END_DECLS
