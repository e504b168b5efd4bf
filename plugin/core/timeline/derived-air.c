/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The air that the vehicle flies through. */
#include "core/timeline/derived-compute.h"

/* The standard atmosphere is above mean sea level; where that cannot be had
 * the altitude that there is stands for it, but never one above a pad of
 * unknown height, and about another body there is none. */
static gboolean
fill_air (TlmDerivedContext *context)
{
  static const guint8 order[] = { TLM_CHANNEL_ALTITUDE_MSL, TLM_CHANNEL_ALTITUDE_ELLIPSOID,
    TLM_CHANNEL_ALTITUDE_AGL, TLM_CHANNEL_ALTITUDE };

  if (tlm_derived_need_motion (context) && context->motion == TLM_MOTION_BODY)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    gboolean above_pad = tlm_derived_datum_of (context->basis, order[i]) == TLM_DATUM_AGL;

    if (!(context->basis->available >> order[i] & 1) ||
        (above_pad && !context->world->site.has_pad))
      continue;
    context->air_worst = tlm_derived_get (context, order[i]);
    if (context->air_worst.validity == TLM_VALIDITY_ABSENT)
      continue;
    context->air = tlm_atmosphere_geometric (context->air_worst.value +
        (above_pad ? context->world->site.pad_altitude_m : 0));
    return TRUE;
  }
  return FALSE;
}

static gboolean
need_air (TlmDerivedContext *context)
{
  return tlm_derived_once (context, TLM_STEP_AIR, fill_air);
}

TlmValue
tlm_derived_pressure (TlmDerivedContext *context)
{
  if (!need_air (context))
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (context->air.pressure_pa, &context->air_worst, NULL);
}

TlmValue
tlm_derived_temperature (TlmDerivedContext *context)
{
  if (!need_air (context))
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (context->air.temperature_k, &context->air_worst, NULL);
}

/* The air turns with the Earth. A speed of no declared frame is taken as
 * relative to it, as webcasts show it; one known to be inertial is not. */
static TlmValue
air_speed (TlmDerivedContext *context)
{
  const guint64 available = context->basis->available;

  if (available & TLM_CHANNEL_BIT (SPEED_RELATIVE)) {
    TlmValue speed = tlm_derived_get (context, TLM_CHANNEL_SPEED_RELATIVE);
    if (tlm_value_is_shown (&speed))
      return speed;
  }
  if (available & TLM_CHANNEL_BIT (SPEED)) {
    TlmValue speed = tlm_derived_get (context, TLM_CHANNEL_SPEED);
    if (context->speed_frame != TLM_SPEED_INERTIAL)
      return speed;
  }
  return TLM_VALUE_ABSENT;
}

TlmValue
tlm_derived_dynamic_pressure (TlmDerivedContext *context)
{
  TlmValue speed;

  if (!need_air (context))
    return TLM_VALUE_ABSENT;
  speed = air_speed (context);
  return tlm_derived_value (tlm_dynamic_pressure_pa (&context->air, speed.value), &speed,
      &context->air_worst);
}

TlmValue
tlm_derived_mach (TlmDerivedContext *context)
{
  TlmValue speed;

  if (!need_air (context))
    return TLM_VALUE_ABSENT;
  speed = air_speed (context);
  return tlm_derived_value (tlm_mach (&context->air, speed.value), &speed, &context->air_worst);
}
