/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/readout.h"

#include <math.h>

#define ANY G_MAXUINT

/* One way to show a quantity. Of the rows of a quantity, channel and family of
 * units, the first whose limit is above the value is taken. */
typedef struct {
  TlmQuantity quantity;
  guint channel;           /* or ANY */
  TlrUnits units;          /* TLR_UNITS_LAYOUT: all families */
  const char *unit;
  double below;            /* magnitude in the storage unit; INFINITY: no limit */
  guint decimals;          /* while the shown number is below fine */
  double fine;             /* in UNIT; then one decimal less, never under 0 */
  gboolean by_largest;     /* the limit looks at the largest known value as well */
} Row;

#define METRIC TLR_UNITS_METRIC
#define IMPERIAL TLR_UNITS_IMPERIAL
#define NAUTICAL TLR_UNITS_NAUTICAL
#define ALL TLR_UNITS_LAYOUT
#define LENGTH TLM_QUANTITY_LENGTH
#define SPEED TLM_QUANTITY_SPEED
#define FOREVER INFINITY

static const Row rows[] = {
  { .quantity = LENGTH, .channel = TLM_CHANNEL_RANGE, .units = METRIC, .unit = "m", .below = 999.5,
    .decimals = 1, .fine = 99.95 },
  { .quantity = LENGTH, .channel = TLM_CHANNEL_RANGE, .units = METRIC, .unit = "km",
    .below = FOREVER, .decimals = 1, .fine = 99.95 },
  { .quantity = LENGTH, .channel = TLM_CHANNEL_RANGE, .units = IMPERIAL, .unit = "ft",
    .below = 999.5 * 0.3048, .decimals = 1, .fine = 99.95 },
  { .quantity = LENGTH, .channel = TLM_CHANNEL_RANGE, .units = IMPERIAL, .unit = "mi",
    .below = FOREVER, .decimals = 1, .fine = 99.95 },
  { .quantity = LENGTH, .channel = TLM_CHANNEL_RANGE, .units = NAUTICAL, .unit = "ft",
    .below = 999.5 * 0.3048, .decimals = 1, .fine = 99.95 },
  { .quantity = LENGTH, .channel = TLM_CHANNEL_RANGE, .units = NAUTICAL, .unit = "nmi",
    .below = FOREVER, .decimals = 1, .fine = 99.95 },
  { .quantity = LENGTH, .channel = ANY, .units = METRIC, .unit = "m", .below = 9999.5,
    .decimals = 0, .fine = FOREVER, .by_largest = TRUE },
  { .quantity = LENGTH, .channel = ANY, .units = METRIC, .unit = "km", .below = FOREVER,
    .decimals = 1, .fine = 99.95 },
  { .quantity = LENGTH, .channel = ANY, .units = IMPERIAL, .unit = "ft", .below = 49999.5 * 0.3048,
    .decimals = 0, .fine = FOREVER, .by_largest = TRUE },
  { .quantity = LENGTH, .channel = ANY, .units = IMPERIAL, .unit = "mi", .below = FOREVER,
    .decimals = 1, .fine = 99.95 },
  { .quantity = LENGTH, .channel = ANY, .units = NAUTICAL, .unit = "ft", .below = 49999.5 * 0.3048,
    .decimals = 0, .fine = FOREVER, .by_largest = TRUE },
  { .quantity = LENGTH, .channel = ANY, .units = NAUTICAL, .unit = "nmi", .below = FOREVER,
    .decimals = 1, .fine = 99.95 },
  { .quantity = SPEED, .channel = TLM_CHANNEL_RANGE_RATE, .units = METRIC, .unit = "m/s",
    .below = FOREVER, .decimals = 2, .fine = 9.995 },
  { .quantity = SPEED, .channel = TLM_CHANNEL_RANGE_RATE, .units = ALL, .unit = "ft/s",
    .below = FOREVER, .decimals = 2, .fine = 9.995 },
  { .quantity = SPEED, .channel = TLM_CHANNEL_VERTICAL_SPEED, .units = METRIC, .unit = "m/s",
    .below = FOREVER, .decimals = 1, .fine = 99.95 },
  { .quantity = SPEED, .channel = TLM_CHANNEL_VERTICAL_SPEED, .units = ALL, .unit = "ft/s",
    .below = FOREVER, .decimals = 0, .fine = FOREVER },
  { .quantity = SPEED, .channel = ANY, .units = METRIC, .unit = "km/h", .below = FOREVER,
    .decimals = 0, .fine = FOREVER },
  { .quantity = SPEED, .channel = ANY, .units = IMPERIAL, .unit = "mph", .below = FOREVER,
    .decimals = 0, .fine = FOREVER },
  { .quantity = SPEED, .channel = ANY, .units = NAUTICAL, .unit = "kn", .below = FOREVER,
    .decimals = 0, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_ACCELERATION, .channel = TLM_CHANNEL_G_LOAD, .units = ALL, .unit = "g",
    .below = FOREVER, .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_ACCELERATION, .channel = ANY, .units = METRIC, .unit = "m/s²",
    .below = FOREVER, .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_ACCELERATION, .channel = ANY, .units = ALL, .unit = "ft/s²",
    .below = FOREVER, .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_DURATION, .channel = TLM_CHANNEL_PERIOD, .units = ALL, .unit = "min",
    .below = FOREVER, .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_DURATION, .channel = ANY, .units = ALL, .unit = "s", .below = FOREVER,
    .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_ANGLE, .channel = TLM_CHANNEL_LATITUDE, .units = ALL, .unit = "°",
    .below = FOREVER, .decimals = 2, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_ANGLE, .channel = TLM_CHANNEL_LONGITUDE, .units = ALL, .unit = "°",
    .below = FOREVER, .decimals = 2, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_ANGLE, .channel = ANY, .units = ALL, .unit = "°", .below = FOREVER,
    .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_ANGULAR_RATE, .channel = ANY, .units = ALL, .unit = "°/s",
    .below = FOREVER, .decimals = 2, .fine = 9.995 },
  { .quantity = TLM_QUANTITY_PRESSURE, .channel = ANY, .units = METRIC, .unit = "kPa",
    .below = FOREVER, .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_PRESSURE, .channel = ANY, .units = ALL, .unit = "psi",
    .below = FOREVER, .decimals = 2, .fine = 9.995 },
  { .quantity = TLM_QUANTITY_TEMPERATURE, .channel = ANY, .units = IMPERIAL, .unit = "°F",
    .below = FOREVER, .decimals = 0, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_TEMPERATURE, .channel = ANY, .units = ALL, .unit = "°C",
    .below = FOREVER, .decimals = 0, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_MASS, .channel = ANY, .units = METRIC, .unit = "kg", .below = 9999.5,
    .decimals = 0, .fine = FOREVER, .by_largest = TRUE },
  { .quantity = TLM_QUANTITY_MASS, .channel = ANY, .units = METRIC, .unit = "t", .below = FOREVER,
    .decimals = 1, .fine = 99.95 },
  { .quantity = TLM_QUANTITY_MASS, .channel = ANY, .units = ALL, .unit = "lb", .below = FOREVER,
    .decimals = 0, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_FORCE, .channel = ANY, .units = IMPERIAL, .unit = "lbf",
    .below = FOREVER, .decimals = 0, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_FORCE, .channel = ANY, .units = ALL, .unit = "kN", .below = FOREVER,
    .decimals = 0, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_DENSITY, .channel = ANY, .units = ALL, .unit = "kg/m³",
    .below = FOREVER, .decimals = 3, .fine = 9.995 },
  { .quantity = TLM_QUANTITY_VOLTAGE, .channel = ANY, .units = ALL, .unit = "V", .below = FOREVER,
    .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_CURRENT, .channel = ANY, .units = ALL, .unit = "A", .below = FOREVER,
    .decimals = 1, .fine = FOREVER },
  { .quantity = TLM_QUANTITY_FRACTION, .channel = ANY, .units = ALL, .unit = "%", .below = FOREVER,
    .decimals = 0, .fine = FOREVER },
};

static gboolean
row_fits (const Row *row, TlrUnits units, TlmQuantity quantity, guint channel,
    double magnitude, double largest)
{
  double reach = row->by_largest ? MAX (magnitude, largest) : magnitude;

  return row->quantity == quantity && (row->channel == ANY || row->channel == channel) &&
      (row->units == ALL || row->units == units) && reach < row->below;
}

/* Numbers that count or have no known meaning. */
static guint
pure_decimals (guint channel)
{
  if (channel == TLM_CHANNEL_ORBIT_NUMBER || channel == TLM_CHANNEL_SATELLITES)
    return 0;
  return 2;
}

TlrReadout
tlr_readout_choose (TlrUnits units, TlmQuantity quantity, guint channel, double value,
    double largest)
{
  double magnitude = fabs (value);

  if (units == TLR_UNITS_LAYOUT)
    units = TLR_UNITS_METRIC;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];

    if (!row_fits (row, units, quantity, channel, magnitude, largest))
      continue;
    const TlmUnit *unit = tlm_unit_find (row->unit);
    double shown = unit ? tlm_unit_from_si (unit, magnitude) : magnitude;
    guint less = shown >= row->fine && row->decimals ? 1 : 0;
    return (TlrReadout) { unit, row->decimals - less };
  }
  return (TlrReadout) { NULL, pure_decimals (channel) };
}
