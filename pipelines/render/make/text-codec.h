/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>
#include <libavcodec/avcodec.h>

G_BEGIN_DECLS

/* How subtitles are coded in films: ASS, SubRip, and the timed text of MP4 (3GPP TS 26.245). */

/* What telemetrysubtitle calls it: "ass", "utf8". Static. */
const char *render_text_codec_format (enum AVCodecID codec);

/* Parameters of a track with CAPS. To be freed. */
AVCodecParameters *render_text_codec_parameters (enum AVCodecID codec, const GstCaps *caps);

/* A cue of SIZE bytes of DATA, without its times. To be freed. */
AVPacket *render_text_codec_packet (enum AVCodecID codec, const guint8 *data, gsize size);

/* ISO 639-2 of a language as telemetrysubtitle names it. To be freed. */
char *render_text_codec_language (const char *language);

G_END_DECLS
