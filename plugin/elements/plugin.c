/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/gsttelemetryoverlay.h"
#include "elements/stream/gsttelemetryklvenc.h"
#include "elements/stream/gsttelemetryparse.h"
#include "elements/stream/gsttelemetrysrc.h"
#include "elements/stream/type-find.h"
#include "elements/subtitle/gsttelemetrysubtitle.h"

#ifndef PACKAGE
# define PACKAGE "gst-telemetry"
#endif

static gboolean
plugin_init (GstPlugin *plugin)
{
  gboolean some = FALSE;

  some |= GST_ELEMENT_REGISTER (telemetryoverlay, plugin);
  some |= GST_ELEMENT_REGISTER (telemetrysrc, plugin);
  some |= GST_ELEMENT_REGISTER (telemetrysubtitle, plugin);
  some |= GST_ELEMENT_REGISTER (telemetryparse, plugin);
  some |= GST_ELEMENT_REGISTER (telemetryklvenc, plugin);
  some |= gst_telemetry_type_find_register (plugin);
  return some;
}

GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, telemetry,
    "Spacecraft telemetry on footage", plugin_init, PLUGIN_VERSION, "LGPL",
    "gst-telemetry", PLUGIN_ORIGIN)
