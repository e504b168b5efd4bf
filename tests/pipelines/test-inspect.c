/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What telemetry-inspect, whose path is the first argument, says of flights. */
#include <json-glib/json-glib.h>

#include "inspect-run.h"
#include "shared-data.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

/* The member VEHICLE's CHANNEL of one --at --json line. */
static JsonObject *
channel_of (JsonNode *node, const char *vehicle, const char *channel)
{
  JsonObject *vehicles = json_object_get_object_member (json_node_get_object (node), "vehicles");
  JsonObject *channels = json_object_get_object_member (
      json_object_get_object_member (vehicles, vehicle), "channels");

  return json_object_get_object_member (channels, channel);
}

/* What was published of each log (../shared/data/README.md and the files' own
 * rows, converted by hand), in SI. */
static const struct {
  const char *file, *at, *vehicle, *channel;
  double value, tolerance;
  const char *unit;
} truths[] = {
  { "webcast/spacex-crs-12/stage1-raw.json", "T+147.013", "stage1", "speed", 1655.555, 1e-9, "m/s" },
  { "webcast/spacex-crs-12/stage1-raw.json", "T+147.013", "stage1", "altitude", 60900, 1e-6, "m" },
  { "webcast/starship-ift-1/telemetry.csv", "T+149", "stage1", "speed", 2157 / 3.6, 1e-9, "m/s" },
  { "webcast/starship-ift-1/telemetry.csv", "00:03:21", "stage1", "altitude", 39000, 1e-6, "m" },
  { "flight-computer/altimeter_cavour.csv", "23.8", "vehicle", "altitude", 2789, 1e-9, "m" },
  { "flight-computer/bella_lui_flight_data_filtered.csv", "10.53", "vehicle", "altitude", 458.97, 0.005, "m" },
  /* Published is the filtered apogee; the log's own highest sample is 1.2 m lower. */
  { "flight-computer/hedy_cats_flightInfo.csv", "33.289", "vehicle", "altitude", 5231.53, 1.5, "m" },
  { "flight-computer/hedy_cats_flightInfo.csv", "33.289", "vehicle", "altitude", 5230.36669921875, 1e-9, "m" },
  { "flight-computer/andromeda_flight_data.csv", "26.75", "vehicle", "altitude", 11281.33 * 0.3048, 1e-9, "m" },
  { "flight-computer/ndrt_2020_flight_data.csv", "17.095", "vehicle", "altitude", 4331.88 * 0.3048, 1e-9, "m" },
  { "flight-computer/telemetrum_prometheus.csv", "29.61", "vehicle", "altitude", 3903.77, 1e-9, "m" },
};

static void
test_truth (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = shared_data_path (truths[i].file);

  if (!path)
    return;
  g_auto (Answer) answer = ask (path, "--at", truths[i].at, "--json", NULL);
  g_assert_cmpint (answer.status, ==, 0);
  g_autoptr (JsonNode) node = parse (answer.out);
  JsonObject *channel = channel_of (node, truths[i].vehicle, truths[i].channel);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (channel, "value"),
      truths[i].value, truths[i].tolerance);
  g_assert_cmpstr (json_object_get_string_member (channel, "unit"), ==, truths[i].unit);
  g_assert_true (json_object_get_boolean_member (channel, "valid"));
  g_assert_cmpfloat (json_object_get_double_member (channel, "age"), ==, 0);
}

static const char *const webcasts[] = {
  "webcast/falcon-heavy-demo-1/stage2-raw.json", "webcast/iridium-next-8/stage1-raw.json",
  "webcast/iridium-next-8/stage2-raw.json", "webcast/nrol-76/stage1-raw.json",
  "webcast/ses-10/stage2-raw.json", "webcast/spacex-crs-12/stage1-raw.json",
  "webcast/spacex-crs-12/stage2-raw.json", "webcast/tess/stage2-raw.json",
};

static double
element (JsonObject *log, const char *name, guint i)
{
  return json_array_get_double_element (json_object_get_array_member (log, name), i);
}

static void
check_sample (const char *path, JsonObject *log, guint i)
{
  g_autofree char *stage = g_path_get_basename (path);
  g_autofree char *at = g_strdup_printf ("T%+.9f", element (log, "time", i));
  g_auto (Answer) answer = ask (path, "--at", at, "--json", NULL);

  strchr (stage, '-')[0] = '\0';
  g_assert_cmpint (answer.status, ==, 0);
  g_autoptr (JsonNode) node = parse (answer.out);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (
          channel_of (node, stage, "speed"), "value"), element (log, "velocity", i), 1e-9);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (
          channel_of (node, stage, "altitude"), "value"), element (log, "altitude", i) * 1000, 1e-6);
}

/* Each log of the webcasts, against its own arrays as another reader sees them. */
static void
test_webcast (gconstpointer data)
{
  g_autofree char *path = shared_data_path (data);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!path)
    return;
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  JsonObject *log = json_node_get_object (json_parser_get_root (parser));
  guint n = json_array_get_length (json_object_get_array_member (log, "time"));
  for (guint i = 0; i < 5; i++) {
    guint sample = (guint) ((guint64) (n - 1) * i / 4);
    /* Of samples at one time the first counts. */
    while (sample > 0 && element (log, "time", sample - 1) == element (log, "time", sample))
      sample--;
    check_sample (path, log, sample);
  }
}

static void
test_overview (void)
{
  static const char *const words[] = {
    "json, spacex-webcast, 13684 records", "T+00:00:00.000 to T+00:08:00.079, 480.079 s",
    "Vehicle     stage1", "0 to 118 km (0 to 118000 m)", "0 to 5960 km/h (0 to 1655.56 m/s)",
    "from \"velocity\" [m/s]", "0.033 s", "T+00:02:27.000  meco", "T+00:07:46.000  landing", "given",
  };
  g_autofree char *path = shared_data_path ("webcast/spacex-crs-12/stage1-raw.json");

  if (!path)
    return;
  g_auto (Answer) answer = ask (path, NULL);
  g_assert_cmpint (answer.status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (!strstr (answer.out, words[i]))
      g_error ("\"%s\" is missing in:\n%s", words[i], answer.out);
  }
}

/* Several instants, phases, a place without data, in one run. */
static void
test_phases (void)
{
  static const struct { double met; const char *phase, *event; gboolean valid; } want[] = {
    { -10, NULL, NULL, FALSE }, { 30, "coast", "burnout", TRUE },
    { 200, "descent", "apogee", TRUE }, { 5000, "landed", "landing", FALSE },
  };
  g_autofree char *path = example ("sounding-rocket.mission");
  g_auto (Answer) answer = ask ("--mission", path, "--at", "T-10", "--at", "30", "--at", "00:03:20",
      "--at=T+01:23:20", "--json", NULL);
  g_auto (GStrv) lines = g_strsplit (answer.out, "\n", -1);

  g_assert_cmpint (answer.status, ==, 0);
  g_assert_cmpstr (answer.err, ==, "");
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (want) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (want); i++) {
    g_autoptr (JsonNode) node = parse (lines[i]);
    JsonObject *object = json_node_get_object (node);
    g_assert_cmpfloat (json_object_get_double_member (object, "met"), ==, want[i].met);
    g_assert_cmpfloat (json_object_get_double_member (object, "t"), ==, want[i].met);
    g_assert_cmpstr (json_object_get_string_member_with_default (object, "phase", NULL), ==, want[i].phase);
    g_assert_cmpstr (json_object_get_string_member_with_default (object, "event", NULL), ==, want[i].event);
    g_assert_cmpint (json_object_get_boolean_member (channel_of (node, "rocket", "altitude"), "valid"), ==,
        want[i].valid);
  }
}

/* The example is a flight: between neighbouring rows the height gained is what
 * the vertical speed says (trapezium; jerk at ignition, burnout and parachutes
 * leaves some metres). */
static void
test_example (void)
{
  g_autofree char *path = example ("sounding-rocket.mission");
  g_auto (Answer) answer = ask (path, "--table", "0.5", NULL);
  g_auto (GStrv) rows = g_strsplit (answer.out, "\n", -1);
  double before[4] = { 0 }, highest = 0;

  g_assert_cmpint (answer.status, ==, 0);
  g_assert_true (g_str_has_prefix (rows[0],
          "time[s],rocket.altitude[m],rocket.speed[m/s],rocket.vertical-speed[m/s],"));
  for (guint i = 1; *rows[i]; i++) {
    g_auto (GStrv) cells = g_strsplit (rows[i], ",", -1);
    double now[4];
    for (guint j = 0; j < 4; j++)
      now[j] = g_ascii_strtod (cells[j], NULL);
    if (i > 1) {
      g_assert_cmpfloat (now[0] - before[0], ==, 0.5);
      g_assert_cmpfloat_with_epsilon (now[1] - before[1], (now[3] + before[3]) / 4, 8);
    }
    highest = MAX (highest, now[1]);
    memcpy (before, now, sizeof before);
  }
  g_assert_cmpfloat_with_epsilon (before[0], 754, 1e-9);
  /* Energy: without drag, burnout at 14.4 km with 1194 m/s upwards reaches
   * 14.4 + v²/2g × (1 + h/R) = 88.6 km; thin air leaves most of it. */
  g_assert_cmpfloat (highest, >, 60e3);
  g_assert_cmpfloat (highest, <, 88.6e3);
}

/* ../shared/data/ndm/iss-2025/expected.csv, second row: all of it derived. */
static void
test_ephemeris_row (void)
{
  static const struct { const char *channel; double value, tolerance; } row[] = {
    { "altitude", 428729.648, 1 }, { "latitude", -33.7664096, 1e-5 },
    { "longitude", 3.8173108, 1e-5 }, { "speed-inertial", 7654.1465, 0.01 },
    { "speed-relative", 7351.5384, 0.01 }, { "vertical-speed", 12.7248, 0.01 },
    { "speed", 7654.1465, 0.01 },
  };
  g_autofree char *path = shared_data_path ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml");

  if (!path)
    return;
  g_auto (Answer) answer = ask (path, "--at", "2025-02-26T12:26:00Z", "--json", NULL);
  g_assert_cmpint (answer.status, ==, 0);
  g_autoptr (JsonNode) node = parse (answer.out);
  for (guint i = 0; i < G_N_ELEMENTS (row); i++) {
    JsonObject *channel = channel_of (node, "ISS", row[i].channel);
    g_assert_cmpfloat_with_epsilon (json_object_get_double_member (channel, "value"),
        row[i].value, row[i].tolerance);
    g_assert_cmpstr (json_object_get_string_member (channel, "origin"), ==, "derived");
  }
  g_assert_cmpstr (json_object_get_string_member (channel_of (node, "ISS", "speed"), "frame"), ==,
      "inertial");
}

/* The example's orbit is 412 by 424 km above the equator's radius at 51.64 degrees. */
static void
test_station_example (void)
{
  g_autofree char *path = example ("station.mission");
  g_auto (Answer) overview = ask (path, NULL);
  g_auto (Answer) answer = ask (path, "--at", "2025-03-20T10:00:30Z", "--json", NULL);

  g_assert_cmpint (overview.status, ==, 0);
  g_assert_nonnull (strstr (overview.out, "orbit-number       ephemeris: "));
  g_assert_cmpint (answer.status, ==, 0);
  g_autoptr (JsonNode) node = parse (answer.out);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (channel_of (node, "STATION",
              "inclination"), "value"), 51.64, 0.1);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (channel_of (node, "STATION",
              "altitude"), "value"), 418e3, 20e3);
  g_assert_cmpfloat (json_object_get_double_member (channel_of (node, "STATION",
              "orbit-number"), "value"), ==, 1235);
}

/* Without where each value comes from. */
static char *
without_origin (const char *text)
{
  g_autoptr (GString) all = g_string_new (text);

  g_string_replace (all, "\"derived\"", "\"measured\"", 0);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* A table read again says the same; what was derived is then a column. */
static void
test_table_round_trip (void)
{
  g_autofree char *path = example ("sounding-rocket.csv");
  g_autofree char *folder = g_dir_make_tmp ("inspect-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (folder, "table.csv", NULL);
  g_auto (Answer) table = ask (path, "--table", "0.25", NULL);
  g_assert_cmpint (table.status, ==, 0);
  g_assert_true (g_file_set_contents (copy, table.out, -1, NULL));
  g_auto (Answer) first = ask (path, "--at", "47.25", "--json", NULL);
  g_auto (Answer) second = ask (copy, "--at", "47.25", "--json", NULL);

  g_autofree char *before = without_origin (first.out);
  g_autofree char *after = without_origin (second.out);

  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpstr (before, ==, after);
  g_remove (copy);
  g_rmdir (folder);
}

static void
test_two_files (void)
{
  g_autofree char *one = shared_data_path ("webcast/spacex-crs-12/stage1-raw.json");
  g_autofree char *two = one ? shared_data_path ("webcast/spacex-crs-12/stage2-raw.json") : NULL;

  if (!two)
    return;
  g_auto (Answer) both = ask (one, two, NULL);
  g_assert_cmpint (both.status, ==, 0);
  g_assert_nonnull (strstr (both.out, "Vehicle     stage1"));
  g_assert_nonnull (strstr (both.out, "Vehicle     stage2"));
  g_auto (Answer) bad = ask ("/not/there/a.csv", two, "/not/there/b.csv", NULL);
  g_assert_cmpint (bad.status, ==, 1);
  g_assert_nonnull (strstr (bad.err, "/not/there/a.csv"));
  g_assert_nonnull (strstr (bad.err, "/not/there/b.csv"));
  g_assert_cmpstr (bad.out, ==, "");
}

static void
test_provenance (void)
{
  g_autofree char *path = example ("sounding-rocket.mission");
  g_auto (Answer) answer = ask (path, NULL);

  g_assert_cmpint (answer.status, ==, 0);
  g_assert_nonnull (strstr (answer.out, "Data        simulated\n"));
  g_assert_nonnull (strstr (answer.out, "Credit      Simulated flight\n"));
  g_assert_nonnull (strstr (answer.out, "Licence     LGPL-2.1-or-later\n"));
}

#define SETS "1 90006U 24001A   24125.50000000  .00000000  00000-0  90000-1 0    15\n" \
    "2 90006  51.6400 120.0000 0105000  45.0000 315.0000 15.60000000    13\n" \
    "1 04859U 21001A   24125.50000000  .00001234  00000-0  12345-4 0    78\n" \
    "2 04859  51.6400 120.1234 0012345  45.6789 314.4567 15.50123456 12343\n"

/* One of several, its epoch, what is predicted of it, and where and why it ends. */
static void
test_element_sets (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sets-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.tle", NULL);

  g_assert_true (g_file_set_contents (path, SETS, -1, NULL));
  g_auto (Answer) overview = ask (path, "--object", "4859", NULL);
  g_assert_cmpint (overview.status, ==, 0);
  g_assert_nonnull (strstr (overview.out, "epoch              2024-05-04T12:00:00.000Z\n"));
  g_assert_null (strstr (overview.out, "90006"));
  g_assert_cmpstr (overview.err, ==, "");
  g_auto (Answer) text = ask (path, "--object", "4859", "--at", "2024-05-02T12:00:00Z", NULL);
  g_assert_nonnull (strstr (text.out, "4859: predicted, epoch 2024-05-04T12:00:00.000Z\n"));
  g_auto (Answer) json = ask (path, "--object", "4859", "--at", "2024-05-02T12:00:00Z", "--json", NULL);
  g_autoptr (JsonNode) node = parse (json.out);
  g_assert_cmpfloat (json_object_get_double_member (channel_of (node, "4859", "epoch-age"), "value"), ==,
      -172800);
  g_assert_nonnull (strstr (json.out, "\"provenance\":\"predicted\",\"epoch\":\"2024-05-04T12:00:00.000Z\""));
  g_auto (Answer) decayed = ask (path, "--object", "90006", "--at", "2024-05-07T00:00:00Z", NULL);
  g_assert_nonnull (strstr (decayed.err, "2024-05-06T10:31:0"));
  g_assert_nonnull (strstr (decayed.err, "the satellite has decayed"));
  g_auto (Answer) wrong = ask (path, "--object", "9", NULL);
  g_assert_cmpint (wrong.status, ==, 1);
  g_assert_nonnull (strstr (wrong.err, "90006, 4859"));
  g_unlink (path);
  g_rmdir (folder);
}

/* --strict refuses what is a note otherwise. */
static void
test_strict (void)
{
  static const char opm[] = "CCSDS_OPM_VERS = 2.0\nCOLOUR = RED\nOBJECT_NAME = A\nOBJECT_ID = 1\n"
      "CENTER_NAME = EARTH\nREF_FRAME = ICRF\nTIME_SYSTEM = UTC\nEPOCH = 2025-01-01T00:00:00\nX = 7000\n"
      "Y = 0\nZ = 0\nX_DOT = 0\nY_DOT = 5.3\nZ_DOT = 5.3\n";
  g_autofree char *folder = g_dir_make_tmp ("strict-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.opm", NULL);

  g_assert_true (g_file_set_contents (path, opm, -1, NULL));
  g_auto (Answer) lenient = ask (path, NULL);
  g_assert_cmpint (lenient.status, ==, 0);
  g_assert_nonnull (strstr (lenient.out, "line 2: found COLOUR"));
  g_auto (Answer) strict = ask (path, "--strict", NULL);
  g_assert_cmpint (strict.status, ==, 1);
  g_assert_nonnull (strstr (strict.err, "a.opm: line 2: found COLOUR"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (truths); i++) {
    g_autofree char *name = g_strdup_printf ("/inspect/truth/%u", i);
    g_test_add_data_func (name, GUINT_TO_POINTER (i), test_truth);
  }
  for (guint i = 0; i < G_N_ELEMENTS (webcasts); i++) {
    g_autofree char *name = g_strconcat ("/inspect/", webcasts[i], NULL);
    g_test_add_data_func (name, webcasts[i], test_webcast);
  }
}

/* Marks say where the footage begins and how fast it goes, and move markers. */
static void
test_marks (void)
{
  g_autofree char *log = example ("sounding-rocket.csv");
  g_auto (Answer) one = ask (log, "--mark", "12.5@T+0", NULL);
  g_auto (Answer) two = ask (log, "--mark", "#250@T+0", "--mark", "1010@T+1000.05", "--fps", "25", NULL);
  g_auto (Answer) frame = ask (log, "--mark", "#250@T+0", NULL);
  g_auto (Answer) wrong = ask (log, "--mark", "5@T+3", "--mark", "6@T+1", NULL);
  g_auto (Answer) markers = ask (log, "--events", "--format", "csv", "--mark", "10@T+0", "--mark",
      "20@T+20", NULL);

  g_assert_nonnull (strstr (one.out, "its first frame shows T-00:00:12.500"));
  g_assert_null (strstr (one.out, " ppm"));
  g_assert_nonnull (strstr (two.out, "from 10 s to 1010 s a second shows 1.00005 s (+50.00 ppm)"));
  g_assert_nonnull (strstr (frame.out, "nothing says the frame rate"));
  g_assert_cmpint (wrong.status, ==, 2);
  g_assert_nonnull (strstr (wrong.err, "the marks at 5 s and 6 s"));
  /* Liftoff at 10 s of 25 frames. */
  g_assert_nonnull (strstr (markers.out, "00:00:10:00"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc < 2)
    g_error ("the path of telemetry-inspect is missing");
  program = argv[1];
  g_test_add_func ("/inspect/marks", test_marks);
  g_test_add_func ("/inspect/phases", test_phases);
  g_test_add_func ("/inspect/example", test_example);
  g_test_add_func ("/inspect/table-round-trip", test_table_round_trip);
  g_test_add_func ("/inspect/station-example", test_station_example);
  g_test_add_func ("/inspect/provenance", test_provenance);
  g_test_add_func ("/inspect/element-sets", test_element_sets);
  g_test_add_func ("/inspect/strict", test_strict);
  if (shared_data_there ("/inspect/third-party")) {
    add_tables ();
    g_test_add_func ("/inspect/overview", test_overview);
    g_test_add_func ("/inspect/ephemeris-row", test_ephemeris_row);
    g_test_add_func ("/inspect/two-files", test_two_files);
  }
  return g_test_run ();
}
