/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* Columns that look like a speed, a height, a place, a heading or a time and are read as
 * nothing of the kind. */

/* A note on the log of COLUMNS, whose roles are given: which they are, and the columns= that
 * takes them, with a question mark for a unit that the name does not tell. */
void tlm_column_untaken_note (TlmColumns *columns);

/* The time= entries of columns= that might tell the time better than the columns that do:
 * another whole time, or the parts of one beside it. NULL when no column looks like it. To
 * be freed. */
char *tlm_column_untaken_time (const TlmColumns *columns);

/* The whole columns= by which the time is that of a column with a date that is not taken (UTC,
 * ISO 8601, POSIX, Julian). NULL where there is none, or where columns= says what tells the
 * time. To be freed. */
char *tlm_column_untaken_clock (const TlmColumns *columns);

G_END_DECLS
