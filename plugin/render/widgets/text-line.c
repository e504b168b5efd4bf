/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/text-box.h"
#include "render/widgets/widgets.h"

/* One line of text: text with fields, or the clock. */
typedef struct {
  TlrWidget widget;
  TlrTextBox box;
} TextLine;

static void
init_with (TlrWidget *widget, const char *text)
{
  TextLine *line = (TextLine *) widget;
  TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");

  line->box.align = tlr_widget_choice (widget, "align");
  line->box.max_width = tlr_widget_columns (widget, "max-width");
  tlr_text_box_add_cut (&line->box, widget, text, &style);
}

static void
text_init (TlrWidget *widget)
{
  g_autofree char *text = tlr_widget_text (widget, "text");

  ((TextLine *) widget)->box.rolls = tlr_widget_choice (widget, "roll") == 1;
  init_with (widget, text);
}

static void
clock_init (TlrWidget *widget)
{
  static const char *const kinds[] = { "clock", "clock.l", "utc", "gmt", "met", "date" };
  guint decimals = (guint) tlr_widget_number (widget, "decimals");
  guint kind = tlr_widget_choice (widget, "time");
  g_autofree char *text = decimals && kind < 5 ?
      g_strdup_printf ("{%s:%u}", kinds[kind], decimals) : g_strdup_printf ("{%s}", kinds[kind]);

  init_with (widget, text);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  TextLine *line = (TextLine *) widget;

  tlr_text_box_measure (&line->box, widget);
  *width = line->box.width;
  *height = line->box.above + line->box.below;
  widget->below = line->box.below;
}

static void
place (TlrWidget *widget)
{
  TextLine *line = (TextLine *) widget;
  double slack = widget->rect.height - (line->box.above + line->box.below);

  tlr_text_box_place (&line->box, widget, widget->rect.x, widget->rect.y + slack / 2,
      widget->rect.width);
}

static void
finish (TlrWidget *widget)
{
  tlr_text_box_finish (&((TextLine *) widget)->box);
}

static const TlrKey text_keys[] = {
  TLR_TEXT_KEYS,
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "30",
    .blurb = "of the font" },
  { .name = "text", .kind = TLR_KEY_TEMPLATE, .fallback = "", .blurb = "what stands there" },
  TLR_ROLL_KEY,
};

static const TlrKey clock_keys[] = {
  TLR_TEXT_KEYS,
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "40",
    .blurb = "of the font" },
  { .name = "time", .kind = TLR_KEY_CHOICE, .fallback = "elapsed",
    .choices = "elapsed|liftoff|utc|gmt|met|date",
    .blurb = "T time, L time through holds, UTC, day of year and UTC, T with days, date" },
  { .name = "decimals", .kind = TLR_KEY_NUMBER, .minimum = 0, .maximum = 3, .fallback = "0",
    .blurb = "of the second" },
};

const TlrWidgetClass tlr_widget_text_line = {
  .name = "text",
  .description = "A line of text with fields",
  .keys = text_keys,
  .n_keys = G_N_ELEMENTS (text_keys),
  .size = sizeof (TextLine),
  .init = text_init,
  .measure = measure,
  .place = place,
  .finish = finish,
};

const TlrWidgetClass tlr_widget_clock = {
  .name = "clock",
  .description = "The count, or UTC",
  .keys = clock_keys,
  .n_keys = G_N_ELEMENTS (clock_keys),
  .size = sizeof (TextLine),
  .init = clock_init,
  .measure = measure,
  .place = place,
  .finish = finish,
};
