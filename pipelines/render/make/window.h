/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "film/picture-clock.h"
#include "make/run.h"

G_BEGIN_DECLS

/* Some pictures of a clip that is decoded from somewhere before them: each is known by its stream time. Main thread
 * before the pipeline plays, then its streaming thread. All zero but what stands before the gap. */
typedef struct {
  const RenderPictureClock *clock; /* of the clip, from its first picture on */
  guint64 first, n;          /* indices in it */

  gint64 origin_ns;          /* stream time of the clip's first picture, by that of the second */
  gboolean has_origin;
  gboolean is_learning;      /* what comes is shown to the overlay, for it to know where the clip begins, and to nobody else */
  guint64 passed;            /* pictures that were let through */
  char *fault;               /* what came otherwise than the clip says, or NULL */
} RenderWindow;

/* Takes RUN's pipeline, which is at NULL, to where the window begins: to the clip's first picture, which is the first that
 * OVERLAY, in the pipeline, sees, as it is of the whole, and from there by a seek. Nothing for a window that begins
 * there. Blocks. */
gboolean render_window_seek (RenderWindow *window, RenderRun *run, GstElement *overlay, GError **error);

/* What becomes of a picture that comes to PAD. After the last one PAD ends. */
GstPadProbeReturn render_window_filter (RenderWindow *window, GstPad *pad, GstPadProbeInfo *info);

/* Whether all came as the clip says; else FAULT is set. */
gboolean render_window_check (RenderWindow *window);

void render_window_clear (RenderWindow *window);

G_END_DECLS
