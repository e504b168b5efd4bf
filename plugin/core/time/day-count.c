/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/day-count.h"

#include "core/base/wide.h"
#include "core/time/posix.h"

#define DAY_NS (86400 * TLM_SECOND)

/* Units of the count in a day, and the count of 1970-01-01T00:00. */
static const struct {
  gint64 per_day;
  gint64 epoch_half_days;
  guint digits;
} kinds[] = {
  [TLM_DAY_COUNT_JD] = { .per_day = G_GINT64_CONSTANT (1000000000000),
    .epoch_half_days = 2 * 2440587 + 1, .digits = 12 },
  [TLM_DAY_COUNT_MJD] = { .per_day = G_GINT64_CONSTANT (10000000000000),
    .epoch_half_days = 2 * 40587, .digits = 13 },
};

gboolean
tlm_instant_from_day_count (TlmDayCount kind, gint64 count, TlmTimeScale scale, TlmInstant *out)
{
  gint64 since, ns;

  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds) && out != NULL, FALSE);
  if (__builtin_sub_overflow (count, kinds[kind].epoch_half_days * (kinds[kind].per_day / 2), &since) ||
      !tlm_wide_nearest (tlm_wide_product (tlm_wide (since), DAY_NS), kinds[kind].per_day, &ns) ||
      ns == G_MININT64)
    return FALSE;
  if (scale == TLM_SCALE_UTC)
    return tlm_instant_from_posix_ns (ns, out);
  return scale != TLM_SCALE_UT1 && tlm_instant_from_scale (scale, ns, out);
}

guint
tlm_day_count_digits (TlmDayCount kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), 0);
  return kinds[kind].digits;
}
