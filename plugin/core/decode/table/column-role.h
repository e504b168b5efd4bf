/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column-known.h"

G_BEGIN_DECLS

/* Gives COLUMN, of which KNOWN is known, its role, and its channel or its time.
 * SAMPLE is its first cell, or NULL when there is none. UNIT_MISSING becomes TRUE when
 * its unit is needed and not known. */
void tlm_column_give_role (TlmColumns *columns, TlmColumn *column, const TlmColumnKnown *known,
    const TlmCell *sample, gboolean *unit_missing);

/* Whether the unit of COLUMN measures what its channel, or a time, does. A mistake
 * in that is worth stopping for: FALSE with TLM_ERROR_COLUMNS, which begins with
 * WHERE. TRUE without a unit. */
gboolean tlm_column_unit_fits (const TlmColumn *column, TlmColumnMeaning meaning,
    TlmChannelId channel, const char *where, GError **error);

G_END_DECLS
