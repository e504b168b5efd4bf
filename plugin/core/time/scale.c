/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/scale.h"

#include <math.h>
#include <string.h>

#include "core/time/sum.h"

/* J2000.0, 2000-01-01T12:00:00, in seconds since 1970 of the same scale. */
#define J2000_S G_GINT64_CONSTANT (946728000)
#define JULIAN_CENTURY_S (36525.0 * 86400.0)

static const struct {
  const char *name;
  TlmTimeScale scale;
  gint64 minus_tai; /* ns; TDB has its periodic part added */
} scales[] = {
  { "UTC", TLM_SCALE_UTC, 0 },
  { "TAI", TLM_SCALE_TAI, 0 },
  { "GPS", TLM_SCALE_GPS, TLM_GPS_MINUS_TAI },
  { "TT", TLM_SCALE_TT, TLM_TT_MINUS_TAI },
  { "TDB", TLM_SCALE_TDB, TLM_TT_MINUS_TAI },
  { "UT1", TLM_SCALE_UT1, 0 },
};

/* USNO Circular 179, eq. 2.6: amplitude s, rate rad a Julian century, phase
 * rad. */
static const struct {
  double amplitude, rate, phase;
} tdb_terms[] = {
  { 0.001657, 628.3076, 6.2401 },
  { 0.000022, 575.3385, 4.2970 },
  { 0.000014, 1256.6152, 6.1969 },
  { 0.000005, 606.9777, 4.0212 },
  { 0.000005, 52.9691, 0.4444 },
  { 0.000002, 21.3299, 5.5431 },
};

gboolean
tlm_time_scale_from_name (const char *name, gssize len, TlmTimeScale *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);
  gsize size = len < 0 ? strlen (name) : (gsize) len;
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++) {
    if (strlen (scales[i].name) == size
        && g_ascii_strncasecmp (scales[i].name, name, size) == 0) {
      *out = scales[i].scale;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
tlm_time_scale_name (TlmTimeScale scale)
{
  g_return_val_if_fail ((guint) scale < G_N_ELEMENTS (scales), "UTC");
  return scales[scale].name;
}

TlmDuration
tlm_tdb_minus_tt (gint64 tt)
{
  double t = ((double) (tt / TLM_SECOND - J2000_S)) / JULIAN_CENTURY_S;
  double sum = 0.000010 * t * sin (628.3076 * t + 4.2490);

  for (guint i = 0; i < G_N_ELEMENTS (tdb_terms); i++)
    sum += tdb_terms[i].amplitude
        * sin (tdb_terms[i].rate * t + tdb_terms[i].phase);
  return (TlmDuration) llround (sum * 1e9);
}

gboolean
tlm_instant_from_scale (TlmTimeScale scale, gint64 reading, TlmInstant *out)
{
  gint64 result;

  g_return_val_if_fail ((guint) scale < G_N_ELEMENTS (scales) && out, FALSE);
  if (reading == TLM_TIME_NONE
      || __builtin_sub_overflow (reading, scales[scale].minus_tai, &result))
    return FALSE;
  if (scale == TLM_SCALE_TDB
      && __builtin_sub_overflow (result, tlm_tdb_minus_tt (reading), &result))
    return FALSE;
  if (!tlm_time_is_usual (TLM_CLOCK_TAI, result))
    return FALSE;
  *out = result;
  return TRUE;
}

gboolean
tlm_instant_to_scale (TlmInstant instant, TlmTimeScale scale, gint64 *reading)
{
  gint64 result;

  g_return_val_if_fail ((guint) scale < G_N_ELEMENTS (scales) && reading,
      FALSE);
  if (instant == TLM_TIME_NONE
      || __builtin_add_overflow (instant, scales[scale].minus_tai, &result))
    return FALSE;
  if (scale == TLM_SCALE_TDB
      && __builtin_add_overflow (result, tlm_tdb_minus_tt (result), &result))
    return FALSE;
  *reading = result;
  return TRUE;
}
