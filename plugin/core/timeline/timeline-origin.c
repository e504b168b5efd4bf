/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a channel comes from: which can be had, and of what. */
#include "core/timeline/plan-name.h"
#include "core/timeline/timeline-private.h"

/* The basis that a channel is evaluated on, and its standard channel there. */
static const TlmDerivedBasis *
basis_of (const TlmTimeline *timeline, const TlmTimelineVehicle *vehicle, guint *channel)
{
  const TlmTimelineChannel *row;

  if (*channel < TLM_N_STANDARD_CHANNELS)
    return &vehicle->basis[TLM_ACTUAL];
  row = tlm_timeline_channel_row (timeline, *channel);
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
  const TlmTimelineChannel *row = tlm_timeline_channel_row (timeline, channel);
  const TlmDerivedBasis *basis;

  *origin = TLM_ORIGIN_MEASURED;
  basis = basis_of (timeline, self, &channel);
  if (basis) {
    if (!(basis->measured >> channel & 1) || (channel == TLM_CHANNEL_ALTITUDE &&
            basis->datum_conflict))
      *origin = TLM_ORIGIN_DERIVED;
    return *origin == TLM_ORIGIN_MEASURED || basis->ways[channel][0];
  }
  if (tlm_timeline_tracks (self, channel))
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
    const TlmTimelineChannel *row = tlm_timeline_channel_row (timeline, channel);
    append_name (list, "", tlm_timeline_channel_row (timeline, row->base)->name);
    append_name (list, "", tlm_timeline_channel_row (timeline, row->planned)->name);
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
