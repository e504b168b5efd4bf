/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Counts of UTC that have no place for a leap second: POSIX time (IEEE Std
 * 1003.1, 4.16) and NTP (RFC 5905, section 6). Both repeat the second after
 * one: 23:59:60 is given the count of the 00:00:00 that follows, and that
 * count is read as 00:00:00. */

/* The instant of NS nanoseconds since 1970-01-01 UTC. FALSE, OUT untouched,
 * outside the years 1900 to 2200. */
gboolean tlm_instant_from_posix_ns (gint64 ns, TlmInstant *out);

/* The other way. FALSE, NS untouched, for TLM_TIME_NONE, and where 64 bits
 * end (1677). */
gboolean tlm_instant_to_posix_ns (TlmInstant instant, gint64 *ns);

/* The instant of NS nanoseconds since 1900-01-01 UTC, as GStreamer's
 * timestamp/x-ntp reference has them. FALSE, OUT untouched, past 2200. */
gboolean tlm_instant_from_ntp_ns (guint64 ns, TlmInstant *out);

/* The instant of a 64-bit NTP timestamp (32 bits of seconds, 32 of the
 * fraction, to the nearest ns), in the era of 136 years that brings it
 * nearest to NEAR; with TLM_TIME_NONE in 1968 to 2104. FALSE, OUT untouched,
 * when that leaves the years 1900 to 2200. */
gboolean tlm_instant_from_ntp (guint64 timestamp, TlmInstant near,
    TlmInstant *out);

G_END_DECLS
