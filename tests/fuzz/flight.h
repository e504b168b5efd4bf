/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "core/decode/registry.h"
#include "core/mission/flight.h"

/* The first LINE of an input (valid UTF-8, to be freed), and the flight of the telemetry after it, in any
 * format; to be freed. NULL, LINE untouched, where that is none. */
static inline TlmFlight *
fuzz_read_flight (const guint8 *data, gsize length, char **line)
{
  static const TlmAgeLimits limits = TLM_AGE_LIMITS_DEFAULT;
  const guint8 *end = length > 0 ? memchr (data, '\n', length) : NULL;
  g_autoptr (TlmFlight) flight = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TlmLog) log = NULL;

  if (!end)
    return NULL;
  bytes = g_bytes_new (end + 1, length - (gsize) (end + 1 - data));
  log = tlm_decode_bytes (bytes, "x", NULL, NULL);
  if (!log)
    return NULL;
  flight = tlm_flight_new_empty (&limits);
  if (!tlm_timeline_add_log (flight->timeline, log, NULL, NULL))
    return NULL;
  *line = g_utf8_make_valid ((const char *) data, end - data);
  return g_steal_pointer (&flight);
}

/* A sample of telemetry with names that are markup somewhere. */
#define FUZZ_HOSTILE \
    "{\"met\":0,\"event\":\"lift\\\"off\",\"vehicle\":\"{\\\\an8}<b>\",\"altitude\":1}\n" \
    "{\"met\":1,\"event\":\"a --> b; #=\\\\N\",\"state\":\"&amp;\",\"altitude\":2}\n{\"met\":2,\"altitude\":3}\n"
