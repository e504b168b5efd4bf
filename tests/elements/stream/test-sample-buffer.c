/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples of an application's own: what is written reads back, here and in the plugin's own decoder. */
#include <float.h>
#include <gst/gst.h>
#include <gst/telemetry/telemetry.h>
#include <math.h>
#include <string.h>

#include "core/decode/registry.h"

static char *
text_of (GstBuffer *buffer)
{
  gpointer bytes;
  gsize n;
  char *text;

  gst_buffer_extract_dup (buffer, 0, gst_buffer_get_size (buffer), &bytes, &n);
  text = g_strndup (bytes, n);
  g_free (bytes);
  return text;
}

static GPtrArray *
read_text (const char *text, GError **error)
{
  g_autoptr (GstBuffer) buffer = gst_buffer_new_memdup (text, strlen (text));

  return gst_telemetry_samples_from_buffer (buffer, error);
}

static void
test_written (void)
{
  g_autoptr (GstTelemetrySample) sample = gst_telemetry_sample_new_utc (G_GINT64_CONSTANT (1633424102442000000));
  g_autoptr (GstBuffer) buffer = NULL;
  g_autofree char *text = NULL;

  gst_telemetry_sample_set_vehicle (sample, "soyuz");
  gst_telemetry_sample_set_value (sample, "altitude", 1234.5);
  gst_telemetry_sample_set_text (sample, "state", "a \"b\"\n\\");
  gst_telemetry_sample_set_event (sample, "meco");
  gst_telemetry_sample_set_value (sample, "altitude", 0.1);
  gst_telemetry_sample_set_value (sample, "speed", NAN);
  buffer = gst_telemetry_sample_to_buffer (sample);
  text = text_of (buffer);
  g_assert_cmpstr (text, ==, "{\"utc\":\"2021-10-05T08:55:02.442000000Z\",\"vehicle\":\"soyuz\",\"event\":\"meco\","
      "\"altitude\":0.10000000000000001,\"state\":\"a \\\"b\\\"\\n\\\\\"}\n");
  g_assert_false (GST_BUFFER_PTS_IS_VALID (buffer));
}

static const TlmTrack *
find_track (const TlmLog *log, const char *name)
{
  const TlmLogVehicle *vehicle = log->vehicles->pdata[0];

  for (guint i = 0; i < vehicle->tracks->len; i++)
    if (strcmp (((TlmTrack *) vehicle->tracks->pdata[i])->name, name) == 0)
      return vehicle->tracks->pdata[i];
  return NULL;
}

/* The decoder of the plugin has them at their instants, to the nanosecond, and with their last bit; of a channel that
 * nothing is known of, since no vehicle moves so. */
static void
test_decoded (void)
{
  const gint64 start_ns = G_GINT64_CONSTANT (1633424102000000007);
  const double values[] = { 0.1, 0.1 + DBL_EPSILON, 1.0 / 3, 0.3 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (GstTelemetrySample) sample = gst_telemetry_sample_new_utc (start_ns + i);
    gst_telemetry_sample_set_value (sample, "my-number", values[i]);
    g_autoptr (GstBuffer) buffer = gst_telemetry_sample_to_buffer (sample);
    g_autofree char *line = text_of (buffer);
    g_string_append (text, line);
  }
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "x.jsonl", NULL, &error);
  g_assert_no_error (error);
  const TlmTrack *track = find_track (log, "my-number");
  g_assert_nonnull (track);
  g_assert_cmpuint (tlm_series_length (track->series), ==, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_assert_cmpfloat (tlm_series_value (track->series, i), ==, values[i]);
    g_assert_cmpint (tlm_series_time (track->series, i) - tlm_series_time (track->series, 0), ==, i);
  }
}

/* Known lines and what they say. */
static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) samples = read_text ("{\"met\":-12.5,\"altitude\":1,\"state\":\"on\",\"x\":null,\"y\":true,\"z\":[1]}\n\n"
      "{\"utc\":\"2016-12-31T23:59:60.5Z\",\"vehicle\":\"a\",\"event\":\"b\",\"speed\":-2e3}\n"
      "{\"utc\":\"1969-12-31T23:59:59.999999999Z\"}", &error);
  GstClockTimeDiff elapsed;
  const char *channel, *text;
  gint64 utc_ns;
  double value;

  g_assert_no_error (error);
  g_assert_cmpuint (samples->len, ==, 3);
  g_assert_true (gst_telemetry_sample_get_elapsed (samples->pdata[0], &elapsed));
  g_assert_cmpint (elapsed, ==, -12500000000);
  g_assert_false (gst_telemetry_sample_get_utc (samples->pdata[0], &utc_ns));
  g_assert_cmpuint (gst_telemetry_sample_get_n_channels (samples->pdata[0]), ==, 2);
  g_assert_true (gst_telemetry_sample_get_nth (samples->pdata[0], 0, &channel, &value, &text));
  g_assert_true (strcmp (channel, "altitude") == 0 && value == 1 && !text);
  g_assert_true (gst_telemetry_sample_get_nth (samples->pdata[0], 1, &channel, &value, &text));
  g_assert_true (strcmp (channel, "state") == 0 && isnan (value) && strcmp (text, "on") == 0);
  g_assert_false (gst_telemetry_sample_get_nth (samples->pdata[0], 2, &channel, &value, &text));
  /* date -u -d 2017-01-01 +%s */
  g_assert_true (gst_telemetry_sample_get_utc (samples->pdata[1], &utc_ns));
  g_assert_cmpint (utc_ns, ==, G_GINT64_CONSTANT (1483228800500000000));
  g_assert_cmpstr (gst_telemetry_sample_get_vehicle (samples->pdata[1]), ==, "a");
  g_assert_cmpstr (gst_telemetry_sample_get_event (samples->pdata[1]), ==, "b");
  g_assert_true (gst_telemetry_sample_get_utc (samples->pdata[2], &utc_ns));
  g_assert_cmpint (utc_ns, ==, -1);
}

static void
test_round (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 2000; i++) {
    const gint64 ns = ((gint64) g_rand_int (random) << 30 | g_rand_int_range (random, 0, 1 << 30)) - (G_GINT64_CONSTANT (1) << 61);
    g_autoptr (GstTelemetrySample) sample = gst_telemetry_sample_new_utc (ns), copy = NULL;
    gst_telemetry_sample_set_value (sample, "a", g_rand_double_range (random, -1e9, 1e9));
    copy = gst_telemetry_sample_copy (sample);
    g_autoptr (GstBuffer) buffer = gst_telemetry_sample_to_buffer (copy);
    g_autoptr (GPtrArray) read = gst_telemetry_samples_from_buffer (buffer, NULL);
    double value, want;
    gint64 back;

    g_assert_cmpuint (read->len, ==, 1);
    g_assert_true (gst_telemetry_sample_get_utc (read->pdata[0], &back));
    g_assert_cmpint (back, ==, ns);
    gst_telemetry_sample_get_nth (sample, 0, NULL, &want, NULL);
    g_assert_true (gst_telemetry_sample_get_nth (read->pdata[0], 0, NULL, &value, NULL));
    g_assert_cmpfloat (value, ==, want);
  }
}

static void
test_errors (void)
{
  static const struct { const char *text, *said; } cases[] = {
    { "{\"met\":1}\n{\"altitude\":2}\n", "line 2 has no time" },
    { "{\"utc\":\"yesterday\"}", "line 1 has no time" },
    { "{\"utc\":\"2021-10-05T08:55:02\"}", "line 1 has no time" },
    { "{\"utc\":\"2021-10-05T08:55:02.Z\"}", "line 1 has no time" },
    { "{\"met\":\"1\"}", "line 1 has no time" },
    { "{\"met\":1e300}", "line 1 has no time" },
    { "\n[1]\n", "line 2 is no JSON object" },
    { "{\"met\":1", "line 1 is no JSON object" },
    { "{\"met\":1,\"a\":\"\xff\"}", "line 1 is no JSON object" },
  };
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) said = NULL;
    g_assert_null (read_text (cases[i].text, &said));
    g_assert_error (said, GST_STREAM_ERROR, GST_STREAM_ERROR_DECODE);
    g_assert_nonnull (strstr (said->message, cases[i].said));
  }
  g_assert_null (read_text (deep, &error));
  g_assert_nonnull (error);
}

/* What would be read as something else is refused, and told to the programmer. */
static void
test_reserved (void)
{
  g_autoptr (GstTelemetrySample) sample = gst_telemetry_sample_new_elapsed (0);
  static const char *const names[] = { "utc", "met", "vehicle", "event", "state-vector", "", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_test_expect_message ("telemetry", G_LOG_LEVEL_CRITICAL, "*is_channel_name*");
    gst_telemetry_sample_set_value (sample, names[i], 1);
    g_test_assert_expected_messages ();
  }
  g_assert_cmpuint (gst_telemetry_sample_get_n_channels (sample), ==, 0);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-buffer/written", test_written);
  g_test_add_func ("/sample-buffer/decoded", test_decoded);
  g_test_add_func ("/sample-buffer/read", test_read);
  g_test_add_func ("/sample-buffer/round", test_round);
  g_test_add_func ("/sample-buffer/errors", test_errors);
  g_test_add_func ("/sample-buffer/reserved", test_reserved);
  return g_test_run ();
}
