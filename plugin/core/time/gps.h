/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* GPS time: weeks since 1980-01-06T00:00:00 UTC, which is 19 s behind TAI and
 * has no leap seconds (IS-GPS-200, 3.3.4). */
#define TLM_GPS_WEEK (G_GINT64_CONSTANT (604800) * TLM_SECOND)

/* The instant of a week (not rolled over; negative before 1980) and a time
 * of week of 0 to TLM_GPS_WEEK - 1 ns. FALSE, OUT untouched, when the time of
 * week is out of range or the instant is outside the years 1900 to 2200. */
gboolean tlm_instant_from_gps (gint week, gint64 tow_ns, TlmInstant *out);

/* The other way. FALSE, outputs untouched, for TLM_TIME_NONE. */
gboolean tlm_instant_to_gps (TlmInstant instant, gint *week, gint64 *tow_ns);

/* The full week of one that was sent modulo MODULUS (1024 in the legacy
 * message, 8192 in CNAV; 1 to 65536): the one nearest to the week of NEAR, an
 * instant known to within half of MODULUS weeks. SENT is taken modulo
 * MODULUS. */
gint tlm_gps_full_week (guint sent, guint modulus, TlmInstant near);

G_END_DECLS
