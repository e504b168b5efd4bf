/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "film/container.h"
#include "film/words.h"

G_BEGIN_DECLS

/* Whether a muxer takes a stream, by asking it: a film of that stream alone is begun in memory. */
gboolean render_muxer_takes (const RenderContainer *container, const AVStream *stream);

/* What the clip says of itself into OUTPUT: tags, chapters; with ADDED (RenderChapter *, may be NULL) among them. */
void render_keep_film (AVFormatContext *output, const RenderClip *clip, const GPtrArray *added);

/* What goes with the pictures of a stream. */
typedef enum {
  RENDER_KEEP_ALL,
  RENDER_KEEP_UPRIGHT,       /* all but how they are turned */
  RENDER_KEEP_NONE           /* other pictures take their place */
} RenderKeep;

/* What the clip says of STREAM, but how it is coded: tags, language, purpose, rates, and KEEP of what goes
 * with its pictures (turn, HDR, stereo, …). */
void render_keep_stream (AVStream *to, const AVStream *from, RenderKeep keep);

/* The colours of the picture FROM, whoever codes it. */
void render_keep_colours (AVCodecParameters *to, const AVCodecParameters *from);

G_END_DECLS
