/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/native-rect.h"

#include <string.h>

static gboolean
range_is_valid (int start, int length, int size, guint grid)
{
  guint mask = grid - 1;

  return start >= 0 && length >= 0 && length <= size && start <= size - length
      && ((guint) start & mask) == 0
      && (((guint) length & mask) == 0 || start + length == size);
}

gboolean
tlr_native_rect_is_valid (const TlrNative *native, int x, int y, int width, int height)
{
  return range_is_valid (x, width, native->width, native->grid_columns)
      && range_is_valid (y, height, native->height, native->grid_rows);
}

TlrPlaneRect
tlr_native_plane_rect (const TlrNative *native, guint plane, int x, int y, int width, int height)
{
  const TlrNativePlane *p = &native->planes[plane];
  guint groups = (guint) (x + width + (1 << p->layout.w_shift) - 1) >> p->layout.w_shift;
  TlrPlaneRect rect;

  rect.first = ((guint) x >> p->layout.w_shift) * p->layout.group_words;
  rect.end = MIN (groups * p->layout.group_words, p->words);
  rect.top = (guint) y >> p->layout.h_shift;
  rect.bottom = y + height == native->height ? p->rows : (guint) (y + height) >> p->layout.h_shift;
  return rect;
}

void
tlr_native_clear_rect (TlrNative *native, int x, int y, int width, int height)
{
  g_return_if_fail (native != NULL && tlr_native_rect_is_valid (native, x, y, width, height));

  for (guint i = 0; i < native->n_planes; i++) {
    TlrPlaneRect rect = tlr_native_plane_rect (native, i, x, y, width, height);
    gsize offset = rect.first * native->word, bytes = (rect.end - rect.first) * native->word;

    for (guint row = rect.top; row < rect.bottom; row++) {
      memset (tlr_native_value_row (native, i, row) + offset, 0, bytes);
      memset (tlr_native_alpha_row (native, i, row) + offset, 0, bytes);
    }
  }
}

static gboolean
pair_is_valid (const TlrNative *native, int x, int y, const TlrNative *source, int source_x,
    int source_y, int width, int height)
{
  return native != NULL && source != NULL && native != source
      && native->spec.format == source->spec.format
      && native->spec.interlaced == source->spec.interlaced
      && tlr_native_rect_is_valid (native, x, y, width, height)
      && tlr_native_rect_is_valid (source, source_x, source_y, width, height);
}

/* Rows and words that both rectangles have: one of them may reach an edge where
 * the other's last group is whole. */
static TlrPlaneRect
common_rect (TlrPlaneRect a, TlrPlaneRect b)
{
  a.end = MIN (a.end, a.first + (b.end - b.first));
  a.bottom = MIN (a.bottom, a.top + (b.bottom - b.top));
  return a;
}

void
tlr_native_copy_rect (TlrNative *native, int x, int y, const TlrNative *source, int source_x,
    int source_y, int width, int height)
{
  g_return_if_fail (pair_is_valid (native, x, y, source, source_x, source_y, width, height));

  for (guint i = 0; i < native->n_planes; i++) {
    TlrPlaneRect from = tlr_native_plane_rect (source, i, source_x, source_y, width, height);
    TlrPlaneRect to = common_rect (tlr_native_plane_rect (native, i, x, y, width, height), from);
    gsize d = to.first * native->word, s = from.first * native->word;
    gsize bytes = (to.end - to.first) * native->word;

    for (guint row = to.top, other = from.top; row < to.bottom; row++, other++) {
      memcpy (tlr_native_value_row (native, i, row) + d,
          tlr_native_value_row (source, i, other) + s, bytes);
      memcpy (tlr_native_alpha_row (native, i, row) + d,
          tlr_native_alpha_row (source, i, other) + s, bytes);
    }
  }
}

/* d = s + d (1 - a) on words of the picture. */
static void
over_row (const TlrNative *native, guint8 *d, const guint8 *s, const guint8 *a, gsize words)
{
  const TlrWord full_scale = { 0, 0, 0, FALSE };

  if (native->word == 1)
    tlr_kernel_blend_8 (d, s, a, words);
  else
    tlr_kernel_blend_16 ((guint16 *) d, (const guint16 *) s, (const guint16 *) a, words,
        full_scale);
}

static gboolean
range_is_inside (int start, int length, int size)
{
  return start >= 0 && length >= 0 && length <= size && start <= size - length;
}

/* Rectangles of two pictures that lie alike on their grids. */
static gboolean
over_is_valid (const TlrNative *native, int x, int y, const TlrNative *source, int source_x,
    int source_y, int width, int height)
{
  return native != NULL && source != NULL && native != source
      && native->spec.format == source->spec.format
      && native->spec.interlaced == source->spec.interlaced
      && range_is_inside (x, width, native->width) && range_is_inside (y, height, native->height)
      && range_is_inside (source_x, width, source->width)
      && range_is_inside (source_y, height, source->height)
      && ((guint) (x - source_x) & (native->grid_columns - 1)) == 0
      && ((guint) (y - source_y) & (native->grid_rows - 1)) == 0;
}

/* The plane's part under any rectangle; of a plane with shared samples, all that have a
 * part of it. */
static TlrPlaneRect
touched_rect (const TlrNative *native, guint plane, int x, int y, int width, int height)
{
  const TlrPlaneLayout *layout = &native->planes[plane].layout;

  if (layout->w_shift || layout->h_shift) {
    tlr_pixel_format_align (native->spec.format, native->spec.interlaced, &x, &y, &width, &height);
    width = MIN (width, native->width - x);
    height = MIN (height, native->height - y);
  }
  return tlr_native_plane_rect (native, plane, x, y, width, height);
}

void
tlr_native_over (TlrNative *native, int x, int y, const TlrNative *source, int source_x,
    int source_y, int width, int height)
{
  g_return_if_fail (over_is_valid (native, x, y, source, source_x, source_y, width, height));

  for (guint i = 0; i < native->n_planes; i++) {
    TlrPlaneRect from = touched_rect (source, i, source_x, source_y, width, height);
    TlrPlaneRect to = common_rect (touched_rect (native, i, x, y, width, height), from);
    gsize d = to.first * native->word, s = from.first * native->word;
    gboolean owns_alpha = native->planes[i].alpha_plane == i;

    for (guint row = to.top, other = from.top; row < to.bottom; row++, other++) {
      const guint8 *alpha = tlr_native_alpha_row (source, i, other) + s;

      over_row (native, tlr_native_value_row (native, i, row) + d,
          tlr_native_value_row (source, i, other) + s, alpha, to.end - to.first);
      if (owns_alpha)
        over_row (native, tlr_native_alpha_row (native, i, row) + d, alpha, alpha,
            to.end - to.first);
    }
  }
}
