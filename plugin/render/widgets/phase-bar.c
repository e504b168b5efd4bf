/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/scene/figures-item.h"
#include "render/scene/painting.h"
#include "render/widgets/event-dot.h"
#include "render/widgets/event-label.h"
#include "render/widgets/event-roll.h"
#include "render/widgets/slider.h"
#include "render/widgets/widgets.h"

/* Rows from the line to the labels, in sizes of their font. */
#define LABEL_DROP 0.15

/* Events as dots on a line that fills as time passes. */
typedef struct {
  TlrWidget widget;
  TlrLadder ladder;
  double label_width;          /* columns */
  double line_y;               /* of the line, in the frame */
  double baseline;             /* of the labels */
} PhaseBar;

static void
init (TlrWidget *widget)
{
  tlr_ladder_init (&((PhaseBar *) widget)->ladder, widget);
}

static double
full_height (const PhaseBar *bar)
{
  const TlrLadder *ladder = &bar->ladder;

  return 4 * ladder->radius + LABEL_DROP * ladder->style.size + tlr_ladder_label_height (ladder);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  PhaseBar *bar = (PhaseBar *) widget;

  bar->label_width = tlr_ladder_label_width (&bar->ladder, widget);
  *width = 2 * bar->label_width;
  *height = full_height (bar);
}

static gsize
page_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state)
{
  return tlr_ladder_state (&((PhaseBar *) widget)->ladder, widget, snapshot, state);
}

static double
column_at (const PhaseBar *bar, guint count, double position)
{
  return bar->widget.rect.x + bar->widget.rect.width * position / count;
}

static double
end_position (TlrWidget *widget, const TlmSnapshot *snapshot)
{
  PhaseBar *bar = (PhaseBar *) widget;
  guint count = 1;
  double position = tlr_ladder_position (&bar->ladder, widget, snapshot, &count);

  return isnan (position) ? NAN : column_at (bar, count, position);
}

static double
label_room (const PhaseBar *bar, guint count)
{
  return (double) bar->widget.rect.width / count -
      0.5 * bar->ladder.style.size * bar->ladder.style.x_scale;
}

static void
paint_page (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  const PhaseBar *bar = (PhaseBar *) widget;
  const TlrLadder *ladder = &bar->ladder;
  TlrLadderPage page;

  if (!tlr_ladder_read (widget, state, &page))
    return;
  cairo_set_source_rgba (cr, ladder->future[0], ladder->future[1], ladder->future[2],
      0.7 * ladder->future[3]);
  cairo_rectangle (cr, widget->rect.x, bar->line_y - ladder->line / 2, widget->rect.width,
      ladder->line);
  cairo_fill (cr);
  for (guint i = 0; i < page.count; i++) {
    double x = column_at (bar, page.count, i + 0.5);

    tlr_ladder_draw_dot (ladder, widget, &page, i, x, bar->line_y, cr);
    tlr_ladder_draw_label (ladder, widget, &page, i, x, bar->baseline,
        label_room (bar, page.count), cr);
  }
}

/* The line between the dots, so that it does not show inside hollow ones. */
static void
sketch_line (const PhaseBar *bar, const TlrLadderPage *page, TlrSketch *sketch)
{
  const TlrLadder *ladder = &bar->ladder;
  double start = bar->widget.rect.x, end = start + bar->widget.rect.width;
  double radius = ladder->radius * ladder->style.x_scale, y = bar->line_y - ladder->line / 2;

  for (guint i = 0; i <= page->count; i++) {
    double x = i < page->count ? column_at (bar, page->count, i + 0.5) : end + radius;

    if (i < page->count && tlr_ladder_rung (&bar->widget, page, i) == TLR_RUNG_UNPROMISED)
      continue;
    if (x - radius > start)
      tlr_sketch_rect (sketch, start, y, x - radius - start, ladder->line, 0, ladder->future, 0.7);
    start = x + radius;
  }
}

static void
sketch_page (TlrWidget *widget, const guint8 *state, TlrSketch *sketch)
{
  const PhaseBar *bar = (PhaseBar *) widget;
  TlrLadderPage page;

  if (!tlr_ladder_read (widget, state, &page))
    return;
  sketch_line (bar, &page, sketch);
  for (guint i = 0; i < page.count; i++) {
    double x = column_at (bar, page.count, i + 0.5);

    tlr_ladder_sketch_dot (&bar->ladder, widget, &page, i, x, bar->line_y, sketch);
    tlr_ladder_sketch_label (&bar->ladder, widget, &page, i, x, bar->baseline,
        label_room (bar, page.count), sketch);
  }
}

static gsize
glow_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state)
{
  return tlr_ladder_glow_state (&((PhaseBar *) widget)->ladder, widget, snapshot, state);
}

static guint
glow_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  const PhaseBar *bar = (PhaseBar *) widget;
  TlrLadderGlow glow;

  memcpy (&glow, state, sizeof glow);
  figures[0] = tlr_ladder_glow_figure (&bar->ladder, &glow,
      column_at (bar, glow.count, glow.place), bar->line_y);
  return 1;
}

static TlrItem *
glow_new (PhaseBar *bar)
{
  double reach = tlr_ladder_glow_reach (&bar->ladder);
  TlrRect rect = tlr_context_align (bar->widget.context, bar->widget.rect.x, bar->line_y - reach,
      bar->widget.rect.width, 2 * reach);

  return tlr_figures_new (&bar->widget, &rect, glow_state, glow_figures);
}

static TlrRollSpot
roll_spot (TlrWidget *widget, const TlrLadderPage *page, guint dot, double place)
{
  const PhaseBar *bar = (PhaseBar *) widget;
  double x = column_at (bar, MIN (page->total, bar->ladder.slots), place);

  return (TlrRollSpot) { x, bar->line_y, x, bar->baseline };
}

static TlrFigure
roll_rail (TlrWidget *widget, double from, gboolean gap_before, double to, gboolean gap_after)
{
  const PhaseBar *bar = (PhaseBar *) widget;
  const TlrLadder *ladder = &bar->ladder;
  double scale = ladder->style.x_scale, gap = ladder->radius - ladder->line / 2;
  guint n = MIN (tlm_timeline_n_events_of (widget->context->timeline, widget->vehicle), ladder->slots);
  double left = column_at (bar, MAX (n, 1), from) / scale + (gap_before ? gap : 0);
  double right = column_at (bar, MAX (n, 1), to) / scale - (gap_after ? gap : 0);

  return tlr_figure_line (left, bar->line_y, MAX (left, right), bar->line_y, ladder->line, ladder->future, 0.7);
}

static TlrItem *
roll_new (PhaseBar *bar)
{
  const TlrRect *rect = &bar->widget.rect;
  TlrRoll roll = { .ladder = &bar->ladder, .steps = (guint) rect->width / bar->ladder.slots,
    .room = label_room (bar, bar->ladder.slots), .is_straight = TRUE, .y = bar->line_y, .baseline = bar->baseline,
    .spot = roll_spot, .rail = roll_rail };

  return tlr_event_roll_new (&bar->widget, rect, &roll);
}

static TlrItem *
page_new (TlrWidget *widget)
{
  return tlr_painting_with_sketch (tlr_painting_new (widget, &widget->rect, page_state, paint_page),
      sketch_page);
}

static TlrSliderStyle
slider_style (const PhaseBar *bar)
{
  const TlrLadder *ladder = &bar->ladder;
  TlrSliderStyle style = { .y = bar->line_y, .line = ladder->line, .halo = 1.15 * ladder->radius,
    .core = 0.62 * ladder->radius };

  memcpy (style.line_rgba, ladder->style.rgba, sizeof style.line_rgba);
  memcpy (style.core_rgba, ladder->style.rgba, sizeof style.core_rgba);
  memcpy (style.halo_rgba, ladder->accent, sizeof style.halo_rgba);
  style.halo_rgba[3] *= 0.45;
  return style;
}

static void
place (TlrWidget *widget)
{
  PhaseBar *bar = (PhaseBar *) widget;
  TlrLadder *ladder = &bar->ladder;
  double top = widget->rect.y + MAX (widget->rect.height - full_height (bar), 0) / 2;

  ladder->slots = (guint) CLAMP (widget->rect.width / MAX (bar->label_width, 1), 2,
      TLR_LADDER_SLOTS_MAX);
  bar->line_y = floor (top + 2 * ladder->radius) + 0.5 * ((int) round (ladder->line) % 2);
  bar->baseline = top + 4 * ladder->radius + LABEL_DROP * ladder->style.size +
      tlr_face_ascent (ladder->face);
  TlrSliderStyle style = slider_style (bar);
  tlr_context_add_item (widget->context, ladder->rolls ? roll_new (bar) : page_new (widget));
  tlr_context_add_item (widget->context, glow_new (bar));
  tlr_context_add_item (widget->context, tlr_slider_new (widget, &style, end_position));
}

static void
finish (TlrWidget *widget)
{
  tlr_ladder_finish (&((PhaseBar *) widget)->ladder);
}

static const TlrKey keys[] = { TLR_LADDER_KEYS };

const TlrWidgetClass tlr_widget_phase_bar = {
  .name = "phase-bar",
  .description = "Past and coming events on a line",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (PhaseBar),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
};
