/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/unit.h"

G_BEGIN_DECLS

/* Channels that have a meaning of their own. A source may bring any other
 * channel: its name is then its own and its identifier is given by the
 * timeline, from TLM_N_STANDARD_CHANNELS on. */
typedef enum {
  TLM_CHANNEL_ALTITUDE,            /* as declared by the source or the mission */
  TLM_CHANNEL_SPEED,               /* as the source said it; see speed-frame of the snapshot */
  TLM_CHANNEL_VERTICAL_SPEED,      /* positive up */
  TLM_CHANNEL_HORIZONTAL_SPEED,
  TLM_CHANNEL_SPEED_INERTIAL,
  TLM_CHANNEL_SPEED_RELATIVE,      /* to the rotating Earth */
  TLM_CHANNEL_ALTITUDE_ELLIPSOID,  /* above WGS84 */
  TLM_CHANNEL_ALTITUDE_MSL,        /* above mean sea level (EGM96) */
  TLM_CHANNEL_ALTITUDE_AGL,        /* above the pad */
  TLM_CHANNEL_LATITUDE,            /* geodetic, north positive */
  TLM_CHANNEL_LONGITUDE,           /* east positive, −180..180 */
  TLM_CHANNEL_HEADING,             /* of the Earth-relative velocity, 0..360 from north through east */
  TLM_CHANNEL_FLIGHT_PATH_ANGLE,   /* positive up */
  TLM_CHANNEL_DOWNRANGE,           /* along the ellipsoid from the pad */
  TLM_CHANNEL_ACCELERATION,        /* rate of change of speed or of velocity, as the source said */
  TLM_CHANNEL_G_LOAD,              /* felt: gravity subtracted */
  TLM_CHANNEL_DYNAMIC_PRESSURE,
  TLM_CHANNEL_MACH,
  TLM_CHANNEL_PRESSURE,            /* static, of the air outside */
  TLM_CHANNEL_TEMPERATURE,         /* of the air outside */
  TLM_CHANNEL_APOGEE,              /* osculating, above the equatorial radius */
  TLM_CHANNEL_PERIGEE,
  TLM_CHANNEL_PERIOD,
  TLM_CHANNEL_INCLINATION,
  TLM_CHANNEL_ORBIT_NUMBER,
  TLM_CHANNEL_SUNLIT,              /* 1 in sunlight, 0 in umbra, between in penumbra */
  TLM_CHANNEL_RANGE,               /* to the target */
  TLM_CHANNEL_RANGE_RATE,          /* negative while closing */
  TLM_CHANNEL_ROLL,
  TLM_CHANNEL_PITCH,
  TLM_CHANNEL_YAW,
  TLM_CHANNEL_QUATERNION_W,
  TLM_CHANNEL_QUATERNION_X,
  TLM_CHANNEL_QUATERNION_Y,
  TLM_CHANNEL_QUATERNION_Z,
  TLM_CHANNEL_ANGULAR_RATE,
  TLM_CHANNEL_THROTTLE,
  TLM_CHANNEL_THRUST,
  TLM_CHANNEL_MASS,
  TLM_CHANNEL_PROPELLANT,          /* what is left, 1 = full */
  TLM_CHANNEL_BATTERY_VOLTAGE,
  TLM_CHANNEL_SATELLITES,          /* used by the navigation receiver */
  TLM_CHANNEL_EPOCH_AGE,           /* time since the epoch of the elements or state that a
                                    * position is propagated from; negative before it */
  TLM_N_STANDARD_CHANNELS
} TlmChannelId;

/* How a value between two samples is found. */
typedef enum {
  TLM_INTERPOLATION_PCHIP,   /* monotone piecewise cubic */
  TLM_INTERPOLATION_LINEAR,
  TLM_INTERPOLATION_ANGLE,   /* linear along the shorter arc, degrees */
  TLM_INTERPOLATION_HOLD     /* the last sample: states, counts, flags */
} TlmInterpolation;

/* A row of the table of standard channels. */
typedef struct {
  const char *name;        /* stable identifier: "vertical-speed" */
  const char *label;       /* short English label: "Vertical speed" */
  TlmQuantity quantity;
  TlmInterpolation interpolation;
  double minimum, maximum; /* what a sane source can send, storage unit; outside is a bad sample */
  double wraps_deg;        /* a direction, written from 0 to below this; 0: no direction */
  const char *blurb;       /* what it is, for people */
} TlmChannel;

/* The row of a standard channel. */
const TlmChannel *tlm_channel_get (TlmChannelId id);

/* DECIMALS of a number that is not rounded. */
#define TLM_DECIMALS_EXACT G_MAXUINT

/* The number that stands for VALUE (storage unit) of channel ID in UNIT, NULL for the storage
 * unit, where DECIMALS (0 to 9, or TLM_DECIMALS_EXACT) of it are written: a direction lies from
 * 0 to below a full turn, after rounding too, so that 359.96 with one decimal is 0; no number
 * is minus zero. ID may be any, of a channel that is none of the table too. Not finite: itself. */
double tlm_channel_written (guint id, const TlmUnit *unit, guint decimals, double value);

/* Standard channel of this name; FALSE when there is none. '_' counts as '-'
 * and ASCII case does not count. */
gboolean tlm_channel_from_name (const char *name, TlmChannelId *id);

G_END_DECLS
