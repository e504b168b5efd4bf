/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/container.h"

#include <string.h>

#include <libavutil/mem.h>

#include "core/base/error.h"

static const RenderCodec codecs[] = {
  { .name = "h264", .label = "H.264", .id = AV_CODEC_ID_H264, .is_delivery = TRUE, .parser = "h264parse",
    .caps = "video/x-h264,stream-format=avc,alignment=au" },
  { .name = "h265", .label = "H.265", .id = AV_CODEC_ID_HEVC, .is_delivery = TRUE, .parser = "h265parse",
    .caps = "video/x-h265,stream-format=hvc1,alignment=au" },
  { .name = "vp9", .label = "VP9", .id = AV_CODEC_ID_VP9, .is_delivery = TRUE, .caps = "video/x-vp9" },
  { .name = "vp8", .label = "VP8", .id = AV_CODEC_ID_VP8, .caps = "video/x-vp8" },
  { .name = "prores", .label = "ProRes", .id = AV_CODEC_ID_PRORES, .is_delivery = TRUE, .caps = "video/x-prores" },
  { .name = "ffv1", .label = "FFV1", .id = AV_CODEC_ID_FFV1, .is_delivery = TRUE,
    .caps = "video/x-ffv,ffvversion=1" },
  { .name = "qtrle", .label = "QuickTime Animation", .id = AV_CODEC_ID_QTRLE, .is_delivery = TRUE, .caps = "video/x-rle,layout=quicktime" },
};

static const RenderContainer containers[] = {
  { .extension = "mp4", .format = "mp4", .label = "MP4", .muxer = "mp4mux", .codecs = { "h264", "h265", "vp9" },
    .texts = { AV_CODEC_ID_MOV_TEXT } },
  { .extension = "m4v", .format = "mp4", .label = "MP4", .muxer = "mp4mux", .codecs = { "h264", "h265" },
    .texts = { AV_CODEC_ID_MOV_TEXT } },
  { .extension = "mov", .format = "mov", .label = "QuickTime", .muxer = "qtmux",
    .codecs = { "h264", "h265", "prores" }, .alpha = { "prores", "qtrle" }, .texts = { AV_CODEC_ID_MOV_TEXT } },
  { .extension = "mkv", .format = "matroska", .label = "Matroska", .muxer = "matroskamux", .is_matroska = TRUE,
    .codecs = { "h264", "h265", "vp9", "prores", "ffv1" }, .alpha = { "ffv1", "prores" }, .texts = { AV_CODEC_ID_ASS, AV_CODEC_ID_SUBRIP } },
  { .extension = "webm", .format = "webm", .label = "WebM", .muxer = "webmmux", .is_matroska = TRUE, .codecs = { "vp9" } },
  { .extension = "ts", .format = "mpegts", .label = "MPEG-TS", .muxer = "mpegtsmux", .codecs = { "h264", "h265" } },
};

/* Of ProRes, which a QuickTime file tells apart by its tag (Apple, ProRes white paper). */
static const struct {
  const char *variant;
  guint32 tag;
} prores[] = {
  { "proxy", MKTAG ('a', 'p', 'c', 'o') },
  { "lt", MKTAG ('a', 'p', 'c', 's') },
  { "standard", MKTAG ('a', 'p', 'c', 'n') },
  { "hq", MKTAG ('a', 'p', 'c', 'h') },
  { "4444", MKTAG ('a', 'p', '4', 'h') },
  { "4444xq", MKTAG ('a', 'p', '4', 'x') },
};

const RenderContainer *
render_container_of (const char *path, GError **error)
{
  const char *dot = strrchr (path, '.');
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (containers); i++) {
    if (dot && !strchr (dot, '/') && g_ascii_strcasecmp (dot + 1, containers[i].extension) == 0)
      return &containers[i];
    g_string_append_printf (known, "%s.%s", i > 0 ? ", " : "", containers[i].extension);
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: its ending says no kind of film that is "
      "written here; known are %s", path, known->str);
  return NULL;
}

const RenderCodec *
render_codec_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (strcmp (codecs[i].name, name) == 0)
      return &codecs[i];
  return NULL;
}

const RenderCodec *
render_codec_by_id (enum AVCodecID id)
{
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (codecs[i].id == id)
      return &codecs[i];
  return NULL;
}

const RenderCodec *
render_codec_by_caps (const GstCaps *caps)
{
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++) {
    g_autofree char *name = g_strndup (codecs[i].caps, strcspn (codecs[i].caps, ","));
    g_autoptr (GstCaps) its = gst_caps_new_empty_simple (name);
    if (gst_caps_can_intersect (its, caps))
      return &codecs[i];
  }
  return NULL;
}

gboolean
render_container_takes (const RenderContainer *container, const RenderCodec *codec)
{
  for (const char *const *name = container->codecs; *name; name++)
    if (strcmp (*name, codec->name) == 0)
      return TRUE;
  for (const char *const *name = container->alpha; *name; name++)
    if (strcmp (*name, codec->name) == 0)
      return TRUE;
  return FALSE;
}

static void
take_codec_data (const GstStructure *structure, AVCodecParameters *parameters)
{
  const GValue *value = gst_structure_get_value (structure, "codec_data");
  GstBuffer *buffer = value ? gst_value_get_buffer (value) : NULL;
  gsize size = buffer ? gst_buffer_get_size (buffer) : 0;

  if (size == 0)
    return;
  parameters->extradata = av_mallocz (size + AV_INPUT_BUFFER_PADDING_SIZE);
  parameters->extradata_size = (int) gst_buffer_extract (buffer, 0, parameters->extradata, size);
}

static guint32
tag_of (const RenderCodec *codec, const GstStructure *structure)
{
  const char *variant = gst_structure_get_string (structure, "variant");

  for (guint i = 0; codec->id == AV_CODEC_ID_PRORES && variant && i < G_N_ELEMENTS (prores); i++)
    if (strcmp (prores[i].variant, variant) == 0)
      return prores[i].tag;
  return codec->id == AV_CODEC_ID_QTRLE ? MKTAG ('r', 'l', 'e', ' ') : 0;
}

void
render_codec_parameters (const RenderCodec *codec, const GstCaps *caps, AVCodecParameters *parameters)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  int n, d;

  parameters->codec_type = AVMEDIA_TYPE_VIDEO;
  parameters->codec_id = codec->id;
  parameters->codec_tag = tag_of (codec, structure);
  gst_structure_get_int (structure, "width", &parameters->width);
  gst_structure_get_int (structure, "height", &parameters->height);
  gst_structure_get_int (structure, "depth", &parameters->bits_per_coded_sample);
  if (gst_structure_get_fraction (structure, "pixel-aspect-ratio", &n, &d))
    parameters->sample_aspect_ratio = (AVRational) { n, d };
  take_codec_data (structure, parameters);
}
