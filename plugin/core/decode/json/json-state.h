/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/json/json-token.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* The member "state-vector" of a line of application/x-telemetry, as core/encode/state-json.h
 * writes it: a measured state of the line's vehicle at its utc. */
typedef struct {
  gboolean is_there;
  gboolean has_frame, has_position;
  TlmFrame frame;
  TlmState state;              /* m, m/s; NaN velocity where there is none */
  TlmDuration longest_gap_ns;  /* 0: not said */
  gboolean has_derived;
  TlmJsonReader derived;       /* in front of the names of channels that follow from it */
  char *problem;               /* what is wrong with it, or NULL */
} TlmJsonState;

/* Reads the object whose BEGIN was just read, to its end, over what STATE was (all zero at
 * first). Members of other names are passed over. FALSE when the JSON breaks; what is wrong
 * with the state itself is its PROBLEM. The derived names point into READER's data. */
gboolean tlm_json_state_read (TlmJsonState *state, TlmJsonReader *reader);

/* Frees what it holds and makes it all zero. */
void tlm_json_state_clear (TlmJsonState *state);

/* The next derived name, appended to NAME, which is emptied; FALSE after the last. */
gboolean tlm_json_state_next_derived (TlmJsonState *state, GString *name);

/* Which states the vehicles have: each in one frame, and with velocity or without, as its
 * first, so that they are one table. Not thread-safe. */
typedef struct _TlmJsonStates TlmJsonStates;

TlmJsonStates *tlm_json_states_new (void);

/* Frees them; nothing for NULL. */
void tlm_json_states_free (TlmJsonStates *states);

/* Puts STATE into the measured ephemeris of VEHICLE, of a log on the clock CLOCK, at AT. One
 * that is not later than the last there is left out, as those of packets are. What is wrong
 * otherwise, a static text, or NULL. */
const char *tlm_json_states_append (TlmJsonStates *states, TlmLogVehicle *vehicle,
    const TlmJsonState *state, TlmClock clock, gint64 at);

G_END_DECLS
