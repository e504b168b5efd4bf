/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/utc-rates.h"

#include <erfa.h>
#include <math.h>

#include "core/time/utc.h"

#define DAY_S 86400
#define DAY_NS (DAY_S * TLM_SECOND)
#define FIRST_YEAR 1960
#define FIRST_DAY (-3653) /* 1960-01-01 */

TlmDuration
tlm_utc_rates_at_utc (gint64 days, gint second, gint nanosecond)
{
  double fraction = (second + nanosecond * 1e-9) / DAY_S, offset_s = 0.0;
  gint year, month, day;

  tlm_date_from_days (days, &year, &month, &day);
  if (year < FIRST_YEAR) {
    year = FIRST_YEAR;
    month = day = 1;
    fraction = 0.0;
  }
  eraDat (year, month, day, MIN (fraction, 1.0), &offset_s);
  return (TlmDuration) llround (offset_s * 1e9);
}

/* DAYS after 1970-01-01 and NS of that day as an instant. */
static TlmInstant
instant_of (gint64 days, gint64 ns)
{
  return days * DAY_NS + ns
      + tlm_utc_rates_at_utc (days, (gint) (ns / TLM_SECOND), (gint) (ns % TLM_SECOND));
}

TlmDuration
tlm_utc_rates_at_tai (TlmInstant instant)
{
  gint64 days = instant / DAY_NS - (instant % DAY_NS < 0), ns;

  if (instant < instant_of (FIRST_DAY, 0))
    return tlm_utc_rates_at_utc (FIRST_DAY, 0, 0);
  if (instant_of (days, 0) > instant)
    days--;
  ns = MIN (instant - days * DAY_NS, DAY_NS - 1);
  /* The drift is below 3e-8: each round gains seven digits. */
  for (int round = 0; round < 3; round++)
    ns = CLAMP (instant - (instant_of (days, ns) - ns), 0, DAY_NS - 1);
  /* Rounding may have it one nanosecond off. */
  ns += ns < DAY_NS - 1 && instant_of (days, ns) < instant;
  ns -= ns > 0 && instant_of (days, ns) > instant;
  return instant - (days * DAY_NS + ns);
}
