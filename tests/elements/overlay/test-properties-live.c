/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every property of every element is read and written from a second thread, and
 * from a synchronous handler on the bus, while data flows: the flow goes on. */
#include <string.h>

#include "overlay-fixture.h"
#include "property-walk.h"

/* A hang, and nothing else, takes so long. */
#define PATIENCE (90 * G_TIME_SPAN_SECOND)

#define ROUNDS 8

#define VIDEO "videotestsrc pattern=black ! " \
  "video/x-raw,format=I420,width=64,height=36,framerate=25/1 ! "

/* What an element is tried in; the first %s is the log. Without an end of their own. */
static const struct {
  const char *element, *name, *line;
} lines[] = {
  { "telemetryoverlay", "no-pad",
    VIDEO "telemetryoverlay name=it location=%s layout=webcast ! fakesink name=end" },
  { "telemetryoverlay", "announced",
    VIDEO "telemetryoverlay name=it layout=webcast ! fakesink name=end "
    "telemetrysrc location=%s interval=100000000 ! it.telemetry_sink" },
  { "telemetryoverlay", "decoded",
    VIDEO "telemetryoverlay name=it layout=webcast ! fakesink name=end "
    "multifilesrc loop=true do-timestamp=true location=%s caps=text/csv ! telemetryparse ! it.telemetry_sink" },
  { "telemetrysrc", "flow",
    "telemetrysrc name=it location=%s duration=90000000000000000 ! fakesink name=end" },
  { "telemetryparse", "flow",
    "multifilesrc loop=true do-timestamp=true location=%s caps=text/csv ! telemetryparse name=it ! "
    "fakesink name=end" },
  { "telemetrysubtitle", "flow",
    "telemetrysrc location=%s duration=90000000000000000 ! telemetrysubtitle name=it ! "
    "text/x-raw,format=utf8 ! fakesink name=end" },
  { "telemetryklvenc", "flow",
    "multifilesrc loop=true do-timestamp=true location=%s caps=text/csv ! telemetryparse ! telemetryklvenc name=it "
    "datum=ellipsoid liftoff=2021-10-05T08:55:02Z ! fakesink name=end" },
};

typedef struct {
  GMutex lock;
  GCond moved;
  const char *line, *property;  /* where it stands, for the watchdog */
  gboolean done;
  gint n_buffers, n_messages;
  GstElement *element;
} Run;

/* Properties */

static void
say (Run *run, const char *property)
{
  g_mutex_lock (&run->lock);
  run->property = property;
  g_mutex_unlock (&run->lock);
}

static gpointer
walk (gpointer data)
{
  Run *run = data;
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (
      G_OBJECT_GET_CLASS (run->element), &n);

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < n; i++) {
      say (run, specs[i]->name);
      property_try (G_OBJECT (run->element), specs[i], round);
    }
  say (run, "none: waits for the flow");
  return NULL;
}

/* Whoever posts holds no lock that reading a property takes. */
static GstBusSyncReply
read_all (GstBus *bus, GstMessage *message, gpointer data)
{
  Run *run = data;

  g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
  if (GST_MESSAGE_SRC (message) == GST_OBJECT (run->element)) {
    property_read_all (G_OBJECT (run->element));
    g_atomic_int_inc (&run->n_messages);
  }
  gst_message_unref (message);
  return GST_BUS_DROP;
}

/* Flow */

static GstPadProbeReturn
count (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  g_atomic_int_inc (&((Run *) data)->n_buffers);
  return GST_PAD_PROBE_OK;
}

static void
await_buffers (Run *run, int more)
{
  int until = g_atomic_int_get (&run->n_buffers) + more;

  while (g_atomic_int_get (&run->n_buffers) < until)
    g_usleep (1000);
}

static gpointer
watch (gpointer data)
{
  Run *run = data;
  gint64 end = g_get_monotonic_time () + PATIENCE;

  g_mutex_lock (&run->lock);
  while (!run->done)
    if (!g_cond_wait_until (&run->moved, &run->lock, end))
      g_error ("%s hangs at the property %s", run->line, run->property);
  g_mutex_unlock (&run->lock);
  return NULL;
}

static void
call_off (Run *run, GThread *watchdog)
{
  g_mutex_lock (&run->lock);
  run->done = TRUE;
  g_cond_signal (&run->moved);
  g_mutex_unlock (&run->lock);
  g_thread_join (watchdog);
}

static GstElement *
launch (Run *run, const char *line)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) end = NULL;
  g_autoptr (GstPad) pad = NULL;
  g_autoptr (GstBus) bus = NULL;

  g_assert_no_error (error);
  run->element = gst_bin_get_by_name (GST_BIN (pipeline), "it");
  end = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  g_object_set (end, "sync", FALSE, NULL);
  pad = gst_element_get_static_pad (end, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count, run, NULL);
  bus = gst_pipeline_get_bus (GST_PIPELINE (pipeline));
  gst_bus_set_sync_handler (bus, read_all, run, NULL);
  return pipeline;
}

static void
run_line (const char *name, const char *line)
{
  Run run = { .line = name, .property = "none" };
  GThread *watchdog, *walker;
  GstElement *pipeline;

  g_mutex_init (&run.lock);
  g_cond_init (&run.moved);
  watchdog = g_thread_new ("watchdog", watch, &run);
  pipeline = launch (&run, line);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  await_buffers (&run, 1);
  walker = g_thread_new ("walker", walk, &run);
  g_thread_join (walker);
  await_buffers (&run, 3);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (run.element);
  gst_object_unref (pipeline);
  call_off (&run, watchdog);
  g_test_message ("%s: %d buffers, %d messages", name, run.n_buffers, run.n_messages);
}

static void
test_line (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_auto (GStrv) halves = g_strsplit (lines[i].line, "%s", 2);
  g_autofree char *line = NULL;
  Fixture fixture;

  fixture_init (&fixture);
  line = g_strconcat (halves[0], fixture.log, halves[1], NULL);
  run_line (lines[i].name, line);
  fixture_clear (&fixture);
}

/* An element without a line here would not be tried. */
static void
test_every_element (void)
{
  GList *features = gst_registry_get_feature_list_by_plugin (gst_registry_get (), "telemetry");
  guint n = 0;

  for (GList *item = features; item; item = item->next) {
    gboolean has_line = !GST_IS_ELEMENT_FACTORY (item->data);
    for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
      has_line |= g_str_equal (lines[i].element, GST_OBJECT_NAME (item->data));
    if (!has_line)
      g_test_message ("%s has no line", GST_OBJECT_NAME (item->data));
    g_assert_true (has_line);
    n += GST_IS_ELEMENT_FACTORY (item->data);
  }
  g_assert_cmpuint (n, ==, 5);
  gst_plugin_feature_list_free (features);
}

int
main (int argc, char **argv)
{
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/properties-live/every-element", test_every_element);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *path = g_strdup_printf ("/properties-live/%s/%s", lines[i].element,
        lines[i].name);
    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_line);
  }
  return g_test_run ();
}
