/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/text-box.h"
#include "render/widgets/widgets.h"

#define ROWS_MAX 96
#define COLUMNS_MAX 6

/* A channel of a vehicle. */
typedef struct {
  TlrTextBox name, value;
} Row;

/* All channels that the vehicles can have when the scene is made, measured or
 * derived, as a table; in as many columns as fill the frame best. */
typedef struct {
  TlrWidget widget;
  Row rows[ROWS_MAX];
  guint n_rows;
  guint columns;
  double gap;              /* between columns of the table, frame columns */
  double row_height;       /* rows */
  int name_width, value_width;
} Channels;

static void
add_row (Channels *channels, guint vehicle, guint channel)
{
  TlrWidget *widget = &channels->widget;
  const TlmTimeline *timeline = widget->context->timeline;
  const char *name = tlm_timeline_channel_name (timeline, channel);
  TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");
  TlrTextStyle names = tlr_widget_text_style (widget, "size", "name-colour");
  Row *row = &channels->rows[channels->n_rows++];

  row->value.align = 2;
  row->name.max_width = row->value.max_width = tlr_widget_columns (widget, "max-width");
  tlr_text_box_add_template (&row->name, widget, vehicle,
      tlr_template_new_name (name, tlm_timeline_n_vehicles (timeline) > 1), &names, 0);
  if (channel == TLM_CHANNEL_SPEED)
    tlr_text_box_add_template (&row->name, widget, vehicle, tlr_template_parse ("{speed.frame}", NULL),
        &names, tlr_widget_columns (widget, "unit-gap"));
  tlr_text_box_add_template (&row->value, widget, vehicle, tlr_template_new_value (name), &style, 0);
  tlr_text_box_add_template (&row->value, widget, vehicle, tlr_template_new_unit (name), &names,
      tlr_widget_columns (widget, "unit-gap"));
}

static void
init (TlrWidget *widget)
{
  Channels *channels = (Channels *) widget;
  const TlmTimeline *timeline = widget->context->timeline;

  channels->gap = tlr_widget_columns (widget, "gap");
  for (guint v = 0; v < tlm_timeline_n_vehicles (timeline); v++)
    for (guint c = 0; c < tlm_timeline_n_channels (timeline) && channels->n_rows < ROWS_MAX; c++)
      if ((widget->vehicle < 0 || (guint) widget->vehicle == v) &&
          tlm_timeline_has_channel (timeline, v, c, NULL))
        add_row (channels, v, c);
}

static void
extent (const Channels *channels, guint columns, double *width, double *height)
{
  guint rows = (channels->n_rows + columns - 1) / columns;

  *width = columns * (channels->name_width + channels->value_width + channels->gap) - channels->gap;
  *height = rows * channels->row_height;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Channels *channels = (Channels *) widget;
  const TlrRect *safe = &widget->context->safe;
  double best = G_MAXDOUBLE, room = safe->height * tlr_widget_number (widget, "part");

  for (guint i = 0; i < channels->n_rows; i++) {
    Row *row = &channels->rows[i];

    tlr_text_box_measure (&row->name, widget);
    tlr_text_box_measure (&row->value, widget);
    channels->name_width = MAX (channels->name_width, row->name.width);
    channels->value_width = MAX (channels->value_width, row->value.width);
    channels->row_height = MAX (channels->row_height, MAX (row->name.above, row->value.above) +
        MAX (row->name.below, row->value.below));
  }
  for (guint columns = 1; columns <= COLUMNS_MAX; columns++) {
    extent (channels, columns, width, height);
    double excess = MAX (*width / safe->width, *height / room);
    if (excess < best) {
      best = excess;
      channels->columns = columns;
    }
  }
  extent (channels, channels->columns, width, height);
}

/* Names and values of a row stand on one baseline. */
static void
place_row (Channels *channels, Row *row, double x, double y)
{
  TlrWidget *widget = &channels->widget;
  double baseline = y + MAX (row->name.above, row->value.above);

  tlr_text_box_place (&row->name, widget, x, baseline - row->name.above, channels->name_width);
  tlr_text_box_place (&row->value, widget, x + channels->name_width,
      baseline - row->value.above, channels->value_width);
}

static void
place (TlrWidget *widget)
{
  Channels *channels = (Channels *) widget;
  guint rows = (channels->n_rows + channels->columns - 1) / channels->columns;
  double step = channels->name_width + channels->value_width + channels->gap;

  for (guint i = 0; i < channels->n_rows; i++)
    place_row (channels, &channels->rows[i], widget->rect.x + i / rows * step,
        widget->rect.y + i % rows * channels->row_height);
}

static void
finish (TlrWidget *widget)
{
  Channels *channels = (Channels *) widget;

  for (guint i = 0; i < channels->n_rows; i++) {
    tlr_text_box_finish (&channels->rows[i].name);
    tlr_text_box_finish (&channels->rows[i].value);
  }
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "24",
    .blurb = "of the font" },
  { .name = "name-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffc8",
    .blurb = "of names and units" },
  { .name = "gap", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "40",
    .blurb = "between columns" },
  { .name = "unit-gap", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 100, .fallback = "8",
    .blurb = "between number and unit" },
  { .name = "part", .kind = TLR_KEY_NUMBER, .minimum = 0.1, .maximum = 1, .fallback = "0.8",
    .blurb = "of the safe area's height that it may fill" },
};

const TlrWidgetClass tlr_widget_channels = {
  .name = "channels",
  .description = "All channels in a table",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Channels),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
};
