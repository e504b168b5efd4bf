/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "kinds-private.h"

#define LAUNCH (CORPUS_BY_WEBCAST | CORPUS_BY_STATES)

const CorpusKind corpus_kinds[] = {
  { .name = "sounding", .make = kinds_sounding, .recorders = CORPUS_BY_WEBCAST | CORPUS_BY_COMPUTER },
  { .name = "sounding-parachute", .make = kinds_sounding_parachute,
    .recorders = CORPUS_BY_WEBCAST | CORPUS_BY_COMPUTER | CORPUS_IN_FEET },
  { .name = "sounding-two-stages", .make = kinds_sounding_two_stages,
    .recorders = CORPUS_BY_COMPUTER },
  { .name = "model-dual", .make = kinds_model_dual, .recorders = CORPUS_BY_COMPUTER | CORPUS_IN_FEET },
  { .name = "orbit-two-stages", .make = kinds_orbit_two_stages, .recorders = LAUNCH },
  { .name = "orbit-relight", .make = kinds_orbit_relight, .recorders = LAUNCH },
  { .name = "orbit-boosters", .make = kinds_orbit_boosters, .recorders = LAUNCH },
  { .name = "orbit-dip", .make = kinds_orbit_dip, .recorders = LAUNCH },
  { .name = "orbit-reboost", .make = kinds_orbit_reboost, .recorders = LAUNCH },
  { .name = "booster-return", .make = kinds_booster_return, .recorders = LAUNCH },
  { .name = "booster-ship", .make = kinds_booster_ship, .recorders = LAUNCH },
  { .name = "booster-lost", .make = kinds_booster_lost, .recorders = CORPUS_BY_WEBCAST },
  { .name = "shepard-booster", .make = kinds_shepard_booster,
    .recorders = CORPUS_BY_WEBCAST | CORPUS_IN_FEET },
  { .name = "shepard-capsule", .make = kinds_shepard_capsule,
    .recorders = CORPUS_BY_WEBCAST | CORPUS_IN_FEET },
  { .name = "capsule-deorbit", .make = kinds_capsule_deorbit, .recorders = LAUNCH },
  { .name = "capsule-entry", .make = kinds_capsule_entry, .recorders = LAUNCH },
  { .name = "steady-sink", .make = kinds_steady_sink,
    .recorders = CORPUS_BY_COMPUTER | CORPUS_IN_FEET },
  { .name = "balloon", .make = kinds_balloon, .recorders = CORPUS_BY_COMPUTER },
  { .name = "drone", .make = kinds_drone, .recorders = CORPUS_BY_COMPUTER | CORPUS_IN_FEET },
  { .name = "moon-descent", .make = kinds_moon_descent, .recorders = CORPUS_BY_WEBCAST },
  { .name = "moon-hover", .make = kinds_moon_hover, .recorders = CORPUS_BY_WEBCAST | CORPUS_IN_FEET },
  { .name = "moon-ascent", .make = kinds_moon_ascent, .recorders = CORPUS_BY_WEBCAST },
  { .name = "mars-landing", .make = kinds_mars_landing, .recorders = CORPUS_BY_WEBCAST },
  { .name = "docking", .make = kinds_docking, .recorders = CORPUS_BY_RANGE },
};

guint
corpus_n_kinds (void)
{
  return G_N_ELEMENTS (corpus_kinds);
}

const CorpusKind *
corpus_kind_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (corpus_kinds); i++)
    if (strcmp (corpus_kinds[i].name, name) == 0)
      return &corpus_kinds[i];
  return NULL;
}

CorpusFlight *
corpus_kind_fly (const CorpusKind *kind, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  CorpusFlight *flight = kind->make (random);

  if (flight->points->len == 0)
    corpus_fly (flight);
  return flight;
}

double
kinds_area (const CorpusBody *body, double mass_kg, double speed_m_s)
{
  return 2 * mass_kg * corpus_gravity (body, 0) /
      (corpus_density (body, 0) * speed_m_s * speed_m_s);
}

void
kinds_stand (CorpusFlight *flight, double s)
{
  corpus_add (flight, (CorpusSegment) { .steer = STEER_HOLD, .end_value = s });
}

void
kinds_hang (CorpusFlight *flight, double area_m2, double open_s, double to_m)
{
  corpus_add (flight, (CorpusSegment) { .parachute = TRUE, .drag_area_m2 = area_m2,
        .open_s = open_s, .end = to_m > 0 ? END_BELOW : END_GROUND, .end_value = to_m });
}

void
kinds_fall (CorpusFlight *flight, double area_m2, CorpusEnd end, double value)
{
  corpus_add (flight, (CorpusSegment) { .drag_area_m2 = area_m2, .end = end, .end_value = value });
}
