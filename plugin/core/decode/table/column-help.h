/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* Sets a TLM_ERROR_COLUMNS: WHERE, PROBLEM (followed by the columns whose units
 * are missing, when there are such), the columns there are, and the columns=
 * that would read them, with question marks for what a person must say. Returns
 * FALSE. */
gboolean tlm_column_help_set_error (const TlmColumns *columns, const char *problem,
    const char *where, GError **error);

/* The same for a table of N_COLUMNS columns without names. */
gboolean tlm_column_help_set_no_names (guint n_columns, const char *where, GError **error);

G_END_DECLS
