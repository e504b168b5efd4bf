/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column-known.h"

G_BEGIN_DECLS

/* Columns of times by what is in them: which clock a text is of, what the parts of a time
 * make together, and which date and zone they need. Nothing is guessed: what a column
 * cannot tell is asked for, with the columns= that says it. */

/* Sets the clock (and order) of COLUMN, not TOLD or told without one, by its first cell.
 * A time of day is one of time since liftoff only where the name says so, or it begins within its first
 * minute, and that is noted. May set the problem of COLUMNS. */
void tlm_column_time_guess (TlmColumns *columns, TlmColumn *column, gboolean told,
    TlmCell sample);

/* Finds the usual parts of a time by their names, where no column is a whole one, and says
 * so in KNOWN. SAMPLE: the first row, or NULL. */
void tlm_column_parts_find (TlmColumns *columns, TlmColumnKnown *known, const TlmCell *sample);

/* When all columns have their roles: what each time that is put together is made of. FALSE
 * with a TLM_ERROR_COLUMNS, beginning with WHERE, when a part, a date or a zone is
 * missing. */
gboolean tlm_column_times_settle (TlmColumns *columns, const TlmCell *sample, const char *where,
    GError **error);

G_END_DECLS
