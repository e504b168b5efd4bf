/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Telemetry of a long flight at 1 kHz, as fast as it goes: what is allocated stays
 * as it was once the history is full, but for the signals of phases. With the
 * argument --hour, an hour with the history that the elements have by themselves;
 * without, four minutes with one of 20 s. */
#include <malloc.h>
#include <string.h>

#include "overlay-fixture.h"

#define BATCH 100            /* samples a buffer: a tenth of a second */
#define RATE 1000
#define SLACK (512 << 10)    /* bytes: what an allocator and a pool have in hand */
#define PHASES_PER_S 1024    /* bytes: the signals by which phases are found, of the whole flight */

static guint seconds = 240;
static gint64 history_s = 20;

/* Altitude and speed, a text that changes every sample, and an event each minute. */
static GstBuffer *
make_batch (guint first)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GstBuffer *buffer;

  for (guint i = first; i < first + BATCH; i++)
    g_string_append_printf (text, "{\"met\":%u.%03u,\"altitude\":%u.5,\"speed\":%u,"
        "\"state\":\"s%u\"%s}\n", i / RATE, i % RATE, i % 40000, i % 7000, i % 100,
        i % (60 * RATE) == 0 ? ",\"event\":\"minute\"" : "");
  buffer = gst_buffer_new_memdup (text->str, text->len);
  GST_BUFFER_PTS (buffer) = (GstClockTime) first * (GST_SECOND / RATE);
  return buffer;
}

static gsize
in_use (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* The most that was allocated while the second third of the stream came, and while
 * the last did. */
typedef struct {
  gsize before, after;
} Peaks;

static void
note (Peaks *peaks, guint batch, guint n)
{
  if (batch > 2 * (n / 3))
    peaks->after = MAX (peaks->after, in_use ());
  else if (batch > n / 3)
    peaks->before = MAX (peaks->before, in_use ());
}

static void
check (const Peaks *peaks)
{
#ifdef __SANITIZE_ADDRESS__
  /* Its allocator keeps books of its own: the stream was only run. */
  g_test_skip ("what is allocated cannot be told in this build");
#else
  g_test_message ("%.2f MiB, then %.2f MiB", (double) peaks->before / 1048576,
      (double) peaks->after / 1048576);
  g_assert_cmpuint (peaks->before, >, 0);
  g_assert_cmpuint (peaks->after, <=, peaks->before + SLACK + PHASES_PER_S * seconds);
#endif
}

/* On the overlay's pad, live, with a frame each second. */
static void
test_overlay (void)
{
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  guint n = seconds * RATE / BATCH;
  GstHarness *video, *telemetry;
  Peaks peaks = { 0 };

  g_object_set (overlay, "max-wait", (gint64) 0, "history", history_s * GST_SECOND, NULL);
  video = gst_harness_new_with_element (overlay, "sink", "src");
  gst_harness_set_src_caps_str (video, "video/x-raw,format=I420,width=160,height=90,framerate=1/1");
  telemetry = gst_harness_new_with_element (overlay, "telemetry_sink", NULL);
  gst_harness_set_src_caps_str (telemetry, "application/x-telemetry,version=1");
  for (guint i = 0; i < n; i++) {
    g_assert_cmpint (gst_harness_push (telemetry, make_batch (i * BATCH)), ==, GST_FLOW_OK);
    if (i % (RATE / BATCH) == 0)
      gst_buffer_unref (fixture_pass (video, "I420", 160, 90, (i * BATCH) * (GST_SECOND / RATE)));
    note (&peaks, i, n);
  }
  check (&peaks);
  gst_harness_teardown (telemetry);
  gst_harness_teardown (video);
  gst_object_unref (overlay);
}

/* Through telemetryparse, whose samples are taken away. */
static void
test_parse (void)
{
  GstHarness *harness = gst_harness_new ("telemetryparse");
  guint n = seconds * RATE / BATCH;
  guint64 samples = 0;
  Peaks peaks = { 0 };
  GstBuffer *sample;

  gst_harness_set_src_caps_str (harness, "application/x-ndjson");
  for (guint i = 0; i < n; i++) {
    g_assert_cmpint (gst_harness_push (harness, make_batch (i * BATCH)), ==, GST_FLOW_OK);
    for (; (sample = gst_harness_try_pull (harness)); samples++)
      gst_buffer_unref (sample);
    note (&peaks, i, n);
  }
  g_assert_cmpuint (samples, >=, (guint64) seconds * RATE);
  check (&peaks);
  gst_harness_teardown (harness);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  if (argc > 1 && strcmp (argv[1], "--hour") == 0) {
    seconds = 3600;
    history_s = 600;
  }
  g_test_add_func ("/memory/overlay", test_overlay);
  g_test_add_func ("/memory/parse", test_parse);
  return g_test_run ();
}
