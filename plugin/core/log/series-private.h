/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/series.h"

G_BEGIN_DECLS

typedef struct {
  gint64 time_ns;
  double value;
} TlmSample;

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

/* Measures the median step anew where it may be another one: samples from index
 * CHANGED on have changed. SERIES is in order. */
void tlm_series_measure_step (TlmSeries *series, gsize changed);

G_END_DECLS
