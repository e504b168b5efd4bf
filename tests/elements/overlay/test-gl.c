/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a GPU makes of attached pictures: Mesa's software renderer, in a window of
 * Xvfb's, whose display the environment names. */
#include <stdlib.h>
#include <string.h>

#include "overlay-fixture.h"

#define WIDTH 640
#define HEIGHT 360
#define CAPS "video/x-raw,format=RGBA,width=640,height=360,framerate=25/1"
#define FRAMES 30

static Fixture fixture;

static gboolean
has_gl (void)
{
  g_autoptr (GstElementFactory) compositor = gst_element_factory_find ("gloverlaycompositor");
  g_autoptr (GstElementFactory) sink = gst_element_factory_find ("glimagesink");

  if (compositor && sink && g_getenv ("DISPLAY"))
    return TRUE;
  g_test_skip ("no GL elements or no display");
  return FALSE;
}

/* Plays a pipeline to its end; what came to the sink called `sink` last. */
static GstSample *
play (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  GstSample *sample = NULL;

  g_assert_no_error (error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) end = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
      GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (end);
  if (GST_MESSAGE_TYPE (end) == GST_MESSAGE_ERROR)
    gst_message_parse_error (end, &error, NULL);
  g_assert_no_error (error);
  g_object_get (sink, "last-sample", &sample, NULL);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_nonnull (sample);
  return sample;
}

static char *
line_for (const char *options, const char *rest)
{
  return g_strdup_printf ("videotestsrc num-buffers=%d pattern=gradient ! " CAPS " ! telemetryoverlay "
      "name=overlay location=%s %s ! %s", FRAMES, fixture.log, options, rest);
}

/* Colours alone: the compositor leaves alpha as it likes. */
static int
largest_difference (GstSample *a, GstSample *b)
{
  GstMapInfo first, second;
  int most = 0;

  g_assert_true (gst_buffer_map (gst_sample_get_buffer (a), &first, GST_MAP_READ));
  g_assert_true (gst_buffer_map (gst_sample_get_buffer (b), &second, GST_MAP_READ));
  g_assert_cmpuint (first.size, ==, WIDTH * HEIGHT * 4);
  g_assert_cmpuint (second.size, ==, first.size);
  for (gsize i = 0; i < first.size; i++)
    if (i % 4 != 3)
      most = MAX (most, ABS (first.data[i] - second.data[i]));
  gst_buffer_unmap (gst_sample_get_buffer (a), &first);
  gst_buffer_unmap (gst_sample_get_buffer (b), &second);
  return most;
}

static void
test_compositor_draws_what_is_burned (void)
{
  if (!has_gl ())
    return;
  g_autofree char *plain = g_strdup_printf ("videotestsrc num-buffers=%d pattern=gradient ! " CAPS
      " ! fakesink name=sink", FRAMES);
  g_autofree char *burned = line_for ("mode=burn", "fakesink name=sink");
  g_autofree char *attached = line_for ("mode=attach", "glupload ! glcolorconvert ! gloverlaycompositor ! gldownload ! "
      CAPS " ! fakesink name=sink");
  g_autoptr (GstSample) bare = play (plain), one = play (burned), other = play (attached);

  g_assert_cmpint (largest_difference (bare, one), >, 100);
  g_assert_cmpint (largest_difference (one, other), <=, 3);
}

/* Frames that are on the GPU already are not taken from it. */
static void
test_frames_on_the_gpu (void)
{
  if (!has_gl ())
    return;
  g_autofree char *burned = line_for ("mode=burn", "fakesink name=sink");
  g_autofree char *there = g_strdup_printf ("videotestsrc num-buffers=%d pattern=gradient ! " CAPS
      " ! glupload ! video/x-raw(memory:GLMemory) ! telemetryoverlay location=%s ! "
      "gloverlaycompositor ! gldownload ! " CAPS " ! fakesink name=sink", FRAMES, fixture.log);
  g_autoptr (GstSample) one = play (burned), other = play (there);

  g_assert_cmpint (largest_difference (one, other), <=, 3);
}

/* The window's sink draws it; a window of another size gets pictures of its own. */
static void
test_window (void)
{
  if (!has_gl ())
    return;
  g_autofree char *line = line_for ("", "glimagesink name=sink sync=false");
  g_autoptr (GstSample) sample = play (line);
  GstVideoOverlayCompositionMeta *meta =
      gst_buffer_get_video_overlay_composition_meta (gst_sample_get_buffer (sample));

  g_assert_nonnull (meta);
  g_assert_cmpuint (gst_video_overlay_composition_n_rectangles (meta->overlay), >, 0);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/gl/compositor-draws-what-is-burned", test_compositor_draws_what_is_burned);
  g_test_add_func ("/gl/frames-on-the-gpu", test_frames_on_the_gpu);
  g_test_add_func ("/gl/window", test_window);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
