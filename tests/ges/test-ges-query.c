/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An edit is asked as any pipeline is, from its sink on: the overlay of the clip that plays answers, by the time of the
 * medium. The log climbs 1000 m a second. */
#include "edit-fixture.h"

static Edit edit;

static double
ask_altitude (GstClockTime stream_time, const char *source)
{
  g_autoptr (GstQuery) query = gst_query_new_telemetry_snapshot (stream_time, source);
  g_autoptr (GstTelemetrySnapshot) snapshot = NULL;
  GstTelemetryValue value;

  if (!gst_element_query (GST_ELEMENT (edit.pipeline), query))
    return -1;
  g_assert_true (gst_query_parse_telemetry_snapshot (query, &snapshot));
  g_assert_true (gst_telemetry_snapshot_get_value (snapshot, NULL, "altitude", &value));
  return value.value;
}

static void
test_asked (void)
{
  g_autoptr (GstQuery) query = gst_query_new_telemetry_timeline (NULL);
  g_autoptr (GstTelemetryTimeline) timeline = NULL;
  GstTelemetryTime first, last;
  double newest;

  edit_open (&edit, NULL);
  edit_add_overlay (&edit, edit_add_clip (&edit, 0, 0, 2, 4));
  edit_preroll (&edit);
  g_assert_cmpfloat_with_epsilon (ask_altitude (3 * GST_SECOND, NULL), 3000, 1e-3);
  g_assert_cmpfloat_with_epsilon (ask_altitude (12500 * GST_MSECOND, NULL), 12500, 1e-3);
  g_assert_cmpfloat (ask_altitude (3 * GST_SECOND, "nobody"), ==, -1);
  newest = ask_altitude (GST_CLOCK_TIME_NONE, NULL);
  g_assert_cmpfloat (newest, >=, 2000);
  g_assert_cmpfloat (newest, <, 6000);
  g_assert_true (gst_element_query (GST_ELEMENT (edit.pipeline), query));
  g_assert_true (gst_query_parse_telemetry_timeline (query, &timeline));
  g_assert_true (gst_telemetry_timeline_get_span (timeline, &first, &last));
  g_assert_cmpint (first.stream_time, ==, 0);
  g_assert_cmpint (last.stream_time, ==, 19900 * (gint64) GST_MSECOND);
  edit_close (&edit);
}

/* Of two clips one after another, the one that plays. */
static void
test_two (void)
{
  edit_open (&edit, NULL);
  edit_add_overlay (&edit, edit_add_clip (&edit, 0, 0, 2, 2));
  edit_add_overlay (&edit, edit_add_clip (&edit, 0, 2, 7, 2));
  edit_preroll (&edit);
  g_assert_true (gst_element_seek_simple (GST_ELEMENT (edit.pipeline), GST_FORMAT_TIME,
          GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, 3 * GST_SECOND));
  edit_settle (&edit);
  g_assert_cmpfloat (ask_altitude (GST_CLOCK_TIME_NONE, NULL), >=, 7000);
  g_assert_cmpfloat_with_epsilon (ask_altitude (8 * GST_SECOND, NULL), 8000, 1e-3);
  edit_close (&edit);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ges_init ());
  edit_make_media (&edit);
  g_test_add_func ("/ges-query/asked", test_asked);
  g_test_add_func ("/ges-query/two", test_two);
  result = g_test_run ();
  edit_remove_media (&edit);
  ges_deinit ();
  return result;
}
