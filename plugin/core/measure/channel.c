/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/measure/channel.h"

#include <math.h>

#include "core/base/number.h"

/* Widest telemetry anybody flies: beyond Neptune, below light speed. */
#define FAR_M 1e13
#define FAST_M_S 3e8

#define ROW(of, shown, measures, way, low, high, says) \
  { .name = of, .label = shown, .quantity = TLM_QUANTITY_##measures, \
    .interpolation = TLM_INTERPOLATION_##way, .minimum = low, .maximum = high, .blurb = says }
#define DIRECTION(of, shown, says) \
  { .name = of, .label = shown, .quantity = TLM_QUANTITY_ANGLE, \
    .interpolation = TLM_INTERPOLATION_ANGLE, .minimum = -360, .maximum = 360, .wraps_deg = 360, \
    .blurb = says }
#define LENGTH(name, label, low, blurb) ROW (name, label, LENGTH, PCHIP, low, FAR_M, blurb)
#define SPEED(name, label, low, blurb) ROW (name, label, SPEED, PCHIP, low, FAST_M_S, blurb)
#define NUMBER(name, label, quantity, interpolation, blurb) \
  ROW (name, label, quantity, interpolation, -INFINITY, INFINITY, blurb)

static const TlmChannel channels[TLM_N_STANDARD_CHANNELS] = {
  [TLM_CHANNEL_ALTITUDE] = LENGTH ("altitude", "Altitude", -7e6,
      "Height as the source or the mission says what it is above"),
  [TLM_CHANNEL_SPEED] = SPEED ("speed", "Speed", -FAST_M_S,
      "As the source says it; {speed.frame} tells which frame it is in"),
  [TLM_CHANNEL_VERTICAL_SPEED] = SPEED ("vertical-speed", "Vertical speed", -FAST_M_S,
      "Positive up"),
  [TLM_CHANNEL_HORIZONTAL_SPEED] = SPEED ("horizontal-speed", "Horizontal speed", -FAST_M_S,
      "Along the ground"),
  [TLM_CHANNEL_SPEED_INERTIAL] = SPEED ("speed-inertial", "Inertial speed", 0,
      "In a frame that does not turn with the Earth"),
  [TLM_CHANNEL_SPEED_RELATIVE] = SPEED ("speed-relative", "Earth-relative speed", 0,
      "Relative to the turning Earth"),
  [TLM_CHANNEL_ALTITUDE_ELLIPSOID] = LENGTH ("altitude-ellipsoid", "Altitude (WGS84)", -7e6,
      "Above the WGS84 ellipsoid"),
  [TLM_CHANNEL_ALTITUDE_MSL] = LENGTH ("altitude-msl", "Altitude (MSL)", -7e6,
      "Above mean sea level (EGM96)"),
  [TLM_CHANNEL_ALTITUDE_AGL] = LENGTH ("altitude-agl", "Altitude (AGL)", -7e6,
      "Above the pad"),
  [TLM_CHANNEL_LATITUDE] = ROW ("latitude", "Latitude", ANGLE, PCHIP, -90, 90,
      "Geodetic, north positive"),
  [TLM_CHANNEL_LONGITUDE] = ROW ("longitude", "Longitude", ANGLE, ANGLE, -180, 360,
      "East positive"),
  [TLM_CHANNEL_HEADING] = DIRECTION ("heading", "Heading",
      "Of the velocity over ground, from north through east"),
  [TLM_CHANNEL_FLIGHT_PATH_ANGLE] =
    ROW ("flight-path-angle", "Flight path angle", ANGLE, PCHIP, -90, 90,
      "Of the velocity above the horizontal"),
  [TLM_CHANNEL_DOWNRANGE] = LENGTH ("downrange", "Downrange", -FAR_M,
      "Along the ellipsoid from the pad"),
  [TLM_CHANNEL_ACCELERATION] = NUMBER ("acceleration", "Acceleration", ACCELERATION, PCHIP,
      "Rate of change of speed or of velocity, as the source says"),
  [TLM_CHANNEL_G_LOAD] = NUMBER ("g-load", "G-load", ACCELERATION, PCHIP,
      "What an accelerometer feels: gravity is not in it"),
  [TLM_CHANNEL_DYNAMIC_PRESSURE] = NUMBER ("dynamic-pressure", "Dynamic pressure", PRESSURE, PCHIP,
      "Half the air density times the airspeed squared"),
  [TLM_CHANNEL_MACH] = NUMBER ("mach", "Mach", NONE, PCHIP,
      "Airspeed over the speed of sound"),
  [TLM_CHANNEL_PRESSURE] = NUMBER ("pressure", "Pressure", PRESSURE, PCHIP,
      "Static, of the air outside"),
  [TLM_CHANNEL_TEMPERATURE] = NUMBER ("temperature", "Temperature", TEMPERATURE, PCHIP,
      "Of the air outside"),
  [TLM_CHANNEL_APOGEE] = LENGTH ("apogee", "Apogee", -7e6,
      "Of the osculating orbit, above the equatorial radius"),
  [TLM_CHANNEL_PERIGEE] = LENGTH ("perigee", "Perigee", -7e6,
      "Of the osculating orbit, above the equatorial radius"),
  [TLM_CHANNEL_PERIOD] = NUMBER ("period", "Period", DURATION, PCHIP,
      "Of the osculating orbit"),
  [TLM_CHANNEL_INCLINATION] = ROW ("inclination", "Inclination", ANGLE, PCHIP, 0, 180,
      "Of the osculating orbit, to the equator"),
  [TLM_CHANNEL_ORBIT_NUMBER] = NUMBER ("orbit-number", "Orbit", NONE, HOLD,
      "Counted at ascending nodes"),
  [TLM_CHANNEL_SUNLIT] = NUMBER ("sunlit", "Sunlight", FRACTION, LINEAR,
      "1 in sunlight, 0 in umbra, between them in penumbra"),
  [TLM_CHANNEL_RANGE] = LENGTH ("range", "Range", 0,
      "Distance to the target"),
  [TLM_CHANNEL_RANGE_RATE] = SPEED ("range-rate", "Range rate", -FAST_M_S,
      "Negative while closing"),
  [TLM_CHANNEL_ROLL] = ROW ("roll", "Roll", ANGLE, ANGLE, -360, 360,
      "As the source says, about its long axis"),
  [TLM_CHANNEL_PITCH] = ROW ("pitch", "Pitch", ANGLE, ANGLE, -360, 360,
      "As the source says, its nose above the horizontal"),
  [TLM_CHANNEL_YAW] = DIRECTION ("yaw", "Yaw",
      "As the source says, its nose from north through east"),
  [TLM_CHANNEL_QUATERNION_W] = NUMBER ("quaternion-w", "Quaternion w", NONE, LINEAR,
      "Of the attitude as the source says it, the scalar"),
  [TLM_CHANNEL_QUATERNION_X] = NUMBER ("quaternion-x", "Quaternion x", NONE, LINEAR,
      "Of the attitude"),
  [TLM_CHANNEL_QUATERNION_Y] = NUMBER ("quaternion-y", "Quaternion y", NONE, LINEAR,
      "Of the attitude"),
  [TLM_CHANNEL_QUATERNION_Z] = NUMBER ("quaternion-z", "Quaternion z", NONE, LINEAR,
      "Of the attitude"),
  [TLM_CHANNEL_ANGULAR_RATE] = NUMBER ("angular-rate", "Angular rate", ANGULAR_RATE, PCHIP,
      "How fast it turns"),
  [TLM_CHANNEL_THROTTLE] = NUMBER ("throttle", "Throttle", FRACTION, LINEAR,
      "Of the engines"),
  [TLM_CHANNEL_THRUST] = NUMBER ("thrust", "Thrust", FORCE, PCHIP,
      "Of the engines"),
  [TLM_CHANNEL_MASS] = NUMBER ("mass", "Mass", MASS, PCHIP,
      "Of the whole vehicle"),
  [TLM_CHANNEL_PROPELLANT] = NUMBER ("propellant", "Propellant", FRACTION, PCHIP,
      "What is left; 1 is full"),
  [TLM_CHANNEL_BATTERY_VOLTAGE] = NUMBER ("battery-voltage", "Battery", VOLTAGE, PCHIP,
      "Of the main battery"),
  [TLM_CHANNEL_SATELLITES] = NUMBER ("satellites", "Satellites", NONE, HOLD,
      "That the navigation receiver uses"),
  [TLM_CHANNEL_EPOCH_AGE] = NUMBER ("epoch-age", "Epoch age", DURATION, LINEAR,
      "Since the epoch of the elements or state that a position is propagated from; negative before it"),
};

const TlmChannel *
tlm_channel_get (TlmChannelId id)
{
  g_return_val_if_fail (id < TLM_N_STANDARD_CHANNELS, NULL);
  return &channels[id];
}

/* From 0 to below FULL; less than can be told from 0 is 0. */
static double
turned (double value, double full)
{
  double rest = fmod (value, full);

  if (rest < 0)
    rest += full;
  return rest < full ? rest : 0;
}

double
tlm_channel_written (guint id, const TlmUnit *unit, guint decimals, double value)
{
  double wraps = id < TLM_N_STANDARD_CHANNELS ? channels[id].wraps_deg : 0, full = wraps;

  if (wraps > 0 && isfinite (value))
    value = turned (value, wraps);
  if (unit) {
    value = tlm_unit_from_si (unit, value);
    full = tlm_unit_from_si (unit, full);
  }
  if (wraps > 0 && isfinite (value) && decimals != TLM_DECIMALS_EXACT &&
      (double) tlm_number_scaled (value, decimals) >= full * pow (10, decimals))
    value = 0;
  return value == 0 ? 0 : value;   /* no minus zero */
}

static gboolean
same_name (const char *name, const char *other)
{
  for (; *name && *other; name++, other++) {
    char a = *name == '_' ? '-' : g_ascii_tolower (*name);
    char b = *other == '_' ? '-' : g_ascii_tolower (*other);
    if (a != b)
      return FALSE;
  }
  return *name == *other;
}

gboolean
tlm_channel_from_name (const char *name, TlmChannelId *id)
{
  g_return_val_if_fail (name != NULL && id != NULL, FALSE);
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++) {
    if (same_name (name, channels[i].name)) {
      *id = i;
      return TRUE;
    }
  }
  return FALSE;
}
