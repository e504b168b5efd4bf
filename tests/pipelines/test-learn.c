/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A mission that --learn prints reads the same flight as the files and options it was
 * printed for: telemetry-inspect, whose path is the first argument, says so of both. */
#include "inspect-run.h"
#include "shared-data.h"

#define ROWS "0,1,2\n1,2,3.5\n2,5,6\n3,7,8\n"

/* A file, how it is to be read, and lines that its mission has. */
static const struct {
  const char *file, *text;
  const char *option, *value;        /* of the command line, or NULL */
  const char *mission[3];
} cases[] = {
  { .file = "named.csv", .text = "time[s],altitude[ft],speed[km/h]\n" ROWS,
    .mission = { "name=named", "format=csv",
      "columns=time=time[s]:s,altitude=altitude[ft]:ft,speed=speed[km/h]:km/h" } },
  { .file = "datum.csv", .text = "time (s),Altitude (ft AGL),Speed (m/s)\n" ROWS,
    .mission = { "altitude=agl",
      "columns=time=time (s):s,altitude=Altitude (ft AGL):ft-agl,speed=Speed (m/s):m/s" } },
  { .file = "undeclared.csv", .text = "time (s),altitude (m),speed (m/s)\n" ROWS,
    .mission = { "#altitude=msl", "#liftoff=YYYY-MM-DDTHH:MM:SSZ" } },
  { .file = "comma.csv", .text = "time (s),\"alt, baro: x\",altitude (m)\n" ROWS,
    .mission = { "location=comma.csv" } },
  { .file = "parts.csv", .text = "Date,Time,altitude (m)\n2024-03-31,02:59:58,1\n"
      "2024-03-31,02:59:59.5,3\n2024-03-31,03:00:00,4\n", .option = "--columns",
    .value = "timezone=UTC", .mission = { "columns=timezone=UTC" } },
  { .file = "unix.csv", .text = "unix_ms,altitude (m),vehicle,event\n1711850398000,1,a,\n"
      "1711850399000,3,a,meco\n1711850400000,4,b,\n1711850401000,5,b,\n1711850402000,5,a,\n",
    .mission = { "columns=time=unix_ms:unix-ms,altitude=altitude (m):m,vehicle=vehicle,event=event" } },
  { .file = "lift.csv", .text = "utc,altitude (m),event\n2024-03-31T01:59:58Z,1,\n"
      "2024-03-31T01:59:59Z,3,liftoff\n2024-03-31T02:00:00Z,4,\n",
    .mission = { "\nliftoff=2024-03-31T01:59:59Z",
      "columns=time=utc:utc,altitude=altitude (m):m,event=event" } },
  { .file = "told.csv", .text = "T,H,V\n" ROWS, .option = "--columns",
    .value = "time=T:s,altitude=H:ft,speed=#3:m/s",
    .mission = { "columns=time=T:s,altitude=H:ft,speed=#3:m/s" } },
  { .file = "quoted.csv", .text = "T,\"H\\, m\",V\n" ROWS, .option = "--columns",
    .value = "time=T:s,altitude=\"H\\, m\":ft",
    .mission = { "columns=time=T:s,altitude=\"H\\\\, m\":ft" } },
  { .file = "local.csv", .text = "Time,altitude (m)\n2024-03-31 01:59:58,1\n2024-03-31 01:59:59,3\n"
      "2024-03-31 03:00:00,4\n", .option = "--columns", .value = "timezone=Europe/Berlin",
    .mission = { "columns=timezone=Europe/Berlin", "#liftoff=2024-03-31T00:59:58Z" } },
  { .file = "marked.csv", .text = "utc,altitude (m)\n2024-03-31T01:59:58.250Z,1\n"
      "2024-03-31T01:59:59Z,3\n2024-03-31T02:00:00Z,4\n", .option = "--mark",
    .value = "2.5@2024-03-31T01:59:58.25Z",
    .mission = { "marks=2.5@2024-03-31T01:59:58.25Z", "#liftoff=2024-03-31T01:59:58.250Z" } },
  { .file = "walk.nmea", .text =
      "$GPGGA,120000.00,5000.0000,N,00800.0000,E,1,08,1.0,100.0,M,47.0,M,,*69\n"
      "$GPGGA,120001.00,5000.0010,N,00800.0010,E,1,08,1.0,101.0,M,47.0,M,,*69\n"
      "$GPGGA,120002.00,5000.0020,N,00800.0020,E,1,08,1.0,102.0,M,47.0,M,,*69\n",
    .mission = { "format=nmea" } },
  { .file = "walk.gpx", .text = "<?xml version=\"1.0\"?>\n"
      "<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>\n"
      "<trkpt lat=\"50\" lon=\"8\"><ele>100</ele><time>2024-03-31T02:00:00Z</time></trkpt>\n"
      "<trkpt lat=\"50.001\" lon=\"8.001\"><ele>101</ele><time>2024-03-31T02:00:10Z</time></trkpt>\n"
      "</trkseg></trk></gpx>\n",
    .mission = { "format=gpx", "#liftoff=2024-03-31T02:00:00Z" } },
  { .file = "lines.jsonl", .text = "{\"time_s\":0,\"altitude_m\":1,\"speed_kmh\":3}\n"
      "{\"time_s\":1,\"altitude_m\":4,\"speed_kmh\":5}\n"
      "{\"time_s\":2,\"altitude_m\":9,\"speed_kmh\":6}\n",
    .mission = { "format=jsonl",
      "columns=time=time_s:s,altitude=altitude_m:m,speed=speed_kmh:km/h" } },
  { .file = "two.tle", .text =
      "VANGUARD 1\n"
      "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n"
      "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n"
      "DELTA 1 DEB\n"
      "1 06251U 62025E   06176.82412014  .00008885  00000-0  12808-3 0  3985\n"
      "2 06251  58.0579  54.0425 0030035 139.1568 221.1854 15.56387291  6774\n",
    .option = "--object", .value = "VANGUARD 1", .mission = { "format=tle", "object=VANGUARD 1" } },
  { .file = " lead;\"two\" words\\x \xc3\xbc#=.csv",
    .text = "time (s),altitude (m)\n0,1\n1,2\n2,5\n",
    .mission = { "location=./ lead;\"two\" words\\\\x \xc3\xbc#=.csv",
      "name= lead;\"two\" words\\\\x \xc3\xbc#=" } },
  { .file = "trailing ", .text = "time (s),altitude (m)\n0,1\n1,2\n2,5\n",
    .mission = { "/trailing%20" } },
  { .file = "tab\tline\n.csv", .text = "time (s),altitude (m)\n0,1\n1,2\n2,5\n",
    .mission = { "location=tab\\tline\\n.csv" } },
};

/* In FOLDER, as a person there would, so that names are relative. */
static Answer
ask_in (const char *folder, const char *const *arguments)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };
  int wait;

  g_ptr_array_add (all, (gpointer) program);
  for (; *arguments; arguments++)
    g_ptr_array_add (all, (gpointer) *arguments);
  g_ptr_array_add (all, NULL);
  g_spawn_sync (folder, (char **) all->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &answer.out,
      &answer.err, &wait, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait));
  answer.status = WEXITSTATUS (wait);
  return answer;
}

/* The overview without what only a mission has, as the time since its liftoff, and without
 * the file's name, which a URI spells another way. */
static char *
without_mission (const char *overview)
{
  static const char *const heads[] = { "Mission ", "Data ", "Altitude ", "Marks ", "File ",
    "  trailing", "Liftoff " };
  g_autoptr (GRegex) elapsed = g_regex_new ("T[+-][0-9:.]+ (?=[0-9]{4}-)", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (elapsed, overview, -1, 0, "", 0, NULL);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  GString *out = g_string_new (NULL);

  for (char **line = lines; *line; line++) {
    gboolean kept = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
      kept &= !g_str_has_prefix (*line, heads[i]);
    if (kept)
      g_string_append_printf (out, "%s\n", *line);
  }
  return g_string_free (out, FALSE);
}

static void
check_same (const char *folder, const char *const *plain, const char *const *learned)
{
  g_auto (Answer) before = ask_in (folder, plain);
  g_auto (Answer) after = ask_in (folder, learned);
  g_autofree char *one = without_mission (before.out), *two = without_mission (after.out);

  if (before.status != 0 || after.status != 0)
    g_error ("%s%s", before.err, after.err);
  g_assert_cmpstr (one, ==, two);
  g_assert_true (strlen (one) > 100);
}

/* Learns FILE in FOLDER into flight.mission there. To be freed. */
static char *
learn (const char *folder, const char *const *arguments)
{
  g_auto (Answer) answer = ask_in (folder, arguments);
  g_autofree char *mission = g_build_filename (folder, "flight.mission", NULL);

  if (answer.status != 0)
    g_error ("%s", answer.err);
  g_assert_true (g_file_set_contents (mission, answer.out, -1, NULL));
  return g_steal_pointer (&answer.out);
}

static void
remove_all (const char *folder, const char *file)
{
  g_autofree char *mission = g_build_filename (folder, "flight.mission", NULL);
  g_autofree char *log = g_build_filename (folder, file, NULL);

  g_remove (mission);
  g_remove (log);
  g_rmdir (folder);
}

static void
test_round_trip (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = g_dir_make_tmp ("learn-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (folder, cases[i].file, NULL);
  const char *option = cases[i].option, *value = cases[i].value;
  gboolean mark = g_strcmp0 (option, "--mark") == 0;
  const char *const told[] = { "--learn", cases[i].file, option, value, NULL };
  const char *const plain[] = { cases[i].file, option, value, NULL };
  const char *const table[] = { cases[i].file, "--table", "1", mark ? NULL : option, value, NULL };
  const char *const learned[] = { "flight.mission", NULL };
  const char *const learned_table[] = { "flight.mission", "--table", "1", NULL };

  g_assert_true (g_file_set_contents (log, cases[i].text, -1, NULL));
  g_autofree char *text = learn (folder, told);
  for (gsize j = 0; j < G_N_ELEMENTS (cases[i].mission) && cases[i].mission[j]; j++)
    if (!strstr (text, cases[i].mission[j]))
      g_error ("no \"%s\" in %s", cases[i].mission[j], text);
  check_same (folder, plain, learned);
  /* Elements last for days, and a table counts from liftoff where that is known. */
  if (!g_str_has_suffix (cases[i].file, ".tle") && !strstr (text, "\nliftoff=")) {
    g_auto (Answer) one = ask_in (folder, table), two = ask_in (folder, learned_table);
    g_assert_cmpint (one.status, ==, 0);
    g_assert_cmpstr (one.out, ==, two.out);
  }
  remove_all (folder, cases[i].file);
}

/* Logs of others, among them such whose columns and times a dialect knows. */
static const char *const others[] = {
  "flight-computer/ndrt_2020_flight_data.csv", "flight-computer/telemetrum_prometheus.csv",
  "flight-computer/hedy_cats_flightInfo.csv", "webcast/starship-ift-1/telemetry.csv",
  "webcast/spacex-crs-12/stage1-raw.json", "klv/aphill_klv_10s.ts", "ndm/oem-python/LEO_60s.oem",
};

static void
test_other (gconstpointer data)
{
  g_autofree char *path = shared_data_path (data);
  g_autofree char *folder = NULL;

  if (!path)
    return;
  folder = g_dir_make_tmp ("learn-XXXXXX", NULL);
  const char *const told[] = { "--learn", path, NULL };
  g_autofree char *text = learn (folder, told);
  g_autofree char *location = g_strdup_printf ("\nlocation=%s\n", path);
  g_assert_nonnull (strstr (text, location));
  check_same (folder, (const char *[]) { path, NULL }, (const char *[]) { "flight.mission", NULL });
  remove_all (folder, "none");
}

/* Each file has a group of its own, and words of its own. */
static void
test_several (void)
{
  g_autofree char *folder = g_dir_make_tmp ("learn-XXXXXX", NULL);
  g_autofree char *a = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *b = g_build_filename (folder, "b.jsonl", NULL);
  const char *const told[] = { "--learn", "a.csv", "b.jsonl", NULL };
  const char *const plain[] = { "a.csv", "b.jsonl", NULL };
  const char *const learned[] = { "flight.mission", NULL };

  g_assert_true (g_file_set_contents (a, "time (s),altitude (m)\n0,1\n1,2\n2,5\n", -1, NULL));
  g_assert_true (g_file_set_contents (b,
      "{\"time_s\":0,\"speed_kmh\":3}\n{\"time_s\":1,\"speed_kmh\":4}\n",
      -1, NULL));
  g_autofree char *text = learn (folder, told);
  g_assert_nonnull (strstr (text, "[telemetry]\n"));
  g_assert_nonnull (strstr (text, "[telemetry 2]\n"));
  g_assert_nonnull (strstr (text, "format=jsonl\n"));
  check_same (folder, plain, learned);
  g_remove (b);
  remove_all (folder, "a.csv");
}

/* What is refused is refused as it is without --learn, and nothing is printed. */
static void
test_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("learn-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (folder, "log.csv", NULL);

  g_assert_true (g_file_set_contents (log, "time (s),altitude\n0,1\n1,2\n", -1, NULL));
  g_auto (Answer) plain = ask_in (folder, (const char *[]) { "log.csv", NULL });
  g_auto (Answer) learned = ask_in (folder, (const char *[]) { "--learn", "log.csv", NULL });
  g_assert_cmpint (learned.status, ==, 1);
  g_assert_cmpstr (learned.err, ==, plain.err);
  g_assert_cmpstr (learned.out, ==, "");
  g_assert_nonnull (strstr (learned.err, "columns="));
  remove_all (folder, "log.csv");
}

static void
test_wrong_usage (void)
{
  g_autofree char *log = example ("sounding-rocket.csv");
  g_autofree char *mission = example ("sounding-rocket.mission");
  g_auto (Answer) of_mission = ask ("--learn", mission, NULL);
  g_auto (Answer) with_at = ask ("--learn", log, "--at", "1", NULL);
  g_auto (Answer) wrong_mark = ask ("--learn", log, "--mark", "x@y", NULL);

  g_assert_cmpint (of_mission.status, ==, 2);
  g_assert_nonnull (strstr (of_mission.err, "--learn"));
  g_assert_cmpint (with_at.status, ==, 2);
  g_assert_nonnull (strstr (with_at.err, "--learn"));
  g_assert_cmpint (wrong_mark.status, ==, 2);
  g_assert_cmpstr (wrong_mark.out, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc < 2)
    g_error ("the path of telemetry-inspect is missing");
  /* It is run in other folders. */
  g_autofree char *path_of_program = g_canonicalize_filename (argv[1], NULL);
  program = path_of_program;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/learn/round-trip/%u", i);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_round_trip);
  }
  g_test_add_func ("/learn/several", test_several);
  g_test_add_func ("/learn/refused", test_refused);
  g_test_add_func ("/learn/wrong-usage", test_wrong_usage);
  if (!shared_data_there ("/learn/third-party"))
    return g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autofree char *path = g_strdup_printf ("/learn/other/%s", others[i]);
    g_test_add_data_func (path, others[i], test_other);
  }
  return g_test_run ();
}
