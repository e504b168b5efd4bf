/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/engine.h"

#include <string.h>

#include "core/phases/fit.h"
#include "core/phases/given.h"
#include "core/phases/machine.h"
#include "core/phases/signals.h"
#include "core/timeline/timeline-live.h"

struct _TlmPhaseEngine {
  const TlmProfile *profile;
  GPtrArray *signals;        /* TlmSignals *, by vehicle */
  TlmGiven *given;
  GPtrArray *memories;       /* TlmMachineMemory *, alike */
  guint64 n_late;            /* updates with samples of what is not told anew any more */
};

TlmPhaseEngine *
tlm_phase_engine_new (const TlmProfile *profile)
{
  TlmPhaseEngine *engine;

  g_return_val_if_fail (profile != NULL, NULL);
  engine = g_new0 (TlmPhaseEngine, 1);
  engine->profile = profile;
  engine->given = tlm_given_new (profile);
  engine->signals = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_signals_free);
  engine->memories = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_machine_memory_free);
  return engine;
}

void
tlm_phase_engine_free (TlmPhaseEngine *engine)
{
  if (!engine)
    return;
  g_ptr_array_unref (engine->signals);
  tlm_given_free (engine->given);
  g_ptr_array_unref (engine->memories);
  g_free (engine);
}

/* What was given, to which what is found can be added. */
static GPtrArray *
known_events (TlmPhaseEngine *engine, const TlmTimeline *timeline)
{
  const GPtrArray *given = tlm_given_update (engine->given, timeline);
  GPtrArray *known = g_ptr_array_new_full (given->len, (GDestroyNotify) tlm_event_unref);

  for (guint i = 0; i < given->len; i++)
    g_ptr_array_add (known, tlm_event_ref (given->pdata[i]));
  return known;
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  const TlmEvent *x = *(TlmEvent *const *) a, *y = *(TlmEvent *const *) b;

  return (x->time_ns > y->time_ns) - (x->time_ns < y->time_ns);
}

/* What one vehicle saw of a common track is known to those after it. */
static void
share (GPtrArray *known, const GPtrArray *found, guint from)
{
  for (guint i = from; i < found->len; i++) {
    TlmEvent *event = found->pdata[i];
    if (!event->vehicle)
      g_ptr_array_add (known, tlm_event_ref (event));
  }
  g_ptr_array_sort (known, by_time);
}

/* VEHICLE NULL: of any vehicle. */
static gboolean
is_known (const GPtrArray *events, const char *id, const char *vehicle)
{
  for (guint i = 0; i < events->len; i++) {
    const TlmEvent *event = events->pdata[i];
    if (strcmp (event->id, id) == 0 &&
        (!vehicle || !event->vehicle || strcmp (event->vehicle, vehicle) == 0))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_common (const TlmProfile *profile, const TlmPhase *phase)
{
  for (guint i = 0; i < profile->tracks->len; i++) {
    const TlmPhaseTrack *track = profile->tracks->pdata[i];
    if (g_strcmp0 (track->name, phase->track) == 0)
      return track->common;
  }
  return FALSE;
}

/* The only vehicle that has the phase ID, where it is not one of all; or NULL. */
static const char *
only_vehicle (const TlmProfile *profile, const TlmTimeline *timeline, const char *id)
{
  const TlmPhase *phase = tlm_profile_find (profile, id);
  const char *only = NULL;

  if (!phase || is_common (profile, phase))
    return NULL;
  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    const char *name = tlm_timeline_vehicle_name (timeline, i);
    if (!tlm_machine_has_track (profile, phase->track, name))
      continue;
    if (only || !*name)
      return NULL;
    only = name;
  }
  return only;
}

/* What a source planned, as long as it is not known any better. */
static void
add_planned (const TlmPhaseEngine *engine, const TlmTimeline *timeline, GPtrArray *found)
{
  for (guint i = 0; i < tlm_timeline_n_planned_events (timeline); i++) {
    const TlmEvent *planned = tlm_timeline_planned_event (timeline, i);
    const char *vehicle = planned->vehicle ? planned->vehicle :
        only_vehicle (engine->profile, timeline, planned->id);
    if (!tlm_given_has (engine->given, planned->id, vehicle) && !is_known (found, planned->id, vehicle))
      g_ptr_array_add (found, tlm_event_new (planned->time_ns, planned->id, planned->label,
              vehicle, planned->source, TLM_CONFIDENCE_NOMINAL));
  }
}

static const TlmEvent *
find_certain (const GPtrArray *events, const char *id, const char *vehicle)
{
  for (guint i = 0; i < events->len; i++) {
    const TlmEvent *event = events->pdata[i];
    if (strcmp (event->id, id) == 0 && event->confidence != TLM_CONFIDENCE_NOMINAL &&
        !event->under_way && (!event->vehicle || strcmp (event->vehicle, vehicle) == 0))
      return event;
  }
  return NULL;
}

/* How much later than planned a phase is due, because what it follows was: engines
 * that are cut off early let the stage go early. */
static TlmDuration
delay_of (const TlmProfile *profile, const TlmTimeline *timeline, const TlmPhase *phase,
    const char *vehicle, const GPtrArray *events)
{
  for (char **after = phase->after; after && *after; after++) {
    const TlmPhase *before = tlm_profile_find (profile, *after);
    const TlmEvent *event = find_certain (events, *after, vehicle);
    if (event && before && before->nominal_ns != TLM_TIME_NONE)
      return event->time_ns - tlm_timeline_from_elapsed (timeline, before->nominal_ns);
  }
  return 0;
}

/* What a phase follows came later than it was planned itself. */
static gboolean
is_disproved (const TlmPhase *phase, gint64 time_ns, const GPtrArray *events, const char *vehicle)
{
  for (guint i = 0; phase->after && i < events->len; i++) {
    const TlmEvent *event = events->pdata[i];
    if (event->time_ns >= time_ns && event->confidence != TLM_CONFIDENCE_NOMINAL &&
        (!event->vehicle || strcmp (event->vehicle, vehicle) == 0) &&
        g_strv_contains ((const char *const *) phase->after, event->id))
      return TRUE;
  }
  return FALSE;
}

/* What such flights do at such a time. T-0 alone is no such guess: the count is to it. */
static TlmEvent *
typical_event (const TlmProfile *profile, const TlmPhase *phase, gint64 time_ns, const char *vehicle)
{
  TlmEvent *event = tlm_event_new (time_ns, phase->id, NULL, vehicle, profile->name,
      TLM_CONFIDENCE_NOMINAL);

  event->typical = strcmp (phase->id, TLM_PHASE_LIFTOFF) != 0;
  return event;
}

/* Whether what makes a phase likely at all has been seen: who has not braked for it
 * may never land. */
static gboolean
is_expected (const TlmPhase *phase, const char *vehicle, const GPtrArray *known,
    const GPtrArray *found)
{
  if (!phase->once)
    return TRUE;
  for (char **once = phase->once; *once; once++)
    if (find_certain (known, *once, vehicle) || find_certain (found, *once, vehicle))
      return TRUE;
  return FALSE;
}

static void
add_nominal (const TlmProfile *profile, const TlmTimeline *timeline, const char *vehicle,
    const GPtrArray *known, GPtrArray *found)
{
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    gint64 time = phase->nominal_ns == TLM_TIME_NONE ? TLM_TIME_NONE :
        tlm_timeline_from_elapsed (timeline, phase->nominal_ns);
    if (time != TLM_TIME_NONE) {
      TlmDuration delay = delay_of (profile, timeline, phase, vehicle, known);
      time += delay ? delay : delay_of (profile, timeline, phase, vehicle, found);
    }
    if (time == TLM_TIME_NONE || is_known (known, phase->id, vehicle) ||
        is_known (found, phase->id, vehicle) || is_disproved (phase, time, known, vehicle) ||
        is_disproved (phase, time, found, vehicle) ||
        !tlm_machine_has_track (profile, phase->track, vehicle) ||
        !is_expected (phase, vehicle, known, found))
      continue;
    g_ptr_array_add (found, typical_event (profile, phase, time,
            is_common (profile, phase) || !*vehicle ? NULL : vehicle));
  }
}

static void
run (TlmPhaseEngine *engine, const TlmTimeline *timeline, gboolean ends, GPtrArray *found)
{
  g_autoptr (GPtrArray) known = known_events (engine, timeline);
  gint64 t0 = tlm_timeline_from_elapsed (timeline, 0);

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    guint before = found->len;
    tlm_machine_run (engine->profile, engine->signals->pdata[i],
        tlm_timeline_vehicle_name (timeline, i), known, t0, ends, engine->memories->pdata[i], found);
    share (known, found, before);
  }
  add_planned (engine, timeline, found);
  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++)
    add_nominal (engine->profile, timeline, tlm_timeline_vehicle_name (timeline, i), known, found);
  if (tlm_timeline_n_vehicles (timeline) == 0)
    add_nominal (engine->profile, timeline, "", known, found);
}

static gboolean
has_samples (const TlmTimeline *timeline)
{
  for (guint vehicle = 0; vehicle < tlm_timeline_n_vehicles (timeline); vehicle++)
    for (guint channel = 0; channel < TLM_N_STANDARD_CHANNELS; channel++) {
      const TlmTrack *track = tlm_timeline_track (timeline, vehicle, channel);
      if (track && tlm_series_length (track->series) > 0)
        return TRUE;
    }
  return FALSE;
}

/* Slopes of what is rounded coarsely reach further than is looked back each time; at the end all is
 * looked at once more, where no sample of it has been forgotten meanwhile. */
static gint64
last_look_ns (const TlmTimeline *timeline)
{
  gint64 from = G_MININT64;

  for (guint vehicle = 0; vehicle < tlm_timeline_n_vehicles (timeline); vehicle++)
    for (guint channel = 0; channel < TLM_N_STANDARD_CHANNELS; channel++) {
      const TlmTrack *track = tlm_timeline_track (timeline, vehicle, channel);
      if (track && tlm_series_length (track->series) > 0)
        from = MAX (from, tlm_series_whole_since (track->series));
    }
  return from == G_MININT64 || from == G_MAXINT64 ? from : from + 2 * TLM_FIT_REACH_NS;
}

/* Of before the samples are whole nothing can be told anew. States alone are known at any instant: those are
 * enough that are kept in any case. */
static void
let_go (TlmPhaseEngine *engine, const TlmTimeline *timeline)
{
  gint64 until = has_samples (timeline) ? last_look_ns (timeline) : G_MAXINT64;

  for (guint i = 0; i < engine->signals->len; i++) {
    TlmMachineMemory *memory = engine->memories->pdata[i];
    TlmSignals *signals = engine->signals->pdata[i];
    gsize index = tlm_machine_memory_floor (memory, signals, until);
    if (index > 0)
      tlm_machine_memory_advance (memory, tlm_signals_drop (signals, index));
  }
}

static void
update (TlmPhaseEngine *engine, TlmTimeline *timeline, gint64 from_ns, gboolean ends)
{
  g_autoptr (GPtrArray) found = NULL;

  if (ends)
    from_ns = MIN (from_ns, last_look_ns (timeline));
  while (engine->signals->len < tlm_timeline_n_vehicles (timeline)) {
    g_ptr_array_add (engine->signals, tlm_signals_new (engine->profile));
    g_ptr_array_add (engine->memories, tlm_machine_memory_new (engine->profile));
  }
  for (guint i = 0; i < engine->signals->len; i++) {
    tlm_signals_update (engine->signals->pdata[i], timeline, i, from_ns);
    engine->n_late += tlm_signals_came_late (engine->signals->pdata[i], from_ns);
  }
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  run (engine, timeline, ends, found);
  tlm_timeline_set_found_events (timeline, found);
  if (!ends)
    let_go (engine, timeline);
}

void
tlm_phase_engine_update (TlmPhaseEngine *engine, TlmTimeline *timeline, gint64 from_ns)
{
  g_return_if_fail (engine != NULL && timeline != NULL);
  update (engine, timeline, from_ns, FALSE);
}

void
tlm_phase_engine_end (TlmPhaseEngine *engine, TlmTimeline *timeline, gint64 from_ns)
{
  g_return_if_fail (engine != NULL && timeline != NULL);
  update (engine, timeline, from_ns, TRUE);
}

void
tlm_phase_engine_shift (TlmPhaseEngine *engine, TlmDuration offset_ns)
{
  g_return_if_fail (engine != NULL);
  for (guint i = 0; i < engine->signals->len; i++) {
    tlm_signals_shift (engine->signals->pdata[i], offset_ns);
    tlm_machine_memory_shift (engine->memories->pdata[i], offset_ns);
  }
}

gsize
tlm_phase_engine_skips (const TlmPhaseEngine *engine, guint vehicle)
{
  g_return_val_if_fail (engine != NULL, 0);
  return vehicle < engine->memories->len ? tlm_machine_memory_index (engine->memories->pdata[vehicle]) : 0;
}

guint64
tlm_phase_engine_n_taken (const TlmPhaseEngine *engine, guint vehicle)
{
  g_return_val_if_fail (engine != NULL, 0);
  return vehicle < engine->memories->len ? tlm_machine_memory_n_taken (engine->memories->pdata[vehicle]) : 0;
}

gsize
tlm_phase_engine_n_held (const TlmPhaseEngine *engine, guint vehicle)
{
  g_return_val_if_fail (engine != NULL, 0);
  return vehicle < engine->signals->len ? tlm_signals_length (engine->signals->pdata[vehicle]) : 0;
}

guint64
tlm_phase_engine_n_late (const TlmPhaseEngine *engine)
{
  guint64 n;

  g_return_val_if_fail (engine != NULL, 0);
  n = engine->n_late;
  for (guint i = 0; i < engine->memories->len; i++)
    n += tlm_machine_memory_n_late (engine->memories->pdata[i]);
  return n;
}

void
tlm_phases_find (const TlmProfile *profile, TlmTimeline *timeline)
{
  g_autoptr (TlmPhaseEngine) engine = tlm_phase_engine_new (profile);

  tlm_phase_engine_end (engine, timeline, G_MININT64);
}
