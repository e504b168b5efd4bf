/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/picture.h"

void
tlr_picture_redraw (TlrNative *picture, TlrDrawFunc func, gpointer data)
{
  int width = tlr_native_get_width (picture), height = tlr_native_get_height (picture);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  func (cr, data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    tlr_native_import (picture, 0, 0, cairo_image_surface_get_data (surface),
        cairo_image_surface_get_stride (surface), width, height);
  cairo_surface_destroy (surface);
}

TlrNative *
tlr_picture_draw (const TlrNativeSpec *spec, int width, int height, TlrDrawFunc func,
    gpointer data)
{
  TlrNative *picture = tlr_native_new (spec, width, height);

  tlr_picture_redraw (picture, func, data);
  return picture;
}

void
tlr_picture_rounded (cairo_t *cr, double x, double y, double width, double height,
    double radius, double x_scale)
{
  double rx = MIN (radius * x_scale, width / 2), ry = MIN (radius, height / 2);

  if (rx <= 0 || ry <= 0) {
    cairo_rectangle (cr, x, y, width, height);
    return;
  }
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, rx, ry);
  double w = width / rx, h = height / ry;
  cairo_new_sub_path (cr);
  cairo_arc (cr, w - 1, 1, 1, -G_PI / 2, 0);
  cairo_arc (cr, w - 1, h - 1, 1, 0, G_PI / 2);
  cairo_arc (cr, 1, h - 1, 1, G_PI / 2, G_PI);
  cairo_arc (cr, 1, 1, 1, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_restore (cr);
}
