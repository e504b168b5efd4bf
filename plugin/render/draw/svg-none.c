/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In place of svg-picture.c where the build leaves librsvg out (meson's option svg). */
#include "render/draw/svg-picture.h"

TlrSvgPicture *
tlr_svg_picture_new (GBytes *bytes, char **problem)
{
  *problem = g_strdup ("is neither PNG nor JPEG, and this build draws no SVG (meson setup -Dsvg=enabled does)");
  return NULL;
}

void
tlr_svg_picture_free (TlrSvgPicture *picture)
{
}

void
tlr_svg_picture_get_size (const TlrSvgPicture *picture, double *width, double *height)
{
  *width = *height = 0;
}

gboolean
tlr_svg_picture_replace (TlrSvgPicture *picture, GBytes *bytes)
{
  return FALSE;
}

gboolean
tlr_svg_picture_draw (TlrSvgPicture *picture, cairo_t *cr)
{
  return FALSE;
}
