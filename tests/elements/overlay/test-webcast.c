/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A real launch on 1080p frames: what each frame says it shows is what the
 * timeline says of its instant, a seek changes nothing, and the picture is the
 * one that was looked at. */
#include <cairo.h>
#include <string.h>

#include "golden.h"
#include "overlay-fixture.h"
#include "shared-data.h"

/* Without it all but the picture is shown of the example that is made here. */
#define LOG "webcast/spacex-crs-12/stage1-raw.json"
#define FRAMES 300
#define FPS 30

/* The log, and in *VEHICLE, which may be NULL, what its vehicle is called: NULL for no name. */
static char *
log_path (const char **vehicle)
{
  g_autofree char *path = g_build_filename (g_getenv ("TELEMETRY_SHARED_DATA"), LOG, NULL);
  gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (vehicle)
    *vehicle = is_there ? "stage1" : NULL;
  return is_there ? g_steal_pointer (&path) :
      g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "pipelines", "examples", "sounding-rocket.csv", NULL);
}

/* A pipeline that ends in a sink whose last sample can be read. */
static GstElement *
launch (const char *log, int n_frames, const char *format, const char *liftoff_at, const char *sink)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=%d pattern=gradient ! "
      "video/x-raw,format=%s,width=1920,height=1080,framerate=%d/1 ! "
      "telemetryoverlay location=%s liftoff-at=%s ! %s", n_frames, format, FPS, log, liftoff_at, sink);
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (line, &error);

  g_assert_no_error (error);
  return pipeline;
}

typedef struct {
  TlmFlight *flight;
  const char *vehicle;
  gint64 first;              /* of what the log says, nanoseconds */
  guint n_frames, n_told, n_values;
} Check;

static void
check_frame (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  Check *check = data;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  gint64 t = (gint64) GST_BUFFER_PTS (buffer) - 2 * (gint64) GST_SECOND;
  static const guint channels[] = { TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_SPEED };

  g_assert_nonnull (meta);
  check->n_frames++;
  check->n_told += t >= check->first;
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++) {
    TlmValue wanted = tlm_timeline_value (check->flight->timeline, 0, channels[i], t);
    GstTelemetryValue shown = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
    gst_telemetry_snapshot_get_value (meta->snapshot, check->vehicle, tlm_channel_get (channels[i])->name, &shown);
    g_assert_cmpint (shown.validity, ==, wanted.validity);
    g_assert_cmpfloat (shown.value, ==, wanted.value);
    check->n_values += wanted.validity == TLM_VALIDITY_FRESH;
  }
}

static void
test_frames_say_what_the_timeline_says (void)
{
  Check check = { 0 };
  g_autofree char *log = log_path (&check.vehicle);
  TlmFlightSource source = { .location = log };
  g_autoptr (GError) error = NULL;
  gint64 last;

  check.flight = tlm_flight_open (&source, &error);
  g_assert_no_error (error);
  g_assert_true (tlm_timeline_span (check.flight->timeline, &check.first, &last));
  g_autoptr (GstElement) pipeline = launch (log, FRAMES, "I420", "2", "fakesink name=sink signal-handoffs=true");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_signal_connect (sink, "handoff", G_CALLBACK (check_frame), &check);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) end = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (end);
  g_assert_cmpint (GST_MESSAGE_TYPE (end), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpuint (check.n_frames, ==, FRAMES);
  if (check.vehicle)
    g_assert_cmpuint (check.n_told, ==, FRAMES - 2 * FPS);
  g_assert_cmpuint (check.n_told, >=, FRAMES - 2 * FPS);
  g_assert_cmpuint (check.n_values, ==, 2 * check.n_told);
  tlm_flight_free (check.flight);
}

static char *
last_picture (GstElement *sink, GstClockTime *pts)
{
  g_autoptr (GstSample) sample = NULL;

  g_object_get (sink, "last-sample", &sample, NULL);
  g_assert_nonnull (sample);
  *pts = GST_BUFFER_PTS (gst_sample_get_buffer (sample));
  return fixture_checksum (gst_sample_get_buffer (sample));
}

static void
collect_sum (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  g_ptr_array_add (data, fixture_checksum (buffer));
}

/* 200 flushing seeks to frames by chance give the pictures of a straight run. */
static void
test_seeks (void)
{
  g_autofree char *log = log_path (NULL);
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (2021);

  g_autoptr (GstElement) straight = launch (log, FRAMES, "I420", "-140", "fakesink name=sink signal-handoffs=true");
  g_autoptr (GstElement) straight_sink = gst_bin_get_by_name (GST_BIN (straight), "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (straight);
  g_signal_connect (straight_sink, "handoff", G_CALLBACK (collect_sum), sums);
  gst_element_set_state (straight, GST_STATE_PLAYING);
  g_autoptr (GstMessage) end = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_cmpint (GST_MESSAGE_TYPE (end), ==, GST_MESSAGE_EOS);
  gst_element_set_state (straight, GST_STATE_NULL);
  g_assert_cmpuint (sums->len, ==, FRAMES);
  g_assert_cmpstr (sums->pdata[0], !=, sums->pdata[FRAMES - 1]);

  g_autoptr (GstElement) jumping = launch (log, -1, "I420", "-140", "fakesink name=sink enable-last-sample=true");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (jumping), "sink");
  gst_element_set_state (jumping, GST_STATE_PAUSED);
  g_assert_cmpint (gst_element_get_state (jumping, NULL, NULL, 30 * GST_SECOND), ==, GST_STATE_CHANGE_SUCCESS);
  for (int i = 0; i < 200; i++) {
    int n = g_rand_int_range (random, 0, FRAMES);
    GstClockTime wanted = gst_util_uint64_scale (n, GST_SECOND, FPS), pts;
    g_autofree char *sum = NULL;

    g_assert_true (gst_element_seek_simple (jumping, GST_FORMAT_TIME,
            GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, (gint64) wanted));
    g_assert_cmpint (gst_element_get_state (jumping, NULL, NULL, 30 * GST_SECOND), ==, GST_STATE_CHANGE_SUCCESS);
    sum = last_picture (sink, &pts);
    n = (int) gst_util_uint64_scale_round (pts, FPS, GST_SECOND);
    g_assert_cmpstr (sum, ==, sums->pdata[n]);
  }
  gst_element_set_state (jumping, GST_STATE_NULL);
}

/* The frame at 147.013 s of the flight; TELEMETRY_GOLDEN_WRITE names a folder to
 * write a new one into, to be looked at before it is committed. */
static void
test_golden (void)
{
  g_autofree char *log = shared_data_path (LOG);
  g_autofree char *golden = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "tests", "golden",
      "webcast-crs12-147013ms.png", NULL);
  const char *write = g_getenv ("TELEMETRY_GOLDEN_WRITE");
  cairo_surface_t *picture;
  GstMapInfo map;
  double mean;
  int most;

  if (!log)
    return;
  g_autoptr (GstElement) pipeline = launch (log, 1, "BGRx", "-147.013", "fakesink name=sink num-buffers=1 enable-last-sample=true");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstSample) sample = NULL;
  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  g_assert_cmpint (gst_element_get_state (pipeline, NULL, NULL, 30 * GST_SECOND), ==, GST_STATE_CHANGE_SUCCESS);
  g_object_get (sink, "last-sample", &sample, NULL);
  g_assert_true (gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ));
  picture = cairo_image_surface_create_for_data (map.data, CAIRO_FORMAT_RGB24, 1920, 1080, 1920 * 4);
  if (write) {
    g_autofree char *path = g_build_filename (write, "webcast-crs12-147013ms.png", NULL);
    g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
  } else {
    cairo_surface_t *before = cairo_image_surface_create_from_png (golden);
    g_assert_cmpint (cairo_surface_status (before), ==, CAIRO_STATUS_SUCCESS);
    golden_compare (before, picture, &mean, &most);
    g_test_message ("mean difference %.4f, largest %d", mean, most);
    g_assert_cmpfloat (mean, <, 0.02);
    g_assert_cmpint (most, <=, golden_letters_stand_alike () ? 64 : 112);
    cairo_surface_destroy (before);
  }
  cairo_surface_destroy (picture);
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

int
main (int argc, char **argv)
{
  golden_fonts_use ();
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/webcast/frames-say-what-the-timeline-says", test_frames_say_what_the_timeline_says);
  g_test_add_func ("/webcast/seeks", test_seeks);
  g_test_add_func ("/webcast/golden", test_golden);
  return g_test_run ();
}
