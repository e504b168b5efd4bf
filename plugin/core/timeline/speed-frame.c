/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/speed-frame.h"

TlmSpeedFrame
tlm_derived_speed_frame (double altitude_m, double perigee_m)
{
  if (altitude_m < 100e3 || (altitude_m < 2000e3 && perigee_m < 100e3))
    return TLM_SPEED_RELATIVE;
  return TLM_SPEED_INERTIAL;
}
