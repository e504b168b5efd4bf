/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/footage/sync.h"
#include "core/phases/profile.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* The phases of the mission as chapters of footage that lasts DURATION
 * (GST_CLOCK_TIME_NONE: not known, the last chapter ends with the telemetry).
 * Times are stream time. Planned events and those that lead to no phase make no
 * chapter. Titles are what the mission calls them, or PROFILE (may be NULL) in
 * LANGUAGE. NULL when no phase falls into the footage; else to be unreffed. The edition's
 * UID is a number, since matroskamux takes no other. */
GstToc *gst_telemetry_chapters_new (const TlmTimeline *timeline, const TlmSyncResult *sync,
    GstClockTime duration, const TlmProfile *profile, const char *language);

G_END_DECLS
