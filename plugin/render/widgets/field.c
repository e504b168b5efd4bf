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
  { "value", TLR_KEY_TEMPLATE, 0, 0, "", NULL, "the number" },
  { "unit", TLR_KEY_TEMPLATE, 0, 0, "", NULL, "behind the number" },
  { "label", TLR_KEY_TEMPLATE, 0, 0, "", NULL, "over the number" },
  { "size", TLR_KEY_LENGTH, 1, 500, "60", NULL, "of the number's font" },
  { "unit-size", TLR_KEY_LENGTH, 1, 500, "24", NULL, "of the unit's font" },
  { "label-size", TLR_KEY_LENGTH, 1, 500, "20", NULL, "of the label's font" },
  { "unit-weight", TLR_KEY_NUMBER, 100, 1000, "500", NULL, "of the unit's font" },
  { "label-weight", TLR_KEY_NUMBER, 100, 1000, "500", NULL, "of the label's font" },
  { "label-spacing", TLR_KEY_LENGTH, -10, 100, "0", NULL, "between the label's letters" },
  { "unit-colour", TLR_KEY_COLOUR, 0, 0, "#ffffff", NULL, "of the unit" },
  { "label-colour", TLR_KEY_COLOUR, 0, 0, "#ffffff", NULL, "of the label" },
  { "gap", TLR_KEY_LENGTH, -100, 100, "0", NULL, "between label and number" },
  { "unit-gap", TLR_KEY_LENGTH, 0, 100, "8", NULL, "between number and unit" },
};

const TlrWidgetClass tlr_widget_field = {
  "field", "A number with its unit and label", keys, G_N_ELEMENTS (keys), sizeof (Field),
  FALSE, FALSE, init, measure, NULL, place, NULL, finish
};
