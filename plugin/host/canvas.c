/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/canvas.h"

#include <string.h>

#include "host/frame.h"
#include "host/overlay-private.h"

#define LEAST_SIDE 16

typedef struct {
  TlrRect rect;
  guint8 *pixels;              /* rows without gaps */
  guint serial;
  gboolean is_drawn;
  guint drawn_of;              /* the serial of the scene's region when it was drawn */
} Piece;

struct _TlhCanvas {
  TlhOverlay *overlay;         /* or NULL: words */
  TlrSceneSpec spec;
  TlrStage *stage;
  TlmSnapshot *snapshot;
  GArray *pieces;              /* Piece */
  gboolean is_shown;
  gint64 time_ns;              /* on the timeline's clock, that is shown … */
  guint64 revision;            /* … of what the timeline was then */
  gboolean is_outgrown;
  guint64 n_updates;
};

static void
clear_piece (gpointer data)
{
  g_free (((Piece *) data)->pixels);
}

static TlhCanvas *
canvas_new (void)
{
  TlhCanvas *canvas = g_new0 (TlhCanvas, 1);

  canvas->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_array_set_clear_func (canvas->pieces, clear_piece);
  return canvas;
}

void
tlh_canvas_free (TlhCanvas *canvas)
{
  if (!canvas)
    return;
  tlr_stage_free (canvas->stage);
  tlm_snapshot_free (canvas->snapshot);
  tlh_overlay_unref (canvas->overlay);
  g_array_unref (canvas->pieces);
  g_free (canvas);
}

static gsize
size_of (const Piece *piece)
{
  return 4 * (gsize) piece->rect.width * (gsize) piece->rect.height;
}

static TlhFrame
frame_of (guint8 *pixels, int width, int height)
{
  return (TlhFrame) { .format = "RGBA", .width = width, .height = height, .data = { pixels }, .stride = { 4 * width },
    .premultiplied = TRUE };
}

static void
add_piece (TlhCanvas *canvas, const TlrRect *rect)
{
  Piece piece = { .rect = *rect };

  piece.pixels = g_malloc0 (size_of (&piece));
  g_array_append_val (canvas->pieces, piece);
}

static gboolean
set_stage (TlhCanvas *canvas, TlhOverlay *overlay, GError **error)
{
  const TlhFlight *flight = overlay->flight;

  canvas->stage = tlr_stage_new (overlay->layout, &overlay->style, flight->read->timeline, flight->read->mission,
      &canvas->spec, error);
  if (!canvas->stage)
    return FALSE;
  canvas->snapshot = tlm_snapshot_new ();
  for (guint i = 0; i < tlr_stage_n_regions (canvas->stage); i++) {
    TlrRect rect;
    tlr_stage_region (canvas->stage, i, &rect, NULL, NULL);
    add_piece (canvas, &rect);
  }
  return TRUE;
}

TlhCanvas *
tlh_canvas_new (TlhOverlay *overlay, int width, int height, GError **error)
{
  TlhFrame frame = frame_of (NULL, width, height);
  TlrSceneSpec spec;
  TlhCanvas *canvas;
  gboolean done;

  g_return_val_if_fail (overlay != NULL, NULL);
  if (!tlh_frame_spec (&frame, &spec, error))
    return NULL;
  canvas = canvas_new ();
  canvas->spec = spec;
  canvas->overlay = tlh_overlay_ref (overlay);
  tlh_flight_lock (overlay->flight);
  done = set_stage (canvas, overlay, error);
  tlh_flight_unlock (overlay->flight);
  if (!done)
    g_clear_pointer (&canvas, tlh_canvas_free);
  return canvas;
}

/* Rows from the top down to the last that has something. */
static int
used_rows (const guint8 *pixels, int width, int height)
{
  gsize row = 4 * (gsize) width;

  while (height > 1) {
    const guint8 *last = pixels + row * (gsize) (height - 1);
    for (gsize i = 0; i < row; i++)
      if (last[i])
        return height;
    height--;
  }
  return height;
}

TlhCanvas *
tlh_canvas_new_words (const char *words, int width, int height)
{
  TlhCanvas *canvas;
  Piece piece = { .is_drawn = TRUE, .serial = 1 };
  TlhFrame frame;

  g_return_val_if_fail (words != NULL, NULL);
  canvas = canvas_new ();
  width = CLAMP (width, LEAST_SIDE, TLR_NATIVE_MAX_SIZE);
  height = CLAMP (height, LEAST_SIDE, TLR_NATIVE_MAX_SIZE);
  piece.pixels = g_malloc0 (4 * (gsize) width * (gsize) height);
  frame = frame_of (piece.pixels, width, height);
  tlh_frame_say (&frame, words);
  piece.rect = (TlrRect) { 0, 0, width, used_rows (piece.pixels, width, height) };
  piece.pixels = g_realloc (piece.pixels, size_of (&piece));
  g_array_append_val (canvas->pieces, piece);
  return canvas;
}

/* Whether the region of PIECE has become another since it was drawn. */
static gboolean
draw_piece (const TlhCanvas *canvas, guint index)
{
  Piece *piece = &g_array_index (canvas->pieces, Piece, index);
  const TlrNative *picture;
  guint serial;

  tlr_stage_region (canvas->stage, index, NULL, &serial, &picture);
  if (piece->is_drawn && piece->drawn_of == serial)
    return FALSE;
  TlhFrame frame = frame_of (piece->pixels, piece->rect.width, piece->rect.height);
  TlrFrame native = tlh_frame_native (&frame, &canvas->spec);
  memset (piece->pixels, 0, size_of (piece));
  tlr_native_blend (picture, 0, 0, &native);
  piece->is_drawn = TRUE;
  piece->drawn_of = serial;
  piece->serial = MAX (piece->serial + 1, 1);
  return TRUE;
}

/* The flight is locked. */
static TlhCanvasChange
show (TlhCanvas *canvas, gint64 footage_ns)
{
  const TlmTimeline *timeline = canvas->overlay->flight->read->timeline;
  const TlrScene *scene = tlr_stage_scene (canvas->stage);
  gint64 time_ns = tlh_overlay_time (canvas->overlay, footage_ns);
  guint64 revision = tlm_timeline_get_revision (timeline);
  const TlrPose preset = TLR_POSE_PRESET;
  TlhCanvasChange change = TLH_CANVAS_SAME;

  if (canvas->is_shown && time_ns == canvas->time_ns && revision == canvas->revision)
    return TLH_CANVAS_SAME;
  if (revision != canvas->revision)
    canvas->is_outgrown = !tlr_scene_is_current (scene);
  tlm_timeline_at (timeline, time_ns, tlr_scene_channels (scene), canvas->snapshot);
  tlr_stage_update (canvas->stage, canvas->snapshot, &preset);
  for (guint i = 0; i < canvas->pieces->len; i++)
    if (draw_piece (canvas, i))
      change = TLH_CANVAS_OTHER;
  canvas->is_shown = TRUE;
  canvas->time_ns = time_ns;
  canvas->revision = revision;
  canvas->n_updates++;
  return change;
}

TlhCanvasChange
tlh_canvas_show (TlhCanvas *canvas, gint64 footage_ns)
{
  TlhCanvasChange change;

  g_return_val_if_fail (canvas != NULL, TLH_CANVAS_SAME);
  if (!canvas->overlay)
    return TLH_CANVAS_SAME;
  if (!tlh_flight_try_lock (canvas->overlay->flight))
    return TLH_CANVAS_BUSY;
  change = show (canvas, footage_ns);
  tlh_flight_unlock (canvas->overlay->flight);
  return change;
}

gboolean
tlh_canvas_is_outgrown (const TlhCanvas *canvas)
{
  g_return_val_if_fail (canvas != NULL, FALSE);
  return canvas->is_outgrown;
}

guint
tlh_canvas_n_pieces (const TlhCanvas *canvas)
{
  g_return_val_if_fail (canvas != NULL, 0);
  return canvas->pieces->len;
}

TlhPiece
tlh_canvas_piece (const TlhCanvas *canvas, guint index)
{
  const Piece *piece;

  g_return_val_if_fail (canvas != NULL && index < canvas->pieces->len, (TlhPiece) { 0 });
  piece = &g_array_index (canvas->pieces, Piece, index);
  return (TlhPiece) { .x = piece->rect.x, .y = piece->rect.y, .width = piece->rect.width, .height = piece->rect.height,
    .pixels = piece->pixels, .stride = 4 * piece->rect.width, .serial = piece->serial };
}

guint64
tlh_canvas_n_updates (const TlhCanvas *canvas)
{
  g_return_val_if_fail (canvas != NULL, 0);
  return canvas->n_updates;
}
