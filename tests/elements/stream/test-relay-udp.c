/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The relay of test-relay.c once over real sockets: udpsrc into a live overlay. Every frame
 * comes out, and none shows what is not true by the machine's own clock; the limits are
 * generous, since that goes on as it likes. */
#include <gio/gio.h>
#include <gst/gst.h>
#include <gst/telemetry/telemetry.h>

#include "relay-formats.h"

#define SECONDS 14
#define FPS 25
#define STEP_MS 5000           /* when the sender's clock is set */

typedef struct {
  gint64 begun_us;
  guint frames, shown, late_shown;
} Seen;

static guint
now_ms (const Seen *seen)
{
  return (guint) ((g_get_monotonic_time () - seen->begun_us) / 1000);
}

/* Altitude grows by 5 m each second. */
static void
see (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  Seen *seen = data;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  double now = now_ms (seen) / 200.0;

  seen->frames++;
  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  if (value.validity < GST_TELEMETRY_VALIDITY_STALE)
    return;
  seen->shown++;
  seen->late_shown += now_ms (seen) > STEP_MS + 5000;
  g_assert_cmpfloat (value.value, <=, 100 + now + 2);
  g_assert_cmpfloat (value.value, >=, 100 + now - 60);
}

static void
send_all (const Seen *seen, guint16 port)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM,
      G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; now_ms (seen) < SECONDS * 1000; i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    guint ms = now_ms (seen);
    RelayState state = { .utc_ms = G_GUINT64_CONSTANT (1714813200000) + ms +
      (ms >= STEP_MS ? 3600000 : 0), .altitude_cm = 10000 + ms / 2 };
    relay_write_utc (bytes, &state);
    if (g_rand_int_range (rand, 0, 10) < 1)
      g_socket_send_to (socket, address, "\xfe\x00junk", 6, NULL, NULL);
    if (g_rand_int_range (rand, 0, 10) < 1)
      g_byte_array_set_size (bytes, bytes->len / 2);
    if (g_rand_int_range (rand, 0, 10) < 7)
      g_socket_send_to (socket, address, (const char *) bytes->data, bytes->len, NULL, NULL);
    g_usleep (100000);
  }
}

static void
test_udp (void)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc is-live=true num-buffers=%d ! "
      "video/x-raw,format=I420,width=160,height=90,framerate=%d/1 ! telemetryoverlay name=overlay ! "
      "fakesink name=sink signal-handoffs=true sync=true udpsrc name=source address=127.0.0.1 "
      "port=0 caps=\"application/x-telemetry,version=1,framing=datagram\" ! overlay.telemetry_sink",
      (SECONDS + 1) * FPS, FPS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_assert_no_error (error);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (pipeline), "overlay");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GstStructure) stats = NULL;
  Seen seen = { .begun_us = g_get_monotonic_time () };
  guint64 steps = 0;
  int port;

  g_signal_connect (sink, "handoff", G_CALLBACK (see), &seen);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  gst_element_get_state (pipeline, NULL, NULL, 10 * GST_SECOND);
  g_object_get (source, "port", &port, NULL);
  send_all (&seen, (guint16) port);
  gst_element_send_event (source, gst_event_new_eos ());
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  g_object_get (overlay, "stats", &stats, NULL);
  gst_structure_get_uint64 (stats, "clock-steps", &steps);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpuint (seen.frames, ==, (SECONDS + 1) * FPS);
  g_assert_cmpuint (seen.shown, >, 5 * FPS);
  g_assert_cmpuint (seen.late_shown, >, FPS);
  g_assert_cmpuint (steps, >=, 1);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/relay-udp/step", test_udp);
  return g_test_run ();
}
