/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/pixel-format.h"

#include <string.h>

#define IS_LE (G_BYTE_ORDER == G_LITTLE_ENDIAN)
#define NATIVE FALSE
#define LE (!IS_LE)
#define BE IS_LE

/* Plane, byte offset, byte stride, shift, log2 of columns and rows a sample covers. */
#define C(index, first, step, down, w, h) \
  { .plane = index, .offset = first, .stride = step, .shift = down, .w_sub = w, .h_sub = h }

#define RGB_PACKED(fmt, bytes, bits, order, stride, r, g, b) \
  { .name = fmt, .model = TLR_MODEL_RGB, .depth = bits, .word = bytes, .swapped = order, \
    .n_planes = 1, .n_components = 3, .components = \
    { C (0, r, stride, 0, 0, 0), C (0, g, stride, 0, 0, 0), C (0, b, stride, 0, 0, 0) } }
#define PACKED_ALPHA(fmt, colours, bytes, bits, order, stride, shift, a, b, c, alpha) \
  { .name = fmt, .model = colours, .depth = bits, .word = bytes, .swapped = order, \
    .has_alpha = TRUE, .n_planes = 1, .n_components = 4, .components = \
    { C (0, a, stride, shift, 0, 0), C (0, b, stride, shift, 0, 0), \
      C (0, c, stride, shift, 0, 0), C (0, alpha, stride, shift, 0, 0) } }
#define YUV_PACKED(fmt, y, u, v) \
  { .name = fmt, .model = TLR_MODEL_YUV, .depth = 8, .word = 1, .swapped = NATIVE, \
    .n_planes = 1, .n_components = 3, .components = \
    { C (0, y, 3, 0, 0, 0), C (0, u, 3, 0, 0, 0), C (0, v, 3, 0, 0, 0) } }
/* Two luma samples with one pair of chroma; offsets count words. */
#define YUV_422(fmt, bytes, bits, order, shift, y, u, v) \
  { .name = fmt, .model = TLR_MODEL_YUV, .depth = bits, .word = bytes, .swapped = order, \
    .n_planes = 1, .n_components = 3, .components = \
    { C (0, (y) * bytes, 2 * bytes, shift, 0, 0), C (0, (u) * bytes, 4 * bytes, shift, 1, 0), \
      C (0, (v) * bytes, 4 * bytes, shift, 1, 0) } }
#define YUV_PLANAR(fmt, bytes, bits, order, w, h, u, v) \
  { .name = fmt, .model = TLR_MODEL_YUV, .depth = bits, .word = bytes, .swapped = order, \
    .n_planes = 3, .n_components = 3, .components = \
    { C (0, 0, bytes, 0, 0, 0), C (u, 0, bytes, 0, w, h), C (v, 0, bytes, 0, w, h) } }
#define YUV_PLANAR_ALPHA(fmt, bytes, bits, order, w, h) \
  { .name = fmt, .model = TLR_MODEL_YUV, .depth = bits, .word = bytes, .swapped = order, \
    .has_alpha = TRUE, .n_planes = 4, .n_components = 4, .components = \
    { C (0, 0, bytes, 0, 0, 0), C (1, 0, bytes, 0, w, h), C (2, 0, bytes, 0, w, h), \
      C (3, 0, bytes, 0, 0, 0) } }
/* Chroma interleaved in the second plane; offsets count words. */
#define YUV_SEMI(fmt, bytes, bits, order, shift, w, h, u, v) \
  { .name = fmt, .model = TLR_MODEL_YUV, .depth = bits, .word = bytes, .swapped = order, \
    .n_planes = 2, .n_components = 3, .components = \
    { C (0, 0, bytes, shift, 0, 0), C (1, (u) * bytes, 2 * bytes, shift, w, h), \
      C (1, (v) * bytes, 2 * bytes, shift, w, h) } }
#define RGB_PLANAR(fmt, bytes, bits, order, r, g, b) \
  { .name = fmt, .model = TLR_MODEL_RGB, .depth = bits, .word = bytes, .swapped = order, \
    .n_planes = 3, .n_components = 3, .components = \
    { C (r, 0, bytes, 0, 0, 0), C (g, 0, bytes, 0, 0, 0), C (b, 0, bytes, 0, 0, 0) } }
#define GBRA_PLANAR(fmt, bytes, bits, order) \
  { .name = fmt, .model = TLR_MODEL_RGB, .depth = bits, .word = bytes, .swapped = order, \
    .has_alpha = TRUE, .n_planes = 4, .n_components = 4, .components = \
    { C (2, 0, bytes, 0, 0, 0), C (0, 0, bytes, 0, 0, 0), C (1, 0, bytes, 0, 0, 0), \
      C (3, 0, bytes, 0, 0, 0) } }
#define GREY(fmt, bytes, bits, order) \
  { .name = fmt, .model = TLR_MODEL_GREY, .depth = bits, .word = bytes, .swapped = order, \
    .n_planes = 1, .n_components = 1, .components = { C (0, 0, bytes, 0, 0, 0) } }

#define RGBA8(fmt, r, g, b, a) \
  PACKED_ALPHA (fmt, TLR_MODEL_RGB, 1, 8, NATIVE, 4, 0, r, g, b, a)
#define RGBA16(fmt, order, r, g, b, a) \
  PACKED_ALPHA (fmt, TLR_MODEL_RGB, 2, 16, order, 8, 0, r, g, b, a)

static const TlrPixelFormat formats[] = {
  YUV_PLANAR ("I420", 1, 8, NATIVE, 1, 1, 1, 2),
  YUV_PLANAR ("YV12", 1, 8, NATIVE, 1, 1, 2, 1),
  YUV_SEMI ("NV12", 1, 8, NATIVE, 0, 1, 1, 0, 1),
  YUV_SEMI ("NV21", 1, 8, NATIVE, 0, 1, 1, 1, 0),
  YUV_SEMI ("NV16", 1, 8, NATIVE, 0, 1, 0, 0, 1),
  YUV_SEMI ("NV61", 1, 8, NATIVE, 0, 1, 0, 1, 0),
  YUV_SEMI ("NV24", 1, 8, NATIVE, 0, 0, 0, 0, 1),
  YUV_PLANAR ("Y41B", 1, 8, NATIVE, 2, 0, 1, 2),
  YUV_PLANAR ("Y42B", 1, 8, NATIVE, 1, 0, 1, 2),
  YUV_PLANAR ("Y444", 1, 8, NATIVE, 0, 0, 1, 2),
  YUV_PLANAR ("YUV9", 1, 8, NATIVE, 2, 2, 1, 2),
  YUV_PLANAR ("YVU9", 1, 8, NATIVE, 2, 2, 2, 1),
  YUV_422 ("YUY2", 1, 8, NATIVE, 0, 0, 1, 3),
  YUV_422 ("UYVY", 1, 8, NATIVE, 0, 1, 0, 2),
  YUV_422 ("YVYU", 1, 8, NATIVE, 0, 0, 3, 1),
  YUV_422 ("VYUY", 1, 8, NATIVE, 0, 1, 2, 0),
  YUV_422 ("v216", 2, 16, LE, 0, 1, 0, 2),
  YUV_422 ("Y210", 2, 10, LE, 6, 0, 1, 3),
  YUV_422 ("Y212_LE", 2, 12, LE, 4, 0, 1, 3),
  YUV_422 ("Y212_BE", 2, 12, BE, 4, 0, 1, 3),
  YUV_422 ("Y216_LE", 2, 16, LE, 0, 0, 1, 3),
  YUV_422 ("Y216_BE", 2, 16, BE, 0, 0, 1, 3),
  YUV_PACKED ("v308", 0, 1, 2),
  YUV_PACKED ("IYU2", 1, 0, 2),
  PACKED_ALPHA ("AYUV", TLR_MODEL_YUV, 1, 8, NATIVE, 4, 0, 1, 2, 3, 0),
  PACKED_ALPHA ("VUYA", TLR_MODEL_YUV, 1, 8, NATIVE, 4, 0, 2, 1, 0, 3),
  PACKED_ALPHA ("AYUV64", TLR_MODEL_YUV, 2, 16, NATIVE, 8, 0, 2, 4, 6, 0),
  PACKED_ALPHA ("Y412_LE", TLR_MODEL_YUV, 2, 12, LE, 8, 4, 2, 0, 4, 6),
  PACKED_ALPHA ("Y412_BE", TLR_MODEL_YUV, 2, 12, BE, 8, 4, 2, 0, 4, 6),
  PACKED_ALPHA ("Y416_LE", TLR_MODEL_YUV, 2, 16, LE, 8, 0, 2, 0, 4, 6),
  PACKED_ALPHA ("Y416_BE", TLR_MODEL_YUV, 2, 16, BE, 8, 0, 2, 0, 4, 6),
  RGB_PACKED ("RGBx", 1, 8, NATIVE, 4, 0, 1, 2),
  RGB_PACKED ("BGRx", 1, 8, NATIVE, 4, 2, 1, 0),
  RGB_PACKED ("xRGB", 1, 8, NATIVE, 4, 1, 2, 3),
  RGB_PACKED ("xBGR", 1, 8, NATIVE, 4, 3, 2, 1),
  RGB_PACKED ("RGB", 1, 8, NATIVE, 3, 0, 1, 2),
  RGB_PACKED ("BGR", 1, 8, NATIVE, 3, 2, 1, 0),
  RGBA8 ("RGBA", 0, 1, 2, 3),
  RGBA8 ("BGRA", 2, 1, 0, 3),
  RGBA8 ("ARGB", 1, 2, 3, 0),
  RGBA8 ("ABGR", 3, 2, 1, 0),
  RGBA8 ("RBGA", 0, 2, 1, 3),
  RGBA16 ("ARGB64", NATIVE, 2, 4, 6, 0),
  RGBA16 ("ARGB64_LE", LE, 2, 4, 6, 0),
  RGBA16 ("ARGB64_BE", BE, 2, 4, 6, 0),
  RGBA16 ("RGBA64_LE", LE, 0, 2, 4, 6),
  RGBA16 ("RGBA64_BE", BE, 0, 2, 4, 6),
  RGBA16 ("BGRA64_LE", LE, 4, 2, 0, 6),
  RGBA16 ("BGRA64_BE", BE, 4, 2, 0, 6),
  RGBA16 ("ABGR64_LE", LE, 6, 4, 2, 0),
  RGBA16 ("ABGR64_BE", BE, 6, 4, 2, 0),
  RGB_PLANAR ("GBR", 1, 8, NATIVE, 2, 0, 1),
  RGB_PLANAR ("GBR_10LE", 2, 10, LE, 2, 0, 1),
  RGB_PLANAR ("GBR_10BE", 2, 10, BE, 2, 0, 1),
  RGB_PLANAR ("GBR_12LE", 2, 12, LE, 2, 0, 1),
  RGB_PLANAR ("GBR_12BE", 2, 12, BE, 2, 0, 1),
  RGB_PLANAR ("GBR_16LE", 2, 16, LE, 2, 0, 1),
  RGB_PLANAR ("GBR_16BE", 2, 16, BE, 2, 0, 1),
  RGB_PLANAR ("RGBP", 1, 8, NATIVE, 0, 1, 2),
  RGB_PLANAR ("BGRP", 1, 8, NATIVE, 2, 1, 0),
  GBRA_PLANAR ("GBRA", 1, 8, NATIVE),
  GBRA_PLANAR ("GBRA_10LE", 2, 10, LE),
  GBRA_PLANAR ("GBRA_10BE", 2, 10, BE),
  GBRA_PLANAR ("GBRA_12LE", 2, 12, LE),
  GBRA_PLANAR ("GBRA_12BE", 2, 12, BE),
  GREY ("GRAY8", 1, 8, NATIVE),
  GREY ("GRAY10_LE16", 2, 10, LE),
  GREY ("GRAY16_LE", 2, 16, LE),
  GREY ("GRAY16_BE", 2, 16, BE),
  YUV_PLANAR ("I420_10LE", 2, 10, LE, 1, 1, 1, 2),
  YUV_PLANAR ("I420_10BE", 2, 10, BE, 1, 1, 1, 2),
  YUV_PLANAR ("I420_12LE", 2, 12, LE, 1, 1, 1, 2),
  YUV_PLANAR ("I420_12BE", 2, 12, BE, 1, 1, 1, 2),
  YUV_PLANAR ("I422_10LE", 2, 10, LE, 1, 0, 1, 2),
  YUV_PLANAR ("I422_10BE", 2, 10, BE, 1, 0, 1, 2),
  YUV_PLANAR ("I422_12LE", 2, 12, LE, 1, 0, 1, 2),
  YUV_PLANAR ("I422_12BE", 2, 12, BE, 1, 0, 1, 2),
  YUV_PLANAR ("Y444_10LE", 2, 10, LE, 0, 0, 1, 2),
  YUV_PLANAR ("Y444_10BE", 2, 10, BE, 0, 0, 1, 2),
  YUV_PLANAR ("Y444_12LE", 2, 12, LE, 0, 0, 1, 2),
  YUV_PLANAR ("Y444_12BE", 2, 12, BE, 0, 0, 1, 2),
  YUV_PLANAR ("Y444_16LE", 2, 16, LE, 0, 0, 1, 2),
  YUV_PLANAR ("Y444_16BE", 2, 16, BE, 0, 0, 1, 2),
  YUV_SEMI ("P010_10LE", 2, 10, LE, 6, 1, 1, 0, 1),
  YUV_SEMI ("P010_10BE", 2, 10, BE, 6, 1, 1, 0, 1),
  YUV_SEMI ("P012_LE", 2, 12, LE, 4, 1, 1, 0, 1),
  YUV_SEMI ("P012_BE", 2, 12, BE, 4, 1, 1, 0, 1),
  YUV_SEMI ("P016_LE", 2, 16, LE, 0, 1, 1, 0, 1),
  YUV_SEMI ("P016_BE", 2, 16, BE, 0, 1, 1, 0, 1),
  YUV_PLANAR_ALPHA ("A420", 1, 8, NATIVE, 1, 1),
  YUV_PLANAR_ALPHA ("A420_10LE", 2, 10, LE, 1, 1),
  YUV_PLANAR_ALPHA ("A420_10BE", 2, 10, BE, 1, 1),
  YUV_PLANAR_ALPHA ("A422_10LE", 2, 10, LE, 1, 0),
  YUV_PLANAR_ALPHA ("A422_10BE", 2, 10, BE, 1, 0),
  YUV_PLANAR_ALPHA ("A444_10LE", 2, 10, LE, 0, 0),
  YUV_PLANAR_ALPHA ("A444_10BE", 2, 10, BE, 0, 0),
  YUV_PLANAR_ALPHA ("A422", 1, 8, NATIVE, 1, 0),
  YUV_PLANAR_ALPHA ("A444", 1, 8, NATIVE, 0, 0),
  YUV_PLANAR_ALPHA ("A420_12LE", 2, 12, LE, 1, 1),
  YUV_PLANAR_ALPHA ("A420_12BE", 2, 12, BE, 1, 1),
  YUV_PLANAR_ALPHA ("A422_12LE", 2, 12, LE, 1, 0),
  YUV_PLANAR_ALPHA ("A422_12BE", 2, 12, BE, 1, 0),
  YUV_PLANAR_ALPHA ("A444_12LE", 2, 12, LE, 0, 0),
  YUV_PLANAR_ALPHA ("A444_12BE", 2, 12, BE, 0, 0),
  YUV_PLANAR_ALPHA ("A420_16LE", 2, 16, LE, 1, 1),
  YUV_PLANAR_ALPHA ("A420_16BE", 2, 16, BE, 1, 1),
  YUV_PLANAR_ALPHA ("A422_16LE", 2, 16, LE, 1, 0),
  YUV_PLANAR_ALPHA ("A422_16BE", 2, 16, BE, 1, 0),
  YUV_PLANAR_ALPHA ("A444_16LE", 2, 16, LE, 0, 0),
  YUV_PLANAR_ALPHA ("A444_16BE", 2, 16, BE, 0, 0),
  { .name = "AV12", .model = TLR_MODEL_YUV, .depth = 8, .word = 1, .swapped = NATIVE,
    .has_alpha = TRUE, .n_planes = 3, .n_components = 4, .components =
    { C (0, 0, 1, 0, 0, 0), C (1, 0, 2, 0, 1, 1), C (1, 1, 2, 0, 1, 1), C (2, 0, 1, 0, 0, 0) } },
};

const TlrPixelFormat *
tlr_pixel_format_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, name) == 0)
      return &formats[i];
  return NULL;
}

const TlrPixelFormat *
tlr_pixel_format_table (guint *n_formats)
{
  g_return_val_if_fail (n_formats != NULL, NULL);

  *n_formats = G_N_ELEMENTS (formats);
  return formats;
}

TlrPlaneLayout
tlr_pixel_format_plane (const TlrPixelFormat *format, guint plane)
{
  TlrPlaneLayout layout = { 0, 0, 0 };

  g_return_val_if_fail (format != NULL && plane < format->n_planes, layout);
  for (guint i = 0; i < format->n_components; i++) {
    const TlrComponent *c = &format->components[i];

    if (c->plane != plane || c->w_sub < layout.w_shift)
      continue;
    layout.w_shift = c->w_sub;
    layout.h_shift = c->h_sub;
    layout.group_words = c->stride / format->word;
  }
  return layout;
}

void
tlr_pixel_format_grid (const TlrPixelFormat *format, gboolean interlaced, guint *columns,
    guint *rows)
{
  guint w_sub = 0, h_sub = 0;

  g_return_if_fail (format != NULL && columns != NULL && rows != NULL);
  for (guint i = 0; i < format->n_components; i++) {
    w_sub = MAX (w_sub, format->components[i].w_sub);
    h_sub = MAX (h_sub, format->components[i].h_sub);
  }
  *columns = 1u << w_sub;
  *rows = 1u << (h_sub + (interlaced && h_sub ? 1 : 0));
}

/* The start moves down and the end up to a multiple of grid, a power of two. */
static void
align_range (int *start, int *length, int grid)
{
  int first = *start & -grid;

  *length = ((*start + *length + grid - 1) & -grid) - first;
  *start = first;
}

void
tlr_pixel_format_align (const TlrPixelFormat *format, gboolean interlaced, int *x, int *y,
    int *width, int *height)
{
  guint columns = 1, rows = 1;

  g_return_if_fail (x != NULL && y != NULL && width != NULL && height != NULL);
  tlr_pixel_format_grid (format, interlaced, &columns, &rows);
  align_range (x, width, (int) columns);
  align_range (y, height, (int) rows);
}
