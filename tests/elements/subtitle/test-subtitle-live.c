/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "subtitle-run.h"

static Fixture fixture;

/* A sample of telemetry that an application pushes: 10 m a second. */
static GstBuffer *
sample (double time, const char *more)
{
  g_autofree char *line = g_strdup_printf ("{\"met\":%.3f,\"altitude\":%.3f%s}\n", time, 10 * time, more);
  GstBuffer *buffer = gst_buffer_new_memdup (line, strlen (line));

  GST_BUFFER_PTS (buffer) = (GstClockTime) (time * GST_SECOND + 0.5);
  return buffer;
}

static GstHarness *
live_harness (const char *template)
{
  GstHarness *harness = gst_harness_new ("telemetrysubtitle");

  gst_harness_set_live (harness, TRUE);
  gst_harness_set_src_caps_str (harness, GST_TELEMETRY_CAPS);
  gst_harness_set_sink_caps_str (harness, "text/x-raw,format=utf8");
  gst_util_set_object_arg (G_OBJECT (harness->element), "template", template);
  return harness;
}

static void
assert_cue (GstBuffer *buffer, GstClockTime start, GstClockTime end, const char *wanted)
{
  g_autoptr (GstBuffer) owned = buffer;
  g_autofree char *text = NULL;
  gpointer data;
  gsize size;

  g_assert_nonnull (buffer);
  gst_buffer_extract_dup (buffer, 0, (gsize) -1, &data, &size);
  text = g_strndup (data, size);
  g_free (data);
  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (GST_BUFFER_PTS (buffer), ==, start);
  g_assert_cmpuint (GST_BUFFER_PTS (buffer) + GST_BUFFER_DURATION (buffer), ==, end);
}

/* Joined in the middle: the first cue begins with the first sample, is out at once,
 * and each ends where the next begins, on the grid of the interval. */
static void
test_cues (void)
{
  GstHarness *harness = live_harness ("{altitude:m:0}");

  gst_harness_push (harness, sample (100.3, ""));
  assert_cue (gst_harness_try_pull (harness), 100300 * GST_MSECOND, 101 * GST_SECOND, "1,003");
  gst_harness_push (harness, sample (100.6, ""));
  g_assert_null (gst_harness_try_pull (harness));
  gst_harness_push (harness, sample (101.1, ""));
  assert_cue (gst_harness_try_pull (harness), 101 * GST_SECOND, 102 * GST_SECOND, "1,010");
  gst_harness_push (harness, sample (102.0, ""));
  assert_cue (gst_harness_try_pull (harness), 102 * GST_SECOND, 103 * GST_SECOND, "1,020");
  gst_harness_teardown (harness);
}

/* Where telemetry is late the cues between are there too, one after another, and
 * say what is known at their starts. */
static void
test_late (void)
{
  GstHarness *harness = live_harness ("{altitude:m:0}");
  GstClockTime end = 10 * GST_SECOND;

  gst_harness_push (harness, sample (10, ""));
  gst_harness_push (harness, sample (14.2, ""));
  for (GstBuffer *buffer; (buffer = gst_harness_try_pull (harness));) {
    g_assert_cmpuint (GST_BUFFER_PTS (buffer), ==, end);
    end += GST_BUFFER_DURATION (buffer);
    gst_buffer_unref (buffer);
  }
  g_assert_cmpuint (end, ==, 15 * GST_SECOND);
  gst_harness_teardown (harness);
}

/* Ten minutes with nothing to say: a blank cue, then whoever waits downstream is
 * told again and again. */
static void
test_silence (void)
{
  GstHarness *harness = live_harness ("{text:note}");
  GstClockTime covered = 0;
  GstEvent *event;

  gst_harness_push (harness, sample (0, ""));
  assert_cue (gst_harness_try_pull (harness), 0, GST_SECOND, " ");
  for (guint i = 1; i <= 600; i++)
    g_assert_true (gst_harness_push_event (harness, gst_event_new_gap (i * GST_SECOND, GST_SECOND)));
  for (GstBuffer *buffer; (buffer = gst_harness_try_pull (harness));)
    gst_buffer_unref (buffer);
  while ((event = gst_harness_try_pull_event (harness))) {
    GstClockTime start, duration;
    if (GST_EVENT_TYPE (event) == GST_EVENT_GAP) {
      gst_event_parse_gap (event, &start, &duration);
      covered = MAX (covered, start + duration);
    }
    gst_event_unref (event);
  }
  g_assert_cmpuint (covered, >=, 600 * GST_SECOND);
  gst_harness_teardown (harness);
}

/* A whole pipeline that is live, with a clock. */
static void
test_pipeline (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s duration=1500000000 ! identity sync=true ! "
      "telemetrysubtitle interval=250000000 template={altitude:m:0} ! text/x-raw,format=utf8 ! "
      "fakesink name=end sync=true", fixture.mission);
  GstClockTime end = 0;
  Run run;

  run_line (line, &run);
  g_assert_cmpuint (run.buffers->len, ==, 6);
  for (guint i = 0; i < run.buffers->len; i++) {
    GstBuffer *buffer = run.buffers->pdata[i];
    g_assert_cmpuint (GST_BUFFER_PTS (buffer), ==, end);
    end += GST_BUFFER_DURATION (buffer);
  }
  run_clear (&run);
}

/* Ten minutes without a word stall no muxer. */
static void
test_muxers (void)
{
  static const char *const muxers[] = {
    "matroskamux", "mp4mux", "qtmux", NULL
  };

  for (guint i = 0; muxers[i]; i++) {
    g_autofree char *line = g_strdup_printf ("%s name=mux ! fakesink name=end "
        "videotestsrc num-buffers=620 ! video/x-raw,width=64,height=64,framerate=1/1 ! "
        "x264enc speed-preset=ultrafast tune=zerolatency ! queue ! mux. "
        "telemetrysrc mission=%s liftoff-at=600 duration=620000000000 ! "
        "telemetrysubtitle template={phase} format=utf8 ! queue ! mux.", muxers[i], fixture.mission);
    Run run;

    run_line (line, &run);
    g_assert_true (run.eos);
    run_clear (&run);
  }
}

/* Into the middle of styled events: each that is to be seen is there from the place
 * sought on. Backwards none is later than the one before. */
static void
test_seek_styled (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s duration=60000000000 ! "
      "telemetrysubtitle format=ass ! fakesink name=end sync=false", fixture.mission);
  GstClockTime last = G_MAXUINT64;
  Run run;
  g_autoptr (GstElement) pipeline = start (line, &run);

  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  gst_element_get_state (pipeline, NULL, NULL, GST_CLOCK_TIME_NONE);
  g_ptr_array_set_size (run.buffers, 0);
  g_assert_true (gst_element_seek (pipeline, 1, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH |
          GST_SEEK_FLAG_ACCURATE, GST_SEEK_TYPE_SET, 33333 * GST_MSECOND, GST_SEEK_TYPE_SET,
          35 * GST_SECOND));
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  wait_for (pipeline, GST_MESSAGE_EOS);
  g_assert_cmpuint (run.buffers->len, >, 5);
  for (guint i = 0; i < run.buffers->len; i++) {
    GstBuffer *buffer = run.buffers->pdata[i];
    g_assert_cmpuint (GST_BUFFER_PTS (buffer), >=, 33333 * GST_MSECOND);
    g_assert_cmpuint (GST_BUFFER_PTS (buffer) + GST_BUFFER_DURATION (buffer), <=, 35 * GST_SECOND);
  }
  g_assert_cmpuint (GST_BUFFER_PTS (run.buffers->pdata[0]), ==, 33333 * GST_MSECOND);
  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  g_ptr_array_set_size (run.buffers, 0);
  g_assert_true (gst_element_seek (pipeline, -1, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH |
          GST_SEEK_FLAG_ACCURATE, GST_SEEK_TYPE_SET, 20 * GST_SECOND, GST_SEEK_TYPE_SET,
          25 * GST_SECOND));
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  wait_for (pipeline, GST_MESSAGE_EOS);
  g_assert_cmpuint (run.buffers->len, >, 5);
  for (guint i = 0; i < run.buffers->len; last = GST_BUFFER_PTS (run.buffers->pdata[i++]))
    g_assert_cmpuint (GST_BUFFER_PTS (run.buffers->pdata[i]), <=, last);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/subtitle-live/cues", test_cues);
  g_test_add_func ("/subtitle-live/late", test_late);
  g_test_add_func ("/subtitle-live/silence", test_silence);
  g_test_add_func ("/subtitle-live/pipeline", test_pipeline);
  g_test_add_func ("/subtitle-live/muxers", test_muxers);
  g_test_add_func ("/subtitle-live/seek-styled", test_seek_styled);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
