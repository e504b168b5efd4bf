/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-debug.h"

GST_DEBUG_CATEGORY (telemetryoverlay_debug);
