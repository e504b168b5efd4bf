/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/ephemeris.h"

G_BEGIN_DECLS

/* The tables of an ephemeris: segments of nodes, and once sealed the pieces of time
 * that each of them holds for. Not for use outside
 * core/space/ephemeris.c. All as in core/space/ephemeris.h. */
typedef struct _TlmEphemerisTable TlmEphemerisTable;

TlmEphemerisTable *tlm_ephemeris_table_new (void);
void tlm_ephemeris_table_free (TlmEphemerisTable *table);

void tlm_ephemeris_table_begin (TlmEphemerisTable *table, const TlmEphemerisSegment *segment);
gboolean tlm_ephemeris_table_append (TlmEphemerisTable *table, TlmInstant instant,
    const TlmState *state, const TlmVec3 *acceleration_m_s2, GError **error);
void tlm_ephemeris_table_set_longest_gap (TlmEphemerisTable *table, TlmDuration longest_ns);
void tlm_ephemeris_table_seal (TlmEphemerisTable *table);

gboolean tlm_ephemeris_table_state (const TlmEphemerisTable *table, TlmInstant instant,
    TlmEphemerisState *out);
gboolean tlm_ephemeris_table_last_before (const TlmEphemerisTable *table, TlmInstant instant,
    TlmEphemerisState *out);
gboolean tlm_ephemeris_table_span (const TlmEphemerisTable *table, TlmInstant *first,
    TlmInstant *last);
gboolean tlm_ephemeris_table_extend (TlmEphemerisTable *table, const TlmEphemerisTable *more,
    TlmDuration offset_ns);
gboolean tlm_ephemeris_table_thin (TlmEphemerisTable *table, TlmInstant before, gsize budget);

/* TlmEphemerisRefusal, in order of time; owned by the table. */
const GArray *tlm_ephemeris_table_refusals (const TlmEphemerisTable *table);

guint tlm_ephemeris_table_n_segments (const TlmEphemerisTable *table);
const TlmEphemerisSegment *tlm_ephemeris_table_segment (const TlmEphemerisTable *table,
    guint index, gsize *n_nodes, TlmDuration *step_ns);
gboolean tlm_ephemeris_table_node (const TlmEphemerisTable *table, guint segment, gsize node,
    TlmEphemerisState *out);
gsize tlm_ephemeris_table_bytes (const TlmEphemerisTable *table);

G_END_DECLS
