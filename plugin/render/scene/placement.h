/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/motion.h"
#include "render/native/rect.h"
#include "render/scene/fade.h"

G_BEGIN_DECLS

typedef struct _TlrContext TlrContext;

/* Where something stands that was laid out elsewhere: a pixel x, y of the frame comes to
 * SCALE x + LEFT, SCALE y + TOP, of which what lies in CLIP is seen. A plain value. */
typedef struct {
  guint level;             /* how much of it is seen, to TLR_FADE_FULL */
  gboolean is_clipped;
  TlrRect clip;            /* in the frame, on the grid; of one that is clipped */
  double scale;            /* 0 to 1; 1: left and top are on the grid */
  double left, top;        /* pixels */
} TlrPlacement;

/* As it was laid out. */
#define TLR_PLACEMENT_REST ((TlrPlacement) { .level = TLR_FADE_FULL, .scale = 1 })

/* Whether it is as it was laid out but for its level. */
gboolean tlr_placement_rests (const TlrPlacement *placement);

/* Whether two show the same. */
gboolean tlr_placement_equal (const TlrPlacement *a, const TlrPlacement *b);

/* Moves what stands in PLACEMENT as part of OWN, which the part DONE (0: beyond, 1: all
 * there) of MOTION has brought in. */
void tlr_placement_move (TlrPlacement *placement, const TlrContext *context, const TlrRect *own,
    const TlrMotion *motion, double done);

/* What a rectangle of the frame may touch once it stands there: on the grid, cut to what may
 * be drawn on. */
TlrRect tlr_placement_cover (const TlrPlacement *placement, const TlrContext *context, const TlrRect *rect);

/* PATH grown by all that a rectangle of OWN may touch while MOTION brings it in. */
TlrRect tlr_placement_path (const TlrContext *context, const TlrRect *path, const TlrRect *own,
    const TlrMotion *motion);

G_END_DECLS
