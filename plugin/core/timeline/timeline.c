/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/timeline.h"

#include <string.h>

#include "core/timeline/derived-state.h"
#include "core/timeline/timeline-private.h"

static void
vehicle_free (gpointer data)
{
  TlmTimelineVehicle *vehicle = data;

  g_free (vehicle->name);
  g_free (vehicle->label);
  for (guint i = 0; i < vehicle->channels->len; i++)
    if (vehicle->channels->pdata[i])
      g_ptr_array_unref (vehicle->channels->pdata[i]);
  g_ptr_array_unref (vehicle->channels);
  g_ptr_array_unref (vehicle->texts);
  g_ptr_array_unref (vehicle->events);
  g_ptr_array_unref (vehicle->agenda);
  for (guint i = 0; i < TLM_N_PLANS; i++) {
    tlm_derived_basis_clear (&vehicle->basis[i]);
    g_array_unref (vehicle->states[i]);
  }
  g_free (vehicle);
}

static void
state_source_clear (gpointer data)
{
  tlm_ephemeris_free (((TlmStateSource *) data)->ephemeris);
}

static void
channel_clear (gpointer data)
{
  g_free (((TlmTimelineChannel *) data)->name);
}

TlmTimeline *
tlm_timeline_new (void)
{
  TlmTimeline *timeline = g_new0 (TlmTimeline, 1);

  g_atomic_ref_count_init (&timeline->references);
  timeline->epoch = TLM_TIME_NONE;
  timeline->clock = TLM_CLOCK_ELAPSED;
  timeline->limits = TLM_AGE_LIMITS_DEFAULT;
  timeline->vehicles = g_ptr_array_new_with_free_func (vehicle_free);
  timeline->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  timeline->agenda = g_ptr_array_new ();
  timeline->planned = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  timeline->channels = g_array_new (FALSE, TRUE, sizeof (TlmTimelineChannel));
  g_array_set_clear_func (timeline->channels, channel_clear);
  timeline->channel_ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    tlm_timeline_intern_channel (timeline, tlm_channel_get (i)->name, tlm_channel_get (i)->quantity);
  return timeline;
}

TlmTimeline *
tlm_timeline_ref (TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, NULL);
  g_atomic_ref_count_inc (&timeline->references);
  return timeline;
}

void
tlm_timeline_unref (TlmTimeline *timeline)
{
  if (!timeline || !g_atomic_ref_count_dec (&timeline->references))
    return;
  g_hash_table_unref (timeline->channel_ids);
  g_clear_pointer (&timeline->phases, g_hash_table_unref);
  g_array_unref (timeline->channels);
  g_ptr_array_unref (timeline->vehicles);
  g_ptr_array_unref (timeline->events);
  g_ptr_array_unref (timeline->agenda);
  g_ptr_array_unref (timeline->planned);
  tlm_eop_free (timeline->eop);
  g_free (timeline);
}

void
tlm_timeline_set_epoch (TlmTimeline *timeline, TlmInstant epoch)
{
  g_return_if_fail (timeline != NULL);
  timeline->epoch = epoch;
  timeline->revision++;
}

guint64
tlm_timeline_get_revision (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->revision;
}

TlmInstant
tlm_timeline_get_epoch (const TlmTimeline *timeline)
{
  return timeline->epoch;
}

TlmClock
tlm_timeline_get_clock (const TlmTimeline *timeline)
{
  return timeline->clock;
}

void
tlm_timeline_set_age_limits (TlmTimeline *timeline, const TlmAgeLimits *limits)
{
  g_return_if_fail (timeline != NULL && limits != NULL);
  timeline->limits = *limits;
  timeline->revision++;
}

const TlmAgeLimits *
tlm_timeline_get_age_limits (const TlmTimeline *timeline)
{
  return &timeline->limits;
}

guint
tlm_timeline_intern_channel (TlmTimeline *timeline, const char *name, TlmQuantity quantity)
{
  gpointer known = g_hash_table_lookup (timeline->channel_ids, name);
  TlmTimelineChannel channel = { NULL, quantity, TLM_CHANNEL_PLAIN, 0, 0 };

  if (known)
    return GPOINTER_TO_UINT (known) - 1;
  channel.name = g_strdup (name);
  g_array_append_val (timeline->channels, channel);
  g_hash_table_insert (timeline->channel_ids, channel.name,
      GUINT_TO_POINTER (timeline->channels->len));
  return timeline->channels->len - 1;
}

TlmTimelineVehicle *
tlm_timeline_intern_vehicle (TlmTimeline *timeline, const char *name)
{
  TlmTimelineVehicle *vehicle;
  guint index;

  if (tlm_timeline_find_vehicle (timeline, name, &index))
    return timeline->vehicles->pdata[index];
  vehicle = g_new0 (TlmTimelineVehicle, 1);
  vehicle->name = g_strdup (name);
  vehicle->channels = g_ptr_array_new ();
  for (guint i = 0; i < TLM_N_PLANS; i++) {
    vehicle->states[i] = g_array_new (FALSE, FALSE, sizeof (TlmStateSource));
    g_array_set_clear_func (vehicle->states[i], state_source_clear);
  }
  vehicle->texts = g_ptr_array_new_with_free_func (tlm_text_track_free);
  vehicle->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  vehicle->agenda = g_ptr_array_new ();
  g_ptr_array_add (timeline->vehicles, vehicle);
  return vehicle;
}

guint
tlm_timeline_n_vehicles (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->vehicles->len;
}

const char *
tlm_timeline_vehicle_name (const TlmTimeline *timeline, guint vehicle)
{
  g_return_val_if_fail (timeline != NULL && vehicle < timeline->vehicles->len, NULL);
  return tlm_timeline_get_vehicle (timeline, vehicle)->name;
}

gboolean
tlm_timeline_find_vehicle (const TlmTimeline *timeline, const char *name, guint *vehicle)
{
  g_return_val_if_fail (timeline != NULL && name != NULL && vehicle != NULL, FALSE);
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    if (strcmp (tlm_timeline_get_vehicle (timeline, i)->name, name) == 0) {
      *vehicle = i;
      return TRUE;
    }
  }
  return FALSE;
}

void
tlm_timeline_set_vehicle_label (TlmTimeline *timeline, guint vehicle, const char *label)
{
  TlmTimelineVehicle *self;

  g_return_if_fail (timeline != NULL && vehicle < timeline->vehicles->len);
  self = timeline->vehicles->pdata[vehicle];
  g_free (self->label);
  self->label = g_strdup (label);
}

const char *
tlm_timeline_vehicle_label (const TlmTimeline *timeline, guint vehicle)
{
  const TlmTimelineVehicle *self;

  g_return_val_if_fail (timeline != NULL && vehicle < timeline->vehicles->len, NULL);
  self = timeline->vehicles->pdata[vehicle];
  return self->label ? self->label : self->name;
}

guint
tlm_timeline_n_channels (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->channels->len;
}

const char *
tlm_timeline_channel_name (const TlmTimeline *timeline, guint channel)
{
  g_return_val_if_fail (timeline != NULL && channel < timeline->channels->len, NULL);
  return g_array_index (timeline->channels, TlmTimelineChannel, channel).name;
}

TlmQuantity
tlm_timeline_channel_quantity (const TlmTimeline *timeline, guint channel)
{
  g_return_val_if_fail (timeline != NULL && channel < timeline->channels->len, TLM_QUANTITY_NONE);
  return g_array_index (timeline->channels, TlmTimelineChannel, channel).quantity;
}

gboolean
tlm_timeline_find_channel (const TlmTimeline *timeline, const char *name, guint *channel)
{
  TlmChannelId standard;
  gpointer known;

  g_return_val_if_fail (timeline != NULL && name != NULL && channel != NULL, FALSE);
  known = g_hash_table_lookup (timeline->channel_ids, name);
  if (known)
    *channel = GPOINTER_TO_UINT (known) - 1;
  else if (tlm_channel_from_name (name, &standard))
    *channel = standard;
  else
    return FALSE;
  return TRUE;
}

static const GPtrArray *
channel_tracks (const TlmTimelineVehicle *vehicle, guint channel)
{
  return vehicle && channel < vehicle->channels->len ? vehicle->channels->pdata[channel] : NULL;
}

const TlmTrack *
tlm_timeline_track (const TlmTimeline *timeline, guint vehicle, guint channel)
{
  const GPtrArray *tracks;

  g_return_val_if_fail (timeline != NULL, NULL);
  tracks = channel_tracks (tlm_timeline_get_vehicle (timeline, vehicle), channel);
  return tracks ? tracks->pdata[0] : NULL;
}

TlmValue
tlm_timeline_measured (const TlmTimeline *timeline, const GPtrArray *tracks, gint64 time_ns,
    const TlmTrack **track)
{
  TlmValue best = TLM_VALUE_ABSENT;

  for (guint i = 0; i < tracks->len; i++) {
    const TlmTrack *next = tracks->pdata[i];
    TlmValue value = tlm_series_at (next->series, time_ns, next->interpolation, &timeline->limits);
    if (value.validity > best.validity) {
      best = value;
      if (track)
        *track = next;
    }
    if (best.validity == TLM_VALIDITY_FRESH)
      break;
  }
  return best;
}

TlmValue
tlm_timeline_value (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns)
{
  TlmEvaluation evaluation;

  g_return_val_if_fail (timeline != NULL, TLM_VALUE_ABSENT);
  if (vehicle >= timeline->vehicles->len || channel >= timeline->channels->len ||
      time_ns == TLM_TIME_NONE)
    return TLM_VALUE_ABSENT;
  tlm_evaluation_begin (&evaluation, timeline, timeline->vehicles->pdata[vehicle], time_ns);
  return tlm_evaluation_get (&evaluation, channel);
}

const char *
tlm_timeline_text (const TlmTimeline *timeline, guint vehicle, const char *name, gint64 time_ns)
{
  const TlmTimelineVehicle *self;

  g_return_val_if_fail (timeline != NULL && name != NULL, NULL);
  self = tlm_timeline_get_vehicle (timeline, vehicle);
  for (guint i = 0; self && time_ns != TLM_TIME_NONE && i < self->texts->len; i++) {
    const TlmTextTrack *track = self->texts->pdata[i];
    if (strcmp (track->name, name) == 0)
      return tlm_text_track_at (track, time_ns, NULL);
  }
  return NULL;
}

static void
widen (gint64 *first_ns, gint64 *last_ns, gint64 from_ns, gint64 to_ns)
{
  *first_ns = MIN (*first_ns, from_ns);
  *last_ns = MAX (*last_ns, to_ns);
}

gboolean
tlm_timeline_span (const TlmTimeline *timeline, gint64 *first_ns, gint64 *last_ns)
{
  gint64 first = G_MAXINT64, last = G_MININT64, from, to;

  g_return_val_if_fail (timeline != NULL, FALSE);
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    const TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->channels->len; j++) {
      const GPtrArray *tracks = vehicle->channels->pdata[j];
      for (guint k = 0; tracks && k < tracks->len; k++) {
        const TlmSeries *series = ((TlmTrack *) tracks->pdata[k])->series;
        gsize n = tlm_series_length (series);
        if (n > 0)
          widen (&first, &last, tlm_series_time (series, 0), tlm_series_time (series, n - 1));
      }
    }
    for (guint j = 0; j < TLM_N_PLANS; j++)
      if (tlm_derived_states_span (vehicle->states[j], &from, &to))
        widen (&first, &last, from, to);
  }
  if (first > last)
    return FALSE;
  *first_ns = first;
  *last_ns = last;
  return TRUE;
}

gint64
tlm_timeline_from_elapsed (const TlmTimeline *timeline, TlmDuration elapsed_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (elapsed_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_ELAPSED)
    return elapsed_ns;
  return timeline->epoch == TLM_TIME_NONE ? TLM_TIME_NONE : timeline->epoch + elapsed_ns;
}

gint64
tlm_timeline_from_instant (const TlmTimeline *timeline, TlmInstant instant)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (instant == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_TAI)
    return instant;
  return timeline->epoch == TLM_TIME_NONE ? TLM_TIME_NONE : instant - timeline->epoch;
}

TlmDuration
tlm_timeline_to_elapsed (const TlmTimeline *timeline, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (time_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_ELAPSED)
    return time_ns;
  return timeline->epoch == TLM_TIME_NONE ? TLM_TIME_NONE : time_ns - timeline->epoch;
}

TlmInstant
tlm_timeline_to_instant (const TlmTimeline *timeline, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (time_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_TAI)
    return time_ns;
  return timeline->epoch == TLM_TIME_NONE ? TLM_TIME_NONE : timeline->epoch + time_ns;
}

static void
fill_vehicle (const TlmTimeline *timeline, guint index, const TlmChannelSet *wanted,
    TlmSnapshot *snapshot)
{
  const TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[index];
  TlmVehicleState *state = &snapshot->vehicles[index];
  TlmEvaluation evaluation;

  tlm_evaluation_begin (&evaluation, timeline, vehicle, snapshot->time_ns);
  for (guint i = 0; i < timeline->channels->len; i++)
    if (tlm_channel_set_has (wanted, i))
      state->values[i] = tlm_evaluation_get (&evaluation, i);
  state->speed_frame = evaluation.plan[TLM_ACTUAL].speed_frame;
  state->phase = tlm_timeline_phase_at (timeline, vehicle->events, vehicle->agenda,
      snapshot->time_ns);
}

void
tlm_timeline_at (const TlmTimeline *timeline, gint64 time_ns, const TlmChannelSet *wanted,
    TlmSnapshot *snapshot)
{
  g_return_if_fail (timeline != NULL && snapshot != NULL);
  tlm_snapshot_reset (snapshot, timeline->vehicles->len, timeline->channels->len);
  if (time_ns == TLM_TIME_NONE)
    return;
  snapshot->time_ns = time_ns;
  snapshot->instant = tlm_timeline_to_instant (timeline, time_ns);
  snapshot->elapsed_ns = tlm_timeline_to_elapsed (timeline, time_ns);
  for (guint i = 0; i < timeline->vehicles->len; i++)
    fill_vehicle (timeline, i, wanted, snapshot);
  snapshot->phase = tlm_timeline_phase_at (timeline, timeline->events, timeline->agenda, time_ns);
}
