/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The osculating orbit. */
#include "core/timeline/derived-compute.h"
#include "core/timeline/nodes.h"

static gboolean
has_orbit (TlmDerivedContext *context)
{
  return tlm_derived_need_orbit (context) && context->motion != TLM_MOTION_PLACE;
}

static TlmValue
of_orbit (TlmDerivedContext *context, double value)
{
  return tlm_derived_value (value, &context->worst, NULL);
}

TlmValue
tlm_derived_apogee (TlmDerivedContext *context)
{
  return has_orbit (context) ? of_orbit (context, context->orbit.apogee_m) : TLM_VALUE_ABSENT;
}

TlmValue
tlm_derived_perigee (TlmDerivedContext *context)
{
  return has_orbit (context) ? of_orbit (context, context->orbit.perigee_m) : TLM_VALUE_ABSENT;
}

TlmValue
tlm_derived_period (TlmDerivedContext *context)
{
  return has_orbit (context) ? of_orbit (context, context->orbit.period_s) : TLM_VALUE_ABSENT;
}

TlmValue
tlm_derived_inclination (TlmDerivedContext *context)
{
  if (!has_orbit (context))
    return TLM_VALUE_ABSENT;
  return of_orbit (context, context->orbit.inclination_rad * 180.0 / G_PI);
}

TlmValue
tlm_derived_orbit_number (TlmDerivedContext *context)
{
  gint64 number;

  if (!has_orbit (context) || context->motion != TLM_MOTION_EPHEMERIS ||
      !tlm_nodes_count (context->basis->nodes, context->state.instant,
          context->orbit.argp_rad + context->orbit.true_anomaly_rad, &number))
    return TLM_VALUE_ABSENT;
  return of_orbit (context, (double) number);
}

TlmValue
tlm_derived_epoch_age (TlmDerivedContext *context)
{
  if (!tlm_derived_need_motion (context) || context->motion == TLM_MOTION_PLACE
      || context->state.epoch == TLM_TIME_NONE)
    return TLM_VALUE_ABSENT;
  return of_orbit (context, tlm_duration_to_s (context->state.instant - context->state.epoch));
}
