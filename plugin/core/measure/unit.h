/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/quantity.h"

G_BEGIN_DECLS

/* A unit of measure: SI value = value × factor + offset, in the storage unit
 * of its quantity. Lives in a const table, valid for ever. */
typedef struct {
  const char *symbol;      /* as it is shown: "km/h" */
  TlmQuantity quantity;
  double factor;           /* storage units per unit, exact where the unit is defined exactly */
  double offset;           /* storage units; 0 for all but °C and °F */
  const char *aliases;     /* other spellings, space separated, compared without regard to case */
} TlmUnit;

/* The unit of this spelling ("ft", "km/h", "KMH", "m s-1", "degC"), or NULL.
 * Symbols are tried as written first, so that "mG" and "Mg" could differ,
 * then symbols and aliases without regard to ASCII case.
 * Source of the factors: BIPM SI brochure (9th ed.), NIST SP 811 App. B. */
const TlmUnit *tlm_unit_find (const char *symbol);

/* As tlm_unit_find() for text of a given length that need not end in NUL. */
const TlmUnit *tlm_unit_find_n (const char *symbol, gsize length);

/* All units; stores their number. For help texts and tests. */
const TlmUnit *tlm_unit_table (gsize *n_units);

/* Value in the storage unit from one in UNIT, and back. */
static inline double
tlm_unit_to_si (const TlmUnit *unit, double value)
{
  return value * unit->factor + unit->offset;
}

static inline double
tlm_unit_from_si (const TlmUnit *unit, double si)
{
  return (si - unit->offset) / unit->factor;
}

G_END_DECLS
