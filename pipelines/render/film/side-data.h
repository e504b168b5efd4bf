/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libavformat/avformat.h>

#include <glib.h>

G_BEGIN_DECLS

/* What stands beside a stream's packets and is true of all of them: how its picture is turned, HDR, stereo.
 * FFmpeg 6.1 moved it from the stream into its parameters, which copies of those then bring along; here it
 * goes from stream to stream by render_side_data_copy() alone, whichever release is built with. */

/* How STREAM is coded, without what stands beside it. */
void render_parameters_copy (AVCodecParameters *to, const AVCodecParameters *from);

/* All of that kind that stands beside FROM, but of the type EXCEPT, to TO, which has none of it yet;
 * AV_PKT_DATA_NB is no type. */
void render_side_data_copy (AVStream *to, const AVStream *from, enum AVPacketSideDataType except);

/* What stands beside STREAM of that type, NULL for nothing; the stream's own. */
const guint8 *render_side_data_find (const AVStream *stream, enum AVPacketSideDataType type);

G_END_DECLS
