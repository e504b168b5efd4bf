/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/cell.h"
#include "core/decode/text/column-name.h"
#include "core/decode/text/dialect.h"

G_BEGIN_DECLS

/* A column (or key) of a table, and all of them. Made by tlm_columns_new(). */

/* Most columns a table has. */
#define TLM_COLUMNS_MAX 4096

/* Most columns of times a table has. */
#define TLM_COLUMNS_MAX_TIMES 16

/* The unit of a time is no power of ten of a second. */
#define TLM_COLUMN_NO_EXPONENT 1

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

G_END_DECLS
