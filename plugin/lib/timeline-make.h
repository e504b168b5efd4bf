/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrytimeline.h>

/* How timelines are made: hidden, the plugin has it by lib/plugin-table.h. */

G_BEGIN_DECLS

/* One channel of one vehicle. */
typedef struct {
  char *vehicle, *channel, *unit;
  gboolean derived;
} GstTelemetryTimelineChannel;

typedef struct {
  GstStructure *structure;
  GstTelemetryTime time;
} GstTelemetryTimelineEvent;

typedef struct {
  gboolean has_span;
  GstTelemetryTime first, last;    /* the span */
  GArray *channels;                /* GstTelemetryTimelineChannel, ordered by vehicle */
  GArray *events;                  /* GstTelemetryTimelineEvent, in order of time */
} GstTelemetryTimelineParts;

/* A timeline, to be unreffed, which owns the arrays of PARTS and all that is in them. */
GstTelemetryTimeline *gst_telemetry_make_timeline (const GstTelemetryTimelineParts *parts);

G_END_DECLS
