/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A live pipeline that many threads use at once: one reads and one writes all properties
 * of the overlay, one seeks and flushes, one adds the telemetry pad and releases it, one
 * changes states, one reads what comes on the bus, one the meta of each frame. For
 * ThreadSanitizer, with tests/endurance/threads.sh; without it for hangs and crashes.
 *   test-threads [--frames N] [--dice N] */
#include <stdlib.h>

#include "overlay-fixture.h"
#include "property-walk.h"
#include "watchdog.h"

#define LINE "videotestsrc is-live=true pattern=black ! " \
  "video/x-raw,format=I420,width=96,height=54,framerate=120/1 ! " \
  "telemetryoverlay name=it layout=webcast max-wait=0 ! fakesink name=end sync=false"

static int wanted_frames = 1500, seed = 1;

typedef struct {
  Fixture fixture;
  Watchdog watchdog;
  GstElement *pipeline, *element;
  gint n_frames, n_metas, n_messages, n_reads, n_writes, n_seeks, n_pads, n_states, n_refused;
  gint stop;
} Stress;

static gboolean
goes_on (Stress *stress)
{
  return !g_atomic_int_get (&stress->stop);
}

/* Properties */

static gpointer
read_properties (gpointer data)
{
  Stress *stress = data;

  for (; goes_on (stress); g_atomic_int_inc (&stress->n_reads)) {
    property_read_all (G_OBJECT (stress->element));
    g_usleep (500);
  }
  return NULL;
}

static gpointer
write_properties (gpointer data)
{
  Stress *stress = data;
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (
      G_OBJECT_GET_CLASS (stress->element), &n);

  for (guint round = 0; goes_on (stress); round++)
    for (guint i = 0; i < n && goes_on (stress); i++) {
      property_try (G_OBJECT (stress->element), specs[i], round);
      g_atomic_int_inc (&stress->n_writes);
      g_usleep (200);
    }
  return NULL;
}

/* Flushing: any other seek waits until a live source that is paused plays, and holds the
 * state lock meanwhile, which is GStreamer's own way to hang. */
static gpointer
seek (gpointer data)
{
  Stress *stress = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed + 1);

  for (; goes_on (stress); g_atomic_int_inc (&stress->n_seeks)) {
    GstSeekFlags flags = GST_SEEK_FLAG_FLUSH |
        (g_rand_boolean (rand) ? GST_SEEK_FLAG_ACCURATE : GST_SEEK_FLAG_KEY_UNIT);
    gst_element_send_event (stress->pipeline, gst_event_new_seek (1, GST_FORMAT_TIME, flags,
            GST_SEEK_TYPE_SET, g_rand_int_range (rand, 0, 100) * GST_SECOND, GST_SEEK_TYPE_NONE, 0));
    g_usleep ((gulong) g_rand_int_range (rand, 0, 20000));
  }
  return NULL;
}

/* Telemetry comes and goes. */

static void
lend_telemetry (Stress *stress, gulong for_us)
{
  GstElement *source = gst_element_factory_make ("telemetrysrc", NULL);
  GstPad *from = gst_element_get_static_pad (source, "src");
  GstPad *to = gst_element_request_pad_simple (stress->element, "telemetry_sink");

  g_assert_nonnull (to);
  g_object_set (source, "location", stress->fixture.log, "interval", (gint64) 100 * GST_MSECOND, NULL);
  gst_element_set_locked_state (source, TRUE);
  g_assert_true (gst_bin_add (GST_BIN (stress->pipeline), source));
  g_assert_cmpint (gst_pad_link (from, to), ==, GST_PAD_LINK_OK);
  gst_element_set_state (source, GST_STATE_PLAYING);
  g_usleep (for_us);
  gst_element_release_request_pad (stress->element, to);
  gst_element_set_state (source, GST_STATE_NULL);
  gst_bin_remove (GST_BIN (stress->pipeline), source);
  gst_object_unref (from);
  gst_object_unref (to);
}

static gpointer
add_and_release (gpointer data)
{
  Stress *stress = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed + 2);

  for (; goes_on (stress); g_atomic_int_inc (&stress->n_pads)) {
    lend_telemetry (stress, (gulong) g_rand_int_range (rand, 0, 30000));
    g_usleep ((gulong) g_rand_int_range (rand, 0, 5000));
  }
  return NULL;
}

/* Bus and frames */

/* Telemetry whose pad was taken away says that it is not linked; nobody else complains. */
static void
check_message (Stress *stress, GstMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;

  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR)
    return;
  gst_message_parse_error (message, &error, &detail);
  if (!g_str_has_prefix (GST_MESSAGE_SRC_NAME (message), "telemetrysrc"))
    g_error ("%s: %s (%s)", GST_MESSAGE_SRC_NAME (message), error->message, detail);
}

static gpointer
handle_bus (gpointer data)
{
  Stress *stress = data;
  g_autoptr (GstBus) bus = gst_element_get_bus (stress->pipeline);
  GstMessage *message;

  while (goes_on (stress)) {
    message = gst_bus_timed_pop (bus, 10 * GST_MSECOND);
    if (!message)
      continue;
    check_message (stress, message);
    if (GST_MESSAGE_SRC (message) == GST_OBJECT (stress->element) && gst_message_get_structure (message)) {
      g_autofree char *text = gst_structure_to_string (gst_message_get_structure (message));
      g_assert_nonnull (text);
      property_read_all (G_OBJECT (stress->element));
    }
    g_atomic_int_inc (&stress->n_messages);
    gst_message_unref (message);
  }
  return NULL;
}

static GstPadProbeReturn
take_frame (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Stress *stress = data;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (GST_PAD_PROBE_INFO_BUFFER (info));

  if (meta)
    g_atomic_int_inc (&stress->n_metas);
  g_atomic_int_inc (&stress->n_frames);
  return GST_PAD_PROBE_OK;
}

/* States: by the main thread. */
static void
change_states (Stress *stress)
{
  static const GstState states[] = { GST_STATE_PAUSED, GST_STATE_PLAYING, GST_STATE_READY,
    GST_STATE_PLAYING, GST_STATE_NULL, GST_STATE_PLAYING };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed);

  while (g_atomic_int_get (&stress->n_frames) < wanted_frames) {
    GstState state = states[g_rand_int_range (rand, 0, G_N_ELEMENTS (states))];
    watchdog_step (&stress->watchdog, gst_element_state_get_name (state));
    /* A pad that is released while its element activates its pads makes that fail, without
     * an error on the bus: GStreamer's own, and the next change mends it. */
    if (gst_element_set_state (stress->pipeline, state) == GST_STATE_CHANGE_FAILURE)
      stress->n_refused++;
    stress->n_states++;
    g_usleep ((gulong) g_rand_int_range (rand, 0, 100000));
  }
}

static void
build (Stress *stress)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) end = NULL;
  g_autoptr (GstPad) pad = NULL;

  fixture_init (&stress->fixture);
  stress->pipeline = gst_parse_launch (LINE, &error);
  g_assert_no_error (error);
  stress->element = gst_bin_get_by_name (GST_BIN (stress->pipeline), "it");
  end = gst_bin_get_by_name (GST_BIN (stress->pipeline), "end");
  pad = gst_element_get_static_pad (end, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, take_frame, stress, NULL);
}

static void
test_threads (void)
{
  static const GThreadFunc users[] = { read_properties, write_properties, seek, add_and_release,
    handle_bus };
  GThread *threads[G_N_ELEMENTS (users)];
  Stress stress = { 0 };

  build (&stress);
  watchdog_start (&stress.watchdog);
  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    threads[i] = g_thread_new ("user", users[i], &stress);
  change_states (&stress);
  g_atomic_int_set (&stress.stop, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (users); i++) {
    watchdog_step (&stress.watchdog, "joins a thread");
    g_thread_join (threads[i]);
  }
  watchdog_step (&stress.watchdog, "stops");
  gst_element_set_state (stress.pipeline, GST_STATE_NULL);
  gst_object_unref (stress.element);
  gst_object_unref (stress.pipeline);
  watchdog_stop (&stress.watchdog);
  fixture_clear (&stress.fixture);
  g_test_message ("%d frames, %d with meta, %d messages, %d reads, %d writes, %d seeks, %d pads, %d states, "
      "%d of them refused",
      stress.n_frames, stress.n_metas, stress.n_messages, stress.n_reads, stress.n_writes,
      stress.n_seeks, stress.n_pads, stress.n_states, stress.n_refused);
  g_assert_cmpint (stress.n_metas, >, 0);
  g_assert_cmpint (stress.n_pads, >, 0);
  g_assert_cmpint (stress.n_refused, <, 1 + stress.n_states / 4);
}

int
main (int argc, char **argv)
{
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i + 1 < argc; i++)
    if (g_str_equal (argv[i], "--frames"))
      wanted_frames = atoi (argv[i + 1]);
    else if (g_str_equal (argv[i], "--dice"))
      seed = atoi (argv[i + 1]);
  g_test_add_func ("/endurance/threads", test_threads);
  return g_test_run ();
}
