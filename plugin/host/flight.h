/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "host/growth.h"
#include "host/overlay.h"

G_BEGIN_DECLS

/* The telemetry of one or more overlays. */
typedef struct {
  gatomicrefcount references;
  TlmFlight *read;             /* what was read, and is extended */
  TlhConfirm *confirm;         /* or NULL: nothing is kept back */
  TlhGrowth *growth;           /* or NULL: it does not grow */
  TlhReceiver *receiver;       /* or NULL; belongs to who feeds */
  GMutex lock;                 /* of the timeline where it changes: CONFIRM or GROWTH */
} TlhFlight;

/* Reads what WISHES name, or an empty one where they name nothing. To be unreffed. Blocks while it reads. */
TlhFlight *tlh_flight_open (const TlhWishes *wishes, GError **error);

/* From any thread; takes NULL. */
TlhFlight *tlh_flight_ref (TlhFlight *flight);
void tlh_flight_unref (TlhFlight *flight);

static inline gboolean
tlh_flight_is_live (const TlhFlight *flight)
{
  return flight->growth != NULL;
}

/* Holds still what may change; nothing to do where nothing can. try: FALSE where somebody else has it. */
void tlh_flight_lock (TlhFlight *flight);
gboolean tlh_flight_try_lock (TlhFlight *flight);
void tlh_flight_unlock (TlhFlight *flight);

G_END_DECLS
