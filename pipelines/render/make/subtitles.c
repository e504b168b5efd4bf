/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A file of subtitles, in the time of a player: from where the clip begins, which its sound may do before its
 * picture. */
#include <gst/gst.h>
#include <string.h>

#include "core/base/error.h"
#include "job/overlay.h"
#include "job/report.h"
#include "make/output.h"
#include "make/run.h"
#include "make/text.h"

#define US_NS 1000

/* A kind of subtitle file. */
static const struct {
  const char *ending;
  const char *format;        /* of telemetrysubtitle, for CODER */
  const char *coder;         /* element that writes the file; NULL: libavformat does, from ASS */
} files[] = {
  { ".srt", "utf8", "srtenc" },
  { ".vtt", "pango-markup", "webvttenc" },
  { ".ass", NULL, NULL },
};

static const char *
language_of (const RenderJob *job)
{
  return job->languages ? job->languages : "en";
}

static gboolean
write_text (const RenderJob *job, const RenderClip *clip, guint kind, const char *path, GError **error)
{
  g_autofree char *front = render_words_launch (clip, files[kind].format, language_of (job));
  g_autofree char *launch = g_strdup_printf ("%s ! %s name=coder ! filesink name=file", front, files[kind].coder);
  g_autoptr (GstElement) pipeline = gst_parse_launch (launch, error);
  g_autoptr (GstElement) coder = pipeline ? gst_bin_get_by_name (GST_BIN (pipeline), "coder") : NULL;
  g_autoptr (GstElement) file = pipeline ? gst_bin_get_by_name (GST_BIN (pipeline), "file") : NULL;
  RenderRun run = { .pipeline = pipeline };
  gboolean fine;

  if (!pipeline)
    return FALSE;
  g_object_set (coder, "timestamp", render_clip_first_us (clip) * US_NS, NULL);
  g_object_set (file, "location", path, NULL);
  fine = render_words_set (pipeline, job, clip, error) && render_run (&run, error);
  render_run_clear (&run);
  return fine;
}

static int
write_cues (const RenderText *text, gint64 first_us, AVFormatContext *film)
{
  AVRational base = film->streams[0]->time_base;
  int code = 0;

  for (guint i = 0; code >= 0 && i < text->cues->len; i++) {
    AVPacket *cue = text->cues->pdata[i];
    gint64 start_us = cue->pts + first_us;
    /* By its end, not by how long it lasts: cues that follow one another leave no gap. */
    gint64 end = av_rescale_q (start_us + cue->duration, AV_TIME_BASE_Q, base);
    cue->pts = cue->dts = av_rescale_q (start_us, AV_TIME_BASE_Q, base);
    cue->duration = end - cue->pts;
    cue->stream_index = 0;
    code = av_write_frame (film, cue);
  }
  return code;
}

static int
mux (const RenderText *text, gint64 first_us, AVFormatContext *film, const char *url)
{
  AVStream *stream = avformat_new_stream (film, NULL);
  int code = stream ? avcodec_parameters_copy (stream->codecpar, text->parameters) : AVERROR (ENOMEM);

  if (code >= 0)
    code = avio_open (&film->pb, url, AVIO_FLAG_WRITE);
  if (code >= 0)
    code = avformat_write_header (film, NULL);
  if (code >= 0)
    code = write_cues (text, first_us, film);
  if (code >= 0)
    code = av_write_trailer (film);
  if (code >= 0)
    code = avio_closep (&film->pb);
  avio_closep (&film->pb);
  return code;
}

static gboolean
write_ass (const RenderJob *job, const RenderClip *clip, const char *path, GError **error)
{
  static const enum AVCodecID codecs[] = { AV_CODEC_ID_ASS, AV_CODEC_ID_NONE };
  g_autofree char *url = g_strconcat ("file:", path, NULL);
  char buffer[AV_ERROR_MAX_STRING_SIZE];
  AVFormatContext *film = NULL;
  RenderWords words = { NULL };
  int code = 0;
  gboolean made = render_words_make (job, clip, codecs, &words, error);

  if (made)
    code = avformat_alloc_output_context2 (&film, NULL, "ass", NULL);
  if (made && code >= 0)
    code = mux (words.tracks->pdata[0], render_clip_first_us (clip), film, url);
  avformat_free_context (film);
  render_words_clear (&words);
  if (code < 0)
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: cannot be written: %s", path, render_av_error (code, buffer));
  return made && code >= 0;
}

gboolean
render_subtitles (const RenderJob *job, RenderClip *clip, GError **error)
{
  const char *path = job->outputs[RENDER_SUBTITLES], *dot = strrchr (path, '.');
  const RenderMade made = { .kind = render_kind_name (RENDER_SUBTITLES) };
  RenderOutput output = { NULL };
  guint kind = 0;
  gboolean done;

  while (kind < G_N_ELEMENTS (files) && (!dot || g_ascii_strcasecmp (dot, files[kind].ending) != 0))
    kind++;
  if (kind == G_N_ELEMENTS (files)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: its ending says no kind of subtitles; known are .srt, .vtt, .ass",
        path);
    return FALSE;
  }
  if (!render_clip_read_times (clip, error) || !render_output_open (&output, path, error))
    return FALSE;
  done = (files[kind].coder ? write_text (job, clip, kind, output.part, error) : write_ass (job, clip, output.part, error)) &&
      render_output_finish (&output, &made, error);
  render_output_abandon (&output);
  return done;
}
