/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/footage/sync.h"
#include "core/mission/mission.h"
#include "core/phases/profile.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Where the numbers of a subtitle stream come from: the flight that telemetrysrc
 * announces, whole from the start, or a timeline that grows with each sample
 * that arrives. Belongs to the streaming thread. */
typedef struct _GstTelemetrySubtitleSource GstTelemetrySubtitleSource;

/* With an empty timeline; to be freed. */
GstTelemetrySubtitleSource *gst_telemetry_subtitle_source_new (void);

/* Nothing for NULL. */
void gst_telemetry_subtitle_source_free (GstTelemetrySubtitleSource *source);

/* Takes the flight out of a flight event; TRUE when EVENT was one. */
gboolean gst_telemetry_subtitle_source_take_event (GstTelemetrySubtitleSource *source,
    GstEvent *event);

/* Takes samples (JSON Lines) that play at STREAM_TIME; nothing happens when the
 * flight is known. The first sample settles how stream time relates to the
 * times in the samples. Damage is counted, and no error; FALSE with an error when
 * the stream is no telemetry at all. */
gboolean gst_telemetry_subtitle_source_push (GstTelemetrySubtitleSource *source,
    GstBuffer *buffer, gint64 stream_time_ns, GError **error);

/* Whether all is known from the start. */
gboolean gst_telemetry_subtitle_source_is_whole (const GstTelemetrySubtitleSource *source);

/* Owned by the source, until the next flight event. */
TlmTimeline *gst_telemetry_subtitle_source_timeline (GstTelemetrySubtitleSource *source);

/* The mission of the flight, owned by the source; NULL until the flight is known. */
const TlmMission *gst_telemetry_subtitle_source_mission (const GstTelemetrySubtitleSource *source);

/* What names the phases, owned by the source; NULL until the flight is known. */
const TlmProfile *gst_telemetry_subtitle_source_profile (const GstTelemetrySubtitleSource *source);

/* How stream time is related to the timeline; not known before the first sample. */
TlmSyncResult gst_telemetry_subtitle_source_sync (const GstTelemetrySubtitleSource *source);

G_END_DECLS
