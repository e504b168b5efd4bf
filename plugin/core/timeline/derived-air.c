/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The air that the vehicle flies through. */
#include "core/timeline/derived-private.h"

TlmValue
tlm_derived_pressure (TlmDerivedContext *context)
{
  if (!tlm_derived_need_air (context))
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (context->air.pressure_pa, &context->air_worst, NULL);
}

TlmValue
tlm_derived_temperature (TlmDerivedContext *context)
{
  if (!tlm_derived_need_air (context))
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

  if (!tlm_derived_need_air (context))
    return TLM_VALUE_ABSENT;
  speed = air_speed (context);
  return tlm_derived_value (tlm_dynamic_pressure_pa (&context->air, speed.value), &speed,
      &context->air_worst);
}

TlmValue
tlm_derived_mach (TlmDerivedContext *context)
{
  TlmValue speed;

  if (!tlm_derived_need_air (context))
    return TLM_VALUE_ABSENT;
  speed = air_speed (context);
  return tlm_derived_value (tlm_mach (&context->air, speed.value), &speed, &context->air_worst);
}
