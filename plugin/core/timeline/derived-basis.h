/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/datum.h"
#include "core/space/frames/geodetic.h"
#include "core/timeline/derived-rule.h"
#include "core/timeline/nodes.h"

G_BEGIN_DECLS

/* Most ways that one channel is tried. */
#define TLM_DERIVED_WAYS 5

/* What a vehicle's channels are had from: its actual sources, or its planned
 * ones. Made anew whenever a source is added, then constant. */
typedef struct {
  const GPtrArray *tracks[TLM_N_STANDARD_CHANNELS];   /* TlmTrack *, or NULL; not owned */
  const GArray *states;        /* TlmStateSource; not owned */
  guint64 measured;            /* channels with a track */
  guint64 preferred;           /* channels where a derived value goes first */
  guint64 available;           /* channels measured or derived */
  const TlmDerivedRule *ways[TLM_N_STANDARD_CHANNELS][TLM_DERIVED_WAYS];
  guint facts;
  TlmDatum datum;              /* of the measured altitude */
  gboolean datum_conflict;     /* … which is not the one asked for */
  TlmGeodetic origin;          /* of downrange */
  TlmNodes *nodes;             /* or NULL; owned */
  const TlmEphemeris *nodes_of;
  gint64 first_orbit;          /* that they were numbered with */
} TlmDerivedBasis;

/* Lets go of what it owns. */
void tlm_derived_basis_clear (TlmDerivedBasis *basis);

/* The channel that is the vehicle's measured altitude, the one whose level is known
 * best; FALSE, CHANNEL untouched, when none is measured. */
gboolean tlm_derived_height_channel (const TlmDerivedBasis *basis, guint *channel);

/* What one of the four altitude channels is above. */
TlmDatum tlm_derived_datum_of (const TlmDerivedBasis *basis, guint channel);

G_END_DECLS
