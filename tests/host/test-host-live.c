/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Live telemetry through the facade: its picture is that of the same telemetry read as a file; liftoff can be said, phases
 * confirmed; what nobody understands does no harm and takes no room. */
#include "host/live.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>

#include "host/canvas.h"

#define WIDTH 640
#define HEIGHT 360
#define BYTES ((gsize) WIDTH * HEIGHT * 4)
#define SECOND G_GINT64_CONSTANT (1000000000)
/* When the flight's second 0 comes in. */
#define CAME (100 * SECOND)

/* A file's phases are those of its shape; what comes live has none yet, so both are told. */
static char *folder, *plan;

/* A rocket that burns for 150 s: t, altitude and speed, a line. */
static char *
line_at (double t)
{
  double burn = CLAMP (t, 0, 150), coast = MAX (t - 150, 0);

  return g_strdup_printf ("{\"time[s]\":%.1f,\"altitude[m]\":%.1f,\"speed[m/s]\":%.2f}\n", t,
      7.5 * burn * burn + 2250 * coast - 4.9 * coast * coast, 15 * burn - 9.8 * coast * (t < 380));
}

static TlhOverlay *
open_live (const TlhWishes *wishes, const char *format, gboolean datagrams)
{
  TlhStream stream = { .format = format, .datagrams = datagrams };
  g_autoptr (GError) error = NULL;
  TlhOverlay *overlay = tlh_live_open (wishes, &stream, &error);

  g_assert_no_error (error);
  return overlay;
}

/* Feeds the flight from FIRST to LAST s, ten lines a second. */
static void
feed (TlhOverlay *overlay, int first, int last)
{
  for (int i = 10 * first; i <= 10 * last; i++) {
    g_autofree char *line = line_at (i / 10.0);
    g_autoptr (GError) error = NULL;
    tlh_live_feed (overlay, (const guint8 *) line, strlen (line), CAME + i * (SECOND / 10), &error);
    g_assert_no_error (error);
  }
}

static guint8 *
draw (TlhOverlay *overlay, gint64 place_ns)
{
  guint8 *bytes = g_malloc0 (BYTES);
  TlhFrame frame = { .format = "RGBA", .width = WIDTH, .height = HEIGHT, .data = { bytes }, .stride = { 4 * WIDTH } };

  g_assert_true (tlh_overlay_draw (overlay, place_ns, NULL, &frame, NULL));
  return bytes;
}

static gboolean
is_same (TlhOverlay *a, gint64 a_ns, TlhOverlay *b, gint64 b_ns)
{
  g_autofree guint8 *one = draw (a, a_ns), *other = draw (b, b_ns);

  return memcmp (one, other, BYTES) == 0;
}

static char *
write_flight (int last)
{
  g_autoptr (GString) log = g_string_new (NULL);
  char *path = g_build_filename (folder, "flight.jsonl", NULL);

  for (int i = 0; i <= 10 * last; i++) {
    g_autofree char *line = line_at (i / 10.0);
    g_string_append (log, line);
  }
  g_assert_true (g_file_set_contents (path, log->str, -1, NULL));
  return path;
}

/* The slot of a number is as wide as it is known to get, which a file says better than a stream: one in a piece that
 * a condition chooses has none. */
static char *
write_layout (void)
{
  char *path = g_build_filename (folder, "own.layout", NULL);

  g_assert_true (g_file_set_contents (path, "[widget line]\ntype=text\nsize=60\n"
          "text={if speed>-1}{clock}  {altitude:km:1} km  {speed:m/s:0} m/s{end}\n[widget phase]\ntype=phase\nanchor=bottom\nsize=50\n"
          "[widget events]\ntype=phase-bar\nanchor=center\nwidth=90%\n", -1, NULL));
  return path;
}

static void
test_same_as_file (void)
{
  g_autofree char *path = write_flight (200), *layout = write_layout ();
  TlhWishes nothing = { .mission = plan, .layout = layout }, named = { .mission = plan, .location = path, .layout = layout };
  g_autoptr (TlhOverlay) file = tlh_overlay_open (&named, NULL);

  for (int way = 0; way < 4; way++) {
    g_autoptr (TlhOverlay) live = open_live (&nothing, way & 1 ? "jsonl" : NULL, (way & 2) != 0);
    feed (live, 0, 200);
    for (int t = 43; t < 195; t += 19)
      if (!is_same (live, CAME + t * SECOND, file, t * SECOND))
        g_error ("way %d: another picture at %d s", way, t);
  }
  g_remove (path);
  g_remove (layout);
}

/* A canvas is made before anything comes, and again when there is more than it has room for. */
static void
test_canvas_grows (void)
{
  TlhWishes nothing = { .layout = "webcast" };
  g_autoptr (TlhOverlay) live = open_live (&nothing, NULL, TRUE);
  g_autoptr (TlhCanvas) canvas = tlh_canvas_new (live, WIDTH, HEIGHT, NULL);

  tlh_canvas_show (canvas, CAME);
  for (int i = 0; i < 100; i++)
    g_assert_cmpint (tlh_canvas_show (canvas, CAME + i * SECOND), ==, TLH_CANVAS_SAME);
  /* Nobody sends: nothing is looked at. */
  g_assert_cmpuint (tlh_canvas_n_updates (canvas), ==, 1);
  feed (live, 0, 30);
  tlh_canvas_show (canvas, CAME + 30 * SECOND);
  g_assert_true (tlh_canvas_is_outgrown (canvas));
  g_clear_pointer (&canvas, tlh_canvas_free);
  canvas = tlh_canvas_new (live, WIDTH, HEIGHT, NULL);
  g_assert_cmpint (tlh_canvas_show (canvas, CAME + 30 * SECOND), ==, TLH_CANVAS_OTHER);
  g_assert_false (tlh_canvas_is_outgrown (canvas));
}

/* A flight whose sender counts from another instant, and is told where liftoff was. */
static void
test_set_liftoff (void)
{
  TlhWishes nothing = { .layout = "minimal" };
  g_autoptr (TlhOverlay) told = open_live (&nothing, NULL, FALSE), untold = open_live (&nothing, NULL, FALSE);

  g_assert_false (tlh_live_set_liftoff (told, CAME));
  feed (told, 0, 40);
  feed (untold, 0, 40);
  g_assert_true (is_same (told, CAME + 40 * SECOND, untold, CAME + 40 * SECOND));
  g_assert_true (tlh_live_set_liftoff (told, CAME + 40 * SECOND));
  g_assert_false (is_same (told, CAME + 40 * SECOND, untold, CAME + 40 * SECOND));
  /* What comes counts from there too, so that the newest is shown at its instant. */
  feed (told, 41, 60);
  feed (untold, 41, 60);
  g_assert_true (tlh_live_set_liftoff (told, CAME));
  g_assert_true (is_same (told, CAME + 60 * SECOND, untold, CAME + 60 * SECOND));
}

static void
test_confirm (void)
{
  TlhWishes held = { .mission = plan, .confirm_phases = TRUE }, free = { .mission = plan };
  g_autoptr (TlhOverlay) asks = open_live (&held, NULL, FALSE), shows = open_live (&free, NULL, FALSE);
  gint64 now_ns = CAME + 100 * SECOND;
  g_autofree char *proposal = NULL, *later = NULL;

  g_assert_null (tlh_overlay_proposal (asks, now_ns));
  g_assert_false (tlh_overlay_confirm (asks, now_ns));
  feed (asks, 0, 100);
  feed (shows, 0, 100);
  g_assert_null (tlh_overlay_proposal (shows, now_ns));
  proposal = tlh_overlay_proposal (asks, now_ns);
  g_assert_nonnull (proposal);
  g_test_message ("proposed: %s", proposal);
  g_assert_false (is_same (asks, now_ns, shows, now_ns));
  g_assert_true (tlh_overlay_confirm (asks, now_ns));
  g_assert_null (tlh_overlay_proposal (asks, now_ns));
  g_assert_true (is_same (asks, now_ns, shows, now_ns));
  /* The next is another. */
  feed (asks, 101, 200);
  feed (shows, 101, 200);
  now_ns = CAME + 200 * SECOND;
  later = tlh_overlay_proposal (asks, now_ns);
  g_assert_nonnull (later);
  g_assert_cmpstr (later, !=, proposal);
  g_test_message ("proposed: %s", later);
  g_assert_false (is_same (asks, now_ns, shows, now_ns));
  g_assert_true (tlh_overlay_confirm (asks, now_ns));
  g_assert_true (is_same (asks, now_ns, shows, now_ns));
}

/* The same of a recording; and what the mission gives needs nobody. */
static void
test_confirm_file (void)
{
  g_autofree char *path = write_flight (200), *mission = g_build_filename (folder, "flight.mission", NULL);
  TlhWishes held = { .location = path, .confirm_phases = TRUE }, free = { .location = path };
  g_autoptr (TlhOverlay) asks = tlh_overlay_open (&held, NULL), shows = tlh_overlay_open (&free, NULL), given = NULL;
  TlhWishes by_mission = { .mission = mission, .confirm_phases = TRUE };
  g_autofree char *proposal = tlh_overlay_proposal (asks, 100 * SECOND), *of_given = NULL;

  g_assert_nonnull (proposal);
  g_assert_false (is_same (asks, 190 * SECOND, shows, 190 * SECOND));
  g_assert_true (tlh_overlay_confirm (asks, 100 * SECOND));
  g_assert_false (is_same (asks, 190 * SECOND, shows, 190 * SECOND));
  g_assert_true (tlh_overlay_confirm (asks, 190 * SECOND));
  g_assert_true (is_same (asks, 190 * SECOND, shows, 190 * SECOND));
  g_assert_true (g_file_set_contents (mission, "[telemetry]\nlocation=flight.jsonl\n[events]\nliftoff=0\n", -1, NULL));
  given = tlh_overlay_open (&by_mission, NULL);
  of_given = tlh_overlay_proposal (given, 30 * SECOND);
  g_assert_cmpstr (of_given, !=, "Liftoff");
  g_remove (mission);
  g_remove (path);
}

static void
test_refused (void)
{
  TlhWishes nothing = { 0 }, wrong = { .layout = "webcats" }, lost = { .mission = "/nowhere.mission" };
  const struct { const TlhWishes *wishes; const char *format; } cases[] = {
    { &nothing, "oem" }, { &nothing, "gpx" }, { &nothing, "morse" }, { &wrong, NULL }, { &lost, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlhStream stream = { .format = cases[i].format };
    g_autoptr (GError) error = NULL;
    g_assert_null (tlh_live_open (cases[i].wishes, &stream, &error));
    g_assert_nonnull (error);
    g_test_message ("%s", error->message);
  }
}

/* Junk of all kinds between what is right, which stays on the picture. */
static void
test_junk (gconstpointer data)
{
  gboolean datagrams = GPOINTER_TO_INT (data);
  const char *const formats[] = { NULL, "jsonl", "csv", "nmea", "klv", "mavlink", "ccsds-spp", "mpegts" };
  TlhWishes nothing = { .layout = "webcast" };
  GRand *dice = g_rand_new_with_seed (20211005);
  guint8 junk[1500];

  for (gsize k = 0; k < G_N_ELEMENTS (formats); k++) {
    g_autoptr (TlhOverlay) live = open_live (&nothing, formats[k], datagrams);
    for (int i = 0; i < 10000; i++) {
      gsize length = (gsize) g_rand_int_range (dice, 1, sizeof junk);
      for (gsize j = 0; j < length; j += 4)
        ((guint32 *) (gpointer) junk)[j / 4] = g_rand_int (dice);
      tlh_live_feed (live, junk, length, i * (SECOND / 1000), NULL);
    }
    g_free (draw (live, 10 * SECOND));
    tlh_live_restart (live);
    if (k < 2) {
      feed (live, 0, 20);
      g_free (draw (live, CAME + 20 * SECOND));
    }
    for (char *warning; (warning = tlh_live_pop_warning (live)); g_free (warning));
  }
  g_rand_free (dice);
}

/* A line of twelve numbers, a hundred times a second. */
static void
feed_wide (TlhOverlay *overlay, int first, int last)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (int i = first; i < last; i++) {
    g_string_printf (line, "{\"time[s]\":%.2f,\"altitude[m]\":%d", i / 100.0, 1000 + i % 7);
    for (int k = 0; k < 11; k++)
      g_string_append_printf (line, ",\"c%d[m]\":%d", k, i % (k + 2));
    g_string_append (line, "}\n");
    tlh_live_feed (overlay, (const guint8 *) line->str, line->len, i * (SECOND / 100), NULL);
  }
}

/* Ten seconds are kept in full, and 4096 samples a channel of before: 50,000 more would be 9.6 MB. What phases are found by
 * is kept for an hour. */
static void
test_memory (void)
{
  TlhWishes nothing = { .layout = "webcast" };
  TlhStream stream = { .format = "jsonl", .history_ns = 10 * SECOND };
  g_autoptr (TlhOverlay) live = tlh_live_open (&nothing, &stream, NULL);
  gsize some, more;

  feed_wide (live, 0, 10000);
  some = mallinfo2 ().uordblks;
  feed_wide (live, 10000, 60000);
  more = mallinfo2 ().uordblks;
  g_test_message ("%" G_GSIZE_FORMAT " bytes, then %" G_GSIZE_FORMAT, some, more);
  g_assert_cmpuint (more, <, some + (4 << 20));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  plan = g_build_filename (folder, "plan.mission", NULL);
  g_assert_true (g_file_set_contents (plan, "[mission]\nname=Test\nprofile=falcon9\n", -1, NULL));
  g_test_add_func ("/host-live/same-as-file", test_same_as_file);
  g_test_add_func ("/host-live/canvas-grows", test_canvas_grows);
  g_test_add_func ("/host-live/set-liftoff", test_set_liftoff);
  g_test_add_func ("/host-live/confirm", test_confirm);
  g_test_add_func ("/host-live/confirm-file", test_confirm_file);
  g_test_add_func ("/host-live/refused", test_refused);
  g_test_add_data_func ("/host-live/junk", GINT_TO_POINTER (FALSE), test_junk);
  g_test_add_data_func ("/host-live/junk-datagrams", GINT_TO_POINTER (TRUE), test_junk);
  g_test_add_func ("/host-live/memory", test_memory);
  status = g_test_run ();
  g_remove (plan);
  g_rmdir (folder);
  g_free (plan);
  g_free (folder);
  return status;
}
