/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "record.h"

#define KM_H (1 / 3.6)
#define FOOT 0.3048
#define ALL (CORPUS_BY_WEBCAST | CORPUS_BY_COMPUTER | CORPUS_BY_STATES)

/* Webcasts: whole kilometres once high, and whole km/h; some show tenths. Barometers have a
 * noise of a metre, receivers of 3 m and 0.1 m/s. */
const CorpusVariant corpus_variants[] = {
  { .name = "exact", .recorders = ALL, .rate_hz = 10, .channels = {
        [RECORD_ALTITUDE] = { .exact = TRUE }, [RECORD_SPEED] = { .exact = TRUE },
        [RECORD_VERTICAL_SPEED] = { .exact = TRUE } } },
  { .name = "webcast-10hz", .recorders = CORPUS_BY_WEBCAST, .rate_hz = 10, .since_liftoff = TRUE,
    .channels = { [RECORD_ALTITUDE] = { 1000 }, [RECORD_SPEED] = { KM_H } } },
  { .name = "webcast-1hz", .recorders = CORPUS_BY_WEBCAST, .rate_hz = 1, .since_liftoff = TRUE,
    .channels = { [RECORD_ALTITUDE] = { 1000 }, [RECORD_SPEED] = { KM_H } } },
  { .name = "webcast-fine", .recorders = CORPUS_BY_WEBCAST, .rate_hz = 10, .since_liftoff = TRUE,
    .channels = { [RECORD_ALTITUDE] = { 100 }, [RECORD_SPEED] = { KM_H } } },
  { .name = "webcast-gaps", .recorders = CORPUS_BY_WEBCAST, .rate_hz = 10, .since_liftoff = TRUE,
    .gaps = 2, .channels = { [RECORD_ALTITUDE] = { 100 }, [RECORD_SPEED] = { KM_H } } },
  { .name = "webcast-cut", .recorders = CORPUS_BY_WEBCAST, .rate_hz = 10, .since_liftoff = TRUE,
    .cut = TRUE, .channels = { [RECORD_ALTITUDE] = { 100 }, [RECORD_SPEED] = { KM_H } } },
  { .name = "altitude-1km", .recorders = CORPUS_BY_WEBCAST, .rate_hz = 1, .since_liftoff = TRUE,
    .channels = { [RECORD_ALTITUDE] = { 1000 } } },
  { .name = "altitude-0.2hz", .recorders = ALL, .rate_hz = 0.2,
    .channels = { [RECORD_ALTITUDE] = { 0.1 } } },
  { .name = "slow", .recorders = ALL, .rate_hz = 0.2,
    .channels = { [RECORD_ALTITUDE] = { 0.1 }, [RECORD_SPEED] = { 0.1 } } },
  { .name = "barometer-10hz", .recorders = CORPUS_BY_COMPUTER, .rate_hz = 10,
    .channels = { [RECORD_ALTITUDE] = { 0.1, 1 } } },
  { .name = "barometer-100hz", .recorders = CORPUS_BY_COMPUTER, .rate_hz = 100,
    .channels = { [RECORD_ALTITUDE] = { 0.1, 1 } } },
  { .name = "receiver-1hz", .recorders = CORPUS_BY_COMPUTER | CORPUS_BY_WEBCAST, .rate_hz = 1,
    .above_sea = TRUE,
    .channels = { [RECORD_ALTITUDE] = { 0.1, 3 }, [RECORD_VERTICAL_SPEED] = { 0.01, 0.1 } } },
  { .name = "receiver-10hz", .recorders = CORPUS_BY_COMPUTER, .rate_hz = 10, .above_sea = TRUE,
    .channels = { [RECORD_ALTITUDE] = { 0.1, 3 }, [RECORD_SPEED] = { 0.1, 0.1 },
        [RECORD_VERTICAL_SPEED] = { 0.1, 0.1 } } },
  { .name = "sensors-100hz", .recorders = CORPUS_BY_COMPUTER, .rate_hz = 100,
    .channels = { [RECORD_ALTITUDE] = { 0.1, 1 }, [RECORD_SPEED] = { 0.1, 0.1 },
        [RECORD_ACCELERATION] = { 0.01, 0.2 } } },
  { .name = "sensors-load", .recorders = CORPUS_BY_COMPUTER, .rate_hz = 10,
    .channels = { [RECORD_ALTITUDE] = { 0.1, 1 }, [RECORD_G_LOAD] = { 0.01, 0.2 } } },
  { .name = "sensors-gaps", .recorders = CORPUS_BY_COMPUTER, .rate_hz = 10, .gaps = 2,
    .channels = { [RECORD_ALTITUDE] = { 0.1, 1 }, [RECORD_VERTICAL_SPEED] = { 0.1, 0.1 } } },
  { .name = "sensors-cut", .recorders = CORPUS_BY_COMPUTER, .rate_hz = 10, .cut = TRUE,
    .channels = { [RECORD_ALTITUDE] = { 0.1, 1 }, [RECORD_VERTICAL_SPEED] = { 0.1, 0.1 } } },
  { .name = "feet", .recorders = CORPUS_IN_FEET, .rate_hz = 1,
    .channels = { [RECORD_ALTITUDE] = { FOOT }, [RECORD_VERTICAL_SPEED] = { 0.1 * FOOT } } },
  { .name = "feet-altitude", .recorders = CORPUS_IN_FEET, .rate_hz = 1,
    .channels = { [RECORD_ALTITUDE] = { FOOT } } },
  { .name = "states-1hz", .recorders = CORPUS_BY_STATES, .rate_hz = 1, .states = TRUE },
  { .name = "states-cut", .recorders = CORPUS_BY_STATES, .rate_hz = 1, .states = TRUE, .cut = TRUE },
  { .name = "range-rate-1hz", .recorders = CORPUS_BY_RANGE, .rate_hz = 1,
    .channels = { [RECORD_RANGE] = { 0.1 }, [RECORD_RANGE_RATE] = { 0.01 } } },
  { .name = "range-1hz", .recorders = CORPUS_BY_RANGE, .rate_hz = 1,
    .channels = { [RECORD_RANGE] = { 0.1 } } },
  { .name = "range-cut", .recorders = CORPUS_BY_RANGE, .rate_hz = 1, .cut = TRUE,
    .channels = { [RECORD_RANGE] = { 0.1 }, [RECORD_RANGE_RATE] = { 0.01 } } },
};

guint
corpus_n_variants (void)
{
  return G_N_ELEMENTS (corpus_variants);
}

const CorpusVariant *
corpus_variant_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (corpus_variants); i++)
    if (strcmp (corpus_variants[i].name, name) == 0)
      return &corpus_variants[i];
  return NULL;
}
