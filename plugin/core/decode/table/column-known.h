/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* What is known of one column, wherever it is known from. */
typedef struct {
  TlmColumnMeaning meaning;
  TlmChannelId channel;
  const char *target;        /* name of the channel when meaning is UNKNOWN */
  gboolean text;             /* the channel holds text */
  gboolean told;             /* by columns= */
  gboolean listed;           /* by columns= or a dialect, not by its name alone */
  guint time;                /* which time columns= has it go by */
  gboolean is_part;          /* of a time of several columns */
  gboolean is_found;         /* a part that was found by its name */
} TlmColumnKnown;

/* Asks columns=, then the dialect, then the column's own name, in that order,
 * and fills the column's vehicle, unit, datum and clock. A column of times
 * becomes one to skip where columns= names another. The strings in the answer
 * live as long as COLUMNS. Not thread-safe. */
TlmColumnKnown tlm_column_know (TlmColumns *columns, TlmColumn *column);

G_END_DECLS
