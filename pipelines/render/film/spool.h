/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavcodec/avcodec.h>

G_BEGIN_DECLS

/* Coded pictures in a file of our own, with their exact times, which containers round. Machines that share one have the
 * same order of bytes. Belongs to one thread at a time. */
typedef struct RenderSpool RenderSpool;

/* What stands before the pictures. */
typedef struct {
  char *made_of;             /* says of what they are a part; any text */
  guint64 first, n;          /* which pictures of it, and how many; from 0 */
  char *encoder;             /* that made them */
  char *caps;                /* of GStreamer, how they are coded */
} RenderSpoolHead;

/* Begins PATH. NULL with an error. To be freed. */
RenderSpool *render_spool_new (const char *path, const RenderSpoolHead *head, GError **error);

/* Adds what PACKET holds: bytes, pts, dts, duration, key. */
gboolean render_spool_put (RenderSpool *spool, const AVPacket *packet, GError **error);

/* Writes the end, without which it is not whole. */
gboolean render_spool_finish (RenderSpool *spool, GError **error);

/* Opens PATH to read. An error where it is none. To be freed. */
RenderSpool *render_spool_open (const char *path, GError **error);

/* What stands before. The spool's. */
const RenderSpoolHead *render_spool_head (const RenderSpool *spool);

/* The next picture into PACKET, which is empty; WITH_BYTES not, its times alone. FALSE at the end; and with an error
 * where the file is cut off or damaged, or has not as many as its head says. */
gboolean render_spool_next (RenderSpool *spool, AVPacket *packet, gboolean with_bytes, GError **error);

/* Closes the file. Takes NULL. */
void render_spool_free (RenderSpool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RenderSpool, render_spool_free)

G_END_DECLS
