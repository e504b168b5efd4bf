/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"
#include "core/measure/channel.h"
#include "core/measure/unit.h"

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
  TLM_COLUMN_SKIP        /* not read */
} TlmColumnMeaning;

/* What a column of times counts. */
typedef enum {
  TLM_COLUMN_CLOCK_UNKNOWN,
  TLM_COLUMN_CLOCK_ELAPSED,  /* numbers since liftoff, in a unit */
  TLM_COLUMN_CLOCK_UNIX,     /* numbers since 1970-01-01 UTC without leap seconds, in a unit */
  TLM_COLUMN_CLOCK_TEXT      /* ISO 8601, or T+00:01:12 */
} TlmColumnClock;

typedef struct {
  TlmColumnMeaning meaning;
  TlmChannelId channel;      /* of a CHANNEL */
  TlmColumnClock clock;      /* of a TIME */
  const TlmUnit *unit;       /* NULL when the name does not tell it */
  TlmDatum datum;            /* of an altitude */
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

/* A unit with its datum, as in "ft-agl", "m MSL", or a clock, as in "unix-ms",
 * "iso", of LENGTH bytes, into UNIT, DATUM, CLOCK (set where the text tells
 * them). FALSE when a part of it is nothing known. */
gboolean tlm_column_unit_read (const char *text, gsize length, TlmColumnName *name);

G_END_DECLS
