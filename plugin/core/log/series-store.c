/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The samples of a series as an array. */
#include <string.h>

#include "core/base/limits.h"
#include "core/log/series-private.h"

void
tlm_series_touch (TlmSeries *series)
{
  static gsize versions;

  series->version = (guint64) g_atomic_pointer_add (&versions, 1) + 1;
}

/* Room is made for no more than the limit, so that what there is room for is within it. */
gboolean
tlm_series_make_room (TlmSeries *series, gsize n)
{
  gsize most;

  if (series->capacity - series->length >= n)
    return TRUE;
  most = (gsize) tlm_limit (TLM_LIMIT_SAMPLES);
  if (series->length > most || n > most - series->length)
    return FALSE;
  series->capacity = MIN (MAX (series->capacity + series->capacity / 2 + 32, series->length + n), most);
  series->samples = g_renew (TlmSample, series->samples, series->capacity);
  return TRUE;
}

void
tlm_series_insert (TlmSeries *series, gsize at, TlmSample sample)
{
  if (!tlm_series_make_room (series, 1))
    return;
  memmove (series->samples + at + 1, series->samples + at, (series->length - at) * sizeof sample);
  series->samples[at] = sample;
  series->length++;
}

static gboolean
block_rests (const TlmSample *sample)
{
  for (const TlmSample *end = sample + TLM_SERIES_BLOCK; sample != end; sample++)
    if (sample[1].value != sample[0].value ||
        sample[1].time_ns - sample[0].time_ns > TLM_SERIES_NEVER_GAP)
      return FALSE;
  return TRUE;
}

void
tlm_series_find_rests (TlmSeries *series, gsize from)
{
  guint known = (guint) ((MAX (from, 1) - 1) / TLM_SERIES_BLOCK);

  if (series->rests && known < series->rests->len)
    g_byte_array_set_size (series->rests, known);
  known = series->rests ? series->rests->len : 0;
  for (gsize first = (gsize) known * TLM_SERIES_BLOCK; first + TLM_SERIES_BLOCK < series->length;
      first += TLM_SERIES_BLOCK) {
    guint8 rests = block_rests (series->samples + first);
    if (!series->rests)
      series->rests = g_byte_array_new ();
    g_byte_array_append (series->rests, &rests, 1);
  }
}

/* Merging keeps equal times in the order they came, which qsort() does not. */
void
tlm_samples_sort (TlmSample *samples, TlmSample *spare, gsize n)
{
  gsize half = n / 2, i = 0, j = half, k = 0;

  if (n < 2)
    return;
  tlm_samples_sort (samples, spare, half);
  tlm_samples_sort (samples + half, spare, n - half);
  memcpy (spare, samples, n * sizeof *samples);
  while (i < half && j < n)
    samples[k++] = spare[j].time_ns < spare[i].time_ns ? spare[j++] : spare[i++];
  while (i < half)
    samples[k++] = spare[i++];
  while (j < n)
    samples[k++] = spare[j++];
}
