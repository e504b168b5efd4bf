/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* What a flight looks like, as far as its telemetry goes: evidence for a phase profile
 * (profile-choice.h). A value, all of it measured on samples of the timeline at most 0.5 % of
 * its span apart; NaN: not known. */

/* One vehicle. */
typedef struct {
  double first_altitude_m, last_altitude_m, largest_altitude_m;
  double largest_speed_m_s;    /* of any speed that there is: vertical, where there is no other */
  double largest_climb_m_s;    /* over at least 4 s */
  double largest_gain_m_s2;    /* of speed, over at least 4 s */
  TlmDuration climb_ns;        /* from where it leaves its first height to its highest point */
  TlmDuration steady_fall_ns;  /* below 150 m/s and 20 km at a steady rate: under a parachute */
  TlmDuration brake_ns;        /* the longest entry burn: braking that no air does, going down
                                * below 80 km */
  TlmDuration turn_ns;         /* the longest boostback: braking above 50 km, not under way up */
  TlmDuration ends_ns;         /* last sample, after the first */
  gboolean is_seen;            /* it has any altitude at all */
  gboolean begins_low, ends_low;     /* within 2 % of the greatest height, and 3 km, of the lowest */
  gboolean is_always_on_orbit; /* above 120 km and faster than 5 km/s at every sample */
} TlmVehicleShape;

#define TLM_SHAPE_MAX_VEHICLES 8

typedef struct {
  guint n_vehicles;            /* of VEHICLES: the first ones of the timeline */
  TlmVehicleShape vehicles[TLM_SHAPE_MAX_VEHICLES];
  const char *names[TLM_SHAPE_MAX_VEHICLES];   /* the timeline's */
  TlmSiteBody body;
  double least_range_m;        /* of a measured distance to another vehicle that shrinks; NaN */
} TlmFlightShape;

/* The shape of all that TIMELINE has so far. Costs about a thousand values a vehicle. */
TlmFlightShape tlm_flight_shape (const TlmTimeline *timeline);

G_END_DECLS
