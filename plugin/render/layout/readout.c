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
  { LENGTH, TLM_CHANNEL_RANGE, METRIC, "m", 999.5, 1, 99.95, FALSE },
  { LENGTH, TLM_CHANNEL_RANGE, METRIC, "km", FOREVER, 1, 99.95, FALSE },
  { LENGTH, TLM_CHANNEL_RANGE, IMPERIAL, "ft", 999.5 * 0.3048, 1, 99.95, FALSE },
  { LENGTH, TLM_CHANNEL_RANGE, IMPERIAL, "mi", FOREVER, 1, 99.95, FALSE },
  { LENGTH, TLM_CHANNEL_RANGE, NAUTICAL, "ft", 999.5 * 0.3048, 1, 99.95, FALSE },
  { LENGTH, TLM_CHANNEL_RANGE, NAUTICAL, "nmi", FOREVER, 1, 99.95, FALSE },
  { LENGTH, ANY, METRIC, "m", 9999.5, 0, FOREVER, TRUE },
  { LENGTH, ANY, METRIC, "km", FOREVER, 1, 99.95, FALSE },
  { LENGTH, ANY, IMPERIAL, "ft", 49999.5 * 0.3048, 0, FOREVER, TRUE },
  { LENGTH, ANY, IMPERIAL, "mi", FOREVER, 1, 99.95, FALSE },
  { LENGTH, ANY, NAUTICAL, "ft", 49999.5 * 0.3048, 0, FOREVER, TRUE },
  { LENGTH, ANY, NAUTICAL, "nmi", FOREVER, 1, 99.95, FALSE },
  { SPEED, TLM_CHANNEL_RANGE_RATE, METRIC, "m/s", FOREVER, 2, 9.995, FALSE },
  { SPEED, TLM_CHANNEL_RANGE_RATE, ALL, "ft/s", FOREVER, 2, 9.995, FALSE },
  { SPEED, TLM_CHANNEL_VERTICAL_SPEED, METRIC, "m/s", FOREVER, 1, 99.95, FALSE },
  { SPEED, TLM_CHANNEL_VERTICAL_SPEED, ALL, "ft/s", FOREVER, 0, FOREVER, FALSE },
  { SPEED, ANY, METRIC, "km/h", FOREVER, 0, FOREVER, FALSE },
  { SPEED, ANY, IMPERIAL, "mph", FOREVER, 0, FOREVER, FALSE },
  { SPEED, ANY, NAUTICAL, "kn", FOREVER, 0, FOREVER, FALSE },
  { TLM_QUANTITY_ACCELERATION, TLM_CHANNEL_G_LOAD, ALL, "g", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_ACCELERATION, ANY, METRIC, "m/s²", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_ACCELERATION, ANY, ALL, "ft/s²", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_DURATION, TLM_CHANNEL_PERIOD, ALL, "min", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_DURATION, ANY, ALL, "s", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_ANGLE, TLM_CHANNEL_LATITUDE, ALL, "°", FOREVER, 2, FOREVER, FALSE },
  { TLM_QUANTITY_ANGLE, TLM_CHANNEL_LONGITUDE, ALL, "°", FOREVER, 2, FOREVER, FALSE },
  { TLM_QUANTITY_ANGLE, ANY, ALL, "°", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_ANGULAR_RATE, ANY, ALL, "°/s", FOREVER, 2, 9.995, FALSE },
  { TLM_QUANTITY_PRESSURE, ANY, METRIC, "kPa", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_PRESSURE, ANY, ALL, "psi", FOREVER, 2, 9.995, FALSE },
  { TLM_QUANTITY_TEMPERATURE, ANY, IMPERIAL, "°F", FOREVER, 0, FOREVER, FALSE },
  { TLM_QUANTITY_TEMPERATURE, ANY, ALL, "°C", FOREVER, 0, FOREVER, FALSE },
  { TLM_QUANTITY_MASS, ANY, METRIC, "kg", 9999.5, 0, FOREVER, TRUE },
  { TLM_QUANTITY_MASS, ANY, METRIC, "t", FOREVER, 1, 99.95, FALSE },
  { TLM_QUANTITY_MASS, ANY, ALL, "lb", FOREVER, 0, FOREVER, FALSE },
  { TLM_QUANTITY_FORCE, ANY, IMPERIAL, "lbf", FOREVER, 0, FOREVER, FALSE },
  { TLM_QUANTITY_FORCE, ANY, ALL, "kN", FOREVER, 0, FOREVER, FALSE },
  { TLM_QUANTITY_DENSITY, ANY, ALL, "kg/m³", FOREVER, 3, 9.995, FALSE },
  { TLM_QUANTITY_VOLTAGE, ANY, ALL, "V", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_CURRENT, ANY, ALL, "A", FOREVER, 1, FOREVER, FALSE },
  { TLM_QUANTITY_FRACTION, ANY, ALL, "%", FOREVER, 0, FOREVER, FALSE },
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
