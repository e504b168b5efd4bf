/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavcodec/bsf.h>

G_BEGIN_DECLS

/* Writes the colours of PARAMETERS into pictures that say their own, and that readers believe more than the container
 * (ProRes, SMPTE RDD 36, 5.3.1), whatever their coder wrote. NULL where the codec needs none, or names no such colours.
 * To be freed with av_bsf_free(). */
AVBSFContext *render_colour_tag_new (const AVCodecParameters *parameters);

/* The same of one coded picture; 0 or an error of libav. */
int render_colour_tag_write (AVBSFContext *tag, AVPacket *packet);

G_END_DECLS
