/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/text.h"

#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <string.h>

#include "core/base/error.h"
#include "job/overlay.h"
#include "make/run.h"
#include "make/text-codec.h"

#define US 1000              /* ns */

/* Size and rate as a player shows it: it turns the picture before it lays text over it. */
char *
render_words_launch (const RenderClip *clip, const char *format, const char *language)
{
  const AVStream *video = render_clip_video (clip);
  gboolean side = render_clip_is_on_its_side (clip);
  AVRational shape = video->sample_aspect_ratio.num > 0 ? video->sample_aspect_ratio : (AVRational) { 1, 1 };
  AVRational rate = av_cmp_q (video->avg_frame_rate, video->r_frame_rate) == 0 && video->avg_frame_rate.num > 0 ?
      video->avg_frame_rate : (AVRational) { 0, 1 };

  return g_strdup_printf ("telemetrysrc name=telemetry duration=%" G_GINT64_FORMAT " frame-rate=%d/%d ! telemetrysubtitle "
      "name=words format=%s language=%s width=%d height=%d pixel-aspect-ratio=%d/%d frame-rate=%d/%d",
      render_clip_duration_ns (clip), rate.num, rate.den, format, language, side ? clip->height : clip->width,
      side ? clip->width : clip->height, side ? shape.den : shape.num, side ? shape.num : shape.den, rate.num, rate.den);
}

/* A frame means a time only where the rate is constant. */
static gboolean
check_places (const RenderJob *job, const RenderClip *clip, GError **error)
{
  static const char *const names[] = { "liftoff-at", "marks" };
  const AVStream *video = render_clip_video (clip);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *place = render_job_get (job, names[i]);
    if (place && strchr (place, '#') && av_cmp_q (video->avg_frame_rate, video->r_frame_rate) != 0) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "%s=%s: the clip's frame rate varies; for subtitles say seconds",
          names[i], place);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
render_words_set (GstElement *pipeline, const RenderJob *job, const RenderClip *clip, GError **error)
{
  g_autoptr (GstElement) telemetry = gst_bin_get_by_name (GST_BIN (pipeline), "telemetry");
  g_autoptr (GstElement) words = gst_bin_get_by_name (GST_BIN (pipeline), "words");
  const char *layout = render_job_get (job, "layout"), *units = render_job_get (job, "units");

  if (!check_places (job, clip, error))
    return FALSE;
  if (layout)
    g_object_set (words, "layout", layout, NULL);
  if (units)
    gst_util_set_object_arg (G_OBJECT (words), "units", units);
  return render_overlay_set (telemetry, job, error);
}

static void
take_chapters (GstEvent *event, GPtrArray *chapters)
{
  g_autoptr (GstToc) toc = NULL;

  gst_event_parse_toc (event, &toc, NULL);
  for (const GList *top = gst_toc_get_entries (toc); top; top = top->next)
    for (const GList *sub = gst_toc_entry_get_sub_entries (top->data); sub; sub = sub->next) {
      const GstTagList *tags = gst_toc_entry_get_tags (sub->data);
      RenderChapter *chapter;
      gint64 start, stop;
      if (!tags || !gst_toc_entry_get_start_stop_times (sub->data, &start, &stop))
        continue;
      chapter = g_new0 (RenderChapter, 1);
      *chapter = (RenderChapter) { .start_us = start / US, .end_us = stop / US };
      gst_tag_list_get_string (tags, GST_TAG_TITLE, &chapter->title);
      g_ptr_array_add (chapters, chapter);
    }
}

/* What comes out of one pipeline. */
typedef struct {
  RenderText *text;
  enum AVCodecID codec;
  GPtrArray *chapters;       /* NULL: they are there already */
} Sink;

static GstPadProbeReturn
watch (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Sink *sink = data;

  if (sink->chapters && sink->chapters->len == 0 && GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_TOC)
    take_chapters (GST_PAD_PROBE_INFO_EVENT (info), sink->chapters);
  return GST_PAD_PROBE_OK;
}

static GstFlowReturn
take_sample (GstAppSink *appsink, gpointer data)
{
  Sink *sink = data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (appsink);
  GstBuffer *buffer = sample ? gst_sample_get_buffer (sample) : NULL;
  AVPacket *packet;
  GstMapInfo map;

  if (!buffer)
    return GST_FLOW_EOS;
  if (!sink->text->parameters)
    sink->text->parameters = render_text_codec_parameters (sink->codec, gst_sample_get_caps (sample));
  if (!GST_BUFFER_PTS_IS_VALID (buffer) || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return GST_FLOW_ERROR;
  packet = render_text_codec_packet (sink->codec, map.data, map.size);
  gst_buffer_unmap (buffer, &map);
  packet->pts = packet->dts = (gint64) (GST_BUFFER_PTS (buffer) / US);
  packet->duration = GST_BUFFER_DURATION_IS_VALID (buffer) ? (gint64) (GST_BUFFER_DURATION (buffer) / US) : 0;
  g_ptr_array_add (sink->text->cues, packet);
  return GST_FLOW_OK;
}

static void
free_packet (gpointer data)
{
  AVPacket *packet = data;

  av_packet_free (&packet);
}

static gboolean
run_pipeline (GstElement *pipeline, const RenderJob *job, const RenderClip *clip, Sink *sink, GError **error)
{
  GstAppSinkCallbacks callbacks = { .new_sample = take_sample };
  g_autoptr (GstElement) appsink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (appsink, "sink");
  RenderRun run = { .pipeline = pipeline };
  gboolean fine;

  if (!render_words_set (pipeline, job, clip, error))
    return FALSE;
  gst_app_sink_set_callbacks (GST_APP_SINK (appsink), &callbacks, sink, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, watch, sink, NULL);
  fine = render_run (&run, error);
  render_run_clear (&run);
  return fine;
}

static gboolean
make_track (const RenderJob *job, const RenderClip *clip, enum AVCodecID codec, const char *language,
    RenderWords *words, GError **error)
{
  g_autofree char *front = render_words_launch (clip, render_text_codec_format (codec), language);
  g_autofree char *launch = g_strconcat (front, " ! appsink name=sink sync=false", NULL);
  g_autoptr (GstElement) pipeline = gst_parse_launch (launch, error);
  RenderText *text;
  Sink sink;

  if (!pipeline)
    return FALSE;
  text = g_new0 (RenderText, 1);
  text->cues = g_ptr_array_new_with_free_func (free_packet);
  text->language = render_text_codec_language (language);
  text->title = g_strdup (codec == AV_CODEC_ID_ASS ? "Telemetry" : "Telemetry (plain)");
  g_ptr_array_add (words->tracks, text);
  sink = (Sink) { .text = text, .codec = codec, .chapters = words->chapters };
  if (!run_pipeline (pipeline, job, clip, &sink, error))
    return FALSE;
  if (text->parameters)
    return TRUE;
  g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "the telemetry says nothing of the time of this clip");
  return FALSE;
}

gboolean
render_words_make (const RenderJob *job, const RenderClip *clip, const enum AVCodecID *codecs, RenderWords *words,
    GError **error)
{
  g_auto (GStrv) languages = g_strsplit_set (job->languages ? job->languages : "en", " ,", -1);

  words->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) render_text_free);
  words->chapters = g_ptr_array_new_with_free_func ((GDestroyNotify) render_chapter_free);
  for (char **language = languages; *language; language++)
    for (const enum AVCodecID *codec = codecs; **language && *codec != AV_CODEC_ID_NONE; codec++)
      if (!make_track (job, clip, *codec, *language, words, error))
        return FALSE;
  return TRUE;
}
