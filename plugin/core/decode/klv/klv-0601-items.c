/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/klv/klv-0601-items.h"

#define CODED(kind, bytes, low, high) \
  .code = TLM_KLV_##kind, .size = bytes, .minimum = low, .maximum = high
#define U(bytes, low, high) CODED (UNSIGNED, bytes, low, high)
#define S(bytes, high) CODED (SIGNED, bytes, -(high), high)
#define TARGET(kind) .target = TLM_KLV_TARGET_##kind
#define CHANNEL(id) TARGET (CHANNEL), .channel = TLM_CHANNEL_##id
#define OWN(own_name, own_quantity) \
  TARGET (OWN), .name = own_name, .quantity = TLM_QUANTITY_##own_quantity
#define TEXT(own_name) { .code = TLM_KLV_TEXT, TARGET (OWN), .name = own_name }

const TlmKlvItem tlm_klv_0601_items[TLM_KLV_0601_TAGS] = {
  [3] = TEXT ("mission-id"),
  [4] = TEXT ("tail-number"),
  [5] = { U (2, 0, 360), CHANNEL (YAW) },
  [6] = { S (2, 20), CHANNEL (PITCH), .better = 90 },
  [7] = { S (2, 50), CHANNEL (ROLL), .better = 91 },
  [8] = { U (1, 0, 255), OWN ("airspeed", SPEED) },
  [9] = { U (1, 0, 255), OWN ("indicated-airspeed", SPEED) },
  [10] = TEXT ("platform"),
  [11] = TEXT ("sensor"),
  [13] = { S (4, 90), CHANNEL (LATITUDE) },
  [14] = { S (4, 180), CHANNEL (LONGITUDE) },
  [15] = { U (2, -900, 19000), TARGET (MSL) },
  [16] = { U (2, 0, 180), OWN ("sensor-horizontal-view", ANGLE) },
  [17] = { U (2, 0, 180), OWN ("sensor-vertical-view", ANGLE) },
  [18] = { U (4, 0, 360), OWN ("sensor-azimuth", ANGLE) },
  [19] = { S (4, 180), OWN ("sensor-elevation", ANGLE) },
  [20] = { U (4, 0, 360), OWN ("sensor-roll", ANGLE) },
  [21] = { U (4, 0, 5e6), OWN ("slant-range", LENGTH) },
  [22] = { U (2, 0, 1e4), OWN ("target-width", LENGTH) },
  [23] = { S (4, 90), OWN ("frame-centre-latitude", ANGLE) },
  [24] = { S (4, 180), OWN ("frame-centre-longitude", ANGLE) },
  [25] = { U (2, -900, 19000), OWN ("frame-centre-elevation", LENGTH) },
  [35] = { U (2, 0, 360), OWN ("wind-direction", ANGLE) },
  [36] = { U (1, 0, 100), OWN ("wind-speed", SPEED) },
  [37] = { U (2, 0, 5000), CHANNEL (PRESSURE), .factor = 100 },
  [38] = { U (2, -900, 19000), OWN ("density-altitude", LENGTH) },
  [39] = { CODED (INTEGER, 1, 0, 0), CHANNEL (TEMPERATURE), .offset = 273.15 },
  [51] = { S (2, 180), CHANNEL (VERTICAL_SPEED) },
  [56] = { U (1, 0, 255), CHANNEL (HORIZONTAL_SPEED), .better = 79 },
  [57] = { U (4, 0, 5e6), OWN ("ground-range", LENGTH) },
  [58] = { U (2, 0, 1e4), OWN ("fuel", MASS) },
  [59] = TEXT ("call-sign"),
  [64] = { U (2, 0, 360), OWN ("magnetic-heading", ANGLE) },
  [75] = { U (2, -900, 19000), TARGET (ELLIPSOID), .better = 104 },
  [79] = { S (2, 327), TARGET (NORTH) },
  [80] = { S (2, 327), TARGET (EAST) },
  [90] = { S (4, 90), CHANNEL (PITCH) },
  [91] = { S (4, 90), CHANNEL (ROLL) },
  [104] = { CODED (IMAPB, 3, -900, 40000), TARGET (ELLIPSOID) },
  [112] = { CODED (IMAPB, 4, 0, 360), CHANNEL (HEADING) },
};
