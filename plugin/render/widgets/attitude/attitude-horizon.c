/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/attitude/attitude-horizon.h"

#include <math.h>

#include "render/draw/figure.h"
#include "render/draw/picture.h"

/* Rows composed at a time, a multiple of every grid. */
#define BAND 8

TlrHorizon
tlr_horizon_find (const TlrAttitude *attitude, const TlrAttitudeState *state)
{
  double roll = tlr_attitude_roll (attitude, state);
  TlrHorizon line = { sin (roll), cos (roll), 0 };

  line.c = -line.a * attitude->x - line.b * attitude->y -
      (double) state->pitch_step / TLR_ATTITUDE_STEPS;
  return line;
}

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
paint_near (TlrHorizonDisc *disc, const TlrRect *part, const TlrHorizon *line)
{
  const TlrAttitude *attitude = disc->attitude;
  double x_scale = attitude->widget.context->x_scale;

  for (int row = 0; row < part->height; row++)
    for (int column = 0; column < part->width; column++) {
      double x = (part->x + column + 0.5) / x_scale, y = part->y + row + 0.5;
      double cover = ball_cover (attitude, x, y);
      double ground = CLAMP (0.5 + line->a * x + line->b * y + line->c, 0, 1);

      disc->pixels[row * disc->rect.width + column] = mix_pixel (attitude, ground, cover);
    }
}

/* The part of a picture (of the whole item, or the tile) for PART of the frame. */
static void
over (TlrHorizonDisc *disc, const TlrNative *picture, TlrNative *canvas, int origin_x, int origin_y,
    const TlrRect *part, const TlrRect *clip, gboolean is_tile)
{
  TlrRect seen = tlr_rect_intersect (part, clip);
  int left = is_tile ? part->x : disc->rect.x, top = is_tile ? part->y : disc->rect.y;

  if (!tlr_rect_is_empty (&seen))
    tlr_native_over (canvas, seen.x - origin_x, seen.y - origin_y, picture, seen.x - left,
        seen.y - top, seen.width, seen.height);
}

/* Columns of the band between which the horizon's fringe lies. */
static void
find_near (const TlrAttitude *attitude, const TlrRect *band, const TlrHorizon *line, int *first,
    int *end)
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
side_picture (const TlrHorizonDisc *disc, const TlrHorizon *line, const TlrRect *part)
{
  double x = (part->x + part->width / 2.0) / disc->attitude->widget.context->x_scale;
  double y = part->y + part->height / 2.0;

  return line->a * x + line->b * y + line->c > 0 ? disc->ground : disc->sky;
}

static void
compose_band (TlrHorizonDisc *disc, const TlrRect *band, const TlrHorizon *line,
    TlrNative *canvas, int origin_x, int origin_y, const TlrRect *clip)
{
  int first, end;

  find_near (disc->attitude, band, line, &first, &end);
  TlrRect left = { band->x, band->y, first, band->height };
  TlrRect near = { band->x + first, band->y, end - first, band->height };
  TlrRect right = { band->x + end, band->y, band->width - end, band->height };
  over (disc, side_picture (disc, line, &left), canvas, origin_x, origin_y, &left, clip, FALSE);
  over (disc, side_picture (disc, line, &right), canvas, origin_x, origin_y, &right, clip, FALSE);
  TlrRect seen = tlr_rect_intersect (&near, clip);
  if (tlr_rect_is_empty (&seen))
    return;
  paint_near (disc, &near, line);
  tlr_native_import (disc->tile, 0, 0, (const guint8 *) disc->pixels,
      disc->rect.width * (int) sizeof (guint32), near.width, near.height);
  over (disc, disc->tile, canvas, origin_x, origin_y, &near, clip, TRUE);
}

/* The picture of a band that the horizon does not pass; NULL for one that it does. */
static const TlrNative *
even_band (const TlrHorizonDisc *disc, const TlrRect *band, const TlrHorizon *line)
{
  int first, end;

  find_near (disc->attitude, band, line, &first, &end);
  if (end > first || (first > 0 && first < band->width))
    return NULL;
  return side_picture (disc, line, band);
}

/* Bands of one side at once, the others each by itself. */
void
tlr_horizon_disc_compose (TlrHorizonDisc *disc, const TlrHorizon *line, TlrNative *canvas,
    int origin_x, int origin_y, const TlrRect *clip)
{
  const TlrRect *whole = &disc->rect;

  for (int y = 0; y < whole->height; ) {
    TlrRect band = { whole->x, whole->y + y, whole->width, MIN (BAND, whole->height - y) };
    const TlrNative *picture = even_band (disc, &band, line);

    if (!picture)
      compose_band (disc, &band, line, canvas, origin_x, origin_y, clip);
    for (TlrRect next = band; picture && y + band.height < whole->height; band.height += next.height) {
      next.y = band.y + band.height;
      next.height = MIN (BAND, whole->height - y - band.height);
      if (even_band (disc, &next, line) != picture)
        break;
    }
    if (picture)
      over (disc, picture, canvas, origin_x, origin_y, &band, clip, FALSE);
    y += band.height;
  }
}

static void
draw_disc (cairo_t *cr, gpointer data)
{
  const TlrHorizonDisc *disc = data;
  const TlrAttitude *attitude = disc->attitude;
  TlrFigure figure = tlr_figure_disc (attitude->x, attitude->y, attitude->ball, disc->drawing, 1);

  cairo_translate (cr, -disc->rect.x, -disc->rect.y);
  tlr_figures_draw (&figure, 1, cr, attitude->widget.context->x_scale);
}

void
tlr_horizon_disc_draw (TlrHorizonDisc *disc)
{
  const TlrAttitude *attitude = disc->attitude;
  const TlrNativeSpec *spec = &attitude->widget.context->spec.native;
  int width = disc->rect.width, height = disc->rect.height;

  disc->drawing = attitude->sky;
  disc->sky = tlr_picture_draw (spec, width, height, draw_disc, disc);
  disc->drawing = attitude->ground;
  disc->ground = tlr_picture_draw (spec, width, height, draw_disc, disc);
  disc->tile = tlr_native_new (spec, width, BAND);
  disc->pixels = g_new0 (guint32, (gsize) width * BAND);
}

void
tlr_horizon_disc_finish (TlrHorizonDisc *disc)
{
  tlr_native_free (disc->sky);
  tlr_native_free (disc->ground);
  tlr_native_free (disc->tile);
  g_free (disc->pixels);
}

gsize
tlr_horizon_disc_get_size (const TlrHorizonDisc *disc)
{
  return disc->sky ? tlr_native_get_size (disc->sky) + tlr_native_get_size (disc->ground) +
      tlr_native_get_size (disc->tile) : 0;
}
