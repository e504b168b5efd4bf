/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A player in a terminal, with an overlay that is switched while it plays.
 *
 *   cc play-telemetry.c -o play-telemetry $(pkg-config --cflags --libs gsttelemetry-1.0)
 *   ./play-telemetry FILM LOG LIFTOFF-IN-FILM [VIDEO-SINK]
 *
 * VIDEO-SINK is a launch line, for example "videoconvert ! x264enc ! matroskamux ! filesink location=out.mkv". */
#include <glib-unix.h>
#include <gst/telemetry/telemetry.h>
#include <locale.h>
#include <termios.h>
#include <unistd.h>

#define JUMP (10 * GST_SECOND)

static const char keys_text[] =
    "space: pause   o: overlay on, off   l: another layout   b, f: 10 s back, forward   i: what is known   q: quit\n";

typedef struct {
  GMainLoop *loop;
  GstElement *play, *overlay;
  guint layout;
  gboolean begun, paused, failed;
} Player;

static gint64
position (Player *player)
{
  gint64 at = 0;

  gst_element_query_position (player->play, GST_FORMAT_TIME, &at);
  return at;
}

static void
seek (Player *player, gint64 to)
{
  gst_element_seek_simple (player->play, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, MAX (to, 0));
}

/* A picture that stands is drawn anew by a seek to where it is. */
static void
redraw (Player *player)
{
  if (player->paused || !player->begun)
    seek (player, position (player));
}

static void
set_playing (Player *player)
{
  gst_element_set_state (player->play, player->paused ? GST_STATE_PAUSED : GST_STATE_PLAYING);
}

static void
switch_overlay (Player *player)
{
  gboolean enabled;

  g_object_get (player->overlay, "enabled", &enabled, NULL);
  g_object_set (player->overlay, "enabled", !enabled, NULL);
  redraw (player);
}

static void
switch_layout (Player *player)
{
  static const char *const layouts[] = { "webcast", "minimal", "hud", "data" };

  player->layout = (player->layout + 1) % G_N_ELEMENTS (layouts);
  g_object_set (player->overlay, "layout", layouts[player->layout], NULL);
  redraw (player);
}

/* Values of the first vehicle, in SI units, where the film is now. */
static void
tell (Player *player)
{
  g_autoptr (GstQuery) query = gst_query_new_telemetry_snapshot ((GstClockTime) position (player), NULL);
  g_autoptr (GstTelemetrySnapshot) snapshot = NULL;
  const gchar *vehicle, *channel, *unit;
  GstTelemetryValue value;

  if (!gst_element_query (player->play, query) || !gst_query_parse_telemetry_snapshot (query, &snapshot)) {
    g_print ("nothing is known here\n");
    return;
  }
  for (guint i = 0; gst_telemetry_snapshot_get_nth_value (snapshot, i, &vehicle, &channel, &unit, &value); i++)
    if (value.validity >= GST_TELEMETRY_VALIDITY_STALE)
      g_print ("%s %.3f %s\n", channel, value.value, unit);
}

static void
handle_key (Player *player, char key)
{
  switch (key) {
    case ' ':
      player->paused = !player->paused;
      if (player->begun)
        set_playing (player);
      break;
    case 'o':
      switch_overlay (player);
      break;
    case 'l':
      switch_layout (player);
      break;
    case 'b':
      seek (player, position (player) - (gint64) JUMP);
      break;
    case 'f':
      seek (player, position (player) + (gint64) JUMP);
      break;
    case 'i':
      tell (player);
      break;
    case 'q':
      g_main_loop_quit (player->loop);
      break;
    default:
      break;
  }
}

static gboolean
on_keys (gint descriptor, GIOCondition condition, gpointer data)
{
  char typed[64];
  gssize n = read (descriptor, typed, sizeof typed);

  for (gssize i = 0; i < n; i++)
    handle_key (data, typed[i]);
  return n > 0;
}

/* Idle: keys that were typed before the first picture have been handled. */
static gboolean
begin (gpointer data)
{
  Player *player = data;

  player->begun = TRUE;
  set_playing (player);
  return G_SOURCE_REMOVE;
}

static gboolean
on_message (GstBus *bus, GstMessage *message, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Player *player = data;

  switch (GST_MESSAGE_TYPE (message)) {
    case GST_MESSAGE_ASYNC_DONE:
      if (g_object_get_data (G_OBJECT (player->play), "ready"))
        break;
      g_object_set_data (G_OBJECT (player->play), "ready", player);
      g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, on_keys, player);
      g_idle_add (begin, player);
      break;
    case GST_MESSAGE_ERROR:
      gst_message_parse_error (message, &error, NULL);
      g_printerr ("%s\n", error->message);
      player->failed = TRUE;
      g_main_loop_quit (player->loop);
      break;
    case GST_MESSAGE_EOS:
      g_main_loop_quit (player->loop);
      break;
    default:
      break;
  }
  return G_SOURCE_CONTINUE;
}

/* Keys come one by one, and are not shown. */
static void
run (Player *player)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (player->play);
  struct termios before, raw;
  gboolean terminal = tcgetattr (STDIN_FILENO, &before) == 0;

  if (terminal) {
    raw = before;
    raw.c_lflag &= ~(tcflag_t) (ICANON | ECHO);
    tcsetattr (STDIN_FILENO, TCSANOW, &raw);
    g_print ("%s", keys_text);
  }
  gst_bus_add_watch (bus, on_message, player);
  gst_element_set_state (player->play, GST_STATE_PAUSED);
  g_main_loop_run (player->loop);
  gst_element_set_state (player->play, GST_STATE_NULL);
  gst_bus_remove_watch (bus);
  if (terminal)
    tcsetattr (STDIN_FILENO, TCSANOW, &before);
}

/* FALSE with what is wrong said. */
static gboolean
make (Player *player, char **arguments, const char *sink_line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = gst_uri_is_valid (arguments[1]) ? g_strdup (arguments[1]) :
      gst_filename_to_uri (arguments[1], &error);
  GstElement *filter = uri ? gst_parse_bin_from_description ("videoconvert ! telemetryoverlay name=overlay", TRUE, &error) : NULL;
  GstElement *sink = filter ? gst_parse_bin_from_description (sink_line, TRUE, &error) : NULL;

  if (error) {
    g_printerr ("%s\n", error->message);
    g_clear_pointer (&filter, gst_object_unref);
    g_clear_pointer (&sink, gst_object_unref);
    return FALSE;
  }
  player->overlay = gst_bin_get_by_name (GST_BIN (filter), "overlay");
  g_object_set (player->overlay, "location", arguments[2], "liftoff-at", arguments[3], NULL);
  player->play = gst_object_ref_sink (gst_element_factory_make ("playbin", NULL));
  g_object_set (player->play, "uri", uri, "video-filter", filter, "video-sink", sink, NULL);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Player player = { .loop = NULL };

  setlocale (LC_ALL, "");
  gst_init (&argc, &argv);
  if (argc != 4 && argc != 5) {
    g_printerr ("usage: play-telemetry FILM LOG LIFTOFF-IN-FILM [VIDEO-SINK]\n%s", keys_text);
    return 2;
  }
  if (!make (&player, argv, argc == 5 ? argv[4] : "autovideosink"))
    return 1;
  player.loop = g_main_loop_new (NULL, FALSE);
  run (&player);
  g_main_loop_unref (player.loop);
  gst_object_unref (player.overlay);
  gst_object_unref (player.play);
  return player.failed ? 1 : 0;
}
