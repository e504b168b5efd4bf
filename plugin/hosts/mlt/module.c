/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/mlt/services.h"

#include <limits.h>
#include <stdio.h>

static mlt_properties
metadata (mlt_service_type type, const char *id, void *file)
{
  char path[PATH_MAX];

  (void) type, (void) id;
  snprintf (path, sizeof path, "%s/telemetry/%s", mlt_environment ("MLT_DATA"), (const char *) file);
  return mlt_properties_parse_yaml (path);
}

/* The one symbol that MLT looks for. */
__attribute__ ((visibility ("default")))
MLT_REPOSITORY
{
  MLT_REGISTER (mlt_service_filter_type, "telemetry", telemetry_filter_init);
  MLT_REGISTER (mlt_service_producer_type, "telemetry", telemetry_producer_init);
  MLT_REGISTER_METADATA (mlt_service_filter_type, "telemetry", metadata, (void *) "filter_telemetry.yml");
  MLT_REGISTER_METADATA (mlt_service_producer_type, "telemetry", metadata, (void *) "producer_telemetry.yml");
}
