/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Years of telemetry: what is outside them is a damaged time or another clock's. A TlmInstant
 * holds every second of them, and 300 years more. */
#define TLM_YEAR_MIN 1900
#define TLM_YEAR_MAX 2200

/* A date and time of day, proleptic Gregorian calendar, in UTC unless said
 * otherwise. A plain value. */
typedef struct {
  gint year;       /* TLM_YEAR_MIN to TLM_YEAR_MAX */
  gint month;      /* 1 to 12 */
  gint day;        /* 1 to 31 */
  gint hour;       /* 0 to 23 */
  gint minute;     /* 0 to 59 */
  gint second;     /* 0 to 59; 60 in a leap second */
  gint nanosecond; /* 0 to 999999999 */
} TlmUtc;

/* Whether YEAR has 366 days. */
gboolean tlm_year_is_leap (gint year);

/* Days of MONTH (1 to 12) in YEAR; 0 for any other month. */
gint tlm_month_days (gint year, gint month);

/* Days from 1970-01-01 to the date, negative before it. The date must be
 * valid; any year of four digits. */
gint64 tlm_days_from_date (gint year, gint month, gint day);

/* The date DAYS after 1970-01-01; any of the years 0 to 9999. */
void tlm_date_from_days (gint64 days, gint *year, gint *month, gint *day);

/* Day of year of a valid date: 1 January is 1. */
gint tlm_day_of_year (gint year, gint month, gint day);

/* Month and day of a day of year (1 to 365 or 366). FALSE, outputs
 * untouched, when YEAR has no such day. */
gboolean tlm_date_from_day_of_year (gint year, gint day_of_year, gint *month,
    gint *day);

/* The instant of a UTC date and time. Second 60 is accepted at 23:59 of days
 * that end with a leap second, and, past the expiry of the leap-second table
 * (core/time/leap.h), on 30 June and 31 December: it then falls on the
 * midnight that follows, since the table cannot give it a place of its own.
 * Before 1972 TAI-UTC follows the rates of that time (core/time/utc-rates.h).
 * FALSE, OUT untouched, when a field is out of range. */
gboolean tlm_instant_from_utc (const TlmUtc *utc, TlmInstant *out);

/* The same from POSIX seconds MIDNIGHT_S of a day's beginning, seconds of
 * that day (0 to 86399, 86400 being 23:59:60) and nanoseconds (0 to
 * 999999999), for readers that count days. */
gboolean tlm_instant_from_utc_day (gint64 midnight_s, gint second_of_day,
    gint nanosecond, TlmInstant *out);

/* The UTC date and time of an instant, 23:59:60 during a leap second. FALSE,
 * OUT untouched, for TLM_TIME_NONE. */
gboolean tlm_instant_to_utc (TlmInstant instant, TlmUtc *out);

/* TAI-UTC in ns at an instant that is not TLM_TIME_NONE. During a leap second it
 * is the offset before it, and *IN_LEAP becomes TRUE. Thread safe. */
TlmDuration tlm_tai_minus_utc (TlmInstant instant, gboolean *in_leap);

G_END_DECLS
