/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <framework/mlt.h>

#include "host/overlay.h"

G_BEGIN_DECLS

/* The format nearest to WANTED that can be drawn on at that size: where a chroma sample would be half beyond the edge MLT
 * has no room for it. */
mlt_image_format telemetry_picture_format (mlt_image_format wanted, int width, int height);

/* An image of FRAME that MLT has made: its memory, its colours as the frame's properties say, its pixels' shape. FORMAT is
 * one of the above. */
TlhFrame telemetry_picture (mlt_frame frame, guint8 *image, mlt_image_format format, int width, int height);

G_END_DECLS
