/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/slice.h"

#include <libavutil/crc.h>
#include <libavutil/opt.h>
#include <string.h>

#define BYTES_A_PIXEL 4

AVCodecContext *
render_slice_open_coder (int width, int height, int n, AVRational shape)
{
  const AVCodec *codec = avcodec_find_encoder (AV_CODEC_ID_FFV1);
  AVCodecContext *coder = codec ? avcodec_alloc_context3 (codec) : NULL;

  if (!coder)
    return NULL;
  coder->width = width;
  coder->height = height;
  coder->pix_fmt = AV_PIX_FMT_BGRA;
  coder->time_base = (AVRational) { 1, 25 };
  coder->sample_aspect_ratio = shape;
  coder->level = 3;
  coder->gop_size = 1;
  coder->slices = n;
  /* Slices are the same whoever codes them. */
  coder->thread_count = n > 1 ? 0 : 1;
  coder->thread_type = FF_THREAD_SLICE;
  /* Golomb codes run through what is blank. */
  if (av_opt_set (coder->priv_data, "coder", "rice", 0) < 0 || av_opt_set_int (coder->priv_data, "context", 0, 0) < 0 ||
      av_opt_set_int (coder->priv_data, "slicecrc", 1, 0) < 0 || avcodec_open2 (coder, codec, NULL) < 0)
    avcodec_free_context (&coder);
  return coder;
}

AVPacket *
render_slice_packet (AVCodecContext *coder, const guint8 *pixels, int stride)
{
  AVFrame *frame = av_frame_alloc ();
  AVPacket *packet = av_packet_alloc ();
  int code = frame && packet ? 0 : AVERROR (ENOMEM);

  if (code >= 0) {
    frame->format = coder->pix_fmt;
    frame->width = coder->width;
    frame->height = coder->height;
    frame->sample_aspect_ratio = coder->sample_aspect_ratio;
    /* libavcodec copies what nobody counts references of. */
    frame->data[0] = (guint8 *) pixels;
    frame->linesize[0] = stride;
    code = avcodec_send_frame (coder, frame);
  }
  if (code >= 0)
    code = avcodec_receive_packet (coder, packet);
  av_frame_free (&frame);
  if (code < 0)
    av_packet_free (&packet);
  return packet;
}

gboolean
render_slice_learn (RenderSlice *slice, const guint8 *bytes, gsize n, const AVPacket *blank)
{
  gsize alone = (gsize) blank->size, most, same = 0;

  if (n <= RENDER_SLICE_FOOTER || alone <= RENDER_SLICE_FOOTER)
    return FALSE;
  n -= RENDER_SLICE_FOOTER;
  alone -= RENDER_SLICE_FOOTER;
  most = MIN (n, alone);
  /* Heads that end in the same bytes lose them, and get them back from the coder. */
  while (same < most && bytes[n - 1 - same] == blank->data[alone - 1 - same])
    same++;
  g_byte_array_set_size (slice->head, 0);
  g_byte_array_append (slice->head, bytes, (guint) (n - same));
  slice->cut = alone - same;
  return same > 0;
}

/* Size, that nothing is wrong, and a checksum by which that of all is 0. */
static void
append_footer (GByteArray *coded)
{
  guint32 n = coded->len;
  const guint8 size[] = { (guint8) (n >> 16), (guint8) (n >> 8), (guint8) n, 0 };
  guint32 sum;

  g_byte_array_append (coded, size, sizeof size);
  sum = GUINT32_TO_LE (av_crc (av_crc_get_table (AV_CRC_32_IEEE), 0, coded->data, coded->len));
  g_byte_array_append (coded, (const guint8 *) &sum, sizeof sum);
}

gboolean
render_slice_code (RenderSlice *slice, const guint8 *pixels, int stride)
{
  AVPacket *packet = render_slice_packet (slice->coder, pixels + (gsize) slice->y * (gsize) stride + (gsize) slice->x * BYTES_A_PIXEL,
      stride);
  gboolean fine = packet && (gsize) packet->size >= slice->cut + RENDER_SLICE_FOOTER;

  if (fine) {
    g_byte_array_set_size (slice->coded, 0);
    g_byte_array_append (slice->coded, slice->head->data, slice->head->len);
    g_byte_array_append (slice->coded, packet->data + slice->cut, (guint) ((gsize) packet->size - slice->cut - RENDER_SLICE_FOOTER));
    fine = slice->coded->len < 1 << 24;
    append_footer (slice->coded);
  }
  av_packet_free (&packet);
  return fine;
}

void
render_slice_clear (RenderSlice *slice)
{
  g_clear_pointer (&slice->head, g_byte_array_unref);
  g_clear_pointer (&slice->coded, g_byte_array_unref);
}
