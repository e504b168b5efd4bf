/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/draw/picture.h"
#include "render/draw/raster.h"
#include "render/widgets/attitude.h"

/* Steps to a row that a change is seen by. */
#define STEPS 4

/* Rows composed at a time, a multiple of every grid. */
#define BAND 8

/* Parts of the ball's radius: how far from the middle the ladder reaches, and half
 * its longest and shortest rungs. */
#define LADDER 0.72
#define RUNG_LONG 0.30
#define RUNG_SHORT 0.15

/* Degrees between rungs. */
#define RUNG_STEP 5

/* Sky and ground are drawn once each and put together along the horizon; only the
 * pixels near it are painted anew. */
typedef struct {
  TlrItem item;
  TlrNative *sky, *ground;
  TlrNative *tile;
  guint32 *pixels;             /* of the tile */
  const double *drawing;       /* colour of the disc being drawn */
} Ball;

/* What it shows; all bytes are set, for they are compared. */
typedef struct {
  gint32 roll_step, pitch_step;
  gint16 heading;              /* degrees, 0..359, or -1 */
  guint8 known, stale;
} State;

static const TlrAttitude *
attitude_of (const TlrItem *item)
{
  return (const TlrAttitude *) item->widget;
}

static gboolean
is_shown (const TlmSnapshot *snapshot, guint vehicle, guint channel, double *out, gboolean *stale)
{
  TlmValue value = tlm_snapshot_value (snapshot, vehicle, channel);

  if (!tlm_value_is_shown (&value))
    return FALSE;
  *out = value.value;
  *stale |= value.validity == TLM_VALIDITY_STALE;
  return TRUE;
}

static gboolean
read_quaternion (const TlmSnapshot *snapshot, guint vehicle, TlrEuler *euler, gboolean *stale)
{
  double q[4];

  for (guint i = 0; i < 4; i++)
    if (!is_shown (snapshot, vehicle, TLM_CHANNEL_QUATERNION_W + i, &q[i], stale))
      return FALSE;
  if (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3] < 1e-12)
    return FALSE;
  *euler = tlr_euler_from_quaternion (q[0], q[1], q[2], q[3]);
  return TRUE;
}

/* A vehicle that only says its pitch (or the angle of its path) has no roll. */
static gboolean
read_attitude (const TlrAttitude *attitude, const TlmSnapshot *snapshot, TlrEuler *euler,
    gboolean *has_yaw, gboolean *stale)
{
  guint vehicle = (guint) MAX (attitude->widget.vehicle, 0);

  *euler = (TlrEuler) { 0, 0, 0 };
  *has_yaw = is_shown (snapshot, vehicle, attitude->yaw, &euler->yaw, stale);
  if (is_shown (snapshot, vehicle, attitude->pitch, &euler->pitch, stale)) {
    is_shown (snapshot, vehicle, attitude->roll, &euler->roll, stale);
    return TRUE;
  }
  double yaw = euler->yaw;
  if (!read_quaternion (snapshot, vehicle, euler, stale))
    return FALSE;
  euler->yaw = *has_yaw ? yaw : euler->yaw;
  *has_yaw = TRUE;
  return TRUE;
}

static gsize
ball_state (TlrItem *item, const TlmSnapshot *snapshot, guint8 *out)
{
  const TlrAttitude *attitude = attitude_of (item);
  gboolean has_yaw, stale = FALSE;
  TlrEuler euler;
  State state;

  memset (&state, 0, sizeof state);
  state.heading = -1;
  if (read_attitude (attitude, snapshot, &euler, &has_yaw, &stale)) {
    double roll = remainder (euler.roll, 360) * G_PI / 180;
    state.known = TRUE;
    state.stale = stale != FALSE;
    state.roll_step = (gint32) floor (roll * attitude->ball * STEPS + 0.5);
    state.pitch_step = (gint32) floor (remainder (euler.pitch, 360) * attitude->rows_per_deg * STEPS + 0.5);
  }
  if (has_yaw && attitude->has_heading)
    state.heading = (gint16) (((int) floor (euler.yaw + 0.5) % 360 + 360) % 360);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

/* The horizon: distance beyond it into the ground is a x + b y + c, rows. */
typedef struct {
  double a, b, c;
} Line;

static double
roll_angle (const TlrAttitude *attitude, const State *state)
{
  return state->roll_step / (attitude->ball * STEPS);
}

/* With the right wing down the horizon turns to the left; with the nose up it
 * goes down. */
static Line
find_horizon (const TlrAttitude *attitude, const State *state)
{
  double roll = roll_angle (attitude, state);
  Line line = { sin (roll), cos (roll), 0 };

  line.c = -line.a * attitude->x - line.b * attitude->y - (double) state->pitch_step / STEPS;
  return line;
}

/* Pixels near the horizon */

static guint32
mix_pixel (const TlrAttitude *attitude, double part, double cover)
{
  guint32 pixel = 0;
  double alpha = (attitude->sky[3] * (1 - part) + attitude->ground[3] * part) * cover;

  for (int i = 0; i < 3; i++) {
    double c = attitude->sky[i] * attitude->sky[3] * (1 - part) +
        attitude->ground[i] * attitude->ground[3] * part;
    pixel = pixel << 8 | (guint32) (255 * c * cover + 0.5);
  }
  return pixel | (guint32) (255 * alpha + 0.5) << 24;
}

/* How much of a pixel the ball covers. */
static double
ball_cover (const TlrAttitude *attitude, double x, double y)
{
  double dx = x - attitude->x, dy = y - attitude->y, inner = attitude->ball - 1;
  double square = dx * dx + dy * dy;

  return square < inner * inner ? 1 : CLAMP (attitude->ball + 0.5 - sqrt (square), 0, 1);
}

static void
paint_near (Ball *ball, const TlrRect *part, const Line *line)
{
  const TlrAttitude *attitude = attitude_of (&ball->item);
  double x_scale = attitude->widget.context->x_scale;

  for (int row = 0; row < part->height; row++)
    for (int column = 0; column < part->width; column++) {
      double x = (part->x + column + 0.5) / x_scale, y = part->y + row + 0.5;
      double cover = ball_cover (attitude, x, y);
      double ground = CLAMP (0.5 + line->a * x + line->b * y + line->c, 0, 1);

      ball->pixels[row * ball->item.rect.width + column] = mix_pixel (attitude, ground, cover);
    }
}

/* The part of a picture (of the whole item, or the tile) for PART of the frame. */
static void
over (Ball *ball, const TlrNative *picture, TlrNative *canvas, int origin_x, int origin_y,
    const TlrRect *part, const TlrRect *clip, gboolean is_tile)
{
  TlrRect seen = tlr_rect_intersect (part, clip);
  int left = is_tile ? part->x : ball->item.rect.x, top = is_tile ? part->y : ball->item.rect.y;

  if (!tlr_rect_is_empty (&seen))
    tlr_native_over (canvas, seen.x - origin_x, seen.y - origin_y, picture, seen.x - left,
        seen.y - top, seen.width, seen.height);
}

/* Columns of the band between which the horizon's fringe lies. */
static void
find_near (const TlrAttitude *attitude, const TlrRect *band, const Line *line, int *first, int *end)
{
  double x_scale = attitude->widget.context->x_scale, from = band->x, to = band->x + band->width;
  int columns = attitude->widget.context->columns;

  if (fabs (line->a) > 1e-6) {
    double top = -(line->b * band->y + line->c), bottom = top - line->b * band->height;
    double low = MIN (top, bottom) - 1, high = MAX (top, bottom) + 1;
    double a = low / line->a * x_scale, b = high / line->a * x_scale;
    from = MAX (from, MIN (a, b));
    to = MIN (to, MAX (a, b));
  } else if (fabs (line->b * (band->y + band->height / 2.0) + line->c) > band->height / 2.0 + 1) {
    from = to;
  }
  *first = CLAMP ((int) floor ((from - band->x) / columns) * columns, 0, band->width);
  *end = CLAMP ((int) ceil ((to - band->x) / columns) * columns, *first, band->width);
}

static const TlrNative *
side_picture (const Ball *ball, const Line *line, const TlrRect *part)
{
  double x = (part->x + part->width / 2.0) / ball->item.widget->context->x_scale;
  double y = part->y + part->height / 2.0;

  return line->a * x + line->b * y + line->c > 0 ? ball->ground : ball->sky;
}

static void
compose_band (Ball *ball, const TlrRect *band, const Line *line, TlrNative *canvas, int origin_x,
    int origin_y, const TlrRect *clip)
{
  int first, end;

  find_near (attitude_of (&ball->item), band, line, &first, &end);
  TlrRect left = { band->x, band->y, first, band->height };
  TlrRect near = { band->x + first, band->y, end - first, band->height };
  TlrRect right = { band->x + end, band->y, band->width - end, band->height };
  over (ball, side_picture (ball, line, &left), canvas, origin_x, origin_y, &left, clip, FALSE);
  over (ball, side_picture (ball, line, &right), canvas, origin_x, origin_y, &right, clip, FALSE);
  TlrRect seen = tlr_rect_intersect (&near, clip);
  if (tlr_rect_is_empty (&seen))
    return;
  paint_near (ball, &near, line);
  tlr_native_import (ball->tile, 0, 0, (const guint8 *) ball->pixels,
      ball->item.rect.width * (int) sizeof (guint32), near.width, near.height);
  over (ball, ball->tile, canvas, origin_x, origin_y, &near, clip, TRUE);
}

/* The picture of a band that the horizon does not pass; NULL for one that it does. */
static const TlrNative *
even_band (const Ball *ball, const TlrRect *band, const Line *line)
{
  int first, end;

  find_near (attitude_of (&ball->item), band, line, &first, &end);
  if (end > first || (first > 0 && first < band->width))
    return NULL;
  return side_picture (ball, line, band);
}

/* Bands of one side at once, the others each by itself. */
static void
compose_ball (Ball *ball, const Line *line, TlrNative *canvas, int origin_x, int origin_y,
    const TlrRect *clip)
{
  const TlrRect *whole = &ball->item.rect;

  for (int y = 0; y < whole->height; ) {
    TlrRect band = { whole->x, whole->y + y, whole->width, MIN (BAND, whole->height - y) };
    const TlrNative *picture = even_band (ball, &band, line);

    if (!picture)
      compose_band (ball, &band, line, canvas, origin_x, origin_y, clip);
    for (TlrRect next = band; picture && y + band.height < whole->height; band.height += next.height) {
      next.y = band.y + band.height;
      next.height = MIN (BAND, whole->height - y - band.height);
      if (even_band (ball, &next, line) != picture)
        break;
    }
    if (picture)
      over (ball, picture, canvas, origin_x, origin_y, &band, clip, FALSE);
    y += band.height;
  }
}

/* Figures */

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
ladder_figures (const TlrAttitude *attitude, const State *state, TlrFigure *figures)
{
  double roll = roll_angle (attitude, state), pitch = (double) state->pitch_step / STEPS;
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
roll_pointer (const TlrAttitude *attitude, const State *state)
{
  double roll = roll_angle (attitude, state), size = 0.10 * attitude->ball;
  TlrPoint points[3] = { turned (attitude, roll, 0, attitude->ball - 1),
    turned (attitude, roll, 0.6 * size, attitude->ball - size),
    turned (attitude, roll, -0.6 * size, attitude->ball - size) };

  return tlr_figure_polygon (points, 3, 0, attitude->horizon, 1);
}

/* Crossed out where the attitude is not known. */
static guint
ball_figures (const TlrAttitude *attitude, const State *state, TlrFigure *figures)
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

/* The item */

static void
draw_disc (cairo_t *cr, gpointer data)
{
  const Ball *ball = data;
  const TlrAttitude *attitude = attitude_of (&ball->item);
  TlrFigure disc = tlr_figure_disc (attitude->x, attitude->y, attitude->ball, ball->drawing, 1);

  cairo_translate (cr, -ball->item.rect.x, -ball->item.rect.y);
  tlr_figures_draw (&disc, 1, cr, attitude->widget.context->x_scale);
}

static void
draw_all (Ball *ball)
{
  const TlrAttitude *attitude = attitude_of (&ball->item);
  const TlrNativeSpec *spec = &attitude->widget.context->spec.native;
  int width = ball->item.rect.width, height = ball->item.rect.height;

  ball->drawing = attitude->sky;
  ball->sky = tlr_picture_draw (spec, width, height, draw_disc, ball);
  ball->drawing = attitude->ground;
  ball->ground = tlr_picture_draw (spec, width, height, draw_disc, ball);
  ball->tile = tlr_native_new (spec, width, BAND);
  ball->pixels = g_new0 (guint32, (gsize) width * BAND);
}

static void
compose_heading (const TlrAttitude *attitude, const State *state, TlrNative *canvas, int origin_x,
    int origin_y, const TlrRect *clip)
{
  const TlrContext *context = attitude->widget.context;
  char text[8];

  if (!attitude->has_heading)
    return;
  snprintf (text, sizeof text, state->heading < 0 ? "---" : "%03d", state->heading);
  int width = tlr_strip_width (attitude->strip, text);
  int x = (int) (attitude->x * context->x_scale - width / 2.0) / context->columns * context->columns;
  int row = (int) attitude->heading_baseline / context->rows * context->rows;
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
  State state;

  memcpy (&state, bytes, sizeof state);
  if (tlr_rect_is_empty (&seen))
    return;
  if (!ball->sky)
    draw_all (ball);
  Line line = find_horizon (attitude, &state);
  if (state.known)
    compose_ball (ball, &line, canvas, origin_x, origin_y, &seen);
  tlr_raster_compose (tlr_context_raster (item->widget->context), figures,
      ball_figures (attitude, &state, figures), canvas, origin_x, origin_y, &part);
  compose_heading (attitude, &state, canvas, origin_x, origin_y, &part);
}

/* The ground as a part of the disc: corners along the circle below the horizon. */
static void
sketch_ground (const TlrAttitude *attitude, const Line *line, TlrSketch *sketch)
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
  State state;

  memcpy (&state, bytes, sizeof state);
  Line line = find_horizon (attitude, &state);
  if (state.known) {
    tlr_sketch_circle (sketch, attitude->x * x_scale, attitude->y, attitude->ball * x_scale,
        attitude->ball, 0, attitude->sky, 1);
    sketch_ground (attitude, &line, sketch);
  }
  tlr_figures_sketch (figures, ball_figures (attitude, &state, figures), sketch, x_scale);
  if (!attitude->has_heading)
    return;
  snprintf (text, sizeof text, state.heading < 0 ? "---" : "%03d", state.heading);
  tlr_sketch_text (sketch, &attitude->heading_style, 1, text, attitude->x * x_scale -
      tlr_strip_width (attitude->strip, text) / 2.0, attitude->heading_baseline, 1, attitude->strip);
}

static void
ball_finish (TlrItem *item)
{
  Ball *ball = (Ball *) item;

  tlr_native_free (ball->sky);
  tlr_native_free (ball->ground);
  tlr_native_free (ball->tile);
  g_free (ball->pixels);
}

static gsize
ball_size (const TlrItem *item)
{
  const Ball *ball = (const Ball *) item;

  return ball->sky ? tlr_native_get_size (ball->sky) + tlr_native_get_size (ball->ground) +
      tlr_native_get_size (ball->tile) : 0;
}

static const TlrItemClass ball_class = {
  .state = ball_state,
  .compose = ball_compose,
  .finish = ball_finish,
  .size = ball_size,
  .sketch = ball_sketch,
};

TlrItem *
tlr_attitude_ball_new (TlrAttitude *attitude)
{
  Ball *ball = g_new0 (Ball, 1);

  ball->item.klass = &ball_class;
  ball->item.widget = &attitude->widget;
  ball->item.rect = tlr_attitude_rect (attitude);
  return &ball->item;
}
