/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* Motions as styled subtitles can say them: a linear fade as \fad, a linear slide as \move.
 * Others, and those that are interrupted, are left out: what they bring comes and goes at once. */
typedef struct {
  TlmDuration duration_ns;   /* 0: none */
  gboolean slides;           /* else it fades */
  double x, y;               /* from the place of what slides to where it is out of sight, square pixels */
  gboolean is_clipped;       /* the picture has reserved strips */
  TlrRect area;              /* without these, square pixels */
} TlrAssMotion;

/* The motion by which WIDGET, or a parent, begins at the time of SNAPSHOT to enter or to leave,
 * within a frame of 25 a second, and comes to its end; one of duration 0 where there is none that
 * can be said. STRETCH is how wide a column of the frame is, in rows. */
TlrAssMotion tlr_ass_motion_find (const TlrWidget *widget, const TlmSnapshot *snapshot, gboolean leaves,
    double stretch);

/* Writes into TEXT, an event that lasts LENGTH and begins with "{\pos(", that it comes by ENTER
 * and goes by LEAVE; either may be none. */
void tlr_ass_motion_write (GString *text, const TlrAssMotion *enter, const TlrAssMotion *leave,
    TlmDuration length);

G_END_DECLS
