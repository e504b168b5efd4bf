/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/kernels-private.h"
#include "render/native/native-dither.h"
#include "render/native/native-private.h"

#include <string.h>

/* Bytes that are fetched together, rows that it takes them to come, and bytes of a row that the
 * processor guesses by itself. */
#define CACHE_LINE 64
#define AHEAD 12
#define WIDE 1000

/* Where one plane of the picture lies in one plane of the frame. */
typedef struct {
  const TlrNative *native;
  const TlrFrame *frame;
  guint plane;
  int x, y;            /* the picture's place in the frame, pixels */
  gssize word_shift;   /* frame word of the picture's word 0, any sign */
  guint first, end;    /* picture's words inside the frame */
  gboolean with_alpha; /* the frame's alpha weighs the colours */
} Job;

/* From word `first` of the row on. A run that was cut begins in the middle of a
 * block. */
static void
run_tiles (const TlrNative *native, guint8 *d, const guint8 *s, const guint8 *a, guint first,
    gsize n)
{
  gsize head = MIN (-first & (TLR_BLOCK_WORDS - 1), n), offset = head * native->word;

  if (native->word == 1) {
    tlr_kernel_blend_8 (d, s, a, head);
    tlr_kernel_tile_8 (d + offset, s + offset, a + offset, n - head);
    return;
  }
  tlr_kernel_blend_16 ((guint16 *) d, (const guint16 *) s, (const guint16 *) a, head,
      native->frame_word);
  tlr_kernel_tile_16 ((guint16 *) (d + offset), (const guint16 *) (s + offset),
      (const guint16 *) (a + offset), n - head, native->frame_word);
}

static void
run_span (const Job *job, guint row, guint8 *d, guint first, guint end, TlrSpanKind kind)
{
  const TlrNative *native = job->native;
  gsize n = end - first, offset = (gsize) first * native->word;
  const guint8 *s = tlr_native_value_row (native, job->plane, row) + offset;
  const guint8 *a = tlr_native_alpha_row (native, job->plane, row) + offset;

  if (kind == TLR_SPAN_COPY && native->word == 1)
    memcpy (d, s, n);
  else if (kind == TLR_SPAN_COPY)
    tlr_kernel_copy_16 ((guint16 *) d, (const guint16 *) s, n, native->frame_word);
  else if (job->with_alpha)
    tlr_native_blend_alpha (native, job->plane, row, d, first, end, job->frame, job->x, job->y);
  else if (kind == TLR_SPAN_TILE && tlr_native_is_gradient (native, job->plane, row, first))
    tlr_native_dither_tiles (native, job->plane, row, d, first, n);
  else if (kind == TLR_SPAN_TILE)
    run_tiles (native, d, s, a, first, n);
  else if (native->word == 1)
    tlr_kernel_blend_8 (d, s, a, n);
  else
    tlr_kernel_blend_16 ((guint16 *) d, (const guint16 *) s, (const guint16 *) a, n,
        native->frame_word);
}

/* line is the frame's row. */
static void
blend_row (const Job *job, guint row, guint8 *line)
{
  const TlrNativePlane *plane = &job->native->planes[job->native->planes[job->plane].alpha_plane];
  const TlrSpan *span = plane->spans + (gsize) row * plane->blocks;

  for (guint start = 0; start < job->end; start = span++->end) {
    guint first = MAX (start, job->first), end = MIN (span->end, job->end);

    if (span->kind == TLR_SPAN_SKIP || first >= end)
      continue;
    run_span (job, row, line + ((gssize) first + job->word_shift) * job->native->word, first, end,
        span->kind);
  }
}

/* Asks for a row of the frame that is blended soon: the processor does not guess
 * where the next row of a narrow picture lies, which doubles its cost. Always inline, for the
 * compiler takes a function that does nothing but prefetch to be without effect, and drops its calls. */
ALWAYS_INLINE void
prefetch (const Job *job, const guint8 *line)
{
  gssize end = ((gssize) job->end + job->word_shift) * job->native->word;
  gssize start = ((gssize) job->first + job->word_shift) * job->native->word;

  if (end - start > WIDE)
    return;
  for (gssize i = start; i < end; i += CACHE_LINE)
    __builtin_prefetch (line + i, 1);
}

static int
shift_up (int length, guint shift)
{
  return (length + (1 << shift) - 1) >> shift;
}

/* Rows top <= row < bottom of the frame's plane. */
static void
blend_plane (const TlrNative *native, guint plane, int x, int y, const TlrFrame *frame, int y0,
    int y1)
{
  const TlrNativePlane *p = &native->planes[plane];
  int group_words = p->layout.group_words, row_shift = y >> p->layout.h_shift;
  int frame_words = shift_up (frame->width, p->layout.w_shift) * group_words;
  int top = MAX (y0 >> p->layout.h_shift, row_shift);
  int bottom = MIN (shift_up (y1, p->layout.h_shift), row_shift + (int) p->rows);
  Job job = { .native = native, .frame = frame, .plane = plane, .x = x, .y = y };

  job.word_shift = (gssize) (x >> p->layout.w_shift) * group_words;
  job.first = (guint) MAX (0, -job.word_shift);
  job.end = (guint) CLAMP (frame_words - job.word_shift, 0, (gssize) p->words);
  job.with_alpha = native->spec.format->has_alpha && !frame->premultiplied;
  for (int row = top; row < bottom; row++) {
    prefetch (&job, frame->data[plane] + (gssize) MIN (row + AHEAD, bottom - 1) * frame->stride[plane]);
    blend_row (&job, (guint) (row - row_shift), frame->data[plane]
        + (gssize) row * frame->stride[plane]);
  }
}

static gboolean
place_is_valid (const TlrNative *native, int x, int y)
{
  return x > -TLR_NATIVE_MAX_SIZE && x < TLR_NATIVE_MAX_SIZE
      && y > -TLR_NATIVE_MAX_SIZE && y < TLR_NATIVE_MAX_SIZE
      && ((guint) x & (native->grid_columns - 1)) == 0
      && ((guint) y & (native->grid_rows - 1)) == 0;
}

void
tlr_native_blend_rows (const TlrNative *native, int x, int y, const TlrFrame *frame, int y0,
    int y1)
{
  g_return_if_fail (native != NULL && frame != NULL);
  g_return_if_fail (frame->format == native->spec.format);
  g_return_if_fail (frame->width > 0 && frame->height > 0);
  g_return_if_fail (y0 >= 0 && y1 <= frame->height);

  if (!place_is_valid (native, x, y)) {
    /* Further out than any picture reaches there is nothing to do. */
    g_return_if_fail (ABS ((gint64) x) >= TLR_NATIVE_MAX_SIZE
        || ABS ((gint64) y) >= TLR_NATIVE_MAX_SIZE);
    return;
  }
  /* Chroma reads the frame's alpha, which is the last plane, as it was. */
  for (guint plane = 1; plane < native->n_planes; plane++)
    if (plane + 1 < native->n_planes || !native->spec.format->has_alpha)
      blend_plane (native, plane, x, y, frame, y0, y1);
  blend_plane (native, 0, x, y, frame, y0, y1);
  if (native->spec.format->has_alpha && native->n_planes > 1)
    blend_plane (native, native->n_planes - 1, x, y, frame, y0, y1);
}

void
tlr_native_blend (const TlrNative *native, int x, int y, const TlrFrame *frame)
{
  g_return_if_fail (frame != NULL);
  tlr_native_blend_rows (native, x, y, frame, 0, frame->height);
}
