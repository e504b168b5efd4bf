/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Phases that telemetry reports in words, from file to timeline. */
#include <string.h>

#include "core/base/error.h"
#include "core/mission/reported-phases.h"
#include "core/timeline/timeline-live.h"
#include "core/time/iso8601.h"
#include "flight-folder.h"

/* An event as it has to be: seconds since T-0. */
typedef struct {
  double s;
  const char *id, *source;
  gboolean under_way;
} Want;

/* Those that the file's own words give; what rules find besides is not looked at. */
static void
check (const TlmTimeline *timeline, const Want *want, guint n)
{
  guint seen = 0;

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->confidence != TLM_CONFIDENCE_GIVEN)
      continue;
    g_assert_cmpuint (seen, <, n);
    g_assert_true (g_str_has_prefix (event->id, want[seen].id));
    g_assert_cmpfloat_with_epsilon (tlm_duration_to_s (event->time_ns), want[seen].s, 1e-9);
    g_assert_nonnull (strstr (event->source, want[seen].source));
    g_assert_cmpint (event->under_way, ==, want[seen].under_way);
    seen++;
  }
  g_assert_cmpuint (seen, ==, n);
}

/* A flight computer's own states. "fast" is still boost; what the first sample says
 * began nobody knows when. */
static void
test_altos (void)
{
  static const Want want[] = { { 1, "liftoff", "state_name" }, { 3, "burnout", "state_name" },
    { 5, "drogue", "state_name" }, { 6, "main", "state_name" }, { 7, "landing", "state_name" } };
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", "time(s),altitude(m),state_name\n0,0,pad\n1,1,boost\n"
      "2,40,fast\n3,90,coast\n4,120,coast\n5,110,drogue\n6,40,main\n7,0,landed\n8,0,landed\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "log.csv", &error);
  g_assert_no_error (error);
  check (flight->timeline, want, G_N_ELEMENTS (want));
}

#define ALTOS "time(s),state,state_name,acceleration(m/s2),pressure(Pa),height(m),speed(m/s)\n"
#define ROCKET "[mission]\nprofile=sounding-rocket\n[telemetry]\nlocation=log.csv\n"

/* An export that begins in flight: what its first row says is under way, and since when is
 * not known; later changes are at their rows. */
static void
test_altos_in_flight (void)
{
  static const struct {
    double s;
    const char *id;            /* of the phase */
    gboolean is_since_known;
  } due[] = { { 10, "burnout", FALSE }, { 13, "burnout", FALSE }, { 17.9, "drogue", TRUE },
    { 18.5, "main", TRUE }, { 19, "landing", TRUE } };
  static const Want want[] = { { 10, "burnout", "state_name", TRUE },
    { 16, "drogue", "state_name" }, { 18, "main", "state_name" }, { 19, "landing", "state_name" } };
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", ALTOS
      "10,5,coast,-9.8,90000,1000,60\n11,5,coast,-9.8,90000,1055,50\n"
      "12,5,coast,-9.8,90000,1100,40\n13,5,coast,-9.8,90000,1135,30\n"
      "14,5,coast,-9.8,90000,1160,20\n15,5,coast,-9.8,90000,1175,10\n"
      "16,6,drogue,-9.8,90000,1180,0\n17,6,drogue,-9.8,90000,1175,-10\n"
      "18,7,main,0,90000,1165,-6\n19,8,landed,0,90000,1160,0\n");
  flight_folder_put (folder, "a.mission", ROCKET);
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_assert_no_error (error);
  check (flight->timeline, want, G_N_ELEMENTS (want));
  for (guint i = 0; i < G_N_ELEMENTS (due); i++) {
    tlm_timeline_at (flight->timeline, (gint64) (due[i].s * TLM_SECOND), NULL, snapshot);
    g_assert_cmpstr (snapshot->phase.current->id, ==, due[i].id);
    g_assert_true (due[i].is_since_known == (snapshot->phase.since_ns != TLM_TIME_NONE));
  }
}

/* One that begins with the motor burning on the pad: it says boost, and when it lifted off
 * is found. The rocket stands to 0 s and climbs at 40 m/s2 from then on. */
static void
test_altos_boost (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GString) text = g_string_new (ALTOS);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;

  for (int i = -3; i <= 30; i++) {
    double t = MAX (i, 0) / 10.0;
    g_string_append_printf (text, "%.1f,3,boost,40,90000,%.2f,%.1f\n", i / 10.0,
        20 * t * t, 40 * t);
  }
  flight_folder_put (folder, "log.csv", text->str);
  flight_folder_put (folder, "a.mission", ROCKET);
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
  g_assert_no_error (error);
  tlm_timeline_at (flight->timeline, -TLM_SECOND / 5, NULL, snapshot);
  g_assert_cmpstr (snapshot->phase.current->id, ==, "liftoff");
  g_assert_cmpint (snapshot->phase.since_ns, ==, TLM_TIME_NONE);
  tlm_timeline_at (flight->timeline, 2 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpint (snapshot->phase.current->confidence, ==, TLM_CONFIDENCE_DETECTED);
  g_assert_cmpint (snapshot->phase.current->time_ns, ==, 0);
}

/* What a guidance computer shows under PROG: 11 is ascent, 63 to 68 are the powered
 * descent and landing. 20 runs beside the others and begins nothing. */
static void
test_program_column (void)
{
  static const Want want[] = { { 0, "p02", "prog", TRUE }, { 1, "liftoff", "prog" },
    { 3, "braking-phase", "prog" },
    { 4, "p64", "prog" }, { 5, "landing", "prog" } };
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", "time(s),altitude(m),prog\n0,0,P02\n1,1,P11\n2,9,P20\n"
      "3,8,P63\n4,7,P64\n5,0,P68\n");
  flight_folder_put (folder, "a.mission", "[telemetry]\nlocation=log.csv\n[phases]\ncolumn=prog\n"
      "map=P11:liftoff, P20:, P63:Braking phase ,P68:landing\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
  g_assert_no_error (error);
  check (flight->timeline, want, G_N_ELEMENTS (want));
}

/* The phase that the picture shows at S, by identifier. */
static void
check_shown (const TlmTimeline *timeline, double s, const char *id)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_at (timeline, (gint64) (s * TLM_SECOND), NULL, snapshot);
  g_assert_nonnull (snapshot->phase.current);
  g_assert_cmpstr (snapshot->phase.current->id, ==, id);
}

static const char lunar[] = "time(s),altitude(m),PROG\n0,15000,63\n1,14000,63\n2,2000,64.0\n"
    "3,1900,64\n4,150,66\n5,100,20\n6,90,66\n7,0,68\n";

/* Numbers that columns=phase= names say the phase, with a group for their meaning or without;
 * what a profile does not know is a phase all the same, and keeps its name. */
static void
test_told_column (void)
{
  static const Want bare[] = { { 0, "63", "phase", TRUE }, { 2, "64", "phase" },
    { 4, "66", "phase" }, { 5, "20", "phase" }, { 6, "66", "phase" }, { 7, "68", "phase" } };
  static const Want named[] = { { 0, "braking", "PROG", TRUE }, { 2, "approach", "PROG" },
    { 4, "said-", "PROG" }, { 7, "landing", "PROG" } };
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", lunar);
  flight_folder_put (folder, "a.mission", "[telemetry]\nlocation=log.csv\ncolumns=phase=PROG\n");
  flight_folder_put (folder, "b.mission", "[telemetry]\nlocation=log.csv\ncolumns=phase=PROG\n"
      "[phases]\nPROG=63:Braking,64:Approach,66:\320\237\320\276\321\201,68:landing,20:\n");
  g_autoptr (TlmFlight) plain = flight_folder_open (folder, "a.mission", &error);
  check (plain->timeline, bare, G_N_ELEMENTS (bare));
  check_shown (plain->timeline, 1, "63");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "b.mission", &error);
  g_assert_no_error (error);
  check (flight->timeline, named, G_N_ELEMENTS (named));
  check_shown (flight->timeline, 3, "approach");
  g_assert_cmpstr (tlm_timeline_said_at (flight->timeline, NULL, 5 * TLM_SECOND)->label, ==,
      "\320\237\320\276\321\201");
  g_assert_null (tlm_timeline_said_at (flight->timeline, NULL, -1));
}

/* The same of a number channel that nothing names as a phase but [phases]. */
static void
test_number_channel (void)
{
  static const Want want[] = { { 0, "braking", "PROG", TRUE }, { 2, "approach", "PROG" },
    { 4, "66", "PROG" }, { 7, "landing", "PROG" } };
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", lunar);
  flight_folder_put (folder, "a.mission", "[telemetry]\nlocation=log.csv\n"
      "[phases]\nPROG=63:Braking,64:Approach,68:landing,20:\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
  g_assert_no_error (error);
  check (flight->timeline, want, G_N_ELEMENTS (want));
}

/* A change that nobody saw lies in the gap, not at the first sample after it. */
static void
test_change_in_gap (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", "time(s),altitude(m),phase\n0,0,a\n1,1,a\n2,2,a\n3,3,a\n"
      "4,4,a\n5,5,a\n45,45,b\n46,46,b\n47,47,c\n48,48,c\n49,49,c\n50,50,c\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "log.csv", &error);
  g_assert_no_error (error);
  const TlmEvent *b = tlm_timeline_said_at (flight->timeline, NULL, 45 * TLM_SECOND);
  const TlmEvent *c = tlm_timeline_said_at (flight->timeline, NULL, 47 * TLM_SECOND);
  g_assert_cmpint (b->after_ns, ==, 5 * TLM_SECOND);
  g_assert_cmpint (b->before_ns, ==, 45 * TLM_SECOND);
  g_assert_cmpint (b->time_ns, ==, 25 * TLM_SECOND);
  g_assert_cmpint (c->after_ns, ==, TLM_TIME_NONE);
  g_assert_cmpint (c->time_ns, ==, 47 * TLM_SECOND);
}

/* A log that says WORDS at seconds from FIRST on, as a stream brings it. */
static TlmLog *
saying (int first, const char *const *words)
{
  TlmLog *log = tlm_log_new ("test", "stream");
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");

  for (int i = 0; words[i]; i++) {
    gint64 time = (first + i) * TLM_SECOND;
    tlm_series_append (tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH)->series, time, i);
    tlm_text_track_append (tlm_log_text (vehicle, "phase"), time, words[i]);
  }
  tlm_log_seal (log);
  return log;
}

/* What a stream says is added as it comes; what was said stays as it was. */
static void
test_growing (void)
{
  static const char *const pieces[][4] = { { "a", "a", "b" }, { "b", "b", "c" }, { "c", "a", "a" } };
  static const Want want[] = { { 0, "a", "phase", TRUE }, { 2, "b", "phase" }, { 5, "c", "phase" },
    { 7, "a", "phase" } };
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmMission) mission = tlm_mission_new ();

  for (int i = 0; i < 3; i++) {
    g_autoptr (TlmLog) log = saying (3 * i, pieces[i]);
    g_assert_true (tlm_timeline_extend (timeline, log, NULL, NULL));
    for (int again = 0; again < 2; again++)
      g_assert_true (tlm_reported_phases_from_columns (timeline, mission, NULL, NULL));
    check_shown (timeline, 3 * i + 2, want[i + 1].id);
  }
  check (timeline, want, G_N_ELEMENTS (want));
}

static TlmEvent *
new_found (double s, const char *id)
{
  return tlm_event_new ((gint64) (s * TLM_SECOND), id, NULL, NULL, "rule", TLM_CONFIDENCE_DETECTED);
}

/* What a rule finds while a channel says otherwise is no phase; where the channel says that
 * phase itself at another time, it is nothing at all. */
static void
test_said_stands_above (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", "time(s),altitude(m),phase\n0,0,\n1,1,\n2,2,climb\n3,3,climb\n"
      "4,4,climb\n5,5,descent\n6,6,descent\n7,7,landed\n8,8,landed\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "log.csv", &error);
  g_assert_no_error (error);
  tlm_timeline_set_phases (flight->timeline, NULL);
  g_ptr_array_add (found, new_found (1, "ready"));
  g_ptr_array_add (found, new_found (3, "max-q"));
  g_ptr_array_add (found, new_found (3.5, "landed"));
  tlm_timeline_set_found_events (flight->timeline, found);
  check_shown (flight->timeline, 1.5, "ready");
  check_shown (flight->timeline, 4, "climb");
  check_shown (flight->timeline, 5, "descent");
  check_shown (flight->timeline, 8, "landed");
  for (guint i = 0, landings = 0; i < tlm_timeline_n_events (flight->timeline); i++) {
    landings += strcmp (tlm_timeline_event (flight->timeline, i)->id, "landed") == 0;
    g_assert_cmpuint (landings, <=, 1);
  }
}

static void
test_wrong_columns (void)
{
  static const struct { const char *group, *error; } rows[] = {
    { "[phases]\ncolumn=mode\n", "a.mission:4: [phases] column: the telemetry has no text or number "
      "channel \"mode\"; known are: prog, altitude" },
    { "[phases]\nmap=a:liftoff\n", "a.mission:3: [phases]: names no column" },
    { "[phases]\nprgo=P11:liftoff\n", "a.mission:4: [phases] prgo: the telemetry has no text or "
      "number channel \"prgo\"; did you mean \"prog\"?" },
    { "[phases]\nprog=\n", "a.mission:4: [phases] prog: says nothing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (FlightFolder) folder = flight_folder_new ();
    g_autofree char *mission = g_strconcat ("[telemetry]\nlocation=log.csv\n", rows[i].group, NULL);
    g_autoptr (GError) error = NULL;

    flight_folder_put (folder, "log.csv", "time(s),altitude(m),prog\n0,0,P02\n1,1,P11\n");
    flight_folder_put (folder, "a.mission", mission);
    g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
    g_assert_null (flight);
    g_assert_nonnull (error);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].error));
  }
}

/* An ephemeris across new year: a GMT without its year is that of the nearest one.
 * What is no line of the table, and what comes after it, is no event. */
static void
test_comments (void)
{
  static const char oem[] = "CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2024-12-30T00:00:00\n"
      "ORIGINATOR = TEST\nMETA_START\nOBJECT_NAME = ISS\nOBJECT_ID = 1998-067-A\n"
      "CENTER_NAME = EARTH\nREF_FRAME = EME2000\nTIME_SYSTEM = UTC\n"
      "START_TIME = 2024-12-31T00:00:00\nSTOP_TIME = 2025-01-01T23:56:00\nMETA_STOP\n"
      "COMMENT 99P Early   366:01:00:00.000  0.0\n"
      "COMMENT TRAJECTORY EVENT SUMMARY:\n"
      "COMMENT |       EVENT        |       TIG        | ORB |\n"
      "COMMENT  90P Undock            366:18:00:00.500             0.0     422.7     412.9\n"
      "COMMENT  Debris  Avoidance  366:19:00:00.000\n"
      "COMMENT  91P Dock              001:06:30:00.000             0.0     422.9     412.1\n"
      "COMMENT  Bad time              001:24:30:00.000             0.0     422.9     412.1\n"
      "COMMENT End sequence of events\n"
      "COMMENT  91P Later             001:07:30:00.000             0.0\n";
  static const struct { const char *id, *label, *utc; } want[] = {
    { "90p-undock", "90P Undock", "2024-12-31T18:00:00.500Z" },
    { "91p-dock", "91P Dock", "2025-01-01T06:30:00.000Z" },
  };
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GString) text = g_string_new (oem);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 12; i++)
    g_string_append_printf (text, "2024-12-31T00:%02d:00 6778 %d 0 -0.1 7.6 0.0\n", 4 * i, 1824 * i);
  for (int i = 0; i < 12; i++)
    g_string_append_printf (text, "2025-01-01T23:%02d:00 6778 %d 0 -0.1 7.6 0.0\n", 4 * i, 1824 * i);
  flight_folder_put (folder, "iss.oem", text->str);
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "iss.oem", &error);
  g_assert_no_error (error);
  for (guint i = 0, seen = 0; i <= tlm_timeline_n_events (flight->timeline); i++) {
    if (i == tlm_timeline_n_events (flight->timeline)) {
      g_assert_cmpuint (seen, ==, G_N_ELEMENTS (want));
      break;
    }
    const TlmEvent *event = tlm_timeline_event (flight->timeline, i);
    if (event->confidence != TLM_CONFIDENCE_GIVEN)
      continue;
    g_autofree char *utc = tlm_instant_format_utc (event->time_ns, 3, FALSE);
    g_assert_cmpuint (seen, <, G_N_ELEMENTS (want));
    g_assert_cmpstr (event->id, ==, want[seen].id);
    g_assert_cmpstr (event->label, ==, want[seen].label);
    g_assert_cmpstr (utc, ==, want[seen].utc);
    seen++;
  }
}

/* A list of events beside the telemetry, in any order. */
static void
test_event_list (void)
{
  static const Want want[] = { { 0, "liftoff", "events.csv" }, { 2.5, "stage-separation", "events.csv" },
    { 4, "seco-1", "events.csv" } };
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.csv", "time(s),altitude(m)\n0,0\n1,1\n2,4\n3,9\n4,16\n5,25\n");
  flight_folder_put (folder, "events.csv", "time,event\n0,Liftoff\n4.0,SECO 1\n2.5,Stage separation\n");
  flight_folder_put (folder, "a.mission", "[telemetry log]\nlocation=log.csv\n"
      "[telemetry events]\nlocation=events.csv\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
  g_assert_no_error (error);
  check (flight->timeline, want, G_N_ELEMENTS (want));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reported-phases/altos", test_altos);
  g_test_add_func ("/reported-phases/altos-in-flight", test_altos_in_flight);
  g_test_add_func ("/reported-phases/altos-boost", test_altos_boost);
  g_test_add_func ("/reported-phases/program-column", test_program_column);
  g_test_add_func ("/reported-phases/told-column", test_told_column);
  g_test_add_func ("/reported-phases/number-channel", test_number_channel);
  g_test_add_func ("/reported-phases/change-in-gap", test_change_in_gap);
  g_test_add_func ("/reported-phases/said-stands-above", test_said_stands_above);
  g_test_add_func ("/reported-phases/growing", test_growing);
  g_test_add_func ("/reported-phases/wrong-columns", test_wrong_columns);
  g_test_add_func ("/reported-phases/comments", test_comments);
  g_test_add_func ("/reported-phases/event-list", test_event_list);
  return g_test_run ();
}
