/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/event-dot.h"

#include <math.h>

/* The ring's radius and width, in those of a dot and of the line. */
#define GLOW_RADIUS 1.2
#define GLOW_GROWTH 0.6
#define GLOW_LINE 1.2

TlrFigure
tlr_ladder_glow_figure (const TlrLadder *ladder, const TlrLadderGlow *glow, double x, double y)
{
  double share = (double) glow->steps / TLR_LADDER_GLOW_STEPS;

  return tlr_figure_arc (x / ladder->style.x_scale, y,
      ladder->radius * (GLOW_RADIUS + GLOW_GROWTH * share), GLOW_LINE * ladder->line, 0, 360,
      ladder->accent, 0.9 * share);
}

double
tlr_ladder_glow_reach (const TlrLadder *ladder)
{
  return ladder->radius * (GLOW_RADIUS + GLOW_GROWTH) + ladder->line + 1;
}

static void
set_colour (cairo_t *cr, const double rgba[4], double alpha)
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3] * alpha);
}

static void
draw_circle (const TlrLadder *ladder, cairo_t *cr, double x, double y, double radius)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, ladder->style.x_scale, 1);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_restore (cr);
}

static void
draw_ring (const TlrLadder *ladder, cairo_t *cr, double x, double y, const double rgba[4],
    gboolean broken)
{
  double radius = ladder->radius - ladder->line / 2, dash = 2 * G_PI * radius / 8;

  draw_circle (ladder, cr, x, y, ladder->radius);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_fill (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  draw_circle (ladder, cr, x, y, radius);
  set_colour (cr, rgba, 1);
  cairo_set_line_width (cr, ladder->line);
  cairo_set_dash (cr, &dash, broken ? 1 : 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static const double *
dot_colour (const TlrLadder *ladder, TlrRung rung)
{
  if (rung == TLR_RUNG_CURRENT || rung == TLR_RUNG_NEXT)
    return ladder->accent;
  return rung == TLR_RUNG_PASSED ? ladder->style.rgba : ladder->future;
}

void
tlr_ladder_draw_dot (const TlrLadder *ladder, const TlrWidget *widget, const TlrLadderPage *page,
    guint dot, double x, double y, cairo_t *cr)
{
  TlrRung rung = tlr_ladder_rung (widget, page, dot);
  gboolean planned = tlr_ladder_event (widget, page->first + dot)->confidence == TLM_CONFIDENCE_NOMINAL;

  if (rung == TLR_RUNG_UNPROMISED)
    return;
  if (rung > TLR_RUNG_CURRENT) {
    draw_ring (ladder, cr, x, y, dot_colour (ladder, rung), planned);
    return;
  }
  draw_circle (ladder, cr, x, y, ladder->radius);
  set_colour (cr, dot_colour (ladder, rung), 1);
  cairo_fill (cr);
}

void
tlr_ladder_sketch_dot (const TlrLadder *ladder, const TlrWidget *widget, const TlrLadderPage *page,
    guint dot, double x, double y, TlrSketch *sketch)
{
  TlrRung rung = tlr_ladder_rung (widget, page, dot);
  double scale = ladder->style.x_scale, inner = ladder->radius - ladder->line / 2;
  const double *rgba = dot_colour (ladder, rung);

  if (rung == TLR_RUNG_UNPROMISED)
    return;
  if (rung > TLR_RUNG_CURRENT)
    tlr_sketch_circle (sketch, x, y, inner * scale, inner, ladder->line, rgba, 1);
  else
    tlr_sketch_circle (sketch, x, y, ladder->radius * scale, ladder->radius, 0, rgba, 1);
}
