/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/bytes.h"
#include "core/decode/klv/klv-private.h"
#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "core/space/frames/geoid.h"

#define DEGREES (180 / G_PI)

/* Items 1 to 6: where it is and how it moves, NaN where that is not said. */
static TlmState
read_state (const guint8 *packet, gsize length, gsize position)
{
  double axes[6] = { NAN, NAN, NAN, NAN, NAN, NAN };
  gsize size;
  guint tag;

  for (; position < length && tlm_klv_next_item (packet, length, &position, &tag, &size);
      position += size) {
    double reach = tag < TLM_KLV_1107_VELOCITY ? TLM_KLV_1107_REACH_M : TLM_KLV_1107_REACH_M_S;
    if (tag >= TLM_KLV_1107_POSITION && tag < TLM_KLV_1107_POSITION + 6)
      axes[tag - TLM_KLV_1107_POSITION] = tlm_klv_read_imapb (packet + position, size, -reach,
          reach);
  }
  return (TlmState) { { axes[0], axes[1], axes[2] }, { axes[3], axes[4], axes[5] } };
}

static void
store_place (TlmWriter *writer, gint64 time_ns, const TlmGeodetic *place)
{
  gboolean msl = writer->altitude == TLM_DATUM_MSL;

  tlm_writer_put (writer, TLM_CHANNEL_LATITUDE, time_ns, place->latitude_rad * DEGREES);
  tlm_writer_put (writer, TLM_CHANNEL_LONGITUDE, time_ns, place->longitude_rad * DEGREES);
  tlm_writer_put_altitude (writer, TLM_DATUM_ELLIPSOID, time_ns, place->height_m);
  /* The altitude that the set of ST 0601 could hold no longer goes on. */
  if (msl)
    tlm_writer_put_altitude (writer, TLM_DATUM_MSL, time_ns, place->height_m -
        tlm_geoid_undulation_m (place->latitude_rad, place->longitude_rad));
}

static void
store_motion (TlmWriter *writer, gint64 time_ns, const TlmGeodetic *place, const TlmState *state)
{
  TlmLocalMotion motion = tlm_local_motion (place, state->velocity_m_s);
  TlmVec3 turning = { -TLM_EARTH_RATE * state->position_m.y,
    TLM_EARTH_RATE * state->position_m.x, 0 };

  if (!isfinite (motion.speed_m_s))
    return;
  tlm_writer_put (writer, TLM_CHANNEL_VERTICAL_SPEED, time_ns, motion.vertical_m_s);
  tlm_writer_put_ground_velocity (writer, time_ns, motion.north_m_s, motion.east_m_s);
  tlm_writer_put (writer, TLM_CHANNEL_SPEED_RELATIVE, time_ns, motion.speed_m_s);
  tlm_writer_put (writer, TLM_CHANNEL_SPEED_INERTIAL, time_ns,
      tlm_vec3_norm (tlm_vec3_add (state->velocity_m_s, turning)));
}

const char *
tlm_klv_1107_read (TlmWriter *writer, const guint8 *packet, gsize length, gsize items,
    gint64 media_ns)
{
  gboolean has_time = FALSE;
  guint64 time_us = 0;
  gint64 time_ns;
  TlmState state;
  TlmGeodetic place;
  const char *problem = tlm_klv_check_items (packet, length, items, TLM_KLV_1107_TIME,
      TLM_KLV_1107_CHECKSUM, &has_time, &time_us);

  if (problem)
    return problem;
  if (tlm_klv_crc (packet, length - 2) != tlm_be16 (packet + length - 2))
    return "the checksum of a local set is wrong";
  if (!tlm_klv_time (writer, has_time, time_us, media_ns, &time_ns))
    return "a local set without a time";
  state = read_state (packet, length, items);
  place = tlm_geodetic_from_itrf (state.position_m);
  if (isfinite (place.height_m)) {
    /* A set of ST 0601 of the same instant has fewer digits, and less reach. */
    writer->is_better = TRUE;
    store_place (writer, time_ns, &place);
    store_motion (writer, time_ns, &place, &state);
    writer->is_better = FALSE;
  }
  if (time_ns == writer->last_ns)
    writer->log->n_good++;
  else
    tlm_writer_count (writer, time_ns);
  return NULL;
}
