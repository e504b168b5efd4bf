/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>
#include <libavcodec/avcodec.h>

G_BEGIN_DECLS

/* How a picture is coded, as GStreamer and libav name it. */
typedef struct {
  const char *name;          /* "h264" */
  const char *label;         /* for people */
  enum AVCodecID id;
  const char *caps;          /* what comes out of PARSER, as the muxers of libav take it */
  const char *parser;        /* launch fragment after the encoder; NULL: none is needed */
  gboolean is_delivery;      /* FALSE: a codec of long ago, or of a camera: not chosen of itself */
} RenderCodec;

/* A kind of file that is written. */
typedef struct {
  const char *extension;     /* "mp4" */
  const char *format;        /* libav's name of its muxer */
  const char *label;
  const char *muxer;         /* GStreamer's, for --print-pipeline */
  const char *codecs[8];     /* names, the preferred one first, NULL at the end */
  const char *alpha[4];      /* the same for pictures with alpha */
  gboolean is_matroska;
  enum AVCodecID texts[3];   /* subtitles that it takes, AV_CODEC_ID_NONE at the end */
} RenderContainer;

/* Of a file's name; NULL with an error that lists those that are known. */
const RenderContainer *render_container_of (const char *path, GError **error);

/* NULL where there is none. */
const RenderCodec *render_codec_find (const char *name);
const RenderCodec *render_codec_by_id (enum AVCodecID id);

/* The codec whose caps meet CAPS; NULL: none. */
const RenderCodec *render_codec_by_caps (const GstCaps *caps);

/* Whether the container takes it. */
gboolean render_container_takes (const RenderContainer *container, const RenderCodec *codec);

/* What CAPS, fixed, say of a coded picture, into PARAMETERS, which are new. */
void render_codec_parameters (const RenderCodec *codec, const GstCaps *caps, AVCodecParameters *parameters);

G_END_DECLS
