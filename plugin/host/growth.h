/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/flight.h"
#include "host/confirm.h"
#include "host/receiver.h"

G_BEGIN_DECLS

/* The timeline of a flight as it grows with what is received: how the sender's clock lies on the even one of arrival, how
 * much of the past is kept, and the phases, which are looked for once a second of telemetry. Belongs to whoever holds
 * the timeline's lock. */
typedef struct _TlhGrowth TlhGrowth;

/* FLIGHT outlives it, and CONFIRM (or NULL), which is told when phases were looked for. HISTORY_NS of the past is kept at
 * full rate; 0: ten minutes. To be freed. */
TlhGrowth *tlh_growth_new (TlmFlight *flight, TlhConfirm *confirm, TlmDuration history_ns);

/* Takes NULL. */
void tlh_growth_free (TlhGrowth *growth);

/* Puts what came on the timeline, or keeps it until it is known which clock it is on; DELIVERY's log is taken. FALSE with
 * an error when it cannot be put there: the rest goes on. */
gboolean tlh_growth_extend (TlhGrowth *growth, TlhDelivery *delivery, GError **error);

/* The time on the timeline's clock at EVEN_NS of the even one; TLM_TIME_NONE before the first sample. */
gint64 tlh_growth_at (const TlhGrowth *growth, gint64 even_ns);

/* Liftoff is at EVEN_NS: what was received and what comes counts from it. FALSE before the first sample. */
gboolean tlh_growth_set_liftoff (TlhGrowth *growth, gint64 even_ns);

/* The oldest line that people should see and that was not given yet; NULL: none. To be freed. */
char *tlh_growth_pop_warning (TlhGrowth *growth);

G_END_DECLS
