/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Local sets of KLV as bytes: items are gathered, then the set is put around them.
 * Pure. */

/* Appends an item to ITEMS: its tag (1 to 127), its length, and SIZE bytes (up to
 * 127) of VALUE. */
void tlm_klv_set_append (GByteArray *items, guint tag, const guint8 *value, gsize size);

/* The same for a time stamp, microseconds since 1970 in UTC. */
void tlm_klv_set_append_time (GByteArray *items, guint tag, guint64 time_us);

/* Appends the set to OUT: KEY, BER length (SMPTE 336, 3.2), ITEMS, and as item
 * CHECKSUM the SUM of all that comes before its value. ITEMS are emptied. */
void tlm_klv_set_close (GByteArray *items, const guint8 *key, guint checksum,
    guint16 (*sum) (const guint8 *packet, gsize length), GByteArray *out);

G_END_DECLS
