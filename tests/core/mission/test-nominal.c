/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Planned times: those of the mission stand above those of the profile, and give way
 * to what is known; what is overdue silences what was planned after it. */
#include <string.h>

#include "core/base/error.h"
#include "core/timeline/timeline-live.h"
#include "flight-folder.h"

static const TlmEvent *
find (const TlmTimeline *timeline, const char *id)
{
  const TlmEvent *found = NULL;

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (strcmp (event->id, id) != 0)
      continue;
    g_assert_null (found);
    found = event;
  }
  return found;
}

static void
check (const TlmTimeline *timeline, const char *id, double s, TlmConfidence confidence,
    const char *source)
{
  const TlmEvent *event = find (timeline, id);

  g_assert_nonnull (event);
  g_assert_cmpfloat_with_epsilon (tlm_duration_to_s (event->time_ns), s, 1e-9);
  g_assert_cmpint (event->confidence, ==, confidence);
  g_assert_cmpstr (event->source, ==, source);
}

/* Two vehicles that stand on the pad, so that no rule finds anything. */
#define LOGS "[mission]\nprofile=falcon9\n[telemetry first]\nlocation=log.csv\nvehicle=booster\n" \
    "[telemetry second]\nlocation=log.csv\nvehicle=stage2\n"

static TlmFlight *
open_on_pad (const FlightFolder *folder, const char *more, GError **error)
{
  g_autofree char *mission = g_strconcat (LOGS, more, NULL);
  g_autoptr (GString) log = g_string_new ("time(s),altitude(m),speed(m/s)\n");

  for (int i = -10; i <= 400; i++)
    g_string_append_printf (log, "%d,0,0\n", i);
  flight_folder_put (folder, "log.csv", log->str);
  flight_folder_put (folder, "a.mission", mission);
  return flight_folder_open (folder, "a.mission", error);
}

static void
test_mission_over_profile (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = open_on_pad (folder, "[events]\nliftoff=0\nmax-q=64\n"
      "[nominal]\nmax-q=62\nmeco=00:02:25\nses-1=155\nPayload 1=3600\n"
      "[event deorbit-burn]\nnominal=7200\nlabel=Deorbit\nvehicle=stage2\n", &error);

  g_assert_no_error (error);
  check (flight->timeline, "max-q", 64, TLM_CONFIDENCE_GIVEN, "mission");
  check (flight->timeline, "meco", 145, TLM_CONFIDENCE_NOMINAL, "mission");
  check (flight->timeline, "ses-1", 155, TLM_CONFIDENCE_NOMINAL, "mission");
  check (flight->timeline, "payload-1", 3600, TLM_CONFIDENCE_NOMINAL, "mission");
  check (flight->timeline, "deorbit-burn", 7200, TLM_CONFIDENCE_NOMINAL, "mission");
  check (flight->timeline, "seco-1", 527, TLM_CONFIDENCE_NOMINAL, "falcon9");
  /* No burn was seen that brings a booster back: none is promised. */
  g_assert_null (find (flight->timeline, "entry-burn"));
  g_assert_null (find (flight->timeline, "landing"));
  /* Only one of the two has a second engine. */
  g_assert_cmpstr (find (flight->timeline, "ses-1")->vehicle, ==, "stage2");
  g_assert_null (find (flight->timeline, "meco")->vehicle);
  g_assert_cmpstr (find (flight->timeline, "deorbit-burn")->label, ==, "Deorbit");
}

/* Nothing confirms MECO of T+145: from there on nothing planned is promised, neither
 * by the mission nor by the profile; what is certain still is. */
static void
test_overdue (void)
{
  static const struct { int s; const char *next[3]; } rows[] = {
    /*       mission, booster, stage2 */
    { -5, { "liftoff", "liftoff", "liftoff" } },
    { 10, { "meco", "meco", "meco" } },
    { 144, { "meco", "meco", "meco" } },
    { 146, { "landing", "landing", NULL } },
    { 158, { "landing", "landing", NULL } },
    { 350, { "landing", "landing", NULL } },
    { 401, { NULL, NULL, NULL } },
  };
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = open_on_pad (folder, "[events]\nliftoff=0\nmax-q=1\n"
      "[event landing]\ntime=400\nvehicle=booster\n[nominal]\nmeco=145\n", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    tlm_timeline_at (flight->timeline, rows[i].s * TLM_SECOND, NULL, snapshot);
    for (guint j = 0; j < 3; j++) {
      const TlmPhaseState *phase = j ? &snapshot->vehicles[j - 1].phase : &snapshot->phase;
      TlmAgenda agenda = tlm_timeline_agenda (flight->timeline, (int) j - 1, rows[i].s * TLM_SECOND);
      g_assert_cmpstr (phase->next ? phase->next->id : NULL, ==, rows[i].next[j]);
      g_assert_cmpint (agenda.next < agenda.n, ==, phase->next != NULL);
      if (phase->next)
        g_assert_true (tlm_timeline_event_of (flight->timeline, (int) j - 1, agenda.next) == phase->next);
    }
  }
}

/* Main engines off 9 s before or after the profile's T+156: the stage is due 3 s
 * after that, the second engine 8 s after it. */
static void
test_delayed (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = open_on_pad (folder, "[events]\nliftoff=0\nmeco=165\n", &error);
  g_autoptr (TlmFlight) early = open_on_pad (folder, "[events]\nliftoff=0\nmeco=147\n", &error);

  g_assert_no_error (error);
  check (flight->timeline, "stage-separation", 168, TLM_CONFIDENCE_NOMINAL, "falcon9");
  check (flight->timeline, "ses-1", 176, TLM_CONFIDENCE_NOMINAL, "falcon9");
  check (flight->timeline, "seco-1", 527, TLM_CONFIDENCE_NOMINAL, "falcon9");
  check (early->timeline, "stage-separation", 150, TLM_CONFIDENCE_NOMINAL, "falcon9");
  check (early->timeline, "ses-1", 158, TLM_CONFIDENCE_NOMINAL, "falcon9");
}

/* What such flights do gives the order of what comes; only what this one plans, and T-0, is
 * counted down to. A booster is expected to land once it has burnt to do so. */
static void
test_typical (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = open_on_pad (folder,
      "[events]\nliftoff=0\n[event entry-burn]\ntime=440\nvehicle=booster\n[nominal]\nseco-1=530\n", &error);

  g_assert_no_error (error);
  check (flight->timeline, "meco", 156, TLM_CONFIDENCE_NOMINAL, "falcon9");
  check (flight->timeline, "landing", 563, TLM_CONFIDENCE_NOMINAL, "falcon9");
  tlm_timeline_at (flight->timeline, 10 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpstr (snapshot->vehicles[0].phase.next->id, ==, "entry-burn");
  g_assert_cmpstr (snapshot->vehicles[1].phase.next->id, ==, "seco-1");
  tlm_timeline_at (flight->timeline, 450 * TLM_SECOND, NULL, snapshot);
  g_assert_null (snapshot->vehicles[0].phase.next);
}

/* A mission's own time is not moved. */
static void
test_mission_not_delayed (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = open_on_pad (folder,
      "[events]\nliftoff=0\nmeco=165\n[nominal]\nstage-separation=170\n", &error);

  g_assert_no_error (error);
  check (flight->timeline, "stage-separation", 170, TLM_CONFIDENCE_NOMINAL, "mission");
}

/* Before any telemetry the count already has something to count down to. */
static void
test_before_telemetry (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "a.mission", "[mission]\nprofile=falcon9\n[nominal]\nmax-q=60\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
  g_assert_no_error (error);
  tlm_timeline_at (flight->timeline, -TLM_SECOND, NULL, snapshot);
  g_assert_cmpstr (snapshot->phase.next->id, ==, "liftoff");
  check (flight->timeline, "max-q", 60, TLM_CONFIDENCE_NOMINAL, "mission");
  check (flight->timeline, "meco", 156, TLM_CONFIDENCE_NOMINAL, "falcon9");
}

static void
test_refused (void)
{
  static const struct { const char *text, *error; } rows[] = {
    { "[nominal]\nmeco=\n", "a.mission:2: [nominal] meco: has no time" },
    { "[nominal]\nmeco=soon\n", "a.mission:2: [nominal] meco" },
    { "[nominal]\nmeco=1\n[event meco]\nnominal=2\n", "a.mission:4: [event meco] nominal: the event" },
    { "[event meco]\nlabel=x\n", "a.mission:1: [event meco]: has no time" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (FlightFolder) folder = flight_folder_new ();
    g_autoptr (GError) error = NULL;

    flight_folder_put (folder, "a.mission", rows[i].text);
    g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
    g_assert_null (flight);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].error));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nominal/mission-over-profile", test_mission_over_profile);
  g_test_add_func ("/nominal/overdue", test_overdue);
  g_test_add_func ("/nominal/delayed", test_delayed);
  g_test_add_func ("/nominal/typical", test_typical);
  g_test_add_func ("/nominal/mission-not-delayed", test_mission_not_delayed);
  g_test_add_func ("/nominal/before-telemetry", test_before_telemetry);
  g_test_add_func ("/nominal/refused", test_refused);
  return g_test_run ();
}
