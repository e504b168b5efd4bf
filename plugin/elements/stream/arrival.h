/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/decode/feed.h"

G_BEGIN_DECLS

/* When the bytes came that samples are made of. All zero but for FIRST, which is
 * GST_CLOCK_TIME_NONE, at the beginning and after a jump. A plain value. */
typedef struct {
  GstClockTime first;      /* of the first bytes since the last sample; GST_CLOCK_TIME_NONE: none */
  gboolean held;           /* samples wait with them */
} GstTelemetryArrival;

#define GST_TELEMETRY_ARRIVAL_INIT { .first = GST_CLOCK_TIME_NONE }

/* SIZE bytes with TIME (or GST_CLOCK_TIME_NONE) were pushed to FEED, and LOG (or
 * NULL) was taken from it: when the first sample in LOG came. Bytes that turned out
 * to be garbage do not count. */
GstClockTime gst_telemetry_arrival_note (GstTelemetryArrival *arrival, const TlmFeed *feed,
    const TlmLog *log, gsize size, GstClockTime time);

G_END_DECLS
