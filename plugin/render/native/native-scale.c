/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/native-rect.h"

#include <math.h>
#include <string.h>

/* Samples of one component in the rows of a plane of the source and of the result. */
typedef struct {
  const TlrNative *source;
  TlrNative *native;
  guint plane;
  guint offset, stride;      /* words of the first sample, and to the next */
  gboolean of_alpha;         /* the alpha of the samples, not their values */
} Samples;

/* Which samples of a line go into one, and with what weights: a triangle as wide on each
 * side as a sample of the result, and one of the source at least. */
typedef struct {
  int first, n;
  float *weights;
} Taps;

static Taps
find_taps (double centre, double scale, int limit, float *weights)
{
  double reach = MAX (1 / scale, 1), sum = 0;
  int low = (int) ceil (centre - reach), high = (int) floor (centre + reach);
  Taps taps = { MAX (low, 0), 0, weights };

  for (int i = low; i <= high; i++)
    sum += MAX (1 - fabs (i - centre) / reach, 0);
  for (int i = taps.first; i <= MIN (high, limit - 1) && sum > 0; i++)
    weights[taps.n++] = (float) (MAX (1 - fabs (i - centre) / reach, 0) / sum);
  return taps;
}

/* Where in the source, in samples of SIZE pixels, sample INDEX of the result is. */
static double
source_of (double index, double size, double scale, double offset)
{
  return ((index + 0.5) * size - offset) / scale / size - 0.5;
}

/* Rounded down, so that no value ends above its alpha. */
static void
write_word (TlrNative *native, guint8 *row, gsize word, float value)
{
  if (native->word == 1)
    row[word] = (guint8) MIN (value + 1e-3f, 255.0f);
  else
    ((guint16 *) (void *) row)[word] = (guint16) MIN (value + 1e-3f, 65535.0f);
}

static guint8 *
row_of (const Samples *samples, const TlrNative *native, guint row)
{
  return samples->of_alpha ? tlr_native_alpha_row (native, samples->plane, row) :
      tlr_native_value_row (native, samples->plane, row);
}

static void
add_row_8 (float *restrict line, const guint8 *restrict row, gsize stride, int n, float weight)
{
  for (int x = 0; x < n; x++)
    line[x] += weight * row[(gsize) x * stride];
}

static void
add_row_16 (float *restrict line, const guint16 *restrict row, gsize stride, int n, float weight)
{
  for (int x = 0; x < n; x++)
    line[x] += weight * row[(gsize) x * stride];
}

/* The rows that make one, added up. */
static void
add_rows (const Samples *samples, const Taps *rows, float *line, int n)
{
  memset (line, 0, (gsize) n * sizeof *line);
  for (int i = 0; i < rows->n; i++) {
    const guint8 *row = row_of (samples, samples->source, (guint) (rows->first + i));

    if (rows->weights[i] == 0)
      continue;
    if (samples->source->word == 1)
      add_row_8 (line, row + samples->offset, samples->stride, n, rows->weights[i]);
    else
      add_row_16 (line, (const guint16 *) (const void *) row + samples->offset, samples->stride, n,
          rows->weights[i]);
  }
}

static void
write_row (const Samples *samples, guint row, const float *line, const Taps *columns, int n)
{
  guint8 *out = row_of (samples, samples->native, row);

  for (int x = 0; x < n; x++) {
    float sum = 0;

    for (int i = 0; i < columns[x].n; i++)
      sum += columns[x].weights[i] * line[columns[x].first + i];
    write_word (samples->native, out, samples->offset + (gsize) x * samples->stride, sum);
  }
}

static int
count (int size, guint shift)
{
  return (size + (1 << shift) - 1) >> shift;
}

static void
scale_samples (const Samples *samples, const TlrComponent *component, double scale, double x, double y)
{
  int w = count (samples->native->width, component->w_sub);
  int h = (int) samples->native->planes[samples->plane].rows;
  int source_w = count (samples->source->width, component->w_sub);
  int source_h = (int) samples->source->planes[samples->plane].rows;
  double across = 1 << component->w_sub, down = 1 << component->h_sub;
  gsize most = 2 * (gsize) ceil (MAX (1 / scale, 1)) + 2;
  g_autofree float *weights = g_new (float, most * (gsize) (w + 1));
  g_autofree float *line = g_new (float, (gsize) source_w);
  g_autofree Taps *columns = g_new (Taps, (gsize) w);

  for (int i = 0; i < w; i++)
    columns[i] = find_taps (source_of (i, across, scale, x), scale, source_w, weights + (gsize) i * most);
  for (int j = 0; j < h; j++) {
    Taps rows = find_taps (source_of (j, down, scale, y), scale, source_h, weights + (gsize) w * most);

    if (rows.n == 0)
      continue;
    add_rows (samples, &rows, line, source_w);
    write_row (samples, (guint) j, line, columns, w);
  }
}

void
tlr_native_scale (TlrNative *native, const TlrNative *source, double scale, double x, double y)
{
  const TlrPixelFormat *format;

  g_return_if_fail (native != NULL && source != NULL && native != source);
  g_return_if_fail (native->spec.format == source->spec.format && scale >= 1.0 / 256 && scale <= 1);
  format = native->spec.format;
  tlr_native_clear_rect (native, 0, 0, native->width, native->height);
  for (guint i = 0; i < format->n_components; i++) {
    const TlrComponent *component = &format->components[i];
    Samples samples = { source, native, component->plane, component->offset / format->word,
      component->stride / format->word, FALSE };

    scale_samples (&samples, component, scale, x, y);
    samples.of_alpha = TRUE;
    if (native->planes[component->plane].alpha_plane == component->plane)
      scale_samples (&samples, component, scale, x, y);
  }
}
