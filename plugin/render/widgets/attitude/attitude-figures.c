/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/attitude/attitude-figures.h"

#include <math.h>

#include "render/draw/raster.h"

/* Parts of the ball's radius: how far from the middle the ladder reaches, and half
 * its longest and shortest rungs. */
#define LADDER 0.72
#define RUNG_LONG 0.30
#define RUNG_SHORT 0.15

/* Degrees between rungs. */
#define RUNG_STEP 5

static TlrPoint
turned (const TlrAttitude *attitude, double roll, double across, double up)
{
  return (TlrPoint) { attitude->x + across * cos (roll) - up * sin (roll),
    attitude->y - across * sin (roll) - up * cos (roll) };
}

/* A rung of the ladder UP rows above the middle of the ball. */
static TlrFigure
rung (const TlrAttitude *attitude, double roll, double up, double half, double line)
{
  TlrPoint a = turned (attitude, roll, -half, up), b = turned (attitude, roll, half, up);

  return tlr_figure_line (a.x, a.y, b.x, b.y, line, attitude->horizon, 1);
}

static guint
ladder_figures (const TlrAttitude *attitude, const TlrAttitudeState *state, TlrFigure *figures)
{
  double roll = tlr_attitude_roll (attitude, state);
  double pitch = (double) state->pitch_step / TLR_ATTITUDE_STEPS;
  double step = RUNG_STEP * attitude->rows_per_deg, reach = LADDER * attitude->ball;
  guint n = 0;

  for (int i = -90 / RUNG_STEP; i <= 90 / RUNG_STEP && n < TLR_RASTER_MAX - 16; i++) {
    double up = i * step - pitch;
    double half = (i % 2 ? RUNG_SHORT : RUNG_LONG) * attitude->ball;

    if (i == 0)
      half = sqrt (MAX (attitude->ball * attitude->ball - up * up, 0));
    else if (hypot (up, half) > reach || state->stale)
      continue;
    if (half > 0)
      figures[n++] = rung (attitude, roll, up, half, (i == 0 ? 1 : 0.7) * attitude->line);
  }
  return n;
}

/* Wings and nose, hollow when stale. */
static guint
symbol_figures (const TlrAttitude *attitude, gboolean stale, TlrFigure *figures)
{
  double r = attitude->ball, x = attitude->x, y = attitude->y, w = 1.6 * attitude->line;
  guint n = 0;

  for (int side = -1; side <= 1; side += 2) {
    TlrPoint wing[4] = { { x + side * 0.22 * r, y - w }, { x + side * 0.50 * r, y - w },
      { x + side * 0.50 * r, y + w }, { x + side * 0.22 * r, y + w } };
    figures[n++] = tlr_figure_polygon (wing, 4, stale ? MAX (0.5 * attitude->line, 0.8) : 0,
        attitude->symbol, 1);
  }
  figures[n++] = stale ? tlr_figure_arc (x, y, 1.2 * w, MAX (0.5 * attitude->line, 0.8), 0, 360,
      attitude->symbol, 1) : tlr_figure_disc (x, y, 1.4 * w, attitude->symbol, 1);
  return n;
}

/* On the ball, below the scale at the rim. */
static TlrFigure
roll_pointer (const TlrAttitude *attitude, const TlrAttitudeState *state)
{
  double roll = tlr_attitude_roll (attitude, state), size = 0.10 * attitude->ball;
  TlrPoint points[3] = { turned (attitude, roll, 0, attitude->ball - 1),
    turned (attitude, roll, 0.6 * size, attitude->ball - size),
    turned (attitude, roll, -0.6 * size, attitude->ball - size) };

  return tlr_figure_polygon (points, 3, 0, attitude->horizon, 1);
}

/* Crossed out where the attitude is not known. */
guint
tlr_attitude_figures (const TlrAttitude *attitude, const TlrAttitudeState *state,
    TlrFigure *figures)
{
  double arm = 0.5 * attitude->ball, x = attitude->x, y = attitude->y;
  guint n;

  if (!state->known) {
    figures[0] = tlr_figure_line (x - arm, y - arm, x + arm, y + arm, attitude->line, attitude->warning, 1);
    figures[1] = tlr_figure_line (x + arm, y - arm, x - arm, y + arm, attitude->line, attitude->warning, 1);
    return 2;
  }
  n = ladder_figures (attitude, state, figures);
  figures[n++] = roll_pointer (attitude, state);
  return n + symbol_figures (attitude, state->stale, figures + n);
}
