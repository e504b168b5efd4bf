/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An edit as a clip of another: the overlays of its clips show what belongs to their pictures, wherever the outer clip
 * begins. */
#include "edit-fixture.h"

static Edit edit;

/* What plays is made by a demuxer while it comes up. */
static void
on_element (GstBin *pipeline, GstBin *bin, GstElement *element, gpointer data)
{
  g_auto (GValue) item = G_VALUE_INIT;

  g_value_init (&item, GST_TYPE_ELEMENT);
  g_value_set_object (&item, element);
  edit_hook_element (&item, data);
}

/* The inner edit: 2 s of the footage from 1 s on, and 2 s from 6 s on. Its URI, to be freed. */
static char *
save_inner (void)
{
  g_autofree char *path = g_build_filename (edit.folder, "inner.xges", NULL);
  char *uri = gst_filename_to_uri (path, NULL);
  g_autoptr (GError) error = NULL;

  edit_open (&edit, NULL);
  edit_add_overlay (&edit, edit_add_clip (&edit, 0, 0, 1, 2));
  edit_add_overlay (&edit, edit_add_clip (&edit, 0, 2, 6, 2));
  g_assert_true (ges_timeline_save_to_uri (edit.timeline, uri, NULL, TRUE, &error));
  g_assert_no_error (error);
  edit_close (&edit);
  return uri;
}

static void
play_nested (const char *uri, double in_s, double duration_s)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GESUriClipAsset) asset = ges_uri_clip_asset_request_sync (uri, &error);

  g_assert_no_error (error);
  edit_open (&edit, NULL);
  g_assert_nonnull (ges_layer_add_asset (edit.layers[0], GES_ASSET (asset), 0, (GstClockTime) (in_s * GST_SECOND),
          (GstClockTime) (duration_s * GST_SECOND), GES_TRACK_TYPE_VIDEO));
  g_signal_connect (edit.pipeline, "deep-element-added", G_CALLBACK (on_element), &edit);
  g_assert_cmpuint (edit_play (&edit, 1, "nested"), ==, (guint) (duration_s * NUMBERED_RATE));
  edit_close (&edit);
}

static void
test_nested (void)
{
  g_autofree char *uri = save_inner ();

  play_nested (uri, 0, 4);
  play_nested (uri, 1.2, 2);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ges_init ());
  edit_make_media (&edit);
  g_test_add_func ("/ges-nested/edit", test_nested);
  result = g_test_run ();
  edit_remove_media (&edit);
  ges_deinit ();
  return result;
}
