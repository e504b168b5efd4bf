/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/context.h"

#include <math.h>
#include <string.h>

TlrStrip *
tlr_context_strip (TlrContext *context, const TlrTextStyle *style)
{
  for (guint i = 0; i < context->strips->len; i++)
    if (memcmp (tlr_strip_get_style (context->strips->pdata[i]), style, sizeof *style) == 0)
      return context->strips->pdata[i];
  g_ptr_array_add (context->strips, tlr_strip_new (style, &context->spec.native));
  return context->strips->pdata[context->strips->len - 1];
}

TlrRect
tlr_context_align (const TlrContext *context, double x, double y, double width, double height)
{
  TlrRect frame = { 0, 0, context->spec.width, context->spec.height };
  int left = (int) floor (x + 1e-6), top = (int) floor (y + 1e-6);
  TlrRect rect = { left, top, (int) ceil (x + width - 1e-6) - left,
    (int) ceil (y + height - 1e-6) - top };

  tlr_pixel_format_align (context->spec.native.format, context->spec.native.interlaced,
      &rect.x, &rect.y, &rect.width, &rect.height);
  return tlr_rect_intersect (&rect, &frame);
}

void
tlr_context_add_item (TlrContext *context, TlrItem *item)
{
  if (tlr_rect_is_empty (&item->rect))
    tlr_item_free (item);
  else
    g_ptr_array_add (context->items, item);
}

void
tlr_item_free (TlrItem *item)
{
  if (!item)
    return;
  if (item->klass->finish)
    item->klass->finish (item);
  g_free (item);
}
