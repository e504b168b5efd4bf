/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a condition asks of events: those of its vehicle, or of the mission. */
#include <math.h>
#include <string.h>

#include "render/layout/come.h"
#include "render/layout/condition-private.h"

/* How many of the vehicle's events are due by now. */
static guint
n_due (const TlrAsking *asking)
{
  return tlm_timeline_agenda (asking->condition->timeline, asking->condition->vehicle,
      asking->snapshot->time_ns).due;
}

static const TlmEvent *
event_at (const TlrAsking *asking, guint index)
{
  return tlm_timeline_event_of (asking->condition->timeline, asking->condition->vehicle, index);
}

double
tlr_condition_since (const TlrAsking *asking, const char *event)
{
  const TlmEvent *come = tlr_find_come (asking->condition->timeline, asking->condition->vehicle, event,
      asking->snapshot->time_ns);

  return come ? tlm_duration_to_s (asking->snapshot->time_ns - come->time_ns) : NAN;
}

/* Two at the same instant are both the latest. */
gboolean
tlr_condition_is_latest (const TlrAsking *asking, char **names)
{
  gint64 latest_ns = TLM_TIME_NONE;

  for (guint i = n_due (asking); i-- > 0;) {
    const TlmEvent *event = event_at (asking, i);

    if (latest_ns != TLM_TIME_NONE && event->time_ns != latest_ns)
      return FALSE;
    if (!tlr_event_has_come (event, asking->snapshot->time_ns))
      continue;
    latest_ns = event->time_ns;
    if (g_strv_contains ((const char *const *) names, event->id))
      return TRUE;
  }
  return FALSE;
}

/* Whether what EVENT says can be looked forward to: what a rule finds is known once it has come, and what
 * is only typical of such flights is no plan. Nothing counts down to what lies anywhere in a gap. */
static gboolean
is_announced (const TlmEvent *event, gboolean whole)
{
  if (event->before_ns != TLM_TIME_NONE || event->typical)
    return FALSE;
  return whole ? event->confidence != TLM_CONFIDENCE_NOMINAL : event->confidence != TLM_CONFIDENCE_DETECTED;
}

/* The time of the first of that name to come that is announced in the vehicle's list. */
static gint64
find_announced (const TlrAsking *asking, const char *name, gboolean whole)
{
  const TlrCondition *condition = asking->condition;
  guint n = tlm_timeline_n_events_of (condition->timeline, condition->vehicle);

  for (guint i = n_due (asking); i < n; i++) {
    const TlmEvent *event = event_at (asking, i);

    if (strcmp (event->id, name) == 0 && is_announced (event, whole))
      return event->time_ns;
  }
  return TLM_TIME_NONE;
}

static gboolean
is_of_vehicle (const TlrCondition *condition, const TlmEvent *event)
{
  if (condition->vehicle < 0 || !event->vehicle)
    return TRUE;
  return (guint) condition->vehicle < tlm_timeline_n_vehicles (condition->timeline) &&
      strcmp (event->vehicle, tlm_timeline_vehicle_name (condition->timeline, (guint) condition->vehicle)) == 0;
}

/* How many of the planned events of that name come before T. */
static guint
count_planned (const TlrCondition *condition, const char *name, gint64 time_ns)
{
  guint n = 0;

  for (guint i = 0; i < tlm_timeline_n_planned_events (condition->timeline); i++) {
    const TlmEvent *event = tlm_timeline_planned_event (condition->timeline, i);

    n += event->time_ns < time_ns && strcmp (event->id, name) == 0 && is_of_vehicle (condition, event);
  }
  return n;
}

/* A plan is done with once what takes its place has come, or where that is given. What a rule finds
 * later is not known yet: until it has come, only the plan is. */
static gboolean
is_done_with (const TlrAsking *asking, const TlmEvent *planned)
{
  const TlmEvent *certain = tlr_find_certain (asking->condition->timeline, asking->condition->vehicle,
      planned->id, count_planned (asking->condition, planned->id, planned->time_ns));

  return certain && (certain->confidence == TLM_CONFIDENCE_GIVEN || tlr_event_has_come (certain, asking->snapshot->time_ns));
}

/* The time of the first of that name that is planned to come. */
static gint64
find_planned (const TlrAsking *asking, const char *name)
{
  const TlrCondition *condition = asking->condition;
  gint64 first_ns = TLM_TIME_NONE;

  for (guint i = 0; i < tlm_timeline_n_planned_events (condition->timeline); i++) {
    const TlmEvent *event = tlm_timeline_planned_event (condition->timeline, i);

    if (event->time_ns > asking->snapshot->time_ns && strcmp (event->id, name) == 0 &&
        is_announced (event, FALSE) && is_of_vehicle (condition, event) &&
        (first_ns == TLM_TIME_NONE || event->time_ns < first_ns) && !is_done_with (asking, event))
      first_ns = event->time_ns;
  }
  return first_ns;
}

double
tlr_condition_until (const TlrAsking *asking, const char *event, gboolean whole)
{
  gint64 now_ns = asking->snapshot->time_ns, then_ns, planned_ns;

  if (now_ns == TLM_TIME_NONE)
    return NAN;
  then_ns = find_announced (asking, event, whole);
  planned_ns = whole && then_ns != TLM_TIME_NONE ? TLM_TIME_NONE : find_planned (asking, event);
  if (then_ns == TLM_TIME_NONE || (planned_ns != TLM_TIME_NONE && planned_ns < then_ns))
    then_ns = planned_ns;
  return then_ns == TLM_TIME_NONE ? NAN : tlm_duration_to_s (then_ns - now_ns);
}
