/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native-rect.h"

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

/* Joins neighbouring blocks of one kind. */
static void
join_blocks (const TlrNativePlane *plane, const guint8 *kinds, TlrSpan *span)
{
  for (guint block = 0; block < plane->blocks; block++) {
    span->kind = kinds[block];
    span->end = MIN ((block + 1) * TLR_BLOCK_WORDS, plane->words);
    if (block + 1 < plane->blocks && kinds[block + 1] != kinds[block])
      span++;
  }
}

static void
update_row (TlrNative *native, guint plane, guint row, guint first, guint end)
{
  const TlrNativePlane *p = &native->planes[plane];
  const guint8 *alpha = tlr_native_alpha_row (native, plane, row);
  guint8 *kinds = p->kinds + (gsize) row * p->blocks;
  gboolean changed = FALSE;

  for (guint block = first / TLR_BLOCK_WORDS; block * TLR_BLOCK_WORDS < end; block++) {
    guint start = block * TLR_BLOCK_WORDS;
    guint8 kind = (guint8) block_kind (native, alpha, start,
        MIN (start + TLR_BLOCK_WORDS, p->words));
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
