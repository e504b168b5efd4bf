/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"
#include "core/measure/channel.h"
#include "core/measure/unit.h"
#include "core/time/scale.h"
#include "core/time/stamp.h"

G_BEGIN_DECLS

/* What the name of a column says by itself: "Altitude (Ft-AGL)" is an altitude
 * in feet above the pad, "speed_kmh" a speed in km/h, "v" a speed in a unit it
 * does not tell. */

/* What a column holds. */
typedef enum {
  TLM_COLUMN_UNKNOWN,    /* nothing known: a channel of its own */
  TLM_COLUMN_TIME,
  TLM_COLUMN_CHANNEL,    /* a standard channel */
  TLM_COLUMN_VEHICLE,    /* text: whose the row is */
  TLM_COLUMN_EVENT,      /* text: what happens at the row's time */
  TLM_COLUMN_PHASE,      /* text: the mission phase from the row's time on */
  TLM_COLUMN_SKIP,       /* not read */
  TLM_COLUMN_TIMEZONE,   /* no column: in columns=, the zone of times without one */
  TLM_COLUMN_FIRST_DATE, /* no column: the date of the first time of day */
  TLM_COLUMN_DIALECT     /* no column: the dialect by its name */
} TlmColumnMeaning;

/* What a column of times counts. */
typedef enum {
  TLM_COLUMN_CLOCK_UNKNOWN,
  TLM_COLUMN_CLOCK_ELAPSED,  /* numbers since liftoff, in a unit */
  TLM_COLUMN_CLOCK_UNIX,     /* numbers since 1970-01-01 UTC without leap seconds, in a unit */
  TLM_COLUMN_CLOCK_TEXT,     /* ISO 8601, in UTC where no zone is written, or T+00:01:12 */
  TLM_COLUMN_CLOCK_ELAPSED_TEXT,  /* T+00:01:12, 00:01:12 since liftoff */
  TLM_COLUMN_CLOCK_JD,       /* Julian dates */
  TLM_COLUMN_CLOCK_MJD,      /* modified Julian dates */
  /* From here on: a part of a time, which other columns, a date or a zone make whole. */
  TLM_COLUMN_CLOCK_STAMP,    /* text: date and perhaps time of day, of a zone */
  TLM_COLUMN_CLOCK_DATE,     /* text: a date */
  TLM_COLUMN_CLOCK_OF_DAY,   /* text: a time of day */
  TLM_COLUMN_CLOCK_HHMMSS,   /* a time of day as a number, hhmmss.sss */
  TLM_COLUMN_CLOCK_YEAR,
  TLM_COLUMN_CLOCK_MONTH,
  TLM_COLUMN_CLOCK_DAY,      /* of the month */
  TLM_COLUMN_CLOCK_DOY,      /* of the year, from 1, perhaps with a fraction */
  TLM_COLUMN_CLOCK_GPS_WEEK,
  TLM_COLUMN_CLOCK_SPAN      /* numbers in a unit, added to the other parts */
} TlmColumnClock;

typedef struct {
  TlmColumnMeaning meaning;
  TlmChannelId channel;      /* of a CHANNEL */
  TlmColumnClock clock;      /* of a TIME */
  const TlmUnit *unit;       /* NULL when the name does not tell it */
  TlmDatum datum;            /* of an altitude */
  TlmTimeScale scale;        /* of a count of days */
  TlmDateOrder order;        /* of dates */
} TlmColumnName;

/* Reads a column name. Units: "name (unit)", "name [unit]", "name{unit}",
 * "name unit", "name_unit"; a datum (AGL, MSL, ASL, AMSL, HAE, WGS84) may stand
 * in the name or with the unit. Without brackets a unit is believed only where
 * it fits what the name means. Unix time without a unit is in seconds, as it is
 * defined (POSIX.1, 4.16). Thread safe. */
TlmColumnName tlm_column_name_read (const char *name);

/* Whether a word of a name that is not known as a whole means this: "Baro Alt"
 * hints at an altitude. For help, never for reading. CHANNEL counts where MEANING
 * is TLM_COLUMN_CHANNEL. Thread safe. */
gboolean tlm_column_name_hints (const char *name, TlmColumnMeaning meaning, TlmChannelId channel);

/* Whether the name says that its times are UTC: "Date (UTC)", "gmt_time". Thread safe. */
gboolean tlm_column_name_is_utc (const char *name);

/* The name in normal form: lower case, words joined by '_'; of brackets what is in them is
 * a word. To be freed. */
char *tlm_column_name_words (const char *name);

/* A unit with its datum, as in "ft-agl", "m MSL", or a clock, as in "unix-ms",
 * "iso", "gps-week", "mjd:tai", of LENGTH bytes, into UNIT, DATUM, CLOCK, SCALE, ORDER (set
 * where the text tells them). FALSE when a part of it is nothing known. */
gboolean tlm_column_told_unit_read (const char *text, gsize length, TlmColumnName *name);

/* The word for a clock that it reads: "unix-ms", "date", "dmy"; NULL where it is the unit that
 * tells. UNIT (may be NULL) and ORDER as in TlmColumnName. Never freed; thread safe. */
const char *tlm_column_clock_word (TlmColumnClock clock, TlmDateOrder order, const TlmUnit *unit);

/* A word with what it means, for people. Static. */
typedef struct {
  const char *word;         /* NULL after the last one */
  const char *blurb;
} TlmColumnHelp;

/* The INDEXth word for a clock, from 0. */
TlmColumnHelp tlm_column_clock_help (guint index);

/* Names of columns that mean CHANNEL besides its own, with blanks between; words of a name
 * are joined by '_'. Static, "" for none. */
const char *tlm_column_channel_names (TlmChannelId channel);

/* The same for what stands in the brackets of a header, where fewer clocks are meant. */
gboolean tlm_column_unit_read (const char *text, gsize length, TlmColumnName *name);

G_END_DECLS
