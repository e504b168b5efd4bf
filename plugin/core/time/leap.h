/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* The file that operating systems keep (NTP format, published by the IERS). */
#define TLM_LEAP_SYSTEM_FILE "/usr/share/zoneinfo/leap-seconds.list"

/* Most steps a table holds; there were 28 from 1972 to 2017. */
#define TLM_LEAP_MAX 128

/* TAI-UTC on 1972-01-01, s, with which tables begin. UTC had rates of its own
 * before (core/time/utc-rates.h). */
#define TLM_LEAP_FIRST 10

/* The steps of TAI-UTC. A plain value; constant once filled, so that any
 * number of threads may read it.
 * "POSIX seconds" are 86400 a day since 1970-01-01 UTC, leap seconds not
 * counted. */
typedef struct {
  guint n;                        /* steps used, at least 1 */
  gint64 from_utc_s[TLM_LEAP_MAX]; /* POSIX seconds from which it is valid */
  gint offset_s[TLM_LEAP_MAX];    /* TAI-UTC, s */
  gint64 expires_utc_s;           /* POSIX seconds up to which it is known */
} TlmLeapTable;

/* Reads the NTP text format (lines "NTP-seconds offset", "#@ expiry",
 * other lines that begin with # are comments). LEN -1 for a terminated
 * string. The table must begin at 1972-01-01 with 10 s, ascend, step by one
 * second, and have an expiry; otherwise FALSE with TLM_ERROR_TIME naming the
 * line, TABLE untouched. */
gboolean tlm_leap_table_parse (const char *text, gssize len,
    TlmLeapTable *table, GError **error);

/* The same from the file PATH (NULL: TLM_LEAP_SYSTEM_FILE), of which more
 * than 64 KiB are refused. TLM_ERROR_READ or TLM_ERROR_TIME on failure. */
gboolean tlm_leap_table_read (const char *path, TlmLeapTable *table,
    GError **error);

/* The table built in: IERS Bulletin C, all steps up to 2017-01-01, known to
 * 2026-06-28. */
const TlmLeapTable *tlm_leap_table_builtin (void);

/* The table in use: the system's file or the one built in, whichever is
 * known for longer. Loaded at the first call; never NULL; thread safe. */
const TlmLeapTable *tlm_leap_table (void);

/* In all functions below a NULL table is tlm_leap_table (). They never fail:
 * past the expiry the last offset holds, and before 1972, where they are not to
 * be asked for UTC, the first. */

/* TAI-UTC in s at the POSIX second UTC_S. At the POSIX second that a leap
 * second shares with the next midnight it is midnight's. */
gint tlm_leap_tai_minus_utc_at_utc (const TlmLeapTable *table, gint64 utc_s);

/* TAI-UTC in s at TAI_S, seconds since 1970-01-01 TAI. During a leap second
 * it is the offset before the step and *IN_LEAP (may be NULL) becomes TRUE;
 * the UTC label is then 23:59:60. */
gint tlm_leap_tai_minus_utc_at_tai (const TlmLeapTable *table, gint64 tai_s,
    gboolean *in_leap);

/* Whether a leap second stands before the midnight that begins at the POSIX
 * second MIDNIGHT_UTC_S. */
gboolean tlm_leap_second_before (const TlmLeapTable *table,
    gint64 midnight_utc_s);

/* The instant past which the table knows nothing. */
TlmInstant tlm_leap_expiry (const TlmLeapTable *table);

/* TRUE for the first T past the expiry of the table in use that anybody in
 * this process asks about, FALSE ever after: the caller that gets TRUE gives
 * the one warning. Thread safe. */
gboolean tlm_leap_expired_once (TlmInstant t);

G_END_DECLS
