/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/scene/stage.h"

G_BEGIN_DECLS

/* The pictures of a scene in a pose, for frames of one kind. */
typedef struct {
  TlrScene *scene;             /* drawn in premultiplied sRGB; NULL: nothing is shown */
  double larger;               /* its pixels to one of the frames', each way */
  TlrSceneSpec spec;           /* of the frames */
  TlrPose pose;                /* within its ranges */
  GPtrArray *surfaces;         /* cairo_surface_t *: the pixels of each of the scene's regions */
} TlrPosing;

/* One picture: what would share samples of the frame is painted together. */
typedef struct {
  TlrRect rect;                /* in the frame, on the grid */
  GArray *parts;               /* guint: regions of the scene */
  TlrNative *picture;          /* NULL until it is painted */
  guint serial;
} TlrPosed;

/* The pixels of a picture in premultiplied sRGB of SPEC, for Cairo; to be destroyed. */
cairo_surface_t *tlr_posing_surface (const TlrNative *picture, const TlrNativeSpec *spec);

/* TlrPosed *: where the regions come to lie; none where the pose leaves nothing to see. */
GPtrArray *tlr_posing_place (const TlrPosing *posing);

/* Paints one anew. */
void tlr_posing_paint (const TlrPosing *posing, TlrPosed *posed);

G_END_DECLS
