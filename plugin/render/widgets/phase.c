/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "render/widgets/text-box.h"
#include "render/widgets/widgets.h"

/* Names take at most so many columns. */
#define COLUMNS_MAX 64

/* The phase, or the event to come, with its time. Where the longest name has no room,
 * long names give way to their short forms, then NEXT is left out. */
typedef struct {
  TlrWidget widget;
  TlrTextBox box;
  TlrTextStyle style;
  gboolean next, timed;
} Phase;

static void
init (TlrWidget *widget)
{
  Phase *phase = (Phase *) widget;

  phase->style = tlr_widget_text_style (widget, "size", "colour");
  phase->next = tlr_widget_choice (widget, "which") == 1;
  phase->timed = tlr_widget_choice (widget, "timed") == 1;
  phase->box.align = tlr_widget_choice (widget, "align");
  phase->box.max_width = tlr_widget_columns (widget, "max-width");
}

/* Its times are runs of their own, whose digits are copied and not drawn anew. */
static void
fill (Phase *phase, guint columns, gboolean with_word)
{
  TlrWidget *widget = &phase->widget;
  g_autofree char *name = g_strdup_printf (phase->next ? "{next:%u}" : "{phase:%u}", columns);
  double gap = 0.5 * phase->style.size * phase->style.x_scale;

  tlr_text_box_finish (&phase->box);
  if (phase->timed && phase->next && with_word)
    tlr_text_box_add (&phase->box, widget, "{next.word}", &phase->style, 0);
  tlr_text_box_add (&phase->box, widget, name, &phase->style, phase->box.n_runs ? gap : 0);
  phase->box.runs[phase->box.n_runs - 1].yields = TRUE;
  if (phase->timed)
    tlr_text_box_add (&phase->box, widget, phase->next ? "{next.countdown}" : "{phase.time}",
        &phase->style, gap);
}

static gboolean
fits (Phase *phase, guint columns, gboolean with_word)
{
  fill (phase, columns, with_word);
  tlr_text_box_measure (&phase->box, &phase->widget);
  return phase->box.wanted <= phase->box.max_width;
}

/* The longest names that fit; FALSE when not even the short ones do. */
static gboolean
shorten (Phase *phase, gboolean with_word)
{
  guint low = 1, high = COLUMNS_MAX;

  if (fits (phase, high, with_word))
    return TRUE;
  if (!fits (phase, low, with_word))
    return FALSE;
  while (high - low > 1) {
    guint middle = (low + high) / 2;
    if (fits (phase, middle, with_word))
      low = middle;
    else
      high = middle;
  }
  return fits (phase, low, with_word);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Phase *phase = (Phase *) widget;

  if (!shorten (phase, TRUE))
    shorten (phase, FALSE);
  *width = phase->box.width;
  *height = phase->box.above + phase->box.below;
  widget->below = phase->box.below;
}

static void
place (TlrWidget *widget)
{
  Phase *phase = (Phase *) widget;
  double slack = widget->rect.height - (phase->box.above + phase->box.below);

  tlr_text_box_place (&phase->box, widget, widget->rect.x, widget->rect.y + slack / 2,
      widget->rect.width);
}

static void
finish (TlrWidget *widget)
{
  tlr_text_box_finish (&((Phase *) widget)->box);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "30",
    .blurb = "of the font" },
  { .name = "which", .kind = TLR_KEY_CHOICE, .fallback = "current", .choices = "current|next",
    .blurb = "the phase now, or the next event" },
  { .name = "timed", .kind = TLR_KEY_CHOICE, .fallback = "no", .choices = "no|yes",
    .blurb = "with how long it has lasted, or the countdown" },
};

const TlrWidgetClass tlr_widget_phase = {
  .name = "phase",
  .description = "The phase of the mission",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Phase),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
};
