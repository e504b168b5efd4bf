/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Many samples of each instant made one. A slope looks at some hundred samples: of a barometer
 * that is read a hundred times a second those are a second of noise, and their means ten. */
#include "core/phases/signals-private.h"

#define BLOCK_NS (TLM_SECOND / 10)
#define CLOSE_NS (BLOCK_NS / 3)

/* The samples FROM to before TO, as one. A staircase stays one: where most samples are as those
 * before them the last one says more than their mean, which is of no step. */
static void
add_block (TlmSeries *means, const TlmSeries *series, gsize from, gsize to)
{
  double sum = 0, last = tlm_series_value (series, to - 1);
  gint64 begin = tlm_series_time (series, from), offset = 0;
  gsize moved = 0;

  for (gsize i = from; i < to; i++) {
    sum += tlm_series_value (series, i);
    offset += tlm_series_time (series, i) - begin;
    moved += i > from && tlm_series_value (series, i) != tlm_series_value (series, i - 1);
  }
  if (2 * moved < to - from - 1)
    tlm_series_append (means, tlm_series_time (series, to - 1), last);
  else
    tlm_series_append (means, begin + offset / (gint64) (to - from), sum / (double) (to - from));
}

/* Blocks are told by the clock alone, so that a log that grows has the same. */
static TlmSeries *
means_of (const TlmSeries *series, gint64 origin_ns)
{
  TlmSeries *means = tlm_series_new ();
  gsize n = tlm_series_length (series), from = 0;

  tlm_series_set_longest_gap (means, tlm_series_longest_gap (series));
  for (gsize i = 1; i <= n; i++) {
    gboolean is_gap = i < n && tlm_series_is_gap (series, i - 1);
    if (i < n && !is_gap && (tlm_series_time (series, i) - origin_ns) / BLOCK_NS ==
        (tlm_series_time (series, i - 1) - origin_ns) / BLOCK_NS)
      continue;
    add_block (means, series, from, i);
    if (is_gap)
      tlm_series_add_break (means, tlm_series_time (series, i));
    from = i;
  }
  tlm_series_seal (means);
  return means;
}

void
tlm_rate_calm (TlmRate *rate, gint64 origin_ns)
{
  TlmDuration step = rate->series ? tlm_series_median_step (rate->series) : 0;

  g_clear_pointer (&rate->means, tlm_series_free);
  if (step > 0 && step < CLOSE_NS)
    rate->means = means_of (rate->series, origin_ns);
  rate->calm = rate->means ? rate->means : rate->series;
}
