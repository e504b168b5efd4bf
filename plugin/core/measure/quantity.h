/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a number measures. The comment is the unit in which every value of the
 * kind is stored and exchanged. Angles are in degrees, the one departure from
 * the SI base unit, since every telemetry source and reader of one means
 * degrees. */
typedef enum {
  TLM_QUANTITY_NONE,           /* 1: a pure number, or a unit nobody declared */
  TLM_QUANTITY_LENGTH,         /* m */
  TLM_QUANTITY_SPEED,          /* m/s */
  TLM_QUANTITY_ACCELERATION,   /* m/s² */
  TLM_QUANTITY_DURATION,       /* s */
  TLM_QUANTITY_ANGLE,          /* deg */
  TLM_QUANTITY_ANGULAR_RATE,   /* deg/s */
  TLM_QUANTITY_PRESSURE,       /* Pa */
  TLM_QUANTITY_TEMPERATURE,    /* K */
  TLM_QUANTITY_MASS,           /* kg */
  TLM_QUANTITY_FORCE,          /* N */
  TLM_QUANTITY_DENSITY,        /* kg/m³ */
  TLM_QUANTITY_VOLTAGE,        /* V */
  TLM_QUANTITY_CURRENT,        /* A */
  TLM_QUANTITY_FRACTION,       /* 1, shown as per cent */
  TLM_N_QUANTITIES
} TlmQuantity;

/* Symbol of the storage unit ("m/s"), never NULL; "" for a pure number. */
const char *tlm_quantity_si_symbol (TlmQuantity quantity);

/* Stable lower-case name ("acceleration"), never NULL. */
const char *tlm_quantity_name (TlmQuantity quantity);

G_END_DECLS
