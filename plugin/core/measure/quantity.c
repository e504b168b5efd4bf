/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/measure/quantity.h"

static const struct {
  const char *name;
  const char *symbol;
} quantities[TLM_N_QUANTITIES] = {
  [TLM_QUANTITY_NONE] = { "number", "" },
  [TLM_QUANTITY_LENGTH] = { "length", "m" },
  [TLM_QUANTITY_SPEED] = { "speed", "m/s" },
  [TLM_QUANTITY_ACCELERATION] = { "acceleration", "m/s²" },
  [TLM_QUANTITY_DURATION] = { "duration", "s" },
  [TLM_QUANTITY_ANGLE] = { "angle", "deg" },
  [TLM_QUANTITY_ANGULAR_RATE] = { "angular-rate", "deg/s" },
  [TLM_QUANTITY_PRESSURE] = { "pressure", "Pa" },
  [TLM_QUANTITY_TEMPERATURE] = { "temperature", "K" },
  [TLM_QUANTITY_MASS] = { "mass", "kg" },
  [TLM_QUANTITY_FORCE] = { "force", "N" },
  [TLM_QUANTITY_DENSITY] = { "density", "kg/m³" },
  [TLM_QUANTITY_VOLTAGE] = { "voltage", "V" },
  [TLM_QUANTITY_CURRENT] = { "current", "A" },
  [TLM_QUANTITY_FRACTION] = { "fraction", "" },
};

const char *
tlm_quantity_si_symbol (TlmQuantity quantity)
{
  g_return_val_if_fail (quantity < TLM_N_QUANTITIES, "");
  return quantities[quantity].symbol;
}

const char *
tlm_quantity_name (TlmQuantity quantity)
{
  g_return_val_if_fail (quantity < TLM_N_QUANTITIES, "");
  return quantities[quantity].name;
}
