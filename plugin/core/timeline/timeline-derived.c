/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/timeline/derived-state.h"
#include "core/timeline/timeline-private.h"

void
tlm_timeline_set_site (TlmTimeline *timeline, const TlmTimelineSite *site)
{
  g_return_if_fail (timeline != NULL && site != NULL);
  timeline->site = *site;
  tlm_timeline_settle (timeline);
}

void
tlm_timeline_set_eop (TlmTimeline *timeline, TlmEop *eop)
{
  g_return_if_fail (timeline != NULL);
  tlm_eop_free (timeline->eop);
  timeline->eop = eop;
  tlm_timeline_settle (timeline);
}

void
tlm_timeline_set_first_orbit (TlmTimeline *timeline, gint64 number)
{
  g_return_if_fail (timeline != NULL && number >= 0);
  timeline->first_orbit = number;
  tlm_timeline_settle (timeline);
}

void
tlm_timeline_prefer_derived (TlmTimeline *timeline, const TlmChannelSet *channels)
{
  g_return_if_fail (timeline != NULL);
  timeline->preferred = channels ? channels->bits[0] : 0;
  tlm_timeline_settle (timeline);
}

/* The tracks of a channel that have samples, or NULL. */
static const GPtrArray *
vehicle_tracks (const TlmTimelineVehicle *vehicle, guint channel)
{
  return channel < vehicle->channels->len ? vehicle->channels->pdata[channel] : NULL;
}

static const TlmTimelineChannel *
channel_row (const TlmTimeline *timeline, guint channel)
{
  return &g_array_index (timeline->channels, TlmTimelineChannel, channel);
}

/* Makes planned.BASE known as what it is, and delta.BASE. A difference in
 * kelvin would be shown with a zero point that it has not. */
static void
add_planned (TlmTimeline *timeline, guint planned, guint base)
{
  TlmQuantity quantity = channel_row (timeline, base)->quantity;
  g_autofree char *name = g_strconcat (TLM_DELTA_PREFIX, channel_row (timeline, base)->name, NULL);
  TlmTimelineChannel *row = (TlmTimelineChannel *) channel_row (timeline, planned);
  guint delta;

  if (row->kind == TLM_CHANNEL_PLANNED)
    return;
  row->quantity = quantity;
  if (base < TLM_N_STANDARD_CHANNELS) {
    row->kind = TLM_CHANNEL_PLANNED;
    row->base = base;
  }
  if (quantity == TLM_QUANTITY_TEMPERATURE)
    return;
  delta = tlm_timeline_intern_channel (timeline, name, quantity);
  row = (TlmTimelineChannel *) channel_row (timeline, delta);
  row->kind = TLM_CHANNEL_DELTA;
  row->base = base;
  row->planned = planned;
}

/* Every planned.X that some source has, and the X that it is the plan of. */
static void
find_planned (TlmTimeline *timeline)
{
  for (guint i = TLM_N_STANDARD_CHANNELS; i < timeline->channels->len; i++) {
    const TlmTimelineChannel *row = channel_row (timeline, i);
    guint base;
    if (row->kind == TLM_CHANNEL_PLAIN && g_str_has_prefix (row->name, TLM_PLANNED_PREFIX) &&
        tlm_timeline_find_channel (timeline, row->name + strlen (TLM_PLANNED_PREFIX), &base))
      add_planned (timeline, i, base);
  }
}

static guint
planned_channel (const TlmTimeline *timeline, guint base)
{
  g_autofree char *name = g_strconcat (TLM_PLANNED_PREFIX, tlm_channel_get (base)->name, NULL);
  gpointer known = g_hash_table_lookup (timeline->channel_ids, name);

  return known ? GPOINTER_TO_UINT (known) - 1 : G_MAXUINT;
}

static void
settle_plan (TlmTimeline *timeline, TlmTimelineVehicle *vehicle, TlmPlan plan)
{
  TlmDerivedBasis *basis = &vehicle->basis[plan];

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    basis->tracks[i] = vehicle_tracks (vehicle,
        plan == TLM_PLANNED ? planned_channel (timeline, i) : i);
  basis->states = vehicle->states[plan];
  tlm_derived_basis_settle (basis, timeline);
  for (guint i = 0; plan == TLM_PLANNED && i < TLM_N_STANDARD_CHANNELS; i++) {
    if (basis->available >> i & 1) {
      g_autofree char *name = g_strconcat (TLM_PLANNED_PREFIX, tlm_channel_get (i)->name, NULL);
      add_planned (timeline, tlm_timeline_intern_channel (timeline, name,
              tlm_channel_get (i)->quantity), i);
    }
  }
}

void
tlm_timeline_settle (TlmTimeline *timeline)
{
  timeline->revision++;
  find_planned (timeline);
  for (guint i = 0; i < timeline->vehicles->len; i++)
    for (guint plan = 0; plan < TLM_N_PLANS; plan++)
      settle_plan (timeline, timeline->vehicles->pdata[i], plan);
}

void
tlm_evaluation_begin (TlmEvaluation *evaluation, const TlmTimeline *timeline,
    const TlmTimelineVehicle *vehicle, gint64 time_ns)
{
  evaluation->vehicle = vehicle;
  for (guint plan = 0; plan < TLM_N_PLANS; plan++)
    tlm_derived_begin (&evaluation->plan[plan], timeline, &vehicle->basis[plan], time_ns);
}

static TlmValue
delta (TlmEvaluation *evaluation, const TlmTimelineChannel *row)
{
  TlmValue actual = tlm_evaluation_get (evaluation, row->base);
  TlmValue planned = tlm_evaluation_get (evaluation, row->planned);
  double difference = actual.value - planned.value;

  if (row->base < TLM_N_STANDARD_CHANNELS &&
      tlm_channel_get (row->base)->interpolation == TLM_INTERPOLATION_ANGLE)
    difference = remainder (difference, 360);
  return tlm_derived_value (difference, &actual, &planned);
}

TlmValue
tlm_evaluation_get (TlmEvaluation *evaluation, guint channel)
{
  const TlmTimeline *timeline = evaluation->plan[TLM_ACTUAL].timeline;
  const TlmTimelineChannel *row;
  const GPtrArray *tracks;

  if (channel < TLM_N_STANDARD_CHANNELS)
    return tlm_derived_get (&evaluation->plan[TLM_ACTUAL], channel);
  row = channel_row (timeline, channel);
  if (row->kind == TLM_CHANNEL_PLANNED)
    return tlm_derived_get (&evaluation->plan[TLM_PLANNED], row->base);
  tracks = vehicle_tracks (evaluation->vehicle, channel);
  if (tracks)
    return tlm_timeline_measured (timeline, tracks, evaluation->plan[TLM_ACTUAL].time_ns, NULL);
  return row->kind == TLM_CHANNEL_DELTA ? delta (evaluation, row) : TLM_VALUE_ABSENT;
}

/* The basis that a channel is evaluated on, and its standard channel there. */
static const TlmDerivedBasis *
basis_of (const TlmTimeline *timeline, const TlmTimelineVehicle *vehicle, guint *channel)
{
  const TlmTimelineChannel *row;

  if (*channel < TLM_N_STANDARD_CHANNELS)
    return &vehicle->basis[TLM_ACTUAL];
  row = channel_row (timeline, *channel);
  if (row->kind != TLM_CHANNEL_PLANNED)
    return NULL;
  *channel = row->base;
  return &vehicle->basis[TLM_PLANNED];
}

TlmDatum
tlm_timeline_altitude_datum (const TlmTimeline *timeline, guint vehicle)
{
  static const struct {
    guint64 from;
    TlmDatum datum;
  } rows[] = {
    { TLM_CHANNEL_BIT (ALTITUDE_ELLIPSOID), TLM_DATUM_ELLIPSOID },
    { TLM_CHANNEL_BIT (ALTITUDE_MSL), TLM_DATUM_MSL },
    { TLM_CHANNEL_BIT (ALTITUDE_AGL), TLM_DATUM_AGL },
  };
  const TlmDerivedBasis *basis;
  const TlmDerivedRule *rule;

  g_return_val_if_fail (timeline != NULL && vehicle < timeline->vehicles->len, TLM_DATUM_UNDECLARED);
  basis = &((TlmTimelineVehicle *) timeline->vehicles->pdata[vehicle])->basis[TLM_ACTUAL];
  if ((basis->measured & TLM_CHANNEL_BIT (ALTITUDE)) && !basis->datum_conflict)
    return basis->datum;
  rule = basis->ways[TLM_CHANNEL_ALTITUDE][0];
  for (gsize i = 0; rule && i < G_N_ELEMENTS (rows); i++)
    if ((rule->inputs | rule->measured) & rows[i].from)
      return rows[i].datum;
  return TLM_DATUM_UNDECLARED;
}

static gboolean
has (const TlmTimeline *timeline, guint vehicle, guint channel, TlmOrigin *origin)
{
  const TlmTimelineVehicle *self = timeline->vehicles->pdata[vehicle];
  const TlmTimelineChannel *row = channel_row (timeline, channel);
  const TlmDerivedBasis *basis;

  *origin = TLM_ORIGIN_MEASURED;
  basis = basis_of (timeline, self, &channel);
  if (basis) {
    if (!(basis->measured >> channel & 1) || (channel == TLM_CHANNEL_ALTITUDE &&
            basis->datum_conflict))
      *origin = TLM_ORIGIN_DERIVED;
    return *origin == TLM_ORIGIN_MEASURED || basis->ways[channel][0];
  }
  if (vehicle_tracks (self, channel))
    return TRUE;
  *origin = TLM_ORIGIN_DERIVED;
  return row->kind == TLM_CHANNEL_DELTA &&
      tlm_timeline_has_channel (timeline, vehicle, row->base, NULL) &&
      tlm_timeline_has_channel (timeline, vehicle, row->planned, NULL);
}

gboolean
tlm_timeline_has_channel (const TlmTimeline *timeline, guint vehicle, guint channel,
    TlmOrigin *origin)
{
  TlmOrigin found;

  g_return_val_if_fail (timeline != NULL, FALSE);
  if (vehicle >= timeline->vehicles->len || channel >= timeline->channels->len ||
      !has (timeline, vehicle, channel, &found))
    return FALSE;
  if (origin)
    *origin = found;
  return TRUE;
}

const char *
tlm_timeline_channel_formula (const TlmTimeline *timeline, guint vehicle, guint channel)
{
  const TlmDerivedBasis *basis;
  TlmOrigin origin;

  if (!tlm_timeline_has_channel (timeline, vehicle, channel, &origin) ||
      origin != TLM_ORIGIN_DERIVED)
    return NULL;
  basis = basis_of (timeline, timeline->vehicles->pdata[vehicle], &channel);
  return basis ? basis->ways[channel][0]->formula : "actual - planned";
}

static void
append_name (GString *list, const char *prefix, const char *name)
{
  g_string_append_printf (list, "%s%s%s", list->len > 0 ? ", " : "", prefix, name);
}

/* What the facts that a rule needs stand for. */
static void
append_facts (GString *list, const TlmDerivedBasis *basis, guint facts, const char *prefix)
{
  guint height;

  if ((basis->facts & TLM_FACT_STATE) && (facts & (TLM_FACT_STATE | TLM_FACT_PLACE |
              TLM_FACT_TRACK | TLM_FACT_NODES | TLM_FACT_AIR))) {
    append_name (list, prefix, "ephemeris");
    return;
  }
  if (facts & (TLM_FACT_PLACE | TLM_FACT_TRACK)) {
    append_name (list, prefix, tlm_channel_get (TLM_CHANNEL_LATITUDE)->name);
    append_name (list, prefix, tlm_channel_get (TLM_CHANNEL_LONGITUDE)->name);
  }
  if ((facts & (TLM_FACT_TRACK | TLM_FACT_HEIGHT | TLM_FACT_AIR)) &&
      tlm_derived_height_channel (basis, &height))
    append_name (list, prefix, tlm_channel_get (height)->name);
}

char *
tlm_derived_sources (const TlmTimeline *timeline, guint vehicle, guint channel)
{
  GString *list;
  const TlmDerivedBasis *basis;
  const TlmDerivedRule *rule;
  const char *prefix;
  guint asked = channel;

  if (!tlm_timeline_channel_formula (timeline, vehicle, channel))
    return NULL;
  list = g_string_new (NULL);
  basis = basis_of (timeline, timeline->vehicles->pdata[vehicle], &channel);
  if (!basis) {
    const TlmTimelineChannel *row = channel_row (timeline, channel);
    append_name (list, "", channel_row (timeline, row->base)->name);
    append_name (list, "", channel_row (timeline, row->planned)->name);
    return g_string_free (list, FALSE);
  }
  prefix = asked == channel ? "" : TLM_PLANNED_PREFIX;
  rule = basis->ways[channel][0];
  append_facts (list, basis, rule->facts, prefix);
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    if ((rule->inputs | rule->measured) >> i & 1)
      append_name (list, prefix, tlm_channel_get (i)->name);
  return g_string_free (list, FALSE);
}

const TlmEphemeris *
tlm_timeline_ephemeris (const TlmTimeline *timeline, guint vehicle, guint index,
    gint64 *offset_ns)
{
  const TlmTimelineVehicle *of;

  g_return_val_if_fail (timeline != NULL && offset_ns != NULL, NULL);
  of = tlm_timeline_get_vehicle (timeline, vehicle);
  for (guint plan = 0; of && plan < TLM_N_PLANS; plan++) {
    if (index < of->states[plan]->len) {
      const TlmStateSource *source = &g_array_index (of->states[plan], TlmStateSource, index);
      *offset_ns = source->offset_ns;
      return source->ephemeris;
    }
    index -= of->states[plan]->len;
  }
  return NULL;
}
