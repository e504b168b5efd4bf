/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/cell.h"
#include "core/decode/table/column-name.h"
#include "core/decode/table/dialect.h"

G_BEGIN_DECLS

/* A column (or key) of a table, and all of them. Made by tlm_columns_new(). */

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
  TlmTimeScale scale;      /* of a TIME that counts days */
  TlmDateOrder order;      /* of a TIME that is a date */
  gboolean is_part;        /* of a TIME: it takes more than this column to tell it */
  gint64 limit_ns;         /* of a SPAN among larger parts: it is less than that; else 0 */
  gboolean is_whole;       /* a part that smaller ones follow has no fraction */
  guint time;              /* of a TIME: its number; else: which time it goes by */
  int exponent;            /* of a TIME: its unit is 10^exponent s, or TLM_COLUMN_NO_EXPONENT */
  guint index;             /* in the source, from 0 */
  char *under;             /* what stands under the name as its unit, or NULL */
  const char *meant;       /* the target its name means, for help, or NULL */
  gboolean unit_missing;   /* and cannot do without */
} TlmColumn;

/* A time that is put together. */
typedef struct {
  guint parts;             /* bit per TlmColumnClock of its columns; 0 for one of a single column */
  GTimeZone *zone;         /* of what says none; NULL: not known */
  gboolean is_face;        /* hours, minutes and seconds that were found by their names */
  gboolean is_relative;    /* times without a zone count from the first of them */
  gboolean has_first_day;  /* times of day begin on a day that is known */
  gint64 first_day;        /* days since 1970 */
} TlmColumnsTime;

typedef struct {
  GPtrArray *columns;      /* TlmColumn *, in the order of the source */
  guint n_times;
  gboolean has_parts;      /* some time is put together */
  TlmColumnsTime times[TLM_COLUMNS_MAX_TIMES];
  gboolean one_time;       /* the times are alternatives: the first there is counts */
  gboolean has_numbers;    /* some column is a measurement */
  const TlmDialect *dialect;
  const TlmDialect *suspect;   /* one that it may be, and nobody says so; or NULL */
  /* private */
  GPtrArray *options;
  GHashTable *taken;
  TlmLog *log;
  gboolean told;           /* columns= was given */
  char *option;            /* its text, or NULL */
  char *timezone, *date;   /* what was said of them, or NULL */
  gint64 near_ns;          /* an instant near the first time of day; 0: none */
  char *problem;           /* what is wrong with a column of times, or NULL */
  gboolean repeated;       /* a name occurs more than once */
} TlmColumns;

G_END_DECLS
