/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/derived.h"

#include "core/timeline/derived-compute.h"

#define BIT(id) TLM_CHANNEL_BIT (id)
#define STATE TLM_FACT_STATE
#define EARTH TLM_FACT_STATE | TLM_FACT_EARTH
#define PLACE TLM_FACT_PLACE
#define TRACK TLM_FACT_TRACK

#define FRAMES "IERS Conventions 2010, chapter 5, by ERFA"
#define GEODETIC "WGS84, NGA.STND.0036; Fukushima, J. Geodesy 79 (2006) 689, by ERFA"
#define GEOID "EGM96, NASA/TP-1998-206861"
#define ORBIT "Vallado, Fundamentals of Astrodynamics and Applications, section 2.5"
#define FIT "Katkovnik, IEEE Trans. Signal Processing 47 (1999) 2567"
#define US76 "US Standard Atmosphere 1976, NOAA-S/T 76-1562"
#define MECHANICS "kinematics"

/* Facts, inputs and measured inputs of a row must all be there. */
static const TlmDerivedRule rules[] = {
  { .channel = TLM_CHANNEL_LATITUDE, .facts = EARTH,
    .formula = "geodetic latitude of the ephemeris's position", .reference = GEODETIC,
    .compute = tlm_derived_latitude },
  { .channel = TLM_CHANNEL_LONGITUDE, .facts = EARTH,
    .formula = "east longitude of the ephemeris's position", .reference = GEODETIC,
    .compute = tlm_derived_longitude },

  { .channel = TLM_CHANNEL_ALTITUDE_ELLIPSOID, .facts = TLM_FACT_IS_ELLIPSOID,
    .measured = BIT (ALTITUDE),
    .formula = "altitude, which is declared above the ellipsoid", .reference = "declared",
    .compute = tlm_derived_altitude_itself },
  { .channel = TLM_CHANNEL_ALTITUDE_ELLIPSOID, .facts = EARTH,
    .formula = "height of the ephemeris's position above WGS84", .reference = GEODETIC,
    .compute = tlm_derived_ellipsoid_from_state },
  { .channel = TLM_CHANNEL_ALTITUDE_ELLIPSOID, .facts = TLM_FACT_GEOID,
    .measured = BIT (ALTITUDE_MSL) | BIT (LATITUDE) | BIT (LONGITUDE),
    .formula = "altitude-msl + geoid height", .reference = GEOID,
    .compute = tlm_derived_ellipsoid_from_msl },
  { .channel = TLM_CHANNEL_ALTITUDE_ELLIPSOID, .facts = TLM_FACT_IS_MSL | TLM_FACT_GEOID,
    .measured = BIT (ALTITUDE) | BIT (LATITUDE) | BIT (LONGITUDE),
    .formula = "altitude + geoid height", .reference = GEOID,
    .compute = tlm_derived_ellipsoid_from_msl_altitude },

  { .channel = TLM_CHANNEL_ALTITUDE_MSL, .facts = TLM_FACT_IS_MSL, .measured = BIT (ALTITUDE),
    .formula = "altitude, which is declared above mean sea level", .reference = "declared",
    .compute = tlm_derived_altitude_itself },
  { .channel = TLM_CHANNEL_ALTITUDE_MSL, .facts = PLACE | TLM_FACT_GEOID,
    .inputs = BIT (ALTITUDE_ELLIPSOID),
    .formula = "altitude-ellipsoid - geoid height", .reference = GEOID,
    .compute = tlm_derived_msl_from_ellipsoid },

  { .channel = TLM_CHANNEL_ALTITUDE_AGL, .facts = TLM_FACT_IS_AGL, .measured = BIT (ALTITUDE),
    .formula = "altitude, which is declared above the pad", .reference = "declared",
    .compute = tlm_derived_altitude_itself },
  { .channel = TLM_CHANNEL_ALTITUDE_AGL, .facts = TLM_FACT_PAD_ELLIPSOID,
    .inputs = BIT (ALTITUDE_ELLIPSOID),
    .formula = "altitude-ellipsoid - altitude of the pad", .reference = MECHANICS,
    .compute = tlm_derived_agl_from_ellipsoid },
  { .channel = TLM_CHANNEL_ALTITUDE_AGL, .facts = TLM_FACT_PAD_MSL, .inputs = BIT (ALTITUDE_MSL),
    .formula = "altitude-msl - altitude of the pad", .reference = MECHANICS,
    .compute = tlm_derived_agl_from_msl },

  { .channel = TLM_CHANNEL_ALTITUDE, .facts = TLM_FACT_ASK_ELLIPSOID,
    .inputs = BIT (ALTITUDE_ELLIPSOID),
    .formula = "altitude-ellipsoid, as the mission asks", .reference = "declared",
    .compute = tlm_derived_altitude_ellipsoid },
  { .channel = TLM_CHANNEL_ALTITUDE, .facts = TLM_FACT_ASK_MSL, .inputs = BIT (ALTITUDE_MSL),
    .formula = "altitude-msl, as the mission asks", .reference = "declared",
    .compute = tlm_derived_altitude_msl },
  { .channel = TLM_CHANNEL_ALTITUDE, .facts = TLM_FACT_ASK_AGL, .inputs = BIT (ALTITUDE_AGL),
    .formula = "altitude-agl, as the mission asks", .reference = "declared",
    .compute = tlm_derived_altitude_agl },
  { .channel = TLM_CHANNEL_ALTITUDE, .facts = TLM_FACT_ASK_NONE | EARTH,
    .inputs = BIT (ALTITUDE_ELLIPSOID),
    .formula = "altitude-ellipsoid", .reference = GEODETIC,
    .compute = tlm_derived_altitude_ellipsoid },
  { .channel = TLM_CHANNEL_ALTITUDE, .facts = STATE,
    .formula = "height above the reference radius of a body other than the Earth",
    .reference = "IAU WGCCRE, Archinal et al. 2018", .compute = tlm_derived_altitude_above_body },
  { .channel = TLM_CHANNEL_ALTITUDE, .facts = TLM_FACT_ASK_NONE, .measured = BIT (ALTITUDE_MSL),
    .formula = "altitude-msl, the one that the telemetry has", .reference = "declared",
    .compute = tlm_derived_altitude_msl },
  { .channel = TLM_CHANNEL_ALTITUDE, .facts = TLM_FACT_ASK_NONE,
    .measured = BIT (ALTITUDE_ELLIPSOID),
    .formula = "altitude-ellipsoid, the one that the telemetry has", .reference = "declared",
    .compute = tlm_derived_altitude_ellipsoid },
  { .channel = TLM_CHANNEL_ALTITUDE, .facts = TLM_FACT_ASK_NONE, .measured = BIT (ALTITUDE_AGL),
    .formula = "altitude-agl, the one that the telemetry has", .reference = "declared",
    .compute = tlm_derived_altitude_agl },

  { .channel = TLM_CHANNEL_DOWNRANGE, .facts = PLACE | TLM_FACT_ORIGIN,
    .formula = "geodesic on WGS84 from the pad, or from the first position",
    .reference = "Karney, J. Geodesy 87 (2013) 43, by PROJ", .compute = tlm_derived_downrange },

  { .channel = TLM_CHANNEL_VERTICAL_SPEED, .facts = STATE,
    .formula = "part of the velocity along the local vertical", .reference = GEODETIC,
    .compute = tlm_derived_vertical_speed },
  { .channel = TLM_CHANNEL_VERTICAL_SPEED, .facts = TLM_FACT_HEIGHT,
    .formula = "rate of change of the altitude, local fit", .reference = FIT,
    .compute = tlm_derived_vertical_slope },
  { .channel = TLM_CHANNEL_HORIZONTAL_SPEED, .facts = EARTH,
    .formula = "horizontal part of the Earth-relative velocity", .reference = GEODETIC,
    .compute = tlm_derived_horizontal_speed },
  { .channel = TLM_CHANNEL_HORIZONTAL_SPEED, .measured = BIT (SPEED) | BIT (VERTICAL_SPEED),
    .formula = "(speed^2 - vertical-speed^2)^1/2", .reference = MECHANICS,
    .compute = tlm_derived_horizontal_rest },
  { .channel = TLM_CHANNEL_HORIZONTAL_SPEED, .facts = PLACE,
    .formula = "rate of change of latitude and longitude, local fit", .reference = FIT,
    .compute = tlm_derived_horizontal_speed },
  { .channel = TLM_CHANNEL_HORIZONTAL_SPEED, .inputs = BIT (VERTICAL_SPEED),
    .measured = BIT (SPEED),
    .formula = "(speed^2 - vertical-speed^2)^1/2", .reference = MECHANICS,
    .compute = tlm_derived_horizontal_rest },

  { .channel = TLM_CHANNEL_SPEED_RELATIVE, .facts = EARTH,
    .formula = "length of the velocity relative to the turning Earth", .reference = FRAMES,
    .compute = tlm_derived_speed_relative },
  { .channel = TLM_CHANNEL_SPEED_RELATIVE, .facts = TRACK,
    .inputs = BIT (VERTICAL_SPEED), .measured = BIT (HORIZONTAL_SPEED),
    .formula = "(vertical-speed^2 + horizontal-speed^2)^1/2", .reference = MECHANICS,
    .compute = tlm_derived_speed_of_parts },
  { .channel = TLM_CHANNEL_SPEED_RELATIVE, .facts = TRACK,
    .formula = "length of the velocity relative to the turning Earth", .reference = FRAMES,
    .compute = tlm_derived_speed_relative },
  { .channel = TLM_CHANNEL_SPEED_INERTIAL, .facts = STATE,
    .formula = "length of the velocity in axes that do not turn", .reference = FRAMES,
    .compute = tlm_derived_speed_inertial },
  { .channel = TLM_CHANNEL_SPEED_INERTIAL, .facts = TRACK,
    .formula = "length of the Earth-relative velocity + Earth's rotation x position",
    .reference = FRAMES, .compute = tlm_derived_speed_inertial },
  { .channel = TLM_CHANNEL_SPEED, .facts = STATE, .inputs = BIT (SPEED_INERTIAL),
    .formula = "speed-relative in the atmosphere and during ascent, speed-inertial beyond",
    .reference = MECHANICS, .compute = tlm_derived_speed_by_frame },
  { .channel = TLM_CHANNEL_SPEED, .measured = BIT (SPEED_RELATIVE),
    .formula = "speed-relative", .reference = "declared",
    .compute = tlm_derived_speed_as_measured },
  { .channel = TLM_CHANNEL_SPEED, .measured = BIT (SPEED_INERTIAL),
    .formula = "speed-inertial", .reference = "declared",
    .compute = tlm_derived_speed_as_measured },
  { .channel = TLM_CHANNEL_SPEED, .inputs = BIT (VERTICAL_SPEED),
    .measured = BIT (HORIZONTAL_SPEED),
    .formula = "(vertical-speed^2 + horizontal-speed^2)^1/2", .reference = MECHANICS,
    .compute = tlm_derived_speed_of_parts },
  { .channel = TLM_CHANNEL_SPEED, .facts = TRACK, .inputs = BIT (SPEED_RELATIVE),
    .formula = "speed-relative in the atmosphere and during ascent, speed-inertial beyond",
    .reference = MECHANICS, .compute = tlm_derived_speed_by_frame },

  { .channel = TLM_CHANNEL_HEADING, .facts = PLACE,
    .formula = "direction of the horizontal part of the Earth-relative velocity",
    .reference = GEODETIC, .compute = tlm_derived_heading },
  { .channel = TLM_CHANNEL_FLIGHT_PATH_ANGLE, .facts = EARTH,
    .formula = "elevation of the Earth-relative velocity", .reference = GEODETIC,
    .compute = tlm_derived_flight_path },
  { .channel = TLM_CHANNEL_FLIGHT_PATH_ANGLE,
    .inputs = BIT (VERTICAL_SPEED) | BIT (HORIZONTAL_SPEED),
    .formula = "atan2 (vertical-speed, horizontal-speed)", .reference = MECHANICS,
    .compute = tlm_derived_flight_path_of_parts },

  { .channel = TLM_CHANNEL_ACCELERATION, .facts = STATE,
    .formula = "rate of change of speed, from the ephemeris 0.5 s before and after",
    .reference = MECHANICS, .compute = tlm_derived_acceleration },
  { .channel = TLM_CHANNEL_ACCELERATION, .measured = BIT (SPEED),
    .formula = "rate of change of speed, local fit", .reference = FIT,
    .compute = tlm_derived_speed_slope },
  { .channel = TLM_CHANNEL_G_LOAD, .facts = STATE,
    .formula = "length of the inertial acceleration - gravitation: J2 near the Earth, "
        "Moon and Sun far from it",
    .reference = "Montenbruck and Gill, Satellite Orbits, 3.2 and 3.3",
    .compute = tlm_derived_g_load },

  { .channel = TLM_CHANNEL_PRESSURE, .facts = TLM_FACT_AIR,
    .formula = "standard atmosphere at the altitude, below 86 km", .reference = US76,
    .compute = tlm_derived_pressure },
  { .channel = TLM_CHANNEL_TEMPERATURE, .facts = TLM_FACT_AIR,
    .formula = "standard atmosphere at the altitude, below 86 km", .reference = US76,
    .compute = tlm_derived_temperature },
  { .channel = TLM_CHANNEL_DYNAMIC_PRESSURE, .facts = TLM_FACT_AIR, .inputs = BIT (SPEED_RELATIVE),
    .formula = "density x speed-relative^2 / 2", .reference = US76,
    .compute = tlm_derived_dynamic_pressure },
  { .channel = TLM_CHANNEL_DYNAMIC_PRESSURE, .facts = TLM_FACT_AIR, .inputs = BIT (SPEED),
    .formula = "density x speed^2 / 2, speed taken as Earth-relative", .reference = US76,
    .compute = tlm_derived_dynamic_pressure },
  { .channel = TLM_CHANNEL_MACH, .facts = TLM_FACT_AIR, .inputs = BIT (SPEED_RELATIVE),
    .formula = "speed-relative / speed of sound", .reference = US76, .compute = tlm_derived_mach },
  { .channel = TLM_CHANNEL_MACH, .facts = TLM_FACT_AIR, .inputs = BIT (SPEED),
    .formula = "speed / speed of sound, speed taken as Earth-relative", .reference = US76,
    .compute = tlm_derived_mach },

  { .channel = TLM_CHANNEL_APOGEE, .facts = STATE,
    .formula = "furthest point of the osculating orbit, above the equatorial radius",
    .reference = ORBIT, .compute = tlm_derived_apogee },
  { .channel = TLM_CHANNEL_PERIGEE, .facts = STATE,
    .formula = "nearest point of the osculating orbit, above the equatorial radius",
    .reference = ORBIT, .compute = tlm_derived_perigee },
  { .channel = TLM_CHANNEL_PERIOD, .facts = STATE,
    .formula = "2 pi (a^3 / GM)^1/2 of the osculating orbit", .reference = ORBIT,
    .compute = tlm_derived_period },
  { .channel = TLM_CHANNEL_INCLINATION, .facts = STATE,
    .formula = "angle of the osculating orbit to the true equator of date", .reference = ORBIT,
    .compute = tlm_derived_inclination },
  { .channel = TLM_CHANNEL_ORBIT_NUMBER, .facts = TLM_FACT_NODES,
    .formula = "ascending nodes passed, from 1 at the first state or from the element set's own number",
    .reference = ORBIT, .compute = tlm_derived_orbit_number },
  { .channel = TLM_CHANNEL_SUNLIT, .facts = TRACK,
    .formula = "1 in sunlight, 0 in the Earth's umbra, 1/2 in its penumbra",
    .reference = "Montenbruck and Gill, Satellite Orbits, 3.4.2", .compute = tlm_derived_sunlit },
  { .channel = TLM_CHANNEL_EPOCH_AGE, .facts = STATE | TLM_FACT_EPOCH,
    .formula = "time since the epoch of the elements or the state that the position is propagated from",
    .reference = "CCSDS 502.0-B-3, EPOCH", .compute = tlm_derived_epoch_age },
};

const TlmDerivedRule *
tlm_derived_rules (gsize *n_rules)
{
  *n_rules = G_N_ELEMENTS (rules);
  return rules;
}

static const TlmDerivedRule *
first_rule (guint channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((guint) rules[i].channel == channel)
      return &rules[i];
  return NULL;
}

const char *
tlm_derived_formula (guint channel)
{
  const TlmDerivedRule *rule = first_rule (channel);

  return rule ? rule->formula : NULL;
}

const char *
tlm_derived_reference (guint channel)
{
  const TlmDerivedRule *rule = first_rule (channel);

  return rule ? rule->reference : NULL;
}
