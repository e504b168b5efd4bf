/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

/* What the files of the element write to the debug log under: telemetryoverlay. */
GST_DEBUG_CATEGORY_EXTERN (telemetryoverlay_debug);
#define GST_CAT_DEFAULT telemetryoverlay_debug
