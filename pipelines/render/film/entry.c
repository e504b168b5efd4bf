/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/entry.h"

/* Unit types of a coded picture: H.264, table 7-1; H.265, table 7-1. */
enum {
  H264_SLICE = 1,
  H264_IDR = 5,
  HEVC_IDR_W_RADL = 19,
  HEVC_IDR_N_LP = 20,
  HEVC_LAST_VCL = 31
};

/* The units of a packet: behind their lengths (ISO/IEC 14496-15, 5.3.3), or behind start codes (H.264, annex B). */
typedef struct {
  const guint8 *at, *end;
  guint length_size;         /* 0: start codes */
} Units;

static const guint8 *
after_start_code (const guint8 *at, const guint8 *end)
{
  for (; end - at > 3; at++)
    if (at[0] == 0 && at[1] == 0 && at[2] == 1)
      return at + 3;
  return NULL;
}

/* The header byte of the next unit; -1 at the end, or where it is cut off. */
static int
next_unit (Units *units)
{
  const guint8 *unit;
  gsize length = 0;

  if (units->length_size == 0) {
    unit = after_start_code (units->at, units->end);
    units->at = unit ? unit : units->end;
    return unit ? *unit : -1;
  }
  if ((gsize) (units->end - units->at) <= units->length_size)
    return -1;
  for (guint i = 0; i < units->length_size; i++)
    length = length << 8 | *units->at++;
  unit = units->at;
  if (length == 0 || length > (gsize) (units->end - units->at))
    return -1;
  units->at += length;
  return *unit;
}

/* PLACE: of the byte of avcC or hvcC that has the size of lengths in its last two bits. */
static Units
units_of (const AVCodecParameters *parameters, const AVPacket *packet, int place)
{
  gboolean has_lengths = parameters->extradata_size > place && parameters->extradata[0] == 1;

  return (Units) { packet->data, packet->data + packet->size,
    has_lengths ? (parameters->extradata[place] & 3u) + 1 : 0 };
}

static gboolean
is_h264 (const AVCodecParameters *parameters, const AVPacket *packet)
{
  Units units = units_of (parameters, packet, 4);
  int header;

  while ((header = next_unit (&units)) >= 0)
    if ((header & 31) >= H264_SLICE && (header & 31) <= H264_IDR)
      return (header & 31) == H264_IDR;
  return FALSE;
}

static gboolean
is_hevc (const AVCodecParameters *parameters, const AVPacket *packet)
{
  Units units = units_of (parameters, packet, 21);
  int header;

  while ((header = next_unit (&units)) >= 0) {
    int type = header >> 1 & 63;
    if (type <= HEVC_LAST_VCL)
      return type == HEVC_IDR_W_RADL || type == HEVC_IDR_N_LP;
  }
  return FALSE;
}

/* The uncompressed header (VP9 bitstream, 6.2): marker 2, profile, reserved_zero for profile 3, show_existing_frame,
 * frame_type, which is 0 for a key. */
static gboolean
is_vp9 (const AVCodecParameters *parameters, const AVPacket *packet)
{
  guint byte = packet->size > 0 ? packet->data[0] : 0;
  guint behind = (byte & 0x30) == 0x30 ? 0x6 : 0xc;

  return packet->flags & AV_PKT_FLAG_KEY && byte >> 6 == 2 && (byte & behind) == 0;
}

/* Their other pictures lean on the key before them, or on both that they stand between. */
static gboolean
is_key (const AVCodecParameters *parameters, const AVPacket *packet)
{
  return (packet->flags & AV_PKT_FLAG_KEY) != 0;
}

static const struct {
  enum AVCodecID codec;
  gboolean (*is) (const AVCodecParameters *parameters, const AVPacket *packet);
} rules[] = {
  { .codec = AV_CODEC_ID_H264, .is = is_h264 },
  { .codec = AV_CODEC_ID_HEVC, .is = is_hevc },
  { .codec = AV_CODEC_ID_VP9, .is = is_vp9 },
  { .codec = AV_CODEC_ID_MPEG2VIDEO, .is = is_key },
  { .codec = AV_CODEC_ID_MPEG4, .is = is_key },
  { .codec = AV_CODEC_ID_FFV1, .is = is_key },
  { .codec = AV_CODEC_ID_QTRLE, .is = is_key },
  { .codec = AV_CODEC_ID_MJPEG, .is = is_key },
  { .codec = AV_CODEC_ID_PRORES, .is = is_key },
  { .codec = AV_CODEC_ID_DNXHD, .is = is_key },
  { .codec = AV_CODEC_ID_JPEG2000, .is = is_key },
  { .codec = AV_CODEC_ID_RAWVIDEO, .is = is_key },
};

static gsize
rule_of (const AVCodecParameters *parameters)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (rules) && rules[i].codec != parameters->codec_id)
    i++;
  return i;
}

gboolean
render_entry_is_known (const AVCodecParameters *parameters)
{
  return rule_of (parameters) < G_N_ELEMENTS (rules);
}

gboolean
render_entry_is (const AVCodecParameters *parameters, const AVPacket *packet)
{
  gsize rule = rule_of (parameters);

  return rule < G_N_ELEMENTS (rules) && rules[rule].is (parameters, packet);
}
