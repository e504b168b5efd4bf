/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/burn-film.h"

#include <gst/app/gstappsink.h>

#include "core/base/error.h"

/* The picture is turned by now, or never was to be: who turned it is said to nobody. */
static GstEvent *
without_turn (GstEvent *event)
{
  GstTagList *tags, *others;

  gst_event_parse_tag (event, &tags);
  if (gst_tag_list_get_tag_size (tags, GST_TAG_IMAGE_ORIENTATION) == 0)
    return event;
  others = gst_tag_list_copy (tags);
  gst_tag_list_remove_tag (others, GST_TAG_IMAGE_ORIENTATION);
  gst_event_unref (event);
  return gst_event_new_tag (others);
}

/* The overlay has seen its time by now; from here on it has the clip's, from 0. */
static void
stamp (RenderBurnFilm *film, GstPadProbeInfo *info)
{
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  guint64 count = film->stamped++, index = count + (film->window ? film->window->first : 0);
  gint64 time_ns, duration_ns = render_picture_clock_duration (&film->clock, index);

  info->data = buffer;
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  if (count == 0)
    film->first_in = GST_BUFFER_PTS_IS_VALID (buffer) ? GST_BUFFER_PTS (buffer) : 0;
  if (render_picture_clock_time (&film->clock, index, &time_ns))
    GST_BUFFER_PTS (buffer) = (GstClockTime) time_ns;
  else if (film->clock.n == 0 && GST_BUFFER_PTS_IS_VALID (buffer) && GST_BUFFER_PTS (buffer) >= film->first_in)
    GST_BUFFER_PTS (buffer) -= film->first_in;
  if (duration_ns > 0)
    GST_BUFFER_DURATION (buffer) = (GstClockTime) duration_ns;
}

/* What leaves the overlay: in one segment, whatever edits the container has. */
static GstPadProbeReturn
restamp (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  RenderBurnFilm *film = data;
  GstSegment segment;

  if (info->type & GST_PAD_PROBE_TYPE_BUFFER && film->window && film->window->is_learning)
    return GST_PAD_PROBE_DROP;
  if (info->type & GST_PAD_PROBE_TYPE_BUFFER) {
    stamp (film, info);
    return GST_PAD_PROBE_OK;
  }
  if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) != GST_EVENT_SEGMENT)
    return GST_PAD_PROBE_OK;
  if (film->stamped > 0)
    return GST_PAD_PROBE_DROP;
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_event_unref (GST_PAD_PROBE_INFO_EVENT (info));
  info->data = gst_event_new_segment (&segment);
  return GST_PAD_PROBE_OK;
}

/* Whether the edit list shows the picture that comes now. */
static gboolean
is_next_shown (RenderBurnFilm *film)
{
  guint64 index = film->came++;

  return index < film->clip->coded->len && g_array_index (film->clip->coded, RenderPicture, index).is_shown;
}

/* What comes to the overlay. */
static GstPadProbeReturn
watch (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  RenderBurnFilm *film = data;
  GstPadProbeReturn window = info->type & GST_PAD_PROBE_TYPE_BUFFER && film->window ?
      render_window_filter (film->window, pad, info) : GST_PAD_PROBE_OK;

  if (window != GST_PAD_PROBE_OK)
    return window;
  if (info->type & GST_PAD_PROBE_TYPE_BUFFER && film->uncut && !is_next_shown (film))
    return GST_PAD_PROBE_DROP;
  if (info->type & GST_PAD_PROBE_TYPE_BUFFER)
    film->decoded++;
  else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_TAG)
    info->data = without_turn (GST_PAD_PROBE_INFO_EVENT (info));
  if (film->from_nothing)
    return restamp (pad, info, data);
  return GST_PAD_PROBE_OK;
}

/* A clip that does not say the times of its pictures gets microseconds. */
static void
set_clock (RenderBurnFilm *film)
{
  const GArray *times = film->clip->times;

  film->clock.times = (const gint64 *) (gpointer) times->data;
  film->clock.n = times->len;
  film->clock.first = film->skipped;
  film->clock.last_duration = film->clip->last_duration;
  film->clock.time_base = times->len > 0 ? render_clip_video (film->clip)->time_base : AV_TIME_BASE_Q;
  film->begin_ns = 0;
  if (film->window)
    render_picture_clock_time (&film->clock, film->window->first, &film->begin_ns);
}

static gboolean
begin (RenderBurnFilm *film, const GstCaps *caps)
{
  AVCodecParameters *parameters = avcodec_parameters_alloc ();
  RenderFilm said = {
    .container = film->container,
    .path = film->path,
    .clip = film->clip,
    .picture = parameters,
    .upright = TRUE,
    .alone = film->alone,
    .colours = film->colours,
    .time_base = film->clock.time_base,
  };

  render_codec_parameters (film->codec, caps, parameters);
  film->writer = render_writer_new (&said, &film->error);
  avcodec_parameters_free (&parameters);
  return film->writer != NULL;
}

/* An encoder may count from another zero than what it was given; its first picture is the first. */
static gint64
since_first (const RenderBurnFilm *film, GstClockTime time)
{
  return (gint64) time - (gint64) film->first_out + film->begin_ns;
}

static gboolean
push (RenderBurnFilm *film, GstBuffer *buffer, const GstCaps *caps)
{
  AVPacket *packet = av_packet_alloc ();
  gsize size = gst_buffer_get_size (buffer);
  gint64 pts = since_first (film, GST_BUFFER_PTS (buffer)), duration = 0;
  gboolean fine;

  if (av_new_packet (packet, (int) MIN (size, (gsize) G_MAXINT / 2)) < 0)
    g_error ("no memory for a picture of %" G_GSIZE_FORMAT " bytes", size);
  gst_buffer_extract (buffer, 0, packet->data, (gsize) packet->size);
  if (GST_BUFFER_DURATION_IS_VALID (buffer))
    duration = (gint64) GST_BUFFER_DURATION (buffer);
  packet->pts = render_picture_clock_tick (&film->clock, pts);
  packet->dts = GST_BUFFER_DTS_IS_VALID (buffer) ?
      render_picture_clock_tick (&film->clock, since_first (film, GST_BUFFER_DTS (buffer))) : packet->pts;
  packet->duration = render_picture_clock_tick (&film->clock, pts + duration) - packet->pts;
  if (!GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT))
    packet->flags |= AV_PKT_FLAG_KEY;
  fine = film->keep ? film->keep (film->keeper, caps, packet, &film->error) :
      render_writer_push (film->writer, packet, &film->error);
  av_packet_free (&packet);
  return fine;
}

/* A film beside another ends where it cannot be written, and the other goes on. */
static GstFlowReturn
give_up (const RenderBurnFilm *film)
{
  return film->alone ? GST_FLOW_EOS : GST_FLOW_ERROR;
}

/* Puts what is coded in the place of the picture. */
static gboolean
code_slices (RenderBurnFilm *film, GstSample **sample)
{
  GstSample *coded = render_slice_coder_code (film->slices, *sample);

  if (!coded) {
    g_set_error_literal (&film->error, TLM_ERROR, TLM_ERROR_READ, "libavcodec codes a picture as FFV1 no more: is there memory?");
    return FALSE;
  }
  gst_sample_unref (*sample);
  *sample = coded;
  return TRUE;
}

static GstFlowReturn
take_sample (GstAppSink *sink, gpointer data)
{
  RenderBurnFilm *film = data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  GstBuffer *buffer = sample ? gst_sample_get_buffer (sample) : NULL;

  if (!buffer)
    return GST_FLOW_EOS;
  if (film->error)
    return give_up (film);
  if (!GST_BUFFER_PTS_IS_VALID (buffer)) {
    g_set_error_literal (&film->error, TLM_ERROR, TLM_ERROR_READ, "a picture without a time");
    return give_up (film);
  }
  if (film->slices && !code_slices (film, &sample))
    return give_up (film);
  buffer = gst_sample_get_buffer (sample);
  if (!film->writer && !film->keep && !begin (film, gst_sample_get_caps (sample)))
    return give_up (film);
  if (film->coded == 0)
    film->first_out = GST_BUFFER_PTS (buffer);
  if (!push (film, buffer, gst_sample_get_caps (sample)))
    return give_up (film);
  __atomic_add_fetch (&film->coded, 1, __ATOMIC_RELAXED);
  return GST_FLOW_OK;
}

void
render_burn_film_attach (RenderBurnFilm *film, GstElement *pipeline)
{
  const GstAppSinkCallbacks callbacks = { .new_sample = take_sample };
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (pipeline), "overlay");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstPad) in = gst_element_get_static_pad (overlay, "sink");
  g_autoptr (GstPad) out = gst_element_get_static_pad (overlay, "src");

  set_clock (film);
  gst_pad_add_probe (in, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, watch, film, NULL);
  if (!film->from_nothing)
    gst_pad_add_probe (out, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, restamp, film,
        NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), (GstAppSinkCallbacks *) &callbacks, film, NULL);
}

guint64
render_burn_film_done (gpointer film)
{
  return __atomic_load_n (&((RenderBurnFilm *) film)->coded, __ATOMIC_RELAXED);
}

gboolean
render_burn_film_finish (RenderBurnFilm *film, GError **error)
{
  if (film->writer)
    return render_writer_finish (film->writer, error);
  g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, "no picture came out of it");
  return FALSE;
}

void
render_burn_film_clear (RenderBurnFilm *film)
{
  g_clear_pointer (&film->writer, render_writer_free);
  g_clear_pointer (&film->slices, render_slice_coder_free);
  g_clear_error (&film->error);
}
