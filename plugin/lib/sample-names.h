/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrysample.h>

G_BEGIN_DECLS

/* gsttelemetrysample.c: whether a channel may be called NAME, UTF-8: not "" and none of the names that mean something else
 * on a line. */
gboolean gst_telemetry_is_channel_name (const char *name);

G_END_DECLS
