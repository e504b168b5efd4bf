/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Random state changes with data flowing in pipelines of every element, each bounded by a
 * watchdog: 5,000, or what --changes says.
 *   test-states [--changes N] [--dice N] */
#include <stdlib.h>

#include "overlay-fixture.h"
#include "property-walk.h"
#include "watchdog.h"

#define VIDEO "videotestsrc pattern=black ! " \
  "video/x-raw,format=I420,width=64,height=36,framerate=25/1 ! "

static int wanted_changes = 5000, seed = 1;

/* Without an end of their own; %s is the log. Those that are live hold no buffer in PAUSED. */
static const char *const lines[] = {
  VIDEO "telemetryoverlay name=it location=%s layout=webcast ! fakesink name=end",
  VIDEO "telemetryoverlay name=it layout=webcast ! queue ! fakesink name=end "
  "telemetrysrc location=%s interval=100000000 duration=90000000000000000 ! queue ! it.telemetry_sink",
  "videotestsrc is-live=true pattern=black ! video/x-raw,format=I420,width=64,height=36,framerate=120/1 ! "
  "telemetryoverlay name=it layout=webcast max-wait=20000000 ! fakesink name=end "
  "multifilesrc loop=true do-timestamp=true location=%s caps=text/csv ! telemetryparse ! it.telemetry_sink",
  "telemetrysrc location=%s duration=90000000000000000 ! telemetrysubtitle name=it ! "
  "text/x-raw,format=utf8 ! queue ! fakesink name=end",
  "multifilesrc loop=true do-timestamp=true location=%s caps=text/csv ! telemetryparse ! telemetryklvenc name=it "
  "datum=ellipsoid liftoff=2021-10-05T08:55:02Z ! fakesink name=end",
};

typedef struct {
  Watchdog *watchdog;
  GRand *rand;
  GstElement *pipeline, *element, *end;
  gint n_buffers;
} Hunt;

static GstPadProbeReturn
count (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  g_atomic_int_inc (&((Hunt *) data)->n_buffers);
  return GST_PAD_PROBE_OK;
}

static void
build (Hunt *hunt, const char *line, const char *log)
{
  g_auto (GStrv) halves = g_strsplit (line, "%s", 2);
  g_autofree char *text = g_strconcat (halves[0], log, halves[1], NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstPad) pad = NULL;

  hunt->pipeline = gst_parse_launch (text, &error);
  g_assert_no_error (error);
  hunt->element = gst_bin_get_by_name (GST_BIN (hunt->pipeline), "it");
  hunt->end = gst_bin_get_by_name (GST_BIN (hunt->pipeline), "end");
  g_object_set (hunt->end, "sync", FALSE, NULL);
  pad = gst_element_get_static_pad (hunt->end, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count, hunt, NULL);
}

static void
check_bus (GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  GstMessage *message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);

  if (message) {
    g_autoptr (GError) error = NULL;
    gst_message_parse_error (message, &error, NULL);
    g_assert_no_error (error);
  }
  gst_bus_set_flushing (bus, TRUE);
  gst_bus_set_flushing (bus, FALSE);
}

/* What is done between two changes: nothing, a wait for data or for the state, a seek, all
 * properties read. */
static void
do_something (Hunt *hunt, GstState state)
{
  int before = g_atomic_int_get (&hunt->n_buffers);

  switch (g_rand_int_range (hunt->rand, 0, 6)) {
    case 0:
      gst_element_get_state (hunt->pipeline, NULL, NULL, GST_CLOCK_TIME_NONE);
      break;
    case 1:
      while (state == GST_STATE_PLAYING && g_atomic_int_get (&hunt->n_buffers) < before + 2)
        g_usleep (200);
      break;
    case 2:
      gst_element_seek_simple (hunt->pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH,
          g_rand_int_range (hunt->rand, 0, 90) * GST_SECOND);
      break;
    case 3:
      property_read_all (G_OBJECT (hunt->element));
      break;
    case 4:
      g_usleep ((gulong) g_rand_int_range (hunt->rand, 0, 3000));
      break;
    default:
      break;
  }
}

static void
hunt_line (gconstpointer data)
{
  const char *line = data;
  Watchdog watchdog = { .thread = NULL };
  Fixture fixture;
  Hunt hunt = { &watchdog, g_rand_new_with_seed ((guint32) seed), NULL, NULL, NULL, 0 };

  fixture_init (&fixture);
  build (&hunt, line, fixture.log);
  watchdog_start (&watchdog);
  for (int i = 0; i < wanted_changes / (int) G_N_ELEMENTS (lines); i++) {
    GstState state = g_rand_int_range (hunt.rand, GST_STATE_NULL, GST_STATE_PLAYING + 1);
    g_autofree char *step = g_strdup_printf ("change %d to %s, seed %d, in %.60s", i,
        gst_element_state_get_name (state), seed, line);
    watchdog_step (&watchdog, step);
    g_assert_cmpint (gst_element_set_state (hunt.pipeline, state), !=, GST_STATE_CHANGE_FAILURE);
    do_something (&hunt, state);
    check_bus (hunt.pipeline);
  }
  watchdog_step (&watchdog, "stops");
  gst_element_set_state (hunt.pipeline, GST_STATE_NULL);
  watchdog_stop (&watchdog);
  g_test_message ("%d buffers", hunt.n_buffers);
  g_assert_cmpint (hunt.n_buffers, >, 0);
  gst_object_unref (hunt.element);
  gst_object_unref (hunt.end);
  gst_object_unref (hunt.pipeline);
  g_rand_free (hunt.rand);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i + 1 < argc; i++)
    if (g_str_equal (argv[i], "--changes"))
      wanted_changes = atoi (argv[i + 1]);
    else if (g_str_equal (argv[i], "--dice"))
      seed = atoi (argv[i + 1]);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *path = g_strdup_printf ("/endurance/states/%" G_GSIZE_FORMAT, i);
    g_test_add_data_func (path, lines[i], hunt_line);
  }
  return g_test_run ();
}
