/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/native-rect.h"

#include <string.h>

static TlrSpanKind
block_kind (const TlrNative *native, const guint8 *alpha, guint first, guint end)
{
  guint all, any;

  if (native->word == 1)
    tlr_kernel_scan_8 (alpha + first, end - first, &all, &any);
  else
    tlr_kernel_scan_16 ((const guint16 *) alpha + first, end - first, &all, &any);
  return any == 0 ? TLR_SPAN_SKIP : all == native->max ? TLR_SPAN_COPY : TLR_SPAN_BLEND;
}

/* Whether a block has the words of the block before it in every plane that shares
 * these spans. */
static gboolean
repeats (const TlrNative *native, guint plane, guint row, guint first, guint end)
{
  gsize offset = first * native->word, bytes = (end - first) * native->word;
  gsize back = TLR_BLOCK_WORDS * native->word;
  const guint8 *alpha = tlr_native_alpha_row (native, plane, row) + offset;

  if (first == 0 || memcmp (alpha, alpha - back, bytes) != 0)
    return FALSE;
  for (guint i = plane; i < native->n_planes; i++) {
    const guint8 *value = tlr_native_value_row (native, i, row) + offset;

    if (native->planes[i].alpha_plane == plane && memcmp (value, value - back, bytes) != 0)
      return FALSE;
  }
  return TRUE;
}

/* The kind of the span that a block is part of: a block that is repeated is the
 * first of its tiles. */
static TlrSpanKind
span_kind (const TlrNativePlane *plane, const guint8 *kinds, guint block)
{
  gboolean repeated = block + 1 < plane->blocks && kinds[block + 1] == TLR_SPAN_TILE;

  return repeated ? TLR_SPAN_TILE : (TlrSpanKind) kinds[block];
}

/* Joins neighbouring blocks of one kind, and tiles with the block they repeat. */
static void
join_blocks (const TlrNativePlane *plane, const guint8 *kinds, TlrSpan *span)
{
  for (guint block = 0; block < plane->blocks; block++) {
    TlrSpanKind kind = span_kind (plane, kinds, block);

    if (block > 0 && kinds[block] != TLR_SPAN_TILE && (kind != span->kind || kind == TLR_SPAN_TILE))
      span++;
    span->kind = kind;
    span->end = MIN ((block + 1) * TLR_BLOCK_WORDS, plane->words);
  }
}

/* Classes the blocks of a row from word `first` to `end`, and the one behind,
 * which may have repeated the last. */
static void
update_row (TlrNative *native, guint plane, guint row, guint first, guint end)
{
  const TlrNativePlane *p = &native->planes[plane];
  const guint8 *alpha = tlr_native_alpha_row (native, plane, row);
  guint8 *kinds = p->kinds + (gsize) row * p->blocks;
  guint blocks = MIN ((end - 1) / TLR_BLOCK_WORDS + 2, p->blocks);
  gboolean changed = FALSE;

  for (guint block = first / TLR_BLOCK_WORDS; block < blocks; block++) {
    guint start = block * TLR_BLOCK_WORDS, stop = MIN (start + TLR_BLOCK_WORDS, p->words);
    guint8 kind = (guint8) block_kind (native, alpha, start, stop);

    if (kind == TLR_SPAN_BLEND && repeats (native, plane, row, start, stop))
      kind = TLR_SPAN_TILE;
    changed |= kind != kinds[block];
    kinds[block] = kind;
  }
  if (changed)
    join_blocks (p, kinds, p->spans + (gsize) row * p->blocks);
}

void
tlr_native_update_spans (TlrNative *native, int x, int y, int width, int height)
{
  g_return_if_fail (native != NULL && width >= 0 && height >= 0);

  int right = MIN (x + width, native->width), bottom = MIN (y + height, native->height);
  x = MAX (x, 0) & -(int) native->grid_columns;
  y = MAX (y, 0) & -(int) native->grid_rows;
  if (x >= right || y >= bottom)
    return;
  right = MIN ((right + (int) native->grid_columns - 1) & -(int) native->grid_columns, native->width);
  bottom = MIN ((bottom + (int) native->grid_rows - 1) & -(int) native->grid_rows, native->height);
  for (guint i = 0; i < native->n_planes; i++) {
    TlrPlaneRect rect = tlr_native_plane_rect (native, i, x, y, right - x, bottom - y);

    if (native->planes[i].alpha_plane != i)
      continue;
    for (guint row = rect.top; row < rect.bottom; row++)
      update_row (native, i, row, rect.first, rect.end);
  }
}

void
tlr_native_foreach_span (const TlrNative *native, guint plane, int row, TlrSpanFunc func,
    gpointer data)
{
  g_return_if_fail (native != NULL && plane < native->n_planes && func != NULL);
  g_return_if_fail (row >= 0 && (guint) row < native->planes[plane].rows);

  const TlrNativePlane *p = &native->planes[native->planes[plane].alpha_plane];
  const TlrSpan *span = p->spans + (gsize) row * p->blocks;

  for (guint first = 0; first < p->words; first = span++->end)
    if (span->kind != TLR_SPAN_SKIP)
      func (first, span->end, span->kind == TLR_SPAN_COPY, data);
}
