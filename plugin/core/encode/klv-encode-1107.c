/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/klv/klv-code.h"
#include "core/encode/klv-encode-private.h"
#include "core/encode/klv-set.h"
#include "core/space/frames/geodetic.h"
#include "core/space/frames/geoid.h"

#define RADIANS (G_PI / 180)
#define EDITION_1107 4

/* Bytes of the components of ST 1107: steps of 15 um and 31 um/s. */
#define POSITION_BYTES 6
#define VELOCITY_BYTES 4

/* Where it is, when the record says so. */
static gboolean
place_of (const TlmKlvRecord *record, TlmGeodetic *place)
{
  const double *values = record->values;

  *place = (TlmGeodetic) { values[TLM_CHANNEL_LONGITUDE] * RADIANS,
    values[TLM_CHANNEL_LATITUDE] * RADIANS, values[TLM_CHANNEL_ALTITUDE_ELLIPSOID] };
  if (isnan (place->height_m) && !isnan (values[TLM_CHANNEL_ALTITUDE_MSL]))
    place->height_m = values[TLM_CHANNEL_ALTITUDE_MSL] +
        tlm_geoid_undulation_m (place->latitude_rad, place->longitude_rad);
  return isfinite (place->height_m) && isfinite (place->latitude_rad) &&
      isfinite (place->longitude_rad);
}

/* Earth-fixed axes; NaN when a part is not known. */
static TlmVec3
velocity_of (const TlmKlvRecord *record, const TlmGeodetic *place)
{
  double heading = record->values[TLM_CHANNEL_HEADING] * RADIANS;
  double north = record->values[TLM_CHANNEL_HORIZONTAL_SPEED] * cos (heading);
  double east = record->values[TLM_CHANNEL_HORIZONTAL_SPEED] * sin (heading);
  double up = record->values[TLM_CHANNEL_VERTICAL_SPEED];
  double sin_lat = sin (place->latitude_rad), cos_lat = cos (place->latitude_rad);
  double sin_lon = sin (place->longitude_rad), cos_lon = cos (place->longitude_rad);
  double outward = up * cos_lat - north * sin_lat;

  return (TlmVec3) { outward * cos_lon - east * sin_lon, outward * sin_lon + east * cos_lon,
    up * sin_lat + north * cos_lat };
}

static gboolean
write_vector (TlmKlvEncoder *encoder, guint tag, gsize size, double reach, TlmVec3 vector)
{
  const double axes[3] = { vector.x, vector.y, vector.z };
  guint8 bytes[3][8];

  for (guint i = 0; i < 3; i++)
    if (!tlm_klv_write_imapb (bytes[i], size, -reach, reach, axes[i]))
      return FALSE;
  for (guint i = 0; i < 3; i++)
    tlm_klv_set_append (encoder->items, tag + i, bytes[i], size);
  return TRUE;
}

gboolean
tlm_klv_write_1107 (TlmKlvEncoder *encoder, TlmKlvRecord *record, guint64 time_us, GByteArray *out)
{
  const guint8 version = EDITION_1107;
  TlmGeodetic place;
  gboolean *said = record->said;

  if (!tlm_klv_is_waiting (record, TLM_CHANNEL_ALTITUDE_ELLIPSOID) &&
      !tlm_klv_is_waiting (record, TLM_CHANNEL_ALTITUDE_MSL) &&
      !tlm_klv_is_waiting (record, TLM_CHANNEL_VERTICAL_SPEED) &&
      !tlm_klv_is_waiting (record, TLM_CHANNEL_HORIZONTAL_SPEED))
    return FALSE;
  if (!place_of (record, &place) || !write_vector (encoder, TLM_KLV_1107_POSITION,
          POSITION_BYTES, TLM_KLV_1107_REACH_M, tlm_geodetic_to_itrf (&place)))
    return FALSE;
  said[TLM_CHANNEL_ALTITUDE_ELLIPSOID] = said[TLM_CHANNEL_ALTITUDE_MSL] = TRUE;
  if (write_vector (encoder, TLM_KLV_1107_VELOCITY, VELOCITY_BYTES, TLM_KLV_1107_REACH_M_S,
          velocity_of (record, &place)))
    said[TLM_CHANNEL_VERTICAL_SPEED] = said[TLM_CHANNEL_HORIZONTAL_SPEED] =
        said[TLM_CHANNEL_HEADING] = said[TLM_CHANNEL_SPEED_RELATIVE] =
        said[TLM_CHANNEL_SPEED_INERTIAL] = said[TLM_CHANNEL_FLIGHT_PATH_ANGLE] = TRUE;
  tlm_klv_set_append_time (encoder->items, TLM_KLV_1107_TIME, time_us);
  tlm_klv_set_append (encoder->items, TLM_KLV_1107_VERSION, &version, 1);
  tlm_klv_set_close (encoder->items, tlm_klv_key_1107, TLM_KLV_1107_CHECKSUM, tlm_klv_crc, out);
  return TRUE;
}
