/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program that cuts film: two pieces of a clip, the second at half speed, each with the telemetry of its own pictures.
 *
 *   cc edit-telemetry.c -o edit-telemetry $(pkg-config --cflags --libs gsttelemetryges-1.0)
 *   ./edit-telemetry CLIP LOG LIFTOFF-IN-CLIP OUT.mkv */
#include <gst/telemetry-ges/telemetry-ges.h>

static gboolean
write_film (GESTimeline *timeline, const char *path)
{
  g_autofree char *uri = gst_filename_to_uri (path, NULL);
  g_autoptr (GstCaps) container = gst_caps_new_empty_simple ("video/x-matroska");
  g_autoptr (GstCaps) coding = gst_caps_new_empty_simple ("video/x-h264");
  GstEncodingContainerProfile *profile = gst_encoding_container_profile_new (NULL, NULL, container, NULL);
  GESPipeline *pipeline = ges_pipeline_new ();
  g_autoptr (GstBus) bus = gst_element_get_bus (GST_ELEMENT (pipeline));
  gboolean whole = FALSE;

  gst_object_ref_sink (pipeline);
  gst_encoding_container_profile_add_profile (profile,
      GST_ENCODING_PROFILE (gst_encoding_video_profile_new (coding, NULL, NULL, 0)));
  if (ges_pipeline_set_timeline (pipeline, timeline) &&
      ges_pipeline_set_render_settings (pipeline, uri, GST_ENCODING_PROFILE (profile)) &&
      ges_pipeline_set_mode (pipeline, GES_PIPELINE_MODE_RENDER)) {
    gst_element_set_state (GST_ELEMENT (pipeline), GST_STATE_PLAYING);
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
    whole = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
    if (!whole) {
      g_autoptr (GError) error = NULL;
      gst_message_parse_error (message, &error, NULL);
      g_printerr ("%s\n", error->message);
    }
  }
  gst_element_set_state (GST_ELEMENT (pipeline), GST_STATE_NULL);
  gst_object_unref (pipeline);
  g_object_unref (profile);
  return whole;
}

/* The edit has the clip's own size and rate. */
static void
take_format (GESTrack *track, GESUriClipAsset *asset)
{
  GstDiscovererInfo *info = ges_uri_clip_asset_get_info (asset);
  GList *streams = gst_discoverer_info_get_video_streams (info);
  GstDiscovererVideoInfo *video = streams ? streams->data : NULL;

  if (video) {
    g_autoptr (GstCaps) caps = gst_caps_new_simple ("video/x-raw",
        "width", G_TYPE_INT, (gint) gst_discoverer_video_info_get_width (video),
        "height", G_TYPE_INT, (gint) gst_discoverer_video_info_get_height (video),
        "framerate", GST_TYPE_FRACTION, (gint) gst_discoverer_video_info_get_framerate_num (video),
        (gint) gst_discoverer_video_info_get_framerate_denom (video), NULL);
    ges_track_set_restriction_caps (track, caps);
  }
  gst_discoverer_stream_info_list_free (streams);
}

/* The overlay is added once. What the cuts do to it is the library's matter. */
static gboolean
cut (GESClip *clip, const char *overlay, GError **error)
{
  const GstClockTime half = GES_TIMELINE_ELEMENT_DURATION (clip) / 2;
  GESEffect *slow = ges_effect_new ("videorate rate=0.5");
  GESClip *second;

  if (!gst_telemetry_ges_add_overlay (clip, overlay, error))
    return FALSE;
  second = ges_clip_split (clip, half);
  if (!ges_clip_add_top_effect (second, GES_BASE_EFFECT (slow), -1, error))
    return FALSE;
  /* The first piece loses its first second, and the second follows on it. */
  ges_timeline_element_trim (GES_TIMELINE_ELEMENT (clip), GST_SECOND);
  ges_timeline_element_set_start (GES_TIMELINE_ELEMENT (clip), 0);
  ges_timeline_element_set_start (GES_TIMELINE_ELEMENT (second), GES_TIMELINE_ELEMENT_DURATION (clip));
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL, *overlay = NULL;
  GESTrack *track = NULL;
  GESTimeline *timeline;
  GESLayer *layer;
  GESClip *clip = NULL;
  gboolean done = FALSE;

  gst_init (&argc, &argv);
  if (argc != 5 || !ges_init ()) {
    g_printerr ("usage: edit-telemetry CLIP LOG LIFTOFF-IN-CLIP OUT.mkv\n");
    return 2;
  }
  timeline = ges_timeline_new ();
  gst_object_ref_sink (timeline);
  track = GES_TRACK (ges_video_track_new ());
  ges_timeline_add_track (timeline, track);
  layer = ges_timeline_append_layer (timeline);
  uri = gst_filename_to_uri (argv[1], &error);
  g_autoptr (GESUriClipAsset) asset = uri ? ges_uri_clip_asset_request_sync (uri, &error) : NULL;
  if (asset) {
    take_format (track, asset);
    clip = ges_layer_add_asset (layer, GES_ASSET (asset), 0, 0, GST_CLOCK_TIME_NONE, GES_TRACK_TYPE_VIDEO);
  }
  overlay = g_strdup_printf ("telemetryoverlay location=\"%s\" liftoff-at=%s", argv[2], argv[3]);
  if (clip && cut (clip, overlay, &error))
    done = write_film (timeline, argv[4]);
  if (error)
    g_printerr ("%s\n", error->message);
  gst_object_unref (timeline);
  ges_deinit ();
  return done ? 0 : 1;
}
