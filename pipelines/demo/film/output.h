/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

/* YUV4MPEG2 stream of I420 pictures, chroma sited left: its header, and one picture. FALSE with @error
 * when the reader has gone. */
gboolean output_start (FILE *stream, int width, int height, int fps, GError **error);
gboolean output_frame (FILE *stream, const guint8 *picture, int width, int height, GError **error);

/* One I420 picture (BT.709, limited range) as a binary PPM file. */
gboolean output_ppm (const char *path, const guint8 *picture, int width, int height, GError **error);
