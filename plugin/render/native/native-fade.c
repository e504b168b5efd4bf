/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/native-rect.h"

/* Values are premultiplied, so that they and alpha become less by the same factor;
 * rounded down both, a value ends no higher than its alpha. */
static void
fade_8 (guint8 *words, gsize n, guint level, guint full)
{
  for (gsize i = 0; i < n; i++)
    words[i] = (guint8) (words[i] * level / full);
}

static void
fade_16 (guint16 *words, gsize n, guint level, guint full)
{
  for (gsize i = 0; i < n; i++)
    words[i] = (guint16) (words[i] * level / full);
}

static void
fade_row (const TlrNative *native, guint8 *row, gsize first, gsize n, guint level, guint full)
{
  if (native->word == 1)
    fade_8 (row + first, n, level, full);
  else
    fade_16 ((guint16 *) (void *) row + first, n, level, full);
}

void
tlr_native_fade_rect (TlrNative *native, int x, int y, int width, int height, guint level,
    guint full)
{
  g_return_if_fail (native != NULL && tlr_native_rect_is_valid (native, x, y, width, height));
  g_return_if_fail (full > 0 && full <= 256 && level <= full);

  for (guint i = 0; i < native->n_planes; i++) {
    TlrPlaneRect rect = tlr_native_plane_rect (native, i, x, y, width, height);
    gsize n = rect.end - rect.first;

    for (guint row = rect.top; row < rect.bottom; row++) {
      fade_row (native, tlr_native_value_row (native, i, row), rect.first, n, level, full);
      if (native->planes[i].alpha_plane == i)
        fade_row (native, tlr_native_alpha_row (native, i, row), rect.first, n, level, full);
    }
  }
}
