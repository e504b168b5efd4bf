/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "clip.h"
#include "container.h"

G_BEGIN_DECLS

/* Whether a muxer takes a stream, by asking it: a film of that stream alone is begun in memory. */
gboolean render_muxer_takes (const RenderContainer *container, const AVStream *stream);

/* What the clip says of itself into OUTPUT: tags, chapters. */
void render_keep_film (AVFormatContext *output, const RenderClip *clip);

/* What the clip says of STREAM, but how it is coded: tags, language, purpose, rates, and what goes
 * with its pictures (HDR, stereo, …); how it is turned only where WITH_TURN. */
void render_keep_stream (AVStream *to, const AVStream *from, gboolean with_turn);

/* The colours of the picture FROM, whoever codes it. */
void render_keep_colours (AVCodecParameters *to, const AVCodecParameters *from);

G_END_DECLS
