/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/clip.h"

#include <gst/video/video.h>
#include <string.h>
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>

#include "core/base/error.h"
#include "core/time/instant.h"
#include "film/entry.h"
#include "film/side-data.h"

/* How the upper left two by two of a display matrix turn the picture (ISO/IEC 14496-12, 8.5.2:
 * x' = ax + cy, y' = bx + dy, y down), and what of videoflip does the same. */
static const struct {
  int a, b, c, d;
  GstVideoOrientationMethod method;
} turns[] = {
  { 1, 0, 0, 1, GST_VIDEO_ORIENTATION_IDENTITY },
  { 0, 1, -1, 0, GST_VIDEO_ORIENTATION_90R },
  { -1, 0, 0, -1, GST_VIDEO_ORIENTATION_180 },
  { 0, -1, 1, 0, GST_VIDEO_ORIENTATION_90L },
  { -1, 0, 0, 1, GST_VIDEO_ORIENTATION_HORIZ },
  { 1, 0, 0, -1, GST_VIDEO_ORIENTATION_VERT },
  { 0, 1, 1, 0, GST_VIDEO_ORIENTATION_UL_LR },
  { 0, -1, -1, 0, GST_VIDEO_ORIENTATION_UR_LL },
};

const char *
render_av_error (int code, char *buffer)
{
  return av_make_error_string (buffer, AV_ERROR_MAX_STRING_SIZE, code);
}

static gboolean
fail (const RenderClip *clip, const char *what, int code, GError **error)
{
  char buffer[AV_ERROR_MAX_STRING_SIZE];

  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: %s%s%s", clip->path, what, code ? ": " : "",
      code ? render_av_error (code, buffer) : "");
  return FALSE;
}

AVStream *
render_clip_video (const RenderClip *clip)
{
  return clip->input->streams[clip->video];
}

static gboolean
find_video (RenderClip *clip, GError **error)
{
  clip->video = -1;
  for (unsigned i = 0; i < clip->input->nb_streams && clip->video < 0; i++) {
    const AVStream *stream = clip->input->streams[i];
    if (stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
        !(stream->disposition & AV_DISPOSITION_ATTACHED_PIC))
      clip->video = (int) i;
  }
  if (clip->video < 0)
    return fail (clip, "there is no video in it", 0, error);
  if (render_clip_video (clip)->codecpar->width <= 0)
    return fail (clip, "its video says no size: it is damaged, or cut off before its first picture", 0, error);
  return TRUE;
}

static gboolean
find_turn (RenderClip *clip, GError **error)
{
  const int32_t *matrix = (const int32_t *) render_side_data_find (render_clip_video (clip),
      AV_PKT_DATA_DISPLAYMATRIX);

  if (!matrix)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    if (turns[i].a == (matrix[0] > 0) - (matrix[0] < 0) && turns[i].b == (matrix[1] > 0) - (matrix[1] < 0) &&
        turns[i].c == (matrix[3] > 0) - (matrix[3] < 0) && turns[i].d == (matrix[4] > 0) - (matrix[4] < 0)) {
      clip->turn = turns[i].method;
      return TRUE;
    }
  return fail (clip, "its picture is turned by no quarter of a turn; turn it first, as in "
      "ffmpeg -i CLIP UPRIGHT.mp4", 0, error);
}

static int
depth_of (const AVCodecParameters *parameters)
{
  const AVPixFmtDescriptor *format = av_pix_fmt_desc_get (parameters->format);

  return format ? format->comp[0].depth : parameters->bits_per_raw_sample > 8 ?
      parameters->bits_per_raw_sample : 8;
}

RenderClip *
render_clip_open (const char *path, GError **error)
{
  g_autoptr (RenderClip) clip = g_new0 (RenderClip, 1);
  g_autofree char *url = g_strconcat ("file:", path, NULL);
  const AVCodecParameters *parameters;
  int code;

  clip->path = g_strdup (path);
  clip->turn = GST_VIDEO_ORIENTATION_IDENTITY;
  clip->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  clip->coded = g_array_new (FALSE, FALSE, sizeof (RenderPicture));
  code = avformat_open_input (&clip->input, url, NULL, NULL);
  if (code >= 0)
    code = avformat_find_stream_info (clip->input, NULL);
  if (code < 0) {
    fail (clip, "cannot be read as a film", code, error);
    return NULL;
  }
  if (!find_video (clip, error) || !find_turn (clip, error))
    return NULL;
  parameters = render_clip_video (clip)->codecpar;
  clip->width = parameters->width;
  clip->height = parameters->height;
  clip->depth = depth_of (parameters);
  clip->start_us = clip->input->start_time == AV_NOPTS_VALUE ? 0 : MAX (clip->input->start_time, 0);
  return g_steal_pointer (&clip);
}

void
render_clip_free (RenderClip *clip)
{
  if (!clip)
    return;
  avformat_close_input (&clip->input);
  g_clear_pointer (&clip->times, g_array_unref);
  g_clear_pointer (&clip->coded, g_array_unref);
  render_running_hash_free (clip->hash);
  g_free (clip->path);
  g_free (clip);
}

/* A time, or what begins with one. */
static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Pictures that stand before the first key picture need a group that the clip has not. */
static void
count_leading (RenderClip *clip, gint64 first_key)
{
  clip->n_leading = 0;
  while (clip->n_leading < clip->times->len && g_array_index (clip->times, gint64, clip->n_leading) < first_key)
    clip->n_leading++;
}

/* How far the reading has come. */
typedef struct {
  gboolean known;            /* all have times */
  gint64 first_key;          /* time of the first that leans on no other */
} Reading;

static void
note_picture (RenderClip *clip, const AVPacket *packet, Reading *reading)
{
  RenderPicture picture = { .time = packet->pts, .is_shown = !(packet->flags & AV_PKT_FLAG_DISCARD),
    .is_entry = render_entry_is (render_clip_video (clip)->codecpar, packet) };

  clip->changes |= av_packet_get_side_data (packet, AV_PKT_DATA_NEW_EXTRADATA, NULL) != NULL;
  render_reading_note (&clip->reading, packet);
  reading->known &= packet->pts != AV_NOPTS_VALUE;
  if (reading->first_key == G_MININT64 && packet->flags & AV_PKT_FLAG_KEY)
    reading->first_key = packet->pts;
  g_array_append_val (clip->coded, picture);
  if (!picture.is_shown) {
    clip->n_discarded++;
    return;
  }
  clip->n_pictures++;
  g_array_append_val (clip->times, packet->pts);
  clip->last_duration = packet->duration;
}

/* In the order of the file: nothing before an entry is shown after it, nothing after it before. */
static void
settle_entries (RenderClip *clip)
{
  gint64 latest = G_MININT64, earliest = G_MAXINT64;

  for (guint i = 0; i < clip->coded->len; i++) {
    RenderPicture *picture = &g_array_index (clip->coded, RenderPicture, i);
    picture->is_entry &= picture->time > latest;
    latest = MAX (latest, picture->time);
  }
  for (guint i = clip->coded->len; i > 0; i--) {
    RenderPicture *picture = &g_array_index (clip->coded, RenderPicture, i - 1);
    picture->is_entry &= picture->time < earliest;
    earliest = MIN (earliest, picture->time);
  }
}

/* Pictures that an edit list leaves out are decoded, and not shown. */
gboolean
render_clip_read_times (RenderClip *clip, GError **error)
{
  AVPacket *packet;
  Reading reading = { .known = TRUE, .first_key = G_MININT64 };
  int code;

  if (clip->n_pictures > 0)
    return TRUE;
  if (!render_whole_check_index (clip->input, clip->path, error))
    return FALSE;
  for (unsigned i = 0; i < clip->input->nb_streams; i++)
    clip->input->streams[i]->discard = (int) i == clip->video ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  packet = av_packet_alloc ();
  while ((code = av_read_frame (clip->input, packet)) >= 0) {
    if (packet->stream_index == clip->video)
      note_picture (clip, packet, &reading);
    av_packet_unref (packet);
  }
  av_packet_free (&packet);
  for (unsigned i = 0; i < clip->input->nb_streams; i++)
    clip->input->streams[i]->discard = AVDISCARD_DEFAULT;
  if (code != AVERROR_EOF)
    return fail (clip, "cannot be read to its end", code, error);
  if (clip->n_pictures == 0)
    return fail (clip, "there is no picture in its video", 0, error);
  settle_entries (clip);
  g_array_sort (clip->times, compare);
  g_array_sort (clip->coded, compare);
  /* VP8 has packets whose picture is not shown. */
  if (!reading.known || render_clip_video (clip)->codecpar->codec_id == AV_CODEC_ID_VP8)
    g_array_set_size (clip->times, 0);
  if (clip->times->len == 0)
    g_array_set_size (clip->coded, 0);
  count_leading (clip, reading.first_key);
  return TRUE;
}

gboolean
render_clip_know_duration (RenderClip *clip, GError **error)
{
  gint64 stated = render_clip_video (clip)->duration;

  return (strstr (clip->input->iformat->name, "mov") && stated != AV_NOPTS_VALUE && stated > 0) ||
      render_clip_read_times (clip, error);
}

gint64
render_clip_duration_ns (const RenderClip *clip)
{
  const AVStream *video = render_clip_video (clip);

  if (clip->times->len > 0) {
    gint64 span = g_array_index (clip->times, gint64, clip->times->len - 1) -
        g_array_index (clip->times, gint64, 0) + clip->last_duration;
    return av_rescale_q (span, video->time_base, (AVRational) { 1, 1000000000 });
  }
  if (video->duration != AV_NOPTS_VALUE && video->duration > 0)
    return av_rescale_q (video->duration, video->time_base, (AVRational) { 1, 1000000000 });
  return clip->input->duration > 0 ? av_rescale (clip->input->duration, 1000000000, AV_TIME_BASE) : 0;
}

gint64
render_clip_first_us (const RenderClip *clip)
{
  const AVStream *video = render_clip_video (clip);
  gint64 first = clip->times->len > 0 ? g_array_index (clip->times, gint64, 0) : video->start_time;

  return first == AV_NOPTS_VALUE ? 0 : av_rescale_q (first, video->time_base, AV_TIME_BASE_Q) - clip->start_us;
}

gboolean
render_clip_is_on_its_side (const RenderClip *clip)
{
  return clip->turn == GST_VIDEO_ORIENTATION_90R || clip->turn == GST_VIDEO_ORIENTATION_90L ||
      clip->turn == GST_VIDEO_ORIENTATION_UL_LR || clip->turn == GST_VIDEO_ORIENTATION_UR_LL;
}
