/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/units-type.h"

#include "render/draw/style.h"

GType
gst_telemetry_units_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { TLR_UNITS_LAYOUT, "As the layout says, metric where it says nothing", "layout" },
    { TLR_UNITS_METRIC, "Metres, km, km/h", "metric" },
    { TLR_UNITS_IMPERIAL, "Feet, miles, mph", "imperial" },
    { TLR_UNITS_NAUTICAL, "Feet, nautical miles, knots", "nautical" },
    { 0, NULL, NULL }
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GstTelemetryUnits", values));
  return type;
}
