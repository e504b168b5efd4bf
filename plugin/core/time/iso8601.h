/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"
#include "core/time/scale.h"

G_BEGIN_DECLS

/* Dates and times as text: ISO 8601, and the ASCII codes A and B of CCSDS
 * 301.0-B-4 section 3.5.
 *
 *   2021-10-05T08:55:02.442Z     calendar date
 *   2021-278T08:55:02.442        day of year
 *   2021-10-05 11:55:02+03:00    a blank for T, an offset from UTC
 *   20211005T085502Z, 2021278T0855   without separators
 *   2021-10-05, 2021-10-05T08:55     parts left out are zero
 *
 * Fractions of a second may follow a point or a comma and are cut, not
 * rounded, at the nanosecond. 24:00:00 is the end of a day. 23:59:60 is read
 * where a leap second is (core/time/utc.h). Without Z or an offset, and with
 * a Z, the text is in the time scale given; an offset is read in UTC and UT1
 * only. Blanks around the text are skipped. Nothing depends on the locale. */

/* Enough for any text written here, with its terminator. */
#define TLM_ISO8601_SIZE 40

/* Reads LEN bytes of TEXT. Allocates nothing; thread safe. FALSE, OUT
 * untouched, when it is no such text. */
gboolean tlm_iso8601_parse (const char *text, gsize len, TlmTimeScale scale,
    TlmInstant *out);

/* The same with a TLM_ERROR_TIME that quotes the text (LEN -1: terminated),
 * says which character is wrong and why, and shows what is right. */
gboolean tlm_iso8601_read (const char *text, gssize len, TlmTimeScale scale,
    TlmInstant *out, GError **error);

/* Whether the text means to be a date: four digits and a hyphen, or seven or
 * eight digits and a T. LEN -1 for a terminated string. Tells it from a
 * number and from an elapsed time, and does not say that the rest is right. */
gboolean tlm_iso8601_looks_like (const char *text, gssize len);

/* Writes INSTANT in UTC, as 2021-10-05T08:55:02.442Z or, with DAY_OF_YEAR,
 * 2021-278T08:55:02.442Z, with 0 to 9 DECIMALS, cut and not rounded, so that
 * a second is shown only once it has begun. Allocates nothing. Returns the
 * length without the terminator; 0 and an empty BUF when the instant is
 * TLM_TIME_NONE or SIZE bytes are too few. */
gsize tlm_instant_print_utc (TlmInstant instant, guint decimals,
    gboolean day_of_year, char *buf, gsize size);

/* The same in a new string; NULL for TLM_TIME_NONE. */
char *tlm_instant_format_utc (TlmInstant instant, guint decimals,
    gboolean day_of_year);

G_END_DECLS
