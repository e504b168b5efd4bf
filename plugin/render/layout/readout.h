/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/unit.h"
#include "core/timeline/timeline.h"
#include "render/draw/style.h"

G_BEGIN_DECLS

/* A unit and a number of decimals to show a value in. A plain value. */
typedef struct {
  const TlmUnit *unit;   /* NULL for a pure number */
  guint decimals;        /* 0 to 9 */
} TlrReadout;

/* What a reader expects of a quantity, as launch webcasts have it: altitudes in
 * km with one decimal, whole from 100 km on; in m for a flight that never goes
 * beyond 10 km; speeds in km/h; ranges by their size.
 *
 * channel: identifier, since a vertical speed is read in other units than a
 * speed. value: storage unit. largest: the largest magnitude the channel is
 * known to reach, 0 when not known; so that the unit does not change in flight. */
TlrReadout tlr_readout_choose (TlrUnits units, TlmQuantity quantity, guint channel,
    double value, double largest);

G_END_DECLS
