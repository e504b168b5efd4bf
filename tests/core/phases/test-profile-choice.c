/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which profile is chosen for flights whose kind is known: recordings, and flights made by
 * equations of motion. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/mission/flight.h"
#include "made-flights.h"
#include "shared-data.h"

static void
check (TlmTimeline *timeline, const char *profile, double least)
{
  TlmFlightShape shape = tlm_flight_shape (timeline);
  TlmProfileChoice choice = tlm_profile_choose (&shape, NULL);

  g_test_message ("%s, %s at %.3f: %s", choice.profile, choice.likely, choice.probability, choice.reason);
  g_assert_cmpstr (choice.profile, ==, profile);
  g_assert_cmpfloat (choice.probability, >, least);
  g_assert_cmpfloat (choice.probability, <=, 1);
  g_assert_nonnull (choice.reason);
  tlm_profile_choice_clear (&choice);
}

static void
test_made (void)
{
  static const struct {
    const char *profile, *vehicle;
    MadeBody start;
    MadeStep step;
    double seconds, interval;
    TlmSiteBody body;
  } flights[] = {
    { "sounding-rocket", "", { 0, 0, 0 }, made_model_rocket, 260, 0.1, TLM_SITE_UNKNOWN },
    { "sounding-rocket", "", { 0, 0, 0 }, made_sounding_rocket, 1500, 0.5, TLM_SITE_UNKNOWN },
    { "balloon", "", { 0, 0, 0 }, made_balloon, 8500, 5, TLM_SITE_UNKNOWN },
    { "generic", "", { 0, 0, 0 }, made_cruise, 4000, 1, TLM_SITE_UNKNOWN },
    { "capsule-entry", "", { 125e3, -180, 7600 }, made_capsule, 1200, 1, TLM_SITE_UNKNOWN },
    { "lunar-landing", "", { 15e3, 0, 1690 }, made_lander, 1800, 1, TLM_SITE_MOON },
    { "generic", "", { 15e3, 0, 1690 }, made_lander, 1800, 1, TLM_SITE_UNKNOWN },
    { "electron", "Electron", { 0, 0, 0 }, made_cruise, 4000, 1, TLM_SITE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flights); i++) {
    g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
    TlmTimelineSite site = { .body = flights[i].body };
    g_autoptr (TlmLog) log = made_flight (flights[i].vehicle, flights[i].start, flights[i].step,
        flights[i].seconds, flights[i].interval);
    tlm_timeline_set_site (timeline, &site);
    g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
    check (timeline, flights[i].profile, 0.6);
  }
}

/* Kinds that a name alone chooses, and that they have their profiles. */
static void
test_names (void)
{
  static const struct { const char *name, *profile; } rows[] = {
    { "New Shepard", "new-shepard" }, { "ELECTRON", "electron" }, { "Soyuz MS-19", "soyuz" },
    { "Ariane 5", "ariane" }, { "Space Shuttle", "shuttle" }, { "balloon", "balloon" },
    { "stage1", "generic" }, { "", "generic" },
    /* Neither was seen to come back. */
    { "Falcon 9 stage 1", "generic" }, { "Starship S30", "generic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmFlightShape shape = { .least_range_m = NAN, .n_vehicles = 1 };
    g_autoptr (GError) error = NULL;
    shape.names[0] = rows[i].name;
    TlmProfileChoice choice = tlm_profile_choose (&shape, NULL);
    g_autoptr (TlmProfile) profile = tlm_profile_load (choice.profile, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (choice.profile, ==, rows[i].profile);
    tlm_profile_choice_clear (&choice);
  }
}

/* Nothing is known, so nothing is special. */
static void
test_empty (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();

  check (timeline, "generic", 0.3);
}

/* Two rows at next to the same time: steps so short that no integer counts them in a second. */
static void
test_instant (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "made");
  TlmLogVehicle *own = tlm_log_vehicle (log, "");
  TlmSeries *altitude = tlm_log_track (own, "altitude", TLM_QUANTITY_LENGTH)->series;
  TlmSeries *speed = tlm_log_track (own, "speed", TLM_QUANTITY_SPEED)->series;

  for (gint64 ns = 0; ns < 2; ns++) {
    tlm_series_append (altitude, ns, 100 + 1000 * (double) ns);
    tlm_series_append (speed, ns, 1000);
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  check (timeline, "generic", 0);
}

/* A flight computer's log counts; a webcast's keys do not. */
static void
test_dialect (void)
{
  static const struct { const char *dialect, *profile; } rows[] = {
    { "altos", "sounding-rocket" }, { "cats", "sounding-rocket" }, { "spacex-webcast", "generic" },
  };
  TlmFlightShape shape = { .least_range_m = NAN };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *const dialects[] = { rows[i].dialect, NULL };
    TlmProfileChoice choice = tlm_profile_choose (&shape, dialects);
    g_assert_cmpstr (choice.profile, ==, rows[i].profile);
    tlm_profile_choice_clear (&choice);
  }
}

static const struct { const char *file, *more, *profile; } recordings[] = {
  { "webcast/spacex-crs-12/stage1-raw.json", "webcast/spacex-crs-12/stage2-raw.json", "falcon9" },
  { "webcast/spacex-crs-12/stage1-raw.json", NULL, "falcon9" },
  { "webcast/iridium-next-8/stage1-raw.json", NULL, "falcon9" },
  { "webcast/nrol-76/stage1-raw.json", NULL, "falcon9" },
  /* A second stage alone: nobody knows what becomes of the first. */
  { "webcast/ses-10/stage2-raw.json", NULL, "generic" },
  { "webcast/falcon-heavy-demo-1/stage2-raw.json", NULL, "generic" },
  { "webcast/iridium-next-8/stage2-raw.json", NULL, "generic" },
  /* On its way to orbit and above 120 km at every sample, but under thrust. */
  { "webcast/spacex-crs-12/stage2-raw.json", NULL, "generic" },
  { "ndm/iss-2025/ISS.OEM_J2K_EPH.xml", NULL, "station" },
  { "flight-computer/telemetrum_prometheus.csv", NULL, "sounding-rocket" },
  { "flight-computer/bella_lui_flight_data_filtered.csv", NULL, "sounding-rocket" },
};

static void
test_recordings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++) {
    g_autofree char *path = shared_data_path (recordings[i].file);
    g_autofree char *other = recordings[i].more && path ? shared_data_path (recordings[i].more) : NULL;
    const char *const more[] = { other, NULL };
    g_autoptr (GError) error = NULL;

    if (!path)
      return;
    g_autoptr (TlmFlight) flight =
        tlm_flight_open (&(TlmFlightSource) { .location = path, .more = more }, &error);
    g_assert_no_error (error);
    g_test_message ("%s: %s, %s at %.3f: %s", recordings[i].file, flight->choice.profile,
        flight->choice.likely, flight->choice.probability, flight->choice.reason);
    g_assert_cmpstr (flight->choice.profile, ==, recordings[i].profile);
    g_assert_cmpstr (flight->profile->name, ==, recordings[i].profile);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-choice/made", test_made);
  g_test_add_func ("/profile-choice/empty", test_empty);
  g_test_add_func ("/profile-choice/instant", test_instant);
  g_test_add_func ("/profile-choice/names", test_names);
  g_test_add_func ("/profile-choice/dialect", test_dialect);
  g_test_add_func ("/profile-choice/recordings", test_recordings);
  return g_test_run ();
}
