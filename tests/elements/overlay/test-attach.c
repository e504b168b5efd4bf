/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Pictures that are attached for the sink to draw. */
#include <string.h>

#include "overlay-fixture.h"

#define META "meta:GstVideoOverlayComposition"

static Fixture fixture;

typedef struct {
  GstHarness *harness;
  GstVideoInfo info;
} Sink;

/* An overlay before a sink that draws compositions, or claims to. */
static void
sink_init (Sink *sink, const char *caps, const char *mode, gboolean confirms, const GstStructure *window)
{
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);

  g_object_set (overlay, "location", fixture.log, NULL);
  gst_util_set_object_arg (G_OBJECT (overlay), "mode", mode);
  sink->harness = gst_harness_new_with_element (overlay, "sink", "src");
  if (confirms)
    gst_harness_add_propose_allocation_meta (sink->harness, GST_VIDEO_OVERLAY_COMPOSITION_META_API_TYPE, window);
  gst_harness_set_src_caps_str (sink->harness, caps);
  g_autoptr (GstCaps) parsed = gst_caps_from_string (caps);
  g_assert_true (gst_video_info_from_caps (&sink->info, parsed));
  gst_object_unref (overlay);
}

static GstBuffer *
push (Sink *sink, GstBuffer *frame, GstClockTime pts)
{
  GST_BUFFER_PTS (frame) = pts;
  g_assert_cmpint (gst_harness_push (sink->harness, frame), ==, GST_FLOW_OK);
  return gst_harness_pull (sink->harness);
}

static GstBuffer *
pass (Sink *sink, GstClockTime pts)
{
  GstBuffer *frame = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&sink->info), NULL);

  gst_buffer_memset (frame, 0, 0x40, GST_VIDEO_INFO_SIZE (&sink->info));
  return push (sink, frame, pts);
}

static GstVideoOverlayComposition *
composition_of (GstBuffer *frame)
{
  GstVideoOverlayCompositionMeta *meta = gst_buffer_get_video_overlay_composition_meta (frame);

  return meta ? meta->overlay : NULL;
}

static gboolean
is_untouched (GstBuffer *frame)
{
  GstMapInfo map;
  gboolean same = TRUE;

  gst_buffer_map (frame, &map, GST_MAP_READ);
  for (gsize i = 0; i < map.size; i++)
    same &= map.data[i] == 0x40;
  gst_buffer_unmap (frame, &map);
  return same;
}

static gboolean
has_feature (GstHarness *harness)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (harness->sinkpad);

  return gst_caps_features_contains (gst_caps_get_features (caps, 0), META);
}

#define PLAIN "video/x-raw,format=I420,width=640,height=360,framerate=25/1"

static void
test_auto_attaches_where_confirmed (void)
{
  Sink sink;

  sink_init (&sink, PLAIN, "auto", TRUE, NULL);
  g_autoptr (GstBuffer) frame = pass (&sink, GST_SECOND);
  g_assert_true (has_feature (sink.harness));
  g_assert_true (is_untouched (frame));
  g_assert_nonnull (composition_of (frame));
  g_assert_nonnull (gst_buffer_get_telemetry_meta (frame));
  gst_harness_teardown (sink.harness);
}

/* Who takes any caps, but does not say that it draws, gets plain frames. */
static void
test_auto_burns_elsewhere (void)
{
  Sink sink;

  sink_init (&sink, PLAIN, "auto", FALSE, NULL);
  g_autoptr (GstBuffer) frame = pass (&sink, GST_SECOND);
  g_assert_false (has_feature (sink.harness));
  g_assert_false (is_untouched (frame));
  g_assert_null (composition_of (frame));
  gst_harness_teardown (sink.harness);
}

static void
test_modes_are_obeyed (void)
{
  Sink burn, attach;

  sink_init (&burn, PLAIN, "burn", TRUE, NULL);
  sink_init (&attach, PLAIN, "attach", FALSE, NULL);
  g_autoptr (GstBuffer) burned = pass (&burn, GST_SECOND);
  g_autoptr (GstBuffer) attached = pass (&attach, GST_SECOND);
  g_assert_false (has_feature (burn.harness));
  g_assert_false (is_untouched (burned));
  g_assert_null (composition_of (burned));
  g_assert_true (has_feature (attach.harness));
  g_assert_true (is_untouched (attached));
  g_assert_nonnull (composition_of (attached));
  gst_util_set_object_arg (G_OBJECT (attach.harness->element), "mode", "burn");
  g_autoptr (GstBuffer) later = pass (&attach, GST_SECOND);
  g_assert_false (has_feature (attach.harness));
  g_assert_false (is_untouched (later));
  gst_harness_teardown (burn.harness);
  gst_harness_teardown (attach.harness);
}

/* Frames in memory of a GPU are not looked into. */
static void
test_other_memory (void)
{
  Sink sink;

  sink_init (&sink, "video/x-raw(memory:GLMemory),format=RGBA,width=640,height=360,framerate=25/1", "auto",
      TRUE, NULL);
  g_autoptr (GstBuffer) frame = pass (&sink, GST_SECOND);
  g_assert_true (has_feature (sink.harness));
  g_assert_true (is_untouched (frame));
  g_assert_nonnull (composition_of (frame));
  gst_harness_teardown (sink.harness);
}

static guint
count_kept (GstBuffer *before, GstBuffer *after)
{
  GstVideoOverlayComposition *a = composition_of (before), *b = composition_of (after);
  guint kept = 0;

  for (guint i = 0; i < gst_video_overlay_composition_n_rectangles (a); i++)
    for (guint j = 0; j < gst_video_overlay_composition_n_rectangles (b); j++)
      kept += gst_video_overlay_composition_get_rectangle (a, i) == gst_video_overlay_composition_get_rectangle (b, j);
  return kept;
}

static void
test_rectangles_are_kept (void)
{
  Sink sink;

  sink_init (&sink, PLAIN, "auto", TRUE, NULL);
  g_autoptr (GstBuffer) first = pass (&sink, GST_SECOND);
  g_autoptr (GstBuffer) same = pass (&sink, GST_SECOND);
  g_autoptr (GstBuffer) other = pass (&sink, 31 * GST_SECOND);
  guint n = gst_video_overlay_composition_n_rectangles (composition_of (first));
  g_assert_true (composition_of (first) == composition_of (same));
  g_assert_cmpuint (count_kept (first, other), <, n);
  gst_harness_teardown (sink.harness);
}

/* GStreamer's own blending of what is attached makes what is burned in. */
static void
test_looks_like_burned (void)
{
  static const char caps[] = "video/x-raw,format=RGB,width=640,height=360,framerate=25/1";
  Sink attach, burn;
  GstVideoFrame frame;
  GstMapInfo a, b;
  int most = 0;

  sink_init (&attach, caps, "attach", TRUE, NULL);
  sink_init (&burn, caps, "burn", FALSE, NULL);
  g_autoptr (GstBuffer) attached = pass (&attach, GST_SECOND);
  g_autoptr (GstBuffer) burned = pass (&burn, GST_SECOND);
  g_autoptr (GstVideoOverlayComposition) composition = gst_video_overlay_composition_ref (composition_of (attached));
  g_autoptr (GstBuffer) drawn = gst_buffer_copy_deep (attached);
  g_assert_true (gst_video_frame_map (&frame, &attach.info, drawn, GST_MAP_READWRITE));
  g_assert_true (gst_video_overlay_composition_blend (composition, &frame));
  gst_video_frame_unmap (&frame);
  gst_buffer_map (drawn, &a, GST_MAP_READ);
  gst_buffer_map (burned, &b, GST_MAP_READ);
  for (gsize i = 0; i < a.size; i++)
    most = MAX (most, ABS (a.data[i] - b.data[i]));
  g_assert_cmpint (most, <=, 2);
  gst_buffer_unmap (drawn, &a);
  gst_buffer_unmap (burned, &b);
  gst_harness_teardown (attach.harness);
  gst_harness_teardown (burn.harness);
}

/* A window of another size gets pixels of its own, in the frame's places. */
static void
test_window_size (void)
{
  g_autoptr (GstStructure) window = gst_structure_new ("GstVideoOverlayCompositionMeta",
      "width", G_TYPE_UINT, 1280, "height", G_TYPE_UINT, 800, NULL);
  Sink sink;
  guint width, height;
  gint x, y;

  sink_init (&sink, PLAIN, "auto", TRUE, window);
  g_autoptr (GstBuffer) frame = pass (&sink, GST_SECOND);
  GstVideoOverlayComposition *composition = composition_of (frame);
  for (guint i = 0; i < gst_video_overlay_composition_n_rectangles (composition); i++) {
    GstVideoOverlayRectangle *rectangle = gst_video_overlay_composition_get_rectangle (composition, i);
    GstBuffer *pixels = gst_video_overlay_rectangle_get_pixels_unscaled_raw (rectangle,
        GST_VIDEO_OVERLAY_FORMAT_FLAG_PREMULTIPLIED_ALPHA);
    GstVideoMeta *meta = gst_buffer_get_video_meta (pixels);
    gst_video_overlay_rectangle_get_render_rectangle (rectangle, &x, &y, &width, &height);
    g_assert_cmpint (x, >=, 0);
    g_assert_cmpint (x + (int) width, <=, 640);
    g_assert_cmpint (y + (int) height, <=, 360);
    g_assert_cmpint (ABS ((int) meta->width - 2 * (int) width), <=, 2);
    g_assert_cmpint (ABS ((int) meta->height - 2 * (int) height), <=, 2);
  }
  gst_harness_teardown (sink.harness);
}

/* What upstream attached stays, below ours. */
static void
test_upstream_is_kept (void)
{
  Sink sink;
  g_autoptr (GstBuffer) pixels = gst_buffer_new_allocate (NULL, 16 * 16 * 4, NULL);

  gst_buffer_add_video_meta (pixels, GST_VIDEO_FRAME_FLAG_NONE, GST_VIDEO_OVERLAY_COMPOSITION_FORMAT_RGB, 16, 16);
  g_autoptr (GstVideoOverlayRectangle) rectangle = gst_video_overlay_rectangle_new_raw (pixels, 0, 0, 16, 16, 0);
  g_autoptr (GstVideoOverlayComposition) theirs = gst_video_overlay_composition_new (rectangle);
  sink_init (&sink, "video/x-raw(" META "),format=I420,width=640,height=360,framerate=25/1", "auto", TRUE, NULL);
  GstBuffer *in = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&sink.info), NULL);
  gst_buffer_add_video_overlay_composition_meta (in, theirs);
  g_autoptr (GstBuffer) out = push (&sink, in, GST_SECOND);
  GstVideoOverlayComposition *both = composition_of (out);
  g_assert_cmpuint (gst_video_overlay_composition_n_rectangles (both), >, 1);
  g_assert_true (gst_video_overlay_composition_get_rectangle (both, 0) == rectangle);
  g_assert_cmpuint (gst_video_overlay_composition_n_rectangles (theirs), ==, 1);
  gst_harness_teardown (sink.harness);
}

/* The overlay's answer to upstream. */
static GstQuery *
ask_allocation (Sink *sink)
{
  g_autoptr (GstCaps) caps = gst_video_info_to_caps (&sink->info);
  GstQuery *query = gst_query_new_allocation (caps, TRUE);

  g_assert_true (gst_pad_peer_query (sink->harness->srcpad, query));
  return query;
}

static GstPadProbeReturn
offer_pool (GstPad *pad, GstPadProbeInfo *info, gpointer pool)
{
  GstQuery *query = GST_PAD_PROBE_INFO_QUERY (info);

  if (GST_QUERY_TYPE (query) == GST_QUERY_ALLOCATION)
    gst_query_add_allocation_pool (query, pool, 640 * 360 * 3 / 2, 3, 7);
  return GST_PAD_PROBE_OK;
}

/* Upstream is offered what downstream has. */
static void
test_allocation_is_forwarded (void)
{
  static const char *const modes[] = { "burn", "attach" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_autoptr (GstBufferPool) pool = gst_video_buffer_pool_new (), offered = NULL;
    GstAllocationParams params = { 0, 63, 0, 0 }, found;
    Sink sink;
    guint size, least, most;

    sink_init (&sink, PLAIN, modes[i], TRUE, NULL);
    gst_harness_set_propose_allocator (sink.harness, NULL, &params);
    gst_harness_add_propose_allocation_meta (sink.harness, GST_VIDEO_CROP_META_API_TYPE, NULL);
    gst_pad_add_probe (sink.harness->sinkpad,
        GST_PAD_PROBE_TYPE_QUERY_DOWNSTREAM | GST_PAD_PROBE_TYPE_PUSH, offer_pool, pool, NULL);
    gst_buffer_unref (pass (&sink, GST_SECOND));
    g_autoptr (GstQuery) query = ask_allocation (&sink);
    g_assert_true (gst_query_find_allocation_meta (query, GST_VIDEO_CROP_META_API_TYPE, NULL));
    g_assert_true (gst_query_find_allocation_meta (query, GST_VIDEO_META_API_TYPE, NULL));
    g_assert_cmpuint (gst_query_get_n_allocation_params (query), ==, 1);
    gst_query_parse_nth_allocation_param (query, 0, NULL, &found);
    g_assert_cmpuint (found.align, ==, 63);
    g_assert_cmpuint (gst_query_get_n_allocation_pools (query), ==, 1);
    gst_query_parse_nth_allocation_pool (query, 0, &offered, &size, &least, &most);
    g_assert_true (offered == pool);
    g_assert_cmpuint (least, ==, 3);
    g_assert_cmpuint (most, ==, 7);
    gst_harness_teardown (sink.harness);
  }
}

/* Where downstream says nothing, frames of any layout are still welcome. */
static void
test_allocation_alone (void)
{
  Sink sink;

  sink_init (&sink, PLAIN, "burn", FALSE, NULL);
  gst_buffer_unref (pass (&sink, GST_SECOND));
  g_autoptr (GstQuery) query = ask_allocation (&sink);
  g_assert_true (gst_query_find_allocation_meta (query, GST_VIDEO_META_API_TYPE, NULL));
  g_assert_cmpuint (gst_query_get_n_allocation_pools (query), ==, 0);
  gst_harness_teardown (sink.harness);
}

static void
count_attached (GstElement *element, GstBuffer *buffer, gpointer data)
{
  *(guint *) data += composition_of (buffer) != NULL;
}

static void
test_fakevideosink (void)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=25 ! " PLAIN " ! telemetryoverlay location=%s ! "
      "identity name=look signal-handoffs=true ! fakevideosink sync=false", fixture.log);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstElement) look = gst_bin_get_by_name (GST_BIN (pipeline), "look");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  guint attached = 0;

  g_signal_connect (look, "handoff", G_CALLBACK (count_attached), &attached);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) end = gst_bus_timed_pop_filtered (bus, 30 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (end);
  g_assert_cmpint (GST_MESSAGE_TYPE (end), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpuint (attached, ==, 25);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/attach/auto-attaches-where-confirmed", test_auto_attaches_where_confirmed);
  g_test_add_func ("/attach/auto-burns-elsewhere", test_auto_burns_elsewhere);
  g_test_add_func ("/attach/modes-are-obeyed", test_modes_are_obeyed);
  g_test_add_func ("/attach/other-memory", test_other_memory);
  g_test_add_func ("/attach/rectangles-are-kept", test_rectangles_are_kept);
  g_test_add_func ("/attach/looks-like-burned", test_looks_like_burned);
  g_test_add_func ("/attach/window-size", test_window_size);
  g_test_add_func ("/attach/upstream-is-kept", test_upstream_is_kept);
  g_test_add_func ("/attach/allocation-is-forwarded", test_allocation_is_forwarded);
  g_test_add_func ("/attach/allocation-alone", test_allocation_alone);
  g_test_add_func ("/attach/fakevideosink", test_fakevideosink);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
