/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/gps.h"

#include "core/time/sum.h"

/* 1980-01-06T00:00:00 UTC, when TAI-UTC was 19 s. */
#define GPS_EPOCH ((G_GINT64_CONSTANT (315964800) + 19) * TLM_SECOND)

gboolean
tlm_instant_from_gps (gint week, gint64 tow_ns, TlmInstant *out)
{
  gint64 weeks = week + GPS_EPOCH / TLM_GPS_WEEK; /* since 1970 */
  gint64 result;

  g_return_val_if_fail (out != NULL, FALSE);
  if (tow_ns < 0 || tow_ns >= TLM_GPS_WEEK
      || __builtin_mul_overflow (weeks, TLM_GPS_WEEK, &result)
      || __builtin_add_overflow (result, GPS_EPOCH % TLM_GPS_WEEK + tow_ns,
          &result)
      || !tlm_time_is_usual (TLM_CLOCK_TAI, result))
    return FALSE;
  *out = result;
  return TRUE;
}

gboolean
tlm_instant_to_gps (TlmInstant instant, gint *week, gint64 *tow_ns)
{
  gint64 of_week, weeks;

  g_return_val_if_fail (week != NULL && tow_ns != NULL, FALSE);
  if (instant == TLM_TIME_NONE)
    return FALSE;
  /* Counted from the epoch only after the division: an instant near the end
   * of its range has no difference from it. */
  weeks = instant / TLM_GPS_WEEK - GPS_EPOCH / TLM_GPS_WEEK;
  of_week = instant % TLM_GPS_WEEK - GPS_EPOCH % TLM_GPS_WEEK;
  while (of_week < 0) {
    of_week += TLM_GPS_WEEK;
    weeks--;
  }
  *week = (gint) weeks;
  *tow_ns = of_week;
  return TRUE;
}

gint
tlm_gps_full_week (guint sent, guint modulus, TlmInstant near)
{
  gint now = 0;
  gint64 tow_ns;

  g_return_val_if_fail (modulus > 0 && modulus <= 65536, 0);
  tlm_instant_to_gps (near, &now, &tow_ns);
  gint m = (gint) modulus;
  gint ahead = ((gint) (sent % modulus) - now) % m;
  ahead += ahead < 0 ? m : 0;
  return now + (ahead > m / 2 ? ahead - m : ahead);
}
