/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/attitude/attitude-ball.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/draw/raster.h"
#include "render/widgets/attitude/attitude-figures.h"
#include "render/widgets/attitude/attitude-horizon.h"

/* All that moves in it: sky and ground, the ladder, the heading. */
typedef struct {
  TlrItem item;
  TlrHorizonDisc disc;
} Ball;

static const TlrAttitude *
attitude_of (const TlrItem *item)
{
  return (const TlrAttitude *) item->widget;
}

static gsize
ball_state (TlrItem *item, const TlmSnapshot *snapshot, guint8 *out)
{
  return tlr_attitude_state (attitude_of (item), snapshot, out);
}

static void
compose_heading (const TlrAttitude *attitude, const TlrAttitudeState *state, TlrNative *canvas,
    int origin_x, int origin_y, const TlrRect *clip)
{
  const TlrContext *context = attitude->widget.context;
  char text[8];

  if (!attitude->has_heading)
    return;
  snprintf (text, sizeof text, state->heading < 0 ? "---" : "%03d", state->heading);
  int width = tlr_strip_width (attitude->strip, text);
  int x = (int) (attitude->x * context->x_scale - width / 2.0), row = (int) attitude->heading_baseline;
  tlr_strip_compose (attitude->strip, text, canvas, x - origin_x, row - origin_y, width, clip);
}

static void
ball_compose (TlrItem *item, const guint8 *bytes, TlrNative *canvas, int origin_x, int origin_y,
    const TlrRect *clip)
{
  Ball *ball = (Ball *) item;
  const TlrAttitude *attitude = attitude_of (item);
  TlrRect in_frame = { clip->x + origin_x, clip->y + origin_y, clip->width, clip->height };
  TlrRect seen = tlr_rect_intersect (&in_frame, &item->rect);
  TlrRect part = { seen.x - origin_x, seen.y - origin_y, seen.width, seen.height };
  TlrFigure figures[TLR_RASTER_MAX];
  TlrAttitudeState state;

  memcpy (&state, bytes, sizeof state);
  if (tlr_rect_is_empty (&seen))
    return;
  if (!ball->disc.sky)
    tlr_horizon_disc_draw (&ball->disc);
  TlrHorizon line = tlr_horizon_find (attitude, &state);
  if (state.known)
    tlr_horizon_disc_compose (&ball->disc, &line, canvas, origin_x, origin_y, &seen);
  tlr_raster_compose (tlr_context_raster (item->widget->context), figures,
      tlr_attitude_figures (attitude, &state, figures), canvas, origin_x, origin_y, &part);
  compose_heading (attitude, &state, canvas, origin_x, origin_y, &part);
}

/* The ground as a part of the disc: corners along the circle below the horizon. */
static void
sketch_ground (const TlrAttitude *attitude, const TlrHorizon *line, TlrSketch *sketch)
{
  double x_scale = attitude->widget.context->x_scale, r = attitude->ball;
  double away = line->a * attitude->x + line->b * attitude->y + line->c;
  double half = acos (CLAMP (-away / r, -1, 1)) * 180 / G_PI;
  double down = atan2 (line->a, -line->b) * 180 / G_PI;
  TlrCorner corners[61];

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++) {
    TlrPoint p = tlr_figure_polar (attitude->x, attitude->y, r, down + half * (i / 30.0 - 1));
    corners[i] = (TlrCorner) { p.x * x_scale, p.y, i == 0 };
  }
  tlr_sketch_path (sketch, corners, G_N_ELEMENTS (corners), attitude->ground, 1);
}

static void
ball_sketch (TlrItem *item, const guint8 *bytes, TlrSketch *sketch)
{
  const TlrAttitude *attitude = attitude_of (item);
  double x_scale = item->widget->context->x_scale;
  TlrFigure figures[TLR_RASTER_MAX];
  char text[8];
  TlrAttitudeState state;

  memcpy (&state, bytes, sizeof state);
  TlrHorizon line = tlr_horizon_find (attitude, &state);
  if (state.known) {
    tlr_sketch_circle (sketch, attitude->x * x_scale, attitude->y, attitude->ball * x_scale,
        attitude->ball, 0, attitude->sky, 1);
    sketch_ground (attitude, &line, sketch);
  }
  tlr_figures_sketch (figures, tlr_attitude_figures (attitude, &state, figures), sketch, x_scale);
  if (!attitude->has_heading)
    return;
  snprintf (text, sizeof text, state.heading < 0 ? "---" : "%03d", state.heading);
  tlr_sketch_text (sketch, &attitude->heading_style, 1, text, attitude->x * x_scale -
      tlr_strip_width (attitude->strip, text) / 2.0, attitude->heading_baseline, 1, attitude->strip);
}

static void
ball_finish (TlrItem *item)
{
  tlr_horizon_disc_finish (&((Ball *) item)->disc);
}

static gsize
ball_size (const TlrItem *item)
{
  return tlr_horizon_disc_get_size (&((const Ball *) item)->disc);
}

static const TlrItemClass ball_class = {
  .state = ball_state,
  .compose = ball_compose,
  .finish = ball_finish,
  .size = ball_size,
  .sketch = ball_sketch,
};

TlrItem *
tlr_attitude_ball_new (TlrAttitude *attitude, const TlrRect *rect)
{
  Ball *ball = g_new0 (Ball, 1);

  ball->item.klass = &ball_class;
  ball->item.widget = &attitude->widget;
  ball->item.rect = *rect;
  ball->disc.attitude = attitude;
  ball->disc.rect = *rect;
  return &ball->item;
}
