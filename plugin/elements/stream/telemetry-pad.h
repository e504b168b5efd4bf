/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "elements/stream/telemetry-queue.h"

G_BEGIN_DECLS

/* Template of the request pad `telemetry_sink`: JSON Lines of samples, and every
 * format that can be decoded while it comes. */
GstPadTemplate *gst_telemetry_pad_template (void);

/* A pad of that template which fills QUEUE, not yet in an element. QUEUE
 * outlives it. Its errors are posted as warnings of the element it is in: what
 * happens to telemetry never stops the video. */
GstPad *gst_telemetry_pad_new (GstPadTemplate *templ, GstTelemetryQueue *queue);

G_END_DECLS
