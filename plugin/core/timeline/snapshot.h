/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/event.h"
#include "core/measure/channel.h"
#include "core/measure/value.h"
#include "core/log/slope-memory.h"
#include "core/timeline/speed-frame.h"

G_BEGIN_DECLS

/* Which channels somebody needs, by identifier. */
typedef struct {
  guint64 bits[64];   /* of the first 4096 channels; those behind them always count as needed */
} TlmChannelSet;

static inline void
tlm_channel_set_add (TlmChannelSet *set, guint channel)
{
  if (channel < 64 * G_N_ELEMENTS (set->bits))
    set->bits[channel / 64] |= G_GUINT64_CONSTANT (1) << channel % 64;
}

/* SET gets all that OTHER has. */
static inline void
tlm_channel_set_join (TlmChannelSet *set, const TlmChannelSet *other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (set->bits); i++)
    set->bits[i] |= other->bits[i];
}

static inline gboolean
tlm_channel_set_has (const TlmChannelSet *set, guint channel)
{
  return !set || channel >= 64 * G_N_ELEMENTS (set->bits) ||
      (set->bits[channel / 64] >> channel % 64 & 1);
}

/* Phase of one vehicle: the last event that has to do with a phase, the last
 * one of the phase before, and the next event of all. Each may be NULL;
 * references are owned by the snapshot. */
typedef struct {
  TlmEvent *previous;
  TlmEvent *current;
  TlmEvent *next;
  gint64 since_ns;             /* when the phase began, timeline's clock, which is earlier than
                                * CURRENT where that went on with it; or TLM_TIME_NONE */
} TlmPhaseState;

/* The same, with references of its own, which whoever gets it owns. */
TlmPhaseState tlm_phase_state_copy (const TlmPhaseState *phase);

/* One vehicle at one instant. */
typedef struct {
  TlmValue *values;            /* by channel identifier, n_channels of the snapshot */
  TlmPhaseState phase;
  TlmSpeedFrame speed_frame;   /* of the channel speed */
  gboolean is_predicted;       /* its position comes from an ephemeris, as a prediction
                                * (core/space/ephemeris.h) */
} TlmVehicleState;

/* All that is known at one instant: a plain value. The clock runs even where
 * no number is known. */
typedef struct {
  gint64 time_ns;              /* on the timeline's clock, or TLM_TIME_NONE */
  TlmInstant instant;          /* TAI, or TLM_TIME_NONE */
  TlmDuration elapsed_ns;      /* since T-0, or TLM_TIME_NONE */
  guint n_channels;
  guint n_vehicles;
  TlmVehicleState *vehicles;
  TlmPhaseState phase;         /* of the mission: events of all vehicles */
  /*< private >*/
  guint capacity;              /* values allocated a vehicle */
  guint vehicle_capacity;
  TlmSlopeMemory *slopes;      /* for the next instant; or NULL; owned */
} TlmSnapshot;

/* An empty one, the caller's. */
TlmSnapshot *tlm_snapshot_new (void);

/* Takes NULL. */
void tlm_snapshot_free (TlmSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmSnapshot, tlm_snapshot_free)

/* A copy of what is known, the caller's, with references of its own. */
TlmSnapshot *tlm_snapshot_copy (const TlmSnapshot *snapshot);

/* Makes room for so many vehicles and channels, all values absent, no phases. */
void tlm_snapshot_reset (TlmSnapshot *snapshot, guint n_vehicles, guint n_channels);

/* Whether the vehicle's position is a prediction; with a VEHICLE that the snapshot has
 * not, whether that of any is. */
gboolean tlm_snapshot_is_predicted (const TlmSnapshot *snapshot, guint vehicle);

/* The value, absent for a vehicle or channel that the snapshot has not. */
TlmValue tlm_snapshot_value (const TlmSnapshot *snapshot, guint vehicle, guint channel);

G_END_DECLS
