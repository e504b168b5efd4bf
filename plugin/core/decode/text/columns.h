/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"
#include "core/decode/text/column-name.h"
#include "core/decode/text/dialect.h"

G_BEGIN_DECLS

/* What becomes of each column (or key) of a table: told by columns=, else by a
 * known dialect, else by its name. Units are never guessed: where one is needed
 * and not known, the error lists the columns and shows the columns= to
 * complete. Not thread-safe. */

/* Most columns a table has. */
#define TLM_COLUMNS_MAX 4096

/* Most columns of times a table has. */
#define TLM_COLUMNS_MAX_TIMES 16

/* The unit of a time is no power of ten of a second. */
#define TLM_COLUMN_NO_EXPONENT 1

/* A piece of the source; NULL is a cell that is not there. */
typedef struct {
  const char *text;
  gsize length;
} TlmCell;

typedef enum {
  TLM_ROLE_SKIP,
  TLM_ROLE_TIME,
  TLM_ROLE_NUMBER,
  TLM_ROLE_TEXT,
  TLM_ROLE_AUTO,     /* a number or text, as its first cell with content is */
  TLM_ROLE_VEHICLE,
  TLM_ROLE_EVENT
} TlmColumnRole;

typedef struct {
  char *name;              /* in the source */
  TlmColumnRole role;
  char *channel;           /* of NUMBER, TEXT and AUTO */
  char *vehicle;           /* whose, or NULL: the row's */
  const TlmUnit *unit;     /* of NUMBER (NULL: none) and of a TIME of numbers */
  TlmDatum datum;
  TlmColumnClock clock;    /* of a TIME */
  guint time;              /* of a TIME: its number; else: which time it goes by */
  int exponent;            /* of a TIME: its unit is 10^exponent s, or TLM_COLUMN_NO_EXPONENT */
  guint index;             /* in the source, from 0 */
  const char *meant;       /* the target its name means, for help, or NULL */
  gboolean unit_missing;   /* and cannot do without */
} TlmColumn;

typedef struct {
  GPtrArray *columns;      /* TlmColumn *, in the order of the source */
  guint n_times;
  gboolean one_time;       /* the times are alternatives: the first there is counts */
  gboolean has_numbers;    /* some column is a measurement */
  const TlmDialect *dialect;
  /* private */
  GPtrArray *options;
  GHashTable *taken;
  TlmLog *log;
  gboolean told;           /* columns= was given */
  gboolean repeated;       /* a name occurs more than once */
} TlmColumns;

/* Finds out about N_NAMES columns. SAMPLE: the first row (N_NAMES cells), which
 * tells times as text from numbers; NULL when there is none. WHERE ("line 1")
 * begins errors. Notes and the dialect go to LOG, which must live on. */
TlmColumns *tlm_columns_new (TlmLog *log, const char *const *names, guint n_names,
    const TlmCell *sample, const TlmDecodeOptions *options, const char *where, GError **error);

/* Frees the columns; nothing for NULL. */
void tlm_columns_free (TlmColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmColumns, tlm_columns_free)

/* One more column, for sources whose records bring new keys; FALSE past
 * TLM_COLUMNS_MAX. One whose unit is not known is read without a unit. */
gboolean tlm_columns_add (TlmColumns *columns, const char *name);

/* Whether every column named in columns= was found; the error names the first
 * that was not, and WHERE and what there is. */
gboolean tlm_columns_check_found (const TlmColumns *columns, const char *where, GError **error);

G_END_DECLS
