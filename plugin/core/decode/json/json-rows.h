/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/json/json-token.h"
#include "core/decode/table/columns.h"

G_BEGIN_DECLS

/* Reads JSON objects, each a record with one value a key, into a log. Objects
 * inside are read with a point between the keys ("position.x"); arrays inside
 * are not read. An object "state-vector" inside is a measured state
 * (core/decode/json/json-state.h). The first object tells the columns; later ones may bring more.
 * Not thread-safe. */
typedef struct _TlmJsonRows TlmJsonRows;

/* LOG must outlive the reader; OPTIONS are copied. RECORD is the word for a
 * record in messages ("line", "object"); a string constant. */
TlmJsonRows *tlm_json_rows_new (TlmLog *log, const TlmDecodeOptions *options, const char *record);

/* Frees the rows; nothing for NULL. */
void tlm_json_rows_free (TlmJsonRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmJsonRows, tlm_json_rows_free)

/* Takes the object whose BEGIN was just read. It is read to its end; what is
 * wrong in it is counted as bad record NUMBER (look at tlm_json_error() to see
 * whether reading can go on). FALSE with an error when the columns cannot be
 * told. */
gboolean tlm_json_rows_push (TlmJsonRows *rows, TlmJsonReader *reader, guint64 number,
    GError **error);

/* One line of JSON Lines, without its end; one that is no object, or is longer
 * than 1 MiB, is counted as bad. Blank lines are passed over. FALSE as above. */
gboolean tlm_json_rows_push_line (TlmJsonRows *rows, const char *line, gsize length,
    GError **error);

/* The end of the data. FALSE with an error when nothing could be read, or a
 * column named in columns= never came. */
gboolean tlm_json_rows_finish (TlmJsonRows *rows, GError **error);

/* The cell that a token is: NULL text for null, "1" and "0" for true and false.
 * FALSE for a token that is no scalar. UNESCAPED takes the text of a string
 * with escapes and must outlive the cell. */
gboolean tlm_json_token_cell (const TlmJsonToken *token, GString *unescaped, TlmCell *cell);

G_END_DECLS
