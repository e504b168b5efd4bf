/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* make-soyuz-flight OUTDIR: the telemetry of the demo, Soyuz MS-19 from liftoff to docking, worked out
 * from the published timeline and ascent figures. A reconstruction; nothing in it was measured.
 *
 * speed-relative[m/s] is relative to the turning Earth throughout, as webcasts show it; speed-inertial[m/s] is
 * relative to the stars. altitude[m] is above the WGS84 ellipsoid. acceleration[m/s^2] is what the
 * crew feels. A field that makes no sense at a time is empty. */
#include "flight/flight.h"
#include "flight/mission.h"

#include <errno.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#define DEG (180.0 / M_PI)

/* Downrange is the way flown from the pad, of interest until orbit. */
#define DOWNRANGE_UNTIL 600.0

/* Every state in the ascent and the last minutes, every second in between. */
static gboolean
is_written (int i)
{
  double t = i * FLIGHT_STEP;

  return t <= 600.0 || t >= 12120.0 || i % 5 == 0;
}

static void
append_number (GString *line, const char *format, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (line, ',');
  if (!isnan (value))
    g_string_append (line, g_ascii_formatd (text, sizeof text, format, value));
}

static double
range_rate (const Flight *flight, int i)
{
  int b = MIN (i + 1, FLIGHT_STATES - 1);

  return (flight->range[b] - flight->range[i - 1]) / ((b - i + 1) * FLIGHT_STEP);
}

static void
append_row (GString *csv, const Flight *flight, Geodetic pad, int i)
{
  State s = flight->soyuz[i];
  double t = i * FLIGHT_STEP;
  Geodetic place = earth_geodetic (s.pos);
  State inertial = earth_to_inertial (s, 0.0);

  g_string_append_printf (csv, "%d.%d", i / 5, i % 5 * 2);
  append_number (csv, "%.2f", place.height);
  append_number (csv, "%.3f", vec3_norm (s.vel));
  append_number (csv, "%.3f", vec3_dot (s.vel, earth_horizon (place).up));
  append_number (csv, "%.3f", vec3_norm (inertial.vel));
  append_number (csv, "%.3f", flight_load (flight, i));
  append_number (csv, "%.7f", place.lat * DEG);
  append_number (csv, "%.7f", place.lon * DEG);
  append_number (csv, "%.1f", t <= DOWNRANGE_UNTIL ? earth_distance (pad, place) : NAN);
  append_number (csv, "%.3f", flight->range[i]);
  append_number (csv, "%.4f", isnan (flight->range[i]) ? NAN : range_rate (flight, i));
  g_string_append_c (csv, '\n');
}

static GString *
telemetry (const Flight *flight)
{
  GString *csv = g_string_new ("time[s],altitude[m],speed-relative[m/s],vertical-speed[m/s],speed-inertial[m/s],"
      "acceleration[m/s^2],latitude[deg],longitude[deg],downrange[m],range[m],range-rate[m/s]\n");
  Geodetic pad = earth_geodetic (flight->soyuz[0].pos);

  for (int i = 0; i < FLIGHT_STATES; i++)
    if (is_written (i))
      append_row (csv, flight, pad, i);
  return csv;
}

static gboolean
write_file (const char *folder, const char *name, const char *text, gssize length, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, text, length, error);
}

static gboolean
write_all (const Flight *flight, const char *folder, GError **error)
{
  g_autoptr (GString) csv = telemetry (flight);
  g_autofree char *mission = mission_text ();

  if (g_mkdir_with_parents (folder, 0777) < 0) {
    int code = errno;
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", folder, g_strerror (code));
    return FALSE;
  }
  return write_file (folder, "soyuz-ms-19.csv", csv->str, csv->len, error)
      && write_file (folder, "soyuz-ms-19.mission", mission, -1, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 2) {
    g_printerr ("usage: %s OUTDIR\n", argv[0]);
    return 2;
  }
  Flight *flight = flight_new ();
  if (!flight) {
    g_printerr ("%s: no ascent meets the published points\n", argv[0]);
    return 1;
  }
  gboolean done = write_all (flight, argv[1], &error);
  free (flight);
  if (!done)
    g_printerr ("%s: %s\n", argv[0], error->message);
  return done ? 0 : 1;
}
