/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* A Julian date in two parts, as ERFA takes it: days to the last midnight, and
 * the fraction of the day, 0 to below 1. Resolves a nanosecond in any year. */
typedef struct {
  double day;
  double fraction;
} TlmJd;

/* Nanoseconds of a day of 86400 s. */
#define TLM_DAY (86400 * TLM_SECOND)

/* The Julian date of nanoseconds since 1970-01-01T00:00:00 in one scale, in
 * that scale. */
static inline TlmJd
tlm_jd_from_ns (gint64 ns)
{
  gint64 days = ns / TLM_DAY, rest = ns % TLM_DAY;

  if (rest < 0) {
    days--;
    rest += TLM_DAY;
  }
  return (TlmJd) { 2440587.5 + (double) days, (double) rest / (double) TLM_DAY };
}

/* The Julian date in Terrestrial Time, TT = TAI + 32.184 s exactly
 * (IAU 1991 resolution A4). */
static inline TlmJd
tlm_jd_tt (TlmInstant instant)
{
  return tlm_jd_from_ns (instant + G_GINT64_CONSTANT (32184000000));
}

/* Julian centuries of TT since J2000.0 (JD 2451545.0). */
static inline double
tlm_jd_tt_centuries (TlmInstant instant)
{
  TlmJd tt = tlm_jd_tt (instant);

  return ((tt.day - 2451545.0) + tt.fraction) / 36525.0;
}

G_END_DECLS
