/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/uncut.h"

#include "core/base/error.h"
#include "film/side-data.h"

static gboolean
fail (const RenderClip *clip, int code, GError **error)
{
  char buffer[AV_ERROR_MAX_STRING_SIZE];

  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: its picture cannot be copied: %s", clip->path,
      render_av_error (code, buffer));
  return FALSE;
}

static int
copy_packets (const RenderClip *clip, AVFormatContext *input, AVFormatContext *output)
{
  gint64 first = g_array_index (clip->coded, RenderPicture, 0).time;
  AVPacket *packet = av_packet_alloc ();
  int code = 0, read = 0;

  while (code >= 0 && (read = av_read_frame (input, packet)) >= 0) {
    if (packet->stream_index != clip->video) {
      av_packet_unref (packet);
      continue;
    }
    packet->pts -= first;
    packet->dts = AV_NOPTS_VALUE == packet->dts ? packet->pts : packet->dts - first;
    packet->stream_index = 0;
    packet->flags &= ~AV_PKT_FLAG_DISCARD;
    av_packet_rescale_ts (packet, input->streams[clip->video]->time_base, output->streams[0]->time_base);
    code = av_write_frame (output, packet);
    av_packet_unref (packet);
  }
  av_packet_free (&packet);
  return read < 0 && read != AVERROR_EOF ? read : code;
}

static int
write_film (const RenderClip *clip, AVFormatContext *input, AVFormatContext *output, const char *path)
{
  AVStream *to = avformat_new_stream (output, NULL);
  int code;

  render_parameters_copy (to->codecpar, render_clip_video (clip)->codecpar);
  to->codecpar->codec_tag = 0;
  to->sample_aspect_ratio = render_clip_video (clip)->sample_aspect_ratio;
  to->avg_frame_rate = render_clip_video (clip)->avg_frame_rate;
  to->time_base = render_clip_video (clip)->time_base;
  output->avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;
  code = avio_open (&output->pb, path, AVIO_FLAG_WRITE);
  if (code >= 0)
    code = avformat_write_header (output, NULL);
  if (code >= 0)
    code = copy_packets (clip, input, output);
  if (code >= 0)
    code = av_write_trailer (output);
  avio_closep (&output->pb);
  return code;
}

gboolean
render_uncut_is_needed (const RenderClip *clip)
{
  return clip->n_discarded > 0 && clip->coded->len > 0;
}

gboolean
render_uncut_write (const RenderClip *clip, const char *path, GError **error)
{
  g_autofree char *url = g_strconcat ("file:", clip->path, NULL);
  AVFormatContext *input = NULL, *output = NULL;
  int code = avformat_open_input (&input, url, NULL, NULL);

  if (code >= 0)
    code = avformat_find_stream_info (input, NULL);
  if (code >= 0)
    code = avformat_alloc_output_context2 (&output, NULL, "matroska", NULL);
  if (code >= 0)
    code = write_film (clip, input, output, path);
  avformat_free_context (output);
  avformat_close_input (&input);
  return code >= 0 || fail (clip, code, error);
}
