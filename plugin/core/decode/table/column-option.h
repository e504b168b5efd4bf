/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column-name.h"

G_BEGIN_DECLS

/* The text of columns=:
 *
 *   time=t:s,altitude=alt:ft,speed=vz:ft/s          target=column:unit
 *   stage1/altitude=h1:km,stage2/altitude=h2:km     a vehicle before the target
 *   time=#1:s,altitude=#3:m-agl                     a column by number, from 1; a datum
 *   event=what,vehicle=who,phase=state,skip=junk    columns of text
 *   time="t, from boot":ms                          a name with , : = " in quotes
 *   time=#1:s,g-load=#2:g,time=#4:s,altitude=#5:ft  each channel goes by the time before it
 *   time=ts:unix-ms    time=when:iso                Unix time, dates
 *   time=m:min+sec:s   time=Date:date+Time:time     a time of several columns
 *   time=WEEK:gps-week+MS:ms    time=E:mjd:tai      weeks of GPS, days of a scale
 *   timezone=Europe/Berlin      date=2024-08-17     of local times, of times of day
 *   dialect=spacex-webcast                          whose columns they are (dialect.h)
 *
 * Parts of a time: date, time (of day), dmy, mdy, ymd (dates in that order, perhaps with a
 * time of day), hhmmss, year, month, day-of-month, doy, gps-week, and any unit of time,
 * whose numbers are added. timezone=none counts local times from the first of them.
 *
 * Without ":unit" the column's own name must tell it. A target that is neither
 * one of these words nor a standard channel is a channel of its own. */

/* Most entries that are read. */
#define TLM_COLUMN_OPTION_MAX 4096

typedef struct {
  TlmColumnMeaning meaning;  /* UNKNOWN: a channel of its own */
  char *channel;             /* the target, without the vehicle */
  char *vehicle;             /* or NULL */
  char *column;              /* its name, or NULL with a number */
  guint number;              /* from 1, or 0 with a name */
  gboolean has_unit;
  TlmColumnName unit;        /* unit, datum, clock, scale and order of :unit */
  gboolean is_part;          /* of a time of several columns */
  guint time;                /* how many time= entries stand before, less one, at least 0 */
  gboolean found;            /* by the reader, in the source */
} TlmColumnOption;

/* Reads TEXT to an array of TlmColumnOption *, empty for NULL and "". A
 * TLM_ERROR_COLUMNS quotes the entry that is wrong and says what is right. */
GPtrArray *tlm_column_options_parse (const char *text, GError **error);

/* The entry for a column, or NULL. INDEX counts from 0; a name is taken once,
 * by the first column that bears it, OCCURRENCE 0. */
TlmColumnOption *tlm_column_options_find (GPtrArray *options, const char *name, guint index,
    guint occurrence);

/* What timezone= (MEANING TIMEZONE), date= (FIRST_DATE) or dialect= (DIALECT) says, or NULL. */
const char *tlm_column_options_word (const GPtrArray *options, TlmColumnMeaning meaning);

/* Whether one of them names a column of times. */
gboolean tlm_column_options_tell_time (const GPtrArray *options);

/* The INDEXth word before "=" that is no channel, from 0. */
TlmColumnHelp tlm_column_target_help (guint index);

/* The word of columns= (or of a dialect) for what is no channel. */
TlmColumnMeaning tlm_column_meaning_from_target (const char *target);

G_END_DECLS
