/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "overlay-fixture.h"

static Fixture fixture;

/* What goes by on the pad before the first buffer. */
typedef struct {
  GstToc *toc;
  gboolean segment_first, buffer_seen, late;
} Seen;

static GstPadProbeReturn
watch (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Seen *seen = data;

  if (info->type & GST_PAD_PROBE_TYPE_BUFFER) {
    seen->buffer_seen = TRUE;
  } else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_SEGMENT) {
    seen->segment_first = seen->toc == NULL;
  } else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_TOC) {
    gst_event_parse_toc (GST_PAD_PROBE_INFO_EVENT (info), &seen->toc, NULL);
    seen->late = seen->buffer_seen;
  }
  return GST_PAD_PROBE_OK;
}

static void
run (const char *properties, GstBus **bus, Seen *seen)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=1500 ! "
      "video/x-raw,width=160,height=90,framerate=25/1 ! telemetryoverlay name=overlay mission=%s %s ! "
      "fakesink sync=false", fixture.mission, properties);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (pipeline), "overlay");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (overlay, "src");
  g_autoptr (GstMessage) end = NULL;

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, watch, seen, NULL);
  *bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  end = gst_bus_timed_pop_filtered (*bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (end);
  g_assert_cmpint (GST_MESSAGE_TYPE (end), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static void
check_chapter (GList *item, const char *title, gint64 start, gint64 stop)
{
  gint64 from, to;
  g_autofree char *name = NULL;

  g_assert_nonnull (item);
  g_assert_true (gst_toc_entry_get_start_stop_times (item->data, &from, &to));
  g_assert_true (gst_tag_list_get_string (gst_toc_entry_get_tags (item->data), GST_TAG_TITLE, &name));
  g_assert_cmpstr (name, ==, title);
  g_assert_cmpint (from, ==, start);
  g_assert_cmpint (to, ==, stop);
}

static void
test_chapters (void)
{
  Seen seen = { 0 };
  g_autoptr (GstBus) bus = NULL;
  GList *chapters;

  run ("liftoff-at=5", &bus, &seen);
  g_assert_nonnull (seen.toc);
  g_assert_true (seen.segment_first);
  g_assert_false (seen.late);
  chapters = gst_toc_get_entries (seen.toc);
  g_assert_cmpstr (gst_toc_entry_get_uid (chapters->data), ==, "1");
  chapters = gst_toc_entry_get_sub_entries (chapters->data);
  g_assert_cmpuint (g_list_length (chapters), ==, 2);
  check_chapter (chapters, "Liftoff", 5 * GST_SECOND, 55 * GST_SECOND);
  check_chapter (chapters->next, "Main engine cutoff", 55 * GST_SECOND, 60 * GST_SECOND);
  gst_toc_unref (seen.toc);
}

/* Titles are in the language of the overlay, whatever the process's locale is. */
static void
test_language (void)
{
  Seen seen = { 0 };
  g_autoptr (GstBus) bus = NULL;

  run ("liftoff-at=5 language=ru", &bus, &seen);
  g_assert_nonnull (seen.toc);
  check_chapter (gst_toc_entry_get_sub_entries (gst_toc_get_entries (seen.toc)->data),
      "\u0421\u0442\u0430\u0440\u0442", 5 * GST_SECOND, 55 * GST_SECOND);
  gst_toc_unref (seen.toc);
}

/* Footage that begins in flight begins with the phase of that moment. */
static void
test_begins_in_flight (void)
{
  Seen seen = { 0 };
  g_autoptr (GstBus) bus = NULL;

  run ("liftoff-at=-20", &bus, &seen);
  g_assert_nonnull (seen.toc);
  check_chapter (gst_toc_entry_get_sub_entries (gst_toc_get_entries (seen.toc)->data), "Liftoff",
      0, 30 * GST_SECOND);
  gst_toc_unref (seen.toc);
}

static void
count_messages (GstBus *bus, const char *name, guint *n, GstStructure **last)
{
  GstMessage *message;

  while ((message = gst_bus_pop_filtered (bus, GST_MESSAGE_ELEMENT))) {
    if (gst_message_has_name (message, name)) {
      (*n)++;
      gst_clear_structure (last);
      *last = gst_structure_copy (gst_message_get_structure (message));
    }
    gst_message_unref (message);
  }
}

static void
test_messages (void)
{
  g_autofree char *caps = fixture_caps ("I420", 160, 90);
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  g_autoptr (GstBus) bus = gst_bus_new ();
  g_autoptr (GstStructure) last = NULL;
  GstHarness *harness;
  guint phases = 0, lost = 0, recovered = 0;

  g_object_set (overlay, "mission", fixture.mission, NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_object_unref (overlay);
  gst_element_set_bus (harness->element, bus);
  gst_harness_set_src_caps_str (harness, caps);
  for (int i = 0; i < 120; i++)
    gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, i * GST_SECOND));
  count_messages (bus, GST_TELEMETRY_MESSAGE_PHASE, &phases, &last);
  g_assert_cmpuint (phases, ==, 2);
  g_assert_cmpstr (gst_structure_get_string (last, "event"), ==, "meco");
  g_assert_cmpstr (gst_structure_get_string (last, "event-label"), ==, "Main engine cutoff");
  g_assert_cmpstr (gst_structure_get_string (last, "phase"), ==, "coast");
  g_assert_cmpstr (gst_structure_get_string (last, "label"), ==, "Coast");
  g_assert_cmpstr (gst_structure_get_string (last, "confidence"), ==, "given");

  gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, 130 * GST_SECOND));
  gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, 50 * GST_SECOND));
  gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, 140 * GST_SECOND));
  count_messages (bus, GST_TELEMETRY_MESSAGE_LOST, &lost, &last);
  g_assert_cmpuint (lost, ==, 1);
  gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, 60 * GST_SECOND));
  count_messages (bus, GST_TELEMETRY_MESSAGE_RECOVERED, &recovered, &last);
  g_assert_cmpuint (recovered, ==, 1);
  /* Its messages hold the element, which holds it. */
  gst_element_set_bus (harness->element, NULL);
  gst_harness_teardown (harness);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/chapters/phases", test_chapters);
  g_test_add_func ("/chapters/language", test_language);
  g_test_add_func ("/chapters/begins-in-flight", test_begins_in_flight);
  g_test_add_func ("/chapters/messages", test_messages);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
