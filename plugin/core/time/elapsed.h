/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Elapsed time since liftoff (T-0) as text; negative before it.
 *
 *   T+00:01:12   L-00:10:00.5   T- 10   T-10     a letter and a sign
 *   +72.5   -3   72.5   12.5s                    seconds
 *   1:02   00:01:12.250   -0:03                  minutes:seconds, h:m:s
 *   1d02:03:04   2/03:00:00   T+ 1d 00:00:00     days before the rest
 *
 * A hyphen or U+2212 is a minus. Two fields are minutes and seconds. Only the
 * first field may exceed its range (72:10 is 72 min 10 s). After days come
 * hours (below 24) and minutes, and perhaps seconds. Fractions follow a point (or, after a colon, a comma),
 * and are cut at the nanosecond. Nothing depends on the locale. */

/* Enough for any text written here, with its terminator. */
#define TLM_ELAPSED_SIZE 40

/* How elapsed time is written. */
typedef enum {
  TLM_ELAPSED_WEBCAST, /* "T+ 00:01:12", "T- 00:00:10" */
  TLM_ELAPSED_COMPACT, /* "T+00:01:12" */
  TLM_ELAPSED_CLOCK,   /* "00:01:12", "-00:00:10" */
  TLM_ELAPSED_MINUTES, /* "1:12", "-0:10", "72:10": no hours */
  TLM_ELAPSED_SECONDS, /* "+72", "-10" */
  TLM_ELAPSED_MET,     /* "001/02:01:12", "-000/00:04:00": days always */
  TLM_ELAPSED_NUMBER,  /* "72", "-10", as JSON and tables have it */
  TLM_ELAPSED_HOURS,   /* "0:01:12", "-1:00:10" */
  TLM_ELAPSED_HOURS_MINUTES, /* "0:01", "-1:00": the minute that has begun */
  TLM_ELAPSED_DAYS     /* "2", "-1": the day that has begun */
} TlmElapsedStyle;

/* All zero is "T+ 00:01:12". */
typedef struct {
  TlmElapsedStyle style;
  guint decimals; /* of the second, 0 to 9; none where the seconds are not shown */
  gboolean days;  /* "T+ 1d 02:03:04" from 24 h on, not "T+ 26:03:04"; for
                   * the styles with hours */
  char letter;    /* instead of T, as in 'L'; 0: T */
  gboolean trim;  /* without the zeros at the end of the decimals: "72.5", "72" */
  gboolean true_minus; /* U+2212, as pictures have it, instead of a hyphen */
} TlmElapsedFormat;

/* Reads LEN bytes of TEXT to ns since T-0; blanks around it are skipped.
 * Allocates nothing; thread safe. FALSE, OUT untouched, when it is no such
 * text or leaves the range of ns in 64 bits. */
gboolean tlm_elapsed_parse (const char *text, gsize len, TlmDuration *out);

/* The same with a TLM_ERROR_TIME that quotes the text (LEN -1: terminated)
 * and shows what is right. */
gboolean tlm_elapsed_read (const char *text, gssize len, TlmDuration *out,
    GError **error);

/* The one rule by which time is rounded for reading: ELAPSED cut towards the
 * past at DECIMALS (0 to 9) of the second, as a whole number of their units.
 * TLM_TIME_NONE stays itself, and so does what would leave 64 bits. */
TlmDuration tlm_elapsed_cut (TlmDuration elapsed, guint decimals);

/* Writes an elapsed time or any span; FORMAT NULL is all zero. It is cut
 * towards the past, so that each number is shown for exactly its own time,
 * before and after T-0: half a second before is T- 00:00:01, and
 * T- 00:00:00 never stands. Allocates nothing. Returns the length without the terminator; 0
 * and an empty BUF when ELAPSED is TLM_TIME_NONE or SIZE bytes are too few. */
gsize tlm_elapsed_print (TlmDuration elapsed, const TlmElapsedFormat *format,
    char *buf, gsize size);

/* The same in a new string; NULL for TLM_TIME_NONE. */
char *tlm_elapsed_format (TlmDuration elapsed, const TlmElapsedFormat *format);

/* Seconds in a new string, cut at DECIMALS and without zeros that say nothing: "-0.5",
 * "72"; exact with 9. NULL for TLM_TIME_NONE. */
char *tlm_elapsed_seconds (TlmDuration elapsed, guint decimals);

G_END_DECLS
