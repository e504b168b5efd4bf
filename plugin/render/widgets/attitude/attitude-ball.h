/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/attitude/attitude-face.h"

G_BEGIN_DECLS

/* All that moves in an indicator, in RECT of the frame (pixels, whole steps of the grid).
 * Free with tlr_item_free(). */
TlrItem *tlr_attitude_ball_new (TlrAttitude *attitude, const TlrRect *rect);

G_END_DECLS
