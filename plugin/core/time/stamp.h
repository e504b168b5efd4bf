/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Dates and times of day as logs write them, in whatever zone they are:
 *
 *   2024-08-17 16:20:10.5   2024/08/17   2024.08.17T16:20   20240817   2024-230
 *   17.08.2024 16:20        17/08/2024 (day first or month first: an order says it)
 *   16:20:10.25   4:20:10 PM   16:20
 *
 * A Z, "UTC" or an offset (+02:00) may follow the time of day. The instant that is meant
 * also takes a zone (core/time/zone.h) where none is written. */

/* In which order day, month and year stand. */
typedef enum {
  TLM_DATE_PLAIN,          /* year first; with points also the day, as nobody puts the month */
  TLM_DATE_DMY,
  TLM_DATE_MDY,
  TLM_DATE_YMD
} TlmDateOrder;

typedef struct {
  gboolean has_date, has_time, has_zone;
  gint64 days;             /* since 1970-01-01, of the date */
  gint64 day_ns;           /* since its midnight; 86,400 s and more in a leap second */
  gint offset_s;           /* what was written less UTC, with has_zone */
} TlmStamp;

/* Why a text is no stamp. */
typedef enum {
  TLM_STAMP_READ,
  TLM_STAMP_NOT,           /* nothing of the kind */
  TLM_STAMP_EITHER         /* a date whose day and month could be told only by an order */
} TlmStampResult;

/* Reads LEN bytes, blanks around them skipped. Years of two digits are 1980 to 2079, and
 * need an order other than PLAIN, as do dates of six digits. OUT is set when READ. Thread
 * safe; nothing depends on the locale. */
TlmStampResult tlm_stamp_parse (const char *text, gsize len, TlmDateOrder order, TlmStamp *out);

/* The time of day hhmmss.sss, as a number of six digits or with its leading zeros lost;
 * FALSE, NS untouched, when it is none. */
gboolean tlm_stamp_hhmmss (const char *text, gsize len, gint64 *day_ns);

/* The first date that stands in a name as 2024-08-17, 2024_08_17 or 20240817; FALSE, DAYS
 * untouched, when there is none. */
gboolean tlm_stamp_date_in_name (const char *name, gint64 *days);

G_END_DECLS
