/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/figure.h"
#include "render/widgets/attitude/attitude-state.h"

G_BEGIN_DECLS

/* Writes what moves over the ball in a state, at most TLR_RASTER_MAX figures of the
 * frame's coordinates; returns their number. */
guint tlr_attitude_figures (const TlrAttitude *attitude, const TlrAttitudeState *state,
    TlrFigure *figures);

G_END_DECLS
