/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* FFV1 (RFC 9043) of pictures most of which stays as it was: each picture is cut into slices that stand alone, and only those
 * that changed are coded anew. libavcodec codes them; what comes out is what it makes of the whole picture in as many slices,
 * every one a key picture. Belongs to one thread at a time. */
typedef struct RenderSliceCoder RenderSliceCoder;

/* The pictures that come: BGRA, eight bits, progressive. */
typedef struct {
  int width, height;         /* pixels, 1 to 16384 */
  int shape_n, shape_d;      /* of a pixel, more than 0 */
} RenderSliceFormat;

/* NULL where libavcodec has no FFV1, or one whose slices are not put together as it puts them itself, which is tried: then
 * pictures are to be coded as a whole. To be freed. */
RenderSliceCoder *render_slice_coder_new (const RenderSliceFormat *format);

/* PICTURE coded, with the caps that say so; NULL where it is none of that format, or memory or libavcodec fail. To be
 * unreffed. */
GstSample *render_slice_coder_code (RenderSliceCoder *coder, GstSample *picture);

/* Takes NULL. */
void render_slice_coder_free (RenderSliceCoder *coder);

G_END_DECLS
