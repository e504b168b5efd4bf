/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/flight.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "shared-data.h"

#define CSV "time[s],altitude[m],speed[m/s]\n0,0,0\n1,10,20\n2,40,40\n3,90,60\n"
#define LIFTOFF ((G_GINT64_CONSTANT (1633424102) + 37) * TLM_SECOND)

/* A folder of its own for each test. */
typedef struct {
  char *path;
} Folder;

static void
folder_set_up (Folder *folder, gconstpointer data)
{
  folder->path = g_dir_make_tmp ("flight-XXXXXX", NULL);
  g_assert_nonnull (folder->path);
}

static void
folder_tear_down (Folder *folder, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder->path, name, NULL);
    g_unlink (path);
  }
  g_rmdir (folder->path);
  g_free (folder->path);
}

static char *
put (Folder *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder->path, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static TlmFlight *
open_good (const TlmFlightSource *source)
{
  g_autoptr (GError) error = NULL;
  TlmFlight *flight = tlm_flight_open (source, &error);

  g_assert_no_error (error);
  g_assert_nonnull (flight);
  return flight;
}

static TlmFlight *
open_mission (Folder *folder, const char *text)
{
  g_autofree char *path = put (folder, "m.mission", text);

  return open_good (&(TlmFlightSource) { .mission = path });
}

static double
value_at (TlmFlight *flight, guint vehicle, TlmChannelId channel, gint64 time_ns)
{
  TlmValue value = tlm_timeline_value (flight->timeline, vehicle, channel, time_ns);

  g_assert_cmpint (value.validity, ==, TLM_VALIDITY_FRESH);
  return value.value;
}

static void
assert_mentions (const GPtrArray *lines, const char *words)
{
  for (guint i = 0; i < lines->len; i++)
    if (strstr (lines->pdata[i], words))
      return;
  g_error ("nothing says \"%s\"", words);
}

static void
test_log (Folder *folder, gconstpointer data)
{
  g_autofree char *path = put (folder, "a.csv", CSV);
  g_autoptr (TlmFlight) flight = open_good (&(TlmFlightSource) { .location = path });
  const TlmAgeLimits *limits = tlm_timeline_get_age_limits (flight->timeline);

  g_assert_cmpfloat (value_at (flight, 0, TLM_CHANNEL_ALTITUDE, 2 * TLM_SECOND), ==, 40);
  g_assert_cmpuint (flight->warnings->len, ==, 0);
  g_assert_cmpuint (flight->logs->len, ==, 1);
  g_assert_cmpint (limits->stale_after_ns, ==, 2 * TLM_SECOND);
  g_assert_cmpint (limits->lost_after_ns, ==, 5 * TLM_SECOND);
}

/* What telemetry, events and the mission call a vehicle by other names is that vehicle's. */
static void
test_aliases (Folder *folder, gconstpointer data)
{
  g_autofree char *a = put (folder, "a.csv", "vehicle,time[s],altitude[m],event\nB1056,0,0,liftoff\nB1056,1,20,\n"
      "Dragon,1,20,\nB1056,2,40,meco\nDragon,2,50,\n");
  g_autofree char *b = put (folder, "b.csv", "vehicle,time[s],speed[m/s]\nstage1,0,0\nstage1,2,30\n");
  g_autoptr (TlmFlight) flight = open_mission (folder, "[mission]\n[telemetry a]\nlocation=a.csv\n[telemetry b]\nlocation=b.csv\n"
      "[vehicle stage1]\nlabel=Stage 1\nalias=B1056; Booster\n[event landing]\ntime=3\nvehicle=Booster\n");
  TlmTimeline *timeline = flight->timeline;
  guint index = 7;

  g_assert_cmpuint (flight->warnings->len, ==, 0);
  g_assert_cmpuint (tlm_timeline_n_vehicles (timeline), ==, 2);
  g_assert_cmpstr (tlm_timeline_vehicle_name (timeline, 0), ==, "stage1");
  g_assert_cmpstr (tlm_timeline_vehicle_label (timeline, 0), ==, "Stage 1");
  g_assert_true (tlm_timeline_find_vehicle (timeline, "Booster", &index));
  g_assert_cmpuint (index, ==, 0);
  g_assert_cmpfloat (value_at (flight, 0, TLM_CHANNEL_ALTITUDE, 2 * TLM_SECOND), ==, 40);
  g_assert_cmpfloat (value_at (flight, 0, TLM_CHANNEL_SPEED, 2 * TLM_SECOND), ==, 30);
  g_assert_cmpuint (tlm_timeline_n_events_of (timeline, 0), ==, 3);
  g_assert_cmpuint (tlm_timeline_n_events_of (timeline, 1), ==, 0);
  g_assert_cmpstr (tlm_timeline_event_of (timeline, 0, 2)->id, ==, "landing");
  g_assert_cmpstr (tlm_timeline_event_of (timeline, 0, 1)->vehicle, ==, "stage1");
}

/* A name is one vehicle's. */
static void
test_same_alias (Folder *folder, gconstpointer data)
{
  static const char *const texts[] = {
    "[mission]\n[vehicle a]\nalias=x\n[vehicle b]\nalias=y; x\n", "[mission]\n[vehicle a]\n[vehicle b]\nalias=a\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmMission) mission = tlm_mission_parse (texts[i], -1, "m.mission", &error);

    g_assert_null (mission);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_MISSION);
    g_assert_nonnull (strstr (error->message, "[vehicle b] alias: "));
    g_assert_nonnull (strstr (error->message, "is a name of vehicle a already"));
  }
}

static void
test_mission (Folder *folder, gconstpointer data)
{
  g_autofree char *log = put (folder, "a.csv", CSV);
  g_autoptr (TlmFlight) flight = open_mission (folder,
      "[mission]\nliftoff=2021-10-05T08:55:02Z\nlost-after=9\n"
      "[telemetry]\nlocation=a.csv\ntime-offset=10.5\n"
      "[vehicle rocket]\nlabel=The Rocket\n"
      "[events]\nmeco=11\nlanding=2021-10-05T08:55:15Z\n");
  TlmTimeline *timeline = flight->timeline;

  g_assert_cmpint (tlm_timeline_get_epoch (timeline), ==, LIFTOFF);
  g_assert_cmpint (tlm_timeline_get_age_limits (timeline)->stale_after_ns, ==, 2 * TLM_SECOND);
  g_assert_cmpint (tlm_timeline_get_age_limits (timeline)->lost_after_ns, ==, 9 * TLM_SECOND);
  g_assert_cmpfloat (value_at (flight, 0, TLM_CHANNEL_ALTITUDE, 12500000000), ==, 40);
  g_assert_cmpstr (tlm_timeline_vehicle_name (timeline, 0), ==, "rocket");
  g_assert_cmpstr (tlm_timeline_vehicle_label (timeline, 0), ==, "The Rocket");
  g_assert_cmpuint (tlm_timeline_n_events (timeline), ==, 2);
  g_assert_cmpstr (tlm_timeline_event (timeline, 0)->id, ==, "meco");
  g_assert_cmpint (tlm_timeline_event (timeline, 0)->confidence, ==, TLM_CONFIDENCE_GIVEN);
  g_assert_cmpint (tlm_timeline_event (timeline, 1)->time_ns, ==, 13 * TLM_SECOND);
  g_assert_cmpuint (flight->warnings->len, ==, 0);
}

/* Elapsed and UTC telemetry of one flight, joined by the mission's T-0. */
static void
test_two_clocks (Folder *folder, gconstpointer data)
{
  g_autofree char *first = put (folder, "a.csv", CSV);
  g_autofree char *second = put (folder, "b.csv", "utc,downrange[m]\n"
      "2021-10-05T08:55:02Z,0\n2021-10-05T08:55:03Z,5\n2021-10-05T08:55:04Z,10\n");
  g_autoptr (TlmFlight) flight = open_mission (folder,
      "[mission]\nliftoff=2021-10-05T08:55:02Z\n"
      "[telemetry 1]\nlocation=a.csv\n[telemetry 2]\nlocation=b.csv\n[events]\nmeco=1\n");

  g_assert_cmpint (tlm_timeline_get_clock (flight->timeline), ==, TLM_CLOCK_TAI);
  g_assert_cmpuint (tlm_timeline_n_vehicles (flight->timeline), ==, 1);
  g_assert_cmpfloat (value_at (flight, 0, TLM_CHANNEL_ALTITUDE, LIFTOFF + TLM_SECOND), ==, 10);
  g_assert_cmpfloat (value_at (flight, 0, TLM_CHANNEL_DOWNRANGE, LIFTOFF + TLM_SECOND), ==, 5);
  g_assert_cmpint (tlm_timeline_event (flight->timeline, 0)->time_ns, ==, LIFTOFF + TLM_SECOND);
}

static void
test_two_clocks_apart (Folder *folder, gconstpointer data)
{
  g_autofree char *first = put (folder, "a.csv", CSV);
  g_autofree char *second = put (folder, "b.csv", "utc,downrange[m]\n"
      "2021-10-05T08:55:02Z,0\n2021-10-05T08:55:03Z,5\n");
  const char *const more[] = { second, NULL };
  TlmFlightSource source = { .location = first, .more = more };
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_flight_open (&source, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
  g_assert_nonnull (strstr (error->message, "b.csv"));
}

/* The first location has priority, further ones fill what it lacks, and all
 * stand in for the mission's. */
static void
test_priority (Folder *folder, gconstpointer data)
{
  g_autofree char *first = put (folder, "a.csv", CSV);
  g_autofree char *second = put (folder, "b.csv",
      "time[s],altitude[m],downrange[m]\n0,100,7\n1,110,8\n2,140,9\n3,190,10\n");
  g_autofree char *mission = put (folder, "m.mission",
      "[telemetry]\nlocation=not-there.csv\n[events]\nmeco=1\n");
  const char *const more[] = { second, NULL };
  g_autoptr (TlmFlight) flight = open_good (&(TlmFlightSource) { .location = first,
      .more = more, .mission = mission });

  g_assert_cmpfloat (value_at (flight, 0, TLM_CHANNEL_ALTITUDE, TLM_SECOND), ==, 10);
  g_assert_cmpfloat (value_at (flight, 0, TLM_CHANNEL_DOWNRANGE, TLM_SECOND), ==, 8);
  guint n_given = 0;
  for (guint i = 0; i < tlm_timeline_n_events (flight->timeline); i++)
    n_given += tlm_timeline_event (flight->timeline, i)->confidence == TLM_CONFIDENCE_GIVEN;
  g_assert_cmpuint (n_given, ==, 1);
}

static void
test_missing (Folder *folder, gconstpointer data)
{
  g_autofree char *mission = put (folder, "m.mission", "[mission]\nname=x\n"
      "[telemetry main]\nlocation=not-there.csv\n");
  g_autofree char *want = g_strconcat (mission, ":4: [telemetry main] location: ", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_flight_open (&(TlmFlightSource) { .mission = mission }, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_READ);
  g_assert_true (g_str_has_prefix (error->message, want));
  g_assert_nonnull (strstr (error->message, "not-there.csv"));
  g_clear_error (&error);
  g_assert_null (tlm_flight_open (&(TlmFlightSource) { NULL }, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_READ);
}

static void
test_warnings (Folder *folder, gconstpointer data)
{
  g_autofree char *log = put (folder, "a.csv", "time[s],altitude[m]\n0,0\n1,x\n2,3\n3,4\nlate,5\n6,7\n");
  g_autoptr (TlmFlight) flight = open_mission (folder,
      "[telemetry]\nlocation=a.csv\nvehicle=rocket\n"
      "[vehicle roket]\nlabel=x\n[event dock]\ntime=2\nvehicle=tug\n"
      "[events]\nlanding=2021-10-05T08:55:15Z\n");

  assert_mentions (flight->warnings, "records skipped; first: line ");
  assert_mentions (flight->warnings, "event dock is of vehicle \"tug\", but the telemetry has rocket");
  assert_mentions (flight->warnings, "a label is of vehicle \"roket\"");
  assert_mentions (flight->warnings, "event landing cannot be placed");
  g_assert_cmpuint (tlm_timeline_n_events (flight->timeline), ==, 1);
}

/* The clock runs before there is telemetry. */
static void
test_no_telemetry (Folder *folder, gconstpointer data)
{
  g_autoptr (TlmFlight) flight = open_mission (folder,
      "[mission]\nliftoff=2021-10-05T08:55:02Z\n[events]\nmeco=3\n");
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_at (flight->timeline, tlm_timeline_from_elapsed (flight->timeline, -TLM_SECOND),
      NULL, snapshot);
  g_assert_cmpint (snapshot->elapsed_ns, ==, -TLM_SECOND);
  g_assert_cmpint (snapshot->instant, ==, LIFTOFF - TLM_SECOND);
  g_assert_cmpstr (snapshot->phase.next->id, ==, "meco");
  g_assert_cmpuint (flight->warnings->len, ==, 0);
}

static guint
n_given (const TlmTimeline *timeline)
{
  guint n = 0;

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++)
    n += tlm_timeline_event (timeline, i)->confidence == TLM_CONFIDENCE_GIVEN;
  return n;
}

static const TlmEvent *
first_given (const TlmTimeline *timeline)
{
  guint i = 0;

  while (tlm_timeline_event (timeline, i)->confidence != TLM_CONFIDENCE_GIVEN)
    i++;
  return tlm_timeline_event (timeline, i);
}

/* A webcast folder made here: its events are found, its stage is named, and
 * the mission's word on an event counts. */
static void
test_webcast_folder (Folder *folder, gconstpointer data)
{
  g_autofree char *stage = put (folder, "stage2-raw.json",
      "{\"time\":[0,1,2],\"velocity\":[0,10,20],\"altitude\":[0,1,2]}");
  g_autofree char *events = put (folder, "events.json",
      "{\"meco\": 1, \"seco1\": null, \"apogee\": 2}");
  g_autoptr (TlmFlight) plain = open_good (&(TlmFlightSource) { .location = stage });
  g_autoptr (TlmFlight) told = open_mission (folder,
      "[telemetry]\nlocation=stage2-raw.json\n[events]\nmeco=1.5\n");

  g_assert_cmpstr (tlm_timeline_vehicle_name (plain->timeline, 0), ==, "stage2");
  g_assert_cmpfloat (value_at (plain, 0, TLM_CHANNEL_ALTITUDE, TLM_SECOND), ==, 1000);
  g_assert_cmpuint (n_given (plain->timeline), ==, 2);
  g_assert_cmpint (first_given (plain->timeline)->time_ns, ==, TLM_SECOND);
  g_assert_null (first_given (plain->timeline)->vehicle);
  g_assert_cmpuint (n_given (told->timeline), ==, 2);
  g_assert_cmpstr (first_given (told->timeline)->source, ==, "mission");
  g_assert_cmpint (first_given (told->timeline)->time_ns, ==, 1500000000);
}

/* The phase of VEHICLE (of the mission: -1) and how long it has lasted, s. */
static const char *
phase_at (const TlmFlight *flight, int vehicle, int s, int *lasted_s)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  const TlmPhaseState *phase;

  tlm_timeline_at (flight->timeline, s * TLM_SECOND, NULL, snapshot);
  g_assert_true (!snapshot->phase.next || !snapshot->phase.next->under_way);
  phase = vehicle < 0 ? &snapshot->phase : &snapshot->vehicles[vehicle].phase;
  *lasted_s = phase->since_ns == TLM_TIME_NONE ? -1 : (int) ((s * TLM_SECOND - phase->since_ns) / TLM_SECOND);
  return tlm_timeline_phase_of (flight->timeline, phase->current);
}

/* Max-Q and the throttle are events within the ascent; each stage has phases of its
 * own, and a read-out that begins in the burn finds it there: nobody knows for how
 * long, and nothing counts down to it (-1). */
static void
check_phases (const TlmFlight *flight)
{
  static const struct { int vehicle, s; const char *phase; int lasted_s; } rows[] = {
    { -1, 55, "ascent", 55 }, { -1, 70, "ascent", 70 }, { -1, 100, "ascent", 100 },
    { 0, 100, "ascent", 100 }, { 0, 150, "coast", 3 }, { 1, 150, "coast", 3 },
    { 0, 200, "boostback-burn", 34 }, { 1, 200, "coast", 53 }, { 0, 400, "coast", 16 },
    { 0, 470, "landed", 4 }, { 1, 510, "second-stage-burn", -1 }, { 0, 510, "landed", 44 },
    { 1, 555, "coast", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    int lasted;
    g_assert_cmpstr (phase_at (flight, rows[i].vehicle, rows[i].s, &lasted), ==, rows[i].phase);
    g_assert_cmpint (lasted, ==, rows[i].lasted_s);
  }
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  tlm_timeline_at (flight->timeline, 300 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpstr (snapshot->vehicles[1].phase.next->id, ==, "seco-1");
}

static void
test_crs_12 (void)
{
  g_autofree char *path = shared_data_path ("webcast/spacex-crs-12/stage1-raw.json");

  if (!path)
    return;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *other = g_build_filename (folder, "stage2-raw.json", NULL);
  const char *const more[] = { other, NULL };
  g_autoptr (TlmFlight) flight = open_good (&(TlmFlightSource) { .location = path, .more = more });

  check_phases (flight);
  g_assert_cmpuint (tlm_timeline_n_vehicles (flight->timeline), ==, 2);
  g_assert_cmpstr (tlm_timeline_vehicle_name (flight->timeline, 1), ==, "stage2");
  g_assert_cmpfloat_with_epsilon (value_at (flight, 0, TLM_CHANNEL_SPEED, 147013000000), 1655.555, 1e-9);
  /* events.json has eleven times and four nulls; two stages do not double them.
   * Rules find no second of what is given, and the liftoff that nobody gave. */
  g_assert_cmpuint (n_given (flight->timeline), ==, 11);
  g_assert_cmpstr (flight->profile->name, ==, "falcon9");
  g_assert_cmpstr (tlm_timeline_event (flight->timeline, 0)->id, ==, "liftoff");
}

#define TLE "1 04859U 21001A   24125.50000000  .00001234  00000-0  12345-4 0    78\n" \
    "2 04859  51.6400 120.1234 0012345  45.6789 314.4567 15.50123456 12343\n"
#define OTHER "1 00005U 58002B   24125.50000000  .00000023  00000-0  28098-4 0  4754\n" \
    "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n"

/* How far from the epoch, and what is said of it then. */
static const struct {
  const char *mission, *telemetry;
  double age_s;
  TlmProvenance provenance;
} predictions[] = {
  { "", "", 0, TLM_PROVENANCE_MEASURED },
  { "", "", 86400, TLM_PROVENANCE_MEASURED },
  { "", "", 86401, TLM_PROVENANCE_PREDICTED },
  { "", "", -86401, TLM_PROVENANCE_PREDICTED },
  { "", "predicted-after=1h\n", 3601, TLM_PROVENANCE_PREDICTED },
  { "", "predicted-after=7d\n", 86401, TLM_PROVENANCE_MEASURED },
  { "data=measured\n", "", 86401, TLM_PROVENANCE_MEASURED },
  { "data=simulated\n", "", 0, TLM_PROVENANCE_SIMULATED },
  { "data=predicted\n", "", 0, TLM_PROVENANCE_PREDICTED },
};

static void
test_predictions (Folder *folder, gconstpointer data)
{
  g_autofree char *tle = put (folder, "a.tle", TLE);

  for (guint i = 0; i < G_N_ELEMENTS (predictions); i++) {
    g_autofree char *text = g_strdup_printf ("[mission]\n%s[telemetry]\nlocation=a.tle\n%s",
        predictions[i].mission, predictions[i].telemetry);
    g_autoptr (TlmFlight) flight = open_mission (folder, text);
    g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new (), copy = NULL;
    gint64 first, last;

    g_assert_true (tlm_timeline_span (flight->timeline, &first, &last));
    tlm_timeline_at (flight->timeline, first + (gint64) (predictions[i].age_s * 1e9), NULL, snapshot);
    copy = tlm_snapshot_copy (snapshot);
    g_assert_cmpfloat_with_epsilon (tlm_snapshot_value (snapshot, 0, TLM_CHANNEL_EPOCH_AGE).value,
        predictions[i].age_s, 1e-6);
    g_assert_cmpint (tlm_mission_provenance_at (flight->mission, copy, 0), ==,
        predictions[i].provenance);
    g_assert_cmpint (tlm_mission_provenance_at (flight->mission, copy, G_MAXUINT), ==,
        predictions[i].provenance);
  }
}

/* A log is measured, and has no epoch. */
static void
test_no_prediction (Folder *folder, gconstpointer data)
{
  g_autofree char *path = put (folder, "a.csv", CSV);
  g_autoptr (TlmFlight) flight = open_good (&(TlmFlightSource) { .location = path });
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  g_assert_false (tlm_timeline_may_predict (flight->timeline));
  tlm_timeline_at (flight->timeline, 2 * TLM_SECOND, NULL, snapshot);
  g_assert_false (tlm_snapshot_is_predicted (snapshot, 0));
  g_assert_cmpint (tlm_snapshot_value (snapshot, 0, TLM_CHANNEL_EPOCH_AGE).validity, ==,
      TLM_VALIDITY_ABSENT);
}

static void
test_object (Folder *folder, gconstpointer data)
{
  g_autofree char *tle = put (folder, "a.tle", TLE OTHER);
  g_autoptr (TlmFlight) chosen =
      open_mission (folder, "[telemetry]\nlocation=a.tle\nobject=5\n");
  TlmFlightSource both = { .location = tle }, one = { .location = tle, .object = "04859" };
  g_autoptr (TlmFlight) all = open_good (&both), given = open_good (&one);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (tlm_timeline_n_vehicles (all->timeline), ==, 2);
  g_assert_cmpuint (tlm_timeline_n_vehicles (chosen->timeline), ==, 1);
  g_assert_cmpstr (tlm_timeline_vehicle_name (chosen->timeline, 0), ==, "5");
  g_assert_cmpstr (tlm_timeline_vehicle_name (given->timeline, 0), ==, "4859");
  one.object = "6";
  g_assert_null (tlm_flight_open (&one, &error));
  g_assert_nonnull (strstr (error->message, "4859, 5"));
}

static void
add (const char *path, void (*test) (Folder *folder, gconstpointer data))
{
  g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/flight/log", test_log);
  add ("/flight/aliases", test_aliases);
  add ("/flight/same-alias", test_same_alias);
  add ("/flight/mission", test_mission);
  add ("/flight/two-clocks", test_two_clocks);
  add ("/flight/two-clocks-apart", test_two_clocks_apart);
  add ("/flight/priority", test_priority);
  add ("/flight/missing", test_missing);
  add ("/flight/warnings", test_warnings);
  add ("/flight/no-telemetry", test_no_telemetry);
  add ("/flight/predictions", test_predictions);
  add ("/flight/no-prediction", test_no_prediction);
  add ("/flight/object", test_object);
  add ("/flight/webcast-folder", test_webcast_folder);
  g_test_add_func ("/flight/crs-12", test_crs_12);
  return g_test_run ();
}
