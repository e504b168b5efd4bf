/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "film/running-hash.h"

G_BEGIN_DECLS

/* A clip that is read once more, from its start, for its packets as they are. What its streams are says the clip, which was
 * looked at for that: of these here only their number, their time bases and what is to be discarded count. */
typedef struct {
  AVFormatContext *input;
  AVIOContext *io;           /* of ours; NULL: libavformat's */
  int file;                  /* that is read by it */
  gint64 place;              /* of FILE */
  RenderRunningHash *hash;   /* sees what is read of it; or NULL */
} RenderSource;

/* Whether all of CLIP's file passes by who reads its packets, so that a hash sees it (running-hash.h) but for what is
 * stored in another order. */
gboolean render_source_passes_all (const RenderClip *clip);

/* HASH may be NULL, and outlives it. NULL with CODE. To be freed. Blocks. */
RenderSource *render_source_open (const RenderClip *clip, RenderRunningHash *hash, int *code);

/* Takes NULL. */
void render_source_free (RenderSource *source);

G_END_DECLS
