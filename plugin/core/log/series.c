/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/series.h"

#include <math.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/log/series-private.h"

TlmSeries *
tlm_series_new (void)
{
  TlmSeries *series = g_new0 (TlmSeries, 1);

  tlm_series_touch (series);
  series->changed_ns = G_MAXINT64;
  return series;
}

void
tlm_series_free (TlmSeries *series)
{
  if (!series)
    return;
  g_free (series->samples);
  g_clear_pointer (&series->received, g_array_unref);
  g_clear_pointer (&series->breaks, g_array_unref);
  g_clear_pointer (&series->aside, g_array_unref);
  g_clear_pointer (&series->nominal, g_array_unref);
  g_clear_pointer (&series->rests, g_byte_array_unref);
  g_free (series);
}

static gint64
last_time (const TlmSeries *series)
{
  return series->length > 0 ? series->samples[series->length - 1].time_ns : G_MININT64;
}

gboolean
tlm_series_append (TlmSeries *series, gint64 time_ns, double value)
{
  g_return_val_if_fail (series != NULL, FALSE);
  if (!isfinite (value) || !tlm_series_make_room (series, 1))
    return FALSE;
  series->late |= time_ns < last_time (series);
  series->standing |= time_ns == last_time (series);
  series->samples[series->length++] = (TlmSample) { time_ns, value };
  series->appended++;
  return TRUE;
}

gboolean
tlm_series_append_many (TlmSeries *series, const gint64 *times_ns, const double *values, gsize n)
{
  gint64 before;
  gboolean late = FALSE, standing = FALSE;
  TlmSample *out;

  g_return_val_if_fail (series != NULL && ((times_ns && values) || n == 0), FALSE);
  if (!tlm_series_make_room (series, n))
    return FALSE;
  before = last_time (series);
  out = series->samples + series->length;
  for (gsize i = 0; i < n; i++) {
    late |= times_ns[i] < before;
    standing |= times_ns[i] == before;
    before = times_ns[i];
    out[i] = (TlmSample) { before, values[i] };
  }
  series->late |= late;
  series->standing |= standing;
  series->length += n;
  series->appended += n;
  return TRUE;
}

gboolean
tlm_series_replace_last (TlmSeries *series, gint64 time_ns, double value)
{
  g_return_val_if_fail (series != NULL, FALSE);
  if (series->length == series->sealed || last_time (series) != time_ns || !isfinite (value))
    return FALSE;
  series->samples[series->length - 1].value = value;
  return TRUE;
}

static gboolean
append_all (TlmSeries *series, const TlmSample *samples, gsize n, gint64 offset_ns)
{
  gboolean fits = TRUE;

  for (gsize i = 0; i < n; i++)
    fits &= tlm_series_append (series, samples[i].time_ns + offset_ns, samples[i].value);
  return fits;
}

static gboolean
append_array (TlmSeries *series, const GArray *samples, gint64 offset_ns)
{
  return !samples ||
      append_all (series, (const TlmSample *) (const void *) samples->data, samples->len, offset_ns);
}

/* Of what was received those are taken from there that may yet be laid out otherwise. */
gboolean
tlm_series_append_series (TlmSeries *series, const TlmSeries *from, gint64 offset_ns)
{
  gsize settled;
  gint64 until = G_MAXINT64;
  gboolean fits;

  g_return_val_if_fail (series != NULL && from != NULL && from->sealed == from->length, FALSE);
  if (from->received && from->received->len > 0)
    until = g_array_index (from->received, TlmSample, 0).time_ns;
  settled = tlm_samples_before (from->samples, from->length, until);
  fits = append_all (series, from->samples, settled, offset_ns);
  fits &= append_array (series, from->received, offset_ns);
  for (gsize i = 0; i < tlm_series_n_aside (from); i++) {
    const TlmSample *sample = &g_array_index (from->aside, TlmSample, i);
    if (sample->time_ns < until)
      fits &= append_all (series, sample, 1, offset_ns);
  }
  if (series->longest_gap_ns == 0)
    series->longest_gap_ns = from->longest_gap_ns;
  tlm_series_append_nominal (series, from, offset_ns);
  for (guint i = 0; from->breaks && i < from->breaks->len; i++)
    tlm_series_add_break (series, g_array_index (from->breaks, gint64, i) + offset_ns);
  return fits;
}

void
tlm_series_reserve (TlmSeries *series, gsize n)
{
  g_return_if_fail (series != NULL && series->length == 0);
  if (n <= series->capacity || n > tlm_limit (TLM_LIMIT_SAMPLES))
    return;
  series->capacity = n;
  series->samples = g_renew (TlmSample, series->samples, n);
}

/* Late samples of a live series are few and belong near the end. */
#define FEW_LATE 64

static void
insert_late (TlmSeries *series, gsize first)
{
  for (gsize i = first; i < series->length; i++) {
    TlmSample sample = series->samples[i];
    gsize j = i;
    while (j > 0 && series->samples[j - 1].time_ns > sample.time_ns)
      j--;
    memmove (series->samples + j + 1, series->samples + j, (i - j) * sizeof sample);
    series->samples[j] = sample;
  }
}

/* Puts what came since the last seal in its place; returns the first index that
 * may have changed. */
static gsize
sort_new (TlmSeries *series)
{
  gsize first = series->sealed, n = series->length, changed;
  gint64 earliest = G_MAXINT64;

  for (gsize i = first; i < n; i++)
    earliest = MIN (earliest, series->samples[i].time_ns);
  changed = tlm_samples_before (series->samples, first, earliest);
  if (n - first <= FEW_LATE) {
    insert_late (series, first);
  } else {
    g_autofree TlmSample *spare = g_new (TlmSample, n - changed);
    tlm_samples_sort (series->samples + changed, spare, n - changed);
  }
  return changed;
}

/* Measures the median step anew where it may be another one: samples from CHANGED on
 * are others. */
static void
measure_step (TlmSeries *series, gsize changed)
{
  gsize part = tlm_step_part (series->length - series->thinned);

  if (part < 2 || (part == series->measured && changed >= series->thinned + part))
    return;
  series->measured = part;
  series->median_step_ns = tlm_step_median (series->samples + series->thinned, part);
}

void
tlm_series_seal (TlmSeries *series)
{
  gsize changed, repeated, laid_out;

  g_return_if_fail (series != NULL);
  if (series->sealed == series->length)
    return;
  tlm_series_touch (series);
  if (series->received) {
    changed = tlm_series_lay_out (series);
  } else {
    changed = series->late ? sort_new (series) : series->sealed;
    repeated = series->late || series->standing ?
        tlm_samples_repeated (series->samples, changed, series->length) : series->length;
    if (repeated < series->length) {
      laid_out = tlm_series_lay_out_first (series, repeated);
      changed = MIN (changed, laid_out);
    }
  }
  series->late = series->standing = FALSE;
  if (series->sealed == 0 && series->length > 0) {
    series->capacity = series->length;
    series->samples = g_renew (TlmSample, series->samples, series->capacity);
  }
  series->sealed = series->length;
  if (changed < series->length)
    series->changed_ns = MIN (series->changed_ns, series->samples[changed].time_ns);
  measure_step (series, changed);
  tlm_series_find_rests (series, changed);
}

static void
shift_samples (GArray *samples, gint64 offset_ns)
{
  for (guint i = 0; samples && i < samples->len; i++)
    g_array_index (samples, TlmSample, i).time_ns += offset_ns;
}

void
tlm_series_shift (TlmSeries *series, gint64 offset_ns)
{
  g_return_if_fail (series != NULL);
  tlm_series_touch (series);
  for (gsize i = 0; i < series->length; i++)
    series->samples[i].time_ns += offset_ns;
  shift_samples (series->received, offset_ns);
  shift_samples (series->aside, offset_ns);
  for (guint i = 0; series->breaks && i < series->breaks->len; i++)
    g_array_index (series->breaks, gint64, i) += offset_ns;
  tlm_series_shift_nominal (series, offset_ns);
  series->phase_ns += offset_ns;
  if (series->changed_ns != G_MAXINT64)
    series->changed_ns += offset_ns;
}

void
tlm_series_thin (TlmSeries *series, gint64 before_ns, TlmDuration spacing_ns)
{
  gsize kept = 0, thinned = 0;

  g_return_if_fail (series != NULL && series->sealed == series->length);
  tlm_series_touch (series);
  for (gsize i = 0; i < series->length; i++) {
    const TlmSample *sample = &series->samples[i];
    if (sample->time_ns >= before_ns || kept == 0 ||
        sample->time_ns - series->samples[kept - 1].time_ns >= spacing_ns) {
      thinned += sample->time_ns < before_ns;
      series->samples[kept++] = *sample;
    }
  }
  series->forgotten += series->length - kept;
  series->length = series->sealed = kept;
  series->thinned = thinned;
  tlm_series_find_rests (series, 0);
}

gint64
tlm_series_whole_since (const TlmSeries *series)
{
  g_return_val_if_fail (series != NULL, G_MAXINT64);
  if (series->thinned == 0)
    return G_MININT64;
  return series->thinned < series->length ? series->samples[series->thinned].time_ns : G_MAXINT64;
}

gsize
tlm_series_length (const TlmSeries *series)
{
  return series->length;
}

gint64
tlm_series_time (const TlmSeries *series, gsize index)
{
  g_return_val_if_fail (index < series->length, TLM_TIME_NONE);
  return series->samples[index].time_ns;
}

double
tlm_series_value (const TlmSeries *series, gsize index)
{
  g_return_val_if_fail (index < series->length, NAN);
  return series->samples[index].value;
}

gsize
tlm_series_duplicates (const TlmSeries *series)
{
  return series->appended - series->forgotten - series->length - tlm_series_n_aside (series);
}

gboolean
tlm_series_spread (const TlmSeries *series, gsize *most, TlmDuration *over_ns)
{
  if (series->spread_most == 0)
    return FALSE;
  *most = series->spread_most;
  *over_ns = series->spread_over_ns;
  return TRUE;
}

TlmDuration
tlm_series_median_step (const TlmSeries *series)
{
  return series->median_step_ns;
}

gssize
tlm_series_find (const TlmSeries *series, gint64 time_ns)
{
  return tlm_series_last_until (series, time_ns);
}

gboolean
tlm_series_range (const TlmSeries *series, double *minimum, double *maximum)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < series->length; i++) {
    double value = series->samples[i].value;
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  if (series->length == 0)
    return FALSE;
  *minimum = low;
  *maximum = high;
  return TRUE;
}
