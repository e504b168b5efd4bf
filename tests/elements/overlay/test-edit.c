/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An effect in an edit, in the elements that GES makes of it: the clip's in-point says where in
 * the medium a frame is, and so does the effect's where somebody set it. */
#include <string.h>

#include "overlay-fixture.h"

static Fixture fixture;

typedef struct {
  double first, last;     /* s since T-0 on the first frame and the last; −1 for none */
  guint n, warnings;
} Shown;

static GstPadProbeReturn
note (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (GST_PAD_PROBE_INFO_BUFFER (info));
  GstTelemetryValue value = { .value = -10 };
  Shown *shown = data;

  if (meta)
    gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  shown->last = value.value / 10;
  if (shown->n++ == 0)
    shown->first = shown->last;
  return GST_PAD_PROBE_OK;
}

/* An object of the edit from 0 to 2 s, over what LINE makes. */
static GstElement *
edited (const char *kind, const char *line, guint priority, double in_point_s)
{
  GstElement *object = gst_element_factory_make (kind, NULL);
  GstElement *bin = gst_parse_bin_from_description (line, TRUE, NULL);

  g_object_set (object, "start", (guint64) 0, "duration", (gint64) (2 * GST_SECOND), "inpoint",
      (guint64) (in_point_s * GST_SECOND), "priority", priority, NULL);
  gst_bin_add (GST_BIN (object), bin);
  return object;
}

static Shown
play (double clip_in_s, double effect_in_s)
{
  g_autoptr (GstElement) pipeline = gst_pipeline_new (NULL);
  GstElement *edit = gst_element_factory_make ("nlecomposition", NULL);
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  g_autofree char *effect = g_strdup_printf ("videoconvert ! telemetryoverlay location=%s liftoff-at=0", fixture.log);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  Shown shown = { .first = -1, .last = -1 };
  gboolean committed, ended = FALSE;

  gst_bin_add_many (GST_BIN (pipeline), edit, sink, NULL);
  gst_bin_add (GST_BIN (edit), edited ("nlesource", "videotestsrc ! "
          "capsfilter caps=video/x-raw,format=I420,width=64,height=64,framerate=25/1", 2, clip_in_s));
  gst_bin_add (GST_BIN (edit), edited ("nleoperation", effect, 1, effect_in_s));
  g_signal_emit_by_name (edit, "commit", TRUE, &committed);
  g_assert_true (gst_element_link (edit, sink));
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, note, &shown, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  while (!ended) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 30 * GST_SECOND,
        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
    g_assert_nonnull (message);
    g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
    ended = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
    shown.warnings += !ended;
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return shown;
}

static void
check (double clip_in_s, double effect_in_s, double first_s, guint warnings)
{
  Shown shown = play (clip_in_s, effect_in_s);

  g_assert_cmpuint (shown.n, ==, 50);
  g_assert_cmpfloat_with_epsilon (shown.first, first_s, 1e-6);
  g_assert_cmpfloat_with_epsilon (shown.last, first_s + 1.96, 1e-6);
  g_assert_cmpuint (shown.warnings, ==, warnings);
}

static void
test_in_points (void)
{
  check (0, 0, 0, 0);
  check (10, 10, 10, 0);
  check (10, 0, 10, 0);   /* nobody has trimmed the effect: it goes with its clip */
  check (10, 7, 7, 1);    /* somebody has, otherwise: told */
}

int
main (int argc, char **argv)
{
  g_autoptr (GstElementFactory) factory = NULL;
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  factory = gst_element_factory_find ("nlecomposition");
  if (factory)
    g_test_add_func ("/edit/in-points", test_in_points);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
