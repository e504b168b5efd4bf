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

static AVRational
constant_rate (const RenderClip *clip)
{
  const AVStream *video = render_clip_video (clip);

  return av_cmp_q (video->avg_frame_rate, video->r_frame_rate) == 0 && video->avg_frame_rate.num > 0 ? video->avg_frame_rate :
      (AVRational) { 0, 1 };
}

static char *
source_launch (const RenderClip *clip)
{
  AVRational rate = constant_rate (clip);

  return g_strdup_printf ("telemetrysrc name=telemetry duration=%" G_GINT64_FORMAT " frame-rate=%d/%d",
      render_clip_duration_ns (clip), rate.num, rate.den);
}

/* Size and rate as a player shows it: it turns the picture before it lays text over it. */
static char *
subtitle_launch (const RenderClip *clip, const char *format, const char *language, guint number)
{
  const AVStream *video = render_clip_video (clip);
  gboolean side = render_clip_is_on_its_side (clip);
  AVRational shape = video->sample_aspect_ratio.num > 0 ? video->sample_aspect_ratio : (AVRational) { 1, 1 };
  AVRational rate = constant_rate (clip);

  return g_strdup_printf ("telemetrysubtitle name=words%u format=%s language=%s width=%d height=%d pixel-aspect-ratio=%d/%d "
      "frame-rate=%d/%d", number, format, language, side ? clip->height : clip->width, side ? clip->width : clip->height,
      side ? shape.den : shape.num, side ? shape.num : shape.den, rate.num, rate.den);
}

char *
render_words_launch (const RenderClip *clip, const char *format, const char *language)
{
  g_autofree char *source = source_launch (clip), *subtitle = subtitle_launch (clip, format, language, 0);

  return g_strdup_printf ("%s ! %s", source, subtitle);
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
render_words_set (GstElement *bin, const RenderJob *job, const RenderClip *clip, GError **error)
{
  g_autoptr (GstElement) telemetry = gst_bin_get_by_name (GST_BIN (bin), "telemetry");
  const char *layout = render_job_get (job, "layout"), *units = render_job_get (job, "units");

  if (!check_places (job, clip, error))
    return FALSE;
  for (guint i = 0;; i++) {
    g_autofree char *name = g_strdup_printf ("words%u", i);
    g_autoptr (GstElement) words = gst_bin_get_by_name (GST_BIN (bin), name);
    if (!words)
      break;
    if (layout)
      g_object_set (words, "layout", layout, NULL);
    if (units)
      gst_util_set_object_arg (G_OBJECT (words), "units", units);
  }
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

/* Where a track ends. Its streaming thread's. */
typedef struct {
  RenderText *text;
  enum AVCodecID codec;
  GPtrArray *chapters;       /* NULL: another track takes them */
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

/* What comes out of track NUMBER of BIN goes to WORDS. */
static void
take_track (GstElement *bin, guint number, enum AVCodecID codec, const RenderWords *words)
{
  GstAppSinkCallbacks callbacks = { .new_sample = take_sample };
  g_autofree char *name = g_strdup_printf ("sink%u", number);
  g_autoptr (GstElement) appsink = gst_bin_get_by_name (GST_BIN (bin), name);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (appsink, "sink");
  Sink *sink = g_new (Sink, 1);

  *sink = (Sink) { .text = words->tracks->pdata[number], .codec = codec, .chapters = number == 0 ? words->chapters : NULL };
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, watch, sink, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (appsink), &callbacks, sink, g_free);
}

static void
add_track (RenderWords *words, enum AVCodecID codec, const char *language)
{
  RenderText *text = g_new0 (RenderText, 1);

  text->cues = g_ptr_array_new_with_free_func (free_packet);
  text->language = render_text_codec_language (language);
  text->title = g_strdup (codec == AV_CODEC_ID_ASS ? "Telemetry" : "Telemetry (plain)");
  g_ptr_array_add (words->tracks, text);
}

/* Sinks do not wait for one another at the start: where one track says its first word late, its queue would fill, and the
 * others would get nothing. */
static void
append_track (GString *launch, const RenderClip *clip, enum AVCodecID codec, const char *language, guint number)
{
  g_autofree char *subtitle = subtitle_launch (clip, render_text_codec_format (codec), language, number);

  g_string_append_printf (launch, " tee. ! queue ! %s ! appsink name=sink%u sync=false async=false", subtitle, number);
}

GstElement *
render_words_join (const RenderJob *job, const RenderClip *clip, const enum AVCodecID *codecs, RenderWords *words, GstBin *pipeline,
    GError **error)
{
  g_auto (GStrv) languages = g_strsplit_set (job->languages ? job->languages : "en", " ,", -1);
  g_autofree char *source = source_launch (clip);
  g_autoptr (GString) launch = g_string_new (NULL);
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (enum AVCodecID));
  GstElement *bin;

  words->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) render_text_free);
  words->chapters = g_ptr_array_new_with_free_func ((GDestroyNotify) render_chapter_free);
  g_string_printf (launch, "%s ! tee name=tee", source);
  for (char **language = languages; *language; language++)
    for (const enum AVCodecID *codec = codecs; **language && *codec != AV_CODEC_ID_NONE; codec++) {
      append_track (launch, clip, *codec, *language, words->tracks->len);
      add_track (words, *codec, *language);
      g_array_append_val (kinds, *codec);
    }
  bin = gst_parse_bin_from_description (launch->str, FALSE, error);
  if (!bin)
    return NULL;
  gst_bin_add (pipeline, bin);
  for (guint i = 0; i < kinds->len; i++)
    take_track (bin, i, g_array_index (kinds, enum AVCodecID, i), words);
  return render_words_set (bin, job, clip, error) ? bin : NULL;
}

gboolean
render_words_check (const RenderWords *words, GError **error)
{
  for (guint i = 0; i < words->tracks->len; i++)
    if (!((const RenderText *) words->tracks->pdata[i])->parameters) {
      g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "the telemetry says nothing of the time of this clip");
      return FALSE;
    }
  return TRUE;
}

gboolean
render_words_make (const RenderJob *job, const RenderClip *clip, const enum AVCodecID *codecs, RenderWords *words,
    GError **error)
{
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  RenderRun run = { .pipeline = pipeline };
  gboolean fine = render_words_join (job, clip, codecs, words, GST_BIN (pipeline), error) && render_run (&run, error);

  render_run_clear (&run);
  return fine && render_words_check (words, error);
}
