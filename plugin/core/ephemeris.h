/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* State vectors, or mean elements, of one vehicle. */
typedef struct _TlmEphemeris TlmEphemeris;

void tlm_ephemeris_free (TlmEphemeris *ephemeris);

/* First and last instant at which a state can be had; FALSE when there is none. */
gboolean tlm_ephemeris_span (const TlmEphemeris *ephemeris, TlmInstant *first, TlmInstant *last);

G_END_DECLS
