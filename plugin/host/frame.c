/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/frame.h"

#include "core/base/error.h"

#include <pango/pangocairo.h>

#define LEAST_SIDE 16

gboolean
tlh_format_is_known (const char *format)
{
  return format && tlr_pixel_format_find (format);
}

gboolean
tlh_frame_spec (const TlhFrame *frame, TlrSceneSpec *spec, GError **error)
{
  const TlrPixelFormat *format = frame->format ? tlr_pixel_format_find (frame->format) : NULL;

  if (!format) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "frames of format %s cannot be drawn on: use RGBA, BGRA, I420 or YUY2",
        frame->format ? frame->format : "(none)");
    return FALSE;
  }
  if (frame->width < LEAST_SIDE || frame->height < LEAST_SIDE || frame->width > TLR_NATIVE_MAX_SIZE ||
      frame->height > TLR_NATIVE_MAX_SIZE) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "a frame of %d x %d pixels cannot be drawn on: each side is %d to %d",
        frame->width, frame->height, LEAST_SIDE, TLR_NATIVE_MAX_SIZE);
    return FALSE;
  }
  *spec = (TlrSceneSpec) {
    .native = { .format = format, .colorimetry = frame->colorimetry, .interlaced = frame->interlaced },
    .width = frame->width,
    .height = frame->height,
    .par_n = MAX (frame->par_n, 0),
    .par_d = MAX (frame->par_d, 0),
  };
  if (spec->par_n == 0 || spec->par_d == 0)
    spec->par_n = spec->par_d = 1;
  if (format->model == TLR_MODEL_RGB) {
    spec->native.colorimetry.matrix = TLR_MATRIX_RGB;
    spec->native.colorimetry.range = TLR_RANGE_FULL;
  }
  return TRUE;
}

TlrFrame
tlh_frame_native (const TlhFrame *frame, const TlrSceneSpec *spec)
{
  TlrFrame native = {
    .format = spec->native.format,
    .width = frame->width,
    .height = frame->height,
    .premultiplied = frame->premultiplied,
  };

  for (guint i = 0; i < spec->native.format->n_planes; i++) {
    native.data[i] = frame->data[i];
    native.stride[i] = frame->stride[i];
  }
  return native;
}

/* White on a dark ground, wrapped at the frame's width. */
static cairo_surface_t *
write_words (const char *words, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  int margin = MAX (height / 40, 1), text_height;

  pango_font_description_set_absolute_size (font, MAX (height / 24.0, 8.0) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, MAX (width - 2 * margin, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, 0.75);
  cairo_rectangle (cr, 0, 0, width, text_height + 2 * margin);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_move_to (cr, margin, margin);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

void
tlh_frame_say (const TlhFrame *frame, const char *words)
{
  g_autofree char *valid = NULL;
  TlrSceneSpec spec;

  g_return_if_fail (frame != NULL && words != NULL);
  if (!tlh_frame_spec (frame, &spec, NULL))
    return;
  valid = g_utf8_make_valid (words, -1);
  cairo_surface_t *surface = write_words (valid, frame->width, frame->height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS) {
    g_autoptr (TlrNative) picture = tlr_native_new (&spec.native, frame->width, frame->height);
    TlrFrame native = tlh_frame_native (frame, &spec);
    tlr_native_import (picture, 0, 0, cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface),
        frame->width, frame->height);
    tlr_native_update_spans (picture, 0, 0, frame->width, frame->height);
    tlr_native_blend (picture, 0, 0, &native);
  }
  cairo_surface_destroy (surface);
}
