/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Prints what one call of the frame and Earth functions costs, at random instants
 * of the two weeks that an ephemeris covers, first cold and then warm. */
#include <math.h>

#include "core/space/frames/atmosphere.h"
#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "core/space/frames/geoid.h"
#include "core/space/frames/orbit.h"
#include "core/space/frames/sun.h"

#define N 200000
/* 2025-02-26 and 15 days. */
#define FIRST (20145 * 86400 * TLM_SECOND)
#define SPAN (15 * 86400 * TLM_SECOND)

static const TlmState state = { { 4.2e6, -3.9e6, 3.6e6 }, { 4000.0, 5000.0, 3000.0 } };
static TlmInstant instants[N];

static double
frame_to_place (TlmInstant at)
{
  TlmState fixed;
  TlmGeodetic place;

  tlm_frame_convert (TLM_FRAME_EME2000, TLM_FRAME_ITRF, at, &state, NULL, &fixed);
  place = tlm_geodetic_from_itrf (fixed.position_m);
  return place.height_m + tlm_local_motion (&place, fixed.velocity_m_s).vertical_m_s;
}

static double
teme_to_fixed (TlmInstant at)
{
  TlmState fixed;

  tlm_frame_convert (TLM_FRAME_TEME, TLM_FRAME_ITRF, at, &state, NULL, &fixed);
  return fixed.position_m.x;
}

static double
geodetic (TlmInstant at)
{
  return tlm_geodetic_from_itrf ((TlmVec3) { 4e6 + (double) (at & 65535), 3e6, 4e6 }).height_m;
}

static double
downrange (TlmInstant at)
{
  TlmGeodetic pad = { 0.0, 0.5, 0.0 }, there = { 1e-6 * (double) (at & 65535), 0.6, 0.0 };

  return tlm_geodetic_downrange (&pad, &there).distance_m;
}

static double
geoid (TlmInstant at)
{
  return tlm_geoid_undulation_m (0.7, 1e-5 * (double) (at & 65535));
}

static double
atmosphere (TlmInstant at)
{
  return tlm_atmosphere_geometric ((double) (at & 65535)).pressure_pa;
}

static double
sun (TlmInstant at)
{
  return tlm_sunlight (state.position_m, tlm_sun_itrf_m (at, NULL));
}

static double
orbit (TlmInstant at)
{
  TlmState moved = state;

  moved.position_m.x += (double) (at & 65535);
  return tlm_orbit_from_state (&moved, tlm_body_earth ()).perigee_m;
}

static const struct {
  const char *name;
  double (*call) (TlmInstant at);
} cases[] = {
  { "EME2000 state to WGS84 and local speeds, cold", frame_to_place },
  { "EME2000 state to WGS84 and local speeds, warm", frame_to_place },
  { "TEME state to ITRF", teme_to_fixed },
  { "ITRF to WGS84", geodetic },
  { "downrange", downrange },
  { "EGM96 undulation", geoid },
  { "US76", atmosphere },
  { "Sun and shadow", sun },
  { "osculating elements", orbit },
};

int
main (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int i = 0; i < N; i++)
    instants[i] = FIRST + (gint64) (g_rand_double (rand) * (double) SPAN);
  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++) {
    gint64 begin = g_get_monotonic_time ();
    volatile double sum = 0.0;

    for (int i = 0; i < N; i++)
      sum += cases[k].call (instants[i]);
    g_print ("%-48s %7.3f us\n", cases[k].name,
        (double) (g_get_monotonic_time () - begin) / N);
  }
  return 0;
}
