/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program with telemetry of its own: pushes samples into the overlay with appsrc, and prints
 * the phases that the overlay finds.
 *
 *   cc push-telemetry.c -o push-telemetry $(pkg-config --cflags --libs gsttelemetry-1.0 gstreamer-app-1.0)
 *   ./push-telemetry OUT.mkv */
#include <gst/app/gstappsrc.h>
#include <gst/telemetry/telemetry.h>

#define SECONDS 40
#define RATE 10

/* A climb at 30 m/s² for eight seconds, then free flight up and back to the ground: what
 * your own computer knows. */
static void
state_at (double t, double *altitude, double *speed)
{
  const double thrust = 30, burn = 8, g = 9.80665;

  if (t < burn) {
    *altitude = thrust * t * t / 2;
    *speed = thrust * t;
  } else {
    double free = t - burn;
    *altitude = thrust * burn * burn / 2 + thrust * burn * free - g * free * free / 2;
    *speed = ABS (thrust * burn - g * free);
  }
}

/* One sample a buffer, with its time. Any other channel may be there too. */
static GstBuffer *
make_sample (double t)
{
  g_autoptr (GstTelemetrySample) sample = gst_telemetry_sample_new_elapsed ((GstClockTimeDiff) (t * GST_SECOND));
  double altitude, speed;

  state_at (t, &altitude, &speed);
  gst_telemetry_sample_set_value (sample, "altitude", altitude);
  gst_telemetry_sample_set_value (sample, "speed", speed);
  GstBuffer *buffer = gst_telemetry_sample_to_buffer (sample);
  GST_BUFFER_PTS (buffer) = (GstClockTime) (t * GST_SECOND);
  return buffer;
}

static void
push_all (GstAppSrc *source)
{
  for (int i = 0; i <= SECONDS * RATE; i++)
    gst_app_src_push_buffer (source, make_sample (i / (double) RATE));
  gst_app_src_end_of_stream (source);
}

/* TRUE when the film is whole. */
static gboolean
watch (GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  for (;;) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE,
        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_ELEMENT);
    const char *vehicle, *phase;
    gint64 time;

    if (gst_message_parse_telemetry_phase (message, &vehicle, &phase, &time))
      g_print ("T%+.1f s: %s\n", time / 1e9, phase);
    if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
      return TRUE;
    if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
      g_autoptr (GError) error = NULL;
      gst_message_parse_error (message, &error, NULL);
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  gst_init (&argc, &argv);
  if (argc != 2) {
    g_printerr ("usage: push-telemetry OUT.mkv\n");
    return 2;
  }
  g_autoptr (GstElement) pipeline = gst_parse_launch ("matroskamux name=mux ! filesink name=file "
      "videotestsrc num-buffers=1000 ! video/x-raw,width=640,height=360,framerate=25/1 ! "
      "telemetryoverlay name=overlay liftoff-at=0 ! x264enc speed-preset=ultrafast ! h264parse ! mux. "
      "appsrc name=telemetry format=time ! overlay.telemetry_sink", &error);
  if (!pipeline) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  g_autoptr (GstElement) file = gst_bin_get_by_name (GST_BIN (pipeline), "file");
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "telemetry");
  g_autoptr (GstCaps) caps = gst_caps_from_string (GST_TELEMETRY_CAPS);
  g_object_set (file, "location", argv[1], NULL);
  g_object_set (source, "caps", caps, NULL);

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  push_all (GST_APP_SRC (source));
  gboolean whole = watch (pipeline);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return whole ? 0 : 1;
}
