/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "host/overlay.h"

G_BEGIN_DECLS

/* What an overlay shows as pictures that a program keeps, in memory of a graphics card say: a few rectangles that do not
 * overlap, of which only those are drawn again that become others. Together they are what tlh_overlay_draw() draws on a
 * transparent frame. A canvas belongs to one thread at a time. */
typedef struct _TlhCanvas TlhCanvas;

/* One of the rectangles. */
typedef struct {
  int x, y, width, height;     /* pixels, in the frame */
  const guint8 *pixels;        /* first row: RGBA, colours times alpha; the canvas's */
  int stride;                  /* bytes from row to row */
  guint serial;                /* another one whenever the pixels are others; 0: nothing was drawn yet */
} TlhPiece;

/* For frames of WIDTH x HEIGHT square pixels; to be freed. It holds a reference to OVERLAY. NULL with an error where the
 * layout does not fit. Takes as long as drawing some frames does. */
TlhCanvas *tlh_canvas_new (TlhOverlay *overlay, int width, int height, GError **error);

/* One that shows a line of words, as tlh_frame_say() writes them; to be freed. Sides are brought within 16 to
 * 32768. */
TlhCanvas *tlh_canvas_new_words (const char *words, int width, int height);

/* Takes NULL. */
void tlh_canvas_free (TlhCanvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlhCanvas, tlh_canvas_free)

/* What became of the pictures. */
typedef enum {
  TLH_CANVAS_SAME,             /* they are as they were */
  TLH_CANVAS_OTHER,            /* one or more have another serial */
  TLH_CANVAS_BUSY              /* as they were, since telemetry was just put on the timeline: ask again */
} TlhCanvasChange;

/* Brings them to what is seen FOOTAGE_NS into the footage. The same place again costs next to nothing as long as nothing
 * new is known. Never waits for who feeds. */
TlhCanvasChange tlh_canvas_show (TlhCanvas *canvas, gint64 footage_ns);

/* Whether live telemetry has brought what there is no room for: the next canvas of the same overlay has it. Known since
 * the last tlh_canvas_show(). */
gboolean tlh_canvas_is_outgrown (const TlhCanvas *canvas);

/* How many pictures there are, which does not change, and one of them. */
guint tlh_canvas_n_pieces (const TlhCanvas *canvas);
TlhPiece tlh_canvas_piece (const TlhCanvas *canvas, guint index);

/* How often the timeline was asked and items were looked at: of one that idles it stays. */
guint64 tlh_canvas_n_updates (const TlhCanvas *canvas);

G_END_DECLS
