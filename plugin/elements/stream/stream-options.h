/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/mission.h"
#include "elements/settings/settings.h"

G_BEGIN_DECLS

/* What is said of a stream of telemetry: by SETTINGS where they say it, else by SOURCE, of
 * MISSION (both NULL: none), which tells the day of times without one too. The strings are
 * theirs. */
TlmDecodeOptions gst_telemetry_stream_options (const GstTelemetrySettings *settings,
    const TlmMission *mission, const TlmMissionSource *source);

/* What MISSION says of a stream that is read by itself: its [stream], or its first source
 * where it has sources and no such group. Owned by the mission. */
const TlmMissionSource *gst_telemetry_stream_source (const TlmMission *mission);

G_END_DECLS
