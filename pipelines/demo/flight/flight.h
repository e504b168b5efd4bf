/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "earth.h"

#include <stdbool.h>

/* Liftoff of Soyuz MS-19, 2021-10-05T08:55:02Z, as UTC seconds since 1970. */
#define FLIGHT_LIFTOFF 1633424102.0

/* Seconds between two states, and how many: liftoff to 60 s after contact. */
#define FLIGHT_STEP 0.2
#define FLIGHT_STATES 62546

/* The whole flight, Earth-fixed; state i is at T + i FLIGHT_STEP. */
typedef struct {
  State soyuz[FLIGHT_STATES];
  double range[FLIGHT_STATES];          /* to the station in m, NAN before the approach */
} Flight;

/* Works out the flight; the caller frees it with free(). NULL when no ascent meets the published points. */
Flight *flight_new (void);

/* What an accelerometer feels at state @i, m/s^2: acceleration less gravity. */
double flight_load (const Flight *flight, int i);
