/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The functions that a program calls (frei0r 1.2). */
#include "hosts/frei0r/instance.h"
#include "hosts/frei0r/kind.h"

#include <stdint.h>
#include <string.h>

/* Nothing else of this is seen from outside. */
#pragma GCC visibility push(default)
#include <frei0r.h>
#pragma GCC visibility pop

int
f0r_init (void)
{
  return 1;
}

void
f0r_deinit (void)
{
}

void
f0r_get_plugin_info (f0r_plugin_info_t *info)
{
  *info = (f0r_plugin_info_t) {
    .name = telemetry_kind.name,
    .author = "gst-telemetry",
    .plugin_type = telemetry_kind.type,
    .color_model = F0R_COLOR_MODEL_RGBA8888,
    .frei0r_version = FREI0R_MAJOR_VERSION,
    .major_version = 1,
    .num_params = TELEMETRY_N_PARAMETERS,
    .explanation = telemetry_kind.explanation,
  };
}

void
f0r_get_param_info (f0r_param_info_t *info, int index)
{
  if (index < 0 || index >= TELEMETRY_N_PARAMETERS)
    return;
  *info = (f0r_param_info_t) {
    .name = telemetry_parameters[index].name,
    .type = F0R_PARAM_STRING,
    .explanation = telemetry_parameters[index].explanation,
  };
}

f0r_instance_t
f0r_construct (unsigned int width, unsigned int height)
{
  return width < 1 || height < 1 || width > TLR_NATIVE_MAX_SIZE || height > TLR_NATIVE_MAX_SIZE ? NULL :
      telemetry_instance_new ((int) width, (int) height);
}

void
f0r_destruct (f0r_instance_t instance)
{
  telemetry_instance_free (instance);
}

void
f0r_set_param_value (f0r_instance_t instance, f0r_param_t value, int index)
{
  if (index >= 0 && index < TELEMETRY_N_PARAMETERS)
    telemetry_instance_set (instance, (TelemetryParameter) index, *(f0r_param_string *) value);
}

void
f0r_get_param_value (f0r_instance_t instance, f0r_param_t value, int index)
{
  if (index >= 0 && index < TELEMETRY_N_PARAMETERS)
    *(f0r_param_string *) value = (char *) telemetry_instance_get (instance, (TelemetryParameter) index);
}

void
f0r_update (f0r_instance_t instance, double time, const uint32_t *in, uint32_t *out)
{
  gsize size = telemetry_instance_size (instance);

  if (telemetry_kind.type == F0R_PLUGIN_TYPE_SOURCE)
    memset (out, 0, size);
  else if (in != out)
    memcpy (out, in, size);
  telemetry_instance_draw (instance, time, (guint8 *) out);
}
