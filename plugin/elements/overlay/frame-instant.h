/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/video/video.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* When a frame was taken, as it says itself: a GstReferenceTimestampMeta of UTC
 * (timestamp/x-unix) or NTP (timestamp/x-ntp), else a precision time stamp in user
 * data of its stream (MISB ST 0604, for H.264 and H.265), where GStreamer hands
 * those on. TLM_TIME_NONE when it says nothing. */
TlmInstant gst_telemetry_frame_instant (GstBuffer *frame);

/* The time since midnight of its timecode (GstVideoTimeCodeMeta), which begins anew each
 * DAY_NS; or TLM_TIME_NONE. */
TlmDuration gst_telemetry_frame_timecode (GstBuffer *frame, TlmDuration *day_ns);

/* Now, as the clock of this machine says: when a live frame arrives. */
TlmInstant gst_telemetry_arrival_instant (void);

G_END_DECLS
