/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* The time scale that a time is written in. */
typedef enum {
  TLM_SCALE_UTC,
  TLM_SCALE_TAI,
  TLM_SCALE_GPS,  /* TAI - 19 s (IS-GPS-200) */
  TLM_SCALE_TT,   /* TAI + 32.184 s (IAU 1991) */
  TLM_SCALE_TDB,  /* TT with periodic terms of up to 1.7 ms */
  TLM_SCALE_UT1   /* read as UTC, within 0.9 s: dUT1 is not known here */
} TlmTimeScale;

/* GPS and TT from TAI, ns. */
#define TLM_GPS_MINUS_TAI (G_GINT64_CONSTANT (-19) * TLM_SECOND)
#define TLM_TT_MINUS_TAI (G_GINT64_CONSTANT (32184) * 1000000)

/* The scale that a CCSDS TIME_SYSTEM (502.0-B-3, annex) or other text names,
 * case ignored, of LEN bytes (-1: terminated). FALSE, OUT untouched, for one
 * not read here (TCB, TCG, SCLK, MET, MRT, GMST). */
gboolean tlm_time_scale_from_name (const char *name, gssize len,
    TlmTimeScale *out);

/* The name, as in "UTC"; never NULL. */
const char *tlm_time_scale_name (TlmTimeScale scale);

/* TDB-TT in ns at a TT or TDB of TT ns since 1970-01-01T00:00:00, within
 * 10 us from 1600 to 2200 (Kaplan, USNO Circular 179, 2005, eq. 2.6). */
TlmDuration tlm_tdb_minus_tt (gint64 tt);

/* The instant of a uniform scale's reading of READING ns since its own
 * 1970-01-01T00:00:00. Not for UTC and UT1 (core/time/utc.h). FALSE, OUT
 * untouched, when that leaves the range of an instant. */
gboolean tlm_instant_from_scale (TlmTimeScale scale, gint64 reading,
    TlmInstant *out);

/* The other way. */
gboolean tlm_instant_to_scale (TlmInstant instant, TlmTimeScale scale,
    gint64 *reading);

G_END_DECLS
