/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The list of a film's shots, by telemetry-inspect, whose path is the first argument. */
#include "inspect-run.h"

/* Altitude 10 m/s up, speed 20 m/s, for 60 s. Camera a's timecode is UTC, liftoff at 09:00. */
static const char mission[] = "[mission]\nliftoff=2021-10-05T09:00:00Z\n[telemetry]\nlocation=flight.csv\n"
    "[camera a]\nmatch=A*\ntimecode-zero=2021-10-05T00:00:00Z\nrate=25\n";
static const char edl[] =
    "001  A001  V   C  09:00:10:00 09:00:12:00 01:00:00:00 01:00:02:00\n* FROM CLIP NAME: \"pad\", wide\n"
    "002  B001  V   C  09:00:10:00 09:00:11:00 01:00:02:00 01:00:03:00\n"
    "003  A001  AA  C  09:00:10:00 09:00:11:00 01:00:02:00 01:00:03:00\n"
    "004  A001  V   C  09:00:30:00 09:00:31:00 01:00:04:00 01:00:05:00\nM2  A001  -025.0  09:00:30:24\n";
static const char head[] = "record in,record out,source,reel,camera,flight time in[s],flight time out[s],phase in,"
    "phase out,altitude in[m],altitude out[m],speed in[m/s],speed out[m/s],not covered\n";

typedef struct {
  char *folder, *log, *mission, *edit;
} Files;

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
files_init (Files *files)
{
  g_autoptr (GString) rows = g_string_new ("time[s],altitude[m],speed[m/s]\n");

  files->folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  files->log = g_build_filename (files->folder, "flight.csv", NULL);
  files->mission = g_build_filename (files->folder, "film.mission", NULL);
  files->edit = g_build_filename (files->folder, "cut.edl", NULL);
  for (int i = 0; i <= 60; i++)
    g_string_append_printf (rows, "%d,%d,20\n", i, 10 * i);
  write_file (files->log, rows->str);
  write_file (files->mission, mission);
  write_file (files->edit, edl);
}

static void
files_clear (Files *files)
{
  g_remove (files->log);
  g_remove (files->mission);
  g_remove (files->edit);
  g_rmdir (files->folder);
  g_free (files->folder);
  g_free (files->log);
  g_free (files->mission);
  g_free (files->edit);
}

static void
test_list (void)
{
  Files files;

  files_init (&files);
  g_auto (Answer) answer = ask ("--mission", files.mission, "--edit", files.edit, "--fps", "25", NULL);
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_true (g_str_has_prefix (answer.out, head));
  g_assert_cmpstr (answer.out + strlen (head), ==,
      "01:00:00:00,01:00:02:00,\"\"\"pad\"\", wide\",A001,a,10,11.96,ascent,ascent,100,119.6,20,20,\n"
      "01:00:02:00,01:00:03:00,,B001,,,,,,,,,,no camera of the mission matches it\n"
      "01:00:03:00,01:00:04:00,,,,,,,,,,,,the film shows nothing\n"
      "01:00:04:00,01:00:05:00,,A001,a,30.96,30,ascent,ascent,309.6,300,20,20,\n");
  g_assert_nonnull (strstr (answer.err, "line 4: event 3 is sound"));
  files_clear (&files);
}

static void
test_start (void)
{
  Files files;

  files_init (&files);
  g_auto (Answer) answer = ask ("--mission", files.mission, "--edit", files.edit, "--fps", "25", "--start-tc",
      "01:00:04:00", NULL);
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_cmpstr (answer.out + strlen (head), ==,
      "01:00:04:00,01:00:05:00,,A001,a,30.96,30,ascent,ascent,309.6,300,20,20,\n");
  files_clear (&files);
}

static void
refuse (const char *words, const char *mission_file, const char *edit, const char *option, const char *value)
{
  g_auto (Answer) answer = ask ("--mission", mission_file, "--edit", edit, option, value, NULL);

  g_assert_cmpint (answer.status, !=, 0);
  if (!strstr (answer.err, words))
    g_test_message ("%s", answer.err);
  g_assert_nonnull (strstr (answer.err, words));
  g_assert_cmpstr (answer.out, ==, "");
}

static void
test_wrong (void)
{
  Files files;

  files_init (&files);
  refuse ("does not say its frame rate", files.mission, files.edit, NULL, NULL);
  refuse ("is no edit that is known", files.mission, files.log, "--fps", "25");
  refuse ("--edit goes with no other way", files.mission, files.edit, "--at", "T+1");
  files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  g_test_add_func ("/inspect-edit/list", test_list);
  g_test_add_func ("/inspect-edit/start", test_start);
  g_test_add_func ("/inspect-edit/wrong", test_wrong);
  return g_test_run ();
}
