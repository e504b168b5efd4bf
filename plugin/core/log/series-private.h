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
  gsize appended;          /* samples that ever came */
  gsize forgotten;         /* those of them that tlm_series_thin() dropped */
  gint64 changed_ns;       /* earliest time that has changed since it was judged; MAX: none */
  TlmDuration median_step_ns;
  TlmDuration longest_gap_ns;  /* tlm_series_set_longest_gap() */
  GArray *nominal;         /* of tlm_series_declare_step(); NULL: nothing (series-nominal.c) */
  GArray *received;        /* TlmSample: the last ones as they came, in order; NULL while no
                            * two are of one time (series-instants.c) */
  gboolean is_trimmed;     /* earlier ones than those received came, and are settled */
  gsize spread_most;       /* most samples of one stamp that were given times of their own */
  TlmDuration spread_over_ns;  /* and the stamps' step */
  gint64 phase_ns;         /* what tlm_series_shift() has added to the source's stamps */
  GArray *breaks;          /* gint64, ascending; NULL: none (series-breaks.c) */
  GArray *aside;           /* TlmSample, ascending; NULL: none (series-aside.c) */
  GByteArray *rests;       /* 1: a whole block of TLM_SERIES_BLOCK samples, and the one after it,
                            * is of one value, a short step apart; NULL: no block is whole */
  guint64 version;         /* another one than any series has had, after each change */
};

/* Samples that are known to rest, or not, without a look at each. */
#define TLM_SERIES_BLOCK 4096

/* series-store.c: looks at the blocks of which samples from FROM on are others now. */
void tlm_series_find_rests (TlmSeries *series, gsize from);

/* Whether the block that begins with sample FIRST rests to its end and the sample after it. */
static inline gboolean
tlm_series_block_rests (const TlmSeries *series, gsize first)
{
  return series->rests && first / TLM_SERIES_BLOCK < series->rests->len &&
      series->rests->data[first / TLM_SERIES_BLOCK];
}

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

  return (sample[1].time_ns - sample[0].time_ns <= TLM_SERIES_NEVER_GAP && !series->breaks &&
      !series->longest_gap_ns) || !tlm_series_is_gap (series, first);
}

/* The step by which the age of sample LAST is judged where nothing follows: the typical one, or
 * where it is said which step is a gap that with which it is stale from there on
 * (tlm_age_validity()). */
TlmDuration tlm_series_step_for_age (const TlmSeries *series, gsize last);

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

/* series-store.c: sorts N samples by time; SPARE has room for as many. Those of one time stay in the
 * order they came. */
void tlm_samples_sort (TlmSample *samples, TlmSample *spare, gsize n);

/* The first of N samples, in order, from FIRST on that is of the time of the one before
 * it; N when there is none. */
static inline gsize
tlm_samples_repeated (const TlmSample *samples, gsize first, gsize n)
{
  for (gsize i = MAX (first, 1); i < n; i++)
    if (samples[i].time_ns == samples[i - 1].time_ns)
      return i;
  return n;
}

/* series-instants.c: takes the samples that were appended since the last seal, and gives
 * each a time of its own, or leaves it out. Returns the first index that may have
 * changed. Needs RECEIVED. */
gsize tlm_series_lay_out (TlmSeries *series);

/* Begins to remember samples as they came: SERIES is in order, with samples of one time
 * in it from index FIRST on. Returns as above. */
gsize tlm_series_lay_out_first (TlmSeries *series, gsize first);

/* series-store.c: says that the samples of a sealed series, their times or its breaks are
 * others now. */
void tlm_series_touch (TlmSeries *series);

/* Makes room for N more; FALSE when the series would be too long. */
gboolean tlm_series_make_room (TlmSeries *series, gsize n);

/* Puts SAMPLE at index AT, which keeps the order; not when the series is full. */
void tlm_series_insert (TlmSeries *series, gsize at, TlmSample sample);

/* series-breaks.c: whether a break lies after FROM and not after TO. */
gboolean tlm_series_breaks_between (const TlmSeries *series, gint64 from_ns, gint64 to_ns);

/* series-nominal.c: the longest step after sample FIRST that is no loss, as the source declares it;
 * 0: it does not. And what append_series() and shift() do. */
TlmDuration tlm_series_nominal_gap (const TlmSeries *series, gsize first);
void tlm_series_append_nominal (TlmSeries *series, const TlmSeries *from, gint64 offset_ns);
void tlm_series_shift_nominal (TlmSeries *series, gint64 offset_ns);

/* series-aside.c: drops what is set aside at or after FROM. */
void tlm_series_forget_aside (TlmSeries *series, gint64 from_ns);

G_END_DECLS
