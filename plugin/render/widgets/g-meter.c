/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/timeline/extremes.h"
#include "render/scene/figures-item.h"
#include "render/widgets/dial-face.h"
#include "render/widgets/widgets.h"

/* A dial with marks at the least and the greatest value so far, which are those of
 * the timeline and not those that happened to be drawn. */
typedef struct {
  TlrDial dial;
  TlmExtremes *extremes;       /* or NULL: no such channel */
} GMeter;

/* All bytes are set, for they are compared. */
typedef struct {
  TlrDialState needle;
  gint32 low, high;            /* steps of the marks */
  guint32 has_marks;
} State;

static void
init (TlrWidget *widget)
{
  GMeter *meter = (GMeter *) widget;
  guint channel;

  tlr_dial_init (widget);
  channel = tlr_gauge_channel (&meter->dial.gauge, widget);
  if (channel != G_MAXUINT)
    meter->extremes = tlm_extremes_new (widget->context->timeline, (guint) MAX (widget->vehicle, 0),
        channel);
}

static gint32
step_of (const TlrDial *dial, double stored)
{
  return tlr_dial_step (dial, tlr_gauge_part (&dial->gauge, tlr_gauge_shown (&dial->gauge, stored)));
}

static gsize
meter_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  GMeter *meter = (GMeter *) widget;
  State state = { tlr_dial_state (&meter->dial, snapshot), 0, 0, FALSE };
  double low, high;

  if (meter->extremes && tlm_extremes_at (meter->extremes, snapshot->time_ns, &low, &high)) {
    state.low = step_of (&meter->dial, low);
    state.high = step_of (&meter->dial, high);
    state.has_marks = TRUE;
  }
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static guint
meter_figures (TlrWidget *widget, const guint8 *bytes, TlrFigure *figures)
{
  const TlrDial *dial = (const TlrDial *) widget;
  double size = -0.10 * dial->radius;
  State state;
  guint n;

  memcpy (&state, bytes, sizeof state);
  n = tlr_dial_needle (dial, &state.needle, figures);
  if (!state.has_marks)
    return n;
  figures[n++] = tlr_dial_pointer (dial, dial->outer + 0.03 * dial->radius, size,
      tlr_dial_angle (dial, state.low), MAX (0.6 * dial->line, 0.8), dial->mark);
  figures[n++] = tlr_dial_pointer (dial, dial->outer + 0.03 * dial->radius, size,
      tlr_dial_angle (dial, state.high), 0, dial->mark);
  return n;
}

static void
place (TlrWidget *widget)
{
  tlr_dial_place_face ((TlrDial *) widget);
  tlr_dial_place_value ((TlrDial *) widget);
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, meter_state,
          meter_figures));
}

static void
finish (TlrWidget *widget)
{
  tlr_dial_finish (widget);
  tlm_extremes_free (((GMeter *) widget)->extremes);
}

static const TlrKey keys[] = { TLR_DIAL_KEYS ("g-load", "g", "-125", "250") };

const TlrWidgetClass tlr_widget_g_meter = {
  .name = "g-meter",
  .description = "A dial that marks the least and greatest value so far",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (GMeter),
  .init = init,
  .measure = tlr_dial_measure,
  .arrange = tlr_dial_arrange,
  .place = place,
  .draw = tlr_dial_draw,
  .finish = finish,
  .sketch = tlr_dial_sketch,
  .check = tlr_gauge_check,
  .is_outgrown = tlr_dial_is_outgrown,
};
