/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes the telemetry of a sounding rocket that nobody flew: a point mass over
 * a flat Earth whose gravity falls with height, thrust along the rail and then
 * along the velocity, drag in air that thins exponentially, two parachutes.
 * Writes sounding-rocket.csv and sounding-rocket.mission into the folder given. */
#include <glib.h>
#include <math.h>

#define EARTH_RADIUS_M 6371000.0
#define GRAVITY_M_S2 9.80665
#define AIR_DENSITY_KG_M3 1.225
#define SCALE_HEIGHT_M 7200.0

#define DRY_MASS_KG 260.0
#define PROPELLANT_KG 320.0
#define BURN_S 26.0
#define EXHAUST_M_S 2350.0
#define DRAG_AREA_M2 0.060       /* drag coefficient times area */
#define SPIN_AREA_M2 1.5          /* the spent rocket falls across the wind */
#define DROGUE_AREA_M2 6.0
#define MAIN_AREA_M2 110.0
#define DROGUE_BELOW_M 9000.0
#define MAIN_BELOW_M 1500.0
#define RAIL_M 8.0
#define ELEVATION_RAD (85.0 / 180.0 * G_PI)

#define STEP_S 0.001
#define STEPS_A_ROW 500

typedef struct {
  double x, z;                   /* m downrange and up */
  double vx, vz;                 /* m/s */
} State;

typedef struct {
  double burnout, apogee, drogue, mainchute, landing;   /* s, negative: not yet */
} Moments;

static double
mass_at (double t)
{
  return DRY_MASS_KG + PROPELLANT_KG * fmax (0, 1 - t / BURN_S);
}

static double
drag_area (const Moments *moments)
{
  if (moments->mainchute >= 0)
    return MAIN_AREA_M2;
  if (moments->drogue >= 0)
    return DROGUE_AREA_M2;
  return moments->apogee >= 0 ? SPIN_AREA_M2 : DRAG_AREA_M2;
}

/* d(state)/dt */
static State
slope (const State *s, double t, double area)
{
  double speed = hypot (s->vx, s->vz);
  gboolean on_rail = hypot (s->x, s->z) < RAIL_M;
  double ux = on_rail || speed == 0 ? cos (ELEVATION_RAD) : s->vx / speed;
  double uz = on_rail || speed == 0 ? sin (ELEVATION_RAD) : s->vz / speed;
  double thrust = t < BURN_S ? PROPELLANT_KG / BURN_S * EXHAUST_M_S : 0;
  double drag = 0.5 * AIR_DENSITY_KG_M3 * exp (-s->z / SCALE_HEIGHT_M) * speed * speed * area;
  double along = (thrust - drag) / mass_at (t);
  double g = GRAVITY_M_S2 * pow (EARTH_RADIUS_M / (EARTH_RADIUS_M + s->z), 2);

  return (State) { s->vx, s->vz, along * ux, along * uz - g };
}

static State
moved (const State *s, const State *d, double h)
{
  return (State) { s->x + d->x * h, s->z + d->z * h, s->vx + d->vx * h, s->vz + d->vz * h };
}

/* One step of the classical Runge-Kutta method. */
static State
step (const State *s, double t, double area)
{
  double h = STEP_S;
  State k1 = slope (s, t, area);
  State s2 = moved (s, &k1, h / 2), k2 = slope (&s2, t + h / 2, area);
  State s3 = moved (s, &k2, h / 2), k3 = slope (&s3, t + h / 2, area);
  State s4 = moved (s, &k3, h), k4 = slope (&s4, t + h, area);
  State mean = {
    (k1.x + 2 * k2.x + 2 * k3.x + k4.x) / 6, (k1.z + 2 * k2.z + 2 * k3.z + k4.z) / 6,
    (k1.vx + 2 * k2.vx + 2 * k3.vx + k4.vx) / 6, (k1.vz + 2 * k2.vz + 2 * k3.vz + k4.vz) / 6,
  };
  return moved (s, &mean, h);
}

static void
once (double *moment, gboolean happened, double t)
{
  if (*moment < 0 && happened)
    *moment = t;
}

static void
note_moments (Moments *moments, const State *s, double t)
{
  once (&moments->burnout, t >= BURN_S, t);
  once (&moments->apogee, s->vz < 0 && t > 1, t);
  once (&moments->drogue, moments->apogee >= 0 && s->z < DROGUE_BELOW_M, t);
  once (&moments->mainchute, moments->drogue >= 0 && s->z < MAIN_BELOW_M, t);
  once (&moments->landing, moments->mainchute >= 0 && s->z <= 0, t);
}

static void
write_row (GString *csv, double t, const State *s, const Moments *moments)
{
  State d = slope (s, t, drag_area (moments));
  double speed = hypot (s->vx, s->vz);
  double acceleration = speed > 0 ? (d.vx * s->vx + d.vz * s->vz) / speed : hypot (d.vx, d.vz);
  gboolean down = moments->landing >= 0;

  g_string_append_printf (csv, "%.1f,%.1f,%.2f,%.2f,%.1f,%.2f\n", t, fmax (s->z, 0),
      down ? 0 : speed, down ? 0 : s->vz, s->x, down ? 0 : acceleration);
}

/* From two seconds before liftoff to five after landing. */
static Moments
fly (GString *csv)
{
  Moments moments = { -1, -1, -1, -1, -1 };
  State s = { 0, 0, 0, 0 };
  guint rows_down = 0;

  g_string_append (csv,
      "time[s],altitude[m],speed[m/s],vertical_speed[m/s],downrange[m],acceleration[m/s2]\n");
  for (int i = -4; i < 0; i++)
    g_string_append_printf (csv, "%.1f,0.0,0.00,0.00,0.0,0.00\n", i / 2.0);
  for (guint i = 0; rows_down <= 10; i++) {
    double t = i * STEP_S;
    note_moments (&moments, &s, t);
    if (i % STEPS_A_ROW == 0) {
      write_row (csv, t, &s, &moments);
      rows_down += moments.landing >= 0;
    }
    if (moments.landing < 0)
      s = step (&s, t, drag_area (&moments));
  }
  return moments;
}

static void
write_mission (GString *text, const Moments *moments)
{
  g_string_append_printf (text,
      "# SPDX-License-Identifier: LGPL-2.1-or-later\n"
      "# A sounding rocket that nobody flew, worked out by make-sounding-rocket.c.\n"
      "[mission]\n"
      "name=Sounding rocket\n"
      "data=simulated\n"
      "credit=Simulated flight\n"
      "licence=LGPL-2.1-or-later\n"
      "altitude=agl\n"
      "profile=sounding-rocket\n"
      "\n[telemetry]\n"
      "location=sounding-rocket.csv\n"
      "\n[vehicle rocket]\n"
      "label=Rocket\n"
      "\n[events]\n"
      "liftoff=0\n"
      "burnout=%.1f\n"
      "apogee=%.1f\n"
      "drogue=%.1f\n"
      "main=%.1f\n"
      "landing=%.1f\n",
      moments->burnout, moments->apogee, moments->drogue, moments->mainchute, moments->landing);
}

static gboolean
save (const char *folder, const char *name, const GString *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (g_file_set_contents (path, text->str, text->len, &error))
    return TRUE;
  g_printerr ("make-sounding-rocket: %s\n", error->message);
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GString) mission = g_string_new (NULL);
  Moments moments;

  if (argc != 2) {
    g_printerr ("usage: make-sounding-rocket FOLDER\n");
    return 2;
  }
  moments = fly (csv);
  write_mission (mission, &moments);
  return save (argv[1], "sounding-rocket.csv", csv) &&
      save (argv[1], "sounding-rocket.mission", mission) ? 0 : 1;
}
