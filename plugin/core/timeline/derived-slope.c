/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rates of change of what was measured. */
#include "core/timeline/derived-slope.h"

#include <math.h>

#include "core/timeline/tracks.h"

#define BORNE_M_S 5.0
#define BORNE_PART 0.05

#define NO_RATE ((TlmDerivedRate) { TLM_VALUE_ABSENT, 0 })

TlmDerivedRate
tlm_derived_slope (const TlmDerivedContext *context, guint channel)
{
  const GPtrArray *tracks = context->basis->tracks[channel];
  const TlmTrack *track = NULL;
  TlmValue value;
  TlmSlope slope;

  if (!tracks)
    return NO_RATE;
  if (tracks->len == 1) {
    value = tlm_derived_measured (context, channel);
    track = value.validity > TLM_VALIDITY_ABSENT ? tracks->pdata[0] : NULL;
  } else {
    value = tlm_tracks_at (tracks, context->time_ns, &context->world->limits, &track);
  }
  if (!track || !tlm_slope_memory_at (context->slopes, track->series, context->time_ns,
          track->interpolation == TLM_INTERPOLATION_ANGLE, &slope))
    return NO_RATE;
  return (TlmDerivedRate) { tlm_derived_value (slope.per_s, &value, NULL), slope.error_per_s };
}

gboolean
tlm_derived_bears_speed (double error_m_s, double speed_m_s)
{
  return error_m_s <= fmax (BORNE_M_S, BORNE_PART * fabs (speed_m_s));
}

/* The measured speed of the whole vehicle relative to the Earth: a speed of no
 * declared frame is one, as webcasts and receivers show it. */
static gboolean
total_speed (const TlmDerivedContext *context, double *speed_m_s)
{
  static const guint8 channels[] = { TLM_CHANNEL_SPEED_RELATIVE, TLM_CHANNEL_SPEED };

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++) {
    TlmValue speed = tlm_derived_measured (context, channels[i]);
    if (speed.validity == TLM_VALIDITY_FRESH) {
      *speed_m_s = fabs (speed.value);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
fill_climb (TlmDerivedContext *context)
{
  TlmDerivedRate *climb = &context->climb;
  double speed = INFINITY, over;
  guint channel;

  if (!tlm_derived_height_channel (context->basis, &channel))
    return FALSE;
  *climb = tlm_derived_slope (context, channel);
  if (climb->value.validity == TLM_VALIDITY_ABSENT)
    return FALSE;
  if (!tlm_derived_bears_speed (climb->error_per_s,
          total_speed (context, &speed) ? speed : climb->value.value))
    return FALSE;
  over = fabs (climb->value.value) - speed;
  if (over > 0)
    climb->value.value = copysign (speed, climb->value.value);
  return over <= climb->error_per_s;
}

TlmDerivedRate
tlm_derived_altitude_rate (TlmDerivedContext *context)
{
  return tlm_derived_once (context, TLM_STEP_CLIMB, fill_climb) ? context->climb : NO_RATE;
}

TlmDerivedRate
tlm_derived_climb (TlmDerivedContext *context)
{
  TlmValue measured = tlm_derived_measured (context, TLM_CHANNEL_VERTICAL_SPEED);

  return tlm_value_is_shown (&measured) ? (TlmDerivedRate) { measured, 0 } :
      tlm_derived_altitude_rate (context);
}
