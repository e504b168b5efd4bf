/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* gst_element_register_telemetryklvenc (plugin): registers the element; FALSE where GStreamer
 * refuses it. */
GST_ELEMENT_REGISTER_DECLARE (telemetryklvenc)

G_END_DECLS
