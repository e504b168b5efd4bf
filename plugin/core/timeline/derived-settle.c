/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which channels can be derived of what there is. */
#include "core/timeline/derived-settle.h"

#include <string.h>

#include "core/log/log.h"
#include "core/space/frames/earth.h"
#include "core/space/frames/geoid.h"
#include "core/timeline/derived-state.h"
#include "core/timeline/nodes.h"

static guint64
measured_channels (const TlmDerivedBasis *basis)
{
  guint64 measured = 0;

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    if (basis->tracks[i])
      measured |= G_GUINT64_CONSTANT (1) << i;
  return measured;
}

static TlmDatum
measured_datum (const TlmDerivedBasis *basis, const TlmDerivedWorld *world)
{
  const GPtrArray *tracks = basis->tracks[TLM_CHANNEL_ALTITUDE];
  const TlmTrack *track = tracks ? tracks->pdata[0] : NULL;

  if (!track)
    return TLM_DATUM_UNDECLARED;
  return track->datum != TLM_DATUM_UNDECLARED ? track->datum : world->site.datum;
}

/* The first sample that has both. */
static gboolean
first_place (const TlmDerivedBasis *basis, TlmGeodetic *place)
{
  const GPtrArray *latitudes = basis->tracks[TLM_CHANNEL_LATITUDE];
  const GPtrArray *longitudes = basis->tracks[TLM_CHANNEL_LONGITUDE];
  const TlmSeries *latitude, *longitude;

  if (!latitudes || !longitudes)
    return FALSE;
  latitude = ((const TlmTrack *) latitudes->pdata[0])->series;
  longitude = ((const TlmTrack *) longitudes->pdata[0])->series;
  if (tlm_series_length (latitude) == 0 || tlm_series_length (longitude) == 0)
    return FALSE;
  *place = (TlmGeodetic) { tlm_series_value (longitude, 0) * G_PI / 180,
    tlm_series_value (latitude, 0) * G_PI / 180, 0 };
  return TRUE;
}

static gboolean
find_origin (TlmDerivedBasis *basis, const TlmDerivedWorld *world, const TlmEphemerisState *first)
{
  const TlmTimelineSite *site = &world->site;
  TlmState fixed;

  if (site->has_pad) {
    basis->origin = (TlmGeodetic) { site->pad_longitude_deg * G_PI / 180,
      site->pad_latitude_deg * G_PI / 180, site->pad_altitude_m };
    return TRUE;
  }
  if (first->centre != tlm_body_earth ())
    return first_place (basis, &basis->origin);
  tlm_frame_convert (first->frame, TLM_FRAME_ITRF, first->instant, &first->state, world->eop,
      &fixed);
  basis->origin = tlm_geodetic_from_itrf (fixed.position_m);
  return TRUE;
}

#define HAS(id) ((basis->measured & TLM_CHANNEL_BIT (id)) != 0)

static guint
datum_facts (const TlmDerivedBasis *basis, const TlmTimelineSite *site)
{
  static const guint is[] = { 0, TLM_FACT_IS_ELLIPSOID, TLM_FACT_IS_MSL, TLM_FACT_IS_AGL };
  static const guint asked[] = { TLM_FACT_ASK_NONE, TLM_FACT_ASK_ELLIPSOID, TLM_FACT_ASK_MSL,
    TLM_FACT_ASK_AGL };
  guint facts = asked[site->datum];

  if (HAS (ALTITUDE))
    facts |= is[basis->datum];
  if (site->has_pad)
    facts |= site->datum == TLM_DATUM_MSL ? TLM_FACT_PAD_MSL : TLM_FACT_PAD_ELLIPSOID;
  return facts;
}

static void
find_nodes (TlmDerivedBasis *basis, const TlmDerivedWorld *world)
{
  const TlmEphemeris *first = g_array_index (basis->states, TlmStateSource, 0).ephemeris;

  if (basis->nodes && basis->nodes_of == first && basis->first_orbit == world->first_orbit) {
    tlm_nodes_extend (basis->nodes, basis->states, world->eop);
    return;
  }
  basis->first_orbit = world->first_orbit;
  tlm_nodes_free (basis->nodes);
  basis->nodes = tlm_nodes_new (basis->states, world->eop, world->first_orbit);
  basis->nodes_of = first;
}

/* Is there a height whose level is known, or at least not known to be the pad's
 * own? Above a pad of unknown height the air cannot be told. */
static gboolean
knows_height_of_air (const TlmDerivedBasis *basis, const TlmDerivedWorld *world)
{
  if (world->site.has_pad)
    return HAS (ALTITUDE) || HAS (ALTITUDE_AGL) || HAS (ALTITUDE_MSL) || HAS (ALTITUDE_ELLIPSOID);
  return HAS (ALTITUDE_MSL) || HAS (ALTITUDE_ELLIPSOID) ||
      (HAS (ALTITUDE) && basis->datum != TLM_DATUM_AGL);
}

static gboolean
has_epoch (const TlmDerivedBasis *basis)
{
  for (guint i = 0; i < basis->states->len; i++) {
    const TlmEphemeris *one = g_array_index (basis->states, TlmStateSource, i).ephemeris;
    if (tlm_ephemeris_n_elements (one) > 0 || tlm_ephemeris_n_orbits (one) > 0)
      return TRUE;
  }
  return FALSE;
}

/* What is known of the Earth alone: its air and geoid, and, where no ephemeris says that it is
 * about the Earth, its shape, its rotation and its shadow. */
static guint
facts_of_earth (guint facts)
{
  guint always = TLM_FACT_AIR | TLM_FACT_GEOID;

  return facts & TLM_FACT_EARTH ? always : always | TLM_FACT_PLACE | TLM_FACT_TRACK | TLM_FACT_ORIGIN;
}

static gboolean
is_of_earth (const TlmTimelineSite *site)
{
  return site->body == TLM_SITE_UNKNOWN || site->body == TLM_SITE_EARTH;
}

static guint
find_facts (TlmDerivedBasis *basis, const TlmDerivedWorld *world)
{
  TlmEphemerisState first = { 0 };
  guint facts = datum_facts (basis, &world->site), channel;

  if (tlm_derived_first_state (basis->states, &first))
    facts |= TLM_FACT_STATE;
  if (first.centre == tlm_body_earth ()) {
    facts |= TLM_FACT_EARTH;
    find_nodes (basis, world);
  }
  if (basis->nodes)
    facts |= TLM_FACT_NODES;
  if (has_epoch (basis))
    facts |= TLM_FACT_EPOCH;
  if (tlm_derived_height_channel (basis, &channel))
    facts |= TLM_FACT_HEIGHT;
  if ((facts & TLM_FACT_EARTH) || (HAS (LATITUDE) && HAS (LONGITUDE)))
    facts |= TLM_FACT_PLACE | (tlm_geoid_available () ? TLM_FACT_GEOID : 0);
  if ((facts & TLM_FACT_EARTH) || (facts & TLM_FACT_PLACE && facts & TLM_FACT_HEIGHT))
    facts |= TLM_FACT_TRACK;
  if ((facts & TLM_FACT_EARTH) || knows_height_of_air (basis, world))
    facts |= TLM_FACT_AIR;
  if ((facts & TLM_FACT_PLACE) && find_origin (basis, world, &first))
    facts |= TLM_FACT_ORIGIN;
  return is_of_earth (&world->site) ? facts : facts & ~facts_of_earth (facts);
}

static void
add_way (TlmDerivedBasis *basis, const TlmDerivedRule *rule)
{
  for (guint i = 0; i < TLM_DERIVED_WAYS; i++) {
    if (!basis->ways[rule->channel][i]) {
      basis->ways[rule->channel][i] = rule;
      basis->available |= G_GUINT64_CONSTANT (1) << rule->channel;
      return;
    }
  }
}

void
tlm_derived_settle (TlmDerivedBasis *basis, const TlmDerivedWorld *world)
{
  gsize n_rules;
  const TlmDerivedRule *rules = tlm_derived_rules (&n_rules);

  memset (basis->ways, 0, sizeof basis->ways);
  basis->measured = basis->available = measured_channels (basis);
  basis->preferred = world->preferred;
  basis->datum = measured_datum (basis, world);
  basis->datum_conflict = HAS (ALTITUDE) && world->site.datum != TLM_DATUM_UNDECLARED &&
      basis->datum != world->site.datum;
  basis->facts = find_facts (basis, world);
  for (gsize i = 0; i < n_rules; i++) {
    const TlmDerivedRule *rule = &rules[i];
    if ((rule->facts & ~basis->facts) == 0 && (rule->inputs & ~basis->available) == 0 &&
        (rule->measured & ~basis->measured) == 0)
      add_way (basis, rule);
  }
}
