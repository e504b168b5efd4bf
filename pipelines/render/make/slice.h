/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavcodec/avcodec.h>

G_BEGIN_DECLS

/* Of a slice at its end: its size, whether it is broken, and a checksum (RFC 9043, 4.9). */
#define RENDER_SLICE_FOOTER 8

/* One slice of an FFV1 picture: where it is, and how it is coded. */
typedef struct {
  int x, y, width, height;   /* pixels */
  AVCodecContext *coder;     /* of pictures as large as the slice, in one slice; somebody else's */
  GByteArray *head;          /* what stands before what CODER says, as that knows nothing of the place … */
  gsize cut;                 /* … and instead of how many of its bytes */
  GByteArray *coded;         /* as it stands in the picture, with its footer */
} RenderSlice;

/* libavcodec's FFV1 of pictures of eight bits with alpha (BGRA) in N slices, each picture a key; NULL where it has none. To
 * be freed. */
AVCodecContext *render_slice_open_coder (int width, int height, int n, AVRational shape);

/* Codes what stands at PIXELS, whose lines are STRIDE bytes apart. NULL where it fails; to be freed. */
AVPacket *render_slice_packet (AVCodecContext *coder, const guint8 *pixels, int stride);

/* Learns the slice's head from BYTES, N of them: the slice in a whole picture that is blank, by BLANK, which its coder made
 * of the same. */
gboolean render_slice_learn (RenderSlice *slice, const guint8 *bytes, gsize n, const AVPacket *blank);

/* Codes it anew of the whole picture's PIXELS. */
gboolean render_slice_code (RenderSlice *slice, const guint8 *pixels, int stride);

/* Frees what it holds. */
void render_slice_clear (RenderSlice *slice);

G_END_DECLS
