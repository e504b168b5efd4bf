/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/slice-coder.h"

#include <gst/video/video.h>
#include <string.h>

#include "make/slice.h"

#define BYTES_A_PIXEL 4
#define LARGEST 16384

/* As large as some letters: what changes is seldom larger, and each slice begins to learn anew. */
#define SLICE_WIDTH 96
#define SLICE_HEIGHT 90
#define MOST_ROWS 11         /* and twice as many columns: no more than 256 slices (RFC 9043, 4.2.13 as libavcodec has it) */

/* A slice's width and height are one of two each. */
#define N_SIZES 4

/* Of slices of one size. */
typedef struct {
  AVCodecContext *coder;
  AVPacket *blank;           /* a blank slice */
} SizeCoder;

struct RenderSliceCoder {
  RenderSliceFormat format;
  int columns, rows;
  RenderSlice *slices;       /* row by row */
  SizeCoder sizes[N_SIZES];  /* as many as there are */
  GstCaps *caps;
  GstVideoInfo info;
  GstBuffer *before;         /* the picture that SLICES are coded of; NULL: a blank one */
};

static int
n_slices (const RenderSliceCoder *coder)
{
  return coder->columns * coder->rows;
}

/* libavcodec is told a number alone: it takes the fewest rows that it can have with as many columns, or up to twice as many. */
static void
choose_grid (RenderSliceCoder *coder)
{
  int rows = CLAMP (coder->format.height / SLICE_HEIGHT, 2, MOST_ROWS);
  int n = rows * CLAMP (coder->format.width / SLICE_WIDTH, rows, 2 * rows);

  for (rows = 2; n % rows != 0 || n / rows > 2 * rows; rows++);
  coder->rows = rows;
  coder->columns = n / rows;
}

static void
lay_out (RenderSliceCoder *coder)
{
  int width = coder->format.width, height = coder->format.height;

  choose_grid (coder);
  coder->slices = g_new0 (RenderSlice, (gsize) n_slices (coder));
  for (int i = 0; i < n_slices (coder); i++) {
    int column = i % coder->columns, row = i / coder->columns;
    int x = column * width / coder->columns, y = row * height / coder->rows;
    coder->slices[i] = (RenderSlice) { .x = x, .y = y, .width = (column + 1) * width / coder->columns - x,
      .height = (row + 1) * height / coder->rows - y, .head = g_byte_array_new (), .coded = g_byte_array_new () };
  }
}

/* What codes slices of one size, and what it makes of a blank one. */
static gboolean
open_size (SizeCoder *size, const RenderSlice *slice, AVRational shape)
{
  g_autofree guint8 *pixels = g_malloc0 ((gsize) slice->width * (gsize) slice->height * BYTES_A_PIXEL);

  size->coder = render_slice_open_coder (slice->width, slice->height, 1, shape);
  size->blank = size->coder ? render_slice_packet (size->coder, pixels, slice->width * BYTES_A_PIXEL) : NULL;
  return size->blank != NULL;
}

/* NULL where there is none, or there are more sizes than are known. */
static const SizeCoder *
find_size (RenderSliceCoder *coder, const RenderSlice *slice)
{
  AVRational shape = { coder->format.shape_n, coder->format.shape_d };

  for (int i = 0; i < N_SIZES; i++) {
    SizeCoder *size = &coder->sizes[i];
    if (!size->coder && !open_size (size, slice, shape))
      return NULL;
    if (size->coder->width == slice->width && size->coder->height == slice->height)
      return size;
  }
  return NULL;
}

static gboolean
learn_one (RenderSliceCoder *coder, RenderSlice *slice, const guint8 *bytes, gsize n)
{
  const SizeCoder *size = find_size (coder, slice);

  if (!size || !render_slice_learn (slice, bytes, n, size->blank))
    return FALSE;
  slice->coder = size->coder;
  g_byte_array_append (slice->coded, bytes, (guint) n);
  return TRUE;
}

/* From the slices of a whole picture that is blank, whose sizes stand at their ends. */
static gboolean
learn (RenderSliceCoder *coder, const AVPacket *blank)
{
  gsize end = (gsize) blank->size;

  for (int i = n_slices (coder) - 1; i >= 0; i--) {
    const guint8 *footer = blank->data + end - RENDER_SLICE_FOOTER;
    gsize n;
    if (end < RENDER_SLICE_FOOTER)
      return FALSE;
    n = ((gsize) footer[0] << 16 | (gsize) footer[1] << 8 | footer[2]) + RENDER_SLICE_FOOTER;
    if (n > end || !learn_one (coder, &coder->slices[i], blank->data + end - n, n))
      return FALSE;
    end -= n;
  }
  return end == 0;
}

/* All slices, one after the other. To be freed. */
static GByteArray *
join (const RenderSliceCoder *coder)
{
  GByteArray *all = g_byte_array_new ();

  for (int i = 0; i < n_slices (coder); i++)
    g_byte_array_append (all, coder->slices[i].coded->data, coder->slices[i].coded->len);
  return all;
}

/* Something in a few lines of SLICE. */
static void
put_pattern (const RenderSlice *slice, guint8 *pixels, int stride)
{
  guint32 state = (guint32) slice->x * 31 + (guint32) slice->y;

  for (int line = 0; line < MIN (slice->height, 4); line++) {
    guint8 *at = pixels + (gsize) (slice->y + line) * (gsize) stride + (gsize) slice->x * BYTES_A_PIXEL;
    for (int n = 0; n < MIN (slice->width, 24) * BYTES_A_PIXEL; n++) {
      state = state * 1664525 + 1013904223;
      at[n] = (guint8) (state >> 24);
    }
  }
}

/* The last one too. */
static gboolean
is_tried (const RenderSliceCoder *coder, int i)
{
  return (n_slices (coder) - 1 - i) % 7 == 0;
}

/* Slice I as it is coded alone, onto ALL; what is kept of it is the blank one. */
static gboolean
append_tried (RenderSliceCoder *coder, int i, const guint8 *pixels, int stride, GByteArray *all)
{
  RenderSlice *slice = &coder->slices[i];
  g_autoptr (GByteArray) blank = g_byte_array_new ();
  gboolean fine;

  g_byte_array_append (blank, slice->coded->data, slice->coded->len);
  fine = !is_tried (coder, i) || render_slice_code (slice, pixels, stride);
  g_byte_array_append (all, slice->coded->data, slice->coded->len);
  g_byte_array_unref (slice->coded);
  slice->coded = g_steal_pointer (&blank);
  return fine;
}

/* Whether slices that are coded alone, and blank ones between, are together what WHOLE makes of a picture. PIXELS are blank. */
static gboolean
agrees (RenderSliceCoder *coder, AVCodecContext *whole, guint8 *pixels, int stride)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  AVPacket *packet;
  gboolean fine;

  for (int i = 0; i < n_slices (coder); i++)
    if (is_tried (coder, i))
      put_pattern (&coder->slices[i], pixels, stride);
  packet = render_slice_packet (whole, pixels, stride);
  fine = packet != NULL;
  for (int i = 0; fine && i < n_slices (coder); i++)
    fine = append_tried (coder, i, pixels, stride, all);
  fine = fine && all->len == (guint) packet->size && memcmp (all->data, packet->data, all->len) == 0;
  av_packet_free (&packet);
  return fine;
}

static void
set_caps (RenderSliceCoder *coder, const AVCodecContext *whole)
{
  g_autoptr (GstBuffer) data = gst_buffer_new_memdup (whole->extradata, (gsize) whole->extradata_size);

  coder->caps = gst_caps_new_simple ("video/x-ffv", "ffvversion", G_TYPE_INT, 1, "width", G_TYPE_INT, coder->format.width,
      "height", G_TYPE_INT, coder->format.height, "pixel-aspect-ratio", GST_TYPE_FRACTION, coder->format.shape_n,
      coder->format.shape_d, "codec_data", GST_TYPE_BUFFER, data, NULL);
  gst_video_info_set_format (&coder->info, GST_VIDEO_FORMAT_BGRA, (guint) coder->format.width, (guint) coder->format.height);
}

static gboolean
prepare (RenderSliceCoder *coder)
{
  const RenderSliceFormat *format = &coder->format;
  AVRational shape = { format->shape_n, format->shape_d };
  int stride = format->width * BYTES_A_PIXEL;
  g_autofree guint8 *pixels = g_malloc0 ((gsize) stride * (gsize) format->height);
  AVCodecContext *whole = render_slice_open_coder (format->width, format->height, n_slices (coder), shape);
  AVPacket *blank = whole ? render_slice_packet (whole, pixels, stride) : NULL;
  gboolean fine = blank && learn (coder, blank) && agrees (coder, whole, pixels, stride);
  if (fine)
    set_caps (coder, whole);
  av_packet_free (&blank);
  avcodec_free_context (&whole);
  return fine;
}

RenderSliceCoder *
render_slice_coder_new (const RenderSliceFormat *format)
{
  RenderSliceCoder *coder;

  g_return_val_if_fail (format->width > 0 && format->width <= LARGEST && format->height > 0 && format->height <= LARGEST, NULL);
  g_return_val_if_fail (format->shape_n > 0 && format->shape_d > 0, NULL);
  coder = g_new0 (RenderSliceCoder, 1);
  coder->format = *format;
  lay_out (coder);
  if (prepare (coder))
    return coder;
  render_slice_coder_free (coder);
  return NULL;
}

/* BEFORE NULL: a blank one. */
static gboolean
has_changed (const RenderSlice *slice, const GstVideoFrame *picture, const GstVideoFrame *before)
{
  gsize n = (gsize) slice->width * BYTES_A_PIXEL;

  for (int line = slice->y; line < slice->y + slice->height; line++) {
    const guint8 *now = (const guint8 *) GST_VIDEO_FRAME_PLANE_DATA (picture, 0) +
        (gsize) line * (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (picture, 0) + (gsize) slice->x * BYTES_A_PIXEL;
    const guint8 *then = before ? (const guint8 *) GST_VIDEO_FRAME_PLANE_DATA (before, 0) +
        (gsize) line * (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (before, 0) + (gsize) slice->x * BYTES_A_PIXEL : NULL;
    if (then ? memcmp (now, then, n) != 0 : now[0] != 0 || memcmp (now, now + 1, n - 1) != 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
code_changes (RenderSliceCoder *coder, const GstVideoFrame *picture, const GstVideoFrame *before)
{
  for (int i = 0; i < n_slices (coder); i++)
    if (has_changed (&coder->slices[i], picture, before) &&
        !render_slice_code (&coder->slices[i], GST_VIDEO_FRAME_PLANE_DATA (picture, 0), GST_VIDEO_FRAME_PLANE_STRIDE (picture, 0)))
      return FALSE;
  return TRUE;
}

/* Slices become those of BUFFER. */
static gboolean
take (RenderSliceCoder *coder, GstBuffer *buffer)
{
  GstVideoFrame picture, before;
  gboolean fine;

  if (!gst_video_frame_map (&picture, &coder->info, buffer, GST_MAP_READ))
    return FALSE;
  if (coder->before && !gst_video_frame_map (&before, &coder->info, coder->before, GST_MAP_READ)) {
    gst_video_frame_unmap (&picture);
    return FALSE;
  }
  fine = code_changes (coder, &picture, coder->before ? &before : NULL);
  if (coder->before)
    gst_video_frame_unmap (&before);
  gst_video_frame_unmap (&picture);
  gst_buffer_replace (&coder->before, buffer);
  return fine;
}

GstSample *
render_slice_coder_code (RenderSliceCoder *coder, GstSample *picture)
{
  GstBuffer *buffer = gst_sample_get_buffer (picture);
  g_autoptr (GstBuffer) coded = NULL;
  GByteArray *all;
  gsize n;

  if (!buffer || !take (coder, buffer))
    return NULL;
  all = join (coder);
  n = all->len;
  coded = gst_buffer_new_wrapped (g_byte_array_free (all, FALSE), n);
  gst_buffer_copy_into (coded, buffer, GST_BUFFER_COPY_TIMESTAMPS, 0, (gsize) -1);
  return gst_sample_new (coded, coder->caps, NULL, NULL);
}

void
render_slice_coder_free (RenderSliceCoder *coder)
{
  if (!coder)
    return;
  for (int i = 0; i < n_slices (coder); i++)
    render_slice_clear (&coder->slices[i]);
  for (int i = 0; i < N_SIZES; i++) {
    avcodec_free_context (&coder->sizes[i].coder);
    av_packet_free (&coder->sizes[i].blank);
  }
  gst_clear_caps (&coder->caps);
  gst_clear_buffer (&coder->before);
  g_free (coder->slices);
  g_free (coder);
}
