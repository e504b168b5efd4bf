/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/attachment.h"

/* One region of the stage; the rectangle is NULL where nothing shows. */
typedef struct {
  TlrRect place;                         /* in the frame */
  guint serial;
  gboolean known;
  GstVideoOverlayRectangle *rectangle;
} Piece;

struct _GstTelemetryAttachment {
  TlrRect visible;                       /* of the frame, and the stage's size for it */
  int width, height;
  guint arrangement;                     /* of the stage, that the pieces are of */
  GArray *pieces;                        /* Piece */
  GstVideoOverlayComposition *composition; /* of all rectangles, or NULL */
};

void
gst_telemetry_attachment_native_spec (TlrNativeSpec *spec)
{
  g_return_if_fail (spec != NULL);
  *spec = (TlrNativeSpec) {
    .format = tlr_pixel_format_find (gst_video_format_to_string (
            GST_VIDEO_OVERLAY_COMPOSITION_FORMAT_RGB)),
    .colorimetry = { .matrix = TLR_MATRIX_RGB, .range = TLR_RANGE_FULL },
  };
}

static int
scale (int value, int to, int from)
{
  return (int) gst_util_uint64_scale_int_round ((guint64) value, to, from);
}

static void
piece_clear (gpointer data)
{
  g_clear_pointer (&((Piece *) data)->rectangle, gst_video_overlay_rectangle_unref);
}

GstTelemetryAttachment *
gst_telemetry_attachment_new (const TlrRect *visible, int width, int height)
{
  GstTelemetryAttachment *attachment;

  g_return_val_if_fail (visible != NULL && width > 0 && height > 0, NULL);
  attachment = g_new0 (GstTelemetryAttachment, 1);
  attachment->visible = *visible;
  attachment->width = width;
  attachment->height = height;
  attachment->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_array_set_clear_func (attachment->pieces, piece_clear);
  return attachment;
}

static void
forget_composition (GstTelemetryAttachment *attachment)
{
  g_clear_pointer (&attachment->composition, gst_video_overlay_composition_unref);
}

/* Where the regions lie in the frame. */
static void
place (GstTelemetryAttachment *attachment, const TlrStage *stage)
{
  const TlrRect *visible = &attachment->visible;
  int width = attachment->width, height = attachment->height;

  if (attachment->pieces->len == tlr_stage_n_regions (stage) &&
      attachment->arrangement == tlr_stage_arrangement (stage))
    return;
  forget_composition (attachment);
  g_array_set_size (attachment->pieces, 0);
  g_array_set_size (attachment->pieces, tlr_stage_n_regions (stage));
  attachment->arrangement = tlr_stage_arrangement (stage);
  for (guint i = 0; i < attachment->pieces->len; i++) {
    TlrRect rect;

    tlr_stage_region (stage, i, &rect, NULL, NULL);
    int x = scale (rect.x, visible->width, width), y = scale (rect.y, visible->height, height);
    g_array_index (attachment->pieces, Piece, i).place = (TlrRect) { visible->x + x, visible->y + y,
      MAX (scale (rect.x + rect.width, visible->width, width) - x, 1),
      MAX (scale (rect.y + rect.height, visible->height, height) - y, 1) };
  }
}

void
gst_telemetry_attachment_free (GstTelemetryAttachment *attachment)
{
  if (!attachment)
    return;
  forget_composition (attachment);
  g_array_unref (attachment->pieces);
  g_free (attachment);
}

static void
note_span (guint first, guint end, gboolean opaque, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
shows_something (const TlrNative *picture)
{
  gboolean found = FALSE;

  for (int row = 0; row < tlr_native_get_height (picture) && !found; row++)
    tlr_native_foreach_span (picture, 0, row, note_span, &found);
  return found;
}

/* The picture's pixels: what it makes of a transparent frame. */
static GstBuffer *
copy_pixels (const TlrNative *picture)
{
  int width = tlr_native_get_width (picture), height = tlr_native_get_height (picture);
  gsize size = (gsize) width * (gsize) height * 4;
  guint8 *pixels = g_malloc0 (size);
  GstBuffer *buffer = gst_buffer_new_wrapped (pixels, size);
  TlrNativeSpec spec;
  TlrFrame frame;

  gst_telemetry_attachment_native_spec (&spec);
  frame = (TlrFrame) { .format = spec.format, .width = width, .height = height, .data = { pixels },
    .stride = { 4 * width }, .premultiplied = TRUE };
  tlr_native_blend (picture, 0, 0, &frame);
  gst_buffer_add_video_meta (buffer, GST_VIDEO_FRAME_FLAG_NONE,
      GST_VIDEO_OVERLAY_COMPOSITION_FORMAT_RGB, (guint) width, (guint) height);
  return buffer;
}

static void
redraw (Piece *piece, const TlrNative *picture)
{
  g_clear_pointer (&piece->rectangle, gst_video_overlay_rectangle_unref);
  if (!shows_something (picture))
    return;
  g_autoptr (GstBuffer) pixels = copy_pixels (picture);
  piece->rectangle = gst_video_overlay_rectangle_new_raw (pixels, piece->place.x, piece->place.y,
      (guint) piece->place.width, (guint) piece->place.height,
      GST_VIDEO_OVERLAY_FORMAT_FLAG_PREMULTIPLIED_ALPHA);
}

/* COMPOSITION (taken, or NULL) with one rectangle more. */
static GstVideoOverlayComposition *
add (GstVideoOverlayComposition *composition, GstVideoOverlayRectangle *rectangle)
{
  if (!composition)
    return gst_video_overlay_composition_new (rectangle);
  gst_video_overlay_composition_add_rectangle (composition, rectangle);
  return composition;
}

/* Our rectangles over those of BELOW, which may be NULL and is left as it is;
 * NULL where there is nothing to show. The rectangles themselves are kept, so
 * that a sink knows them again. */
static GstVideoOverlayComposition *
compose (const GstTelemetryAttachment *attachment, GstVideoOverlayComposition *below)
{
  GstVideoOverlayComposition *all = NULL;

  for (guint i = 0; below && i < gst_video_overlay_composition_n_rectangles (below); i++)
    all = add (all, gst_video_overlay_composition_get_rectangle (below, i));
  for (guint i = 0; i < attachment->pieces->len; i++)
    if (g_array_index (attachment->pieces, Piece, i).rectangle)
      all = add (all, g_array_index (attachment->pieces, Piece, i).rectangle);
  return all;
}

static void
update (GstTelemetryAttachment *attachment, const TlrStage *stage)
{
  place (attachment, stage);
  for (guint i = 0; i < attachment->pieces->len; i++) {
    Piece *piece = &g_array_index (attachment->pieces, Piece, i);
    const TlrNative *picture;
    guint serial;

    tlr_stage_region (stage, i, NULL, &serial, &picture);
    if (piece->known && piece->serial == serial)
      continue;
    redraw (piece, picture);
    piece->serial = serial;
    piece->known = TRUE;
    forget_composition (attachment);
  }
  if (!attachment->composition)
    attachment->composition = compose (attachment, NULL);
}

void
gst_telemetry_attachment_apply (GstTelemetryAttachment *attachment, const TlrStage *stage,
    GstBuffer *buffer)
{
  GstVideoOverlayCompositionMeta *upstream;

  g_return_if_fail (attachment != NULL && stage != NULL && gst_buffer_is_writable (buffer));
  update (attachment, stage);
  upstream = gst_buffer_get_video_overlay_composition_meta (buffer);
  if (!attachment->composition)
    return;
  if (upstream && upstream->overlay) {
    GstVideoOverlayComposition *joined = compose (attachment, upstream->overlay);

    gst_video_overlay_composition_unref (upstream->overlay);
    upstream->overlay = joined;
  } else {
    gst_buffer_add_video_overlay_composition_meta (buffer, attachment->composition);
  }
}
