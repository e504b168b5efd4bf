/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* UTC before 1972. From 1960 on its second followed a rate, and its clock was
 * set by fractions of a second: TAI-UTC is a constant and a drift, both of
 * which changed at certain midnights (USNO tai-utc.dat; ERFA's eraDat). Before
 * 1960 there was no UTC: the value of 1960-01-01, 0.943482 s, is held. */

/* The first instant of 1972, 10 s after the same reading of TAI. What follows
 * is asked for earlier times only (core/time/leap.h has the others). */
#define TLM_UTC_RATES_END (G_GINT64_CONSTANT (63072010) * TLM_SECOND)

/* TAI-UTC in ns where UTC reads SECOND seconds (0 to 86400) and NANOSECOND of the
 * day that begins DAYS after 1970-01-01. Pure; thread safe. */
TlmDuration tlm_utc_rates_at_utc (gint64 days, gint second, gint nanosecond);

/* The same at an instant before TLM_UTC_RATES_END. Where the clock was set back
 * at midnight, the tenth of a second that it went through twice is told from the
 * day that follows by holding the reading at the last nanosecond of the day. */
TlmDuration tlm_utc_rates_at_tai (TlmInstant instant);

G_END_DECLS
