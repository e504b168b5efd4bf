/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/packet-times.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* position-x, -y, -z, velocity-x, -y, -z */
#define TLM_PACKET_AXES 6

/* The ephemeris of a vehicle whose packets hold its states: three fields of
 * position, with three of velocity or none. A plain value; all zero but VEHICLE
 * and LAST at the beginning. */
typedef struct {
  TlmLogVehicle *vehicle;  /* of the log */
  const TlmChannelMapping *axes[TLM_PACKET_AXES];
  guint n;                 /* of the axes: 3 or 6, once checked; 0: there are no states */
  guint time;              /* index of the time of states */
  TlmDuration longest_gap_ns;  /* of the axis that comes the least often; 0: not known */
  TlmInstant last;         /* of the last state, or TLM_TIME_NONE */
} TlmPacketEphemeris;

/* Checks that the AXES that were set make a state, all in one frame and of one
 * time, or that none is set. FALSE with TLM_ERROR_COLUMNS or TLM_ERROR_TIME. */
gboolean tlm_packet_ephemeris_check (TlmPacketEphemeris *ephemeris, const TlmPacketTimes *times,
    GError **error);

/* Appends the state whose AXES, n of them, are as packets have them, before units.
 * One that is not later than the last is left out: an ephemeris only grows. */
void tlm_packet_ephemeris_append (TlmPacketEphemeris *ephemeris, const double *axes,
    TlmInstant at);

/* Appends the state in a packet that was run, where it has one. */
void tlm_packet_ephemeris_read (TlmPacketEphemeris *ephemeris, const TlmPacketState *state,
    const TlmPacketTimes *times);

G_END_DECLS
