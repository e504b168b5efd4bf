/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"
#include "core/decode/table/decimal.h"

G_BEGIN_DECLS

/* A time that stands in several columns, or that a date or a zone makes whole: what the
 * cells of one row say, and the instant they mean. */

typedef struct {
  guint have;              /* bit per TlmColumnClock that was there */
  gint64 days;             /* of a date, since 1970-01-01 */
  gint year, month, day;
  gint64 ns;               /* time of day, of week, or since T-0: the parts added */
  gint week;
  gboolean has_zone;
  gint offset_s;           /* what was written less UTC */
} TlmTimeParts;

/* What is remembered from row to row. All zero at the beginning. */
typedef struct {
  gboolean any;
  gint64 first_local_ns;   /* what the first row's clock showed, since 1970 or a midnight */
  gint64 last_local_ns;
  gint64 last_utc_s;
  gint64 before_s;         /* the same of the row before that; G_MININT64: none */
  gint64 local_s;          /* what a clock of the zone shows in this row … */
  guint n_shown;           /* … how often it does … */
  gint64 shown_s[2];       /* … and when, ascending, POSIX seconds */
  gboolean has_shown;      /* these three are of this row */
} TlmTimeTrack;

/* Reads CELL, which is there and has no blanks around it, as the part that COLUMN is.
 * PARTS begins all zero with each row. */
TlmDecimal tlm_time_parts_take (TlmTimeParts *parts, const TlmColumn *column, TlmCell cell,
    char point);

/* The time that PARTS mean, as TIME says. MISSING when a part is not there. BAD sets
 * PROBLEM, a constant that follows the row in messages. Not thread safe. */
TlmDecimal tlm_time_parts_join (const TlmTimeParts *parts, const TlmColumnsTime *time,
    TlmTimeTrack *track, TlmClock *clock, gint64 *ns, const char **problem);

G_END_DECLS
