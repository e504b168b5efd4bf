/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/posix.h"

#include "core/time/utc.h"

#define DAY_S 86400
/* 1900-01-01 to 1970-01-01. */
#define NTP_TO_POSIX_S G_GINT64_CONSTANT (2208988800)
#define NTP_ERA_S (G_GINT64_CONSTANT (1) << 32)
/* 2036-02-07T06:28:16, where era 1 begins: the middle of 1968 to 2104. */
#define NTP_PIVOT_S (NTP_ERA_S - NTP_TO_POSIX_S)

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static gboolean
from_posix (gint64 s, gint ns, TlmInstant *out)
{
  gint64 midnight_s = floor_div (s, DAY_S) * DAY_S;

  return tlm_instant_from_utc_day (midnight_s, (gint) (s - midnight_s), ns,
      out);
}

gboolean
tlm_instant_from_posix_ns (gint64 ns, TlmInstant *out)
{
  gint below = (gint) (ns % TLM_SECOND);

  g_return_val_if_fail (out != NULL, FALSE);
  return from_posix (floor_div (ns, TLM_SECOND),
      below < 0 ? below + (gint) TLM_SECOND : below, out);
}

gboolean
tlm_instant_to_posix_ns (TlmInstant instant, gint64 *ns)
{
  g_return_val_if_fail (ns != NULL, FALSE);
  gboolean in_leap;
  gint64 result;
  if (instant == TLM_TIME_NONE
      || __builtin_sub_overflow (instant, tlm_tai_minus_utc (instant, &in_leap), &result))
    return FALSE;
  *ns = result;
  return TRUE;
}

gboolean
tlm_instant_from_ntp_ns (guint64 ns, TlmInstant *out)
{
  g_return_val_if_fail (out != NULL, FALSE);
  return from_posix ((gint64) (ns / (guint64) TLM_SECOND) - NTP_TO_POSIX_S,
      (gint) (ns % (guint64) TLM_SECOND), out);
}

gboolean
tlm_instant_from_ntp (guint64 timestamp, TlmInstant near, TlmInstant *out)
{
  gint64 near_s = NTP_PIVOT_S;

  g_return_val_if_fail (out != NULL, FALSE);
  if (near != TLM_TIME_NONE)
    near_s = floor_div (near, TLM_SECOND);
  gint64 s = (gint64) (timestamp >> 32) - NTP_TO_POSIX_S;
  /* At half an era from both, the earlier one: RFC 4330 has it so. */
  s += floor_div (near_s - s + NTP_ERA_S / 2 - 1, NTP_ERA_S) * NTP_ERA_S;
  guint64 fraction = timestamp & G_GUINT64_CONSTANT (0xffffffff);
  guint64 ns = (fraction * (guint64) TLM_SECOND + (1u << 31)) >> 32;
  if (ns == (guint64) TLM_SECOND) {
    s++;
    ns = 0;
  }
  return from_posix (s, (gint) ns, out);
}
