/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A mission's [planned] and [derived] groups, from file to channel. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/mission/flight.h"

typedef struct {
  char *folder;
} Place;

static void
put (Place *place, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("planned-XXXXXX", NULL);
  put (place, "flown.csv", "time[s],altitude[m],speed[m/s]\n0,0,0\n1,10,21\n2,40,41\n3,90,61\n");
  put (place, "plan.csv", "time[s],altitude[m],vertical_speed[m/s]\n"
      "0,0,0\n1,11,20\n2,44,40\n3,99,60\n4,176,80\n");
}

static void
tear_down (Place *place, gconstpointer data)
{
  static const char *const names[] = { "flown.csv", "plan.csv", "a.mission" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (place->folder, names[i], NULL);
    g_remove (path);
  }
  g_rmdir (place->folder);
  g_free (place->folder);
}

static TlmFlight *
open_mission (Place *place, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (place->folder, "a.mission", NULL);
  TlmFlightSource source = { .mission = path };

  put (place, "a.mission", text);
  return tlm_flight_open (&source, error);
}

static TlmValue
value_at (const TlmFlight *flight, const char *vehicle, const char *channel, double t)
{
  guint v, c;

  g_assert_true (tlm_timeline_find_vehicle (flight->timeline, vehicle, &v));
  g_assert_true (tlm_timeline_find_channel (flight->timeline, channel, &c));
  return tlm_timeline_value (flight->timeline, v, c, (gint64) (t * 1e9));
}

static void
test_planned (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = open_mission (place,
      "[telemetry]\nlocation=flown.csv\nvehicle=rocket\n"
      "[planned]\nlocation=plan.csv\n", &error);
  guint channel;

  g_assert_no_error (error);
  g_assert_cmpuint (tlm_timeline_n_vehicles (flight->timeline), ==, 1);
  g_assert_cmpfloat (value_at (flight, "rocket", "planned.altitude", 2).value, ==, 44);
  g_assert_cmpfloat (value_at (flight, "rocket", "delta.altitude", 2).value, ==, -4);
  g_assert_cmpint (value_at (flight, "rocket", "delta.altitude", 2).origin, ==,
      TLM_ORIGIN_DERIVED);
  /* The plan knows of the fourth second and the flight does not. */
  g_assert_cmpfloat (value_at (flight, "rocket", "planned.altitude", 4).value, ==, 176);
  g_assert_cmpfloat (value_at (flight, "rocket", "altitude", 4).value, ==, 90);
  /* Of a climb alone no speed can be had, so none is planned. */
  g_assert_false (tlm_timeline_find_channel (flight->timeline, "planned.speed", &channel));
}

static void
test_offset (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = open_mission (place,
      "[telemetry]\nlocation=flown.csv\n"
      "[planned nominal]\nlocation=plan.csv\ntime-offset=-1\n", &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (value_at (flight, "", "planned.altitude", 2).value, ==, 99);
}

static void
test_preferred (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = open_mission (place,
      "[telemetry]\nlocation=plan.csv\n[derived]\nprefer=vertical-speed\n", &error);
  TlmValue value;

  g_assert_no_error (error);
  value = value_at (flight, "", "vertical-speed", 2);
  g_assert_cmpint (value.origin, ==, TLM_ORIGIN_DERIVED);
  g_assert_cmpfloat_with_epsilon (value.value, 44, 1e-9);
}

static void
test_errors (Place *place, gconstpointer data)
{
  static const struct { const char *text, *says; } rows[] = {
    { "[planned]\nlocation=none.csv\n", "a.mission:2: [planned] location: " },
    { "[planned]\ncolumns=a=b\n", "a.mission:1: [planned]: names no telemetry" },
    { "[derived]\nprefer=speed,altitud\n", "did you mean \"altitude\"?" },
    { "[derived]\nprefer=thrust\n", "\"thrust\" is no channel that can be derived" },
    { "[derived]\nearth-orientation=none.txt\n", "a.mission:2: [derived] earth-orientation: " },
    { "[derived]\nfrom=x\n", "a.mission:2: [derived] from: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmFlight) flight = open_mission (place, rows[i].text, &error);
    g_assert_null (flight);
    g_assert_nonnull (error);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].says));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/planned/planned", Place, NULL, set_up, test_planned, tear_down);
  g_test_add ("/planned/offset", Place, NULL, set_up, test_offset, tear_down);
  g_test_add ("/planned/preferred", Place, NULL, set_up, test_preferred, tear_down);
  g_test_add ("/planned/errors", Place, NULL, set_up, test_errors, tear_down);
  return g_test_run ();
}
