/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* Column of the frame where the slider stands, NAN for nowhere. */
typedef double (*TlrSliderFunc) (TlrWidget *widget, const TlmSnapshot *snapshot);

/* How a slider looks; rows, colours not premultiplied. */
typedef struct {
  double y;                /* row of the line's middle, in the frame */
  double line;             /* width of the line */
  double halo, core;       /* radii of the marker */
  double line_rgba[4], halo_rgba[4], core_rgba[4];
} TlrSliderStyle;

/* A line from the left edge of the widget to a round marker that moves in half
 * columns. Line and marker (one for each half column of the grid) are drawn once;
 * moving only composes them where it stood and stands. */
TlrItem *tlr_slider_new (TlrWidget *widget, const TlrSliderStyle *style, TlrSliderFunc position);

G_END_DECLS
