/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/clock-watch.h"

static gint64
minus (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a - (guint64) b);
}

/* Whether OFFSET agrees with all that are doubted: what an outage held back comes later
 * by less each time, and would creep. */
static gboolean
agrees (const TlmClockWatch *watch, const TlmClockLimits *limits, gint64 offset_ns)
{
  gint64 more = minus (offset_ns, watch->doubted_ns);

  return watch->n_doubted > 0 && more <= limits->agree_ns &&
      more >= watch->doubted_spread_ns - limits->agree_ns;
}

/* The least delayed of those that agree is the nearest to the truth. */
static TlmClockVerdict
doubt (TlmClockWatch *watch, const TlmClockLimits *limits, gint64 offset_ns, gint64 even_ns)
{
  gint64 since = minus (even_ns, watch->doubted_since_ns);

  if (since < 0 || !agrees (watch, limits, offset_ns)) {
    watch->n_doubted = 1;
    watch->doubted_ns = offset_ns;
    watch->doubted_spread_ns = 0;
    watch->doubted_since_ns = even_ns;
    return TLM_CLOCK_DOUBTED;
  }
  watch->n_doubted++;
  if (minus (offset_ns, watch->doubted_ns) < 0) {
    watch->doubted_spread_ns += minus (watch->doubted_ns, offset_ns);
    watch->doubted_ns = offset_ns;
  } else {
    watch->doubted_spread_ns = MAX (watch->doubted_spread_ns,
        minus (offset_ns, watch->doubted_ns));
  }
  if (since < limits->settle_ns)
    return TLM_CLOCK_DOUBTED;
  watch->step_ns = minus (watch->offset_ns, watch->doubted_ns);
  watch->offset_ns = watch->doubted_ns;
  watch->n_doubted = 0;
  watch->n_steps++;
  return TLM_CLOCK_STEPPED;
}

TlmClockVerdict
tlm_clock_watch_note (TlmClockWatch *watch, const TlmClockLimits *limits, gint64 clock_ns,
    gint64 even_ns)
{
  gint64 offset_ns = minus (even_ns, clock_ns), late_ns;

  g_return_val_if_fail (watch != NULL && limits != NULL, TLM_CLOCK_AGREES);
  if (!watch->tied) {
    watch->tied = TRUE;
    watch->offset_ns = offset_ns;
    watch->n_doubted = 0;
    return TLM_CLOCK_TIED;
  }
  late_ns = minus (offset_ns, watch->offset_ns);
  if (late_ns < -limits->early_ns || late_ns > limits->late_ns)
    return doubt (watch, limits, offset_ns, even_ns);
  watch->n_doubted = 0;
  return TLM_CLOCK_AGREES;
}

gint64
tlm_clock_watch_even (const TlmClockWatch *watch, gint64 clock_ns)
{
  g_return_val_if_fail (watch != NULL, clock_ns);
  return (gint64) ((guint64) clock_ns + (guint64) watch->offset_ns);
}

gint64
tlm_clock_watch_late (const TlmClockWatch *watch, gint64 clock_ns, gint64 even_ns)
{
  g_return_val_if_fail (watch != NULL, 0);
  return minus (even_ns, tlm_clock_watch_even (watch, clock_ns));
}
