/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/native-dither.h"

#include <string.h>

static gpointer
take (TlrNative *native, gsize bytes)
{
  native->size += bytes;
  return g_malloc0 (MAX (bytes, 1));
}

/* The first plane whose samples lie as those of `plane` do, one a group. */
static guint
find_alpha_plane (const TlrNative *native, guint plane)
{
  const TlrPlaneLayout *layout = &native->planes[plane].layout;

  for (guint i = 0; i < plane && layout->group_words == 1; i++) {
    const TlrPlaneLayout *other = &native->planes[i].layout;
    if (other->group_words == 1 && other->w_shift == layout->w_shift
        && other->h_shift == layout->h_shift)
      return i;
  }
  return plane;
}

static void
init_plane (TlrNative *native, guint plane)
{
  TlrNativePlane *p = &native->planes[plane];
  guint groups, height = (guint) native->height;

  p->layout = tlr_pixel_format_plane (native->spec.format, plane);
  groups = ((guint) native->width + (1u << p->layout.w_shift) - 1) >> p->layout.w_shift;
  p->words = groups * p->layout.group_words;
  p->rows = tlr_plane_row (native, p->layout.h_shift, height - 1) + 1;
  if (native->spec.interlaced && height > 1)
    p->rows = MAX (p->rows, tlr_plane_row (native, p->layout.h_shift, height - 2) + 1);
  p->blocks = (p->words + TLR_BLOCK_WORDS - 1) / TLR_BLOCK_WORDS;
  p->stride = (p->words * native->word + 63) & ~(gsize) 63;
  p->value = take (native, p->stride * p->rows);
  p->alpha_plane = find_alpha_plane (native, plane);
  if (p->alpha_plane != plane)
    return;
  p->alpha = take (native, p->stride * p->rows);
  /* No kind at all, so that the first look finds each row changed. */
  p->kinds = take (native, (gsize) p->blocks * p->rows);
  memset (p->kinds, 0xFF, (gsize) p->blocks * p->rows);
  p->spans = take (native, (gsize) p->blocks * p->rows * sizeof (TlrSpan));
}

/* The conversion of Cairo pixels to full-scale premultiplied values, and the
 * component of the format that each of its results is. */
static void
init_conversion (TlrNative *native)
{
  TlrColorimetry *colorimetry = &native->spec.colorimetry;
  const TlrPixelFormat *format = native->spec.format;
  static const guint straight[3] = { 0, 1, 2 }, identity[3] = { 2, 0, 1 };
  double scale = (double) (1u << (native->word * 8 - format->depth)) / 255.0;
  double m[3][4];

  if (format->model == TLR_MODEL_RGB)
    colorimetry->matrix = TLR_MATRIX_RGB;
  else if (format->model == TLR_MODEL_GREY && colorimetry->matrix == TLR_MATRIX_RGB)
    colorimetry->matrix = TLR_MATRIX_BT601;
  /* YUV without a matrix is G, B, R (H.273 MatrixCoefficients 0). */
  memcpy (native->order, format->model == TLR_MODEL_YUV && colorimetry->matrix == TLR_MATRIX_RGB
      ? identity : straight, sizeof native->order);
  native->matrix[3][3] = native->max / 255.0;
  native->affine = tlr_colour_affine (colorimetry, format->depth, m);
  if (!native->affine) {
    native->cache = take (native, TLR_CODE_CACHE_SIZE * sizeof (TlrCodeCache));
    return;
  }
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 4; j++)
      native->matrix[i][j] = m[i][j] * scale;
}

TlrNative *
tlr_native_new (const TlrNativeSpec *spec, int width, int height)
{
  g_return_val_if_fail (spec != NULL && spec->format != NULL, NULL);
  g_return_val_if_fail (width > 0 && width <= TLR_NATIVE_MAX_SIZE, NULL);
  g_return_val_if_fail (height > 0 && height <= TLR_NATIVE_MAX_SIZE, NULL);

  const TlrPixelFormat *format = spec->format;
  TlrNative *native = g_new0 (TlrNative, 1);
  native->spec = *spec;
  native->width = width;
  native->height = height;
  native->word = format->word;
  native->max = format->word == 1 ? 255 : 65535;
  native->frame_word.shift = format->components[0].shift;
  native->frame_word.down = format->word * 8u - format->depth;
  native->frame_word.up = native->frame_word.down - native->frame_word.shift;
  native->frame_word.swapped = format->swapped;
  native->n_planes = format->n_planes;
  native->opaque = native->max >> native->frame_word.down << native->frame_word.down;
  tlr_pixel_format_grid (format, spec->interlaced, &native->grid_columns, &native->grid_rows);
  for (guint i = 0; i < native->n_planes; i++)
    init_plane (native, i);
  init_conversion (native);
  tlr_native_dither_init (native);
  tlr_native_update_spans (native, 0, 0, width, height);
  return native;
}

void
tlr_native_free (TlrNative *native)
{
  if (native == NULL)
    return;
  for (guint i = 0; i < native->n_planes; i++) {
    g_free (native->planes[i].value);
    g_free (native->planes[i].alpha);
    g_free (native->planes[i].kinds);
    g_free (native->planes[i].spans);
  }
  g_free (native->cache);
  g_free (native);
}

int
tlr_native_get_width (const TlrNative *native)
{
  g_return_val_if_fail (native != NULL, 0);
  return native->width;
}

int
tlr_native_get_height (const TlrNative *native)
{
  g_return_val_if_fail (native != NULL, 0);
  return native->height;
}

gsize
tlr_native_get_size (const TlrNative *native)
{
  g_return_val_if_fail (native != NULL, 0);
  return native->size + sizeof *native;
}
