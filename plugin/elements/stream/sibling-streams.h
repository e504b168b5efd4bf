/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Whether stream ids A and B (either may be NULL) are of two streams of one demuxer: as
 * gst_pad_create_stream_id() makes them, that of what was demultiplexed, '/', and one of each
 * stream's own. Their buffers' times then come from one clock, and what moves the one's moves
 * the other's. A stream that a tee sends beside the demuxer is no sibling. */
gboolean gst_telemetry_stream_ids_are_siblings (const char *a, const char *b);

/* The same of the streams that PADs have now. */
gboolean gst_telemetry_pads_are_siblings (GstPad *a, GstPad *b);

G_END_DECLS
