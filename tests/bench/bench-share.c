/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What part of a burned clip's CPU time is the overlay's: 1080p H.264 in, decoded, overlaid and coded as telemetry-render does.
 *   bench-share CLIP MISSION [PROPERTY=VALUE ...]
 * The overlay is timed by the clock of the thread that it runs in, between its two pads; all else by the process. A decoder
 * keeps its frames, so that what is drawn on is a copy: that is made, and timed, before the overlay here. */
#include <gst/gst.h>
#include <stdlib.h>
#include <time.h>

#define FIRST 30             /* frames that load the telemetry and fill queues do not count */
#define CODE "x264enc pass=qual quantizer=20 speed-preset=fast"

typedef struct {
  guint n;
  double before_s, overlay_s, copy_s, begun_s; /* CPU; BEGUN_S: of the process, at frame FIRST */
  guint n_copies;
} Share;

static double
clock_s (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static GstPadProbeReturn
come (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Share *share = data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  double start_s = clock_s (CLOCK_THREAD_CPUTIME_ID);

  if (share->n++ == FIRST)
    share->begun_s = clock_s (CLOCK_PROCESS_CPUTIME_ID);
  if (!gst_buffer_is_writable (buffer) || !gst_buffer_is_all_memory_writable (buffer)) {
    info->data = gst_buffer_copy_deep (buffer);
    gst_buffer_unref (buffer);
    share->n_copies++;
  }
  share->before_s = clock_s (CLOCK_THREAD_CPUTIME_ID);
  if (share->n > FIRST)
    share->copy_s += share->before_s - start_s;
  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
go (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Share *share = data;

  if (share->n > FIRST)
    share->overlay_s += clock_s (CLOCK_THREAD_CPUTIME_ID) - share->before_s;
  return GST_PAD_PROBE_OK;
}

static void
play (GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_EOS)
    g_error ("the pipeline failed");
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) options = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Share share = { 0 };
  double whole_s;

  gst_init (&argc, &argv);
  if (argc < 3)
    return 2;
  for (int i = 3; i < argc; i++)
    g_string_append_printf (options, " %s", argv[i]);
  g_autofree char *launch = g_strdup_printf ("filesrc location=\"%s\" ! decodebin ! video/x-raw ! queue ! videoconvert ! "
      "telemetryoverlay name=overlay qos=false mission=\"%s\"%s ! videoconvert ! " CODE " ! h264parse ! fakesink sync=false",
      argv[1], argv[2], options->str);
  g_autoptr (GstElement) pipeline = gst_parse_launch (launch, &error);
  if (!pipeline)
    g_error ("%s", error->message);
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (pipeline), "overlay");
  g_autoptr (GstPad) in = gst_element_get_static_pad (overlay, "sink"), out = gst_element_get_static_pad (overlay, "src");
  gst_pad_add_probe (in, GST_PAD_PROBE_TYPE_BUFFER, come, &share, NULL);
  gst_pad_add_probe (out, GST_PAD_PROBE_TYPE_BUFFER, go, &share, NULL);
  play (pipeline);
  whole_s = clock_s (CLOCK_PROCESS_CPUTIME_ID) - share.begun_s;
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_print ("%u frames, %.2f ms of CPU each\noverlay   %.3f ms a frame, %.2f %% of the whole\ncopy      %.3f ms a frame, %.2f %% "
      "of the whole (%u of the frames were somebody else's too)\n", share.n - FIRST, 1e3 * whole_s / (share.n - FIRST),
      1e3 * share.overlay_s / (share.n - FIRST), 100 * share.overlay_s / whole_s, 1e3 * share.copy_s / (share.n - FIRST),
      100 * share.copy_s / whole_s, share.n_copies);
  return 0;
}
