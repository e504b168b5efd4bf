/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/unpack-rows.h"

#include <string.h>

#include "elements/overlay/frame-palette.h"

/* Rows that are unpacked together: two chroma rows of either field. */
#define MAX_STEP 4

/* The words of an unpacked pixel that are chroma: A Y U V. */
#define U_WORD 2
#define V_WORD 3

/* How GStreamer packs formats whose chroma rows it counts by whole frames, in interlaced
 * ones too, and the columns that it packs at once: it leaves out what is left of the last
 * ones, unless it is told of all. By name: GStreamer may be newer than the one built with. */
static const struct {
  const char *name;
  int columns;
} by_whole_frames[] = {
  { .name = "NV12_10BE_8L128", .columns = 1 },
  { .name = "MT2110T", .columns = 16 },
  { .name = "MT2110R", .columns = 16 },
};

struct _GstTelemetryRows {
  const TlrPixelFormat *unpacked;
  GstVideoPackFlags flags;
  int width, height;               /* of the frame, or of one field of it */
  int packed_width;                /* with the rest of the tile that ends the row */
  TlrRect visible;
  int step;                        /* rows that share chroma, in both fields */
  int chroma_columns, chroma_rows; /* pixels that share a chroma sample */
  int field_step;                  /* from a row to the next of its field */
  gsize stride;                    /* bytes of an unpacked row */
  guint8 *lines;                   /* `step` of them, and one to compare with */
  gboolean *covered;               /* each group of `step` rows */
  int n_groups;
  gboolean is_covered_known;
  guint arrangement;               /* of the stage, that they are covered by */
  GstTelemetryPalette *palette;    /* NULL unless the format has one */
};

static int
pixel_bytes (const GstTelemetryRows *rows)
{
  return 4 * rows->unpacked->word;
}

static guint8 *
line_at (const GstTelemetryRows *rows, int index)
{
  return rows->lines + (gsize) index * rows->stride;
}

static void
find_covered (GstTelemetryRows *rows, const TlrStage *stage)
{
  if (rows->is_covered_known && rows->arrangement == tlr_stage_arrangement (stage))
    return;
  rows->is_covered_known = TRUE;
  rows->arrangement = tlr_stage_arrangement (stage);
  memset (rows->covered, 0, (gsize) rows->n_groups * sizeof *rows->covered);
  for (guint i = 0; i < tlr_stage_n_regions (stage); i++) {
    TlrRect rect;

    tlr_stage_region (stage, i, &rect, NULL, NULL);
    int top = rect.y + rows->visible.y, bottom = MIN (top + rect.height, rows->height);
    for (int y = MAX (top, 0); y < bottom; y++)
      rows->covered[y / rows->step] = TRUE;
  }
}

/* 0 for formats that are packed by field, and of any width. */
static int
columns_of_whole_frames (const GstVideoInfo *info)
{
  for (guint i = 0; i < G_N_ELEMENTS (by_whole_frames); i++)
    if (strcmp (by_whole_frames[i].name, GST_VIDEO_INFO_NAME (info)) == 0)
      return by_whole_frames[i].columns;
  return 0;
}

/* Both fields in a frame, with chroma rows of their own. */
static gboolean
is_by_field (const GstVideoInfo *info)
{
  return GST_VIDEO_INFO_IS_INTERLACED (info) &&
      GST_VIDEO_INFO_INTERLACE_MODE (info) != GST_VIDEO_INTERLACE_MODE_ALTERNATE &&
      columns_of_whole_frames (info) == 0;
}

static int
packed_width (const GstVideoInfo *info)
{
  int columns = MAX (columns_of_whole_frames (info), 1);

  return (GST_VIDEO_INFO_WIDTH (info) + columns - 1) / columns * columns;
}

/* Codes of fewer bits keep their place in the range of the unpacked format:
 * limited ones are shifted up, full ones stretched to all ones. */
static GstVideoPackFlags
pack_flags (const GstVideoInfo *info)
{
  gboolean limited = !GST_VIDEO_INFO_IS_RGB (info) &&
      info->colorimetry.range != GST_VIDEO_COLOR_RANGE_0_255;

  return (limited ? GST_VIDEO_PACK_FLAG_TRUNCATE_RANGE : GST_VIDEO_PACK_FLAG_NONE) |
      (is_by_field (info) ? GST_VIDEO_PACK_FLAG_INTERLACED : GST_VIDEO_PACK_FLAG_NONE);
}

GstTelemetryRows *
gst_telemetry_rows_new (const GstVideoInfo *info, const TlrRect *visible)
{
  const GstVideoFormatInfo *format = info->finfo;
  GstTelemetryRows *rows;

  g_return_val_if_fail (info != NULL && visible != NULL, NULL);
  rows = g_new0 (GstTelemetryRows, 1);
  rows->unpacked = tlr_pixel_format_find (gst_video_format_to_string (format->unpack_format));
  rows->flags = pack_flags (info);
  rows->width = GST_VIDEO_INFO_WIDTH (info);
  rows->packed_width = packed_width (info);
  rows->height = GST_VIDEO_INFO_FIELD_HEIGHT (info);
  rows->visible = *visible;
  rows->chroma_columns = rows->chroma_rows = rows->field_step = 1;
  if (GST_VIDEO_FORMAT_INFO_IS_YUV (format)) {
    rows->chroma_columns = 1 << GST_VIDEO_FORMAT_INFO_W_SUB (format, 1);
    rows->chroma_rows = 1 << GST_VIDEO_FORMAT_INFO_H_SUB (format, 1);
  }
  if (rows->chroma_rows > 1 && (rows->flags & GST_VIDEO_PACK_FLAG_INTERLACED))
    rows->field_step = 2;
  rows->step = rows->chroma_rows * rows->field_step;
  g_assert (rows->unpacked && rows->step <= MAX_STEP);
  rows->stride = ((gsize) rows->packed_width * (gsize) pixel_bytes (rows) + 63) & ~(gsize) 63;
  rows->lines = g_malloc0 (rows->stride * (gsize) (rows->step + 1));
  if (GST_VIDEO_FORMAT_INFO_HAS_PALETTE (format))
    rows->palette = g_new0 (GstTelemetryPalette, 1);
  rows->n_groups = (rows->height + rows->step - 1) / rows->step;
  rows->covered = g_new0 (gboolean, rows->n_groups);
  return rows;
}

void
gst_telemetry_rows_free (GstTelemetryRows *rows)
{
  if (!rows)
    return;
  g_free (rows->lines);
  g_free (rows->covered);
  g_free (rows->palette);
  g_free (rows);
}

/* The mean of one word of `columns` pixels from `x` on in up to `n` lines, to all
 * of them. */
static inline void
share_word (guint8 *const *lines, int n, int x, int columns, int word, gboolean wide)
{
  guint sum = 0, count = (guint) (n * columns);

  for (int i = 0; i < n; i++)
    for (int k = x; k < x + columns; k++)
      sum += wide ? ((guint16 *) lines[i])[4 * k + word] : lines[i][4 * k + word];
  sum = (sum + count / 2) / count;
  for (int i = 0; i < n; i++)
    for (int k = x; k < x + columns; k++) {
      if (wide)
        ((guint16 *) lines[i])[4 * k + word] = (guint16) sum;
      else
        lines[i][4 * k + word] = (guint8) sum;
    }
}

static void
share_lines (const GstTelemetryRows *rows, guint8 *const *lines, int n)
{
  gboolean wide = rows->unpacked->word == 2;

  for (int x = 0; x < rows->width; x += rows->chroma_columns) {
    int columns = MIN (rows->chroma_columns, rows->width - x);

    share_word (lines, n, x, columns, U_WORD, wide);
    share_word (lines, n, x, columns, V_WORD, wide);
  }
}

/* Gives all pixels of a chroma sample its average, of which packing takes one. */
static void
share_chroma (const GstTelemetryRows *rows, int n_lines)
{
  for (int field = 0; field < rows->field_step; field++) {
    guint8 *lines[MAX_STEP];
    int n = 0;

    for (int i = field; i < n_lines; i += rows->field_step)
      lines[n++] = line_at (rows, i);
    if (n > 0)
      share_lines (rows, lines, n);
  }
}

/* Pixels that changed, to the nearest colour of the frame's palette. */
static void
index_line (GstTelemetryRows *rows, const GstVideoFrame *frame, const guint8 *line, int y)
{
  const GstVideoFormatInfo *format = frame->info.finfo;
  guint8 *before = line_at (rows, rows->step);
  guint8 *indices = (guint8 *) frame->data[0] + (gssize) y * frame->info.stride[0];

  format->unpack_func (format, rows->flags, before, frame->data, frame->info.stride, 0, y,
      rows->width);
  for (int x = 0; x < rows->width; x++)
    if (((const guint32 *) line)[x] != ((const guint32 *) before)[x])
      indices[x] = gst_telemetry_palette_find (rows->palette, line + 4 * x);
}

static void
pack_line (GstTelemetryRows *rows, const GstVideoFrame *frame, guint8 *line, int y)
{
  const GstVideoFormatInfo *format = frame->info.finfo;

  if (rows->palette)
    index_line (rows, frame, line, y);
  else
    format->pack_func (format, rows->flags, line, (gint) rows->stride, (gpointer *) frame->data,
        frame->info.stride, frame->info.chroma_site, y, rows->packed_width);
}

static void
blend_group (GstTelemetryRows *rows, const TlrStage *stage, const GstVideoFrame *frame, int y0, int n)
{
  const GstVideoFormatInfo *format = frame->info.finfo;
  const TlrRect *visible = &rows->visible;
  TlrFrame unpacked = {
    .format = rows->unpacked,
    .width = visible->width,
    .height = visible->height,
    .stride = { (int) rows->stride },
    .premultiplied = (GST_VIDEO_INFO_FLAGS (&frame->info) & GST_VIDEO_FLAG_PREMULTIPLIED_ALPHA) != 0,
  };

  /* The renderer counts rows from the first visible one. */
  unpacked.data[0] = (guint8 *) ((guintptr) rows->lines + (guintptr) (visible->x * pixel_bytes (rows)) -
      (guintptr) ((gssize) (y0 - visible->y) * (gssize) rows->stride));
  for (int i = 0; i < n; i++)
    format->unpack_func (format, rows->flags, line_at (rows, i), frame->data, frame->info.stride, 0,
        y0 + i, rows->packed_width);
  tlr_stage_blend_rows (stage, &unpacked, MAX (y0 - visible->y, 0),
      CLAMP (y0 + n - visible->y, 0, visible->height));
  if (rows->chroma_rows * rows->chroma_columns > 1)
    share_chroma (rows, n);
  for (int i = 0; i < n; i++)
    pack_line (rows, frame, line_at (rows, i), y0 + i);
}

void
gst_telemetry_rows_blend (GstTelemetryRows *rows, const TlrStage *stage, const GstVideoFrame *frame)
{
  g_return_if_fail (rows != NULL && stage != NULL && frame != NULL);
  find_covered (rows, stage);
  if (rows->palette)
    gst_telemetry_palette_read (rows->palette, frame);
  for (int group = 0; group < rows->n_groups; group++)
    if (rows->covered[group])
      blend_group (rows, stage, frame, group * rows->step,
          MIN (rows->step, rows->height - group * rows->step));
}
