/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/sync.h"
#include "host/flight.h"
#include "host/painters.h"

G_BEGIN_DECLS

struct _TlhOverlay {
  gatomicrefcount references;
  char *language;              /* the style's */
  TlhFlight *flight;
  TlrLayout *layout;
  TlrStyle style;
  TlmSyncResult sync;          /* of a flight that is not live */
  TlmDuration offset_ns;       /* added to places of one that is */
  GPtrArray *warnings;         /* char *, NULL-terminated */
  TlhPainters *painters;
};

/* An overlay of FLIGHT, which is taken, with an error too. The flight is locked. */
TlhOverlay *tlh_overlay_new (TlhFlight *flight, const TlhWishes *wishes, GError **error);

/* The time on the timeline's clock that is shown at a place; TLM_TIME_NONE where none is known. The flight is locked. */
gint64 tlh_overlay_time (const TlhOverlay *overlay, gint64 footage_ns);

G_END_DECLS
