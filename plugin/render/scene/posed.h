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

/* One picture: what would share samples of the frame is painted together. It is painted in tiles, each by
 * itself, so that one that is painted again is what it would be with all the others: where Cairo places what it
 * scales goes, in the last bits, by the middle of what it paints. */
typedef struct {
  TlrRect rect;                /* in the frame, on the grid */
  GArray *parts;               /* guint: regions of the scene */
  TlrNative *picture;          /* NULL until it is painted */
  guint serial;
  int tile_width, tile_height; /* on the grid */
  guint columns, rows;         /* of tiles */
  guint8 *stale;               /* of each tile, row by row: it is to be painted */
} TlrPosed;

/* The pixels of a picture in premultiplied sRGB of SPEC, for Cairo; to be destroyed. */
cairo_surface_t *tlr_posing_surface (const TlrNative *picture, const TlrNativeSpec *spec);

/* Takes a rectangle of the picture anew into its surface. */
void tlr_posing_refresh (cairo_surface_t *surface, const TlrNative *picture, const TlrNativeSpec *spec,
    const TlrRect *rect);

/* TlrPosed *: where the regions come to lie; none where the pose leaves nothing to see. */
GPtrArray *tlr_posing_place (const TlrPosing *posing);

/* A rectangle of the scene has become another: what of POSED shows it is to be painted. */
void tlr_posing_touch (const TlrPosing *posing, TlrPosed *posed, const TlrRect *rect);

/* Paints what is to be painted; FALSE where that is nothing. */
gboolean tlr_posing_paint (const TlrPosing *posing, TlrPosed *posed);

G_END_DECLS
