/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/globe/globe-view.h"
#include "render/widgets/map/map-track.h"

G_BEGIN_DECLS

/* How to draw the ground track. Colours not premultiplied, lines in rows. */
typedef struct {
  double line, plan_line;
  double rgba[4], plan_rgba[4];
} TlrGlobeTrackStyle;

/* Paints the samples around number NOW: what has been, and what is to come as far as it is known. */
void tlr_globe_track_draw (TlrMapTrack *track, const TlrWidget *widget, const TlrGlobeView *view,
    const TlrGlobeTrackStyle *style, gint64 now, guint64 revision, cairo_t *cr);

G_END_DECLS
