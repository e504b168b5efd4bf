/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/settings/presentation.h"

G_BEGIN_DECLS

/* A sticky event that goes before the samples of telemetrysrc: the flight they
 * are taken from, with the relation of stream time to it. Elements of this
 * plugin ask the flight itself, so that what they show is what an overlay on the
 * same flight shows, to the last figure; for others there are the samples.
 * Named "telemetry-flight". */

/* GstTelemetryPresentation as a boxed type. Thread safe. */
GType gst_telemetry_presentation_get_type (void);
#define GST_TYPE_TELEMETRY_PRESENTATION (gst_telemetry_presentation_get_type ())

/* A reference to PRESENTATION is taken, SYNC is copied. The event is the caller's. */
GstEvent *gst_telemetry_flight_event_new (GstTelemetryPresentation *presentation,
    const TlmSyncResult *sync);

/* FALSE, outputs untouched, for any other event. PRESENTATION is a reference
 * of the caller's. */
gboolean gst_telemetry_flight_event_parse (GstEvent *event, GstTelemetryPresentation **presentation,
    TlmSyncResult *sync);

G_END_DECLS
