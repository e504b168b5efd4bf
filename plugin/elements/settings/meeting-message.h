/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/footage/meeting.h"

G_BEGIN_DECLS

/* What an element says of footage and telemetry that are apart (tlm_meeting_is_apart()):
 * a warning for people. To be posted with no lock held, or unreffed. */
GstMessage *gst_telemetry_meeting_warning (GstObject *element, const TlmMeeting *meeting,
    const TlmTimeline *timeline);

/* The same for programs: GST_TELEMETRY_MESSAGE_APART. */
GstMessage *gst_telemetry_meeting_message (GstObject *element, const TlmMeeting *meeting,
    const TlmTimeline *timeline);

/* Posts both where footage that lasts DURATION_NS, as SYNC relates it, has no instant of
 * TIMELINE. */
void gst_telemetry_meeting_check (GstElement *element, const TlmTimeline *timeline,
    const TlmSyncResult *sync, TlmDuration duration_ns);

G_END_DECLS
