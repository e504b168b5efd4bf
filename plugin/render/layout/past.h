/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/condition/condition.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* A channel over time, for texts and conditions: a pure function of timeline and instant, and of
 * nothing later than that instant but where the whole recording is asked. */

/* What is asked. */
typedef struct {
  TlmReading reading;        /* TLM_READING_MAXIMUM or behind it */
  const char *event;         /* of those at an event and since it; whoever asks keeps it */
  gboolean whole;
} TlrPastSpec;

/* Asked of one vehicle of one timeline. Belongs to one thread at a time. */
typedef struct _TlrPast TlrPast;

/* Refers to TIMELINE. VEHICLE is an index, or -1: events of the mission, channels of the first one. */
TlrPast *tlr_past_new (const TlmTimeline *timeline, int vehicle, const TlrPastSpec *spec);

/* Takes NULL. */
void tlr_past_free (TlrPast *past);

/* The value, storage unit (of a rate that per second), at the instant of SNAPSHOT, which has CHANNEL; absent
 * where it cannot be said. Fresh where it is over and done with, as fresh as the value where it is of now.
 *
 *   maximum, minimum   of what was known up to now (tlm_extremes_at()); a live flight thins what is long past
 *   at an event        the value when the last event of that name came, once it has; of the WHOLE recording
 *                      the first one to come before that
 *   change             value now less that
 *   rate               of a measured channel from the last sample and one a second before it, or the one
 *                      before it, without a gap between; of a derived one from the last second. A
 *                      direction changes by the shorter way
 *
 * Allocates nothing but for another channel, or once the timeline has grown. */
TlmValue tlr_past_at (TlrPast *past, guint channel, const TlmSnapshot *snapshot);

G_END_DECLS
