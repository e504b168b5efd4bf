/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes the ephemeris of a station that nobody launched: one point mass about an
 * Earth with the second zonal harmonic, no drag, for six hours of 2025-03-20.
 * Writes station.oem (CCSDS 502.0-B-3, key = value) into the folder given. */
#include <glib.h>
#include <math.h>

#define GM_M3_S2 3.986004418e14
#define RADIUS_M 6378137.0
#define J2 1.08262668e-3

#define PERIGEE_M 412e3
#define APOGEE_M 424e3
#define INCLINATION_RAD (51.64 / 180 * G_PI)
#define NODE_RAD (215.0 / 180 * G_PI)

#define STEP_S 5.0
#define STEPS_A_ROW 12
#define ROWS 361

typedef struct {
  double r[3], v[3];             /* m, m/s; mean equator and equinox of J2000 */
} State;

/* Perigee, at the ascending node. */
static State
begin (void)
{
  double near = RADIUS_M + PERIGEE_M, far = RADIUS_M + APOGEE_M;
  double speed = sqrt (2 * GM_M3_S2 * far / (near * (near + far)));
  double co = cos (NODE_RAD), so = sin (NODE_RAD);
  double ci = cos (INCLINATION_RAD), si = sin (INCLINATION_RAD);

  return (State) { { near * co, near * so, 0 },
    { -speed * so * ci, speed * co * ci, speed * si } };
}

/* d(state)/dt, with the pull of the Earth's bulge (Vallado, section 8.6.1). */
static State
slope (const State *s)
{
  double d2 = s->r[0] * s->r[0] + s->r[1] * s->r[1] + s->r[2] * s->r[2], d = sqrt (d2);
  double bulge = 1.5 * J2 * RADIUS_M * RADIUS_M / d2, z2 = 5 * s->r[2] * s->r[2] / d2;
  double pull = -GM_M3_S2 / (d2 * d);
  State out;

  for (int i = 0; i < 3; i++) {
    out.r[i] = s->v[i];
    out.v[i] = pull * s->r[i] * (1 + bulge * ((i == 2 ? 3 : 1) - z2));
  }
  return out;
}

static State
moved (const State *s, const State *rate, double by)
{
  State out;

  for (int i = 0; i < 3; i++) {
    out.r[i] = s->r[i] + by * rate->r[i];
    out.v[i] = s->v[i] + by * rate->v[i];
  }
  return out;
}

/* Runge and Kutta, fourth order. */
static State
step (const State *s)
{
  State k1 = slope (s), a = moved (s, &k1, STEP_S / 2);
  State k2 = slope (&a), b = moved (s, &k2, STEP_S / 2);
  State k3 = slope (&b), c = moved (s, &k3, STEP_S);
  State k4 = slope (&c), out = moved (s, &k1, STEP_S / 6);

  out = moved (&out, &k2, STEP_S / 3);
  out = moved (&out, &k3, STEP_S / 3);
  return moved (&out, &k4, STEP_S / 6);
}

static const char head[] =
    "CCSDS_OEM_VERS = 2.0\n"
    "COMMENT A station that nobody launched, worked out by make-station.c\n"
    "CREATION_DATE = 2025-03-20T00:00:00\n"
    "ORIGINATOR = GST-TELEMETRY\n"
    "\n"
    "META_START\n"
    "OBJECT_NAME = STATION\n"
    "OBJECT_ID = 2025-999A\n"
    "CENTER_NAME = EARTH\n"
    "REF_FRAME = EME2000\n"
    "TIME_SYSTEM = UTC\n"
    "START_TIME = 2025-03-20T09:00:00\n"
    "STOP_TIME = 2025-03-20T15:00:00\n"
    "INTERPOLATION = HERMITE\n"
    "INTERPOLATION_DEGREE = 7\n"
    "META_STOP\n"
    "\n";

static void
write_row (GString *text, int row, const State *s)
{
  g_string_append_printf (text, "2025-03-20T%02d:%02d:00", 9 + row / 60, row % 60);
  for (int i = 0; i < 6; i++) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd (number, sizeof number, i < 3 ? "%.6f" : "%.9f",
        (i < 3 ? s->r[i] : s->v[i - 3]) / 1e3);
    g_string_append_printf (text, " %s", number);
  }
  g_string_append_c (text, '\n');
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) text = g_string_new (head);
  g_autofree char *path = argc == 2 ? g_build_filename (argv[1], "station.oem", NULL) : NULL;
  g_autoptr (GError) error = NULL;
  State state = begin ();

  if (!path) {
    g_printerr ("usage: make-station FOLDER\n");
    return 2;
  }
  for (int row = 0; row < ROWS; row++) {
    write_row (text, row, &state);
    for (int i = 0; i < STEPS_A_ROW; i++)
      state = step (&state);
  }
  if (g_file_set_contents (path, text->str, (gssize) text->len, &error))
    return 0;
  g_printerr ("make-station: %s\n", error->message);
  return 1;
}
