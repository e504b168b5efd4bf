/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an overlay of an edit shows is what belongs to the picture, which says itself which one it is, through all
 * that may happen to a clip. */
#include <gst/controller/controller.h>

#include "edit-fixture.h"

static Edit edit;

static GESEffect *
find_overlay (GESClip *clip)
{
  GList *effects = ges_clip_get_top_effects (clip);
  GESEffect *found = NULL;

  for (GList *l = effects; l; l = l->next) {
    g_autofree char *description = NULL;
    g_object_get (l->data, "bin-description", &description, NULL);
    if (g_str_has_prefix (description, "telemetryoverlay"))
      found = l->data;
  }
  g_list_free_full (effects, gst_object_unref);
  return found;
}

static void
assert_in_point (GESClip *clip, double want_s)
{
  GESEffect *effect = find_overlay (clip);

  g_assert_nonnull (effect);
  g_assert_cmpuint (GES_TIMELINE_ELEMENT_INPOINT (effect), ==, (guint64) (want_s * GST_SECOND));
  g_assert_cmpuint (GES_TIMELINE_ELEMENT_INPOINT (effect), ==, GES_TIMELINE_ELEMENT_INPOINT (clip));
}

static void
add_effect (GESClip *clip, const char *line, gint index)
{
  GESEffect *effect = ges_effect_new (line);
  g_autoptr (GError) error = NULL;

  g_assert_true (ges_clip_add_top_effect (clip, GES_BASE_EFFECT (effect), index, &error));
  g_assert_no_error (error);
}

static void
test_trimmed (void)
{
  GESClip *clip;

  edit_open (&edit, NULL);
  clip = edit_add_clip (&edit, 0, 1, 2, 4);
  edit_add_overlay (&edit, clip);
  assert_in_point (clip, 2);
  g_assert_cmpuint (edit_play (&edit, 1, "trimmed"), ==, 100);
  g_assert_true (ges_timeline_element_set_inpoint (GES_TIMELINE_ELEMENT (clip), 3 * GST_SECOND));
  assert_in_point (clip, 3);
  edit_play (&edit, 1, "another in-point");
  g_assert_true (ges_timeline_element_trim (GES_TIMELINE_ELEMENT (clip), 2 * GST_SECOND));
  assert_in_point (clip, 4);
  edit_play (&edit, 1, "trimmed by its start");
  edit_close (&edit);
}

/* GES 1.22 plays nothing in reverse where an edit begins with a gap, with no effect either. */
static void
test_reverse (void)
{
  GESClip *clip;

  edit_open (&edit, NULL);
  clip = edit_add_clip (&edit, 0, 0, 2, 4);
  edit_add_overlay (&edit, clip);
  ges_clip_split (clip, 2 * GST_SECOND);
  edit_play (&edit, -1, "in reverse");
  edit_close (&edit);
}

static void
test_split (void)
{
  GESClip *clip, *second, *third;

  edit_open (&edit, NULL);
  clip = edit_add_clip (&edit, 0, 0, 2, 4);
  edit_add_overlay (&edit, clip);
  second = ges_clip_split (clip, 2 * GST_SECOND);
  assert_in_point (clip, 2);
  assert_in_point (second, 4);
  third = ges_clip_split (second, (guint64) (3.32 * GST_SECOND));
  assert_in_point (third, 5.32);
  edit_play (&edit, 1, "split twice");
  g_assert_true (ges_clip_move_to_layer (third, edit.layers[1]));
  g_assert_true (ges_timeline_element_set_start (GES_TIMELINE_ELEMENT (third), 6 * GST_SECOND));
  g_assert_true (ges_timeline_element_trim (GES_TIMELINE_ELEMENT (third), (guint64) (6.2 * GST_SECOND)));
  assert_in_point (third, 5.52);
  edit_play (&edit, 1, "moved to another layer");
  edit_close (&edit);
}

/* The overlay comes before what changes the speed, whichever was there first, and after what colours. */
static void
test_speed (void)
{
  static const char *const rates[] = { "0.5", "2.0" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (rates); i++) {
    g_autofree char *line = g_strdup_printf ("videorate rate=%s", rates[i / 2]);
    GESClip *clip;
    GESEffect *overlay;
    edit_open (&edit, NULL);
    clip = edit_add_clip (&edit, 0, 0, 2, 2);
    if (i % 2)
      add_effect (clip, line, -1);
    edit_add_overlay (&edit, clip);
    if (!(i % 2))
      add_effect (clip, line, -1);
    add_effect (clip, "videobalance saturation=0.9", -1);
    overlay = find_overlay (clip);
    g_assert_cmpint (ges_clip_get_top_effect_index (clip, GES_BASE_EFFECT (overlay)), ==, 1);
    edit_play (&edit, 1, line);
    edit_play (&edit, -1, line);
    edit_close (&edit);
  }
}

/* Nobody keeps the overlay before the change of speed, nor gives it an in-point: it finds both by itself. */
static void
test_alone (void)
{
  static const char *const rates[] = { "0.5", "2.0" };
  g_autofree char *overlay = edit_overlay_line (&edit);

  if (GES_VERSION_MINOR > 22) {
    g_test_skip ("GES 1.26 plays nothing or a still where an effect comes after a change of speed, whatever it is");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++) {
    g_autofree char *line = g_strdup_printf ("videorate rate=%s", rates[i]);
    GESClip *clip;
    edit_open (&edit, NULL);
    clip = edit_add_clip (&edit, 0, 0.4, 2, 2);
    add_effect (clip, overlay, -1);
    add_effect (clip, line, -1);
    edit.held_m = 40;
    edit_play (&edit, 1, line);
    edit.held_m = 0;
    edit_close (&edit);
  }
}

static void
test_pasted (void)
{
  GESClip *clip;
  GESTimelineElement *copy, *pasted;

  edit_open (&edit, NULL);
  clip = edit_add_clip (&edit, 0, 0, 3, 2);
  edit_add_overlay (&edit, clip);
  copy = ges_timeline_element_copy (GES_TIMELINE_ELEMENT (clip), TRUE);
  pasted = ges_timeline_element_paste (copy, 4 * GST_SECOND);
  g_assert_nonnull (pasted);
  assert_in_point (GES_CLIP (pasted), 3);
  g_assert_true (ges_timeline_element_trim (pasted, (guint64) (4.6 * GST_SECOND)));
  assert_in_point (GES_CLIP (pasted), 3.6);
  edit_play (&edit, 1, "pasted");
  g_object_unref (pasted);
  edit_close (&edit);
}

static void
on_child_added (GESContainer *clip, GESTimelineElement *child, gpointer data)
{
  ++*(guint *) data;
}

static guint
height_of (GESClip *clip)
{
  guint height;

  g_object_get (clip, "height", &height, NULL);
  return height;
}

/* Picture and sound share a level of the layer, and each effect has one: a clip that is whole is left alone, and one that
 * came of a split gets what it needs. */
static void
test_sound (void)
{
  g_autofree char *uri = gst_filename_to_uri (edit.film, NULL);
  GESTimeline *timeline = ges_timeline_new_audio_video ();
  GESLayer *layer = ges_timeline_append_layer (timeline);
  g_autoptr (GESUriClipAsset) asset = ges_uri_clip_asset_request_sync (uri, NULL);
  GESClip *clip = ges_layer_add_asset (layer, GES_ASSET (asset), 0, GST_SECOND, 4 * GST_SECOND, GES_TRACK_TYPE_UNKNOWN);
  guint n_added = 0;

  g_assert_cmpuint (g_list_length (GES_CONTAINER_CHILDREN (clip)), ==, 2);
  g_signal_connect (clip, "child-added", G_CALLBACK (on_child_added), &n_added);
  edit_add_overlay (&edit, clip);
  g_assert_cmpuint (n_added, ==, 1);
  g_assert_cmpuint (height_of (clip), ==, 2);
  add_effect (clip, "audioecho", -1);
  g_assert_cmpuint (n_added, ==, 2);
  g_assert_cmpuint (height_of (ges_clip_split (clip, 2 * GST_SECOND)), ==, 3);
  g_assert_cmpuint (height_of (clip), ==, 3);
  gst_object_unref (g_object_ref_sink (timeline));
}

/* A clip that has no picture, and one whose picture is no film. */
static void
test_other_clips (void)
{
  g_autofree char *uri = gst_filename_to_uri (edit.film, NULL), *line = edit_overlay_line (&edit);
  GESTimeline *timeline = ges_timeline_new_audio_video ();
  GESLayer *layer = ges_timeline_append_layer (timeline);
  g_autoptr (GESUriClipAsset) asset = ges_uri_clip_asset_request_sync (uri, NULL);
  g_autoptr (GError) error = NULL;
  GESClip *title = GES_CLIP (ges_title_clip_new ());
  GESClip *clip = ges_layer_add_asset (layer, GES_ASSET (asset), 0, 0, GST_SECOND, GES_TRACK_TYPE_AUDIO);

  g_assert_false (gst_telemetry_ges_add_overlay (clip, line, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "no picture"));
  g_object_set (title, "start", (guint64) 2 * GST_SECOND, "duration", (guint64) GST_SECOND, NULL);
  g_assert_true (ges_layer_add_clip (layer, title));
  edit_add_overlay (&edit, title);
  g_assert_nonnull (find_overlay (title));
  gst_object_unref (g_object_ref_sink (timeline));
}

/* A clip that is in no timeline yet. */
static void
test_added_later (void)
{
  g_autofree char *uri = gst_filename_to_uri (edit.film, NULL);
  GESClip *clip, *second;

  edit_open (&edit, NULL);
  clip = GES_CLIP (ges_uri_clip_new (uri));
  g_object_set (clip, "start", (guint64) 0, "in-point", (guint64) GST_SECOND, "duration", (guint64) 3 * GST_SECOND, NULL);
  edit_add_overlay (&edit, clip);
  g_assert_true (ges_layer_add_clip (edit.layers[0], clip));
  second = ges_clip_split (clip, GST_SECOND);
  assert_in_point (clip, 1);
  assert_in_point (second, 2);
  edit_play (&edit, 1, "added to the timeline later");
  edit_close (&edit);
}

static void
on_loaded (GESProject *project, GESTimeline *timeline, gpointer loop)
{
  g_main_loop_quit (loop);
}

/* Saves the edit, closes it and gives what is loaded again, with its only clip; watched while it is loaded
 * where WATCH_EARLY, or afterwards. */
static GESTimeline *
save_and_load (GESClip **clip, gboolean watch_early)
{
  g_autofree char *path = g_build_filename (edit.folder, "edit.xges", NULL);
  g_autofree char *uri = gst_filename_to_uri (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GESProject) project = NULL;
  GESTimeline *timeline;
  GESLayer *layer;
  GList *clips;

  g_assert_true (ges_timeline_save_to_uri (edit.timeline, uri, NULL, TRUE, &error));
  g_assert_no_error (error);
  edit_close (&edit);
  project = ges_project_new (uri);
  g_signal_connect (project, "loaded", G_CALLBACK (on_loaded), loop);
  timeline = GES_TIMELINE (ges_asset_extract (GES_ASSET (project), &error));
  g_assert_no_error (error);
  if (watch_early)
    gst_telemetry_ges_watch_timeline (timeline);
  g_main_loop_run (loop);
  gst_telemetry_ges_watch_timeline (timeline);
  layer = ges_timeline_get_layer (timeline, 0);
  clips = ges_layer_get_clips (layer);
  g_assert_cmpuint (g_list_length (clips), ==, 1);
  *clip = clips->data;      /* the layer keeps it */
  g_list_free_full (clips, gst_object_unref);
  gst_object_unref (layer);
  return timeline;
}

/* What was saved comes back with its in-points, and goes on being held. */
static void
test_saved (void)
{
  GESTimeline *timeline;
  GESClip *clip, *second;

  edit_open (&edit, NULL);
  clip = edit_add_clip (&edit, 0, 0, 2, 3);
  edit_add_overlay (&edit, clip);
  add_effect (clip, "videorate rate=0.5", -1);
  timeline = save_and_load (&clip, FALSE);
  assert_in_point (clip, 2);
  /* At half the speed, where a frame of the medium begins. */
  second = ges_clip_split (clip, (guint64) (1.04 * GST_SECOND));
  g_assert_cmpuint (GES_TIMELINE_ELEMENT_INPOINT (find_overlay (second)), ==, GES_TIMELINE_ELEMENT_INPOINT (second));
  edit_open (&edit, timeline);
  edit_play (&edit, 1, "saved and loaded");
  edit_close (&edit);
}

/* From nothing at FROM_S of the medium to all at TO_S. Before its first value a control source of GStreamer says nothing. */
static void
fade_in (GESClip *clip, double from_s, double to_s)
{
  GstControlSource *source = gst_interpolation_control_source_new ();
  GstTimedValueControlSource *values = GST_TIMED_VALUE_CONTROL_SOURCE (source);

  g_object_set (source, "mode", GST_INTERPOLATION_MODE_LINEAR, NULL);
  g_assert_true (gst_timed_value_control_source_set (values, 0, 0));
  g_assert_true (gst_timed_value_control_source_set (values, (GstClockTime) (from_s * GST_SECOND), 0));
  g_assert_true (gst_timed_value_control_source_set (values, (GstClockTime) (to_s * GST_SECOND), 1));
  g_assert_true (ges_track_element_set_control_source (GES_TRACK_ELEMENT (find_overlay (clip)), source, "opacity",
          "direct"));
  gst_object_unref (source);
  edit.faded_from_s = from_s;
  edit.faded_to_s = to_s;
}

/* An animation belongs to the medium, as the telemetry does: through a split, a save and a load. */
static void
test_animated (void)
{
  GESTimeline *timeline;
  GESClip *clip;

  edit_open (&edit, NULL);
  clip = edit_add_clip (&edit, 0, 0, 2, 4);
  edit_add_overlay (&edit, clip);
  fade_in (clip, 3, 5);
  edit_play (&edit, 1, "faded in");
  timeline = save_and_load (&clip, TRUE);
  g_assert_nonnull (ges_clip_split (clip, 2 * GST_SECOND));
  edit_open (&edit, timeline);
  edit_play (&edit, 1, "faded in, saved, loaded and split");
  edit_close (&edit);

  edit_open (&edit, NULL);
  clip = edit_add_clip (&edit, 0, 0, 2, 4);
  edit_add_overlay (&edit, clip);
  fade_in (clip, 3, 5);
  g_assert_nonnull (ges_clip_split (clip, 2 * GST_SECOND));
  g_assert_true (ges_timeline_element_trim (GES_TIMELINE_ELEMENT (clip), (guint64) (1.52 * GST_SECOND)));
  g_assert_true (ges_timeline_element_set_start (GES_TIMELINE_ELEMENT (clip), 7 * GST_SECOND));
  edit_play (&edit, 1, "faded in, split, trimmed and moved");
  edit_close (&edit);
  edit.faded_from_s = edit.faded_to_s = 0;
}

static void
test_refused (void)
{
  static const struct { const char *line, *said; } cases[] = {
    { "videobalance", "does not begin with telemetryoverlay" },
    { "telemetryoverlays location=x", "does not begin with telemetryoverlay" },
    { "", "does not begin with telemetryoverlay" },
    { "telemetryoverlay lokation=x", "lokation" },
    { "telemetryoverlay ! nosuchelement", "nosuchelement" },
  };
  GESClip *clip;

  edit_open (&edit, NULL);
  clip = edit_add_clip (&edit, 0, 0, 0, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (gst_telemetry_ges_add_overlay (clip, cases[i].line, &error));
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, cases[i].said));
    g_assert_null (ges_clip_get_top_effects (clip));
  }
  edit_close (&edit);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ges_init ());
  edit_make_media (&edit);
  g_test_add_func ("/ges-edit/trimmed", test_trimmed);
  g_test_add_func ("/ges-edit/reverse", test_reverse);
  g_test_add_func ("/ges-edit/split", test_split);
  g_test_add_func ("/ges-edit/speed", test_speed);
  g_test_add_func ("/ges-edit/alone", test_alone);
  g_test_add_func ("/ges-edit/pasted", test_pasted);
  g_test_add_func ("/ges-edit/sound", test_sound);
  g_test_add_func ("/ges-edit/other-clips", test_other_clips);
  g_test_add_func ("/ges-edit/added-later", test_added_later);
  g_test_add_func ("/ges-edit/saved", test_saved);
  g_test_add_func ("/ges-edit/animated", test_animated);
  g_test_add_func ("/ges-edit/refused", test_refused);
  result = g_test_run ();
  edit_remove_media (&edit);
  ges_deinit ();
  return result;
}
