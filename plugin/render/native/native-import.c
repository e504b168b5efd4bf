/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/native-rect.h"

#include <string.h>

/* Columns that are converted together: whole chroma samples. */
#define STRIPE_COLUMNS 256

/* A line of them on its way. */
typedef struct {
  TlrNative *native;
  double lines[4][STRIPE_COLUMNS];   /* the format's components and alpha */
  double opacity[STRIPE_COLUMNS];    /* alpha as the frame has it */
  double sums[2][4][STRIPE_COLUMNS]; /* by field: of chroma and alpha */
} Stripe;

/* Premultiplied codes of one Cairo pixel by way of light. */
static void
encode_pixel (const TlrNative *native, guint32 argb, double value[3])
{
  double alpha = (argb >> 24) / 255.0, scale = 1u << native->frame_word.down;
  double rgb[3];

  for (int i = 0; i < 3; i++)
    rgb[i] = (argb >> (16 - 8 * i) & 255) / 255.0 / alpha;
  tlr_colour_encode (&native->spec.colorimetry, native->spec.format->depth, rgb, value);
  for (int i = 0; i < 3; i++)
    value[i] *= alpha * scale;
}

/* Graphics have few colours, and a glyph has 255 of them at most, so that a
 * small table of what was met spares nearly all the powers and logarithms. */
static const double *
look_up_pixel (TlrNative *native, guint32 argb)
{
  static const double transparent[3] = { 0, 0, 0 };
  TlrCodeCache *place = &native->cache[(argb * 0x9E3779B1u) >> 22];

  G_STATIC_ASSERT (TLR_CODE_CACHE_SIZE == 1 << (32 - 22));
  if (argb >> 24 == 0)
    return transparent;
  if (place->argb != argb) {
    encode_pixel (native, argb, place->value);
    place->argb = argb;
  }
  return place->value;
}

/* A row of Cairo pixels to the stripe's lines. */
static void
convert_line (Stripe *stripe, const guint32 *argb, guint width)
{
  TlrNative *native = stripe->native;
  double *out[4] = { stripe->lines[native->order[0]], stripe->lines[native->order[1]],
    stripe->lines[native->order[2]], stripe->lines[3] };

  if (native->affine) {
    tlr_kernel_affine (out, argb, width, native->matrix);
    return;
  }
  for (guint x = 0; x < width; x++) {
    const double *value = look_up_pixel (native, argb[x]);

    for (int i = 0; i < 3; i++)
      out[i][x] = value[i];
    out[3][x] = (argb[x] >> 24) * native->matrix[3][3];
  }
}

/* Writes n samples to a row of a plane, to the words `offset` + i `step`. */
static void
store (TlrNative *native, guint plane, guint row, guint offset, guint step, const double *value,
    const double *alpha, guint n)
{
  guint8 *d = tlr_native_value_row (native, plane, row);
  guint8 *a = tlr_native_alpha_row (native, plane, row);

  if (native->word == 1)
    tlr_kernel_store_8 (d + offset, a + offset, step, value, alpha, n);
  else
    tlr_kernel_store_16 ((guint16 *) d + offset, (guint16 *) a + offset, step, value, alpha, n,
        native->frame_word.down);
}

static void
store_component (TlrNative *native, const TlrComponent *c, guint x, guint row,
    const double *value, const double *alpha, guint n)
{
  guint step = c->stride / native->word, offset = c->offset / native->word;

  store (native, c->plane, row, offset + (x >> c->w_sub) * step, step, value, alpha, n);
}

/* Pixels of four 8 bit words: which line each word takes its values from. The
 * fourth word is alpha, or the unused word of RGBx and its like, which is treated
 * as alpha. */
static gboolean
find_word_lines (const Stripe *stripe, const double *words[4])
{
  const TlrPixelFormat *format = stripe->native->spec.format;

  if (format->n_planes != 1 || format->word != 1 || format->n_components < 3
      || format->components[0].stride != 4 || format->components[1].w_sub != 0)
    return FALSE;
  for (int i = 0; i < 4; i++)
    words[i] = stripe->lines[3];
  for (int i = 0; i < 3; i++)
    words[format->components[i].offset] = stripe->lines[i];
  return TRUE;
}

/* The frame's highest alpha, where the picture's own is all ones. */
static void
store_alpha_line (Stripe *stripe, guint x, guint y, guint width)
{
  TlrNative *native = stripe->native;
  double highest = native->opaque / (double) native->max;

  for (guint i = 0; i < width; i++)
    stripe->opacity[i] = stripe->lines[3][i] * highest;
  store_component (native, &native->spec.format->components[3], x, y, stripe->opacity,
      stripe->lines[3], width);
}

/* The components that have a sample for each pixel of luma row y. */
static void
store_line (Stripe *stripe, guint x, guint y, guint width)
{
  TlrNative *native = stripe->native;
  const TlrPixelFormat *format = native->spec.format;
  const double *words[4], *alpha = stripe->lines[3];

  if (find_word_lines (stripe, words)) {
    tlr_kernel_store_pixels_8 (tlr_native_value_row (native, 0, y) + x * 4,
        tlr_native_alpha_row (native, 0, y) + x * 4, words, alpha, width);
    return;
  }
  for (guint i = 0; i < MIN (format->n_components, 3); i++)
    if (format->components[i].w_sub == 0 && format->components[i].h_sub == 0)
      store_component (native, &format->components[i], x, y, stripe->lines[i], alpha, width);
  if (format->has_alpha)
    store_alpha_line (stripe, x, y, width);
}

/* Adds the converted line to the chroma sums of its field. */
static void
add_line (Stripe *stripe, guint field, guint w_sub, guint width)
{
  for (int i = 1; i < 4; i++)
    tlr_kernel_add (stripe->sums[field][i], stripe->lines[i], width, w_sub);
}

/* Writes a chroma row as the average of `rows` lines, and empties the sums. */
static void
store_chroma (Stripe *stripe, guint field, guint x, guint row, guint rows, guint width)
{
  const TlrComponent *c = stripe->native->spec.format->components;
  guint columns = 1u << c[1].w_sub, n = (width + columns - 1) >> c[1].w_sub;

  for (guint i = 0; i < n; i++) {
    double weight = 1.0 / (rows * MIN (columns, width - i * columns));
    for (int j = 1; j < 4; j++)
      stripe->sums[field][j][i] *= weight;
  }
  for (int i = 1; i < 3; i++)
    store_component (stripe->native, &c[i], x, row, stripe->sums[field][i],
        stripe->sums[field][3], n);
  for (int i = 1; i < 4; i++)
    memset (stripe->sums[field][i], 0, n * sizeof (double));
}

/* At most STRIPE_COLUMNS columns. */
static void
import_stripe (Stripe *stripe, guint x, guint y, const guint8 *pixels, gssize stride, guint width,
    guint height)
{
  const TlrNative *native = stripe->native;
  const TlrComponent *chroma = &native->spec.format->components[1];
  gboolean subsampled = native->spec.format->n_components > 1 && (chroma->w_sub || chroma->h_sub);
  gboolean by_field = native->spec.interlaced && chroma->h_sub > 0;
  guint step = by_field ? 2 : 1, rows[2] = { 0, 0 };

  for (guint line = 0; line < height; line++) {
    guint luma_row = y + line, field = by_field ? luma_row & 1 : 0;
    guint row = tlr_plane_row (native, chroma->h_sub, luma_row);

    convert_line (stripe, (const guint32 *) (pixels + (gssize) line * stride), width);
    store_line (stripe, x, luma_row, width);
    if (!subsampled)
      continue;
    add_line (stripe, field, chroma->w_sub, width);
    rows[field]++;
    if (line + step < height && tlr_plane_row (native, chroma->h_sub, luma_row + step) == row)
      continue;
    store_chroma (stripe, field, x, row, rows[field], width);
    rows[field] = 0;
  }
}

void
tlr_native_import (TlrNative *native, int x, int y, const guint8 *pixels, int stride, int width,
    int height)
{
  g_return_if_fail (native != NULL && pixels != NULL);
  g_return_if_fail (tlr_native_rect_is_valid (native, x, y, width, height));

  Stripe stripe;
  gsize sums = (gsize) MIN (width, STRIPE_COLUMNS) * sizeof (double);
  stripe.native = native;
  /* No more than is used: needles are imported in small pieces. */
  for (guint field = 0; field <= (native->spec.interlaced ? 1 : 0); field++)
    for (int i = 1; i < 4; i++)
      memset (stripe.sums[field][i], 0, sums);
  for (int column = 0; column < width; column += STRIPE_COLUMNS)
    import_stripe (&stripe, (guint) (x + column), (guint) y, pixels + (gsize) column * 4, stride,
        (guint) MIN (width - column, STRIPE_COLUMNS), (guint) height);
}
