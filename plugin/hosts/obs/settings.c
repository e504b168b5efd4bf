/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/settings.h"

#include <string.h>

#include "host/overlay.h"

#define LEAST_SIDE 16
#define MOST_SIDE 16384
#define MOST_HISTORY_S 86400
#define BOTH (TELEMETRY_SOURCE | TELEMETRY_FILTER)

typedef enum {
  KIND_TEXT,
  KIND_FILE,
  KIND_LAYOUT,                 /* a list of names, and any path */
  KIND_CHOICE,                 /* one of CHOICES */
  KIND_INT,
  KIND_BOOL
} Kind;

/* Its label in the locale is NAME, its explanation NAME.help. */
typedef struct {
  const char *name;
  gsize offset;                /* in TelemetrySettings */
  Kind kind;
  TelemetryUser users;
  gboolean is_reading;         /* another value reads the telemetry anew */
  const char *choices;         /* between blanks, of KIND_CHOICE */
  gint64 least, most, preset;  /* of KIND_INT; preset of KIND_BOOL too */
} Row;

#define FIELD(name) G_STRUCT_OFFSET (TelemetrySettings, name)

static const Row rows[] = {
  { .name = "mission", .offset = FIELD (mission), .kind = KIND_FILE, .users = BOTH, .is_reading = TRUE },
  { .name = "telemetry", .offset = FIELD (telemetry), .kind = KIND_FILE, .users = BOTH, .is_reading = TRUE },
  { .name = "live", .offset = FIELD (live), .kind = KIND_TEXT, .users = TELEMETRY_SOURCE, .is_reading = TRUE },
  { .name = "format", .offset = FIELD (format), .kind = KIND_TEXT, .users = TELEMETRY_SOURCE, .is_reading = TRUE },
  { .name = "history", .offset = FIELD (history_s), .kind = KIND_INT, .users = TELEMETRY_SOURCE, .is_reading = TRUE,
    .least = 1, .most = MOST_HISTORY_S, .preset = 600 },
  { .name = "columns", .offset = FIELD (columns), .kind = KIND_TEXT, .users = BOTH, .is_reading = TRUE },
  { .name = "timezone", .offset = FIELD (timezone), .kind = KIND_TEXT, .users = BOTH, .is_reading = TRUE },
  { .name = "object", .offset = FIELD (object), .kind = KIND_TEXT, .users = BOTH, .is_reading = TRUE },
  { .name = "layout", .offset = FIELD (layout), .kind = KIND_LAYOUT, .users = BOTH },
  { .name = "units", .offset = FIELD (units), .kind = KIND_CHOICE, .users = BOTH,
    .choices = "layout metric imperial nautical" },
  { .name = "language", .offset = FIELD (language), .kind = KIND_CHOICE, .users = BOTH, .choices = "en ru es fr de zh ja" },
  { .name = "reserve", .offset = FIELD (reserve), .kind = KIND_TEXT, .users = BOTH },
  { .name = "liftoff", .offset = FIELD (liftoff), .kind = KIND_TEXT, .users = BOTH },
  { .name = "offset", .offset = FIELD (offset), .kind = KIND_TEXT, .users = BOTH },
  { .name = "waits", .offset = FIELD (waits), .kind = KIND_BOOL, .users = TELEMETRY_SOURCE, .is_reading = TRUE },
  { .name = "confirm", .offset = FIELD (confirm), .kind = KIND_BOOL, .users = TELEMETRY_SOURCE, .is_reading = TRUE },
  { .name = "width", .offset = FIELD (width), .kind = KIND_INT, .users = TELEMETRY_SOURCE, .least = LEAST_SIDE,
    .most = MOST_SIDE, .preset = 1920 },
  { .name = "height", .offset = FIELD (height), .kind = KIND_INT, .users = TELEMETRY_SOURCE, .least = LEAST_SIDE,
    .most = MOST_SIDE, .preset = 1080 },
};

static gboolean
is_text (const Row *row)
{
  return row->kind != KIND_INT && row->kind != KIND_BOOL;
}

static char **
text_of (const TelemetrySettings *settings, const Row *row)
{
  return (char **) ((char *) settings + row->offset);
}

static gint64 *
int_of (const TelemetrySettings *settings, const Row *row)
{
  return (gint64 *) ((char *) settings + row->offset);
}

static gboolean *
bool_of (const TelemetrySettings *settings, const Row *row)
{
  return (gboolean *) ((char *) settings + row->offset);
}

/* Blanks alone are as nothing. */
static char *
read_text (obs_data_t *data, const char *name)
{
  char *text = g_strstrip (g_strdup (obs_data_get_string (data, name)));

  if (!*text)
    g_clear_pointer (&text, g_free);
  return text;
}

TelemetrySettings *
telemetry_settings_read (obs_data_t *data, TelemetryUser user)
{
  TelemetrySettings *settings = g_new0 (TelemetrySettings, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    if (!(row->users & user))
      continue;
    if (is_text (row))
      *text_of (settings, row) = read_text (data, row->name);
    else if (row->kind == KIND_INT)
      *int_of (settings, row) = obs_data_get_int (data, row->name);
    else
      *bool_of (settings, row) = obs_data_get_bool (data, row->name);
  }
  return settings;
}

TelemetrySettings *
telemetry_settings_copy (const TelemetrySettings *settings)
{
  TelemetrySettings *copy = g_memdup2 (settings, sizeof *settings);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_text (&rows[i]))
      *text_of (copy, &rows[i]) = g_strdup (*text_of (settings, &rows[i]));
  return copy;
}

void
telemetry_settings_free (TelemetrySettings *settings)
{
  for (gsize i = 0; settings && i < G_N_ELEMENTS (rows); i++)
    if (is_text (&rows[i]))
      g_free (*text_of (settings, &rows[i]));
  g_free (settings);
}

static gboolean
is_same (const TelemetrySettings *a, const TelemetrySettings *b, const Row *row)
{
  if (is_text (row))
    return g_strcmp0 (*text_of (a, row), *text_of (b, row)) == 0;
  return row->kind == KIND_INT ? *int_of (a, row) == *int_of (b, row) : *bool_of (a, row) == *bool_of (b, row);
}

gboolean
telemetry_settings_read_alike (const TelemetrySettings *a, const TelemetrySettings *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].is_reading && !is_same (a, b, &rows[i]))
      return FALSE;
  return TRUE;
}

gboolean
telemetry_settings_equal (const TelemetrySettings *a, const TelemetrySettings *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!is_same (a, b, &rows[i]))
      return FALSE;
  return TRUE;
}

char *
telemetry_settings_find_fault (const TelemetrySettings *settings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    /* The filter has none of these: 0. */
    gint64 value = row->kind == KIND_INT ? *int_of (settings, row) : 0;
    if (value != 0 && (value < row->least || value > row->most))
      return g_strdup_printf ("%s is %" G_GINT64_FORMAT "; expected %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, row->name,
          value, row->least, row->most);
  }
  return NULL;
}

/* A source is as large as the canvas. */
static gint64
preset_of (const Row *row)
{
  struct obs_video_info video;

  if (row->offset == FIELD (width) && obs_get_video_info (&video))
    return video.base_width;
  if (row->offset == FIELD (height) && obs_get_video_info (&video))
    return video.base_height;
  return row->preset;
}

void
telemetry_settings_defaults (obs_data_t *data, TelemetryUser user)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    g_auto (GStrv) choices = row->choices ? g_strsplit (row->choices, " ", -1) : NULL;
    if (!(row->users & user))
      continue;
    if (row->kind == KIND_INT)
      obs_data_set_default_int (data, row->name, preset_of (row));
    else if (row->kind == KIND_BOOL)
      obs_data_set_default_bool (data, row->name, row->preset != 0);
    else
      obs_data_set_default_string (data, row->name, choices ? choices[0] : "");
  }
}

static obs_property_t *
add_layouts (obs_properties_t *panel, const Row *row)
{
  obs_property_t *list = obs_properties_add_list (panel, row->name, obs_module_text (row->name), OBS_COMBO_TYPE_EDITABLE,
      OBS_COMBO_FORMAT_STRING);
  g_auto (GStrv) names = tlh_layout_names ();

  obs_property_list_add_string (list, obs_module_text ("layout.none"), "");
  for (char **name = names; *name; name++)
    obs_property_list_add_string (list, *name, *name);
  return list;
}

static obs_property_t *
add_choices (obs_properties_t *panel, const Row *row)
{
  obs_property_t *list = obs_properties_add_list (panel, row->name, obs_module_text (row->name), OBS_COMBO_TYPE_LIST,
      OBS_COMBO_FORMAT_STRING);
  g_auto (GStrv) choices = g_strsplit (row->choices, " ", -1);

  for (char **choice = choices; *choice; choice++) {
    g_autofree char *label = g_strdup_printf ("%s.%s", row->name, *choice);
    obs_property_list_add_string (list, obs_module_text (label), *choice);
  }
  return list;
}

static obs_property_t *
add_row (obs_properties_t *panel, const Row *row)
{
  const char *label = obs_module_text (row->name);

  switch (row->kind) {
    case KIND_FILE:
      return obs_properties_add_path (panel, row->name, label, OBS_PATH_FILE, NULL, NULL);
    case KIND_LAYOUT:
      return add_layouts (panel, row);
    case KIND_CHOICE:
      return add_choices (panel, row);
    case KIND_INT:
      return obs_properties_add_int (panel, row->name, label, (int) row->least, (int) row->most, 1);
    case KIND_BOOL:
      return obs_properties_add_bool (panel, row->name, label);
    default:
      return obs_properties_add_text (panel, row->name, label, OBS_TEXT_DEFAULT);
  }
}

obs_properties_t *
telemetry_settings_properties (TelemetryUser user)
{
  obs_properties_t *panel = obs_properties_create ();

  /* What is typed is taken when it is whole: half an address on air is none. */
  obs_properties_set_flags (panel, OBS_PROPERTIES_DEFER_UPDATE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *help = g_strconcat (rows[i].name, ".help", NULL);
    if (rows[i].users & user)
      obs_property_set_long_description (add_row (panel, &rows[i]), obs_module_text (help));
  }
  return panel;
}
