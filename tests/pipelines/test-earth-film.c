/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The demo's footage: the stream is whole, the same twice, and the horizon lies where the geometry of
 * the telemetry puts it. */
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define WIDTH 320
#define HEIGHT 180
#define FRAME (WIDTH * HEIGHT * 3 / 2)

static const char *program;
static char *folder, *csv, *shots;

/* 150 km over the equator, heading north at noon in Africa. */
static void
write_inputs (void)
{
  g_autoptr (GString) text = g_string_new ("time[s],latitude[deg],longitude[deg],altitude[m]\n");

  for (int t = 0; t < 20; t++)
    g_string_append_printf (text, "%d,%.4f,20,150000\n", t, 0.06 * t);
  g_assert_true (g_file_set_contents (csv, text->str, -1, NULL));
  g_assert_true (g_file_set_contents (shots,
          "name\tstart_met_s\tduration_s\theading_deg\tlimb\tfov_deg\troll_deg\tpan_deg_s\texposure_ev\tshake_px\tat_station\n"
          "one\t5\t4\t0\t0.4\t60\t0\t0\t0\t0\t0\n", -1, NULL));
}

/* What the program writes for a tenth of a second, or its complaint. */
static char *
film (const char *shot, gsize *size, int *status)
{
  const char *argv[] = { program, "--telemetry", csv, "--shots", shots, "--shot", shot, "--duration", "0.1",
    "--size", "320x180", NULL };
  g_autoptr (GError) error = NULL;
  char path[] = "film.y4m", *out = NULL;
  g_autofree char *file = g_build_filename (folder, path, NULL);
  g_autofree char *quoted = g_strjoinv ("' '", (char **) argv);
  g_autofree char *line = g_strdup_printf ("sh -c \"'%s' > '%s' 2>/dev/null\"", quoted, file);

  g_spawn_command_line_sync (line, NULL, NULL, status, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &out, size, NULL));
  g_unlink (file);
  return out;
}

static void
test_stream (void)
{
  gsize size, again_size;
  int status;
  g_autofree char *stream = film ("one", &size, &status);
  g_autofree char *again = film ("one", &again_size, &status);
  const char *end = memchr (stream, '\n', size);

  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_prefix (stream, "YUV4MPEG2 W320 H180 F25:1 "));
  g_assert_cmpuint (size, ==, (gsize) (end + 1 - stream) + 3 * (6 + FRAME));
  g_assert_cmpmem (stream, size, again, again_size);
}

/* The limb is where the middle column gets bright. A level camera holds the sea horizon at 0.4 of the
 * height; the air above it shines for about 60 km more, seen from 1380 km off: 14 rows. */
static void
test_horizon (void)
{
  gsize size;
  int status, row = 0;
  g_autofree char *stream = film ("one", &size, &status);
  const guint8 *luma = (const guint8 *) memchr (stream, '\n', size) + 1 + 6;

  while (row < HEIGHT && luma[row * WIDTH + WIDTH / 2] < 70)
    row++;
  g_assert_cmpint (row, >, 72 - 14);
  g_assert_cmpint (row, <=, 73);
  for (int y = 80; y < HEIGHT; y++)
    g_assert_cmpint (luma[y * WIDTH + WIDTH / 2], >, 40);
}

static void
test_unknown_shot (void)
{
  gsize size;
  int status = 0;
  g_autofree char *stream = film ("two", &size, &status);

  g_assert_cmpint (status, !=, 0);
  g_assert_cmpuint (size, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  folder = g_dir_make_tmp ("film-XXXXXX", NULL);
  csv = g_build_filename (folder, "flight.csv", NULL);
  shots = g_build_filename (folder, "shots.tsv", NULL);
  write_inputs ();
  g_test_add_func ("/earth-film/stream", test_stream);
  g_test_add_func ("/earth-film/horizon", test_horizon);
  g_test_add_func ("/earth-film/unknown-shot", test_unknown_shot);
  int status = g_test_run ();
  g_unlink (csv);
  g_unlink (shots);
  g_rmdir (folder);
  g_free (csv);
  g_free (shots);
  g_free (folder);
  return status;
}
