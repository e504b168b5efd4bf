/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which profile is chosen for flights whose kind is known: recordings, and flights made by
 * equations of motion. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/mission/flight.h"
#include "shared-data.h"

/* A vehicle along one line: what it does each second. */
typedef struct {
  const char *vehicle;
  double height_m, climb_m_s, along_m_s;
} Body;

typedef void (*Step) (double t, Body *body);

static TlmLog *
fly (const char *vehicle, Body body, Step step, double seconds, double interval)
{
  TlmLog *log = tlm_log_new ("test", "made");
  TlmLogVehicle *own = tlm_log_vehicle (log, vehicle);
  TlmTrack *altitude = tlm_log_track (own, "altitude", TLM_QUANTITY_LENGTH);
  TlmTrack *speed = tlm_log_track (own, "speed", TLM_QUANTITY_SPEED);
  double next = 0;

  for (double t = 0; t <= seconds; t += 0.1) {
    if (t >= next) {
      gint64 time = (gint64) (t * (double) TLM_SECOND);
      tlm_series_append (altitude->series, time, body.height_m);
      tlm_series_append (speed->series, time, hypot (body.climb_m_s, body.along_m_s));
      next += interval;
    }
    step (t, &body);
    body.height_m = MAX (body.height_m + body.climb_m_s * 0.1, 0);
  }
  tlm_log_seal (log);
  return log;
}

/* 4 s of thrust, then free fall with a parachute of 12 m/s from the top on. */
static void
model_rocket (double t, Body *body)
{
  if (t < 4)
    body->climb_m_s += 6;
  else if (body->climb_m_s > -12)
    body->climb_m_s = MAX (body->climb_m_s - 0.98, -12);
  if (body->height_m <= 0 && t > 10)
    body->climb_m_s = 0;
}

static void
balloon (double t, Body *body)
{
  body->climb_m_s = t < 5400 ? 5 : body->height_m > 0 ? -10 : 0;
}

static void
cruise (double t, Body *body)
{
  body->along_m_s = 200;
  body->climb_m_s = t < 600 ? 8 : t < 3000 ? 0 : body->height_m > 0 ? -6 : 0;
}

/* In at 7.6 km/s; the air takes what exceeds it, then parachutes. */
static void
capsule (double t, Body *body)
{
  double speed = hypot (body->climb_m_s, body->along_m_s);
  double drag = 0.5 * 1.6 * exp (-body->height_m / 7200) * speed / 400;

  body->along_m_s -= body->along_m_s * MIN (drag * 0.1, 0.5);
  body->climb_m_s -= body->climb_m_s * MIN (drag * 0.1, 0.5);
  body->climb_m_s -= (9.5 - body->along_m_s * body->along_m_s / 6.5e6) * 0.1;
  if (body->height_m < 6e3)
    body->climb_m_s = MAX (body->climb_m_s, -8);
  if (body->height_m <= 0)
    body->climb_m_s = body->along_m_s = 0;
}

/* 2.2 m/s2 of thrust against the orbit's speed, and a rate of fall by the height left. */
static void
lander (double t, Body *body)
{
  body->along_m_s = MAX (body->along_m_s - 0.22, 0);
  body->climb_m_s = body->height_m > 0 ? -MAX (body->height_m / 200, 1) : 0;
}

/* 60 s of thrust to 2 km/s and space; comes back nose on and light, so that the air alone brakes
 * it more than any booster, and then by parachute. */
static void
sounding_rocket (double t, Body *body)
{
  double drag = 0.008 * 0.5 * 1.6 * exp (-body->height_m / 7200) * fabs (body->climb_m_s);

  if (t < 45)
    body->climb_m_s += 3.2;
  else
    body->climb_m_s -= 0.98;
  body->climb_m_s -= body->climb_m_s * MIN (drag * 0.1, 0.5);
  if (t > 60 && body->height_m < 5e3)
    body->climb_m_s = MAX (body->climb_m_s, -9);
  if (t > 60 && body->height_m <= 0)
    body->climb_m_s = 0;
}

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
    Body start;
    Step step;
    double seconds, interval;
    TlmSiteBody body;
  } flights[] = {
    { "sounding-rocket", "", { NULL, 0, 0, 0 }, model_rocket, 260, 0.1, TLM_SITE_UNKNOWN },
    { "sounding-rocket", "", { NULL, 0, 0, 0 }, sounding_rocket, 1500, 0.5, TLM_SITE_UNKNOWN },
    { "balloon", "", { NULL, 0, 0, 0 }, balloon, 8500, 5, TLM_SITE_UNKNOWN },
    { "generic", "", { NULL, 0, 0, 0 }, cruise, 4000, 1, TLM_SITE_UNKNOWN },
    { "capsule-entry", "", { NULL, 125e3, -180, 7600 }, capsule, 1200, 1, TLM_SITE_UNKNOWN },
    { "lunar-landing", "", { NULL, 15e3, 0, 1690 }, lander, 1800, 1, TLM_SITE_MOON },
    { "generic", "", { NULL, 15e3, 0, 1690 }, lander, 1800, 1, TLM_SITE_UNKNOWN },
    { "electron", "Electron", { NULL, 0, 0, 0 }, cruise, 4000, 1, TLM_SITE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flights); i++) {
    g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
    TlmTimelineSite site = { .body = flights[i].body };
    g_autoptr (TlmLog) log = fly (flights[i].vehicle, flights[i].start, flights[i].step,
        flights[i].seconds, flights[i].interval);
    tlm_timeline_set_site (timeline, &site);
    g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
    check (timeline, flights[i].profile, 0.6);
  }
}

/* Nothing is known, so nothing is special. */
static void
test_empty (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();

  check (timeline, "generic", 0.3);
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
  g_test_add_func ("/profile-choice/dialect", test_dialect);
  g_test_add_func ("/profile-choice/recordings", test_recordings);
  return g_test_run ();
}
