/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/ephemeris-table.h"
#include "core/space/ephemeris.h"

G_BEGIN_DECLS

/* What an ephemeris is made of, and the part of it that is propagated from element
 * sets and single states (ephemeris-propagated.c). */

/* A single state and where it may be used. */
typedef struct {
  TlmFrame frame;
  const TlmBody *centre;
  TlmInstant epoch, start, stop;
  TlmState state;
  TlmDuration period;
} TlmSingleOrbit;

struct _TlmEphemeris {
  TlmEphemerisTable *table;
  GPtrArray *elements;        /* TlmSgp4 *, by epoch */
  GArray *orbits;             /* TlmSingleOrbit, by epoch */
  TlmDuration predicted_after;
  gboolean is_numbered;
  TlmInstant numbered_node;
  gint64 number;              /* of the orbit that begins there */
};

/* The state at INSTANT by the nearest element set, else by the nearest single state;
 * FALSE, OUT untouched, where neither reaches so far. */
gboolean tlm_ephemeris_propagated_state (const TlmEphemeris *ephemeris, TlmInstant instant,
    TlmEphemerisState *out);

/* Widens FIRST to LAST by the epochs of all sets and states and one revolution after
 * the last of each. */
void tlm_ephemeris_propagated_span (const TlmEphemeris *ephemeris, TlmInstant *first,
    TlmInstant *last);

G_END_DECLS
