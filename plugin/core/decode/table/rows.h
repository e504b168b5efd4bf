/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* Puts rows of cells into a log, by the columns they stand in. Row by row, so
 * that a file and a live stream go the same way. A row is taken whole or, where
 * a number or time in it is garbage, not at all; it is then counted with its
 * line. Missing cells are no samples; infinite values and values no channel can
 * have are left out and counted. Not thread-safe. */
typedef struct _TlmRows TlmRows;

/* COLUMNS may grow later, and like LOG must outlive the rows. POINT stands
 * before the fractions of numbers. VEHICLE is whose the rows are that name no
 * vehicle, NULL for "". RECORD is the word for a row in messages ("line"); a
 * string constant. */
TlmRows *tlm_rows_new (TlmLog *log, const TlmColumns *columns, char point, const char *vehicle,
    const char *record);

/* The end of a stream: what waits until its time is known is stored as it is. finish() does
 * it too. */
void tlm_rows_flush (TlmRows *rows);

/* Notes on the log what happened to the times. FALSE with an error when they are those of
 * only a few instants. */
gboolean tlm_rows_finish (TlmRows *rows, GError **error);

/* Frees the rows; nothing for NULL. The log and the columns stay. */
void tlm_rows_free (TlmRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmRows, tlm_rows_free)

/* Takes a row of N_CELLS cells (fewer than columns: the rest is missing); LINE
 * is its number in messages. FALSE when it was skipped and counted, or is left out. */
gboolean tlm_rows_push (TlmRows *rows, const TlmCell *cells, guint n_cells, guint64 line);

/* The vehicle of the row that was taken last, the log's, and the row's first time or
 * TLM_TIME_NONE. NULL, TIME untouched, before the first row and where the log takes no more
 * vehicles. */
TlmLogVehicle *tlm_rows_last (TlmRows *rows, gint64 *time_ns);

G_END_DECLS
