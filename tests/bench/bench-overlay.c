/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* CPU per frame of telemetryoverlay, of GStreamer's own text overlays and of
 * FFmpeg's on 1920x1080 frames, over the bare source, in one run:
 *
 *   bench-overlay [LOG [FRAMES]]
 *
 * cost = (CPU of 2N frames − CPU of N frames) / N, so that set-up does not
 * count; both are run three times and the least taken, since other load can only
 * add. Frames come from a pool and are writable, but in the cases that say
 * "shared": there somebody else still refers to them, as a decoder does.
 *
 * The floor is a bare vector blend over as many samples as the webcast layout
 * changes of a white or a black frame. */
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef struct {
  const char *name;
  const char *chain;    /* between source and sink; LOG is the log */
  const char *format;
  int width, height;
  gboolean shared;      /* the frames cannot be written to */
} Case;

static const Case cases[] = {
  { "source alone", "identity silent=true", "I420", 1920, 1080 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "I420", 1920, 1080 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "NV12", 1920, 1080 },
  { "telemetryoverlay minimal", "telemetryoverlay location=LOG liftoff-at=-100 layout=minimal", "I420", 1920, 1080 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "I420", 3840, 2160 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "P010_10LE", 3840, 2160 },
  { "telemetryoverlay shared", "telemetryoverlay location=LOG liftoff-at=-100", "I420", 1920, 1080, TRUE },
  { "telemetryoverlay attached", "telemetryoverlay location=LOG liftoff-at=-100 mode=attach", "I420", 1920, 1080 },
  { "telemetryoverlay webcast", "telemetryoverlay location=LOG liftoff-at=-100", "v210", 1920, 1080 },
  { "three textoverlay",
    "textoverlay name=t0 font-desc=Sans,48 valignment=bottom halignment=left ! "
    "textoverlay name=t1 font-desc=Sans,48 valignment=bottom halignment=right ! "
    "textoverlay name=t2 font-desc=Sans,48 valignment=bottom halignment=center", "I420", 1920, 1080 },
};

#define WEBCAST 1
#define PEER 9
#define FFMPEG_FRAMES 150

static double
cpu_s (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
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
push_frames (GstElement *source, GstBufferPool *pool, int n_frames, gboolean shared)
{
  for (int i = 0; i < n_frames; i++) {
    GstBuffer *buffer;
    g_assert_cmpint (gst_buffer_pool_acquire_buffer (pool, &buffer, NULL), ==, GST_FLOW_OK);
    if (shared) {
      GstBuffer *kept = buffer;
      buffer = gst_buffer_copy (kept);
      gst_buffer_add_parent_buffer_meta (buffer, kept);
      gst_buffer_unref (kept);
    }
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

  before = cpu_s (RUSAGE_SELF);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  push_frames (source, pool, n_frames, test->shared);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE,
      GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    gst_message_parse_error (message, &error, NULL);
    g_printerr ("%s\n", error->message);
    exit (1);
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_buffer_pool_set_active (pool, FALSE);
  return cpu_s (RUSAGE_SELF) - before;
}

static double
cost_ms (const Case *test, const char *log, int n_frames)
{
  double one = G_MAXDOUBLE, two = G_MAXDOUBLE;

  for (int i = 0; i < 3; i++) {
    one = MIN (one, run (test, log, n_frames));
    two = MIN (two, run (test, log, 2 * n_frames));
  }
  return 1e3 * (two - one) / n_frames;
}

/* The floor */

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
__attribute__ ((target_clones ("avx2", "default")))
#endif
static void
bare_blend (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    guint16 p = (guint16) (d[i] * (255 - a[i]) + 128);
    d[i] = (guint8) (s[i] + (guint8) ((p + (p >> 8)) >> 8));
  }
}

/* Marks the samples of a frame of one value that the overlay changes. */
static void
mark_changes (const Case *test, const char *log, guint8 value, guint8 *changed, gsize size)
{
  g_autoptr (GString) line = g_string_new ("appsrc name=source format=time ! CHAIN ! appsink name=sink sync=false");
  g_autofree char *caps_text = g_strdup_printf ("video/x-raw,format=%s,width=%d,height=%d,framerate=30/1",
      test->format, test->width, test->height);
  g_autoptr (GstCaps) caps = gst_caps_from_string (caps_text);
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, size, NULL);
  GstMapInfo map;

  g_string_replace (line, "CHAIN", test->chain, 1);
  g_string_replace (line, "LOG", log, 1);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line->str, NULL);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_object_set (source, "caps", caps, NULL);
  gst_buffer_memset (buffer, 0, value, size);
  GST_BUFFER_PTS (buffer) = 0;
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  gst_app_src_push_buffer (GST_APP_SRC (source), buffer);
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (GST_APP_SINK (sink));
  gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ);
  for (gsize i = 0; i < size; i++)
    changed[i] |= map.data[i] != value;
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* Milliseconds to blend that many samples of each of eight frames in turn. */
static double
floor_ms (gsize n_samples, gsize frame_size)
{
  g_autofree guint8 *frames = g_malloc0 (8 * frame_size), *s = g_malloc0 (n_samples), *a = g_malloc (n_samples);
  double best = G_MAXDOUBLE;

  memset (a, 100, n_samples);
  for (int i = 0; i < 5; i++) {
    double before = cpu_s (RUSAGE_SELF);
    for (int k = 0; k < 400; k++)
      bare_blend (frames + (gsize) (k % 8) * frame_size, s, a, n_samples);
    best = MIN (best, cpu_s (RUSAGE_SELF) - before);
  }
  return 1e3 * best / 400;
}

static double
webcast_floor_ms (const Case *test, const char *log)
{
  gsize size = (gsize) test->width * (gsize) test->height * 3 / 2, n = 0;
  g_autofree guint8 *changed = g_malloc0 (size);

  mark_changes (test, log, 235, changed, size);
  mark_changes (test, log, 16, changed, size);
  for (gsize i = 0; i < size; i++)
    n += changed[i];
  g_print ("webcast changes %.1f %% of the samples\n", 100.0 * (double) n / (double) size);
  return floor_ms (n, size);
}

/* FFmpeg, by its program */

static double
ffmpeg_s (const char *filters, int n_frames)
{
  g_autofree char *frames = g_strdup_printf ("%d", n_frames);
  const char *const args[] = { "ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-filter_threads", "1",
    "-f", "lavfi", "-i", "color=size=1920x1080:rate=30", "-frames:v", frames, "-vf", filters,
    "-f", "null", "-", NULL };
  double before = cpu_s (RUSAGE_CHILDREN);

  if (!g_spawn_sync (NULL, (char **) args, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL))
    return -1;
  return cpu_s (RUSAGE_CHILDREN) - before;
}

static double
ffmpeg_ms (const char *filters)
{
  double one = G_MAXDOUBLE, two = G_MAXDOUBLE;

  for (int i = 0; i < 2; i++) {
    one = MIN (one, ffmpeg_s (filters, FFMPEG_FRAMES));
    two = MIN (two, ffmpeg_s (filters, 2 * FFMPEG_FRAMES));
  }
  return 1e3 * (two - one) / FFMPEG_FRAMES;
}

/* Three lines that change with each frame, as subtitles. */
static char *
write_ass (void)
{
  g_autoptr (GString) text = g_string_new ("[Script Info]\nPlayResX: 1920\nPlayResY: 1080\n[V4+ Styles]\n"
      "Format: Name, Fontname, Fontsize\nStyle: Default,Sans,48\n[Events]\n"
      "Format: Layer, Start, End, Style, Text\n");
  char *path = g_build_filename (g_get_tmp_dir (), "bench-overlay.ass", NULL);

  for (int i = 0; i < 2 * FFMPEG_FRAMES; i++)
    for (int k = 0; k < 3; k++) {
      int from = i * 100 / 30, to = (i + 1) * 100 / 30;
      g_string_append_printf (text, "Dialogue: 0,0:00:%02d.%02d,0:00:%02d.%02d,Default,{\\an%d}%d.%02d\n",
          from / 100, from % 100, to / 100, to % 100, k + 1, 1000 * (k + 1) + i, i % 100);
    }
  g_file_set_contents (path, text->str, -1, NULL);
  return path;
}

static void
compare_ffmpeg (double own_ms)
{
  static const char drawtext[] =
      "drawtext=text='%{n} km/h':fontsize=48:box=1:boxcolor=black@0.4:x=100:y=950,"
      "drawtext=text='%{n} km':fontsize=48:box=1:boxcolor=black@0.4:x=900:y=950,"
      "drawtext=text='%{pts}':fontsize=48:box=1:boxcolor=black@0.4:x=1500:y=950";
  g_autofree char *file = write_ass ();
  g_autofree char *ass = g_strconcat ("ass=", file, NULL);
  /* The webcast layout's ground is as large. */
  g_autofree char *ground = g_strconcat ("drawbox=y=838:w=1920:h=242:color=black@0.4:t=fill,", drawtext, NULL);
  double source, text, whole, subtitles;

  if (ffmpeg_s ("null", 1) < 0) {
    g_print ("no ffmpeg program: not compared\n");
    return;
  }
  source = ffmpeg_ms ("null");
  text = ffmpeg_ms (drawtext) - source;
  whole = ffmpeg_ms (ground) - source;
  subtitles = ffmpeg_ms (ass) - source;
  g_print ("FFmpeg, three drawtext %.4f ms, %.0f times; over a drawbox %.4f ms, %.0f times; ass %.4f ms, %.0f times\n",
      text, text / own_ms, whole, whole / own_ms, subtitles, subtitles / own_ms);
  remove (file);
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
  double own_ms = costs[WEBCAST] - costs[0], floor = webcast_floor_ms (&cases[WEBCAST], log);
  g_print ("floor %.4f ms: telemetryoverlay webcast is %.2f times that\n", floor, own_ms / floor);
  g_print ("three textoverlay / telemetryoverlay webcast, I420 1920x1080: %.0f times\n",
      (costs[PEER] - costs[0]) / own_ms);
  compare_ffmpeg (own_ms);
  return 0;
}
