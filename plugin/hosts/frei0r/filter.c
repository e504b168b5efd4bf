/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The filter: telemetry over the frames that come. */
#include "hosts/frei0r/kind.h"

#include <stdint.h>
#include <frei0r.h>

const TelemetryKind telemetry_kind = {
  .type = F0R_PLUGIN_TYPE_FILTER,
  .name = "telemetry",
  .explanation = "Altitude, velocity and mission phase of a spacecraft over the picture",
};
