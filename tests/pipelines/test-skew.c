/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What telemetry-inspect, whose path is the first argument, says of a recording
 * whose two clocks drift apart by a known rate. */
#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *program;

#define STEP (200 * GST_MSECOND)
#define LENGTH (600 * GST_SECOND)
/* mpegtsmux begins its program clock so long before the first time stamp, and
 * tsdemux counts stream time from there. */
#define AHEAD 0.125
#define START_US G_GINT64_CONSTANT (1633424102000000)    /* 2021-10-05T08:55:02Z */

/* A local set of MISB ST 0601: its time, an altitude, its checksum. */
static GstBuffer *
make_set (GstClockTime pts, double ppm)
{
  guint8 set[16 + 1 + 10 + 4 + 4] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01, 0x0e, 0x01, 0x03,
    0x01, 0x01, 0x00, 0x00, 0x00, 18, 2, 8 };
  guint64 us = (guint64) (START_US + (gint64) (pts / GST_USECOND) +
      llround ((double) (pts / GST_USECOND) * ppm * 1e-6));
  guint16 sum = 0;
  GstBuffer *buffer;

  for (guint i = 0; i < 8; i++)
    set[19 + i] = (guint8) (us >> (56 - 8 * i));
  set[27] = 15;
  set[28] = 2;
  set[29] = 0x80;
  set[31] = 1;
  set[32] = 2;
  for (guint i = 0; i < 33; i++)
    sum += (guint16) (set[i] << (8 * ((i + 1) % 2)));
  set[33] = (guint8) (sum >> 8);
  set[34] = (guint8) sum;
  buffer = gst_buffer_new_memdup (set, sizeof set);
  GST_BUFFER_PTS (buffer) = GST_BUFFER_DTS (buffer) = pts;
  return buffer;
}

/* A transport stream by GStreamer's own multiplexer. */
static void
record (const char *path, double ppm)
{
  g_autofree char *line = g_strdup_printf ("appsrc name=klv format=time "
      "caps=meta/x-klv,parsed=true ! mpegtsmux ! filesink location=%s", path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "klv");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (GstClockTime pts = 0; pts <= LENGTH; pts += STEP)
    g_assert_cmpint (gst_app_src_push_buffer (GST_APP_SRC (source), make_set (pts, ppm)), ==,
        GST_FLOW_OK);
  gst_app_src_end_of_stream (GST_APP_SRC (source));
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_true (message && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static void
overview (const char *path, char **out)
{
  g_autoptr (GError) error = NULL;
  const char *command[] = { program, path, NULL };
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* "…@2021-10-05T08:55:02.000123Z" as seconds of that minute and hour. */
static double
seconds_of (const char *mark)
{
  int hours, minutes;
  double seconds;

  g_assert_cmpint (sscanf (strchr (mark, 'T'), "T%d:%d:%lf", &hours, &minutes, &seconds), ==, 3);
  return 3600 * hours + 60 * minutes + seconds;
}

static void
check (const char *path, double ppm)
{
  g_autofree char *text = NULL, *want = g_strdup_printf ("gains %+.2f ppm", ppm);
  const char *marks, *second;

  record (path, ppm);
  overview (path, &text);
  if (!strstr (text, want))
    g_error ("not \"%s\" in:\n%s", want, text);
  marks = strstr (text, "marks=\"");
  g_assert_nonnull (marks);
  marks += strlen ("marks=\"");
  second = strchr (marks, ';');
  if (ppm == 0) {
    g_assert_true (!second || second > strchr (marks, '\n'));
    return;
  }
  g_assert_cmpfloat_with_epsilon ((seconds_of (second) - seconds_of (marks)) /
      (atof (second + 1) - atof (marks)), 1 + ppm * 1e-6, 2e-8);
  g_assert_cmpfloat_with_epsilon (seconds_of (marks) - (atof (marks) - AHEAD) * (1 + ppm * 1e-6),
      8 * 3600 + 55 * 60 + 2, 1e-4);
}

static void
test_drift (void)
{
  static const double drifts[] = { 100, -37.5, 0 };
  g_autofree char *folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "drift.ts", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (drifts); i++)
    check (path, drifts[i]);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  g_test_add_func ("/skew/drift", test_drift);
  return g_test_run ();
}
