/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrysnapshot.h>

/* A snapshot as bytes, for a meta that leaves the process (by unixfdsink): hidden. */

G_BEGIN_DECLS

/* The form that is written, and the only one that is read. */
#define GST_TELEMETRY_SNAPSHOT_FORM 1

/* All of SNAPSHOT, and SOURCE (or NULL), as GVariant has it in little-endian order; the same on each machine. To
 * be unreffed. */
GBytes *gst_telemetry_snapshot_write (const GstTelemetrySnapshot *snapshot, const gchar *source);

/* The same back, from bytes of anybody's: NULL where they are not whole, or say what no snapshot says. SOURCE
 * (to be freed, or NULL) is set only with a snapshot. To be unreffed. */
GstTelemetrySnapshot *gst_telemetry_snapshot_read (const guint8 *data, gsize size, gchar **source);

G_END_DECLS
