/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Registers a typefinder for each telemetry format that can be told from its
 * first bytes. None is for a format that holds video, and all are asked after
 * GStreamer's own. */
gboolean gst_telemetry_type_find_register (GstPlugin *plugin);

G_END_DECLS
