/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A vehicle's channels at one instant, each computed once. */
#include "core/timeline/derived-context.h"

#include <math.h>

#include "core/log/magnitudes.h"
#include "core/timeline/tracks.h"

void
tlm_derived_begin (TlmDerivedContext *context, const TlmDerivedWorld *world,
    const TlmDerivedBasis *basis, TlmSlopeMemory *slopes, gint64 time_ns, TlmInstant instant)
{
  context->world = world;
  context->basis = basis;
  context->slopes = slopes;
  context->time_ns = time_ns;
  context->instant = instant;
  context->speed_frame = TLM_SPEED_UNDECLARED;
  context->done = context->begun = context->measured = 0;
  context->steps = 0;
  context->motion = TLM_MOTION_UNKNOWN;
}

TlmValue
tlm_derived_value (double value, const TlmValue *a, const TlmValue *b)
{
  TlmValue out = { value, a->age_ns, a->validity, TLM_ORIGIN_DERIVED };

  if (b) {
    out.age_ns = MAX (a->age_ns, b->age_ns);
    out.validity = MIN (a->validity, b->validity);
  }
  return out.validity > TLM_VALIDITY_ABSENT && isfinite (value) ? out : TLM_VALUE_ABSENT;
}

/* What has no sign, of a source that goes below 0 (a log in pieces, which is not judged as a
 * whole): at rest it is 0, and else nobody knows what it is. */
static TlmValue
as_magnitude (guint channel, TlmValue value)
{
  double noise;

  if (!(value.value < 0) || !tlm_channel_is_magnitude (channel, &noise))
    return value;
  if (value.value < -noise)
    return TLM_VALUE_ABSENT;
  value.value = 0;
  return value;
}

TlmValue
tlm_derived_measured (const TlmDerivedContext *context, guint channel)
{
  const GPtrArray *tracks = context->basis->tracks[channel];

  if (context->measured >> channel & 1)
    return context->memo[channel];
  return tracks ? as_magnitude (channel, tlm_tracks_at (tracks, context->time_ns,
          &context->world->limits, NULL)) : TLM_VALUE_ABSENT;
}

static TlmValue
derive (TlmDerivedContext *context, guint channel)
{
  TlmValue best = TLM_VALUE_ABSENT;

  for (guint i = 0; i < TLM_DERIVED_WAYS && context->basis->ways[channel][i]; i++) {
    TlmValue value = context->basis->ways[channel][i]->compute (context);
    if (value.validity > best.validity)
      best = value;
    if (best.validity == TLM_VALIDITY_FRESH)
      break;
  }
  return best;
}

/* What a channel that is measured elsewhere is derived as where it is not: a value of
 * the same kind, or else the measured one, with nothing to show. A speed relative to
 * the Earth is not continued by an inertial one, 400 m/s more, nor an altitude by one
 * above another level. */
static TlmValue
derive_instead (TlmDerivedContext *context, guint channel, TlmValue measured)
{
  TlmValue value = channel == TLM_CHANNEL_ALTITUDE ? measured : derive (context, channel);

  if (tlm_value_is_shown (&value) &&
      (channel != TLM_CHANNEL_SPEED || context->speed_frame != TLM_SPEED_INERTIAL))
    return value;
  if (channel == TLM_CHANNEL_SPEED)
    context->speed_frame = TLM_SPEED_UNDECLARED;
  return measured;
}

static TlmValue
find_value (TlmDerivedContext *context, guint channel)
{
  const TlmDerivedBasis *basis = context->basis;
  guint64 bit = G_GUINT64_CONSTANT (1) << channel;
  TlmValue value;

  if (!(basis->measured & bit) || (channel == TLM_CHANNEL_ALTITUDE && basis->datum_conflict))
    return derive (context, channel);
  if (basis->preferred & bit) {
    value = derive (context, channel);
    if (tlm_value_is_shown (&value))
      return value;
    if (channel == TLM_CHANNEL_SPEED)
      context->speed_frame = TLM_SPEED_UNDECLARED;
  }
  value = tlm_derived_measured (context, channel);
  if (!tlm_value_is_shown (&value))
    return derive_instead (context, channel, value);
  context->measured |= bit;
  return value;
}

/* What is found by way of itself is absent. */
TlmValue
tlm_derived_get (TlmDerivedContext *context, guint channel)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << channel;

  if (!(context->basis->available & bit) || (context->begun & ~context->done & bit))
    return TLM_VALUE_ABSENT;
  if (!(context->done & bit)) {
    context->begun |= bit;
    context->memo[channel] = find_value (context, channel);
    context->done |= bit;
  }
  return context->memo[channel];
}
