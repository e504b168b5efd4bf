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
#define FIT "Savitzky and Golay, Analytical Chemistry 36 (1964) 1627"
#define US76 "US Standard Atmosphere 1976, NOAA-S/T 76-1562"
#define MECHANICS "kinematics"

/* Facts, inputs, measured inputs: all of a row must be there. */
static const TlmDerivedRule rules[] = {
  { TLM_CHANNEL_LATITUDE, EARTH, 0, 0,
    "geodetic latitude of the ephemeris's position", GEODETIC, tlm_derived_latitude },
  { TLM_CHANNEL_LONGITUDE, EARTH, 0, 0,
    "east longitude of the ephemeris's position", GEODETIC, tlm_derived_longitude },

  { TLM_CHANNEL_ALTITUDE_ELLIPSOID, TLM_FACT_IS_ELLIPSOID, 0, BIT (ALTITUDE),
    "altitude, which is declared above the ellipsoid", "declared", tlm_derived_altitude_itself },
  { TLM_CHANNEL_ALTITUDE_ELLIPSOID, EARTH, 0, 0,
    "height of the ephemeris's position above WGS84", GEODETIC, tlm_derived_ellipsoid_from_state },
  { TLM_CHANNEL_ALTITUDE_ELLIPSOID, TLM_FACT_GEOID, 0,
    BIT (ALTITUDE_MSL) | BIT (LATITUDE) | BIT (LONGITUDE),
    "altitude-msl + geoid height", GEOID, tlm_derived_ellipsoid_from_msl },
  { TLM_CHANNEL_ALTITUDE_ELLIPSOID, TLM_FACT_IS_MSL | TLM_FACT_GEOID, 0,
    BIT (ALTITUDE) | BIT (LATITUDE) | BIT (LONGITUDE),
    "altitude + geoid height", GEOID, tlm_derived_ellipsoid_from_msl_altitude },

  { TLM_CHANNEL_ALTITUDE_MSL, TLM_FACT_IS_MSL, 0, BIT (ALTITUDE),
    "altitude, which is declared above mean sea level", "declared", tlm_derived_altitude_itself },
  { TLM_CHANNEL_ALTITUDE_MSL, PLACE | TLM_FACT_GEOID, BIT (ALTITUDE_ELLIPSOID), 0,
    "altitude-ellipsoid - geoid height", GEOID, tlm_derived_msl_from_ellipsoid },

  { TLM_CHANNEL_ALTITUDE_AGL, TLM_FACT_IS_AGL, 0, BIT (ALTITUDE),
    "altitude, which is declared above the pad", "declared", tlm_derived_altitude_itself },
  { TLM_CHANNEL_ALTITUDE_AGL, TLM_FACT_PAD_ELLIPSOID, BIT (ALTITUDE_ELLIPSOID), 0,
    "altitude-ellipsoid - altitude of the pad", MECHANICS, tlm_derived_agl_from_ellipsoid },
  { TLM_CHANNEL_ALTITUDE_AGL, TLM_FACT_PAD_MSL, BIT (ALTITUDE_MSL), 0,
    "altitude-msl - altitude of the pad", MECHANICS, tlm_derived_agl_from_msl },

  { TLM_CHANNEL_ALTITUDE, TLM_FACT_ASK_ELLIPSOID, BIT (ALTITUDE_ELLIPSOID), 0,
    "altitude-ellipsoid, as the mission asks", "declared", tlm_derived_altitude_ellipsoid },
  { TLM_CHANNEL_ALTITUDE, TLM_FACT_ASK_MSL, BIT (ALTITUDE_MSL), 0,
    "altitude-msl, as the mission asks", "declared", tlm_derived_altitude_msl },
  { TLM_CHANNEL_ALTITUDE, TLM_FACT_ASK_AGL, BIT (ALTITUDE_AGL), 0,
    "altitude-agl, as the mission asks", "declared", tlm_derived_altitude_agl },
  { TLM_CHANNEL_ALTITUDE, TLM_FACT_ASK_NONE | EARTH, BIT (ALTITUDE_ELLIPSOID), 0,
    "altitude-ellipsoid", GEODETIC, tlm_derived_altitude_ellipsoid },
  { TLM_CHANNEL_ALTITUDE, STATE, 0, 0,
    "height above the reference radius of a body other than the Earth",
    "IAU WGCCRE, Archinal et al. 2018", tlm_derived_altitude_above_body },
  { TLM_CHANNEL_ALTITUDE, TLM_FACT_ASK_NONE, 0, BIT (ALTITUDE_MSL),
    "altitude-msl, the one that the telemetry has", "declared", tlm_derived_altitude_msl },
  { TLM_CHANNEL_ALTITUDE, TLM_FACT_ASK_NONE, 0, BIT (ALTITUDE_ELLIPSOID),
    "altitude-ellipsoid, the one that the telemetry has", "declared",
    tlm_derived_altitude_ellipsoid },
  { TLM_CHANNEL_ALTITUDE, TLM_FACT_ASK_NONE, 0, BIT (ALTITUDE_AGL),
    "altitude-agl, the one that the telemetry has", "declared", tlm_derived_altitude_agl },

  { TLM_CHANNEL_DOWNRANGE, PLACE | TLM_FACT_ORIGIN, 0, 0,
    "geodesic on WGS84 from the pad, or from the first position",
    "Karney, J. Geodesy 87 (2013) 43, by PROJ", tlm_derived_downrange },

  { TLM_CHANNEL_VERTICAL_SPEED, STATE, 0, 0,
    "part of the velocity along the local vertical", GEODETIC, tlm_derived_vertical_speed },
  { TLM_CHANNEL_VERTICAL_SPEED, TLM_FACT_HEIGHT, 0, 0,
    "rate of change of the altitude, local fit", FIT, tlm_derived_vertical_slope },
  { TLM_CHANNEL_HORIZONTAL_SPEED, EARTH, 0, 0,
    "horizontal part of the Earth-relative velocity", GEODETIC, tlm_derived_horizontal_speed },
  { TLM_CHANNEL_HORIZONTAL_SPEED, 0, 0, BIT (SPEED) | BIT (VERTICAL_SPEED),
    "(speed^2 - vertical-speed^2)^1/2", MECHANICS, tlm_derived_horizontal_rest },
  { TLM_CHANNEL_HORIZONTAL_SPEED, PLACE, 0, 0,
    "rate of change of latitude and longitude, local fit", FIT, tlm_derived_horizontal_speed },
  { TLM_CHANNEL_HORIZONTAL_SPEED, 0, BIT (VERTICAL_SPEED), BIT (SPEED),
    "(speed^2 - vertical-speed^2)^1/2", MECHANICS, tlm_derived_horizontal_rest },

  { TLM_CHANNEL_SPEED_RELATIVE, TRACK, 0, 0,
    "length of the velocity relative to the turning Earth", FRAMES, tlm_derived_speed_relative },
  { TLM_CHANNEL_SPEED_INERTIAL, STATE, 0, 0,
    "length of the velocity in axes that do not turn", FRAMES, tlm_derived_speed_inertial },
  { TLM_CHANNEL_SPEED_INERTIAL, TRACK, 0, 0,
    "length of the Earth-relative velocity + Earth's rotation x position", FRAMES,
    tlm_derived_speed_inertial },
  { TLM_CHANNEL_SPEED, STATE, BIT (SPEED_INERTIAL), 0,
    "speed-relative in the atmosphere and during ascent, speed-inertial beyond", MECHANICS,
    tlm_derived_speed_by_frame },
  { TLM_CHANNEL_SPEED, 0, 0, BIT (SPEED_RELATIVE),
    "speed-relative", "declared", tlm_derived_speed_as_measured },
  { TLM_CHANNEL_SPEED, 0, 0, BIT (SPEED_INERTIAL),
    "speed-inertial", "declared", tlm_derived_speed_as_measured },
  { TLM_CHANNEL_SPEED, 0, 0, BIT (VERTICAL_SPEED) | BIT (HORIZONTAL_SPEED),
    "(vertical-speed^2 + horizontal-speed^2)^1/2", MECHANICS, tlm_derived_speed_of_parts },
  { TLM_CHANNEL_SPEED, TRACK, BIT (SPEED_RELATIVE), 0,
    "speed-relative in the atmosphere and during ascent, speed-inertial beyond", MECHANICS,
    tlm_derived_speed_by_frame },

  { TLM_CHANNEL_HEADING, PLACE, 0, 0,
    "direction of the horizontal part of the Earth-relative velocity", GEODETIC,
    tlm_derived_heading },
  { TLM_CHANNEL_FLIGHT_PATH_ANGLE, EARTH, 0, 0,
    "elevation of the Earth-relative velocity", GEODETIC, tlm_derived_flight_path },
  { TLM_CHANNEL_FLIGHT_PATH_ANGLE, 0, BIT (VERTICAL_SPEED) | BIT (HORIZONTAL_SPEED), 0,
    "atan2 (vertical-speed, horizontal-speed)", MECHANICS, tlm_derived_flight_path_of_parts },

  { TLM_CHANNEL_ACCELERATION, STATE, 0, 0,
    "rate of change of speed, from the ephemeris 0.5 s before and after", MECHANICS,
    tlm_derived_acceleration },
  { TLM_CHANNEL_ACCELERATION, 0, 0, BIT (SPEED),
    "rate of change of speed, local fit", FIT, tlm_derived_speed_slope },
  { TLM_CHANNEL_G_LOAD, EARTH, 0, 0,
    "length of the inertial acceleration - gravitation with J2",
    "Montenbruck and Gill, Satellite Orbits, 3.2", tlm_derived_g_load },

  { TLM_CHANNEL_PRESSURE, TLM_FACT_AIR, 0, 0,
    "standard atmosphere at the altitude, below 86 km", US76, tlm_derived_pressure },
  { TLM_CHANNEL_TEMPERATURE, TLM_FACT_AIR, 0, 0,
    "standard atmosphere at the altitude, below 86 km", US76, tlm_derived_temperature },
  { TLM_CHANNEL_DYNAMIC_PRESSURE, TLM_FACT_AIR, BIT (SPEED_RELATIVE), 0,
    "density x speed-relative^2 / 2", US76, tlm_derived_dynamic_pressure },
  { TLM_CHANNEL_DYNAMIC_PRESSURE, TLM_FACT_AIR, BIT (SPEED), 0,
    "density x speed^2 / 2, speed taken as Earth-relative", US76, tlm_derived_dynamic_pressure },
  { TLM_CHANNEL_MACH, TLM_FACT_AIR, BIT (SPEED_RELATIVE), 0,
    "speed-relative / speed of sound", US76, tlm_derived_mach },
  { TLM_CHANNEL_MACH, TLM_FACT_AIR, BIT (SPEED), 0,
    "speed / speed of sound, speed taken as Earth-relative", US76, tlm_derived_mach },

  { TLM_CHANNEL_APOGEE, STATE, 0, 0,
    "furthest point of the osculating orbit, above the equatorial radius", ORBIT,
    tlm_derived_apogee },
  { TLM_CHANNEL_PERIGEE, STATE, 0, 0,
    "nearest point of the osculating orbit, above the equatorial radius", ORBIT,
    tlm_derived_perigee },
  { TLM_CHANNEL_PERIOD, STATE, 0, 0,
    "2 pi (a^3 / GM)^1/2 of the osculating orbit", ORBIT, tlm_derived_period },
  { TLM_CHANNEL_INCLINATION, STATE, 0, 0,
    "angle of the osculating orbit to the true equator of date", ORBIT,
    tlm_derived_inclination },
  { TLM_CHANNEL_ORBIT_NUMBER, TLM_FACT_NODES, 0, 0,
    "ascending nodes passed, from 1 at the first state or from the element set's own number",
    ORBIT, tlm_derived_orbit_number },
  { TLM_CHANNEL_SUNLIT, TRACK, 0, 0,
    "1 in sunlight, 0 in the Earth's umbra, 1/2 in its penumbra",
    "Montenbruck and Gill, Satellite Orbits, 3.4.2", tlm_derived_sunlit },
  { TLM_CHANNEL_EPOCH_AGE, STATE | TLM_FACT_EPOCH, 0, 0,
    "time since the epoch of the elements or the state that the position is propagated from",
    "CCSDS 502.0-B-3, EPOCH", tlm_derived_epoch_age },
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
