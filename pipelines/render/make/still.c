/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One picture of the clip with the telemetry burned in, as PNG or JPEG. */
#include "make/still.h"

#include <glib/gstdio.h>
#include <gst/app/gstappsink.h>

#include "film/uncut.h"
#include "job/overlay.h"
#include "job/still-name.h"
#include "make/burn.h"
#include "make/output.h"
#include "make/run.h"
#include "make/still-parts.h"

#define PATIENCE (60 * GST_SECOND)

/* What is decoded for stills. */
typedef struct {
  const RenderClip *clip;
  char *uncut;               /* instead of the clip (uncut.h), its own file; or NULL */
} Source;

/* How much of what is decoded lies before the clip's first picture, ns. */
static gint64
lead_of (const Source *source)
{
  const RenderClip *clip = source->clip;

  return source->uncut ? render_still_ticks_ns (clip, g_array_index (clip->times, gint64, 0) - g_array_index (clip->coded, RenderPicture, 0).time) : 0;
}

/* The middle of that picture: whatever a container rounds, its beginning may fall to the one before. */
static gint64
middle_of (const RenderClip *clip, gint64 time_ns)
{
  const gint64 *times = (const gint64 *) (gpointer) clip->times->data;
  guint n = clip->times->len, i;
  gint64 next;

  if (n == 0)
    return time_ns;
  i = render_still_index (clip, time_ns);
  next = i + 1 < n ? times[i + 1] : times[i] + MAX (clip->last_duration, 1);
  return (render_still_ticks_ns (clip, times[i] - times[0]) + render_still_ticks_ns (clip, next - times[0])) / 2;
}

/* A decoder gives a picture that begins before the place that is sought the time of that place; the overlay is to see the
 * picture's own, as it does where nothing is sought. The streaming thread's while something is played. */
typedef struct {
  GstSegment segment;        /* of the first picture, in which all are then */
  gboolean is_known;
  GstClockTime first;        /* its stamp */
  gint64 since_first_ns;     /* of the picture that is sought; -1: none is, or its time is not known */
} Stamps;

static GstPadProbeReturn
restamp (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Stamps *stamps = data;
  GstEvent *event = info->type & GST_PAD_PROBE_TYPE_BUFFER ? NULL : GST_PAD_PROBE_INFO_EVENT (info);

  if (event && GST_EVENT_TYPE (event) == GST_EVENT_SEGMENT && stamps->since_first_ns >= 0) {
    info->data = gst_event_new_segment (&stamps->segment);
    gst_event_set_seqnum (info->data, gst_event_get_seqnum (event));
    gst_event_unref (event);
  } else if (event && GST_EVENT_TYPE (event) == GST_EVENT_SEGMENT && !stamps->is_known) {
    gst_event_copy_segment (event, &stamps->segment);
  } else if (!event && stamps->since_first_ns >= 0) {
    info->data = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
    GST_BUFFER_PTS (info->data) = stamps->first + (GstClockTime) stamps->since_first_ns;
  } else if (!event && !stamps->is_known) {
    stamps->first = GST_BUFFER_PTS (GST_PAD_PROBE_INFO_BUFFER (info));
    stamps->is_known = TRUE;
  }
  return GST_PAD_PROBE_OK;
}

/* How long after the first picture that is decoded the one comes that is shown at TIME_NS. */
static gint64
since_first (const Source *source, gint64 time_ns)
{
  const gint64 *times = (const gint64 *) (gpointer) source->clip->times->data;

  return source->clip->times->len == 0 ? -1 : lead_of (source) +
      render_still_ticks_ns (source->clip, times[render_still_index (source->clip, time_ns)] - times[0]);
}

/* The first picture of what RUN plays; NULL with an error. */
static GstSample *
grab_first (RenderRun *run, GstElement *sink, const char *text, GError **error)
{
  GstSample *first = render_run_preroll (run, error) ? gst_app_sink_try_pull_preroll (GST_APP_SINK (sink), 0) : NULL;

  if (!first && error && !*error)
    render_still_fail (error, text, "no picture comes");
  return first;
}

/* The picture at TIME_NS after the clip's first one; NULL with an error. */
static GstSample *
grab (RenderRun *run, const Source *source, Stamps *stamps, gint64 time_ns, const char *text, GError **error)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (run->pipeline), "sink");
  g_autoptr (GstSample) first = grab_first (run, sink, text, error);
  gint64 origin;

  if (!first)
    return NULL;
  if (time_ns == 0 && !source->uncut)
    return g_steal_pointer (&first);
  origin = (gint64) gst_segment_to_stream_time (gst_sample_get_segment (first), GST_FORMAT_TIME,
      GST_BUFFER_PTS (gst_sample_get_buffer (first)));
  stamps->since_first_ns = since_first (source, time_ns);
  if (!gst_element_seek_simple (run->pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
          origin + lead_of (source) + middle_of (source->clip, time_ns)) ||
      gst_element_get_state (run->pipeline, NULL, NULL, PATIENCE) == GST_STATE_CHANGE_FAILURE) {
    render_still_fail (error, text, "the clip cannot be sought in");
    return NULL;
  }
  return gst_app_sink_try_pull_preroll (GST_APP_SINK (sink), PATIENCE);
}

/* What JOB says, for places that count from the clip's first picture. */
static gboolean
set_overlay (GstElement *overlay, const RenderJob *job, const Source *source, GError **error)
{
  gint64 offset_ns;

  if (!render_overlay_set (overlay, job, error))
    return FALSE;
  g_object_get (overlay, "time-offset", &offset_ns, NULL);
  g_object_set (overlay, "time-offset", offset_ns - lead_of (source), NULL);
  return TRUE;
}

static gboolean
render (const RenderJob *job, const Source *source, const char *text, gint64 time_ns, RenderOutput *output, GError **error)
{
  g_autofree char *launch = render_burn_decode_launch (source->clip, source->uncut ? source->uncut : source->clip->path);
  g_autofree char *whole = g_strconcat (launch, " ! telemetryoverlay name=overlay ! appsink name=sink", NULL);
  g_autoptr (GstElement) pipeline = gst_parse_launch (whole, error);
  g_autoptr (GstElement) overlay = pipeline ? gst_bin_get_by_name (GST_BIN (pipeline), "overlay") : NULL;
  g_autoptr (GstPad) in = overlay ? gst_element_get_static_pad (overlay, "sink") : NULL;
  g_autoptr (GstSample) sample = NULL;
  RenderRun run = { .pipeline = pipeline };
  Stamps stamps = { .since_first_ns = -1 };
  gboolean fine;

  if (!pipeline)
    return FALSE;
  gst_pad_add_probe (in, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, restamp, &stamps, NULL);
  sample = set_overlay (overlay, job, source, error) ? grab (&run, source, &stamps, time_ns, text, error) : NULL;
  fine = sample && render_still_write (sample, output, error) && render_output_finish (output, &render_still_made, error);
  render_run_say (&run);
  render_run_clear (&run);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return fine;
}

static gboolean
make (const RenderJob *job, Source *source, const char *text, GError **error)
{
  const char *file = render_still_file (text);
  g_autofree char *place = g_strndup (text, (gsize) (file - 1 - text));
  RenderOutput output = { NULL };
  gint64 time_ns;
  gboolean fine;

  if (!render_still_read_place (source->clip, text, place, &time_ns, error) || !render_output_open (&output, file, error))
    return FALSE;
  fine = TRUE;
  if (!source->uncut && render_uncut_is_needed (source->clip)) {
    source->uncut = g_strconcat (output.part, RENDER_OUTPUT_UNCUT, NULL);
    fine = render_uncut_write (source->clip, source->uncut, error);
  }
  fine = fine && render (job, source, text, time_ns, &output, error);
  if (!fine && error && !*error)
    render_still_fail (error, text, "no picture is there");
  render_output_abandon (&output);
  return fine;
}

gboolean
render_stills (const RenderJob *job, RenderClip *clip, GError **error)
{
  Source source = { .clip = clip };
  gboolean has_times = render_clip_read_times (clip, error), fine = has_times;

  /* Each for itself: the first that fails says why. */
  for (guint i = 0; has_times && i < job->stills->len; i++)
    fine &= make (job, &source, job->stills->pdata[i], fine ? error : NULL);
  if (source.uncut)
    g_unlink (source.uncut);
  g_free (source.uncut);
  return fine;
}
