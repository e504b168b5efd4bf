/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The whole picture moved, scaled and faded by properties that follow stream time, as an editor animates them. */
#include <gst/controller/controller.h>
#include <math.h>
#include <string.h>

#include "overlay-fixture.h"

#define WIDTH 320
#define HEIGHT 180

static Fixture fixture;

static GstHarness *
open (const char *mode)
{
  g_autoptr (GstElement) overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  g_autofree char *caps = fixture_caps ("BGRx", WIDTH, HEIGHT);
  GstHarness *harness;

  gst_object_ref_sink (overlay);
  /* Letters alone: a line of one pixel is brighter or darker by where it falls. Long after liftoff, whose word comes in
   * by and by. */
  g_object_set (overlay, "location", fixture.log, "layout", "minimal", "liftoff-at", "-20", NULL);
  gst_util_set_object_arg (G_OBJECT (overlay), "mode", mode);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_harness_set_src_caps_str (harness, caps);
  return harness;
}

/* From FROM at 0 s to TO at 1 s, as the control source says it. */
static void
animate (GstHarness *harness, const char *property, double from, double to, gboolean is_absolute)
{
  GstObject *object = GST_OBJECT (harness->element);
  GstControlSource *source = gst_interpolation_control_source_new ();
  GstTimedValueControlSource *values = GST_TIMED_VALUE_CONTROL_SOURCE (source);

  g_object_set (source, "mode", GST_INTERPOLATION_MODE_LINEAR, NULL);
  g_assert_true (gst_timed_value_control_source_set (values, 0, from));
  g_assert_true (gst_timed_value_control_source_set (values, GST_SECOND, to));
  g_assert_true (gst_object_add_control_binding (object, is_absolute ?
          gst_direct_control_binding_new_absolute (object, property, source) :
          gst_direct_control_binding_new (object, property, source)));
  gst_object_unref (source);
}

/* What there is on a black frame. */
typedef struct {
  double sum;              /* of its light */
  double x, y;             /* its middle, pixels */
} Shown;

static Shown
measure (GstBuffer *frame)
{
  Shown shown = { 0 };
  GstMapInfo map;

  g_assert_true (gst_buffer_map (frame, &map, GST_MAP_READ));
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      double light = map.data[4 * (y * WIDTH + x) + 1];

      shown.sum += light;
      shown.x += light * (x + 0.5);
      shown.y += light * (y + 0.5);
    }
  gst_buffer_unmap (frame, &map);
  shown.x /= shown.sum;
  shown.y /= shown.sum;
  return shown;
}

/* On a black frame what differs adds up; on a grey one light and shadow would take away from each other. */
static GstBuffer *
pass_black (GstHarness *harness, GstClockTime pts)
{
  GstBuffer *frame = fixture_frame ("BGRx", WIDTH, HEIGHT, pts);

  gst_buffer_memset (frame, 0, 0, gst_buffer_get_size (frame));
  g_assert_cmpint (gst_harness_push (harness, frame), ==, GST_FLOW_OK);
  return gst_harness_pull (harness);
}

/* The frame K of 25 in the first second. All show the same telemetry: their time is taken off again. */
static Shown
shown_at (GstHarness *harness, int k)
{
  g_autoptr (GstBuffer) frame = NULL;

  g_object_set (harness->element, "time-offset", (gint64) (-k * GST_SECOND / 25), NULL);
  frame = pass_black (harness, k * GST_SECOND / 25);
  return measure (frame);
}

/* A seek, or reverse play, shows what playing on does. */
static const int order[] = { 0, 1, 2, 12, 24, 5, 20, 12, 1, 25 };

static void
test_opacity (void)
{
  GstHarness *plain = open ("burn"), *faded = open ("burn");
  double whole = shown_at (plain, 0).sum;

  animate (faded, "opacity", 0, 1, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpfloat_with_epsilon (shown_at (faded, order[i]).sum / whole, order[i] / 25.0, 0.03);
  gst_harness_teardown (plain);
  gst_harness_teardown (faded);
}

/* A direct binding makes half of its way no offset, and the whole of it a frame's height. */
static void
test_offset (void)
{
  GstHarness *plain = open ("burn"), *moved = open ("burn");
  Shown whole = shown_at (plain, 0);

  animate (moved, "offset-y", 0.5, 0, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    const int k = order[i];
    Shown shown = shown_at (moved, k);

    if (k > 12)                     /* less and less of it is within the frame */
      continue;
    g_assert_cmpfloat_with_epsilon (shown.sum / whole.sum, 1, 0.03);
    g_assert_cmpfloat_with_epsilon (shown.y, whole.y - HEIGHT * k / 25.0, 0.7);
    g_assert_cmpfloat_with_epsilon (shown.x, whole.x, 0.7);
  }
  gst_harness_teardown (plain);
  gst_harness_teardown (moved);
}

static void
test_scale (void)
{
  GstHarness *plain = open ("burn"), *scaled = open ("burn");
  Shown whole = shown_at (plain, 0);

  animate (scaled, "scale", 0.5, 0.25, FALSE);      /* from 1 to 0.5 */
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    const double scale = 1 - order[i] / 50.0;
    Shown shown = shown_at (scaled, order[i]);

    g_assert_cmpfloat_with_epsilon (shown.sum / whole.sum / (scale * scale), 1, 0.05);
    g_assert_cmpfloat_with_epsilon (shown.x - WIDTH / 2, scale * (whole.x - WIDTH / 2), 0.7);
    g_assert_cmpfloat_with_epsilon (shown.y - HEIGHT / 2, scale * (whole.y - HEIGHT / 2), 0.7);
  }
  gst_harness_teardown (plain);
  gst_harness_teardown (scaled);
}

/* Its range is 146 years: as an absolute value it is animated. The log climbs by 10 m a second. */
static void
test_time_offset (void)
{
  GstHarness *harness = open ("burn");

  animate (harness, "time-offset", 10.0 * GST_SECOND, 20.0 * GST_SECOND, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    const double time_s = order[i] / 25.0;
    g_autoptr (GstBuffer) frame = fixture_pass (harness, "BGRx", WIDTH, HEIGHT, order[i] * GST_SECOND / 25);
    GstTelemetryValue value = { 0 };

    gst_telemetry_snapshot_get_value (gst_buffer_get_telemetry_meta (frame)->snapshot, NULL, "altitude", &value);
    g_assert_cmpfloat_with_epsilon (value.value, 10 * (20 + time_s + 10 + 10 * time_s), 1e-6);
  }
  gst_harness_teardown (harness);
}

/* What is attached for a sink to draw: where, in pixels of the frame, and how many codes of light. */
static Shown
attached_at (GstHarness *harness, int k)
{
  g_autoptr (GstBuffer) frame = NULL;
  GstVideoOverlayComposition *composition;
  Shown shown = { 0 };

  g_object_set (harness->element, "time-offset", (gint64) (-k * GST_SECOND / 25), NULL);
  frame = fixture_pass (harness, "BGRx", WIDTH, HEIGHT, k * GST_SECOND / 25);
  if (!gst_buffer_get_video_overlay_composition_meta (frame))
    return shown;
  composition = gst_buffer_get_video_overlay_composition_meta (frame)->overlay;
  for (guint i = 0; i < gst_video_overlay_composition_n_rectangles (composition); i++) {
    GstVideoOverlayRectangle *rectangle = gst_video_overlay_composition_get_rectangle (composition, i);
    GstBuffer *pixels = gst_video_overlay_rectangle_get_pixels_raw (rectangle,
        GST_VIDEO_OVERLAY_FORMAT_FLAG_PREMULTIPLIED_ALPHA);
    GstVideoMeta *meta = gst_buffer_get_video_meta (pixels);
    GstMapInfo map;
    int left, top;
    guint width, height;

    gst_video_overlay_rectangle_get_render_rectangle (rectangle, &left, &top, &width, &height);
    g_assert_true (width == meta->width && height == meta->height);
    gst_buffer_map (pixels, &map, GST_MAP_READ);
    for (guint y = 0; y < height; y++)
      for (guint x = 0; x < width; x++) {
        double light = map.data[4 * (y * width + x) + 1];
        shown.sum += light;
        shown.x += light * (left + x + 0.5);
        shown.y += light * (top + y + 0.5);
      }
    gst_buffer_unmap (pixels, &map);
  }
  shown.x /= shown.sum;
  shown.y /= shown.sum;
  return shown;
}

static void
test_attached (void)
{
  GstHarness *plain = open ("attach"), *posed = open ("attach");
  Shown whole = attached_at (plain, 0), shown;

  animate (posed, "opacity", 0, 1, FALSE);
  g_object_set (posed->element, "scale", 0.5, "offset-x", 0.1, NULL);
  g_assert_cmpfloat (attached_at (posed, 0).sum, ==, 0);
  shown = attached_at (posed, 20);
  g_assert_cmpfloat_with_epsilon (shown.sum / whole.sum, 0.8 * 0.25, 0.01);
  g_assert_cmpfloat_with_epsilon (shown.x, WIDTH / 2 + (whole.x - WIDTH / 2) / 2 + 0.1 * WIDTH, 0.7);
  g_assert_cmpfloat_with_epsilon (shown.y, HEIGHT / 2 + (whole.y - HEIGHT / 2) / 2, 0.7);
  gst_harness_teardown (plain);
  gst_harness_teardown (posed);
}

/* Formats that are unpacked to be drawn on: no row keeps what an earlier pose showed or is left out. */
static void
test_unpacked (void)
{
  g_autofree char *caps = fixture_caps ("v210", 192, 108);
  GstHarness *old = open ("burn");

  gst_harness_set_src_caps_str (old, caps);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    GstHarness *fresh = open ("burn");
    double y = order[i] / 25.0 - 0.5;

    gst_harness_set_src_caps_str (fresh, caps);
    g_object_set (old->element, "offset-y", y, NULL);
    g_object_set (fresh->element, "offset-y", y, NULL);
    g_autoptr (GstBuffer) a = fixture_pass (old, "v210", 192, 108, GST_SECOND);
    g_autoptr (GstBuffer) b = fixture_pass (fresh, "v210", 192, 108, GST_SECOND);
    g_autofree char *sum = fixture_checksum (a), *want = fixture_checksum (b);
    g_assert_cmpstr (sum, ==, want);
    gst_harness_teardown (fresh);
  }
  gst_harness_teardown (old);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/pose/opacity", test_opacity);
  g_test_add_func ("/pose/offset", test_offset);
  g_test_add_func ("/pose/scale", test_scale);
  g_test_add_func ("/pose/time-offset", test_time_offset);
  g_test_add_func ("/pose/attached", test_attached);
  g_test_add_func ("/pose/unpacked", test_unpacked);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
