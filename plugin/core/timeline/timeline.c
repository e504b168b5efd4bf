/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/timeline.h"

#include <string.h>

#include "core/timeline/plan-name.h"
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
  g_ptr_array_unref (vehicle->leading);
  g_array_unref (vehicle->runs);
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
  timeline->world.limits = TLM_AGE_LIMITS_DEFAULT;
  timeline->vehicles = g_ptr_array_new_with_free_func (vehicle_free);
  timeline->vehicle_ids = g_hash_table_new (g_str_hash, g_str_equal);
  timeline->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  timeline->agenda = g_ptr_array_new ();
  timeline->leading = g_ptr_array_new ();
  timeline->runs = g_array_new (FALSE, FALSE, sizeof (guint));
  timeline->given = g_ptr_array_new ();
  timeline->last_found = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  timeline->sayings = g_ptr_array_new ();
  timeline->found = g_ptr_array_new ();
  timeline->index = tlm_event_index_new ();
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
  g_hash_table_unref (timeline->vehicle_ids);
  g_clear_pointer (&timeline->aliases, g_hash_table_unref);
  g_ptr_array_unref (timeline->vehicles);
  g_ptr_array_unref (timeline->events);
  g_ptr_array_unref (timeline->agenda);
  g_ptr_array_unref (timeline->leading);
  g_array_unref (timeline->runs);
  g_ptr_array_unref (timeline->given);
  g_ptr_array_unref (timeline->last_found);
  g_ptr_array_unref (timeline->sayings);
  g_ptr_array_unref (timeline->found);
  tlm_event_index_free (timeline->index);
  g_ptr_array_unref (timeline->planned);
  tlm_eop_free (timeline->world.eop);
  g_free (timeline);
}

guint64
tlm_timeline_get_revision (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->revision;
}

void
tlm_timeline_set_age_limits (TlmTimeline *timeline, const TlmAgeLimits *limits)
{
  g_return_if_fail (timeline != NULL && limits != NULL);
  timeline->world.limits = *limits;
  timeline->revision++;
}

const TlmAgeLimits *
tlm_timeline_get_age_limits (const TlmTimeline *timeline)
{
  return &timeline->world.limits;
}

guint
tlm_timeline_intern_channel (TlmTimeline *timeline, const char *name, TlmQuantity quantity)
{
  gpointer known = g_hash_table_lookup (timeline->channel_ids, name);
  TlmTimelineChannel channel = { .quantity = quantity, .kind = TLM_CHANNEL_PLAIN };

  if (known)
    return GPOINTER_TO_UINT (known) - 1;
  channel.name = g_strdup (name);
  g_array_append_val (timeline->channels, channel);
  g_hash_table_insert (timeline->channel_ids, channel.name,
      GUINT_TO_POINTER (timeline->channels->len));
  return timeline->channels->len - 1;
}

void
tlm_timeline_add_alias (TlmTimeline *timeline, const char *alias, const char *name)
{
  g_return_if_fail (timeline != NULL && alias != NULL && name != NULL);
  if (!timeline->aliases)
    timeline->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (timeline->aliases, g_strdup (alias), g_strdup (name));
}

const char *
tlm_timeline_name_of_alias (const TlmTimeline *timeline, const char *name)
{
  const char *known;

  g_return_val_if_fail (timeline != NULL, name);
  known = timeline->aliases && name ? g_hash_table_lookup (timeline->aliases, name) : NULL;
  return known ? known : name;
}

TlmTimelineVehicle *
tlm_timeline_intern_vehicle (TlmTimeline *timeline, const char *name)
{
  TlmTimelineVehicle *vehicle;
  guint index;

  name = tlm_timeline_name_of_alias (timeline, name);
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
  vehicle->leading = g_ptr_array_new ();
  vehicle->runs = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (timeline->vehicles, vehicle);
  g_hash_table_insert (timeline->vehicle_ids, vehicle->name, GUINT_TO_POINTER (timeline->vehicles->len));
  tlm_timeline_share_with (timeline, vehicle);
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
  guint known;

  g_return_val_if_fail (timeline != NULL && name != NULL && vehicle != NULL, FALSE);
  known = GPOINTER_TO_UINT (g_hash_table_lookup (timeline->vehicle_ids, tlm_timeline_name_of_alias (timeline, name)));
  if (known == 0)
    return FALSE;
  *vehicle = known - 1;
  return TRUE;
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

TlmChannelId
tlm_timeline_channel_kind (const TlmTimeline *timeline, guint channel)
{
  return channel < TLM_N_STANDARD_CHANNELS ? channel :
      tlm_planned_kind (tlm_timeline_channel_name (timeline, channel));
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

const TlmTrack *
tlm_timeline_track (const TlmTimeline *timeline, guint vehicle, guint channel)
{
  const TlmTimelineVehicle *self;
  const GPtrArray *tracks;

  g_return_val_if_fail (timeline != NULL, NULL);
  self = tlm_timeline_get_vehicle (timeline, vehicle);
  tracks = self ? tlm_timeline_tracks (self, channel) : NULL;
  return tracks ? tracks->pdata[0] : NULL;
}

guint
tlm_timeline_n_texts (const TlmTimeline *timeline, guint vehicle)
{
  const TlmTimelineVehicle *self;

  g_return_val_if_fail (timeline != NULL, 0);
  self = tlm_timeline_get_vehicle (timeline, vehicle);
  return self ? self->texts->len : 0;
}

const TlmTextTrack *
tlm_timeline_text_track (const TlmTimeline *timeline, guint vehicle, guint index)
{
  g_return_val_if_fail (index < tlm_timeline_n_texts (timeline, vehicle), NULL);
  return tlm_timeline_get_vehicle (timeline, vehicle)->texts->pdata[index];
}

guint
tlm_timeline_n_events_until (const TlmTimeline *timeline, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return tlm_events_until (timeline->events, time_ns);
}

guint
tlm_timeline_n_events (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->events->len;
}

const TlmEvent *
tlm_timeline_event (const TlmTimeline *timeline, guint index)
{
  g_return_val_if_fail (timeline != NULL && index < timeline->events->len, NULL);
  return timeline->events->pdata[index];
}

guint
tlm_timeline_n_planned_events (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->planned->len;
}

const TlmEvent *
tlm_timeline_planned_event (const TlmTimeline *timeline, guint index)
{
  g_return_val_if_fail (timeline != NULL && index < timeline->planned->len, NULL);
  return timeline->planned->pdata[index];
}
