/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"
#include "core/time/scale.h"

G_BEGIN_DECLS

/* Days since an epoch, with a fraction. */
typedef enum {
  TLM_DAY_COUNT_JD,        /* Julian date: since noon of 1 January 4713 BC (Julian) */
  TLM_DAY_COUNT_MJD        /* modified Julian date: JD - 2,400,000.5 (IAU 1973) */
} TlmDayCount;

/* The instant of COUNT, in units of 10^-12 (JD) or 10^-13 days (MJD), of SCALE: UTC, TAI,
 * GPS or TT. A day of UTC is taken as 86,400 s, so that a leap second, which such a count
 * has no place for, is not shown. FALSE, OUT untouched, past the range of an instant, and
 * for another scale. Thread safe. */
gboolean tlm_instant_from_day_count (TlmDayCount kind, gint64 count, TlmTimeScale scale,
    TlmInstant *out);

/* Digits of the fraction that COUNT has: 12 or 13. */
guint tlm_day_count_digits (TlmDayCount kind);

G_END_DECLS
