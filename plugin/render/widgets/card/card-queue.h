/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"
#include "render/widgets/card/card-kinds.h"

G_BEGIN_DECLS

/* Which card is shown when. One after the other: a card begins with its event, or once the one
 * before has left; it stays its time from its event on, half of it where it had to wait longer
 * than that; and once half of its time is over it makes room for the next event. A pure function
 * of the events that are known, of which those that are only planned count for nothing. Belongs
 * to one thread. */
typedef struct _TlrCardQueue TlrCardQueue;

/* One card; a plain value. */
typedef struct {
  guint event;             /* index among the events of the vehicle */
  gint64 start_ns;         /* it comes */
  gint64 end_ns;           /* it goes, and has left by when the next one starts */
} TlrCard;

/* The timeline and KINDS live as long. VEHICLE -1: events of all. A card stays STAY (over 0), and takes
 * LEAVE to go. */
TlrCardQueue *tlr_card_queue_new (const TlmTimeline *timeline, int vehicle, const TlrCardKinds *kinds,
    TlmDuration stay_ns, TlmDuration leave_ns);

/* Takes NULL. */
void tlr_card_queue_free (TlrCardQueue *queue);

/* The card that has come last at a time and has not left: FALSE where there is none. Takes memory
 * only after the timeline has grown. */
gboolean tlr_card_queue_at (TlrCardQueue *queue, gint64 time_ns, TlrCard *card);

G_END_DECLS
