/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/value.h"
#include "core/space/frames/eop.h"
#include "core/timeline/site.h"

G_BEGIN_DECLS

/* What derived quantities need to know of the flight beside a vehicle's own
 * sources. A value; whoever holds it calls tlm_derived_settle() after a change. */
typedef struct {
  TlmAgeLimits limits;
  TlmTimelineSite site;
  TlmEop *eop;                 /* Earth orientation, or NULL; its owner is whoever set it */
  gint64 first_orbit;          /* number of the orbit that the first state is in; 0: the source's */
  guint64 preferred;           /* standard channels, a bit each: derived stands above measured */
} TlmDerivedWorld;

G_END_DECLS
