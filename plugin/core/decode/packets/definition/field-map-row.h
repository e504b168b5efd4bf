/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/field-type.h"

G_BEGIN_DECLS

/* One row of a field map (core/decode/packets/definition/field-map.h). Own what they point at. */
typedef struct {
  char *where;             /* "defs.csv:3" */
  char *name;
  TlmFieldKind kind;
  TlmEncoding encoding;
  gboolean fill;           /* passed over */
  guint bits;              /* of one element */
  gint64 offset;           /* bits from the end of the primary header; -1: behind the last */
  gboolean little;
  guint count;             /* elements of an array; 0: it is none */
  gboolean varies;         /* as many elements as COUNT_FIELD says, or as there are */
  char *count_field;
  char *unit;
  char *calibration;       /* JSON */
} TlmFieldRow;

/* Frees what the row owns and sets it to zero. */
void tlm_field_row_clear (TlmFieldRow *row);

/* "TEMP:int12:degC" */
gboolean tlm_field_row_read_word (TlmFieldRow *row, const char *word, GError **error);

/* Puts the calibration of ROW into TYPE. */
gboolean tlm_field_row_calibrate (const TlmFieldRow *row, TlmFieldType *type, GError **error);

/* Columns of the table form. */
enum { TLM_FIELD_COLUMNS = 7 };

/* A table of text that is read row by row. A plain value; TEXT and SOURCE outlive it. */
typedef struct {
  const char *text, *end, *source;
  guint line;
  gint columns[TLM_FIELD_COLUMNS];   /* where each stands, -1: nowhere */
} TlmFieldTable;

/* Begins at TEXT, LENGTH bytes, and reads the line of column names. FALSE with
 *
 * TLM_ERROR_FORMAT when a column that is needed is not there. */
gboolean tlm_field_table_begin (TlmFieldTable *table, const char *text, gsize length,
    const char *source, GError **error);

/* The next row; ANY becomes FALSE at the end. */
gboolean tlm_field_table_next (TlmFieldTable *table, TlmFieldRow *row, gboolean *any,
    GError **error);

G_END_DECLS
