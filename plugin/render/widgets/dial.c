/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "render/scene/figures-item.h"
#include "render/widgets/dial-face.h"
#include "render/widgets/widgets.h"

/* A round instrument: scale with coloured zones, needle, and the number. */

static gsize
needle_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  TlrDialState state = tlr_dial_state ((TlrDial *) widget, snapshot);

  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static guint
needle_figures (TlrWidget *widget, const guint8 *bytes, TlrFigure *figures)
{
  TlrDialState state;

  memcpy (&state, bytes, sizeof state);
  return tlr_dial_needle ((TlrDial *) widget, &state, figures);
}

static void
place (TlrWidget *widget)
{
  tlr_dial_place_face ((TlrDial *) widget);
  tlr_dial_place_value ((TlrDial *) widget);
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, needle_state,
          needle_figures));
}

static const TlrKey keys[] = { TLR_DIAL_KEYS ("speed", NULL, "-125", "250") };

const TlrWidgetClass tlr_widget_dial = {
  .name = "dial",
  .description = "A round instrument with a needle",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (TlrDial),
  .init = tlr_dial_init,
  .measure = tlr_dial_measure,
  .arrange = tlr_dial_arrange,
  .place = place,
  .draw = tlr_dial_draw,
  .finish = tlr_dial_finish,
  .sketch = tlr_dial_sketch,
  .check = tlr_gauge_check,
  .is_outgrown = tlr_dial_is_outgrown,
};
