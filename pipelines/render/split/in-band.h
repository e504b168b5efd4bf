/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libavcodec/avcodec.h>

#include "film/container.h"

G_BEGIN_DECLS

/* Segments of H.264 and H.265 whose parameter sets differ: each begins with its own, among its pictures, and the container
 * says that they may stand there (avc3, hev1: ISO/IEC 14496-15, 5.4.2 and 8.4.1). */

/* Whether CONTAINER has a name for such a stream of what is coded as ONE and OTHER. */
gboolean render_in_band_fits (const RenderContainer *container, const AVCodecParameters *one, const AVCodecParameters *other);

/* Puts the parameter sets of PARAMETERS, which fit, before what PACKET has. FALSE where they are damaged, or memory fails. */
gboolean render_in_band_put (const AVCodecParameters *parameters, AVPacket *packet);

/* How a stream of CODEC that has them is named (codec_tag). */
guint render_in_band_tag (enum AVCodecID codec);

G_END_DECLS
