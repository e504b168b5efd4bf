/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/context.h"

G_BEGIN_DECLS

/* One picture of a scene: what lies close together is composed in one canvas,
 * over a ground of all that never changes, of which only what lies under items is
 * kept. */
typedef struct {
  TlrRect rect;            /* in the frame, on the grid */
  GArray *backs;           /* of the ground, apart from each other; empty where
                              that is transparent */
  TlrNative *canvas;
  GPtrArray *items;        /* TlrItem *, of the context, in drawing order */
  GPtrArray *grounds;      /* TlrWidget *, drawn into the ground */
  guint serial;
  GArray *dirty;           /* TlrRect, of the frame: what is to be composed anew; while updating */
  GArray *changes;         /* TlrRect: where the canvas became another with SERIAL */
} TlrRegion;

/* Regions around all items and grounds: TlrRegion *. */
GPtrArray *tlr_regions_new (TlrContext *context, const GPtrArray *grounds);

/* Asks each item what it shows and recomposes what differs. */
void tlr_region_update (TlrRegion *region, const TlmSnapshot *snapshot);

/* Bytes of pictures held. */
gsize tlr_region_get_size (const TlrRegion *region);

G_END_DECLS
