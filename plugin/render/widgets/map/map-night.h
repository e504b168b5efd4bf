/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "core/space/frames/eop.h"
#include "core/time/instant.h"
#include "render/widgets/map/map-view.h"

G_BEGIN_DECLS

/* The night of an instant over the view: RGBA where the Sun is 12 degrees or more
 * below the horizon (nautical dusk), less towards sunset. */
void tlr_map_draw_night (const TlrMapView *view, TlmInstant instant, const TlmEop *eop,
    const double rgba[4], cairo_t *cr);

/* How dark it is where the sine of the Sun's elevation is S, 0 to 255: smooth at either end. */
guint8 tlr_map_darkness (double s);

G_END_DECLS
