/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavformat/avformat.h>

G_BEGIN_DECLS

/* Packets that a thread of its own reads, while those before them are written: where both ends are as fast as memory a copy
 * takes as long as the slower of them, not as both together. */
typedef struct RenderReadAhead RenderReadAhead;

/* Reads INPUT, which is nobody else's until this is freed, as far ahead as its memory allows. To be freed before INPUT. */
RenderReadAhead *render_read_ahead_new (AVFormatContext *input);

/* What av_read_frame() returns, and again once it failed. PACKET is blank. Blocks. Belongs to one thread. */
int render_read_ahead_next (RenderReadAhead *ahead, AVPacket *packet);

/* Waits for the read that goes on. Takes NULL. */
void render_read_ahead_free (RenderReadAhead *ahead);

G_END_DECLS
