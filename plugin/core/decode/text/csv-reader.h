/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"
#include "core/decode/text/csv-layout.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* Reads a text table line by line into a log, so that files and live streams
 * are read alike. Not thread-safe. */
typedef struct _TlmCsvReader TlmCsvReader;

/* LOG must outlive the reader. OPTIONS are copied. */
TlmCsvReader *tlm_csv_reader_new (TlmLog *log, const TlmCsvLayout *layout,
    const TlmDecodeOptions *options);

/* Frees the reader; nothing for NULL. The log stays. */
void tlm_csv_reader_free (TlmCsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmCsvReader, tlm_csv_reader_free)

/* Takes over GROUPS: what stands between thousands, of N_COLUMNS columns
 * (tlm_csv_groups_find()). Before the first line. */
void tlm_csv_reader_take_groups (TlmCsvReader *reader, char *groups, guint n_columns);

/* Remembers the beginning of the data, LENGTH bytes of which some are kept: where a cell of
 * the first row is empty, as before a receiver has a fix, a later one tells what the column
 * is. Before the first line. */
void tlm_csv_reader_set_head (TlmCsvReader *reader, const char *data, gsize length);

/* Takes the next line, without its end; a line longer than TLM_LIMIT_LINE_BYTES is
 * skipped and counted. FALSE with an error when the columns cannot be told: the
 * reader is then of no more use. A bad row is counted in the log, and TRUE. */
gboolean tlm_csv_reader_push_line (TlmCsvReader *reader, const char *line, gsize length,
    GError **error);

/* The end of the data. FALSE with an error when there was no table in it. */
gboolean tlm_csv_reader_finish (TlmCsvReader *reader, GError **error);

G_END_DECLS
