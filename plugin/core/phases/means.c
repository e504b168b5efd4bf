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

/* A block is made once so many samples are behind it, as those tell what a gap is. */
#define HELD_BACK 8

/* Adds the blocks that were not made yet. They are told by the clock alone, so that a log that
 * grows has the same. */
static void
grow (TlmRate *rate, gint64 origin_ns)
{
  const TlmSeries *series = rate->series;
  gsize n = tlm_series_length (series);
  gsize from = rate->made_ns == G_MININT64 ? 0 : (gsize) (tlm_series_find (series, rate->made_ns) + 1);

  for (gsize i = from + 1; i + HELD_BACK <= n; i++) {
    gboolean is_gap = tlm_series_is_gap (series, i - 1);
    if (!is_gap && (tlm_series_time (series, i) - origin_ns) / BLOCK_NS ==
        (tlm_series_time (series, i - 1) - origin_ns) / BLOCK_NS)
      continue;
    add_block (rate->means, series, from, i);
    if (is_gap)
      tlm_series_add_break (rate->means, tlm_series_time (series, i));
    rate->made_ns = tlm_series_time (series, i - 1);
    from = i;
  }
  tlm_series_seal (rate->means);
}

void
tlm_rate_forget (TlmRate *rate)
{
  g_clear_pointer (&rate->means, tlm_series_free);
  rate->made_ns = G_MININT64;
}

void
tlm_rate_drop (TlmRate *rate, gint64 before_ns)
{
  if (rate->means)
    tlm_series_thin (rate->means, before_ns, G_MAXINT64);
}

void
tlm_rate_calm (TlmRate *rate, gint64 origin_ns, gint64 from_ns)
{
  TlmDuration step = rate->series ? tlm_series_median_step (rate->series) : 0;

  if (step <= 0 || step >= CLOSE_NS || from_ns <= rate->made_ns || rate->made_of != rate->series)
    tlm_rate_forget (rate);
  rate->made_of = rate->series;
  rate->block_of = NULL;
  if (step > 0 && step < CLOSE_NS) {
    if (!rate->means)
      rate->means = tlm_series_new ();
    tlm_series_set_longest_gap (rate->means, tlm_series_longest_gap (rate->series));
    grow (rate, origin_ns);
  }
  rate->calm = rate->means ? rate->means : rate->series;
}
