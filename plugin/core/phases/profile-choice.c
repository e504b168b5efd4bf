/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A table of what speaks for which profile. Each row that holds adds its weight to the profile's
 * score, the logarithm of its odds against a flight of no special kind; probabilities are the
 * scores' softmax. */
#include "core/phases/profile-choice.h"

#include <math.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "core/phases/profile.h"

/* Odds of a kind before anything was seen of the flight: one in thirty. */
#define PRIOR (-3.4)

/* Each vehicle that is seen, until one HOLDS. */
static const TlmVehicleShape *
any_vehicle (const TlmFlightShape *shape, gboolean (*holds) (const TlmVehicleShape *))
{
  for (guint i = 0; i < shape->n_vehicles; i++)
    if (shape->vehicles[i].is_seen && holds (&shape->vehicles[i]))
      return &shape->vehicles[i];
  return NULL;
}

#define VEHICLE_TEST(name, condition) \
  static gboolean one_##name (const TlmVehicleShape *v) { return condition; } \
  static gboolean name (const TlmFlightShape *shape) \
  { return any_vehicle (shape, one_##name) != NULL; }

#define S(seconds) ((TlmDuration) (seconds) * TLM_SECOND)

VEHICLE_TEST (brakes_before_entry, v->brake_ns >= S (6) && v->largest_altitude_m > 60e3 &&
    v->largest_altitude_m < 400e3 && v->largest_speed_m_s < 3e3)
VEHICLE_TEST (turns_back, v->turn_ns >= S (12) && v->largest_altitude_m > 60e3 &&
    v->largest_altitude_m < 400e3 && v->largest_speed_m_s < 3e3)
VEHICLE_TEST (turns_and_is_down_early, v->turn_ns >= S (12) && v->brake_ns < S (4) && v->begins_low &&
    v->ends_low && v->largest_altitude_m > 60e3 && v->largest_altitude_m < 130e3 &&
    v->ends_ns < S (450))
VEHICLE_TEST (burns_beyond_3_km_s, v->largest_speed_m_s > 3e3 && v->largest_gain_m_s2 > 3)
VEHICLE_TEST (stays_on_orbit, v->is_always_on_orbit && v->largest_gain_m_s2 < 1)
VEHICLE_TEST (goes_up_under_power, v->begins_low && v->climb_ns > S (1) && v->climb_ns < S (420) &&
    v->largest_climb_m_s > 25 && v->largest_altitude_m - v->first_altitude_m > 60 &&
    v->largest_altitude_m < 400e3 && v->largest_speed_m_s < 3e3)
VEHICLE_TEST (falls_under_parachute, v->climb_ns > S (1) && v->climb_ns < S (420) &&
    v->largest_climb_m_s > 25 && v->steady_fall_ns > v->climb_ns / 2 && v->steady_fall_ns > S (8))
VEHICLE_TEST (climbs_for_long, v->climb_ns > S (1500) && v->largest_climb_m_s < 25 &&
    v->largest_altitude_m > 8e3 && v->largest_altitude_m < 55e3)
VEHICLE_TEST (hops_to_space, v->begins_low && v->largest_altitude_m > 85e3 &&
    v->largest_altitude_m < 125e3 && v->largest_speed_m_s > 850 && v->largest_speed_m_s < 1300 &&
    v->climb_ns > S (180) && v->climb_ns < S (320) && v->brake_ns < S (4) && v->turn_ns < S (8))
VEHICLE_TEST (comes_from_space, v->first_altitude_m > 90e3 && v->last_altitude_m < 20e3 &&
    v->largest_speed_m_s > 4e3 && v->largest_altitude_m < v->first_altitude_m + 50e3)
VEHICLE_TEST (comes_down, v->first_altitude_m > 100 && v->ends_low && !v->begins_low)

static gboolean
is_off_the_earth (const TlmFlightShape *shape)
{
  return shape->body == TLM_SITE_MOON || shape->body == TLM_SITE_MARS;
}

static gboolean
lands_off_the_earth (const TlmFlightShape *shape)
{
  return is_off_the_earth (shape) && comes_down (shape);
}

static gboolean
closes_in (const TlmFlightShape *shape)
{
  return shape->least_range_m < 1e3;
}

static gboolean
has_two (const TlmFlightShape *shape)
{
  return shape->n_vehicles > 1;
}

static gboolean
nothing_comes_back (const TlmFlightShape *shape)
{
  return !brakes_before_entry (shape) && !turns_back (shape);
}

/* The profiles that can be chosen, by name. */
enum {
  FALCON9, STARSHIP, NEW_SHEPARD, ELECTRON, SOYUZ, ARIANE, SHUTTLE, SOUNDING, BALLOON, STATION,
  CAPSULE, LUNAR, DOCKING, N_KINDS
};

static const char *const kinds[N_KINDS] = {
  [FALCON9] = "falcon9", [STARSHIP] = "starship", [NEW_SHEPARD] = "new-shepard",
  [ELECTRON] = "electron", [SOYUZ] = "soyuz", [ARIANE] = "ariane", [SHUTTLE] = "shuttle",
  [SOUNDING] = "sounding-rocket", [BALLOON] = "balloon", [STATION] = TLM_PROFILE_STATION,
  [CAPSULE] = "capsule-entry", [LUNAR] = "lunar-landing", [DOCKING] = "docking",
};

/* What speaks for a kind, or against it: a shape. */
static const struct {
  guint kind;
  gboolean (*holds) (const TlmFlightShape *shape);
  double weight;
  const char *words;         /* NULL: needs no word */
} shapes[] = {
  { FALCON9, brakes_before_entry, 5, "a booster burns before it meets the air" },
  { FALCON9, turns_back, 3, "a booster burns back after staging" },
  { FALCON9, burns_beyond_3_km_s, 1, "another stage burns beyond 3 km/s" },
  { FALCON9, has_two, 0.5, NULL },
  /* What nobody has seen come back is not promised to land, whatever it is called. */
  { FALCON9, nothing_comes_back, -8, NULL },
  { STARSHIP, nothing_comes_back, -8, NULL },
  { FALCON9, turns_and_is_down_early, -4, NULL },
  { STARSHIP, turns_and_is_down_early, 5.5, "a booster burns back, needs no entry burn and is down "
      "in seven minutes" },
  { STARSHIP, has_two, 0.5, NULL },
  { NEW_SHEPARD, hops_to_space, 4.5, "a hop to about 100 km at about 1 km/s" },
  { SOUNDING, goes_up_under_power, 2.5, "it goes up under power, below orbital speed" },
  { SOUNDING, falls_under_parachute, 2.5, "it comes down at a steady rate" },
  { SOUNDING, turns_back, -6, NULL },
  { SOUNDING, brakes_before_entry, -6, NULL },
  { SOUNDING, hops_to_space, -3, NULL },
  { BALLOON, climbs_for_long, 6, "it climbs for long at a balloon's rate" },
  { STATION, stays_on_orbit, 8, "it is on orbit at every sample, without thrust" },
  { CAPSULE, comes_from_space, 6, "it comes from above 90 km faster than 4 km/s" },
  { LUNAR, lands_off_the_earth, 7, "it comes down on another body" },
  { DOCKING, closes_in, 6, "its distance to another vehicle shrinks below 1 km" },
  { DOCKING, is_off_the_earth, -3, NULL },
};

/* … and the name of a vehicle, which it is written by people who know. */
static const struct {
  guint kind;
  const char *pattern;       /* of the name in lower case */
  double weight;
} names[] = {
  { FALCON9, "*falcon*9*", 5 }, { STARSHIP, "*starship*", 5 }, { STARSHIP, "*super*heavy*", 5 },
  { NEW_SHEPARD, "*new*shepard*", 5 }, { ELECTRON, "*electron*", 5 }, { SOYUZ, "*soyuz*", 5 },
  { ARIANE, "*ariane*", 5 }, { SHUTTLE, "*shuttle*", 5 }, { SHUTTLE, "*orbiter*", 2 },
  { BALLOON, "*balloon*", 5 }, { STATION, "iss", 3 }, { STATION, "*tiangong*", 3 },
  { CAPSULE, "*capsule*", 2 }, { LUNAR, "*lander*", 2 }, { LUNAR, "lm", 2 },
};

/* A flight computer that only such a rocket carries. */
#define DIALECT_WEIGHT 6.0

typedef struct {
  double scores[N_KINDS];
  GString *reasons[N_KINDS];
} Scores;

static void
add (Scores *scores, guint kind, double weight, const char *words)
{
  scores->scores[kind] += weight;
  if (weight > 0 && words)
    g_string_append_printf (scores->reasons[kind], "%s%s", scores->reasons[kind]->len > 0 ? ", " : "",
        words);
}

static void
add_shapes (Scores *scores, const TlmFlightShape *shape)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i].holds (shape))
      add (scores, shapes[i].kind, shapes[i].weight, shapes[i].words);
}

static void
add_names (Scores *scores, const TlmFlightShape *shape)
{
  for (guint i = 0; i < shape->n_vehicles; i++) {
    g_autofree char *name = g_utf8_strdown (shape->names[i], -1);
    for (guint j = 0; j < G_N_ELEMENTS (names); j++) {
      g_autofree char *words = g_strdup_printf ("a vehicle is called \"%s\"", tlm_head (shape->names[i], 40).text);
      if (g_pattern_match_simple (names[j].pattern, name))
        add (scores, names[j].kind, names[j].weight, words);
    }
  }
}

static void
add_dialects (Scores *scores, const char *const *dialects)
{
  for (; dialects && *dialects; dialects++) {
    g_autofree char *profile = tlm_profile_for_dialect (*dialects);
    g_autofree char *words = g_strdup_printf ("the log is one of %s", *dialects);
    for (guint i = 0; profile && i < N_KINDS; i++)
      if (strcmp (kinds[i], profile) == 0)
        add (scores, i, DIALECT_WEIGHT, words);
  }
}

static TlmProfileChoice
decide (Scores *scores)
{
  double sum = 1;            /* no special kind: the odds are against this */
  guint best = 0;
  TlmProfileChoice choice = { NULL };

  for (guint i = 0; i < N_KINDS; i++) {
    sum += exp (scores->scores[i]);
    if (scores->scores[i] > scores->scores[best])
      best = i;
  }
  choice.probability = exp (scores->scores[best]) / sum;
  if (1 / sum >= choice.probability) {
    choice.probability = 1 / sum;
    choice.likely = g_strdup (TLM_PROFILE_GENERIC);
    choice.reason = g_strdup ("nothing speaks for a special kind of flight");
  } else {
    choice.likely = g_strdup (kinds[best]);
    choice.reason = g_strdup (scores->reasons[best]->str);
  }
  choice.profile = g_strdup (choice.probability >= TLM_PROFILE_LIKELY ? choice.likely :
      TLM_PROFILE_GENERIC);
  return choice;
}

TlmProfileChoice
tlm_profile_choose (const TlmFlightShape *shape, const char *const *dialects)
{
  Scores scores;
  TlmProfileChoice choice = { NULL };

  g_return_val_if_fail (shape != NULL, choice);
  for (guint i = 0; i < N_KINDS; i++) {
    scores.scores[i] = PRIOR;
    scores.reasons[i] = g_string_new (NULL);
  }
  add_shapes (&scores, shape);
  add_names (&scores, shape);
  add_dialects (&scores, dialects);
  choice = decide (&scores);
  for (guint i = 0; i < N_KINDS; i++)
    g_string_free (scores.reasons[i], TRUE);
  return choice;
}

void
tlm_profile_choice_clear (TlmProfileChoice *choice)
{
  g_free (choice->profile);
  g_free (choice->likely);
  g_free (choice->reason);
  *choice = (TlmProfileChoice) { NULL };
}
