/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/come.h"

#include <string.h>

gboolean
tlr_event_has_come (const TlmEvent *event, gint64 time_ns)
{
  return event->confidence != TLM_CONFIDENCE_NOMINAL && MAX (event->time_ns, event->before_ns) <= time_ns;
}

const TlmEvent *
tlr_find_come (const TlmTimeline *timeline, int vehicle, const char *name, gint64 time_ns)
{
  for (guint i = tlm_timeline_agenda (timeline, vehicle, time_ns).due; i-- > 0;) {
    const TlmEvent *event = tlm_timeline_event_of (timeline, vehicle, i);

    if (strcmp (event->id, name) == 0 && tlr_event_has_come (event, time_ns))
      return event;
  }
  return NULL;
}

const TlmEvent *
tlr_find_certain (const TlmTimeline *timeline, int vehicle, const char *name, guint rank)
{
  guint n = tlm_timeline_n_events_of (timeline, vehicle);

  for (guint i = 0; i < n; i++) {
    const TlmEvent *event = tlm_timeline_event_of (timeline, vehicle, i);

    if (event->confidence != TLM_CONFIDENCE_NOMINAL && strcmp (event->id, name) == 0 && rank-- == 0)
      return event;
  }
  return NULL;
}
