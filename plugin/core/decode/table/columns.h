/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"
#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* What becomes of each column (or key) of a table: told by columns=, else by a
 * known dialect, else by its name. Units are never guessed: where one is needed
 * and not known, the error lists the columns and shows the columns= to
 * complete. Not thread-safe. */

/* Finds out about N_NAMES columns. UNITS: what stands under each name as its unit ("" for
 * nothing), where the name tells none; or NULL. SAMPLE: the first row (N_NAMES cells), which
 * tells times as text from numbers; NULL when there is none. WHERE ("line 1")
 * begins errors. Notes and the dialect go to LOG, which must live on. */
TlmColumns *tlm_columns_new (TlmLog *log, const char *const *names, const char *const *units,
    guint n_names,
    const TlmCell *sample, const TlmDecodeOptions *options, const char *where, GError **error);

/* Frees the columns; nothing for NULL. */
void tlm_columns_free (TlmColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmColumns, tlm_columns_free)

/* One more column, for sources whose records bring new keys; FALSE past
 * TLM_LIMIT_COLUMNS. One whose unit is not known is read without a unit. */
gboolean tlm_columns_add (TlmColumns *columns, const char *name);

/* Whether every column named in columns= was found; the error names the first
 * that was not, and WHERE and what there is. */
gboolean tlm_columns_check_found (const TlmColumns *columns, const char *where, GError **error);

G_END_DECLS
