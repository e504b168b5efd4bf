/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* States propagated from element sets and from single states. */
#include "core/space/ephemeris-propagated-private.h"
#include "core/space/frames/earth.h"
#include "core/space/orbit/kepler.h"
#include "core/space/orbit/sgp4.h"
#include "core/time/sum.h"

static TlmInstant
elements_epoch (const TlmEphemeris *ephemeris, guint index)
{
  return tlm_sgp4_get_elements (g_ptr_array_index (ephemeris->elements, index))->epoch;
}

/* How far apart, without overflow. */
static guint64
distance (TlmInstant a, TlmInstant b)
{
  return a > b ? (guint64) a - (guint64) b : (guint64) b - (guint64) a;
}

/* Of N epochs in order the nearest; N is not 0. */
static guint
nearest (const TlmEphemeris *ephemeris, guint n,
    TlmInstant (*epoch) (const TlmEphemeris *, guint), TlmInstant instant)
{
  guint low = 0, high = n;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (epoch (ephemeris, middle) <= instant)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == n || (low > 0 && distance (epoch (ephemeris, low - 1), instant)
      <= distance (epoch (ephemeris, low), instant)))
    low--;
  return low;
}

static gboolean
is_far (const TlmEphemeris *ephemeris, TlmInstant epoch, TlmInstant instant)
{
  return distance (epoch, instant) > (guint64) ephemeris->predicted_after;
}

static gboolean
elements_state (const TlmEphemeris *ephemeris, TlmInstant instant, TlmEphemerisState *out)
{
  guint index;
  double r[3], v[3];

  if (ephemeris->elements->len == 0)
    return FALSE;
  index = nearest (ephemeris, ephemeris->elements->len, elements_epoch, instant);
  if (distance (elements_epoch (ephemeris, index), instant) > TLM_EPHEMERIS_ELEMENTS_REACH)
    return FALSE;
  if (tlm_sgp4_propagate_to (g_ptr_array_index (ephemeris->elements, index), instant, r, v)
      != TLM_SGP4_OK)
    return FALSE;
  *out = (TlmEphemerisState) {
    .state = { { r[0], r[1], r[2] }, { v[0], v[1], v[2] } },
    .acceleration_m_s2 = { NAN, NAN, NAN }, .instant = instant, .frame = TLM_FRAME_TEME,
    .centre = tlm_body_earth (), .origin = TLM_EPHEMERIS_SGP4,
    .is_predicted = is_far (ephemeris, elements_epoch (ephemeris, index), instant),
    .epoch = elements_epoch (ephemeris, index) };
  return TRUE;
}

static TlmInstant
orbit_epoch (const TlmEphemeris *ephemeris, guint index)
{
  return g_array_index (ephemeris->orbits, TlmSingleOrbit, index).epoch;
}

static gboolean
orbit_state (const TlmEphemeris *ephemeris, TlmInstant instant, TlmEphemerisState *out)
{
  const TlmSingleOrbit *orbit;
  TlmState state;

  if (ephemeris->orbits->len == 0)
    return FALSE;
  orbit = &g_array_index (ephemeris->orbits, TlmSingleOrbit,
      nearest (ephemeris, ephemeris->orbits->len, orbit_epoch, instant));
  if (instant < orbit->start || instant > orbit->stop
      || !tlm_kepler_propagate (orbit->centre->gm_m3_s2, &orbit->state,
          tlm_duration_to_s (tlm_time_apart (orbit->epoch, instant)), &state))
    return FALSE;
  *out = (TlmEphemerisState) { .state = state, .acceleration_m_s2 = { NAN, NAN, NAN },
    .instant = instant, .frame = orbit->frame, .centre = orbit->centre,
    .origin = TLM_EPHEMERIS_TWO_BODY,
    .is_predicted = is_far (ephemeris, orbit->epoch, instant), .epoch = orbit->epoch };
  return TRUE;
}

gboolean
tlm_ephemeris_propagated_state (const TlmEphemeris *ephemeris, TlmInstant instant,
    TlmEphemerisState *out)
{
  return elements_state (ephemeris, instant, out) || orbit_state (ephemeris, instant, out);
}

static TlmDuration
elements_period (const TlmEphemeris *ephemeris, guint index)
{
  const TlmSgp4 *sgp4 = g_ptr_array_index (ephemeris->elements, index);

  return (TlmDuration) MIN (2.0 * G_PI / tlm_sgp4_get_elements (sgp4)->mean_motion * 1e9, (double) TLM_ELAPSED_LONGEST);
}

void
tlm_ephemeris_propagated_span (const TlmEphemeris *ephemeris, TlmInstant *first, TlmInstant *last)
{
  guint n_elements = ephemeris->elements->len, n_orbits = ephemeris->orbits->len;

  if (n_elements > 0) {
    *first = MIN (*first, elements_epoch (ephemeris, 0));
    *last = MAX (*last, tlm_time_moved (elements_epoch (ephemeris, n_elements - 1),
            elements_period (ephemeris, n_elements - 1)));
  }
  if (n_orbits > 0) {
    const TlmSingleOrbit *end = &g_array_index (ephemeris->orbits, TlmSingleOrbit, n_orbits - 1);
    *first = MIN (*first, orbit_epoch (ephemeris, 0));
    *last = MAX (*last, MIN (tlm_time_moved (end->epoch, end->period), end->stop));
  }
}

guint
tlm_ephemeris_n_elements (const TlmEphemeris *ephemeris)
{
  g_return_val_if_fail (ephemeris, 0);
  return ephemeris->elements->len;
}

const TlmMeanElements *
tlm_ephemeris_elements (const TlmEphemeris *ephemeris, guint index)
{
  g_return_val_if_fail (ephemeris && index < ephemeris->elements->len, NULL);
  return tlm_sgp4_get_elements (g_ptr_array_index (ephemeris->elements, index));
}

void
tlm_ephemeris_set_predicted_after (TlmEphemeris *ephemeris, TlmDuration span_ns)
{
  g_return_if_fail (ephemeris && span_ns >= 0);
  ephemeris->predicted_after = span_ns;
}

/* How long set INDEX is the nearest one, on one side of its epoch. */
static TlmDuration
elements_reach (const TlmEphemeris *ephemeris, guint index, gboolean backwards)
{
  guint64 gap;

  if (backwards ? index == 0 : index + 1 == ephemeris->elements->len)
    return TLM_EPHEMERIS_ELEMENTS_REACH;
  gap = distance (elements_epoch (ephemeris, index),
      elements_epoch (ephemeris, backwards ? index - 1 : index + 1));
  return (TlmDuration) MIN (gap / 2, (guint64) TLM_EPHEMERIS_ELEMENTS_REACH);
}

const char *
tlm_ephemeris_elements_end (const TlmEphemeris *ephemeris, guint index, gboolean backwards,
    TlmInstant *at)
{
  const TlmSgp4 *sgp4;
  TlmDuration reach;
  TlmSgp4Status status;

  g_return_val_if_fail (ephemeris && at && index < ephemeris->elements->len, NULL);
  sgp4 = g_ptr_array_index (ephemeris->elements, index);
  reach = elements_reach (ephemeris, index, backwards);
  if (tlm_sgp4_is_high (sgp4, reach))
    return NULL;
  status = tlm_sgp4_first_error (sgp4, backwards, reach, at);
  return status == TLM_SGP4_OK ? NULL : tlm_sgp4_status_text (status);
}

guint
tlm_ephemeris_n_orbits (const TlmEphemeris *ephemeris)
{
  g_return_val_if_fail (ephemeris, 0);
  return ephemeris->orbits->len;
}
