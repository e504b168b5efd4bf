/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The module of OBS in a small program around libobs: loaded, shown, pressed, fed, changed a thousand times, unloaded. */
#include "cases.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "medium.h"

char *flight_log, *flight_mission;

char *
flight_values (const char *more)
{
  return g_strdup_printf ("{\"mission\":\"%s\",\"waits\":true,\"width\":%d,\"height\":%d%s%s}", flight_mission,
      STUDIO_WIDTH, STUDIO_HEIGHT, *more ? "," : "", more);
}

guint8 *
flight_draw (TlhOverlay *overlay, gint64 place_ns)
{
  guint8 *bytes = g_malloc0 ((gsize) STUDIO_WIDTH * STUDIO_HEIGHT * 4);
  TlhFrame frame = { .format = "RGBA", .width = STUDIO_WIDTH, .height = STUDIO_HEIGHT, .data = { bytes },
    .stride = { 4 * STUDIO_WIDTH }, .premultiplied = TRUE };

  g_assert_true (tlh_overlay_draw (overlay, place_ns, NULL, &frame, NULL));
  return bytes;
}

obs_source_t *
flight_source (const char *more)
{
  g_autofree char *values = flight_values (more);
  obs_source_t *source = studio_source (SOURCE_ID, values);

  studio_wait_until (studio_status (source).readings > 0, "nothing is read");
  return source;
}

guint8 *
flight_shoot (obs_source_t *source, gint64 ms)
{
  obs_source_media_set_time (source, ms);
  studio_wait_until (studio_status (source).place_ns == ms * 1000000, "the clock is elsewhere");
  studio_wait_frames (2);
  return studio_shoot (source);
}

static void
write_flight (void)
{
  g_autoptr (GString) log = g_string_new ("time[s],altitude[m],speed[m/s]\n");

  for (int i = 0; i <= 2000; i++) {
    double t = i / 10.0, burn = MIN (t, 150), coast = MAX (t - 150, 0);
    g_string_append_printf (log, "%.1f,%.1f,%.1f\n", t, 7.5 * burn * burn + 2250 * coast - 4.9 * coast * coast,
        15 * burn - 9.8 * coast);
  }
  flight_log = studio_write ("flight.csv", log->str);
  flight_mission = studio_write ("flight.mission", "[mission]\nname=Test\nprofile=falcon9\n[telemetry]\nlocation=flight.csv\n");
}

int
main (int argc, char **argv)
{
  g_autofree char *why = NULL;
  int status;

  if (!studio_open (&why)) {
    printf ("1..0 # SKIP %s\n", why);
    return 0;
  }
  g_test_init (&argc, &argv, NULL);
  medium_register ();
  write_flight ();
  add_source_tests ();
  add_settings_tests ();
  add_live_tests ();
  add_filter_tests ();
  status = g_test_run ();
  g_remove (flight_log);
  g_remove (flight_mission);
  g_free (flight_log);
  g_free (flight_mission);
  studio_close ();
  return status;
}
