/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Pictures that telemetry-inspect draws, and what it makes of wrong files and wrong
 * command lines. Its path is the first argument. */
#include "inspect-run.h"

/* Content of FILE, or none for a file that is not there; then what the one line
 * of the error must say. */
static const struct {
  const char *name, *content, *want;
} wrong_files[] = {
  { "missing.csv", NULL, "missing.csv" },
  { "empty.csv", "", "empty" },
  { "binary.bin", "\x7f" "ELF\x02\x01\x01\x03\xff\xfe\xfd", "binary.bin" },
  { "columns.csv", "a,b\n1,2\n2,3\n", "columns.csv" },
  { "twice.mission", "[mission]\nname=a\nname=b\n", "twice.mission:3: [mission] name stands twice" },
  { "key.mission", "[mission]\nlift=1\n", "key.mission:2: [mission] lift: unknown key" },
  { "gone.mission", "[telemetry]\nlocation=gone.csv\n", "gone.mission:2: [telemetry] location: " },
  { "text.mission", "hello\n", "text.mission:1: this line stands before the first [group]" },
};

static void
assert_one_line (const Answer *answer, int status, const char *want)
{
  const char *end = strchr (answer->err, '\n');

  g_test_message ("%s", g_strchomp (answer->err));
  g_assert_cmpint (answer->status, ==, status);
  g_assert_cmpstr (answer->out, ==, "");
  g_assert_true (g_str_has_prefix (answer->err, "telemetry-inspect: "));
  g_assert_nonnull (strstr (answer->err, want));
  g_assert_true (end && strlen (end) <= 1);
}

/* Width and height of a PNG (PNG specification, 11.2.2). */
static void
assert_png (const char *path, guint32 width, guint32 height)
{
  g_autofree char *png = NULL;
  gsize size;
  guint32 words[2];

  g_assert_true (g_file_get_contents (path, &png, &size, NULL));
  g_assert_cmpuint (size, >, 24);
  g_assert_cmpmem (png, 4, "\x89PNG", 4);
  memcpy (words, png + 16, sizeof words);
  g_assert_cmpuint (GUINT32_FROM_BE (words[0]), ==, width);
  g_assert_cmpuint (GUINT32_FROM_BE (words[1]), ==, height);
}

static void
test_preview (void)
{
  g_autofree char *folder = g_dir_make_tmp ("preview-XXXXXX", NULL);
  g_autofree char *a = g_build_filename (folder, "a.png", NULL);
  g_autofree char *b = g_build_filename (folder, "b.png", NULL);
  g_autofree char *mission = example ("sounding-rocket.mission");
  g_auto (Answer) one = ask (mission, "--preview", a, "--at", "T+30", "--size", "640x360",
      "--layout", "minimal", NULL);
  g_assert_cmpint (one.status, ==, 0);
  assert_png (a, 640, 360);
  /* The first as ground of the second. */
  g_auto (Answer) over = ask (mission, "--preview", b, "--size", "320x180", "--over", a, NULL);
  g_assert_cmpint (over.status, ==, 0);
  assert_png (b, 320, 180);
  g_auto (Answer) sheet = ask (mission, "--contact-sheet", a, "--size", "1280x720", NULL);
  g_assert_cmpint (sheet.status, ==, 0);
  assert_png (a, 3 * 648 + 8, 4 * 368 + 8);
  g_unlink (a);
  g_unlink (b);
  g_rmdir (folder);
}

/* A picture of phases is as large as told, and a flight without samples has none. */
static void
test_preview_phases (void)
{
  g_autofree char *folder = g_dir_make_tmp ("preview-XXXXXX", NULL);
  g_autofree char *png = g_build_filename (folder, "a.png", NULL);
  g_autofree char *none = g_build_filename (folder, "none.mission", NULL);
  g_autofree char *mission = example ("sounding-rocket.mission");
  g_auto (Answer) usual = ask (mission, "--preview-phases", png, NULL);
  g_assert_cmpint (usual.status, ==, 0);
  assert_png (png, 1600, 900);
  g_auto (Answer) told = ask (mission, "--preview-phases", png, "--size", "1000x800", NULL);
  g_assert_cmpint (told.status, ==, 0);
  assert_png (png, 1000, 800);
  g_assert_true (g_file_set_contents (none, "[mission]\nname=a\n", -1, NULL));
  g_auto (Answer) empty = ask (none, "--preview-phases", png, NULL);
  g_assert_cmpint (empty.status, ==, 1);
  g_assert_nonnull (strstr (empty.err, "no samples"));
  g_unlink (none);
  g_unlink (png);
  g_rmdir (folder);
}

/* An event in a gap is between its ends in each form; a reason names the channel or the line
 * of the mission. */
static void
test_events_known (void)
{
  static const struct { const char *flags[4]; const char *said[3]; } cases[] = {
    { { "--events" }, { "between T+00:00:05.000 and T+00:00:45.000", "T+00:00:47.000 " } },
    { { "--events", "--json" }, { "\"met\":25,\"vehicle\":null,\"event\":\"b\",\"phase\":\"b\","
        "\"confidence\":\"given\",\"under-way\":false,\"after\":5,\"before\":45,\"error\":null,"
        "\"revised\":false}", "\"under-way\":true,\"after\":null" } },
    { { "--events", "--why" }, { "    phase is \"b\"\n", "gap.mission:4: [events] ready\n" } },
    { { NULL }, { "between T+00:00:05.000 and T+00:00:45.000" } },
  };
  g_autofree char *folder = g_dir_make_tmp ("events-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (folder, "log.csv", NULL);
  g_autofree char *mission = g_build_filename (folder, "gap.mission", NULL);

  g_assert_true (g_file_set_contents (log, "time[s],altitude[m],phase\n0,0,a\n1,1,a\n2,2,a\n3,3,a\n4,4,a\n"
          "5,5,a\n45,45,b\n46,46,b\n47,47,c\n48,48,c\n49,49,c\n50,50,c\n", -1, NULL));
  g_assert_true (g_file_set_contents (mission, "[telemetry]\nlocation=log.csv\n[events]\nready=3\n", -1,
          NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Answer) answer = ask (mission, cases[i].flags[0], cases[i].flags[1], NULL);
    g_assert_cmpint (answer.status, ==, 0);
    for (guint j = 0; j < 3 && cases[i].said[j]; j++)
      if (!strstr (answer.out, cases[i].said[j]))
        g_error ("no \"%s\" in %s", cases[i].said[j], answer.out);
  }
  g_auto (Answer) overview = ask (mission, "--json", NULL);
  g_assert_nonnull (strstr (overview.out, "\"profile\":\"generic\",\"likely\":\"generic\",\"probability\":0."));
  g_assert_nonnull (strstr (overview.out, "\"reason\":\"nothing speaks for a special kind of flight\"}\n"));
  g_auto (Answer) alone = ask (mission, "--why", NULL);
  assert_one_line (&alone, 2, "--why needs --events");
  g_remove (log);
  g_remove (mission);
  g_rmdir (folder);
}

static void
test_wrong_preview (void)
{
  g_autofree char *mission = example ("sounding-rocket.mission");
  const struct { const char *option, *value, *says; int status; } cases[] = {
    { "--size", "big", "WIDTHxHEIGHT", 2 }, { "--size", "640x", "WIDTHxHEIGHT", 2 },
    { "--size", "640x9999999999", "WIDTHxHEIGHT", 2 }, { "--layout", "webcats", "\"webcast\"", 2 },
    { "--at", "soon", "--at", 2 }, { "--over", "/nowhere.png", "/nowhere.png", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Answer) answer = ask (mission, "--preview", "/nowhere/x.png", cases[i].option,
        cases[i].value, NULL);
    g_assert_cmpint (answer.status, ==, cases[i].status);
    g_assert_nonnull (strstr (answer.err, cases[i].says));
  }
  g_auto (Answer) unwritable = ask (mission, "--preview", "/nowhere/x.png", NULL);
  g_assert_cmpint (unwritable.status, ==, 1);
}

static void
test_wrong_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("inspect-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong_files); i++) {
    g_autofree char *path = g_build_filename (folder, wrong_files[i].name, NULL);
    if (wrong_files[i].content)
      g_assert_true (g_file_set_contents (path, wrong_files[i].content, -1, NULL));
    g_auto (Answer) answer = ask (path, NULL);
    g_remove (path);
    assert_one_line (&answer, 1, wrong_files[i].want);
  }
  g_auto (Answer) answer = ask (folder, NULL);
  assert_one_line (&answer, 1, folder);
  g_rmdir (folder);
}

static void
test_wrong_usage (void)
{
  g_autofree char *log = example ("sounding-rocket.csv");
  g_auto (Answer) nothing = ask (NULL, NULL);
  g_auto (Answer) option = ask ("--at-all", NULL);
  g_auto (Answer) time = ask (log, "--at", "noon", NULL);
  g_auto (Answer) utc = ask (log, "--at", "2021-10-05T08:55:02Z", NULL);
  g_auto (Answer) step = ask (log, "--table", "0", NULL);
  g_auto (Answer) rows = ask (log, "--table", "0.000001", NULL);
  g_auto (Answer) json = ask (log, "--table", "1", "--json", NULL);
  g_auto (Answer) both = ask (log, "--at", "1", "--table", "1", NULL);

  assert_one_line (&nothing, 2, "no FILE and no --mission");
  assert_one_line (&option, 2, "--at-all");
  assert_one_line (&time, 2, "--at: time \"noon\"");
  assert_one_line (&utc, 2, "cannot be placed: the telemetry counts from liftoff");
  assert_one_line (&step, 2, "--table: \"0\" is no step");
  assert_one_line (&rows, 2, "more than 10000000");
  assert_one_line (&json, 2, "--json goes with --at");
  assert_one_line (&both, 2, "exclude each other");
}

static void
test_unreadable (void)
{
  g_autofree char *folder = g_dir_make_tmp ("inspect-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "closed.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "time[s],altitude[m]\n0,1\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  if (g_file_get_contents (path, &text, NULL, NULL)) {
    g_test_skip ("this user may read everything");
  } else {
    g_auto (Answer) answer = ask (path, NULL);
    assert_one_line (&answer, 1, "closed.csv");
  }
  g_remove (path);
  g_rmdir (folder);
}

/* "T-0.5" is half a second before in text, rows, tables and JSON, and directions go from 0 to
 * below 360 degrees. */
static void
test_words (void)
{
  static const char content[] = "time[s],heading[deg],speed[m/s]\n-1.5,359.5,-0.0\n-0.5,360,-0.0\n0.5,-90,1\n";
  static const struct { const char *flags[4]; const char *said[4]; } cases[] = {
    { { "--at", "T-0.5" }, { "T-00:00:00.500\n", " 0 deg ", " 0 m/s " } },
    { { "--at", "T-1.5" }, { "T-00:00:01.500\n", " 359.5 deg " } },
    { { "--at", "T-0.5", "--json" }, { "\"met\":-0.5,", "\"heading\":{\"value\":0,",
        "\"speed\":{\"value\":0," } },
    { { "--at", "T+0.5", "--json" }, { "\"met\":0.5,", "\"heading\":{\"value\":270," } },
    { { "--table", "1" }, { "\n-1.500000000,0,359.5,", "\n-0.500000000,0,0,",
        "\n0.500000000,1,270," } },
    { { NULL }, { "T-00:00:01.500 to T+00:00:00.500, 2 s", " 0 to 359.5 deg" } },
  };
  g_autofree char *folder = g_dir_make_tmp ("words-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "words.csv", NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Answer) answer = ask (path, cases[i].flags[0], cases[i].flags[1], cases[i].flags[2], NULL);
    g_assert_cmpint (answer.status, ==, 0);
    for (guint j = 0; j < 4 && cases[i].said[j]; j++)
      if (!strstr (answer.out, cases[i].said[j]))
        g_error ("no \"%s\" in %s", cases[i].said[j], answer.out);
    g_assert_null (strstr (answer.out, "-0 "));
    g_assert_null (strstr (answer.out, "00:00:00 "));
  }
  g_remove (path);
  g_rmdir (folder);
}

/* A beacon with a packet every half minute, and one that is missed: what the mission says of
 * gaps is what is counted and shown. */
static void
test_longest_gap (void)
{
  static const struct { const char *said, *gaps, *state; } cases[] = {
    { "", "    0        0 s", "fresh" }, { "longest-gap=45\n", "    1       60 s", "stale" },
    { "longest-gap=1min\n", "    0        0 s", "fresh" },
    { "longest-gap=10\n", "    5       60 s", "lost" },
  };
  g_autofree char *folder = g_dir_make_tmp ("gaps-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (folder, "log.csv", NULL);
  g_autofree char *mission = g_build_filename (folder, "gaps.mission", NULL);

  g_assert_true (g_file_set_contents (log, "time[s],altitude[m]\n0,0\n30,30\n60,60\n90,90\n"
          "150,150\n180,180\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat ("[telemetry]\nlocation=log.csv\n", cases[i].said, NULL);
    g_assert_true (g_file_set_contents (mission, text, -1, NULL));
    g_auto (Answer) all = ask (mission, NULL, NULL);
    g_auto (Answer) at = ask (mission, "--at", "T+140", NULL);
    g_assert_cmpint (all.status, ==, 0);
    if (!strstr (all.out, cases[i].gaps))
      g_error ("no \"%s\" in %s", cases[i].gaps, all.out);
    if (!strstr (at.out, cases[i].state))
      g_error ("no \"%s\" in %s", cases[i].state, at.out);
  }
  g_remove (log);
  g_remove (mission);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc < 2)
    g_error ("the path of telemetry-inspect is missing");
  program = argv[1];
  g_test_add_func ("/inspect-use/preview", test_preview);
  g_test_add_func ("/inspect-use/wrong-preview", test_wrong_preview);
  g_test_add_func ("/inspect-use/wrong-files", test_wrong_files);
  g_test_add_func ("/inspect-use/wrong-usage", test_wrong_usage);
  g_test_add_func ("/inspect-use/words", test_words);
  g_test_add_func ("/inspect-use/longest-gap", test_longest_gap);
  g_test_add_func ("/inspect-use/unreadable", test_unreadable);
  g_test_add_func ("/inspect/preview-phases", test_preview_phases);
  g_test_add_func ("/inspect/events-known", test_events_known);
  return g_test_run ();
}
