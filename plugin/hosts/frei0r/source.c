/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The source: telemetry on nothing, to be laid over other tracks. */
#include "hosts/frei0r/kind.h"

#include <stdint.h>
#include <frei0r.h>

const TelemetryKind telemetry_kind = {
  .type = F0R_PLUGIN_TYPE_SOURCE,
  .name = "telemetry_source",
  .explanation = "Altitude, velocity and mission phase of a spacecraft, transparent elsewhere",
};
