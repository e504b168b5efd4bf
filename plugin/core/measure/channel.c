/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/measure/channel.h"

#include <math.h>

/* Widest telemetry anybody flies: beyond Neptune, below light speed. */
#define FAR_M 1e13
#define FAST_M_S 3e8

#define LENGTH(label, low) label, TLM_QUANTITY_LENGTH, TLM_INTERPOLATION_PCHIP, low, FAR_M
#define SPEED(label, low) label, TLM_QUANTITY_SPEED, TLM_INTERPOLATION_PCHIP, low, FAST_M_S
#define ANGLE(label, low, high) label, TLM_QUANTITY_ANGLE, TLM_INTERPOLATION_ANGLE, low, high
#define NUMBER(label, quantity, interpolation) \
  label, TLM_QUANTITY_##quantity, TLM_INTERPOLATION_##interpolation, -INFINITY, INFINITY

static const TlmChannel channels[TLM_N_STANDARD_CHANNELS] = {
  [TLM_CHANNEL_ALTITUDE] = { "altitude", LENGTH ("Altitude", -7e6) },
  [TLM_CHANNEL_SPEED] = { "speed", SPEED ("Speed", -FAST_M_S) },
  [TLM_CHANNEL_VERTICAL_SPEED] = { "vertical-speed", SPEED ("Vertical speed", -FAST_M_S) },
  [TLM_CHANNEL_HORIZONTAL_SPEED] = { "horizontal-speed", SPEED ("Horizontal speed", -FAST_M_S) },
  [TLM_CHANNEL_SPEED_INERTIAL] = { "speed-inertial", SPEED ("Inertial speed", 0) },
  [TLM_CHANNEL_SPEED_RELATIVE] = { "speed-relative", SPEED ("Earth-relative speed", 0) },
  [TLM_CHANNEL_ALTITUDE_ELLIPSOID] = { "altitude-ellipsoid", LENGTH ("Altitude (WGS84)", -7e6) },
  [TLM_CHANNEL_ALTITUDE_MSL] = { "altitude-msl", LENGTH ("Altitude (MSL)", -7e6) },
  [TLM_CHANNEL_ALTITUDE_AGL] = { "altitude-agl", LENGTH ("Altitude (AGL)", -7e6) },
  [TLM_CHANNEL_LATITUDE] = { "latitude", "Latitude", TLM_QUANTITY_ANGLE, TLM_INTERPOLATION_PCHIP, -90, 90 },
  [TLM_CHANNEL_LONGITUDE] = { "longitude", ANGLE ("Longitude", -180, 360) },
  [TLM_CHANNEL_HEADING] = { "heading", ANGLE ("Heading", -360, 360) },
  [TLM_CHANNEL_FLIGHT_PATH_ANGLE] = { "flight-path-angle", "Flight path angle", TLM_QUANTITY_ANGLE, TLM_INTERPOLATION_PCHIP, -90, 90 },
  [TLM_CHANNEL_DOWNRANGE] = { "downrange", LENGTH ("Downrange", -FAR_M) },
  [TLM_CHANNEL_ACCELERATION] = { "acceleration", NUMBER ("Acceleration", ACCELERATION, PCHIP) },
  [TLM_CHANNEL_G_LOAD] = { "g-load", NUMBER ("G-load", ACCELERATION, PCHIP) },
  [TLM_CHANNEL_DYNAMIC_PRESSURE] = { "dynamic-pressure", NUMBER ("Dynamic pressure", PRESSURE, PCHIP) },
  [TLM_CHANNEL_MACH] = { "mach", NUMBER ("Mach", NONE, PCHIP) },
  [TLM_CHANNEL_PRESSURE] = { "pressure", NUMBER ("Pressure", PRESSURE, PCHIP) },
  [TLM_CHANNEL_TEMPERATURE] = { "temperature", NUMBER ("Temperature", TEMPERATURE, PCHIP) },
  [TLM_CHANNEL_APOGEE] = { "apogee", LENGTH ("Apogee", -7e6) },
  [TLM_CHANNEL_PERIGEE] = { "perigee", LENGTH ("Perigee", -7e6) },
  [TLM_CHANNEL_PERIOD] = { "period", NUMBER ("Period", DURATION, PCHIP) },
  [TLM_CHANNEL_INCLINATION] = { "inclination", "Inclination", TLM_QUANTITY_ANGLE, TLM_INTERPOLATION_PCHIP, 0, 180 },
  [TLM_CHANNEL_ORBIT_NUMBER] = { "orbit-number", NUMBER ("Orbit", NONE, HOLD) },
  [TLM_CHANNEL_SUNLIT] = { "sunlit", NUMBER ("Sunlight", FRACTION, LINEAR) },
  [TLM_CHANNEL_RANGE] = { "range", LENGTH ("Range", 0) },
  [TLM_CHANNEL_RANGE_RATE] = { "range-rate", SPEED ("Range rate", -FAST_M_S) },
  [TLM_CHANNEL_ROLL] = { "roll", ANGLE ("Roll", -360, 360) },
  [TLM_CHANNEL_PITCH] = { "pitch", ANGLE ("Pitch", -360, 360) },
  [TLM_CHANNEL_YAW] = { "yaw", ANGLE ("Yaw", -360, 360) },
  [TLM_CHANNEL_QUATERNION_W] = { "quaternion-w", NUMBER ("Quaternion w", NONE, LINEAR) },
  [TLM_CHANNEL_QUATERNION_X] = { "quaternion-x", NUMBER ("Quaternion x", NONE, LINEAR) },
  [TLM_CHANNEL_QUATERNION_Y] = { "quaternion-y", NUMBER ("Quaternion y", NONE, LINEAR) },
  [TLM_CHANNEL_QUATERNION_Z] = { "quaternion-z", NUMBER ("Quaternion z", NONE, LINEAR) },
  [TLM_CHANNEL_ANGULAR_RATE] = { "angular-rate", NUMBER ("Angular rate", ANGULAR_RATE, PCHIP) },
  [TLM_CHANNEL_THROTTLE] = { "throttle", NUMBER ("Throttle", FRACTION, LINEAR) },
  [TLM_CHANNEL_THRUST] = { "thrust", NUMBER ("Thrust", FORCE, PCHIP) },
  [TLM_CHANNEL_MASS] = { "mass", NUMBER ("Mass", MASS, PCHIP) },
  [TLM_CHANNEL_PROPELLANT] = { "propellant", NUMBER ("Propellant", FRACTION, PCHIP) },
  [TLM_CHANNEL_BATTERY_VOLTAGE] = { "battery-voltage", NUMBER ("Battery", VOLTAGE, PCHIP) },
  [TLM_CHANNEL_SATELLITES] = { "satellites", NUMBER ("Satellites", NONE, HOLD) },
  [TLM_CHANNEL_EPOCH_AGE] = { "epoch-age", NUMBER ("Epoch age", DURATION, LINEAR) },
};

const TlmChannel *
tlm_channel_get (TlmChannelId id)
{
  g_return_val_if_fail (id < TLM_N_STANDARD_CHANNELS, NULL);
  return &channels[id];
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
