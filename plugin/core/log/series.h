/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/channel.h"
#include "core/measure/value.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* One channel of one source: times (ns, on the clock of whoever owns the
 * series) and values (storage unit of the channel), 16 bytes a number.
 * Fill with append(), then seal(); reading needs a sealed series. Appending
 * again and sealing again is how a live series grows. Not thread-safe while
 * it grows; sealed, any number of readers. */
typedef struct _TlmSeries TlmSeries;

/* Most samples one series takes (1 GiB of storage). */
#define TLM_SERIES_MAX_LENGTH ((gsize) 1 << 26)

/* An empty one, the caller's. */
TlmSeries *tlm_series_new (void);

/* Takes NULL. */
void tlm_series_free (TlmSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmSeries, tlm_series_free)

/* Adds a sample. FALSE, and nothing stored, for a value that is not finite
 * and for a full series. Times may come in any order. */
gboolean tlm_series_append (TlmSeries *series, gint64 time_ns, double value);

/* Adds N samples, all finite. FALSE, and nothing stored, when they do not fit. */
gboolean tlm_series_append_many (TlmSeries *series, const gint64 *times_ns, const double *values,
    gsize n);

/* Makes room in an empty series for N samples, as a hint. */
void tlm_series_reserve (TlmSeries *series, gsize n);

/* Sorts by time (of samples at one time the last appended stays), gives unused
 * memory back and measures the median step. Cheap when already in order. */
void tlm_series_seal (TlmSeries *series);

/* Adds OFFSET to each time. */
void tlm_series_shift (TlmSeries *series, gint64 offset_ns);

/* Drops samples of a live series that are older than BEFORE, but keeps every
 * one that is at least SPACING after the one kept before it. The median step
 * stays that of the samples as they came. */
void tlm_series_thin (TlmSeries *series, gint64 before_ns, TlmDuration spacing_ns);

/* Samples there are, and time (ns) and value (storage unit) of one of them, INDEX
 * from 0 to the length - 1. */
gsize tlm_series_length (const TlmSeries *series);
gint64 tlm_series_time (const TlmSeries *series, gsize index);
double tlm_series_value (const TlmSeries *series, gsize index);

/* How many samples seal() dropped for standing at the time of another. */
gsize tlm_series_duplicates (const TlmSeries *series);

/* Median time between neighbours, ns; 0 with fewer than two samples. */
TlmDuration tlm_series_median_step (const TlmSeries *series);

/* Whether there is a gap between sample FIRST and the one after it, which there
 * is: they are over 2 s apart, and over three times what is typical (the median)
 * of the five steps before or of the five after, whichever is more, as the rate
 * may change in flight. */
gboolean tlm_series_is_gap (const TlmSeries *series, gsize first);

/* Index of the last sample at or before T, or -1. Binary search. */
gssize tlm_series_find (const TlmSeries *series, gint64 time_ns);

/* The value at T. Between neighbours without a gap it is interpolated and its
 * age is 0 (for HOLD: the time since the sample, yet never stale); in a gap and
 * after the end the last sample stands with its age, stale or lost by LIMITS and
 * the typical step before it (tlm_age_validity()); before the first sample it is absent.
 * PCHIP: F. N. Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984)
 * 300-304, eq. 4 (weighted harmonic mean of the neighbouring slopes). */
TlmValue tlm_series_at (const TlmSeries *series, gint64 time_ns,
    TlmInterpolation interpolation, const TlmAgeLimits *limits);

/* Smallest and largest value; FALSE for an empty series. */
gboolean tlm_series_range (const TlmSeries *series, double *minimum, double *maximum);

G_END_DECLS
