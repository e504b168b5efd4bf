/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* A sample of a series: ns on its clock, storage unit of its channel. */
typedef struct {
  gint64 time_ns;
  double value;
} TlmSample;

/* How many of N samples to measure: the first ones, in a number that grows by eighths,
 * so that a live series is measured now and then and comes to the same step as the
 * whole file. */
gsize tlm_step_part (gsize n);

/* Median time between neighbours, of a few hundred evenly spread ones, of N samples in
 * order of time; N at least 2. Allocates nothing. */
TlmDuration tlm_step_median (const TlmSample *samples, gsize n);

G_END_DECLS
