/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry-ges/telemetry-ges.h>
#include <gst/telemetry/telemetry.h>
#include <math.h>

#include "numbered.h"

/* An edit of numbered footage with a log whose altitude is 1000 m for each second of it, and what its overlays showed. */
typedef struct {
  char *folder, *film, *log, *layout;
  GESTimeline *timeline;
  GESLayer *layers[2];
  GESPipeline *pipeline;
  GMutex lock;
  double held_m;             /* frames are repeated before the overlay, and time goes on in them: so far by the log */
  double faded_from_s, faded_to_s;      /* opacity is animated: of the medium, where it is 0 and 1; the same: it is not */
  guint good, bad;           /* frames */
  char *wrong;               /* the first of the bad ones, or NULL */
} Edit;

#define FOOTAGE_FRAMES 300

static inline void
edit_forget (Edit *edit)
{
  g_mutex_lock (&edit->lock);
  edit->good = edit->bad = 0;
  g_clear_pointer (&edit->wrong, g_free);
  g_mutex_unlock (&edit->lock);
}

/* Where a cut falls within a frame of the footage, GES shows that frame from the cut on. */
static inline gboolean
is_repeated (GstBuffer *buffer)
{
  return GST_BUFFER_PTS (buffer) % NUMBERED_FRAME_NS != 0;
}

/* The opacity that the frame NUMBER, which left by PAD, was drawn with, less what it is animated to be there. */
static inline double
edit_opacity_error (Edit *edit, GstPad *pad, int number)
{
  const double span_s = edit->faded_to_s - edit->faded_from_s;
  g_autoptr (GstElement) overlay = gst_pad_get_parent_element (pad);
  double opacity = 0;

  if (span_s == 0)
    return 0;
  g_object_get (overlay, "opacity", &opacity, NULL);
  return opacity - CLAMP ((number / (double) NUMBERED_RATE - edit->faded_from_s) / span_s, 0, 1);
}

static inline void
edit_note (Edit *edit, GstPad *pad, GstBuffer *buffer)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { .value = -1 };
  const int number = numbered_read (buffer);
  const double want = number * 1000.0 / NUMBERED_RATE;

  if (meta)
    gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  const double opacity_error = edit_opacity_error (edit, pad, number);

  g_mutex_lock (&edit->lock);
  if (fabs (opacity_error) > 1e-6 && !is_repeated (buffer)) {
    edit->bad++;
    if (!edit->wrong)
      edit->wrong = g_strdup_printf ("frame %d is seen %.6f too much", number, opacity_error);
  } else if (fabs (value.value - want) < 1e-3 || (value.value > want && value.value < want + (is_repeated (buffer) ? MAX (edit->held_m, 40) : edit->held_m))) {
    edit->good++;
  } else {
    edit->bad++;
    if (!edit->wrong)
      edit->wrong = g_strdup_printf ("frame %d shows %.3f, its time is %.3f; PTS %" G_GUINT64_FORMAT, number,
          value.value, want, GST_BUFFER_PTS (buffer));
  }
  g_mutex_unlock (&edit->lock);
}

/* A stream that comes up is let go to its first frame before GES seeks it to its place: what comes until that flush is
 * never seen. */
static inline GstPadProbeReturn
edit_watch (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  static const char mark[] = "sought";

  if (info->type & GST_PAD_PROBE_TYPE_BUFFER) {
    if (g_object_get_data (G_OBJECT (pad), mark))
      edit_note (data, pad, GST_PAD_PROBE_INFO_BUFFER (info));
  } else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_FLUSH_STOP) {
    g_object_set_data (G_OBJECT (pad), mark, pad);
  } else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_STREAM_START) {
    g_object_set_data (G_OBJECT (pad), mark, NULL);
  }
  return GST_PAD_PROBE_OK;
}

static inline void
edit_hook_element (const GValue *item, gpointer data)
{
  GstElement *element = g_value_get_object (item);

  if (g_strcmp0 (G_OBJECT_TYPE_NAME (element), "GstTelemetryOverlay") == 0 && !g_object_get_data (G_OBJECT (element), "seen")) {
    g_autoptr (GstPad) pad = gst_element_get_static_pad (element, "src");
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM | GST_PAD_PROBE_TYPE_EVENT_FLUSH,
        edit_watch, data, NULL);
    g_object_set_data (G_OBJECT (element), "seen", element);
  }
}

/* Watches what the overlays of all clips let out. */
static inline void
edit_hook (Edit *edit)
{
  GList *tracks = ges_timeline_get_tracks (edit->timeline);

  for (GList *t = tracks; t; t = t->next) {
    GList *elements = ges_track_get_elements (t->data);
    for (GList *l = elements; l; l = l->next) {
      GstElement *bin = ges_track_element_get_element (l->data);
      GstIterator *all = GST_IS_BIN (bin) ? gst_bin_iterate_recurse (GST_BIN (bin)) : NULL;
      if (all) {
        gst_iterator_foreach (all, edit_hook_element, edit);
        gst_iterator_free (all);
      }
    }
    g_list_free_full (elements, gst_object_unref);
  }
  g_list_free_full (tracks, gst_object_unref);
}

static inline void
edit_write (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* The footage, once for all tests of a program. */
static inline void
edit_make_media (Edit *edit)
{
  g_autoptr (GString) log = g_string_new ("time[s],altitude[m]\n");

  g_mutex_init (&edit->lock);
  edit->folder = g_dir_make_tmp ("edit-XXXXXX", NULL);
  edit->film = g_build_filename (edit->folder, "numbered.mkv", NULL);
  edit->log = g_build_filename (edit->folder, "log.csv", NULL);
  edit->layout = g_build_filename (edit->folder, "low.layout", NULL);
  numbered_write (edit->film, FOOTAGE_FRAMES);
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (log, "%u.%u,%u\n", i / 10, i % 10, i * 100);
  edit_write (edit->log, log->str);
  edit_write (edit->layout, "[layout]\nname=Low\n[widget a]\ntype=text\ntext={altitude}\nanchor=bottom\n");
}

static inline GESLayer *
edit_add_layer (Edit *edit)
{
  GESLayer *layer = ges_timeline_append_layer (edit->timeline);

  ges_layer_set_auto_transition (layer, TRUE);
  return layer;
}

/* A timeline with one track of pictures and two layers, and a pipeline that shows it to nobody. */
static inline void
edit_open (Edit *edit, GESTimeline *timeline)
{
  GESTrack *track = GES_TRACK (ges_video_track_new ());
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw,width=320,height=180,framerate=25/1");
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  edit->timeline = timeline ? timeline : ges_timeline_new ();
  if (timeline) {
    g_object_unref (g_object_ref_sink (track));
  } else {
    ges_track_set_restriction_caps (track, caps);
    g_assert_true (ges_timeline_add_track (edit->timeline, track));
    edit->layers[0] = edit_add_layer (edit);
    edit->layers[1] = edit_add_layer (edit);
  }
  edit->pipeline = ges_pipeline_new ();
  gst_object_ref_sink (edit->pipeline);
  ges_pipeline_set_timeline (edit->pipeline, edit->timeline);
  g_object_set (sink, "sync", FALSE, NULL);
  ges_pipeline_preview_set_video_sink (edit->pipeline, sink);
  ges_pipeline_set_mode (edit->pipeline, GES_PIPELINE_MODE_PREVIEW_VIDEO);
}

static inline void
edit_close (Edit *edit)
{
  gst_element_set_state (GST_ELEMENT (edit->pipeline), GST_STATE_NULL);
  gst_clear_object (&edit->pipeline);
  edit->timeline = NULL;
  edit_forget (edit);
}

static inline void
edit_remove_media (Edit *edit)
{
  const char *away[] = { "rm", "-r", edit->folder, NULL };

  g_spawn_sync (NULL, (char **) away, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (edit->folder);
  g_free (edit->film);
  g_free (edit->log);
  g_free (edit->layout);
  g_mutex_clear (&edit->lock);
}

static inline GESClip *
edit_add_clip (Edit *edit, guint layer, double start_s, double in_s, double duration_s)
{
  g_autofree char *uri = gst_filename_to_uri (edit->film, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GESUriClipAsset) asset = ges_uri_clip_asset_request_sync (uri, &error);

  g_assert_no_error (error);
  return ges_layer_add_asset (edit->layers[layer], GES_ASSET (asset), (GstClockTime) (start_s * GST_SECOND),
      (GstClockTime) (in_s * GST_SECOND), (GstClockTime) (duration_s * GST_SECOND), GES_TRACK_TYPE_VIDEO);
}

static inline char *
edit_overlay_line (Edit *edit)
{
  return g_strdup_printf ("telemetryoverlay location=%s layout=%s liftoff-at=0", edit->log, edit->layout);
}

static inline void
edit_add_overlay (Edit *edit, GESClip *clip)
{
  g_autofree char *line = edit_overlay_line (edit);
  g_autoptr (GError) error = NULL;

  g_assert_true (gst_telemetry_ges_add_overlay (clip, line, &error));
  g_assert_no_error (error);
}

/* To the end of the edit, or an error. */
static inline void
edit_wait (Edit *edit, GstMessageType types)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (GST_ELEMENT (edit->pipeline));
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 300 * GST_SECOND, types | GST_MESSAGE_ERROR);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (message);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  g_assert_no_error (error);
}

/* To the picture after a seek. GES takes the state away once more where another part of the edit comes up. */
static inline void
edit_settle (Edit *edit)
{
  GstBus *bus = gst_element_get_bus (GST_ELEMENT (edit->pipeline));
  GstMessage *message;

  edit_wait (edit, GST_MESSAGE_ASYNC_DONE);
  do {
    g_assert_cmpint (gst_element_get_state (GST_ELEMENT (edit->pipeline), NULL, NULL, GST_CLOCK_TIME_NONE), ==,
        GST_STATE_CHANGE_SUCCESS);
    message = gst_bus_timed_pop_filtered (bus, 50 * GST_MSECOND, GST_MESSAGE_ASYNC_START | GST_MESSAGE_ASYNC_DONE);
    if (message)
      gst_message_unref (message);
  } while (message);
  gst_object_unref (bus);
}

/* Brings the edit as it is to its first picture. */
static inline void
edit_preroll (Edit *edit)
{
  ges_timeline_commit (edit->timeline);
  edit_hook (edit);
  gst_element_set_state (GST_ELEMENT (edit->pipeline), GST_STATE_PAUSED);
  edit_wait (edit, GST_MESSAGE_ASYNC_DONE);
}

/* Plays all of the edit at RATE, 1 or -1, and asserts that every frame showed its own telemetry. How many there were,
 * which may be none. */
static inline guint
edit_play_any (Edit *edit, double rate, const char *what)
{
  const GstSeekFlags flags = GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE;
  guint good;

  edit_preroll (edit);
  if (rate < 0) {
    g_assert_true (gst_element_seek (GST_ELEMENT (edit->pipeline), rate, GST_FORMAT_TIME, flags, GST_SEEK_TYPE_SET, 0,
            GST_SEEK_TYPE_END, 0));
    edit_wait (edit, GST_MESSAGE_ASYNC_DONE);
  }
  gst_element_set_state (GST_ELEMENT (edit->pipeline), GST_STATE_PLAYING);
  edit_wait (edit, GST_MESSAGE_EOS);
  gst_element_set_state (GST_ELEMENT (edit->pipeline), GST_STATE_NULL);
  if (edit->wrong)
    g_error ("%s: %s (%u of %u)", what, edit->wrong, edit->bad, edit->good + edit->bad);
  good = edit->good;
  edit_forget (edit);
  return good;
}

/* The same, and asserts that there were some. */
static inline guint
edit_play (Edit *edit, double rate, const char *what)
{
  guint good = edit_play_any (edit, rate, what);

  g_assert_cmpuint (good, >, 0);
  return good;
}
