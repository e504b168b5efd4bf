/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/property-kinds.h"

/* Texts */

static GParamSpec *
text_spec (const GstTelemetryProperty *property, GParamFlags flags)
{
  return g_param_spec_string (property->name, property->nick, property->blurb,
      property->preset_text, flags);
}

static void
text_set (gpointer field, const GValue *value)
{
  char **text = field;

  g_free (*text);
  *text = g_value_dup_string (value);
  if (*text && **text == '\0')
    g_clear_pointer (text, g_free);
}

static void
text_get (const GstTelemetryProperty *property, gconstpointer field, GValue *value)
{
  const char *text = *(char *const *) field;

  g_value_set_string (value, text ? text : property->preset_text);
}

static void
mark_set (gpointer field, const GValue *value)
{
  char **marks = field, *joined = tlm_marks_join (*marks, g_value_get_string (value));

  g_free (*marks);
  *marks = joined;
}

/* Several may be written at once, with commas, semicolons or spaces between. */
static void
language_set (gpointer field, const GValue *value)
{
  const char *text = g_value_get_string (value);
  g_auto (GStrv) parts = g_strsplit_set (text ? text : "", ", ;", -1);
  char **languages = field;

  for (guint i = 0; parts[i]; i++) {
    char *before = *languages;
    if (!*parts[i])
      continue;
    *languages = before ? g_strconcat (before, ",", parts[i], NULL) : g_strdup (parts[i]);
    g_free (before);
  }
}

static void
languages_set (gpointer field, const GValue *value)
{
  g_clear_pointer ((char **) field, g_free);
  language_set (field, value);
}

/* Numbers */

static GParamSpec *
boolean_spec (const GstTelemetryProperty *property, GParamFlags flags)
{
  return g_param_spec_boolean (property->name, property->nick, property->blurb,
      property->preset != 0, flags);
}

static void
boolean_set (gpointer field, const GValue *value)
{
  *(gboolean *) field = g_value_get_boolean (value);
}

static void
boolean_get (const GstTelemetryProperty *property, gconstpointer field, GValue *value)
{
  g_value_set_boolean (value, *(const gboolean *) field);
}

static GParamSpec *
enum_spec (const GstTelemetryProperty *property, GParamFlags flags)
{
  gst_type_mark_as_plugin_api (property->type (), 0);
  return g_param_spec_enum (property->name, property->nick, property->blurb, property->type (),
      (int) property->preset, flags);
}

static void
enum_set (gpointer field, const GValue *value)
{
  *(int *) field = g_value_get_enum (value);
}

static void
enum_get (const GstTelemetryProperty *property, gconstpointer field, GValue *value)
{
  g_value_set_enum (value, *(const int *) field);
}

static GParamSpec *
int_spec (const GstTelemetryProperty *property, GParamFlags flags)
{
  return g_param_spec_int (property->name, property->nick, property->blurb,
      (int) property->minimum, (int) property->maximum, (int) property->preset, flags);
}

static void
int_set (gpointer field, const GValue *value)
{
  *(int *) field = g_value_get_int (value);
}

static void
int_get (const GstTelemetryProperty *property, gconstpointer field, GValue *value)
{
  g_value_set_int (value, *(const int *) field);
}

/* Of enumerations, booleans and integers. */
static void
int_preset (const GstTelemetryProperty *property, gpointer field)
{
  *(int *) field = (int) property->preset;
}

static GParamSpec *
int64_spec (const GstTelemetryProperty *property, GParamFlags flags)
{
  return g_param_spec_int64 (property->name, property->nick, property->blurb, property->minimum,
      property->maximum, property->preset, flags);
}

static void
int64_set (gpointer field, const GValue *value)
{
  *(gint64 *) field = g_value_get_int64 (value);
}

static void
int64_get (const GstTelemetryProperty *property, gconstpointer field, GValue *value)
{
  g_value_set_int64 (value, *(const gint64 *) field);
}

static void
int64_preset (const GstTelemetryProperty *property, gpointer field)
{
  *(gint64 *) field = property->preset;
}

static GParamSpec *
double_spec (const GstTelemetryProperty *property, GParamFlags flags)
{
  return g_param_spec_double (property->name, property->nick, property->blurb,
      (double) property->minimum, (double) property->maximum, (double) property->preset, flags);
}

static void
double_set (gpointer field, const GValue *value)
{
  *(double *) field = g_value_get_double (value);
}

static void
double_get (const GstTelemetryProperty *property, gconstpointer field, GValue *value)
{
  g_value_set_double (value, *(const double *) field);
}

static void
double_preset (const GstTelemetryProperty *property, gpointer field)
{
  *(double *) field = (double) property->preset;
}

static GParamSpec *
rate_spec (const GstTelemetryProperty *property, GParamFlags flags)
{
  return gst_param_spec_fraction (property->name, property->nick, property->blurb, 0, 1, G_MAXINT,
      1, 0, 1, flags);
}

static void
rate_set (gpointer field, const GValue *value)
{
  *(GstTelemetryFrameRate *) field = (GstTelemetryFrameRate) {
    .n = gst_value_get_fraction_numerator (value),
    .d = gst_value_get_fraction_denominator (value),
  };
}

static void
rate_get (const GstTelemetryProperty *property, gconstpointer field, GValue *value)
{
  const GstTelemetryFrameRate *rate = field;

  gst_value_set_fraction (value, rate->n, rate->d);
}

static void
rate_preset (const GstTelemetryProperty *property, gpointer field)
{
  ((GstTelemetryFrameRate *) field)->d = 1;
}

static GParamSpec *
stats_spec (const GstTelemetryProperty *property, GParamFlags flags)
{
  return g_param_spec_boxed (property->name, property->nick, property->blurb, GST_TYPE_STRUCTURE,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static const GstTelemetryPropertyOps kinds[] = {
  [GST_TELEMETRY_PROPERTY_TEXT] = { .spec = text_spec, .set = text_set, .get = text_get,
    .is_text = TRUE },
  [GST_TELEMETRY_PROPERTY_MARK] = { .spec = text_spec, .set = mark_set, .get = text_get,
    .is_text = TRUE },
  [GST_TELEMETRY_PROPERTY_LANGUAGE] = { .spec = text_spec, .set = language_set, .get = text_get,
    .is_text = TRUE },
  [GST_TELEMETRY_PROPERTY_LANGUAGES] = { .spec = text_spec, .set = languages_set, .get = text_get,
    .is_text = TRUE },
  [GST_TELEMETRY_PROPERTY_BOOLEAN] = { .spec = boolean_spec, .set = boolean_set,
    .get = boolean_get, .preset = int_preset },
  [GST_TELEMETRY_PROPERTY_ENUM] = { .spec = enum_spec, .set = enum_set, .get = enum_get,
    .preset = int_preset },
  [GST_TELEMETRY_PROPERTY_INT] = { .spec = int_spec, .set = int_set, .get = int_get,
    .preset = int_preset },
  [GST_TELEMETRY_PROPERTY_INT64] = { .spec = int64_spec, .set = int64_set, .get = int64_get,
    .preset = int64_preset },
  [GST_TELEMETRY_PROPERTY_DOUBLE] = { .spec = double_spec, .set = double_set, .get = double_get,
    .preset = double_preset },
  [GST_TELEMETRY_PROPERTY_RATE] = { .spec = rate_spec, .set = rate_set, .get = rate_get,
    .preset = rate_preset },
  [GST_TELEMETRY_PROPERTY_STATS] = { .spec = stats_spec },
};

G_STATIC_ASSERT (sizeof (gboolean) == sizeof (int));
G_STATIC_ASSERT (sizeof (GstTelemetryOverlayMode) == sizeof (int));

const GstTelemetryPropertyOps *
gst_telemetry_property_ops (GstTelemetryPropertyKind kind)
{
  g_assert (kind < G_N_ELEMENTS (kinds));
  return &kinds[kind];
}
