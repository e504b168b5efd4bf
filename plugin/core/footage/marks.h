/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/place.h"

G_BEGIN_DECLS

/* Which instant a place in the footage shows: "12.48@T+0". */
typedef struct {
  TlmPlace place;
  TlmClock clock;
  gint64 time_ns;        /* TAI instant or elapsed time */
} TlmMark;

/* Two marks correct a clock that drifts, and say how fast a time-lapse is; more of
 * them serve footage of variable speed. */
#define TLM_MARKS_MAX 64

typedef struct {
  guint n;
  TlmMark marks[TLM_MARKS_MAX];
} TlmMarks;

/* Reads PLACE@INSTANT marks with semicolons or commas between them, in any order:
 *
 *   12.48@T+0; #900@2021-10-05T08:55:02Z; 01:00:10:00@T+70
 *
 * PLACE as in core/footage/place.h, INSTANT is UTC or T± as in core/time/text.h, with a
 * point and no comma before fractions. NULL and "" are no marks. TLM_ERROR_TIME,
 * OUT untouched, when one cannot be read, when there are too many, and when marks
 * that can be compared before frame rate and telemetry are known do not increase. */
gboolean tlm_marks_parse (const char *text, TlmMarks *marks, GError **error);

/* LIST with the marks of ADDED after it; a mark that it has already is not added
 * again. Either may be NULL; they need not be right. To be freed; NULL when there
 * is none. */
char *tlm_marks_join (const char *list, const char *added);

G_END_DECLS
