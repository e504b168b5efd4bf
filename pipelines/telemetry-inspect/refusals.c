/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "inspect.h"

/* Most of them listed of one ephemeris. */
#define LISTED 12

static void
print_refusal (const TlmTimeline *timeline, const TlmEphemerisRefusal *refusal, gint64 offset_ns,
    FILE *out)
{
  g_autofree char *start = inspect_time (timeline, refusal->start + offset_ns);
  g_autofree char *stop = inspect_time (timeline, refusal->stop + offset_ns);
  g_autofree char *position = inspect_short (refusal->position_m);
  g_autofree char *velocity = inspect_short (refusal->velocity_m_s);

  if (isfinite (refusal->position_m))
    fprintf (out, "  %s to %s  by %s m, %s m/s\n", start, stop, position, velocity);
  else
    fprintf (out, "  %s to %s  with nothing to compare\n", start, stop);
}

static void
print_ephemeris (const TlmTimeline *timeline, guint vehicle, const TlmEphemeris *ephemeris,
    gint64 offset_ns, FILE *out)
{
  guint n = tlm_ephemeris_n_refusals (ephemeris);

  if (n == 0)
    return;
  fprintf (out, "\nNot shown   %s, where two ways of having its state between two given ones "
      "differ\n", inspect_vehicle_name (timeline, vehicle));
  for (guint i = 0; i < MIN (n, LISTED); i++)
    print_refusal (timeline, tlm_ephemeris_refusal (ephemeris, i), offset_ns, out);
  if (n > LISTED)
    fprintf (out, "  … and %s%u more\n", n == TLM_EPHEMERIS_MAX_REFUSALS ? "at least " : "",
        n - LISTED);
}

void
inspect_print_refusals (const TlmTimeline *timeline, FILE *out)
{
  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    const TlmEphemeris *ephemeris;
    gint64 offset_ns;
    for (guint j = 0; (ephemeris = tlm_timeline_ephemeris (timeline, i, j, &offset_ns)); j++)
      print_ephemeris (timeline, i, ephemeris, offset_ns, out);
  }
}
