/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/gsttelemetryoverlay.h"

#ifndef PACKAGE
# define PACKAGE "gst-telemetry"
#endif

static gboolean
plugin_init (GstPlugin *plugin)
{
  return GST_ELEMENT_REGISTER (telemetryoverlay, plugin);
}

GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, telemetry,
    "Spacecraft telemetry on footage", plugin_init, PLUGIN_VERSION, "LGPL",
    "gst-telemetry", PLUGIN_ORIGIN)
