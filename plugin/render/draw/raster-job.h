/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/figure.h"
#include "render/native/rect.h"

G_BEGIN_DECLS

/* A figure made ready for its pixels, by raster.c. A plain value that refers to the
 * figure. */
typedef struct {
  const TlrFigure *figure;
  TlrBox box;
  double half;                             /* of the width */
  double most;                             /* coverage of a line thinner than a row */
  double normal[TLR_FIGURE_CORNERS][3];    /* of the edges, outwards; and their place */
  double along[3], length;                 /* of a line */
  TlrPoint from, to;                       /* directions of an arc's ends */
  TlrPoint ends[2];                        /* of a round arc */
  float colour[4];                         /* premultiplied, 0..255: b, g, r, a */
  guint32 solid;                           /* a pixel covered in whole, if it is opaque; or 0 */
} TlrRasterJob;

/* Fills a job for a figure of the frame's coordinates. */
void tlr_raster_job_prepare (TlrRasterJob *job, const TlrFigure *figure);

/* The part of row Y (of its middle) in which the figure may cover anything, in rows'
 * lengths; FROM > TO where there is none. */
void tlr_raster_job_reach (const TlrRasterJob *job, double y, double *from, double *to);

/* Covers LINE, the pixels of row ROW of the frame from TILE's left edge to its right one,
 * with the figure: premultiplied native ARGB. X_SCALE is columns a row's length. */
void tlr_raster_job_cover_row (const TlrRasterJob *job, double x_scale, guint32 *line,
    const TlrRect *tile, int row);

G_END_DECLS
