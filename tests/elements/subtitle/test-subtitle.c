/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/language.h"
#include "shared-data.h"
#include "subtitle-run.h"

static Fixture fixture;

/* Altitude is 1 m at 0.1 s, 10 m a second. */
static void
test_text (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s duration=60000000000 ! "
      "telemetrysubtitle template=\"{altitude:m:0}\\\\n{phase}\" ! "
      "text/x-raw,format=utf8 ! fakesink name=end", fixture.mission);
  Run run;

  run_line (line, &run);
  g_assert_true (run.sparse);
  g_assert_true (run.eos);
  g_assert_true (run.toc_early);
  g_assert_cmpuint (run.buffers->len, ==, 60);
  check_cue (&run, 0, 0, GST_SECOND, "0\nAscent");
  check_cue (&run, 7, 7 * GST_SECOND, GST_SECOND, "70\nAscent");
  check_cue (&run, 50, 50 * GST_SECOND, GST_SECOND, "500\nCoast");
  run_clear (&run);
}

/* Long stretches without words: a blank cue at 0, then GAP events. */
static void
test_silence (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s liftoff-at=900 "
      "duration=960000000000 ! telemetrysubtitle template={phase} ! text/x-raw,format=utf8 ! "
      "fakesink name=end", fixture.mission);
  Run run;

  run_line (line, &run);
  g_assert_cmpuint (run.buffers->len, ==, 3);
  check_cue (&run, 0, 0, 600 * GST_SECOND, " ");
  check_cue (&run, 1, 900 * GST_SECOND, 50 * GST_SECOND, "Ascent");
  check_cue (&run, 2, 950 * GST_SECOND, 10 * GST_SECOND, "Coast");
  g_assert_cmpuint (run.gaps, ==, 1);
  g_assert_cmpuint (run.gap_time, ==, 300 * GST_SECOND);
  run_clear (&run);
}

/* A muxer does not wait for words that do not come. */
static void
test_muxing_silence (void)
{
  g_autofree char *line = g_strdup_printf ("matroskamux name=mux ! fakesink name=end "
      "videotestsrc num-buffers=620 ! video/x-raw,width=64,height=64,framerate=1/1 ! queue ! mux. "
      "telemetrysrc mission=%s liftoff-at=600 duration=620000000000 ! "
      "telemetrysubtitle template={phase} ! text/x-raw,format=utf8 ! queue ! mux.", fixture.mission);
  Run run;

  run_line (line, &run);
  g_assert_cmpuint (run.buffers->len, >, 620);
  run_clear (&run);
}

static void
test_formats (void)
{
  g_autofree char *markup = g_strdup_printf ("telemetrysrc mission=%s duration=2000000000 ! "
      "telemetrysubtitle template=\"<i>{altitude:m:0}\" ! text/x-raw,format=pango-markup ! "
      "fakesink name=end", fixture.mission);
  g_autofree char *ass = g_strdup_printf ("telemetrysrc mission=%s duration=2000000000 ! "
      "telemetrysubtitle ! application/x-ass ! fakesink name=end", fixture.mission);
  g_autofree char *file = g_strdup_printf ("telemetrysrc mission=%s duration=2000000000 ! "
      "telemetrysubtitle layout=none template={altitude:m:0} ! application/x-ass,format=file ! "
      "fakesink name=end", fixture.mission);
  const GValue *data;
  Run run;

  run_line (markup, &run);
  check_cue (&run, 1, GST_SECOND, GST_SECOND, "&lt;i&gt;10");
  run_clear (&run);

  run_line (ass, &run);
  data = gst_structure_get_value (gst_caps_get_structure (run.caps, 0), "codec_data");
  g_assert_nonnull (data);
  g_assert_cmpuint (gst_buffer_get_size (gst_value_get_buffer (data)), <, 2048);
  for (guint i = 0; i < run.buffers->len; i++) {
    g_autofree char *text = text_of (&run, i);
    g_autofree char *order = g_strdup_printf ("%u,", i);
    g_assert_true (g_str_has_prefix (text, order));
    if (i > 0)
      g_assert_cmpuint (GST_BUFFER_PTS (run.buffers->pdata[i]), >=,
          GST_BUFFER_PTS (run.buffers->pdata[i - 1]));
  }
  run_clear (&run);

  run_line (file, &run);
  g_autofree char *head = text_of (&run, 0);
  g_autofree char *last = text_of (&run, 2);
  g_assert_true (g_str_has_prefix (head, "[Script Info]\n"));
  g_assert_nonnull (strstr (head, "\n[Events]\nFormat: "));
  g_assert_cmpstr (last, ==, "Dialogue: 0,0:00:01.00,0:00:02.00,Telemetry,,0,0,0,,10\n");
  run_clear (&run);
}

static void
seek (GstElement *pipeline, double rate, GstClockTime start, GstClockTime stop)
{
  g_assert_true (gst_element_seek (pipeline, rate, GST_FORMAT_TIME,
          GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, GST_SEEK_TYPE_SET, (gint64) start,
          GST_SEEK_TYPE_SET, (gint64) stop));
}

/* A seek into a cue shows what that cue says, from there on. Backwards the last
 * cue comes first. */
static void
test_seek (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s duration=60000000000 ! "
      "telemetrysubtitle template={altitude:m:0} ! text/x-raw,format=utf8 ! "
      "fakesink name=end sync=false", fixture.mission);
  Run run;
  g_autoptr (GstElement) pipeline = start (line, &run);

  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  gst_element_get_state (pipeline, NULL, NULL, GST_CLOCK_TIME_NONE);
  g_ptr_array_set_size (run.buffers, 0);
  seek (pipeline, 1, 12340 * GST_MSECOND, 15 * GST_SECOND);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  wait_for (pipeline, GST_MESSAGE_EOS);
  g_assert_cmpuint (run.segment.start, ==, 12340 * GST_MSECOND);
  g_assert_cmpuint (run.buffers->len, ==, 3);
  check_cue (&run, 0, 12340 * GST_MSECOND, 660 * GST_MSECOND, "120");
  check_cue (&run, 2, 14 * GST_SECOND, GST_SECOND, "140");

  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  g_ptr_array_set_size (run.buffers, 0);
  seek (pipeline, -1, 20 * GST_SECOND, 22500 * GST_MSECOND);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  wait_for (pipeline, GST_MESSAGE_EOS);
  g_assert_cmpuint (run.buffers->len, ==, 3);
  check_cue (&run, 0, 22 * GST_SECOND, 500 * GST_MSECOND, "220");
  check_cue (&run, 2, 20 * GST_SECOND, GST_SECOND, "200");
  gst_element_set_state (pipeline, GST_STATE_NULL);
  run_clear (&run);
}

static GstBuffer *
sample (double time, const char *rest)
{
  g_autofree char *line = g_strdup_printf ("{\"met\":%g%s}", time, rest);
  GstBuffer *buffer = gst_buffer_new_memdup (line, strlen (line));

  GST_BUFFER_PTS (buffer) = (GstClockTime) (time * GST_SECOND);
  return buffer;
}

/* Samples of an application, without a flight: what is known is said, hostile
 * text harmlessly. */
static void
test_samples (void)
{
  GstHarness *harness = gst_harness_new ("telemetrysubtitle");
  g_autoptr (GstBuffer) out = NULL;
  gpointer text;
  gsize size;

  gst_harness_set_live (harness, FALSE);
  gst_harness_set_src_caps_str (harness, GST_TELEMETRY_CAPS);
  gst_harness_set_sink_caps_str (harness, "text/x-raw,format=pango-markup");
  gst_util_set_object_arg (G_OBJECT (harness->element), "template", "{altitude:m:0} {text:note}");
  for (int i = 0; i < 6; i++) {
    g_autofree char *rest = g_strdup_printf (",\"altitude\":%d,\"note\":\"<b>{\\\\an8} --> \\n x\"",
        100 + i / 4);
    g_assert_cmpint (gst_harness_push (harness, sample (i, rest)), ==, GST_FLOW_OK);
  }
  gst_harness_push_event (harness, gst_event_new_eos ());
  out = gst_harness_pull (harness);
  g_assert_cmpuint (GST_BUFFER_PTS (out), ==, 0);
  g_assert_cmpuint (GST_BUFFER_DURATION (out), ==, 4 * GST_SECOND);
  gst_buffer_extract_dup (out, 0, gst_buffer_get_size (out), &text, &size);
  g_assert_true (strncmp (text, "100 &lt;b&gt;{\\\xe2\x81\xa0" "an8} --&gt;", 29) == 0);
  g_assert_null (memchr (text, '\n', size));
  g_free (text);
  gst_harness_teardown (harness);
}

/* The numbers and the phase that stand in each cue are those of the meta of a
 * frame with the overlay on it; the profile of neither is said. */
static void
test_same_as_burned (void)
{
  g_autofree char *log = shared_data_path ("webcast/spacex-crs-12/stage1-raw.json");
  g_autofree char *line = NULL, *caps = fixture_caps ("I420", 320, 180);
  GstHarness *harness;
  GstElement *overlay;
  Run run;

  if (!log)
    return;
  line = g_strdup_printf ("telemetrysrc location=%s liftoff-at=-120 duration=60000000000 ! "
      "telemetrysubtitle language=ru template=\"{speed:m/s:3} {altitude:m:3}\\\\n{phase}\" ! "
      "text/x-raw,format=utf8 ! fakesink name=end", log);
  run_line (line, &run);
  g_assert_cmpuint (run.buffers->len, >=, 60);
  overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  g_object_set (overlay, "location", log, "liftoff-at", "-120", "language", "ru", NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_object_unref (overlay);
  gst_harness_set_src_caps_str (harness, caps);
  for (guint i = 0; i < run.buffers->len; i++) {
    g_autofree char *text = text_of (&run, i), *wanted = NULL;
    g_autoptr (GstBuffer) frame = fixture_pass (harness, "I420", 320, 180,
        GST_BUFFER_PTS (run.buffers->pdata[i]));
    GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (frame);
    GstTelemetryValue speed, altitude;
    g_auto (GStrv) groups = g_strsplit (text, tlm_language_find ("ru")->group_mark, -1);
    g_autofree char *plain = g_strjoinv ("", groups);

    g_assert_true (gst_telemetry_snapshot_get_value (meta->snapshot, "stage1", "speed", &speed));
    g_assert_true (gst_telemetry_snapshot_get_value (meta->snapshot, "stage1", "altitude", &altitude));
    wanted = g_strdup_printf ("%.3f %.3f\n%s", speed.value, altitude.value,
        gst_telemetry_snapshot_get_phase_label (meta->snapshot, "stage1"));
    g_assert_cmpstr (g_strdelimit (plain, ",", '.'), ==, wanted);
    g_assert_true (g_str_equal (gst_telemetry_snapshot_get_phase (meta->snapshot, "stage1"),
            "ascent") == (GST_BUFFER_PTS (run.buffers->pdata[i]) < 27 * GST_SECOND));
  }
  gst_harness_teardown (harness);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/subtitle/text", test_text);
  g_test_add_func ("/subtitle/silence", test_silence);
  g_test_add_func ("/subtitle/muxing-silence", test_muxing_silence);
  g_test_add_func ("/subtitle/formats", test_formats);
  g_test_add_func ("/subtitle/seek", test_seek);
  g_test_add_func ("/subtitle/samples", test_samples);
  g_test_add_func ("/subtitle/same-as-burned", test_same_as_burned);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
