/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/side-data.h"

#include <string.h>

/* FFmpeg 6.1. */
#define IN_PARAMETERS (LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT (60, 16, 100))

static int
side_data_of (const AVStream *stream, const AVPacketSideData **data)
{
#if IN_PARAMETERS
  *data = stream->codecpar->coded_side_data;
  return stream->codecpar->nb_coded_side_data;
#else
  *data = stream->side_data;
  return stream->nb_side_data;
#endif
}

static guint8 *
add (AVStream *stream, enum AVPacketSideDataType type, gsize size)
{
#if IN_PARAMETERS
  AVPacketSideData *data = av_packet_side_data_new (&stream->codecpar->coded_side_data,
      &stream->codecpar->nb_coded_side_data, type, size, 0);
  return data ? data->data : NULL;
#else
  return av_stream_new_side_data (stream, type, size);
#endif
}

void
render_parameters_copy (AVCodecParameters *to, const AVCodecParameters *from)
{
  g_return_if_fail (to != NULL && from != NULL);
  avcodec_parameters_copy (to, from);
#if IN_PARAMETERS
  av_packet_side_data_free (&to->coded_side_data, &to->nb_coded_side_data);
#endif
}

void
render_side_data_copy (AVStream *to, const AVStream *from, enum AVPacketSideDataType except)
{
  const AVPacketSideData *data;
  int n;

  g_return_if_fail (to != NULL && from != NULL);
  n = side_data_of (from, &data);
  for (int i = 0; i < n; i++) {
    guint8 *copy = data[i].type == except ? NULL : add (to, data[i].type, data[i].size);
    if (copy)
      memcpy (copy, data[i].data, data[i].size);
  }
}

const guint8 *
render_side_data_find (const AVStream *stream, enum AVPacketSideDataType type)
{
  const AVPacketSideData *data;
  int n;

  g_return_val_if_fail (stream != NULL, NULL);
  n = side_data_of (stream, &data);
  for (int i = 0; i < n; i++)
    if (data[i].type == type)
      return data[i].data;
  return NULL;
}
