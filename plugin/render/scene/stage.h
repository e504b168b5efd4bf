/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/scene.h"

G_BEGIN_DECLS

/* How a picture stands in the frame: made smaller or larger about the frame's centre, then moved, and
 * seen through. Beyond the ranges the nearest end counts; what is no number counts as the preset. */
typedef struct {
  double opacity;              /* 0 to 1; preset 1 */
  double scale;                /* 0 to TLR_POSE_MOST_SCALE; preset 1 */
  double x, y;                 /* -1 to 1 widths and heights of the frame, to the right and down; preset 0 */
} TlrPose;

#define TLR_POSE_MOST_SCALE 2

/* The picture as it was laid out. */
#define TLR_POSE_PRESET ((TlrPose) { .opacity = 1, .scale = 1 })

/* A scene in a pose. As it was laid out it is the scene alone; in any other pose the scene is drawn in
 * sRGB and brought to its place by Cairo, to a fraction of a pixel: all of it when the pose changes, and what
 * became another when the scene does. What it shows is a pure function of what the scene shows and of the pose.
 *
 * A stage belongs to one thread at a time. */
typedef struct _TlrStage TlrStage;

/* As tlr_scene_new(); STYLE, MISSION (or NULL) and what they refer to live as long as the stage. */
TlrStage *tlr_stage_new (TlrLayout *layout, const TlrStyle *style, TlmTimeline *timeline,
    const TlmMission *mission, const TlrSceneSpec *spec, GError **error);

/* Takes NULL. */
void tlr_stage_free (TlrStage *stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrStage, tlr_stage_free)

/* The scene that all poses show: for its channels, and whether it is current. */
const TlrScene *tlr_stage_scene (const TlrStage *stage);

/* Shows a snapshot of the timeline in a pose. */
void tlr_stage_update (TlrStage *stage, const TlmSnapshot *snapshot, const TlrPose *pose);

/* Blends it into the rows y0 <= row < y1 of a frame of its spec (tlr_native_blend_rows()). */
void tlr_stage_blend_rows (const TlrStage *stage, const TlrFrame *frame, int y0, int y1);

/* Its pictures, as tlr_scene_region() has them; of another pose they are others. */
guint tlr_stage_n_regions (const TlrStage *stage);
void tlr_stage_region (const TlrStage *stage, guint index, TlrRect *rect, guint *serial,
    const TlrNative **picture);

/* Changes whenever the regions become others. */
guint tlr_stage_arrangement (const TlrStage *stage);

G_END_DECLS
