/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/native/native.h"
#include "render/widgets/attitude/attitude-state.h"

G_BEGIN_DECLS

/* The horizon: distance beyond it into the ground is a x + b y + c, rows. */
typedef struct {
  double a, b, c;
} TlrHorizon;

/* With the right wing down the horizon turns to the left; with the nose up it goes
 * down. */
TlrHorizon tlr_horizon_find (const TlrAttitude *attitude, const TlrAttitudeState *state);

/* Sky and ground are drawn once each and put together along the horizon; only the
 * pixels near it are painted anew. Begins as zeros with attitude and rect set. */
typedef struct {
  const TlrAttitude *attitude;
  TlrRect rect;                /* of the disc in the frame, on the grid */
  TlrNative *sky, *ground;     /* NULL until drawn */
  TlrNative *tile;
  guint32 *pixels;             /* of the tile */
  const double *drawing;       /* colour of the disc being drawn */
} TlrHorizonDisc;

/* Draws sky and ground. */
void tlr_horizon_disc_draw (TlrHorizonDisc *disc);

/* Composes a disc that is drawn over the canvas, whose upper left corner is at ORIGIN_X,
 * ORIGIN_Y in the frame, inside CLIP (in the frame, on the grid) alone. */
void tlr_horizon_disc_compose (TlrHorizonDisc *disc, const TlrHorizon *line, TlrNative *canvas,
    int origin_x, int origin_y, const TlrRect *clip);

/* Frees what it has drawn. */
void tlr_horizon_disc_finish (TlrHorizonDisc *disc);

/* Bytes of pictures held. */
gsize tlr_horizon_disc_get_size (const TlrHorizonDisc *disc);

G_END_DECLS
