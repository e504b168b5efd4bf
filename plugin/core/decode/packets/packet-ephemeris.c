/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-ephemeris.h"

#include <math.h>

#include "core/base/error.h"

/* How many axes of a position and of a velocity there are, and whether they are in
 * one frame and of one time. */
static gboolean
agree (const TlmPacketEphemeris *ephemeris, const TlmChannelMapping *first, guint *positions,
    guint *velocities)
{
  gboolean same = TRUE;

  *positions = *velocities = 0;
  for (guint i = 0; i < TLM_PACKET_AXES; i++) {
    const TlmChannelMapping *axis = ephemeris->axes[i];
    if (!axis)
      continue;
    *positions += i < 3;
    *velocities += i >= 3;
    same &= axis->frame == first->frame && g_strcmp0 (axis->time, first->time) == 0;
  }
  return same;
}

gboolean
tlm_packet_ephemeris_check (TlmPacketEphemeris *ephemeris, const TlmPacketTimes *times,
    GError **error)
{
  const TlmChannelMapping *first = NULL;
  guint positions, velocities;

  for (guint i = 0; i < TLM_PACKET_AXES && !first; i++)
    first = ephemeris->axes[i];
  if (!first)
    return TRUE;
  if (!agree (ephemeris, first, &positions, &velocities) || positions != 3 ||
      velocities % 3 != 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "map: a state is position-x, position-y and "
        "position-z, and with them velocity-x, velocity-y and velocity-z or none of these, all in "
        "one frame and of one time");
    return FALSE;
  }
  ephemeris->n = positions + velocities;
  if (tlm_packet_times_clock (times) != TLM_CLOCK_TAI) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "map: a state needs a date; add @EPOCH to time=");
    return FALSE;
  }
  return tlm_packet_times_find (times, first, &ephemeris->time, error);
}

void
tlm_packet_ephemeris_append (TlmPacketEphemeris *ephemeris, const double *axes, TlmInstant at)
{
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  double si[TLM_PACKET_AXES] = { NAN, NAN, NAN, NAN, NAN, NAN };
  TlmState state;

  if (ephemeris->last != TLM_TIME_NONE && at <= ephemeris->last)
    return;
  if (!ephemeris->vehicle->ephemeris) {
    segment.frame = ephemeris->axes[0]->frame;
    segment.is_measured = TRUE;
    segment.longest_gap_ns = ephemeris->longest_gap_ns;
    ephemeris->vehicle->ephemeris = tlm_ephemeris_new ();
    tlm_ephemeris_begin_segment (ephemeris->vehicle->ephemeris, &segment);
  }
  for (guint i = 0; i < ephemeris->n; i++)
    si[i] = axes[i] * ephemeris->axes[i]->factor + ephemeris->axes[i]->offset;
  state = (TlmState) {
    .position_m = { si[0], si[1], si[2] },
    .velocity_m_s = { si[3], si[4], si[5] },
  };
  if (tlm_ephemeris_append (ephemeris->vehicle->ephemeris, at, &state, NULL, NULL))
    ephemeris->last = at;
}

void
tlm_packet_ephemeris_read (TlmPacketEphemeris *ephemeris, const TlmPacketState *state,
    const TlmPacketTimes *times)
{
  double axes[TLM_PACKET_AXES];

  if (ephemeris->n == 0 || !times->has[ephemeris->time])
    return;
  for (guint i = 0; i < ephemeris->n; i++) {
    const TlmPacketValue *value = &state->values[ephemeris->axes[i]->slot];
    if (value->stamp != state->stamp)
      return;
    axes[i] = value->value;
  }
  tlm_packet_ephemeris_append (ephemeris, axes, times->at[ephemeris->time]);
}
