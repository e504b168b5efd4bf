/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/timeline/timeline-live.h"
#include "render/widgets/text-box.h"
#include "render/widgets/widgets.h"

#define ROWS_MAX 96
#define COLUMNS_MAX 6

/* Columns beyond which a name in words is the short one, by itself and behind that of its vehicle. */
#define NAME_COLUMNS 16
#define BEHIND_COLUMNS 12

/* A channel of a vehicle. The unit of a list has a place of its own, that of all channels stands behind
 * the number. */
typedef struct {
  TlrTextBox name, value, unit;
} Row;

/* All channels that the vehicles can have when the scene is made, measured or derived, as a table in as
 * many columns as fill the frame best; or those of a list, in the fewest columns that fit. */
typedef struct {
  TlrWidget widget;
  Row rows[ROWS_MAX];
  guint n_rows;
  guint columns;
  double gap;              /* between columns of the table, frame columns */
  double row_height;       /* rows */
  double unit_gap;         /* of a list, frame columns; twice that before the number */
  gboolean is_list;
  int name_width, value_width, unit_width;
} Channels;

static Row *
new_row (Channels *channels)
{
  Row *row = &channels->rows[channels->n_rows++];
  double max_width = tlr_widget_columns (&channels->widget, "max-width");

  row->value.align = 2;
  row->name.max_width = row->value.max_width = row->unit.max_width = max_width;
  return row;
}

static void
add_row (Channels *channels, guint vehicle, guint channel)
{
  TlrWidget *widget = &channels->widget;
  const TlmTimeline *timeline = widget->context->timeline;
  const char *name = tlm_timeline_channel_name (timeline, channel);
  TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");
  TlrTextStyle names = tlr_widget_text_style (widget, "size", "name-colour");
  Row *row = new_row (channels);

  tlr_text_box_add_template (&row->name, widget, vehicle,
      tlr_template_new_name (name, tlm_timeline_n_vehicles (timeline) > 1), &names, 0);
  if (channel == TLM_CHANNEL_SPEED)
    tlr_text_box_add_template (&row->name, widget, vehicle, tlr_template_parse ("{speed.frame}", NULL),
        &names, tlr_widget_columns (widget, "unit-gap"));
  tlr_text_box_add_template (&row->value, widget, vehicle, tlr_template_new_value (name), &style, 0);
  tlr_text_box_add_template (&row->value, widget, vehicle, tlr_template_new_unit (name), &names,
      tlr_widget_columns (widget, "unit-gap"));
}

/* The pieces of "a|b:km:1" of a list as a template each: "{a|b:km:1}", "{a|b.unit:km}" and, with the
 * vehicle's name in front where there are several, "{a|b.label:16}". NULL with the error set where one is wrong. */
static TlrTemplate *
parse_piece (const char *entry, const char *aspect, gboolean with_vehicle, GError **error)
{
  const char *colon = strchr (entry, ':');
  g_autofree char *names = colon ? g_strndup (entry, (gsize) (colon - entry)) : g_strdup (entry);
  g_auto (GStrv) parts = g_strsplit (colon ? colon + 1 : "", ":", 2);
  g_autofree char *text = g_str_equal (aspect, "label") ?
      g_strdup_printf ("%s{%s.label:%d}", with_vehicle ? "{vehicle} " : "", names,
          with_vehicle ? BEHIND_COLUMNS : NAME_COLUMNS) :
      g_str_equal (aspect, "unit") ? g_strdup_printf ("{%s.unit:%s}", names, parts[0] ? parts[0] : "") :
      g_strdup_printf ("{%s}", entry);

  return tlr_template_parse (text, error);
}

/* A recording has what it has; live, any may still come. */
static gboolean
may_have (const TlmTimeline *timeline, guint vehicle, const char *entry)
{
  g_auto (GStrv) parts = g_strsplit (entry, ":", 2);
  g_auto (GStrv) names = g_strsplit (parts[0], "|", -1);
  guint channel;

  for (char **name = names; *name; name++)
    if (tlm_timeline_find_channel (timeline, *name, &channel) &&
        tlm_timeline_has_channel (timeline, vehicle, channel, NULL))
      return TRUE;
  return tlm_timeline_is_open (timeline);
}

static void
add_entry (Channels *channels, guint vehicle, const char *entry)
{
  TlrWidget *widget = &channels->widget;
  gboolean with_vehicle = widget->vehicle < 0 && tlm_timeline_n_vehicles (widget->context->timeline) > 1;
  TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");
  TlrTextStyle names = tlr_widget_text_style (widget, "size", "name-colour");
  Row *row = new_row (channels);

  tlr_text_box_add_template (&row->name, widget, vehicle, parse_piece (entry, "label", with_vehicle, NULL), &names, 0);
  tlr_text_box_add_template (&row->value, widget, vehicle, parse_piece (entry, "value", FALSE, NULL), &style, 0);
  tlr_text_box_add_template (&row->unit, widget, vehicle, parse_piece (entry, "unit", FALSE, NULL), &names, 0);
}

static void
add_list (Channels *channels, guint vehicle, char **entries)
{
  for (char **entry = entries; *entry && channels->n_rows < ROWS_MAX; entry++)
    if (may_have (channels->widget.context->timeline, vehicle, *entry))
      add_entry (channels, vehicle, *entry);
}

static char **
read_list (const char *text)
{
  char **entries = text && text[0] ? g_strsplit (text, ";", ROWS_MAX) : NULL;

  for (char **entry = entries; entry && *entry; entry++)
    g_strstrip (*entry);
  return entries;
}

static gboolean
check (const TlmKeyFile *file, const char *group, GError **error)
{
  static const char *const aspects[] = { "label", "value", "unit" };
  g_autofree char *text = tlm_key_file_get (file, group, "channels");
  g_auto (GStrv) entries = read_list (text);

  for (char **entry = entries; entry && *entry; entry++)
    for (guint i = 0; i < G_N_ELEMENTS (aspects); i++) {
      g_autoptr (GError) why = NULL;
      g_autoptr (TlrTemplate) piece = parse_piece (*entry, aspects[i], FALSE, &why);
      if (piece)
        continue;
      tlm_key_file_error (file, group, "channels", error, "\"%s\": %s; right is for example "
          "channels=altitude|altitude-agl:km:1; speed; range", tlm_head (*entry, 80).text, why->message);
      return FALSE;
    }
  return TRUE;
}

static void
init (TlrWidget *widget)
{
  Channels *channels = (Channels *) widget;
  const TlmTimeline *timeline = widget->context->timeline;
  g_autofree char *text = tlr_widget_text (widget, "channels");
  g_auto (GStrv) entries = read_list (text);

  channels->gap = tlr_widget_columns (widget, "gap");
  channels->unit_gap = tlr_widget_columns (widget, "unit-gap");
  channels->is_list = entries != NULL;
  for (guint v = 0; entries && v < tlm_timeline_n_vehicles (timeline); v++)
    if (widget->vehicle < 0 || (guint) widget->vehicle == v)
      add_list (channels, v, entries);
  if (entries)
    return;
  for (guint v = 0; v < tlm_timeline_n_vehicles (timeline); v++)
    for (guint c = 0; c < tlm_timeline_n_channels (timeline) && channels->n_rows < ROWS_MAX; c++)
      if ((widget->vehicle < 0 || (guint) widget->vehicle == v) &&
          tlm_timeline_has_channel (timeline, v, c, NULL))
        add_row (channels, v, c);
}

/* From the left of a column of the table to that of the next. */
static double
step (const Channels *channels)
{
  return channels->name_width + channels->value_width + channels->gap +
      (channels->is_list ? 3 * channels->unit_gap + channels->unit_width : 0);
}

static void
extent (const Channels *channels, guint columns, double *width, double *height)
{
  guint rows = (channels->n_rows + columns - 1) / columns;

  *width = MAX (columns * step (channels) - channels->gap, 0);
  *height = rows * channels->row_height;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Channels *channels = (Channels *) widget;
  const TlrRect *safe = &widget->context->safe;
  double best = G_MAXDOUBLE;
  double room = safe->height * tlr_widget_number (widget, "part");

  for (guint i = 0; i < channels->n_rows; i++) {
    Row *row = &channels->rows[i];

    tlr_text_box_measure (&row->name, widget);
    tlr_text_box_measure (&row->value, widget);
    tlr_text_box_measure (&row->unit, widget);
    channels->name_width = MAX (channels->name_width, row->name.width);
    channels->value_width = MAX (channels->value_width, row->value.width);
    channels->unit_width = MAX (channels->unit_width, row->unit.width);
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
    if (channels->is_list && best <= 1)
      break;
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
  x += channels->name_width + (channels->is_list ? 2 * channels->unit_gap : 0);
  tlr_text_box_place (&row->value, widget, x, baseline - row->value.above, channels->value_width);
  if (row->unit.n_runs > 0)
    tlr_text_box_place (&row->unit, widget, x + channels->value_width + channels->unit_gap,
        baseline - row->unit.above, channels->unit_width);
}

static void
place (TlrWidget *widget)
{
  Channels *channels = (Channels *) widget;
  guint rows = (channels->n_rows + channels->columns - 1) / MAX (channels->columns, 1);

  for (guint i = 0; i < channels->n_rows; i++)
    place_row (channels, &channels->rows[i], widget->rect.x + i / rows * step (channels),
        widget->rect.y + i % rows * channels->row_height);
}

static void
finish (TlrWidget *widget)
{
  Channels *channels = (Channels *) widget;

  for (guint i = 0; i < channels->n_rows; i++) {
    tlr_text_box_finish (&channels->rows[i].name);
    tlr_text_box_finish (&channels->rows[i].value);
    tlr_text_box_finish (&channels->rows[i].unit);
  }
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "channels", .kind = TLR_KEY_TEXT, .fallback = "",
    .blurb = "those to show, by their names in words: altitude|altitude-agl:km:1; speed; range; by default all "
      "that there are, by identifier" },
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
  .description = "All channels in a table, or those of a list",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Channels),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
  .check = check,
};
