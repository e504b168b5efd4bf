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

/* An empty one, the caller's. */
TlmSeries *tlm_series_new (void);

/* Takes NULL. */
void tlm_series_free (TlmSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmSeries, tlm_series_free)

/* Adds a sample. FALSE, and nothing stored, for a value that is not finite
 * and for a series that is full (TLM_LIMIT_SAMPLES). Times may come in any order. */
gboolean tlm_series_append (TlmSeries *series, gint64 time_ns, double value);

/* Adds N samples, all finite. FALSE, and nothing stored, when they do not fit. */
gboolean tlm_series_append_many (TlmSeries *series, const gint64 *times_ns, const double *values,
    gsize n);

/* Gives the sample that was appended last another VALUE: the same source has said it better.
 * FALSE, and nothing changed, when it is not of TIME, or was sealed. */
gboolean tlm_series_replace_last (TlmSeries *series, gint64 time_ns, double value);

/* Adds OFFSET to the times in [FROM, TO), or with TO G_MAXINT64 from FROM on, of samples that were appended since the series was
 * sealed, and of breaks; TLM_TIME_NONE as offset drops them. How many samples it was. */
gsize tlm_series_amend_span (TlmSeries *series, gint64 from_ns, gint64 to_ns, gint64 offset_ns);

/* The same for samples alone, from the last that was appended back to the first of them in
 * an unbroken row that are at FROM or later: what came last turns out to be misplaced. */
gsize tlm_series_amend_last (TlmSeries *series, gint64 from_ns, gint64 offset_ns);

/* Makes room in an empty series for N samples, as a hint. */
void tlm_series_reserve (TlmSeries *series, gsize n);

/* Adds all that FROM has, OFFSET added to its times: samples as they came, also those
 * that it left out or set aside, and breaks. Both are on the same source's clock. FALSE
 * when they do not fit. */
gboolean tlm_series_append_series (TlmSeries *series, const TlmSeries *from, gint64 offset_ns);

/* Says that nothing joins what was before TIME with what comes at TIME or after it: the
 * source lost its lock, began anew, or says so. No value between two samples and no
 * slope reaches across. Any order; kept by shift, thin and growth. */
void tlm_series_add_break (TlmSeries *series, gint64 time_ns);

/* Sorts by time, gives unused memory back and measures the median step. Cheap when
 * already in order.
 *
 * Of samples of one time the first appended stays and the others are left out, except
 * where the stamps are coarser than the log: where about as many samples, more than one, are
 * at each of neighbouring stamps a minute, a second, or a tenth, hundredth or thousandth of one
 * apart, and their values differ or are more than two, they are spread evenly from the stamp to the next one,
 * as a stamp that was cut says. A first stamp that has fewer than the next ends with it,
 * a last one that has fewer than the one before begins with its own. What comes out
 * does not depend on how often it was sealed. */
void tlm_series_seal (TlmSeries *series);

/* Adds OFFSET to each time. */
void tlm_series_shift (TlmSeries *series, gint64 offset_ns);

/* Drops samples of a live series that are older than BEFORE, but keeps every
 * one that is at least SPACING after the one kept before it. The median step
 * stays that of the samples as they came. */
void tlm_series_thin (TlmSeries *series, gint64 before_ns, TlmDuration spacing_ns);

/* The time of the first sample that thin() has left with all that came after it; G_MININT64: it has
 * thinned nothing, G_MAXINT64: there is none. */
gint64 tlm_series_whole_since (const TlmSeries *series);

/* Samples there are, and time (ns) and value (storage unit) of one of them, INDEX
 * from 0 to the length - 1. */
gsize tlm_series_length (const TlmSeries *series);
gint64 tlm_series_time (const TlmSeries *series, gsize index);
double tlm_series_value (const TlmSeries *series, gsize index);

/* How many samples seal() left out for being of the time of another. */
gsize tlm_series_duplicates (const TlmSeries *series);

/* Whether seal() spread samples: the most that were of one stamp, and how far the stamps
 * are apart. FALSE, outputs untouched, where it did not. */
gboolean tlm_series_spread (const TlmSeries *series, gsize *most, TlmDuration *over_ns);

/* Samples that are kept out (core/log/outliers.h): how many, and the time of the first,
 * TLM_TIME_NONE when there is none. They are no samples for anything else here. */
gsize tlm_series_n_aside (const TlmSeries *series);
gint64 tlm_series_first_aside (const TlmSeries *series);

/* Keeps N samples out; INDICES ascend. The series is sealed. */
void tlm_series_set_aside (TlmSeries *series, const gsize *indices, gsize n);

/* Lets those in again that are at or after FROM. */
void tlm_series_readmit (TlmSeries *series, gint64 from_ns);

/* Median time between neighbours, ns; 0 with fewer than two samples. */
TlmDuration tlm_series_median_step (const TlmSeries *series);

/* Says which steps are gaps, as the mission or the format knows it: none up to LONGEST, ns, and
 * all that are longer; 0, the default: as the neighbours tell. */
void tlm_series_set_longest_gap (TlmSeries *series, TlmDuration longest_ns);

/* What was said; 0: nothing. */
TlmDuration tlm_series_longest_gap (const TlmSeries *series);

/* Says that from TIME on the source means to measure every STEP ns, by its own word in the data; 0:
 * it says so no more. What was set above goes before it. A sender may not keep to it (a slow link
 * thins it): where neighbours are typically further apart than three such steps, and two seconds,
 * they tell. Kept by shift and growth. */
void tlm_series_declare_step (TlmSeries *series, gint64 from_ns, TlmDuration step_ns);

/* SERIES, which is empty, takes up what FROM, of the same source, was told last by it. */
void tlm_series_keep_step (TlmSeries *series, const TlmSeries *from);

/* Whether there is a gap between sample FIRST and the one after it, which there
 * is: a break lies between them, or they are further apart than tlm_series_set_longest_gap()
 * says. Where that says nothing, and among samples that were thinned: they are over 2 s apart,
 * and over three steps that tlm_series_declare_step() says, or, where that says nothing or is not
 * kept, over three times what is typical (the median) of the five steps before or of the five
 * after, whichever is more, as the rate may change in flight. */
gboolean tlm_series_is_gap (const TlmSeries *series, gsize first);

/* The breaks about T: the last one at or before it, G_MININT64 for none, and the first one
 * after it, G_MAXINT64. No break lies between what is at FROM or later and before TO. */
void tlm_series_stretch (const TlmSeries *series, gint64 time_ns, gint64 *from_ns, gint64 *to_ns);

/* Index of the last sample at or before T, or -1. Binary search. */
gssize tlm_series_find (const TlmSeries *series, gint64 time_ns);

/* The value at T. Between neighbours without a gap or break it is interpolated and its
 * age is 0 (for HOLD: the time since the sample, yet never stale); in a gap and
 * after the end the last sample stands with its age, stale or lost by LIMITS and
 * the typical step before it (tlm_age_validity()), or stale from tlm_series_set_longest_gap()
 * on and lost from half as much more; before the first sample it is absent.
 * PCHIP: F. N. Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984)
 * 300-304, eq. 4 (weighted harmonic mean of the neighbouring slopes). */
TlmValue tlm_series_at (const TlmSeries *series, gint64 time_ns,
    TlmInterpolation interpolation, const TlmAgeLimits *limits);

/* Earliest and latest time of what was appended since the last seal; FALSE, outputs untouched, when
 * nothing was. */
gboolean tlm_series_new_span (const TlmSeries *series, gint64 *first_ns, gint64 *last_ns);

/* Smallest and largest value; FALSE for an empty series. */
gboolean tlm_series_range (const TlmSeries *series, double *minimum, double *maximum);

G_END_DECLS
