/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The source with live telemetry: by datagrams and by a local socket, from senders good and bad. */
#include "cases.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#include "host/live.h"

/* Where a source listens, and the test's end of it. */
typedef struct {
  obs_source_t *source;
  char *path;                  /* of a local socket, or NULL: UDP */
  GSocketAddress *address;
  GSocket *sender;             /* NULL: it is closed */
  char *layout;
} Line;

static guint16
find_port (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0), got = NULL;

  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  got = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

static void
connect_line (Line *line)
{
  line->sender = g_socket_new (g_socket_address_get_family (line->address),
      line->path ? G_SOCKET_TYPE_STREAM : G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  /* As many as wait their turn already are enough. */
  studio_wait_until (g_socket_connect (line->sender, line->address, NULL, NULL), "nobody listens");
}

static void
disconnect_line (Line *line)
{
  g_socket_close (line->sender, NULL);
  g_clear_object (&line->sender);
}

/* One number on the picture, and no clock. */
#define LAYOUT "[layout]\nname=One\n[widget altitude]\ntype=field\nanchor=bottom\nvalue={altitude}\nunit=m\nsize=60\n"

static Line
open_line (gboolean is_local, const char *more)
{
  guint16 port = find_port ();
  g_autofree char *values = NULL, *live = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  Line line = { .path = is_local ? g_build_filename (studio_folder (), "socket", NULL) : NULL };

  line.layout = studio_write ("one.layout", LAYOUT);
  line.address = is_local ? g_unix_socket_address_new (line.path) : g_inet_socket_address_new (loopback, port);
  live = is_local ? g_strdup_printf ("unix:%s", line.path) : g_strdup_printf ("udp://127.0.0.1:%u", port);
  values = g_strdup_printf ("{\"live\":\"%s\",\"layout\":\"%s\",\"width\":%d,\"height\":%d%s%s}", live, line.layout,
      STUDIO_WIDTH, STUDIO_HEIGHT, *more ? "," : "", more);
  line.source = studio_source (SOURCE_ID, values);
  studio_wait_until (studio_status (line.source).readings > 0, "nothing listens");
  connect_line (&line);
  return line;
}

static void
close_line (Line *line)
{
  if (line->sender)
    disconnect_line (line);
  studio_drop (line->source);
  obs_wait_for_destroy_queue ();
  /* What it made it takes away, as soon as nobody works for it. */
  studio_wait_until (!line->path || !g_file_test (line->path, G_FILE_TEST_EXISTS), "the socket stays");
  g_remove (line->layout);
  g_free (line->layout);
  g_free (line->path);
  g_object_unref (line->address);
}

static void
send_bytes (Line *line, const void *bytes, gsize length)
{
  /* A receiver that is gone is the test of others. */
  g_socket_send (line->sender, bytes, length, NULL, NULL);
}

static void
send_altitude (Line *line, double t, double altitude_m)
{
  g_autofree char *text = g_strdup_printf ("{\"time[s]\":%.2f,\"altitude[m]\":%.0f}\n", t, altitude_m);

  send_bytes (line, text, strlen (text));
}

/* What is to be seen of that number. */
static guint8 *
draw_altitude (const Line *line, double altitude_m)
{
  TlhWishes wishes = { .layout = line->layout };
  TlhStream stream = { .format = "jsonl" };
  g_autoptr (TlhOverlay) overlay = tlh_live_open (&wishes, &stream, NULL);
  g_autofree char *text = g_strdup_printf ("{\"time[s]\":0,\"altitude[m]\":%.0f}\n", altitude_m);

  g_assert_true (tlh_live_feed (overlay, (const guint8 *) text, strlen (text), SECOND_NS, NULL));
  return flight_draw (overlay, SECOND_NS);
}

/* Sends it as a sender does, ten times a second, until it is seen. */
static void
check_altitude (Line *line, gint64 begun_us, double altitude_m)
{
  g_autofree guint8 *wanted = draw_altitude (line, altitude_m);
  gboolean is_seen = FALSE;

  for (int i = 0; i < 300 && !is_seen; i++) {
    g_autofree guint8 *shown = NULL;
    send_altitude (line, (double) (g_get_monotonic_time () - begun_us) * 1e-6, altitude_m);
    studio_wait_frames (3);
    shown = studio_shoot (line->source);
    is_seen = studio_is_same (wanted, shown);
  }
  if (!is_seen)
    g_error ("%.0f m is not seen: %s", altitude_m, studio_log ());
}

static void
test_numbers (gconstpointer data)
{
  Line line = open_line (GPOINTER_TO_INT (data), "");
  gint64 begun_us = g_get_monotonic_time ();

  check_altitude (&line, begun_us, 123);
  check_altitude (&line, begun_us, 4567);
  check_altitude (&line, begun_us, 8901);
  g_assert_cmpint (obs_source_media_get_state (line.source), ==, OBS_MEDIA_STATE_NONE);
  close_line (&line);
}

/* Held, the picture stands while telemetry comes; let go, it shows the present. */
static void
test_hold (void)
{
  Line line = open_line (FALSE, "");
  gint64 begun_us = g_get_monotonic_time ();
  g_autofree guint8 *held = NULL, *still = NULL;

  check_altitude (&line, begun_us, 100);
  studio_press (line.source, "telemetry.hold");
  studio_wait_frames (2);
  held = studio_shoot (line.source);
  for (int i = 0; i < 10; i++) {
    send_altitude (&line, (double) (g_get_monotonic_time () - begun_us) * 1e-6, 777);
    studio_wait_frames (2);
  }
  still = studio_shoot (line.source);
  g_assert_true (studio_is_same (held, still));
  studio_press (line.source, "telemetry.resume");
  check_altitude (&line, begun_us, 777);
  /* T0 before anything else: its clock is checked by the facade's tests. */
  studio_press (line.source, "telemetry.t0");
  check_altitude (&line, begun_us, 778);
  close_line (&line);
}

/* While nobody sends nothing is looked at. */
static void
test_silence (void)
{
  Line line = open_line (FALSE, "");
  StudioStatus before, after;

  studio_wait_frames (5);
  g_free (studio_shoot (line.source));
  before = studio_status (line.source);
  studio_wait_frames (20);
  g_free (studio_shoot (line.source));
  after = studio_status (line.source);
  g_assert_cmpint (after.updates, ==, before.updates);
  g_assert_cmpint (after.uploads, ==, before.uploads);
  studio_press (line.source, "telemetry.t0");
  g_assert_nonnull (strstr (studio_log (), "T0 is not set"));
  close_line (&line);
}

/* Senders that close in the middle of a line and come again. */
static void
test_closing (void)
{
  Line line = open_line (TRUE, "");
  gint64 begun_us = g_get_monotonic_time ();

  check_altitude (&line, begun_us, 50);
  for (int i = 0; i < 20; i++) {
    send_bytes (&line, "{\"time[s]\":1", i % 12);
    disconnect_line (&line);
    connect_line (&line);
  }
  check_altitude (&line, begun_us, 60);
  g_assert_cmpint (studio_status (line.source).readings, ==, 1);
  close_line (&line);
}

/* 10,000 datagrams of noise: the log has a few lines of it, and what is right is seen after it. */
static void
test_noise (gconstpointer data)
{
  Line line = open_line (FALSE, data);
  gint64 begun_us = g_get_monotonic_time ();
  guint32 noise[370];
  g_auto (GStrv) lines = NULL;

  studio_forget_log ();
  for (int i = 0; i < 10000; i++) {
    for (gsize k = 0; k < G_N_ELEMENTS (noise); k++)
      noise[k] = (guint32) g_test_rand_int ();
    send_bytes (&line, noise, (gsize) g_test_rand_int_range (1, sizeof noise));
    if (i % 1000 == 0)
      g_free (studio_shoot (line.source));
  }
  lines = g_strsplit (studio_log (), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), <, 40);
  if (*(const char *) data == '\0' || strstr (data, "jsonl"))
    check_altitude (&line, begun_us, 321);
  close_line (&line);
}

/* Two at one address: the second says so; a socket that a program left behind gives way. */
static void
test_in_use (void)
{
  Line line = open_line (TRUE, "");
  g_autofree char *values = g_strdup_printf ("{\"live\":\"unix:%s\",\"width\":%d,\"height\":%d}", line.path, STUDIO_WIDTH,
      STUDIO_HEIGHT);
  obs_source_t *second;
  g_autoptr (GSocket) left = NULL;

  studio_forget_log ();
  second = studio_source (SOURCE_ID, values);
  studio_wait_until (strstr (studio_log (), "somebody listens"), "nothing is said");
  studio_drop (second);
  obs_wait_for_destroy_queue ();
  check_altitude (&line, g_get_monotonic_time (), 5);
  {
    Line shut = line;
    shut.layout = g_strdup ("");
    shut.path = g_strdup (line.path);
    g_object_ref (shut.address);
    close_line (&shut);
  }
  left = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_assert_true (g_socket_bind (left, line.address, FALSE, NULL));
  g_socket_close (left, NULL);
  g_assert_true (g_file_test (line.path, G_FILE_TEST_EXISTS));
  {
    Line again = open_line (TRUE, "");
    check_altitude (&again, g_get_monotonic_time (), 6);
    close_line (&again);
  }
  g_free (line.layout);
  g_free (line.path);
  g_object_unref (line.address);
}

void
add_live_tests (void)
{
  g_test_add_data_func ("/obs/live/udp", GINT_TO_POINTER (FALSE), test_numbers);
  g_test_add_data_func ("/obs/live/local", GINT_TO_POINTER (TRUE), test_numbers);
  g_test_add_func ("/obs/live/hold", test_hold);
  g_test_add_func ("/obs/live/silence", test_silence);
  g_test_add_func ("/obs/live/closing", test_closing);
  g_test_add_data_func ("/obs/live/noise", "", test_noise);
  g_test_add_data_func ("/obs/live/noise-jsonl", "\"format\":\"jsonl\"", test_noise);
  g_test_add_data_func ("/obs/live/noise-mavlink", "\"format\":\"mavlink\"", test_noise);
  g_test_add_data_func ("/obs/live/noise-klv", "\"format\":\"klv\"", test_noise);
  g_test_add_func ("/obs/live/in-use", test_in_use);
}
