/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A GoPro film's telemetry by both routes, from the file and from its demuxer: each frame shows
 * the same, at the same instant, once two payloads have told where the film's 0 is (its first
 * stamp is 1.47 s off). */
#include <gst/gst.h>
#include <gst/telemetry/telemetry.h>

#include "shared-data.h"

#define N_FRAMES 300
#define FPS 30
#define N_FIRST (3 * FPS)        /* the third payload has come */
#define STAMP_NS 55000000        /* what a stamp of the receiver can tell */

typedef struct {
  gint64 utc_ns;
  gboolean is_shown;
  double latitude;
} Frame;

typedef struct {
  Frame frames[N_FRAMES];
  guint n;
} Route;

static void
take (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  Route *route = data;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  Frame *frame;

  g_assert_nonnull (meta);
  g_assert_cmpuint (route->n, <, N_FRAMES);
  frame = &route->frames[route->n++];
  gst_telemetry_snapshot_get_utc (meta->snapshot, &frame->utc_ns);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "latitude", &value);
  frame->is_shown = value.validity >= GST_TELEMETRY_VALIDITY_STALE;
  frame->latitude = value.value;
}

static void
run (const char *overlay, const char *telemetry, Route *route)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=%d pattern=black ! video/x-raw,"
      "format=I420,width=320,height=180,framerate=%d/1 ! telemetryoverlay name=overlay layout=minimal %s ! "
      "fakesink name=sink signal-handoffs=true %s", N_FRAMES, FPS, overlay, telemetry);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_assert_no_error (error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  g_signal_connect (sink, "handoff", G_CALLBACK (take), route);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpuint (route->n, ==, N_FRAMES);
}

/* The same with telemetryparse on the way, which has sent lines when two payloads have told where
 * the film's 0 is: the overlay moves them. */
static void
test_lines (void)
{
  g_autofree char *film = shared_data_path ("gpmf/max-heromode.mp4");
  g_autofree Route *file = g_new0 (Route, 1), *lines = g_new0 (Route, 1);
  g_autofree char *location = NULL, *pad = NULL;

  if (!film)
    return;
  location = g_strdup_printf ("location=\"%s\"", film);
  pad = g_strdup_printf ("filesrc location=\"%s\" ! qtdemux ! meta/x-gst-fourcc-gpmd ! queue ! "
      "telemetryparse ! overlay.telemetry_sink", film);
  run (location, "", file);
  run ("", pad, lines);
  for (guint i = N_FIRST; i < N_FRAMES; i++) {
    g_assert_true (lines->frames[i].is_shown);
    g_assert_cmpint (ABS (file->frames[i].utc_ns - lines->frames[i].utc_ns), <=, STAMP_NS);
    g_assert_cmpfloat_with_epsilon (file->frames[i].latitude, lines->frames[i].latitude, 1e-6);
  }
}

static void
test_routes (void)
{
  g_autofree char *film = shared_data_path ("gpmf/max-heromode.mp4");
  g_autofree Route *file = g_new0 (Route, 1), *demuxed = g_new0 (Route, 1);
  g_autofree char *location = NULL, *pad = NULL;

  if (!film)
    return;
  location = g_strdup_printf ("location=\"%s\"", film);
  pad = g_strdup_printf ("filesrc location=\"%s\" ! qtdemux ! meta/x-gst-fourcc-gpmd ! queue ! "
      "overlay.telemetry_sink", film);
  run (location, "", file);
  run ("", pad, demuxed);
  for (guint i = 1; i < N_FRAMES; i++) {
    const Frame *a = &file->frames[i], *b = &demuxed->frames[i];
    gint64 step_ns = b->utc_ns - demuxed->frames[i - 1].utc_ns;
    gboolean jumps = ABS (step_ns - 1000000000 / FPS) > 1000000;
    g_assert_true (a->is_shown && b->is_shown);
    g_assert_cmpfloat_with_epsilon (a->latitude, b->latitude, 1e-6);    /* 0.1 m */
    if (i >= N_FIRST) {
      g_assert_cmpint (ABS (a->utc_ns - b->utc_ns), <=, STAMP_NS);
      g_assert_false (jumps);
    }
  }
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  if (shared_data_there ("/film-routes/third-party")) {
    g_test_add_func ("/film-routes/same", test_routes);
    g_test_add_func ("/film-routes/lines", test_lines);
  }
  return g_test_run ();
}
