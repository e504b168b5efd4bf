/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Zones of civil time, by GLib's GTimeZone and the system's IANA data base. */

/* The zone of a name ("Europe/Berlin", "UTC") or an offset ("+02:00", "-5"). NULL with a
 * TLM_ERROR_TIME that quotes the text and shows what is right. Thread safe. To be
 * unreferenced. */
GTimeZone *tlm_zone_parse (const char *text, GError **error);

/* When a clock of ZONE shows LOCAL_S (seconds since 1970 as it shows them), in UTC, POSIX seconds,
 * ascending: once, twice where it is put back, and never where it is put forward. How often.
 * Thread safe. */
guint tlm_zone_instants (GTimeZone *zone, gint64 local_s, gint64 utc_s[2]);

/* Which of N instants that it is, at least one: the first that is not before NEAR_S (POSIX seconds of
 * the stamp before; G_MININT64: none). */
gint64 tlm_zone_choose (const gint64 *utc_s, guint n, gint64 near_s);

/* What a clock of ZONE that shows LOCAL_S shows less UTC, s, as far as it is known to the day: before
 * that day's change of clocks. Thread safe. */
gint64 tlm_zone_offset_before (GTimeZone *zone, gint64 local_s);

/* UTC, in POSIX seconds, of a clock of ZONE that shows LOCAL_S (seconds since 1970 as it
 * shows them). Where a clock that is put back shows the same twice it is the first time
 * that is not before NEAR_S (POSIX seconds of the stamp before; G_MININT64: none). FALSE,
 * UTC_S untouched, for a time that a clock put forward never shows. Thread safe. */
gboolean tlm_zone_to_utc (GTimeZone *zone, gint64 local_s, gint64 near_s, gint64 *utc_s);

G_END_DECLS
