/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/footage/picture-times.h"

G_BEGIN_DECLS

/* A film is opened a second time to learn what one that is being played does not say. Each
 * blocks, up to some seconds; files of this machine alone. Any thread. */

/* The segment and the time stamp of the first picture of the film at URI as a decoder has
 * them; FALSE, both untouched, when that is not to be had. */
gboolean gst_telemetry_probe_first_picture (const char *uri, GstSegment *segment,
    GstClockTime *pts);

/* The times of the first N pictures of the film at URI, in the order in which they are shown,
 * read without decoding: GArray of TlmDuration, ns after the first, with as many as there
 * are. NULL where the film does not say them. To be unreffed. */
GArray *gst_telemetry_probe_picture_times (const char *uri, guint64 n);

G_END_DECLS
