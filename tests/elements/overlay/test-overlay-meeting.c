/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Footage and telemetry that do not meet are told of, and what a user says of where the
 * footage is holds whatever way the telemetry comes. */
#include <string.h>

#include "overlay-fixture.h"

#include <gst/telemetry/gsttelemetrymessages.h>

static char *log_path;

typedef struct {
  guint warnings, messages;
  gint64 footage_end, telemetry_start;
  char *words;               /* of the last warning */
} Told;

static Told
play (GstElement *pipeline)
{
  Told told = { .words = NULL };
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gboolean done = FALSE;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  while (!done) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING | GST_MESSAGE_ELEMENT);
    g_assert_nonnull (message);
    g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
    done = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
    if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_WARNING) {
      g_autoptr (GError) error = NULL;
      gst_message_parse_warning (message, &error, NULL);
      g_free (told.words);
      told.words = g_strdup (error->message);
      told.warnings++;
    }
    if (gst_message_has_name (message, GST_TELEMETRY_MESSAGE_APART)) {
      const GstStructure *structure = gst_message_get_structure (message);
      g_assert_true (gst_structure_get_int64 (structure, "footage-end", &told.footage_end));
      g_assert_true (gst_structure_get_int64 (structure, "telemetry-start", &told.telemetry_start));
      told.messages++;
    }
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return told;
}

static Told
play_line (const char *format, ...) G_GNUC_PRINTF (1, 2);

static Told
play_line (const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  pipeline = gst_parse_launch (line, &error);
  g_assert_no_error (error);
  return play (pipeline);
}

/* Two seconds of footage, whose length its source tells. */
#define FOOTAGE "videotestsrc num-buffers=20 pattern=black ! " \
    "video/x-raw,format=I420,width=160,height=90,framerate=10/1 ! "

static const struct {
  const char *properties;
  gboolean apart;
} overlays[] = {
  { .properties = "", .apart = TRUE },
  { .properties = "liftoff-at=-101", .apart = FALSE },
  { .properties = "liftoff-at=-98.5", .apart = FALSE },
  { .properties = "liftoff-at=-97.5", .apart = TRUE },
  { .properties = "liftoff-at=-103", .apart = TRUE },
  { .properties = "time-offset=100000000000", .apart = FALSE },
  { .properties = "marks=0@T+100", .apart = FALSE },
  { .properties = "marks=0@T+10", .apart = TRUE },
};

static void
test_overlay (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (overlays); i++) {
    Told told = play_line (FOOTAGE "telemetryoverlay location=%s %s ! fakesink", log_path,
        overlays[i].properties);
    g_assert_cmpuint (told.warnings, ==, overlays[i].apart);
    g_assert_cmpuint (told.messages, ==, overlays[i].apart);
    if (told.messages)
      g_assert_cmpint (told.telemetry_start, ==, 100 * GST_SECOND);
    g_free (told.words);
  }
}

/* Told at the first frame when the footage's length is known: it is in the words. */
static void
test_length (void)
{
  Told told = play_line (FOOTAGE "telemetryoverlay location=%s ! fakesink", log_path);
  g_assert_cmpint (told.footage_end, ==, 2 * GST_SECOND);
  g_assert_nonnull (strstr (told.words, "T+00:00:00.000 to T+00:00:02.000"));
  g_assert_nonnull (strstr (told.words, "T+00:01:40.000 to T+00:01:42.000"));
  g_free (told.words);
}

static GstPadProbeReturn
refuse_duration (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  return GST_QUERY_TYPE (GST_PAD_PROBE_INFO_QUERY (info)) == GST_QUERY_DURATION ?
      GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

/* Footage of N frames, ten a second, that does not say how long it is. */
static Told
play_endless (guint n_frames)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=%u pattern=black ! "
      "video/x-raw,format=I420,width=160,height=90,framerate=10/1 ! telemetryoverlay name=overlay "
      "location=%s ! fakesink", n_frames, log_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (pipeline), "overlay");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (overlay, "sink");

  g_assert_no_error (error);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_QUERY_UPSTREAM, refuse_duration, NULL, NULL);
  return play (pipeline);
}

static void
test_endless (void)
{
  Told two = play_endless (20), twenty = play_endless (200), long_enough = play_endless (1001);

  g_assert_cmpuint (two.messages, ==, 1);
  g_assert_cmpint (two.footage_end, ==, 19 * GST_SECOND / 10);
  g_assert_cmpuint (twenty.messages, ==, 1);
  g_assert_cmpint (twenty.footage_end, ==, 10 * GST_SECOND);
  g_assert_cmpuint (long_enough.messages, ==, 1);
  g_free (two.words);
  g_free (twenty.words);
  g_free (long_enough.words);
}

static void
test_source (void)
{
  Told apart = play_line ("telemetrysrc location=%s duration=2000000000 ! fakesink", log_path);
  Told before = play_line ("telemetrysrc location=%s liftoff-at=-300 ! fakesink", log_path);
  Told whole = play_line ("telemetrysrc location=%s ! fakesink", log_path);
  Told soft = play_line ("telemetrysrc location=%s duration=2000000000 ! telemetrysubtitle ! "
      "fakesink", log_path);

  g_assert_cmpuint (apart.messages, ==, 1);
  g_assert_cmpuint (before.messages, ==, 1);
  g_assert_cmpint (before.footage_end, ==, 300 * GST_SECOND);
  g_assert_cmpuint (whole.messages, ==, 0);
  g_assert_cmpuint (whole.warnings, ==, 0);
  g_assert_cmpuint (soft.messages, ==, 1);
  g_free (apart.words);
  g_free (before.words);
  g_free (whole.words);
  g_free (soft.words);
}

/* Telemetry on its pad. */

static void
see (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  double altitude;

  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  altitude = value.validity >= GST_TELEMETRY_VALIDITY_STALE ? value.value : -1;
  g_array_append_val ((GArray *) data, altitude);
}

static void
push_lines (GstElement *source, gboolean is_utc)
{
  GstFlowReturn flow;

  for (int i = 0; i <= 20; i++) {
    char *text = is_utc ? g_strdup_printf ("{\"time\":\"2024-05-04T09:00:0%d.%dZ\","
        "\"altitude_m\":%d}\n", i / 10, i % 10, 1000 + i) : g_strdup_printf (
        "{\"met\":10%d.%d,\"altitude\":%d}\n", i / 10, i % 10, 1000 + i);
    GstBuffer *buffer = gst_buffer_new_wrapped (text, strlen (text));
    GST_BUFFER_PTS (buffer) = (GstClockTime) i * GST_SECOND / 10;
    g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
    gst_buffer_unref (buffer);
  }
  g_signal_emit_by_name (source, "end-of-stream", &flow);
}

/* Altitudes of the frames, of telemetry from T+100 or 09:00:00 on, 10 Hz, 1 m a sample. */
static GArray *
play_pad (const char *properties, gboolean is_utc, Told *told)
{
  g_autofree char *line = g_strdup_printf (FOOTAGE "telemetryoverlay name=overlay %s ! fakesink "
      "name=sink signal-handoffs=true appsrc name=telemetry format=time "
      "caps=\"application/x-telemetry,version=1\" ! overlay.telemetry_sink", properties);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "telemetry");
  GArray *altitudes = g_array_new (FALSE, FALSE, sizeof (double));

  g_assert_no_error (error);
  g_signal_connect (sink, "handoff", G_CALLBACK (see), altitudes);
  push_lines (source, is_utc);
  *told = play (pipeline);
  g_assert_cmpuint (altitudes->len, ==, 20);
  return altitudes;
}

static const struct {
  const char *properties;
  gboolean is_utc;           /* 09:00:00 on, else T+100 on */
  double first;              /* altitude of the first frame; -1: nothing */
  double last;               /* of the one at 1.9 s */
  gboolean apart;
} pads[] = {
  { .properties = "", .first = 1000, .last = 1019 },
  { .properties = "liftoff-at=-101", .first = 1010, .last = -2 },
  { .properties = "liftoff-at=-99", .first = -1, .last = 1009 },
  { .properties = "marks=0@T+100.5", .first = 1005, .last = -2 },
  { .properties = "liftoff-at=-101.5", .first = 1015, .last = -2 },
  { .properties = "liftoff-at=-300", .first = -1, .last = -1, .apart = TRUE },
  { .properties = "liftoff-at=-50", .first = -1, .last = -1, .apart = TRUE },
  { .is_utc = TRUE, .properties = "footage-start=2024-05-04T09:00:00.5Z", .first = 1005, .last = -2 },
  { .is_utc = TRUE, .properties = "footage-start=2024-05-04T08:59:59Z", .first = -1, .last = 1009 },
  { .is_utc = TRUE, .properties = "footage-start=2024-05-05T09:00:00Z", .first = -1, .last = -1,
    .apart = TRUE },
  { .is_utc = TRUE, .properties = "footage-start=09:00:00:00", .first = 1000, .last = 1019 },
};

static void
test_pad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pads); i++) {
    Told told;
    g_autoptr (GArray) altitudes = play_pad (pads[i].properties, pads[i].is_utc, &told);
    g_test_message ("%s %s: %g, %g", pads[i].properties, told.words ? told.words : "", g_array_index (altitudes, double, 0),
        g_array_index (altitudes, double, 19));
    g_assert_cmpfloat_with_epsilon (g_array_index (altitudes, double, 0), pads[i].first, 1e-6);
    if (pads[i].last != -2)
      g_assert_cmpfloat_with_epsilon (g_array_index (altitudes, double, 19), pads[i].last, 1e-6);
    g_assert_cmpuint (told.messages, ==, pads[i].apart);
    g_free (told.words);
  }
}

int
main (int argc, char **argv)
{
  static const char text[] = "time_s,altitude_m\n100,1000\n101,1010\n102,1020\n";
  int result, file;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  file = g_file_open_tmp ("meeting-XXXXXX.csv", &log_path, NULL);
  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (log_path, text, -1, NULL));
  g_test_add_func ("/meeting/overlay", test_overlay);
  g_test_add_func ("/meeting/length", test_length);
  g_test_add_func ("/meeting/endless", test_endless);
  g_test_add_func ("/meeting/source", test_source);
  g_test_add_func ("/meeting/pad", test_pad);
  result = g_test_run ();
  g_unlink (log_path);
  g_free (log_path);
  return result;
}
