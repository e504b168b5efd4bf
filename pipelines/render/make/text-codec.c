/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/text-codec.h"

#include <gst/tag/tag.h>
#include <libavutil/mem.h>
#include <string.h>

/* A sample description of 3GPP timed text (TS 26.245, 5.16): at the bottom, in the middle, white on nothing, in
 * a sans-serif of 18; its one font. */
static const guint8 timed_text[] = {
  0, 0, 0, 0, 1, 0xff, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 1, 0, 18, 0xff, 0xff, 0xff, 0xff,
  0, 0, 0, 18, 'f', 't', 'a', 'b', 0, 1, 0, 1, 5, 'A', 'r', 'i', 'a', 'l',
};

const char *
render_text_codec_format (enum AVCodecID codec)
{
  return codec == AV_CODEC_ID_ASS ? "ass" : "utf8";
}

static void
put_extradata (AVCodecParameters *parameters, const guint8 *data, gsize size)
{
  parameters->extradata = av_mallocz (size + AV_INPUT_BUFFER_PADDING_SIZE);
  memcpy (parameters->extradata, data, size);
  parameters->extradata_size = (int) size;
}

AVCodecParameters *
render_text_codec_parameters (enum AVCodecID codec, const GstCaps *caps)
{
  AVCodecParameters *parameters = avcodec_parameters_alloc ();
  const GValue *value = gst_structure_get_value (gst_caps_get_structure (caps, 0), "codec_data");
  GstBuffer *head = value ? gst_value_get_buffer (value) : NULL;
  GstMapInfo map;

  parameters->codec_type = AVMEDIA_TYPE_SUBTITLE;
  parameters->codec_id = codec;
  if (codec == AV_CODEC_ID_MOV_TEXT) {
    put_extradata (parameters, timed_text, sizeof timed_text);
  } else if (head && gst_buffer_map (head, &map, GST_MAP_READ)) {
    put_extradata (parameters, map.data, map.size);
    gst_buffer_unmap (head, &map);
  }
  return parameters;
}

AVPacket *
render_text_codec_packet (enum AVCodecID codec, const guint8 *data, gsize size)
{
  AVPacket *packet = av_packet_alloc ();
  gsize head = codec == AV_CODEC_ID_MOV_TEXT ? 2 : 0;

  size = MIN (size, (gsize) G_MAXUINT16);
  if (av_new_packet (packet, (int) (head + size)) < 0)
    g_error ("no memory for a subtitle of %" G_GSIZE_FORMAT " bytes", size);
  if (head) {
    packet->data[0] = (guint8) (size >> 8);
    packet->data[1] = (guint8) size;
  }
  memcpy (packet->data + head, data, size);
  packet->flags |= AV_PKT_FLAG_KEY;
  return packet;
}

char *
render_text_codec_language (const char *language)
{
  const char *code = gst_tag_get_language_code_iso_639_2T (language);

  return g_strdup (code ? code : language);
}
