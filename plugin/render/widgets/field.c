/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/text-box.h"
#include "render/widgets/widgets.h"

/* A large number with a small unit behind it and a small label over it. */
typedef struct {
  TlrWidget widget;
  TlrTextBox label;
  TlrTextBox value;
  double gap;
} Field;

static void
init_label (Field *field)
{
  TlrWidget *widget = &field->widget;
  g_autofree char *label = tlr_widget_text (widget, "label");
  TlrTextStyle style = tlr_widget_text_style (widget, "label-size", "label-colour");

  style.weight = (int) tlr_widget_number (widget, "label-weight");
  style.spacing = tlr_widget_rows (widget, "label-spacing");
  field->label.align = tlr_widget_choice (widget, "align");
  field->label.max_width = tlr_widget_columns (widget, "max-width");
  tlr_text_box_add (&field->label, widget, label, &style, 0);
}

static void
init (TlrWidget *widget)
{
  Field *field = (Field *) widget;
  g_autofree char *value = tlr_widget_text (widget, "value");
  g_autofree char *unit = tlr_widget_text (widget, "unit");
  TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");
  TlrTextStyle small = tlr_widget_text_style (widget, "unit-size", "unit-colour");

  small.weight = (int) tlr_widget_number (widget, "unit-weight");
  small.spacing = 0;
  field->gap = tlr_widget_rows (widget, "gap");
  field->value.rolls = tlr_widget_choice (widget, "roll") == 1;
  field->value.align = tlr_widget_choice (widget, "align");
  tlr_text_box_add (&field->value, widget, value, &style, 0);
  tlr_text_box_add (&field->value, widget, unit, &small, tlr_widget_columns (widget, "unit-gap"));
  init_label (field);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Field *field = (Field *) widget;

  tlr_text_box_measure (&field->value, widget);
  *width = field->value.width;
  *height = field->value.above + field->value.below;
  widget->below = field->value.below;
  if (field->label.n_runs == 0)
    return;
  tlr_text_box_measure (&field->label, widget);
  *width = MAX (*width, field->label.width);
  *height += field->label.above + field->label.below + field->gap;
}

static void
place (TlrWidget *widget)
{
  Field *field = (Field *) widget;
  double y = widget->rect.y;

  if (field->label.n_runs > 0) {
    tlr_text_box_place (&field->label, widget, widget->rect.x, y, widget->rect.width);
    y += field->label.above + field->label.below + field->gap;
  }
  tlr_text_box_place (&field->value, widget, widget->rect.x, y, widget->rect.width);
}

static void
finish (TlrWidget *widget)
{
  tlr_text_box_finish (&((Field *) widget)->label);
  tlr_text_box_finish (&((Field *) widget)->value);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "value", .kind = TLR_KEY_TEMPLATE, .fallback = "", .blurb = "the number" },
  { .name = "unit", .kind = TLR_KEY_TEMPLATE, .fallback = "", .blurb = "behind the number" },
  { .name = "label", .kind = TLR_KEY_TEMPLATE, .fallback = "", .blurb = "over the number" },
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "60",
    .blurb = "of the number's font" },
  { .name = "unit-size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "24",
    .blurb = "of the unit's font" },
  { .name = "label-size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "20",
    .blurb = "of the label's font" },
  { .name = "unit-weight", .kind = TLR_KEY_NUMBER, .minimum = 100, .maximum = 1000,
    .fallback = "500", .blurb = "of the unit's font" },
  { .name = "label-weight", .kind = TLR_KEY_NUMBER, .minimum = 100, .maximum = 1000,
    .fallback = "500", .blurb = "of the label's font" },
  { .name = "label-spacing", .kind = TLR_KEY_LENGTH, .minimum = -10, .maximum = 100,
    .fallback = "0", .blurb = "between the label's letters" },
  { .name = "unit-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff", .blurb = "of the unit" },
  { .name = "label-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff",
    .blurb = "of the label" },
  { .name = "gap", .kind = TLR_KEY_LENGTH, .minimum = -100, .maximum = 100, .fallback = "0",
    .blurb = "between label and number" },
  { .name = "unit-gap", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 100, .fallback = "8",
    .blurb = "between number and unit" },
  TLR_ROLL_KEY,
};

const TlrWidgetClass tlr_widget_field = {
  .name = "field",
  .description = "A number with its unit and label",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Field),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
};
