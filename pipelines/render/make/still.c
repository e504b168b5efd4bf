/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One picture of the clip with the telemetry burned in, as PNG or JPEG. */
#include "make/still.h"

#include <glib/gstdio.h>
#include <gst/app/gstappsink.h>
#include <gst/video/video.h>
#include <string.h>

#include "core/base/error.h"
#include "core/footage/place.h"
#include "film/uncut.h"
#include "job/overlay.h"
#include "job/still-name.h"
#include "make/burn.h"
#include "make/output.h"
#include "make/run.h"

#define PATIENCE (60 * GST_SECOND)

static gboolean
fail (GError **error, const char *text, const char *what)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "--still %s: %s", text, what);
  return FALSE;
}

/* Where in the clip, ns after the first picture. */
static gboolean
read_place (const RenderClip *clip, const char *text, const char *place, gint64 *time_ns, GError **error)
{
  AVRational rate = render_clip_video (clip)->avg_frame_rate;
  TlmPlace read;

  if (!tlm_place_parse (place, &read, error))
    return FALSE;
  if (read.kind == TLM_PLACE_FRAME && read.frame >= 0 && read.frame < (gint64) clip->times->len) {
    *time_ns = av_rescale_q (g_array_index (clip->times, gint64, read.frame) - g_array_index (clip->times, gint64, 0),
        render_clip_video (clip)->time_base, (AVRational) { 1, 1000000000 });
    return TRUE;
  }
  if (!tlm_place_resolve (&read, NULL, rate.num, rate.den ? rate.den : 1, time_ns) || *time_ns < 0 ||
      *time_ns >= render_clip_duration_ns (clip))
    return fail (error, text, "is not in the clip");
  return TRUE;
}

/* What is decoded for stills. */
typedef struct {
  const RenderClip *clip;
  char *uncut;               /* instead of the clip (uncut.h), its own file; or NULL */
} Source;

static gint64
ticks_ns (const RenderClip *clip, gint64 ticks)
{
  return av_rescale_q (ticks, render_clip_video (clip)->time_base, (AVRational) { 1, 1000000000 });
}

/* How much of what is decoded lies before the clip's first picture, ns. */
static gint64
lead_of (const Source *source)
{
  const RenderClip *clip = source->clip;

  return source->uncut ? ticks_ns (clip, g_array_index (clip->times, gint64, 0) - g_array_index (clip->coded, RenderPicture, 0).time) : 0;
}

/* The middle of the picture that is shown at TIME_NS after the first: whatever a container rounds, its beginning may
 * fall to the one before. */
static gint64
middle_of (const RenderClip *clip, gint64 time_ns)
{
  const gint64 *times = (const gint64 *) (gpointer) clip->times->data;
  guint i = 0, n = clip->times->len;
  gint64 next;

  if (n == 0)
    return time_ns;
  while (i + 1 < n && ticks_ns (clip, times[i + 1] - times[0]) <= time_ns)
    i++;
  next = i + 1 < n ? times[i + 1] : times[i] + MAX (clip->last_duration, 1);
  return (ticks_ns (clip, times[i] - times[0]) + ticks_ns (clip, next - times[0])) / 2;
}

/* The first picture of what RUN plays; NULL with an error. */
static GstSample *
grab_first (RenderRun *run, GstElement *sink, const char *text, GError **error)
{
  GstSample *first = render_run_preroll (run, error) ? gst_app_sink_try_pull_preroll (GST_APP_SINK (sink), 0) : NULL;

  if (!first && error && !*error)
    fail (error, text, "no picture comes");
  return first;
}

/* The picture at TIME_NS after the clip's first one; NULL with an error. */
static GstSample *
grab (RenderRun *run, const Source *source, gint64 time_ns, const char *text, GError **error)
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
  if (!gst_element_seek_simple (run->pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
          origin + lead_of (source) + middle_of (source->clip, time_ns)) ||
      gst_element_get_state (run->pipeline, NULL, NULL, PATIENCE) == GST_STATE_CHANGE_FAILURE) {
    fail (error, text, "the clip cannot be sought in");
    return NULL;
  }
  return gst_app_sink_try_pull_preroll (GST_APP_SINK (sink), PATIENCE);
}

/* Through RGB: jpegenc 1.22 takes video range for JPEG's, which is full. */
static GstSample *
code_picture (GstSample *sample, const char *path, GError **error)
{
  g_autoptr (GstCaps) colours = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "RGB", NULL);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (render_still_caps (path));
  g_autoptr (GstSample) plain = gst_video_convert_sample (sample, colours, PATIENCE, error);

  return plain ? gst_video_convert_sample (plain, caps, PATIENCE, error) : NULL;
}

/* The part is the one that is locked: it is filled, not replaced. */
static gboolean
write_picture (GstSample *sample, RenderOutput *output, GError **error)
{
  g_autoptr (GstSample) coded = code_picture (sample, output->path, error);
  GstBuffer *buffer = coded ? gst_sample_get_buffer (coded) : NULL;
  const RenderMade made = { .kind = "still", .frames = 1 };
  GstMapInfo map;
  gboolean fine;

  if (!buffer || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return FALSE;
  fine = g_file_set_contents_full (output->part, (const char *) map.data, (gssize) map.size, G_FILE_SET_CONTENTS_NONE, 0666,
      error) && render_output_finish (output, &made, error);
  gst_buffer_unmap (buffer, &map);
  return fine;
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
  g_autoptr (GstSample) sample = NULL;
  RenderRun run = { .pipeline = pipeline };
  gboolean fine;

  if (!pipeline)
    return FALSE;
  sample = set_overlay (overlay, job, source, error) ? grab (&run, source, time_ns, text, error) : NULL;
  fine = sample && write_picture (sample, output, error);
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

  if (!read_place (source->clip, text, place, &time_ns, error) || !render_output_open (&output, file, error))
    return FALSE;
  fine = TRUE;
  if (!source->uncut && render_uncut_is_needed (source->clip)) {
    source->uncut = g_strconcat (output.part, RENDER_OUTPUT_UNCUT, NULL);
    fine = render_uncut_write (source->clip, source->uncut, error);
  }
  fine = fine && render (job, source, text, time_ns, &output, error);
  if (!fine && error && !*error)
    fail (error, text, "no picture is there");
  render_output_abandon (&output);
  return fine;
}

gboolean
render_stills (const RenderJob *job, RenderClip *clip, GError **error)
{
  Source source = { .clip = clip };
  gboolean fine = render_clip_read_times (clip, error);

  for (guint i = 0; fine && i < job->stills->len; i++)
    fine = make (job, &source, job->stills->pdata[i], error);
  if (source.uncut)
    g_unlink (source.uncut);
  g_free (source.uncut);
  return fine;
}
