/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* CPU per frame of telemetryoverlay and of GStreamer's own text overlays on
 * 1920x1080 frames, over the bare source, in one run:
 *
 *   bench-overlay [LOG [FRAMES]]
 *
 * cost = (CPU of 2N frames − CPU of N frames) / N, so that set-up does not
 * count; each case is run three times and the smallest cost taken, since other
 * load can only add. Frames come from a pool and are writable. */
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef struct {
  const char *name;
  const char *chain;    /* between source and sink; LOG is the log */
  const char *format;
  int width, height;
} Case;

static const Case cases[] = {
  { "source alone", "identity silent=true", "I420", 1920, 1080 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "I420", 1920, 1080 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "NV12", 1920, 1080 },
  { "telemetryoverlay minimal", "telemetryoverlay location=LOG liftoff-at=-100 layout=minimal", "I420", 1920, 1080 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "I420", 3840, 2160 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "P010_10LE", 3840, 2160 },
  { "three textoverlay",
    "textoverlay name=t0 font-desc=Sans,48 valignment=bottom halignment=left ! "
    "textoverlay name=t1 font-desc=Sans,48 valignment=bottom halignment=right ! "
    "textoverlay name=t2 font-desc=Sans,48 valignment=bottom halignment=center", "I420", 1920, 1080 },
};

#define PEER 6

static double
cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
      1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/* The peer's text changes with each frame, as ours does. */
static GstPadProbeReturn
change_text (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  double t = (double) GST_BUFFER_PTS (GST_PAD_PROBE_INFO_BUFFER (info)) / GST_SECOND;
  const char *const units[] = { "km/h", "km", "s" };

  for (int i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("t%d", i);
    g_autofree char *text = g_strdup_printf ("%.2f %s", 1000 * (i + 1) + 37 * t, units[i]);
    g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (data), name);
    g_object_set (overlay, "text", text, NULL);
  }
  return GST_PAD_PROBE_OK;
}

static GstBufferPool *
frame_pool (GstCaps *caps, const GstVideoInfo *info)
{
  GstBufferPool *pool = gst_video_buffer_pool_new ();
  GstStructure *config = gst_buffer_pool_get_config (pool);

  gst_buffer_pool_config_set_params (config, caps, (guint) GST_VIDEO_INFO_SIZE (info), 8, 8);
  g_assert_true (gst_buffer_pool_set_config (pool, config));
  g_assert_true (gst_buffer_pool_set_active (pool, TRUE));
  return pool;
}

static void
push_frames (GstElement *source, GstBufferPool *pool, int n_frames)
{
  for (int i = 0; i < n_frames; i++) {
    GstBuffer *buffer;
    g_assert_cmpint (gst_buffer_pool_acquire_buffer (pool, &buffer, NULL), ==, GST_FLOW_OK);
    GST_BUFFER_PTS (buffer) = gst_util_uint64_scale ((guint64) i, GST_SECOND, 30);
    GST_BUFFER_DURATION (buffer) = GST_SECOND / 30;
    if (gst_app_src_push_buffer (GST_APP_SRC (source), buffer) != GST_FLOW_OK)
      g_error ("the pipeline does not take frames");
  }
  gst_app_src_end_of_stream (GST_APP_SRC (source));
}

static double
run (const Case *test, const char *log, int n_frames)
{
  g_autoptr (GString) line = g_string_new (
      "appsrc name=source format=time block=true max-bytes=25000000 ! CHAIN ! fakesink sync=false");
  g_autofree char *caps_text = g_strdup_printf (
      "video/x-raw,format=%s,width=%d,height=%d,framerate=30/1", test->format, test->width, test->height);
  g_autoptr (GstCaps) caps = gst_caps_from_string (caps_text);
  g_autoptr (GError) error = NULL;
  GstVideoInfo info;
  double before;

  g_string_replace (line, "CHAIN", test->chain, 1);
  g_string_replace (line, "LOG", log, 1);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line->str, &error);
  g_assert_no_error (error);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_object_set (source, "caps", caps, NULL);
  if (strstr (test->chain, "t0")) {
    g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, change_text, pipeline, NULL);
  }
  gst_video_info_from_caps (&info, caps);
  g_autoptr (GstBufferPool) pool = frame_pool (caps, &info);

  before = cpu_s ();
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  push_frames (source, pool, n_frames);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE,
      GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    gst_message_parse_error (message, &error, NULL);
    g_printerr ("%s\n", error->message);
    exit (1);
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_buffer_pool_set_active (pool, FALSE);
  return cpu_s () - before;
}

static double
cost_ms (const Case *test, const char *log, int n_frames)
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i < 3; i++) {
    double one = run (test, log, n_frames), two = run (test, log, 2 * n_frames);
    best = MIN (best, 1e3 * (two - one) / n_frames);
  }
  return best;
}

int
main (int argc, char **argv)
{
  const char *log, *data = g_getenv ("TELEMETRY_SHARED_DATA");
  g_autofree char *shared = g_build_filename (data ? data : "../shared/data",
      "webcast/spacex-crs-12/stage1-raw.json", NULL);
  double costs[G_N_ELEMENTS (cases)];
  int n_frames;

  gst_init (&argc, &argv);
  log = argc > 1 ? argv[1] : shared;
  n_frames = argc > 2 ? atoi (argv[2]) : 600;
  if (!g_file_test (log, G_FILE_TEST_EXISTS)) {
    g_printerr ("no telemetry %s: name a log\n", log);
    return 1;
  }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    costs[i] = cost_ms (&cases[i], log, i == PEER ? n_frames / 4 : n_frames);
    g_print ("%-26s %-10s %4dx%-4d %8.4f ms a frame, %8.4f over the source\n", cases[i].name,
        cases[i].format, cases[i].width, cases[i].height, costs[i], costs[i] - costs[0]);
  }
  g_print ("three textoverlay / telemetryoverlay webcast, I420 1920x1080: %.0f times\n",
      (costs[PEER] - costs[0]) / (costs[1] - costs[0]));
  return 0;
}
