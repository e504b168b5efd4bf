/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Whether anything is heard of a vehicle. */
typedef enum {
  TLM_SIGNAL_NONE,     /* nothing has been measured yet, or ever */
  TLM_SIGNAL_FOUND,    /* something measured can be shown */
  TLM_SIGNAL_LOST,     /* all of it is too old, and more will come or may */
  TLM_SIGNAL_ENDED     /* all of it is too old, and that was the last of it */
} TlmSignal;

/* Its state at the time of SNAPSHOT, which has the channels of
 * tlm_signal_add_channels(). AGE_NS (may be NULL) receives how long ago the newest
 * sample was, where it is lost or has ended. What is derived is heard of as long as
 * what it is derived from, and measured states are samples. A vehicle known by a computed
 * ephemeris alone has no signal.
 * Allocates nothing; as thread-safe as the timeline. */
TlmSignal tlm_signal_at (const TlmTimeline *timeline, guint vehicle, const TlmSnapshot *snapshot,
    TlmDuration *age_ns);

/* The best validity of what was measured of it, at the time of SNAPSHOT, as above. */
TlmValidity tlm_signal_validity (const TlmTimeline *timeline, guint vehicle,
    const TlmSnapshot *snapshot);

/* Whether a vehicle has a sample at or before T, or an event of its own that has come; VEHICLE -1 is the
 * mission: any sample, any event. A pure function of timeline and time; as thread-safe as the timeline. */
gboolean tlm_vehicle_has_started (const TlmTimeline *timeline, int vehicle, gint64 time_ns);

/* "none", "found", "lost", "ended". */
const char *tlm_signal_name (TlmSignal signal);

/* Adds the channels that tell it. */
void tlm_signal_add_channels (const TlmTimeline *timeline, guint vehicle, TlmChannelSet *set);

G_END_DECLS
