/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>
#include <unistd.h>

#include "subtitle-run.h"

static Fixture fixture;

/* The order in which the head of a track went by. */
typedef struct {
  GString *order;
  char *language;
} Head;

static GstPadProbeReturn
watch_head (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Head *head = data;
  GstEvent *event = GST_PAD_PROBE_INFO_EVENT (info);
  GstTagList *tags;

  if (GST_EVENT_TYPE (event) == GST_EVENT_TAG) {
    g_autofree char *language = NULL;
    gst_event_parse_tag (event, &tags);
    if (!gst_tag_list_get_string (tags, GST_TAG_LANGUAGE_CODE, &language))
      return GST_PAD_PROBE_OK;
    g_free (head->language);
    head->language = g_steal_pointer (&language);
  }
  g_string_append_printf (head->order, "%s ", GST_EVENT_TYPE_NAME (event));
  return GST_PAD_PROBE_OK;
}

/* A sink of a pipeline. */
static GstPad *
sink_pad (GstElement *pipeline, const char *name)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), name);

  return gst_element_get_static_pad (sink, "sink");
}

/* What is to be seen at a time. */
static char *
text_at (const Run *run, GstClockTime time)
{
  guint i = run->buffers->len;

  while (i > 0 && GST_BUFFER_PTS (run->buffers->pdata[i - 1]) > time)
    i--;
  g_assert_cmpuint (i, >, 0);
  return text_of (run, i - 1);
}

/* One run, a track a language: each has its own words, and says its language before
 * its caps, for muxers write their header as soon as the last track has caps. */
static void
test_languages (void)
{
  static const char *const names[] = { "end", "second", "third" };
  static const char *const languages[] = { "en", "ru", "de" };
  static const char *const numbers[] = { " 0.5", " 0,5", " 0,5" };
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s duration=60000000000 ! "
      "telemetrysubtitle name=text format=utf8 template=\"{phase} {altitude:km:1}\" language=en language=ru "
      "language=de text. ! queue ! fakesink name=end "
      "text. ! queue ! fakesink name=second text. ! queue ! fakesink name=third", fixture.mission);
  Run runs[3];
  Head heads[3];
  g_autoptr (GstElement) pipeline = start (line, &runs[0]);

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GstPad) pad = sink_pad (pipeline, names[i]);
    heads[i] = (Head) { g_string_new (NULL) };
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, watch_head, &heads[i], NULL);
    if (i > 0)
      watch_pad (pad, &runs[i]);
  }
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  wait_for (pipeline, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  for (guint i = 0; i < 3; i++) {
    g_autofree char *words = NULL;
    g_assert_cmpstr (heads[i].language, ==, languages[i]);
    g_assert_true (g_str_has_prefix (heads[i].order->str, "stream-start tag caps "));
    g_assert_true (runs[i].sparse);
    words = text_at (&runs[i], 49 * GST_SECOND);
    g_test_message ("%s: %s", languages[i], words);
    g_assert_true (g_str_has_suffix (words, numbers[i]));
    g_assert_true ((g_utf8_get_char (words) >= 0x400) == (i == 1));
    g_string_free (heads[i].order, TRUE);
    g_free (heads[i].language);
    run_clear (&runs[i]);
  }
}

/* A pad that no language is set for is a mistake that is told. */
static void
test_no_language (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s ! telemetrysubtitle name=text "
      "language=en text. ! queue ! fakesink text. ! queue ! fakesink", fixture.mission);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 20 * GST_SECOND, GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  gst_message_parse_error (message, &error, NULL);
  g_assert_nonnull (strstr (error->message, "src_1"));
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* `languages` begins anew, `language` adds; both read as all. */
static void
test_language_properties (void)
{
  g_autoptr (GstElement) element = gst_object_ref_sink (
      gst_element_factory_make ("telemetrysubtitle", NULL));
  g_autofree char *all = NULL, *again = NULL, *none = NULL;

  g_object_set (element, "language", "en", "language", "pt_BR", NULL);
  g_object_get (element, "language", &all, NULL);
  g_assert_cmpstr (all, ==, "en,pt_BR");
  g_object_set (element, "languages", "ru, fr", NULL);
  g_object_get (element, "languages", &again, NULL);
  g_assert_cmpstr (again, ==, "ru,fr");
  g_object_set (element, "languages", NULL, NULL);
  g_object_get (element, "languages", &none, NULL);
  g_assert_null (none);
}

/* 500 m and 10 m/s at 50 s; a foot is 0.3048 m, a mile 1609.344 m, a nautical mile
 * 1852 m, an hour 3600 s. */
static void
test_units (void)
{
  static const struct {
    const char *units, *text;
  } rows[] = {
    { "metric", "500 m 36 km/h" },
    { "imperial", "1,640 ft 22 mph" },
    { "nautical", "1,640 ft 19 kn" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *line = g_strdup_printf ("telemetrysrc location=%s ! telemetrysubtitle units=%s "
        "template=\"{altitude} {altitude.unit} {speed} {speed.unit}\" ! "
        "text/x-raw,format=utf8 ! fakesink name=end", fixture.log, rows[i].units);
    g_autofree char *text = NULL;
    Run run;

    run_line (line, &run);
    text = text_at (&run, 50 * GST_SECOND);
    g_assert_cmpstr (text, ==, rows[i].text);
    run_clear (&run);
  }
}

/* Cues begin with frames: frame n of 24000/1001 is at n × 1001 / 24000 s. The
 * event at 50 s is in the picture with frame 1199, at 50.008 s. */
static void
test_frame_rate (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s duration=60000000000 ! "
      "telemetrysubtitle frame-rate=24000/1001 template=\"{altitude:m:0}\\\\n{phase}\" ! "
      "text/x-raw,format=utf8 ! fakesink name=end", fixture.mission);
  gboolean cut = FALSE;
  Run run;

  run_line (line, &run);
  g_assert_cmpuint (run.buffers->len, >=, 60);
  for (guint i = 0; i < run.buffers->len; i++) {
    GstBuffer *buffer = run.buffers->pdata[i];
    guint64 frame = gst_util_uint64_scale_round (GST_BUFFER_PTS (buffer), 24000, 1001 * GST_SECOND);
    g_autofree char *text = text_of (&run, i);

    g_assert_cmpuint (GST_BUFFER_PTS (buffer), ==,
        gst_util_uint64_scale_round (frame, 1001 * GST_SECOND, 24000));
    if (frame == 1199) {
      g_assert_nonnull (strstr (text, "Coast"));
      cut = TRUE;
    } else if (frame < 1199) {
      g_assert_nonnull (strstr (text, "Ascent"));
    }
  }
  g_assert_true (cut);
  run_clear (&run);
}

/* The property chooses where caps do not. */
static void
test_format (void)
{
  static const struct {
    const char *format, *caps;
  } rows[] = {
    { "utf8", "text/x-raw, format=(string)utf8" },
    { "pango-markup", "text/x-raw, format=(string)pango-markup" },
    { "ass-file", "application/x-ass, format=(string)file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s duration=2000000000 ! "
        "telemetrysubtitle format=%s ! fakesink name=end", fixture.mission, rows[i].format);
    g_autoptr (GstCaps) wanted = gst_caps_from_string (rows[i].caps);
    Run run;

    run_line (line, &run);
    g_assert_true (gst_caps_is_equal (run.caps, wanted));
    run_clear (&run);
  }
}

/* Buffers that a pad has seen. */
static GstPadProbeReturn
count (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  g_atomic_int_inc ((gint *) data);
  return GST_PAD_PROBE_OK;
}

/* Pads come and go while the stream waits for its sink, and while it flows: nobody
 * waits for anybody, and the other track goes on. */
static void
test_pads_on_the_way (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s duration=90000000000000000 ! "
      "telemetrysubtitle name=text format=utf8 language=en language=ru text.src ! "
      "fakesink name=end", fixture.mission);
  Run run;
  g_autoptr (GstElement) pipeline = start (line, &run);
  g_autoptr (GstElement) text = gst_bin_get_by_name (GST_BIN (pipeline), "text");
  g_autoptr (GstPad) end = sink_pad (pipeline, "end");
  gint n = 0;

  alarm (100);
  gst_pad_add_probe (end, GST_PAD_PROBE_TYPE_BUFFER, count, &n, NULL);
  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  gst_element_get_state (pipeline, NULL, NULL, GST_CLOCK_TIME_NONE);
  for (guint i = 0; i < 50; i++) {
    g_autoptr (GstPad) pad = gst_element_request_pad_simple (text, "src_%u");
    gint until = g_atomic_int_get (&n) + 2;
    g_assert_nonnull (pad);
    g_assert_cmpstr (GST_PAD_NAME (pad), ==, "src_1");
    while (i > 0 && g_atomic_int_get (&n) < until)
      g_usleep (1000);
    gst_element_release_request_pad (text, pad);
    if (i == 0)
      gst_element_set_state (pipeline, GST_STATE_PLAYING);
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  alarm (0);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/subtitle-tracks/languages", test_languages);
  g_test_add_func ("/subtitle-tracks/no-language", test_no_language);
  g_test_add_func ("/subtitle-tracks/language-properties", test_language_properties);
  g_test_add_func ("/subtitle-tracks/units", test_units);
  g_test_add_func ("/subtitle-tracks/frame-rate", test_frame_rate);
  g_test_add_func ("/subtitle-tracks/format", test_format);
  g_test_add_func ("/subtitle-tracks/pads-on-the-way", test_pads_on_the_way);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
