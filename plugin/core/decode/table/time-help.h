/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* What is missing of the times of a table, with the columns= that says it: each is one that
 * works when it is pasted, with what was said already. */

/* "… may be 3 April or 4 March", to be freed: COLUMN's first CELL tells day from month only
 * with an order. */
char *tlm_time_help_order (const TlmColumns *columns, const TlmColumn *column, TlmCell cell);

/* Each sets a TLM_ERROR_COLUMNS that begins with WHERE, and returns FALSE: the problem of
 * COLUMNS; parts of TIME that make none; times of day without a date; times without a zone;
 * a date= that is none. */
gboolean tlm_time_help_set_problem (const TlmColumns *columns, const char *where, GError **error);
gboolean tlm_time_help_set_parts (const TlmColumns *columns, guint time, const char *where,
    GError **error);
gboolean tlm_time_help_set_no_date (const TlmColumns *columns, guint time, const TlmCell *sample,
    const char *where, GError **error);
gboolean tlm_time_help_set_no_zone (const TlmColumns *columns, guint time, const TlmCell *sample,
    const char *where, GError **error);
gboolean tlm_time_help_set_date (const TlmColumns *columns, GError **error);

/* The column as columns= names it: in quotes or by number where its name would be misread.
 * To be freed. */
char *tlm_time_help_reference (const TlmColumns *columns, const TlmColumn *column);

G_END_DECLS
