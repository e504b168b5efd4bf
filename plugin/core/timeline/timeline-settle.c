/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which channels there are, once a source or a setting is another one. */
#include "core/timeline/derived-settle.h"
#include "core/timeline/plan-name.h"
#include "core/timeline/timeline-private.h"

void
tlm_timeline_set_site (TlmTimeline *timeline, const TlmTimelineSite *site)
{
  g_return_if_fail (timeline != NULL && site != NULL);
  timeline->world.site = *site;
  tlm_timeline_settle (timeline);
}

const TlmTimelineSite *
tlm_timeline_get_site (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, NULL);
  return &timeline->world.site;
}

void
tlm_timeline_set_eop (TlmTimeline *timeline, TlmEop *eop)
{
  g_return_if_fail (timeline != NULL);
  tlm_eop_free (timeline->world.eop);
  timeline->world.eop = eop;
  tlm_timeline_settle (timeline);
}

void
tlm_timeline_set_first_orbit (TlmTimeline *timeline, gint64 number)
{
  g_return_if_fail (timeline != NULL && number >= 0);
  timeline->world.first_orbit = number;
  tlm_timeline_settle (timeline);
}

void
tlm_timeline_prefer_derived (TlmTimeline *timeline, const TlmChannelSet *channels)
{
  g_return_if_fail (timeline != NULL);
  timeline->world.preferred = channels ? channels->bits[0] : 0;
  tlm_timeline_settle (timeline);
}

/* Makes planned.BASE known as what it is, and delta.BASE. A difference in
 * kelvin would be shown with a zero point that it has not. */
static void
add_planned (TlmTimeline *timeline, guint planned, guint base)
{
  TlmQuantity quantity = tlm_timeline_channel_row (timeline, base)->quantity;
  g_autofree char *name = tlm_delta_name (tlm_timeline_channel_row (timeline, base)->name);
  TlmTimelineChannel *row = (TlmTimelineChannel *) tlm_timeline_channel_row (timeline, planned);
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
  row = (TlmTimelineChannel *) tlm_timeline_channel_row (timeline, delta);
  row->kind = TLM_CHANNEL_DELTA;
  row->base = base;
  row->planned = planned;
}

/* Every planned.X that some source has, and the X that it is the plan of. */
static void
find_planned (TlmTimeline *timeline)
{
  for (guint i = TLM_N_STANDARD_CHANNELS; i < timeline->channels->len; i++) {
    const TlmTimelineChannel *row = tlm_timeline_channel_row (timeline, i);
    guint base;
    const char *name = tlm_planned_base (row->name);
    if (row->kind == TLM_CHANNEL_PLAIN && name &&
        tlm_timeline_find_channel (timeline, name, &base))
      add_planned (timeline, i, base);
  }
}

static guint
planned_channel (const TlmTimeline *timeline, guint base)
{
  g_autofree char *name = tlm_planned_name (tlm_channel_get (base)->name);
  gpointer known = g_hash_table_lookup (timeline->channel_ids, name);

  return known ? GPOINTER_TO_UINT (known) - 1 : G_MAXUINT;
}

static void
settle_plan (TlmTimeline *timeline, TlmTimelineVehicle *vehicle, TlmPlan plan)
{
  TlmDerivedBasis *basis = &vehicle->basis[plan];

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    basis->tracks[i] = tlm_timeline_tracks (vehicle,
        plan == TLM_PLANNED ? planned_channel (timeline, i) : i);
  basis->states = vehicle->states[plan];
  tlm_derived_settle (basis, &timeline->world);
  for (guint i = 0; plan == TLM_PLANNED && i < TLM_N_STANDARD_CHANNELS; i++) {
    if (basis->available >> i & 1) {
      g_autofree char *name = tlm_planned_name (tlm_channel_get (i)->name);
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
