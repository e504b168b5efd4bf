/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/strip.h"
#include "render/scene/widget.h"
#include "render/widgets/plate.h"

G_BEGIN_DECLS

/* The attitude indicator of a flight display. Lengths are rows both ways. */
typedef struct {
  TlrWidget widget;
  TlrPlate plate;
  guint roll, pitch, yaw;      /* channels, or G_MAXUINT */
  double x, y, radius;         /* the outer circle */
  double ball;                 /* radius of what turns */
  double rows_per_deg;
  double line;
  gboolean has_heading;
  TlrTextStyle heading_style;
  TlrStrip *strip;             /* of the heading; the context's */
  double heading_baseline;
  double sky[4], ground[4], horizon[4], symbol[4], rim[4], face[4], warning[4];
} TlrAttitude;

G_END_DECLS
