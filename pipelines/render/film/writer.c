/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/writer.h"

#include <libavutil/avutil.h>
#include <libavutil/mathematics.h>

#include "core/base/error.h"
#include "film/colour-tag.h"
#include "film/keep.h"
#include "film/read-ahead.h"
#include "film/side-data.h"
#include "film/sink.h"
#include "film/source.h"
#include "job/report.h"

struct RenderWriter {
  RenderFilm film;
  AVFormatContext *output;
  RenderSource *source;      /* the clip again, for all but the pictures that are pushed: … */
  AVFormatContext *fellows;  /* … its packets */
  RenderReadAhead *ahead;    /* who reads them; NULL: we */
  int *map;                  /* stream of OUTPUT for each of FELLOWS, -1: left out */
  RenderReading *readings;   /* of each of FELLOWS */
  int read_code;             /* why nothing more came of FELLOWS */
  int picture;               /* index in OUTPUT of what is pushed; -1: nothing is */
  AVBSFContext *colour_tag;  /* of that; or NULL */
  AVPacket *pending;         /* read from FELLOWS and not due; its stream_index is OUTPUT's */
  gboolean is_pending, fellows_ended, has_header;
  int first_text;            /* stream of OUTPUT that the first track of words is */
  guint *next_cue;           /* of each track */
  gint64 last_dts;           /* of what was pushed, OUTPUT's time base */
};

static gboolean
fail (const RenderWriter *writer, const char *what, int code, GError **error)
{
  char buffer[AV_ERROR_MAX_STRING_SIZE];

  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: %s", what,
      code == AVERROR (EINVAL) ? "refused by the muxer" : render_av_error (code, buffer));
  return FALSE;
}

/* A timecode track is written anew from the tag of the picture. */
static gboolean
is_timecode_track (const AVStream *stream)
{
  return stream->codecpar->codec_tag == MKTAG ('t', 'm', 'c', 'd');
}

/* The text of chapters that QuickTime keeps as a track: the chapters themselves go along. */
static gboolean
is_chapter_track (const AVStream *stream)
{
  return stream->codecpar->codec_id == AV_CODEC_ID_BIN_DATA &&
      stream->codecpar->codec_tag == MKTAG ('t', 'e', 'x', 't');
}

static gboolean
leave_out (const RenderWriter *writer, const AVStream *stream, GError **error)
{
  const char *kind = av_get_media_type_string (stream->codecpar->codec_type);
  const char *codec = avcodec_get_name (stream->codecpar->codec_id);

  if (stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s takes no sound in %s, which stream %d is; "
        "write .mkv or .mov, or give the clip other sound before", writer->film.container->label, codec,
        stream->index);
    return FALSE;
  }
  if (!is_timecode_track (stream) && !is_chapter_track (stream))
    render_report_warning ("stream %d (%s, %s) is left out: %s does not take it", stream->index,
        kind ? kind : "unknown", codec, writer->film.container->label);
  return TRUE;
}

static AVStream *
add_stream (RenderWriter *writer, const AVStream *from, const AVCodecParameters *parameters, RenderKeep keep)
{
  AVStream *to = avformat_new_stream (writer->output, NULL);

  render_parameters_copy (to->codecpar, parameters);
  if (parameters == from->codecpar &&
      av_codec_get_id (writer->output->oformat->codec_tag, parameters->codec_tag) != parameters->codec_id)
    to->codecpar->codec_tag = 0;
  render_keep_stream (to, from, keep);
  to->time_base = from->time_base;
  to->sample_aspect_ratio = parameters->sample_aspect_ratio;
  return to;
}

static void
add_picture (RenderWriter *writer, const AVStream *from)
{
  RenderKeep keep = writer->film.alone ? RENDER_KEEP_NONE : writer->film.upright ? RENDER_KEEP_UPRIGHT : RENDER_KEEP_ALL;
  AVStream *to = add_stream (writer, from, writer->film.picture, keep);

  render_keep_colours (to->codecpar, writer->film.colours ? writer->film.colours : from->codecpar);
  writer->colour_tag = render_colour_tag_new (to->codecpar);
  to->time_base = writer->film.time_base;
  if (to->codecpar->codec_id == AV_CODEC_ID_HEVC && to->codecpar->codec_tag == 0 &&
      writer->film.container->texts[0] == AV_CODEC_ID_MOV_TEXT)
    to->codecpar->codec_tag = MKTAG ('h', 'v', 'c', '1');
  writer->picture = to->index;
}

static gboolean
add_streams (RenderWriter *writer, GError **error)
{
  for (unsigned i = 0; i < writer->fellows->nb_streams; i++) {
    const AVStream *from = writer->film.clip->input->streams[i];
    writer->map[i] = -1;
    if ((int) i == writer->film.clip->video && writer->film.picture) {
      add_picture (writer, render_clip_video (writer->film.clip));
    } else if (!writer->film.alone && !is_timecode_track (from) &&
        render_muxer_takes (writer->film.container, from)) {
      writer->map[i] = add_stream (writer, from, from->codecpar, RENDER_KEEP_ALL)->index;
    } else if (!writer->film.alone && !leave_out (writer, from, error)) {
      return FALSE;
    }
    if (writer->map[i] < 0)
      writer->fellows->streams[i]->discard = AVDISCARD_ALL;
  }
  return TRUE;
}

/* Tracks of words, in microseconds since the first picture. */
static void
add_words (RenderWriter *writer)
{
  writer->first_text = (int) writer->output->nb_streams;
  for (guint i = 0; writer->film.words && i < writer->film.words->tracks->len; i++) {
    const RenderText *text = writer->film.words->tracks->pdata[i];
    AVStream *to = avformat_new_stream (writer->output, NULL);
    render_parameters_copy (to->codecpar, text->parameters);
    to->time_base = AV_TIME_BASE_Q;
    av_dict_set (&to->metadata, "language", text->language, 0);
    av_dict_set (&to->metadata, "title", text->title, 0);
    if (i == 0)
      to->disposition |= AV_DISPOSITION_DEFAULT;
  }
  writer->next_cue = g_new0 (guint, writer->film.words ? writer->film.words->tracks->len + 1 : 1);
}

static gboolean
open_fellows (RenderWriter *writer, GError **error)
{
  const RenderClip *clip = writer->film.clip;
  int code;

  writer->source = render_source_open (clip, writer->film.picture ? NULL : clip->hash, &code);
  if (!writer->source)
    return fail (writer, "the clip's sound", code, error);
  writer->fellows = writer->source->input;
  if (writer->fellows->nb_streams != writer->film.clip->input->nb_streams) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, "the clip changes while it is read");
    return FALSE;
  }
  writer->map = g_new0 (int, writer->fellows->nb_streams);
  writer->readings = g_new0 (RenderReading, writer->fellows->nb_streams);
  return render_whole_check_index (writer->fellows, writer->film.clip->path, error);
}

/* Tags that MP4 has no place of its own for (a phone's, a camera's) go where QuickTime keeps such. */
static gboolean
has_foreign_tags (const RenderClip *clip)
{
  const AVDictionaryEntry *entry = NULL;

  while ((entry = av_dict_get (clip->input->metadata, "", entry, AV_DICT_IGNORE_SUFFIX)))
    if (g_str_has_prefix (entry->key, "com."))
      return TRUE;
  return FALSE;
}

static gboolean
begin (RenderWriter *writer, GError **error)
{
  AVDictionary *options = NULL;
  int code;

  writer->output->pb = render_sink_open (writer->film.path, writer->film.container->is_matroska, &code);
  if (!writer->output->pb)
    return fail (writer, "cannot be written", code, error);
  render_keep_film (writer->output, writer->film.clip, writer->film.words ? writer->film.words->chapters : NULL);
  if (has_foreign_tags (writer->film.clip))
    av_dict_set (&options, "movflags", "+use_metadata_tags", 0);
  code = avformat_write_header (writer->output, &options);
  av_dict_free (&options);
  if (code < 0)
    return fail (writer, "the film cannot be begun", code, error);
  writer->has_header = TRUE;
  return TRUE;
}

RenderWriter *
render_writer_new (const RenderFilm *film, GError **error)
{
  g_autoptr (RenderWriter) writer = g_new0 (RenderWriter, 1);

  writer->film = *film;
  writer->picture = -1;
  writer->last_dts = G_MININT64;
  writer->pending = av_packet_alloc ();
  if (avformat_alloc_output_context2 (&writer->output, NULL, film->container->format, NULL) < 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "libavformat has no muxer %s here", film->container->format);
    return NULL;
  }
  /* Sound that begins before 0 by what its decoder drops gets that back from Matroska's muxer. */
  writer->output->avoid_negative_ts = film->clip->input->start_time < 0 && film->container->is_matroska ?
      AVFMT_AVOID_NEG_TS_DISABLED : AVFMT_AVOID_NEG_TS_AUTO;
  if (!open_fellows (writer, error) || !add_streams (writer, error))
    return NULL;
  add_words (writer);
  if (!begin (writer, error))
    return NULL;
  /* Pictures that are pushed come slower than anything is read; other containers may still find streams. */
  if (!writer->film.picture && render_source_passes_all (writer->film.clip))
    writer->ahead = render_read_ahead_new (writer->fellows);
  return g_steal_pointer (&writer);
}

static void
shift (AVPacket *packet, gint64 by)
{
  if (packet->pts != AV_NOPTS_VALUE)
    packet->pts -= by;
  if (packet->dts != AV_NOPTS_VALUE)
    packet->dts -= by;
}

/* The next packet of the clip's own that goes along; FALSE at the end, or where it cannot be read (read_code). */
static gboolean
read_fellow (RenderWriter *writer)
{
  while (!writer->is_pending && !writer->fellows_ended) {
    AVPacket *packet = writer->pending;
    writer->read_code = writer->ahead ? render_read_ahead_next (writer->ahead, packet) : av_read_frame (writer->fellows, packet);
    if (writer->read_code < 0) {
      writer->fellows_ended = TRUE;
    } else if (packet->stream_index >= (int) writer->film.clip->input->nb_streams ||
        writer->map[packet->stream_index] < 0) {
      av_packet_unref (packet);
    } else {
      const AVStream *from = writer->fellows->streams[packet->stream_index];
      render_reading_note (&writer->readings[packet->stream_index], packet);
      packet->stream_index = writer->map[packet->stream_index];
      shift (packet, av_rescale_q (writer->film.clip->start_us, AV_TIME_BASE_Q, from->time_base));
      av_packet_rescale_ts (packet, from->time_base, writer->output->streams[packet->stream_index]->time_base);
      packet->pos = -1;
      writer->is_pending = TRUE;
    }
  }
  return writer->is_pending;
}

/* The cues of a track up to DTS of STREAM; all of them where that is NULL. */
static gboolean
write_track (RenderWriter *writer, guint track, gint64 dts, const AVStream *stream, GError **error)
{
  const RenderText *text = writer->film.words->tracks->pdata[track];
  int index = writer->first_text + (int) track;
  gint64 first_us = render_clip_first_us (writer->film.clip);

  for (guint *next = &writer->next_cue[track]; *next < text->cues->len; (*next)++) {
    AVPacket *packet = text->cues->pdata[*next];
    int code;
    if (stream && av_compare_ts (packet->pts + first_us, AV_TIME_BASE_Q, dts, stream->time_base) > 0)
      return TRUE;
    shift (packet, -first_us);
    packet->stream_index = index;
    av_packet_rescale_ts (packet, AV_TIME_BASE_Q, writer->output->streams[index]->time_base);
    code = av_interleaved_write_frame (writer->output, packet);
    if (code < 0)
      return fail (writer, "cannot be written", code, error);
  }
  return TRUE;
}

static gboolean
write_words (RenderWriter *writer, gint64 dts, const AVStream *stream, GError **error)
{
  for (guint i = 0; writer->film.words && i < writer->film.words->tracks->len; i++)
    if (!write_track (writer, i, dts, stream, error))
      return FALSE;
  return TRUE;
}

/* Where reading broke off, in seconds of the clip. */
static gboolean
fail_read (const RenderWriter *writer, GError **error)
{
  char buffer[AV_ERROR_MAX_STRING_SIZE];
  double at = 0;

  for (unsigned i = 0; i < writer->fellows->nb_streams; i++)
    if (writer->readings[i].n > 0)
      at = MAX (at, (double) writer->readings[i].end * av_q2d (writer->fellows->streams[i]->time_base));
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: is damaged: it cannot be read on from %.3f s: %s", writer->film.clip->path,
      at - (double) writer->film.clip->start_us / 1e6, writer->read_code == AVERROR (EAGAIN) ?
      "what follows is no packet" : render_av_error (writer->read_code, buffer));
  return FALSE;
}

/* Of pictures that are copied; of those that are pushed the worker says it. */
static void
warn_of_short (const RenderWriter *writer)
{
  int video = writer->film.clip->video;
  g_autofree char *what = writer->picture >= 0 ? NULL :
      render_whole_explain (writer->film.clip->input, video, &writer->readings[video], writer->film.clip->path);

  if (what)
    render_report_warning ("%s", what);
}

/* What the clip has up to DTS of STREAM. */
static gboolean
write_fellows (RenderWriter *writer, gint64 dts, const AVStream *stream, GError **error)
{
  while (read_fellow (writer)) {
    const AVStream *its = writer->output->streams[writer->pending->stream_index];
    gint64 own = writer->pending->dts != AV_NOPTS_VALUE ? writer->pending->dts : writer->pending->pts;
    int code;
    if (stream && own != AV_NOPTS_VALUE && av_compare_ts (own, its->time_base, dts, stream->time_base) > 0)
      return TRUE;
    if (own != AV_NOPTS_VALUE && !write_words (writer, own, its, error))
      return FALSE;
    writer->is_pending = FALSE;
    code = av_interleaved_write_frame (writer->output, writer->pending);
    if (code < 0)
      return fail (writer, "cannot be written", code, error);
  }
  return writer->read_code == AVERROR_EOF || fail_read (writer, error);
}

gboolean
render_writer_push (RenderWriter *writer, AVPacket *packet, GError **error)
{
  const AVStream *stream = writer->output->streams[writer->picture];
  gint64 start = av_rescale_q (writer->film.clip->start_us, AV_TIME_BASE_Q, writer->film.time_base);
  int code;

  shift (packet, start);
  av_packet_rescale_ts (packet, writer->film.time_base, stream->time_base);
  /* Two stamps that were apart may fall together in a coarser base. */
  if (writer->last_dts != G_MININT64 && packet->dts <= writer->last_dts)
    packet->dts = writer->last_dts + 1;
  if (packet->pts < packet->dts)
    packet->pts = packet->dts;
  writer->last_dts = packet->dts;
  packet->stream_index = writer->picture;
  if (!write_fellows (writer, packet->dts, stream, error))
    return FALSE;
  code = writer->colour_tag ? render_colour_tag_write (writer->colour_tag, packet) : 0;
  if (code >= 0)
    code = av_interleaved_write_frame (writer->output, packet);
  return code >= 0 || fail (writer, "cannot be written", code, error);
}

gboolean
render_writer_finish (RenderWriter *writer, GError **error)
{
  int code;

  if (!write_fellows (writer, 0, NULL, error) || !write_words (writer, 0, NULL, error))
    return FALSE;
  warn_of_short (writer);
  code = av_write_trailer (writer->output);
  writer->has_header = FALSE;
  if (code >= 0)
    code = render_sink_close (g_steal_pointer (&writer->output->pb));
  return code >= 0 || fail (writer, "cannot be written", code, error);
}

void
render_writer_free (RenderWriter *writer)
{
  if (!writer)
    return;
  av_packet_free (&writer->pending);
  av_bsf_free (&writer->colour_tag);
  render_read_ahead_free (writer->ahead);
  render_source_free (writer->source);
  if (writer->output) {
    render_sink_close (writer->output->pb);
    avformat_free_context (writer->output);
  }
  g_free (writer->map);
  g_free (writer->readings);
  g_free (writer->next_cue);
  g_free (writer);
}
