/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A picture without a number says why, once; one that will have numbers says nothing. */
#include <string.h>

#include "overlay-fixture.h"

static Fixture fixture;

/* A log of 60 s at 1 Hz in two columns: the first from its FIRST second on, the second always. */
static char *
write_log (const char *header, int first)
{
  g_autoptr (GString) text = g_string_new (header);
  char *path = g_build_filename (fixture.folder, "silent.csv", NULL);

  for (int t = 0; t < 60; t++)
    if (t >= first)
      g_string_append_printf (text, "%d,%d,%d\n", t, 1000 + t, t);
    else
      g_string_append_printf (text, "%d,,%d\n", t, t);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* Warnings of 12 s of film with these properties, and more in the line; of them, WORDS are in
 * each. */
static guint
count_warnings (const char *properties, const char *more, const char *words)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=120 ! "
      "video/x-raw,width=64,height=64,framerate=10/1 ! telemetryoverlay name=o %s ! fakesink %s", properties, more);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gboolean ended = FALSE;
  guint warnings = 0;

  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  while (!ended) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
    g_autoptr (GError) warning = NULL;
    g_assert_nonnull (message);
    g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
    ended = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
    if (ended)
      break;
    gst_message_parse_warning (message, &warning, NULL);
    g_test_message ("%s", warning->message);
    g_assert_nonnull (strstr (warning->message, words));
    warnings++;
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return warnings;
}

static guint
count_of_log (const char *header, int first, const char *more, const char *words)
{
  g_autofree char *path = write_log (header, first);
  g_autofree char *properties = g_strdup_printf ("location=%s layout=webcast %s", path, more);

  return count_warnings (properties, "", words);
}

/* No column that the layout has a place for, though all are measured: the sign that the signal
 * is there is no number. */
static void
test_no_channel (void)
{
  g_assert_cmpuint (count_of_log ("time[s],odd[kg],odder[kg]\n", 0, "liftoff-at=0", "telemetry-inspect"), ==, 1);
}

/* The columns are there and empty for the first 30 s. */
static void
test_no_value (void)
{
  g_assert_cmpuint (count_of_log ("time[s],altitude[m],odd[kg]\n", 30, "liftoff-at=0", "for 3 s"), ==, 1);
  g_assert_cmpuint (count_of_log ("time[s],altitude[m],odd[kg]\n", 2, "liftoff-at=0", "none"), ==, 0);
  g_assert_cmpuint (count_of_log ("time[s],altitude[m],odd[kg]\n", 0, "liftoff-at=0", "none"), ==, 0);
}

/* Before the telemetry begins there is nothing to say. */
static void
test_before (void)
{
  g_assert_cmpuint (count_of_log ("time[s],altitude[m],odd[kg]\n", 0, "liftoff-at=8", "none"), ==, 0);
}

static void
test_nothing_comes (void)
{
  g_assert_cmpuint (count_warnings ("max-wait=0",
          "appsrc is-live=true format=time caps=application/x-telemetry,version=1 ! o.telemetry_sink",
          "telemetry_sink"), ==, 1);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/silence/no-channel", test_no_channel);
  g_test_add_func ("/silence/no-value", test_no_value);
  g_test_add_func ("/silence/before", test_before);
  g_test_add_func ("/silence/nothing-comes", test_nothing_comes);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
