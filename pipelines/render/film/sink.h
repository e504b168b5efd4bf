/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavformat/avio.h>

G_BEGIN_DECLS

/* Opens the file PATH, which is emptied, for a muxer; where that is one that WRITES_WHOLE clusters they go to the file without a
 * buffer between. NULL with CODE. To be closed. */
AVIOContext *render_sink_open (const char *path, gboolean writes_whole, int *code);

/* Writes what is left; less than 0 where anything was not written. Takes NULL. */
int render_sink_close (AVIOContext *sink);

G_END_DECLS
