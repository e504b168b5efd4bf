/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* telemetryparse before live streams: datagrams, clocks that step, and what it says of them. */
#include <gst/check/gstharness.h>
#include <gst/gst.h>
#include <stdlib.h>

#include "relay-formats.h"

typedef struct {
  GstHarness *harness;
  GstBus *bus;
} Rig;

static void
rig_init (Rig *rig, const char *caps)
{
  rig->harness = gst_harness_new ("telemetryparse");
  rig->bus = gst_bus_new ();
  gst_element_set_bus (rig->harness->element, rig->bus);
  gst_harness_set_src_caps_str (rig->harness, caps);
}

static void
rig_clear (Rig *rig)
{
  gst_element_set_bus (rig->harness->element, NULL);
  gst_object_unref (rig->bus);
  gst_harness_teardown (rig->harness);
}

/* Pushes BYTES at MS, and takes what comes out; the last line to LINE (or NULL), its PTS to
 * PTS. Returns how many lines came. */
static guint
rig_push (Rig *rig, const GByteArray *bytes, guint ms, char **line, GstClockTime *pts)
{
  GstBuffer *buffer = gst_buffer_new_memdup (bytes->data, bytes->len), *sample;
  guint n = 0;

  GST_BUFFER_PTS (buffer) = ms * GST_MSECOND;
  g_assert_cmpint (gst_harness_push (rig->harness, buffer), ==, GST_FLOW_OK);
  for (; (sample = gst_harness_try_pull (rig->harness)); n++) {
    gpointer data;
    gsize size;
    gst_buffer_extract_dup (sample, 0, G_MAXSIZE, &data, &size);
    g_free (*line);
    *line = g_strndup (data, size);
    *pts = GST_BUFFER_PTS (sample);
    g_free (data);
    gst_buffer_unref (sample);
  }
  return n;
}

static guint
count_warnings (Rig *rig)
{
  guint n = 0;
  GstMessage *message;

  for (; (message = gst_bus_pop_filtered (rig->bus, GST_MESSAGE_WARNING)); n++)
    gst_message_unref (message);
  return n;
}

static guint64
read_stat (Rig *rig, const char *name)
{
  g_autoptr (GstStructure) stats = NULL;
  guint64 value = G_MAXUINT64;

  g_object_get (rig->harness->element, "stats", &stats, NULL);
  g_assert_true (gst_structure_get_uint64 (stats, name, &value));
  return value;
}

static RelayState
state_at (guint ms)
{
  return (RelayState) { .utc_ms = G_GUINT64_CONSTANT (1714813200000) + ms, .met_ms = 60000 + ms,
    .count = ms / 100, .altitude_cm = ms };
}

/* UTC that comes after 5 s does not change the clock of the lines: who reads them has one. */
static void
test_late_utc (void)
{
  g_autofree char *line = NULL;
  GstClockTime pts = 0;
  guint n = 0;
  Rig rig;

  rig_init (&rig, "application/x-mavlink,framing=datagram");
  for (guint ms = 0; ms < 15000; ms += 100) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    RelayState state = state_at (ms);
    if (ms < 5000)
      relay_write_mav (bytes, &state);
    else
      relay_write_mav_utc (bytes, &state);
    n += rig_push (&rig, bytes, 3000 + ms, &line, &pts);
    if (ms < 1000)
      continue;
    g_assert_true (g_str_has_prefix (line, "{\"met\":"));
    g_assert_cmpfloat (ABS (g_ascii_strtod (line + 7, NULL) - ms / 1000.0), <=, 0.02);
    g_assert_cmpuint (pts, ==, (3000 + ms) * GST_MSECOND);
  }
  g_assert_cmpuint (n, ==, 150);
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  rig_clear (&rig);
}

/* A step of the sender's clock is said once, and counted. */
static void
test_step (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relay_formats); i++) {
    g_autofree char *caps = g_strconcat (relay_formats[i].caps, ",framing=datagram", NULL);
    g_autofree char *line = NULL;
    GstClockTime pts = 0;
    Rig rig;

    if (!relay_formats[i].has_utc || g_str_has_prefix (relay_formats[i].name, "mavlink"))
      continue;
    rig_init (&rig, caps);
    for (guint ms = 0; ms < 10000; ms += 100) {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      RelayState state = state_at (ms);
      if (ms >= 5000)
        state.utc_ms -= 3600000;
      relay_formats[i].write (bytes, &state);
      rig_push (&rig, bytes, ms, &line, &pts);
      g_assert_cmpuint (pts, ==, ms * GST_MSECOND);
    }
    g_assert_cmpuint (read_stat (&rig, "clock-steps"), ==, 1);
    g_assert_cmpuint (count_warnings (&rig), ==, 1);
    rig_clear (&rig);
  }
}

/* Half a datagram before each whole one. */
static void
test_datagrams (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relay_formats); i++) {
    g_autofree char *caps = g_strconcat (relay_formats[i].caps, ",framing=datagram", NULL);
    g_autofree char *line = NULL;
    GstClockTime pts = 0;
    Rig rig;

    if (strcmp (relay_formats[i].name, "spp") == 0)
      continue;
    rig_init (&rig, caps);
    for (guint ms = 0; ms < 5000; ms += 100) {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GByteArray) half = g_byte_array_new ();
      RelayState state = state_at (ms);
      relay_formats[i].write (bytes, &state);
      g_byte_array_append (half, bytes->data, bytes->len / 3);
      g_assert_cmpuint (rig_push (&rig, half, ms, &line, &pts), ==, 0);
      g_assert_true (rig_push (&rig, bytes, ms, &line, &pts) >= 1 || ms < 1000);
    }
    rig_clear (&rig);
  }
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parse-live/late-utc", test_late_utc);
  g_test_add_func ("/parse-live/step", test_step);
  g_test_add_func ("/parse-live/datagrams", test_datagrams);
  return g_test_run ();
}
