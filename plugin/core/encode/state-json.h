/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Measured states of one vehicle as members of lines of JSON, which the JSON decoder
 * (core/decode/json/json-state.h) reads back to the bit:
 *
 *   "state-vector":{"frame":"ITRF","position":[x,y,z],"velocity":[x,y,z],
 *       "longest-gap":30,"derived":["latitude","longitude"]}
 *
 * frame as tlm_frame_name(), about the Earth; position in m; velocity in m/s, absent where
 * there is none; longest-gap in s, absent where nobody said it; derived names the channels of
 * the line that only follow from the state. Not thread-safe. */
typedef struct {
  const TlmEphemeris *ephemeris;   /* the vehicle's; NULL: there are no such states */
  gsize node;                      /* the one that comes next */
} TlmStateCursor;

/* The segment of EPHEMERIS, its own, where it is one table of measured states about the
 * Earth and nothing else; otherwise NULL, as for NULL. */
const TlmEphemerisSegment *tlm_measured_segment (const TlmEphemeris *ephemeris);

/* Begins before the first state of VEHICLE of a sealed LOG, which both outlive the cursor. A
 * log that is not in instants has none. */
void tlm_state_cursor_init (TlmStateCursor *cursor, const TlmLog *log,
    const TlmLogVehicle *vehicle);

/* The instant of the next state; FALSE, TIME untouched, at the end. */
gboolean tlm_state_cursor_next (const TlmStateCursor *cursor, gint64 *time_ns);

/* Appends the next state to OUT as a member, and steps over it, when it is of TIME. DERIVED is
 * the inside of that array, "" for none. FALSE, nothing appended, when it is not. */
gboolean tlm_state_cursor_append (TlmStateCursor *cursor, gint64 time_ns, const char *derived,
    GString *out);

G_END_DECLS
