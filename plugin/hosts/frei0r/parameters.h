/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parameters by their place, which programs save: rows are only ever added, at the end. All are texts, so that a
 * program which keeps numbers between 0 and 1 does not bend them. */
typedef enum {
  TELEMETRY_PARAMETER_MISSION,
  TELEMETRY_PARAMETER_LAYOUT,
  TELEMETRY_PARAMETER_LIFTOFF,
  TELEMETRY_PARAMETER_TIME_UNIT,
  TELEMETRY_PARAMETER_OFFSET,
  TELEMETRY_PARAMETER_LANGUAGE,
  TELEMETRY_N_PARAMETERS
} TelemetryParameter;

/* What people read of one. Static. */
typedef struct {
  const char *name, *explanation;
} TelemetryParameterWords;

extern const TelemetryParameterWords telemetry_parameters[TELEMETRY_N_PARAMETERS];

/* How many nanoseconds the unit of TEXT ("s" or "ms") has; 0 for any other, and for NULL. */
double telemetry_time_unit_ns (const char *text);

G_END_DECLS
