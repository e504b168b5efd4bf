/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/scene/figures-item.h"
#include "render/scene/painting.h"
#include "render/widgets/event-dot.h"
#include "render/widgets/event-label.h"
#include "render/widgets/event-roll.h"
#include "render/widgets/widgets.h"

/* Positions to a row, along the arc, that a move is seen by. */
#define STEPS 4

/* The steepest end of the arc, as rise to half the width. */
#define STEEPNESS_MAX 0.7

/* From a dot to its label: in radii of the dot, and in sizes of the font. */
#define LABEL_RADII 1.9
#define LABEL_RISE 0.28

/* Events as dots on an arch that fills as time passes, in the manner of launch
 * webcasts. Labels stand outside and lean away from its middle, so that none
 * touches the arch. Lengths are rows both ways, as of figures. */
typedef struct {
  TlrWidget widget;
  TlrLadder ladder;
  double label_width;          /* columns */
  double rise;                 /* of the middle above the ends */
  double x, y, radius;         /* of the circle */
  double reach;                /* degrees from the middle to an end */
} PhaseArc;

static void
init (TlrWidget *widget)
{
  PhaseArc *arc = (PhaseArc *) widget;

  tlr_ladder_init (&arc->ladder, widget);
  arc->rise = tlr_widget_rows (widget, "rise");
}

/* Above the middle: a dot with its light and a label; below the ends: a dot. */
static double
over_middle (const PhaseArc *arc)
{
  return LABEL_RADII * arc->ladder.radius + LABEL_RISE * arc->ladder.style.size +
      tlr_ladder_label_height (&arc->ladder);
}

static double
full_height (const PhaseArc *arc)
{
  return over_middle (arc) + arc->rise + 2 * arc->ladder.radius;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  PhaseArc *arc = (PhaseArc *) widget;

  arc->label_width = tlr_ladder_label_width (&arc->ladder, widget);
  *width = 4 * arc->label_width;
  *height = full_height (arc);
}

/* The angle of a place among COUNT dots, degrees from straight up. */
static double
angle_at (const PhaseArc *arc, guint count, double position)
{
  return arc->reach * (2 * position / count - 1);
}

/* Columns between the dots that lie closest, which are those at the ends. */
static double
closest (const PhaseArc *arc, guint count)
{
  double a = angle_at (arc, count, 0.5), b = angle_at (arc, count, 1.5);

  return arc->radius * (sin (b * G_PI / 180) - sin (a * G_PI / 180)) * arc->ladder.style.x_scale;
}

/* The circle through both ends and the middle, so far from the sides that the
 * outermost labels have their room. */
static void
arrange (TlrWidget *widget)
{
  PhaseArc *arc = (PhaseArc *) widget;
  const TlrRect *r = &widget->rect;
  double scale = arc->ladder.style.x_scale;
  double half = MAX (r->width - 0.8 * arc->label_width, r->width / 2.0) / scale / 2;
  double rise = MIN (arc->rise, STEEPNESS_MAX * half);
  double top = r->y + (r->height - full_height (arc)) / 2 + over_middle (arc) + arc->rise - rise;

  arc->radius = (half * half + rise * rise) / (2 * MAX (rise, 1e-3 * half));
  arc->reach = asin (MIN (half / arc->radius, 1)) * 180 / G_PI;
  arc->x = (r->x + r->width / 2.0) / scale;
  arc->y = top + arc->radius;
  arc->ladder.slots = TLR_LADDER_SLOTS_MAX;
  while (arc->ladder.slots > 2 && closest (arc, arc->ladder.slots) < arc->label_width)
    arc->ladder.slots--;
}

static TlrFigure
track (const PhaseArc *arc, double from, double to, const double rgba[4], double alpha)
{
  return tlr_figure_arc (arc->x, arc->y, arc->radius, arc->ladder.line, from, to - from, rgba, alpha);
}

/* Where a dot and its label stand: column and row of the dot, column of the label's
 * middle, its baseline and its room. */
typedef struct {
  double x, y, label_x, baseline, room;
} Spot;

static Spot
spot_at (const PhaseArc *arc, const TlrLadderPage *page, guint dot, guint count, double place)
{
  const TlrLadder *ladder = &arc->ladder;
  double scale = ladder->style.x_scale, angle = angle_at (arc, count, place);
  TlrPoint at = tlr_figure_polar (arc->x, arc->y, arc->radius, angle);
  Spot spot = { at.x * scale, at.y, 0, 0, 0 };
  double lean = angle / MAX (arc->reach, 1e-6), advance, inner;

  spot.room = MIN (arc->label_width, closest (arc, MAX (count, 2))) -
      0.5 * ladder->style.size * scale;
  advance = tlr_ladder_label_advance (ladder, &arc->widget, page, dot, spot.room);
  inner = advance * (1 - fabs (lean)) / 2 / scale;
  spot.label_x = spot.x + advance * lean / 2;
  spot.baseline = at.y - LABEL_RADII * ladder->radius - LABEL_RISE * ladder->style.size -
      inner * tan (fabs (angle) * G_PI / 180) - tlr_face_descent (ladder->face);
  return spot;
}

static Spot
spot_of (const PhaseArc *arc, const TlrLadderPage *page, guint dot)
{
  return spot_at (arc, page, dot, page->count, dot + 0.5);
}

static TlrRollSpot
roll_spot (TlrWidget *widget, const TlrLadderPage *page, guint dot, double place)
{
  const PhaseArc *arc = (PhaseArc *) widget;
  Spot spot = spot_at (arc, page, dot, MIN (page->total, arc->ladder.slots), place);

  return (TlrRollSpot) { spot.x, spot.y, spot.label_x, spot.baseline };
}

static TlrFigure
roll_rail (TlrWidget *widget, double from, gboolean gap_before, double to, gboolean gap_after)
{
  const PhaseArc *arc = (PhaseArc *) widget;
  const TlrLadder *ladder = &arc->ladder;
  double gap = (ladder->radius - ladder->line / 2) / arc->radius * 180 / G_PI;
  guint n = MIN (tlm_timeline_n_events_of (widget->context->timeline, widget->vehicle), ladder->slots);
  double start = angle_at (arc, MAX (n, 1), from) + (gap_before ? gap : 0);
  double end = angle_at (arc, MAX (n, 1), to) - (gap_after ? gap : 0);

  return track (arc, start, MAX (start, end), ladder->future, 0.7);
}

static TlrItem *
roll_new (PhaseArc *arc)
{
  double length = 2 * arc->reach * G_PI / 180 * arc->radius * arc->ladder.style.x_scale;
  double room = MIN (arc->label_width, closest (arc, MAX (arc->ladder.slots, 2))) -
      0.5 * arc->ladder.style.size * arc->ladder.style.x_scale;
  TlrRoll roll = { .ladder = &arc->ladder, .steps = (guint) (length / arc->ladder.slots), .room = room,
    .spot = roll_spot, .rail = roll_rail };

  return tlr_event_roll_new (&arc->widget, &arc->widget.rect, &roll);
}

static gsize
page_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state)
{
  return tlr_ladder_state (&((PhaseArc *) widget)->ladder, widget, snapshot, state);
}

static void
paint_page (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  const PhaseArc *arc = (const PhaseArc *) widget;
  TlrLadderPage page;

  if (!tlr_ladder_read (widget, state, &page))
    return;
  TlrFigure whole = track (arc, -arc->reach, arc->reach, arc->ladder.future, 0.7);
  tlr_figures_draw (&whole, 1, cr, arc->ladder.style.x_scale);
  for (guint i = 0; i < page.count; i++) {
    Spot spot = spot_of (arc, &page, i);

    tlr_ladder_draw_dot (&arc->ladder, widget, &page, i, spot.x, spot.y, cr);
    tlr_ladder_draw_label (&arc->ladder, widget, &page, i, spot.label_x, spot.baseline, spot.room, cr);
  }
}

/* The arch between the dots, so that it does not show inside hollow ones. */
static void
sketch_track (const PhaseArc *arc, const TlrLadderPage *page, TlrSketch *sketch)
{
  const TlrLadder *ladder = &arc->ladder;
  double start = -arc->reach, gap = ladder->radius / arc->radius * 180 / G_PI;

  for (guint i = 0; i <= page->count; i++) {
    double at = i < page->count ? angle_at (arc, page->count, i + 0.5) : arc->reach + gap;

    if (i < page->count && tlr_ladder_rung (&arc->widget, page, i) == TLR_RUNG_UNPROMISED)
      continue;
    TlrFigure part = track (arc, start, at - gap, ladder->future, 0.7);
    if (part.sweep > 0)
      tlr_figures_sketch (&part, 1, sketch, ladder->style.x_scale);
    start = at + gap;
  }
}

static void
sketch_page (TlrWidget *widget, const guint8 *state, TlrSketch *sketch)
{
  const PhaseArc *arc = (const PhaseArc *) widget;
  TlrLadderPage page;

  if (!tlr_ladder_read (widget, state, &page))
    return;
  sketch_track (arc, &page, sketch);
  for (guint i = 0; i < page.count; i++) {
    Spot spot = spot_of (arc, &page, i);

    tlr_ladder_sketch_dot (&arc->ladder, widget, &page, i, spot.x, spot.y, sketch);
    tlr_ladder_sketch_label (&arc->ladder, widget, &page, i, spot.label_x, spot.baseline, spot.room,
        sketch);
  }
}

static gsize
glow_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state)
{
  return tlr_ladder_glow_state (&((PhaseArc *) widget)->ladder, widget, snapshot, state);
}

static guint
glow_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  const PhaseArc *arc = (const PhaseArc *) widget;
  TlrLadderGlow glow;

  memcpy (&glow, state, sizeof glow);
  TlrPoint at = tlr_figure_polar (arc->x, arc->y, arc->radius,
      angle_at (arc, glow.count, glow.place));
  figures[0] = tlr_ladder_glow_figure (&arc->ladder, &glow, at.x * arc->ladder.style.x_scale, at.y);
  return 1;
}

/* Steps from the left end. */
static gsize
end_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state)
{
  const PhaseArc *arc = (const PhaseArc *) widget;
  guint count = 1;
  double position = tlr_ladder_position (&arc->ladder, widget, snapshot, &count);
  gint32 step;

  if (isnan (position))
    return 0;
  step = (gint32) floor ((angle_at (arc, count, position) + arc->reach) * G_PI / 180 * arc->radius *
      STEPS);
  memcpy (state, &step, sizeof step);
  return sizeof step;
}

/* The part that has passed, and the light at its end. */
static guint
end_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  const PhaseArc *arc = (const PhaseArc *) widget;
  const TlrLadder *ladder = &arc->ladder;
  gint32 step;

  memcpy (&step, state, sizeof step);
  double angle = step / (arc->radius * STEPS) * 180 / G_PI - arc->reach;
  TlrPoint end = tlr_figure_polar (arc->x, arc->y, arc->radius, angle);
  figures[0] = track (arc, -arc->reach, angle, ladder->style.rgba, 1);
  figures[1] = tlr_figure_disc (end.x, end.y, 1.15 * ladder->radius, ladder->accent, 0.45);
  figures[2] = tlr_figure_disc (end.x, end.y, 0.62 * ladder->radius, ladder->style.rgba, 1);
  return 3;
}

static void
place (TlrWidget *widget)
{
  const PhaseArc *arc = (PhaseArc *) widget;

  tlr_context_add_item (widget->context, arc->ladder.rolls ? roll_new ((PhaseArc *) widget) :
      tlr_painting_with_sketch (tlr_painting_new (widget, &widget->rect, page_state, paint_page), sketch_page));
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, glow_state,
          glow_figures));
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, end_state,
          end_figures));
}

static void
finish (TlrWidget *widget)
{
  tlr_ladder_finish (&((PhaseArc *) widget)->ladder);
}

static const TlrKey keys[] = {
  TLR_LADDER_KEYS,
  { .name = "rise", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 1000, .fallback = "60",
    .blurb = "of the middle above the ends" },
};

const TlrWidgetClass tlr_widget_phase_arc = {
  .name = "phase-arc",
  .description = "Past and coming events on an arch",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (PhaseArc),
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .place = place,
  .finish = finish,
};
