/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "render/native/colour.h"
#include "render/native/pixel-format.h"

G_BEGIN_DECLS

/* An overlay picture kept in the frame's own component layout, so that a blend
 * is one multiply and add a sample: planes of premultiplied code values, planes
 * of alpha at the resolution of each sample (chroma: the average over the luma
 * samples it covers), and for each row the spans to skip, to copy and to blend.
 *
 * That average is right where chroma lies amid its samples (chroma-site jpeg). Where it lies on
 * the left ones (mpeg2), edges of coloured graphics are half a column off in chroma alone: 26 of
 * 255 at most at edges of saturated red, 0.26 in the mean. The filter that would be right needs
 * the sample to the left of each rectangle, which may belong to another.
 *
 * The order of work: import pictures, compose them with copy and over, call
 * tlr_native_update_spans() on what changed, blend. Only new, import of a first
 * picture and free may take or give back memory.
 *
 * A TlrNative belongs to one thread at a time; several threads may blend the
 * same one, or read it as a source, while nobody changes it. */
typedef struct _TlrNative TlrNative;

/* A mapped video frame; nothing is owned. A row of a packed subsampled format
 * (YUY2) holds whole groups, also where the width is odd. */
typedef struct {
  const TlrPixelFormat *format;
  int width;                      /* pixels, over 0 */
  int height;                     /* rows, over 0 */
  guint8 *data[TLR_MAX_PLANES];   /* first row of each plane */
  int stride[TLR_MAX_PLANES];     /* bytes from row to row, over 0, whole words */
  gboolean premultiplied;         /* a frame with alpha has colours times alpha */
} TlrFrame;

/* What to make a native picture for. */
typedef struct {
  const TlrPixelFormat *format;   /* of the frames */
  TlrColorimetry colorimetry;     /* of the frames; the matrix is ignored for RGB */
  gboolean interlaced;            /* both fields in a frame: in 4:2:0, even chroma
                                     rows average even luma rows, odd ones odd.
                                     FALSE for one field a buffer (alternate) */
} TlrNativeSpec;

/* The largest width and height. */
#define TLR_NATIVE_MAX_SIZE 32768

/* A transparent picture of 1..TLR_NATIVE_MAX_SIZE pixels each way. Free with
 * tlr_native_free(). Width and height are multiples of the grid, or the picture
 * reaches the right or bottom edge of the frame it will be blended on. */
TlrNative *tlr_native_new (const TlrNativeSpec *spec, int width, int height);

/* Takes NULL. */
void tlr_native_free (TlrNative *native);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrNative, tlr_native_free)

/* Its width as it was made, pixels. */
int tlr_native_get_width (const TlrNative *native);

/* Its height as it was made, rows. */
int tlr_native_get_height (const TlrNative *native);

/* Bytes of memory held, for budgets. */
gsize tlr_native_get_size (const TlrNative *native);

/* Rectangles below, of destination and source alike: inside the picture, x and
 * y on the grid (tlr_pixel_format_grid()), width and height multiples of it or
 * reaching the picture's edge. A rectangle that breaks this is a programming
 * error: a critical warning, and nothing is done. */

/* Replaces a rectangle by a Cairo ARGB32 image (premultiplied, native-endian
 * words, sRGB): pixels points to its first row, stride is in bytes. Neither is
 * kept. An opaque pixel becomes exactly tlr_colour_encode(), rounded. */
void tlr_native_import (TlrNative *native, int x, int y, const guint8 *pixels,
    int stride, int width, int height);

/* Makes a rectangle transparent. */
void tlr_native_clear_rect (TlrNative *native, int x, int y, int width, int height);

/* Copies a rectangle; source and destination have the same format and
 * interlacing and are two pictures. */
void tlr_native_copy_rect (TlrNative *native, int x, int y, const TlrNative *source,
    int source_x, int source_y, int width, int height);

/* Makes a rectangle fainter: LEVEL of FULL (1 to 256) parts of its alpha are left. */
void tlr_native_fade_rect (TlrNative *native, int x, int y, int width, int height, guint level,
    guint full);

/* Composes a rectangle of the source over what is there (Porter-Duff over, both
 * premultiplied); of two pictures as for the copy. It may begin and end at any pixel, but
 * lies on both grids alike; a sample that it has a part of is composed in whole. */
void tlr_native_over (TlrNative *native, int x, int y, const TlrNative *source,
    int source_x, int source_y, int width, int height);

/* Replaces the whole picture by SOURCE, of the same format and interlacing, made smaller: its
 * pixel u, v comes to x + SCALE u, y + SCALE v (SCALE 1/256 to 1; any x and y). What nothing comes
 * to is transparent. Takes memory while it works. */
void tlr_native_scale (TlrNative *native, const TlrNative *source, double scale, double x, double y);

/* Finds what to skip, copy and blend in a rectangle that was changed; any
 * rectangle, clipped to the picture. Needed before the next blend. */
void tlr_native_update_spans (TlrNative *native, int x, int y, int width, int height);

/* Blends the whole picture into a frame of its format with its upper left
 * corner at x, y (any sign, on the grid), clipped to the frame. Samples under
 * transparent pixels stay as they are, whatever their value; samples under
 * opaque pixels become the picture's own. The unused byte of RGBx and its like
 * is treated as alpha. */
void tlr_native_blend (const TlrNative *native, int x, int y, const TlrFrame *frame);

/* The same for the rows y0 <= row < y1 of the frame alone, for a frame that is
 * mapped or unpacked some rows at a time; y0 and y1 are on the grid (or at the
 * frame's bottom). The frame's data pointers still mean row 0. */
void tlr_native_blend_rows (const TlrNative *native, int x, int y,
    const TlrFrame *frame, int y0, int y1);

/* Words first <= i < end of a row of a plane that a blend touches, opaque or not. */
typedef void (*TlrSpanFunc) (guint first, guint end, gboolean opaque, gpointer data);

/* Calls func once for each such run of ROW (of the plane, which may be subsampled), from
 * the left. For tests and for drawing what is covered. */
void tlr_native_foreach_span (const TlrNative *native, guint plane, int row,
    TlrSpanFunc func, gpointer data);

G_END_DECLS
