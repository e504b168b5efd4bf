/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A file of subtitles, in the time of a player: from where the clip begins, which its sound may do before its
 * picture. */
#include <gst/gst.h>
#include <string.h>

#include "core/base/error.h"
#include "job/overlay.h"
#include "make/branch.h"
#include "make/output.h"
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

typedef struct {
  RenderBranch branch;
  RenderOutput output;
  guint kind;                /* of FILES */
  RenderWords words;         /* for libavformat */
} Subtitles;

static const char *
language_of (const RenderJob *job)
{
  return job->languages ? job->languages : "en";
}

/* A file that an element writes. */
static gboolean
join_coder (Subtitles *made, GstElement *pipeline, GError **error)
{
  const RenderClip *clip = made->branch.clip;
  g_autofree char *front = render_words_launch (clip, files[made->kind].format, language_of (made->branch.job));
  g_autofree char *launch = g_strdup_printf ("%s ! %s name=coder ! filesink name=file", front, files[made->kind].coder);
  GstElement *bin = gst_parse_bin_from_description (launch, FALSE, error);
  g_autoptr (GstElement) coder = bin ? gst_bin_get_by_name (GST_BIN (bin), "coder") : NULL;
  g_autoptr (GstElement) file = bin ? gst_bin_get_by_name (GST_BIN (bin), "file") : NULL;

  if (!bin)
    return FALSE;
  gst_bin_add (GST_BIN (pipeline), bin);
  made->branch.bin = bin;
  g_object_set (coder, "timestamp", render_clip_first_us (clip) * US_NS, NULL);
  g_object_set (file, "location", made->output.part, NULL);
  return render_words_set (bin, made->branch.job, clip, error);
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
write_ass (const RenderText *text, const RenderClip *clip, const char *path, GError **error)
{
  g_autofree char *url = g_strconcat ("file:", path, NULL);
  char buffer[AV_ERROR_MAX_STRING_SIZE];
  AVFormatContext *film = NULL;
  int code = avformat_alloc_output_context2 (&film, NULL, "ass", NULL);

  if (code >= 0)
    code = mux (text, render_clip_first_us (clip), film, url);
  avformat_free_context (film);
  if (code < 0)
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: cannot be written: %s", path, render_av_error (code, buffer));
  return code >= 0;
}

static gboolean
join (RenderBranch *branch, GstElement *pipeline, GError **error)
{
  static const enum AVCodecID codecs[] = { AV_CODEC_ID_ASS, AV_CODEC_ID_NONE };
  Subtitles *made = (Subtitles *) branch;

  if (files[made->kind].coder)
    return join_coder (made, pipeline, error);
  render_words_clear (&made->words);
  branch->bin = render_words_join (branch->job, branch->clip, codecs, &made->words, GST_BIN (pipeline), error);
  return branch->bin != NULL;
}

static gboolean
finish (RenderBranch *branch, GError **error)
{
  const RenderMade said = { .kind = render_kind_name (RENDER_SUBTITLES) };
  Subtitles *made = (Subtitles *) branch;

  if (!files[made->kind].coder && (!render_words_check (&made->words, error) ||
          !write_ass (made->words.tracks->pdata[0], branch->clip, made->output.part, error)))
    return FALSE;
  return render_output_finish (&made->output, &said, error);
}

static void
free_branch (RenderBranch *branch)
{
  Subtitles *made = (Subtitles *) branch;

  render_words_clear (&made->words);
  render_output_abandon (&made->output);
  g_free (made);
}

static const RenderBranchClass subtitles = {
  .join = join,
  .finish = finish,
  .free = free_branch,
};

RenderBranch *
render_subtitles_branch (const RenderJob *job, const RenderClip *clip, GError **error)
{
  const char *path = job->outputs[RENDER_SUBTITLES], *dot = strrchr (path, '.');
  RenderOutput output = { NULL };
  Subtitles *made;
  guint kind = 0;

  while (kind < G_N_ELEMENTS (files) && (!dot || g_ascii_strcasecmp (dot, files[kind].ending) != 0))
    kind++;
  if (kind == G_N_ELEMENTS (files)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: its ending says no kind of subtitles; known are .srt, .vtt, .ass",
        path);
    return NULL;
  }
  if (!render_output_open (&output, path, error))
    return NULL;
  made = g_new0 (Subtitles, 1);
  *made = (Subtitles) { .branch = { .class = &subtitles, .job = job, .clip = clip }, .output = output, .kind = kind };
  return &made->branch;
}

gboolean
render_subtitles (const RenderJob *job, RenderClip *clip, GError **error)
{
  RenderBranch *branch = render_clip_read_times (clip, error) ? render_subtitles_branch (job, clip, error) : NULL;

  return branch && render_branch_run (branch, error);
}
