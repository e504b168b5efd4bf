/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of properties against the elements that it is for. */
#include "elements/settings/properties.h"

#include <gst/gst.h>

#include "elements/overlay/gsttelemetryoverlay.h"
#include "elements/settings/property-kinds.h"
#include "elements/stream/gsttelemetryklvenc.h"
#include "elements/stream/gsttelemetryparse.h"
#include "elements/stream/gsttelemetrysrc.h"
#include "elements/subtitle/gsttelemetrysubtitle.h"

static const struct {
  const char *name;
  GstTelemetryElements bit;
} elements[] = {
  { .name = "telemetryoverlay", .bit = GST_TELEMETRY_ELEMENT_OVERLAY },
  { .name = "telemetrysrc", .bit = GST_TELEMETRY_ELEMENT_SRC },
  { .name = "telemetryparse", .bit = GST_TELEMETRY_ELEMENT_PARSE },
  { .name = "telemetrysubtitle", .bit = GST_TELEMETRY_ELEMENT_SUBTITLE },
  { .name = "telemetryklvenc", .bit = GST_TELEMETRY_ELEMENT_KLV_ENC },
};

/* How many properties a class has of its own. */
static guint
count_own (GObjectClass *class)
{
  guint n, own = 0;
  g_autofree GParamSpec **specs = g_object_class_list_properties (class, &n);

  for (guint i = 0; i < n; i++)
    own += specs[i]->owner_type == G_OBJECT_CLASS_TYPE (class);
  return own;
}

static void
check_row (GObject *element, const GstTelemetryProperty *row, gboolean live)
{
  GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (element), row->name);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_nonnull (spec);
  g_assert_true (spec->owner_type == G_OBJECT_TYPE (element));
  g_assert_cmpstr (g_param_spec_get_nick (spec), ==, row->nick);
  g_assert_cmpstr (g_param_spec_get_blurb (spec), ==, row->blurb);
  if (row->kind == GST_TELEMETRY_PROPERTY_STATS) {
    g_assert_false (spec->flags & G_PARAM_WRITABLE);
    return;
  }
  g_assert_true (!!(spec->flags & GST_PARAM_MUTABLE_PLAYING) == live);
  g_assert_true (!!(spec->flags & GST_PARAM_MUTABLE_READY) == !live);
  g_value_init (&value, spec->value_type);
  g_object_get_property (element, row->name, &value);
  if (!g_param_value_defaults (spec, &value))
    g_test_message ("%s of a new element is not its default", row->name);
  g_assert_true (g_param_value_defaults (spec, &value));
}

/* A new element has each property of its rows, at its default, and no other. */
static void
test_element (gconstpointer data)
{
  gsize which = GPOINTER_TO_SIZE (data), n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);
  g_autoptr (GstElement) element = gst_object_ref_sink (
      gst_element_factory_make (elements[which].name, NULL));
  guint n_rows = 0;

  for (gsize i = 0; i < n; i++) {
    if (!(rows[i].elements & elements[which].bit))
      continue;
    n_rows++;
    check_row (G_OBJECT (element), &rows[i],
        elements[which].bit == GST_TELEMETRY_ELEMENT_OVERLAY);
  }
  g_assert_cmpuint (n_rows, >, 3);
  g_assert_cmpuint (count_own (G_OBJECT_GET_CLASS (element)), ==, n_rows);
}

static void
test_names (void)
{
  gsize n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      if (g_str_equal (rows[i].name, rows[j].name))
        g_assert_cmphex (rows[i].elements & rows[j].elements, ==, 0);
}

/* An end of its range that is not the default. */
static double
end_of (const GParamSpecDouble *spec)
{
  return spec->maximum != spec->default_value ? spec->maximum : spec->minimum;
}

/* A value of the row's kind that is no default. */
static void
another_value (const GParamSpec *spec, GValue *value)
{
  g_value_init (value, spec->value_type);
  if (G_IS_PARAM_SPEC_BOOLEAN (spec))
    g_value_set_boolean (value, !G_PARAM_SPEC_BOOLEAN (spec)->default_value);
  else if (G_IS_PARAM_SPEC_ENUM (spec))
    g_value_set_enum (value, G_PARAM_SPEC_ENUM (spec)->enum_class->maximum);
  else if (G_IS_PARAM_SPEC_INT (spec))
    g_value_set_int (value, G_PARAM_SPEC_INT (spec)->maximum);
  else if (G_IS_PARAM_SPEC_INT64 (spec))
    g_value_set_int64 (value, G_PARAM_SPEC_INT64 (spec)->maximum);
  else if (G_IS_PARAM_SPEC_DOUBLE (spec))
    g_value_set_double (value, end_of (G_PARAM_SPEC_DOUBLE (spec)));
  else if (GST_IS_PARAM_SPEC_FRACTION (spec))
    gst_value_set_fraction (value, 30000, 1001);
  else
    g_value_set_string (value, "1@T+0");
}

static gboolean
has_default (const GstTelemetrySettings *settings, guint id, GParamSpec *spec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, spec->value_type);
  gst_telemetry_settings_get (settings, id, &value);
  return g_param_value_defaults (spec, &value);
}

static GParamSpec *
spec_of (const GstTelemetryProperty *row)
{
  return g_param_spec_ref_sink (gst_telemetry_property_ops (row->kind)->spec (row,
          G_PARAM_READWRITE));
}

/* Writing one property changes those of its own field, and no other. */
static void
check_written (GstTelemetryElements element, gsize written)
{
  gsize n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);
  g_autoptr (GParamSpec) spec = spec_of (&rows[written]);
  g_auto (GValue) value = G_VALUE_INIT, back = G_VALUE_INIT;
  GstTelemetrySettings settings, copy;

  another_value (spec, &value);
  gst_telemetry_settings_init (&settings, element);
  gst_telemetry_settings_set (&settings, (guint) written + 1, &value);
  gst_telemetry_settings_copy (&copy, &settings);
  gst_telemetry_settings_clear (&settings);
  g_value_init (&back, spec->value_type);
  gst_telemetry_settings_get (&copy, (guint) written + 1, &back);
  g_assert_cmpint (g_param_values_cmp (spec, &value, &back), ==, 0);
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GParamSpec) other = spec_of (&rows[i]);
    if (!(rows[i].elements & element) || rows[i].kind == GST_TELEMETRY_PROPERTY_STATS)
      continue;
    if (has_default (&copy, (guint) i + 1, other) == (rows[i].offset == rows[written].offset))
      g_error ("writing %s, %s is wrong", rows[written].name, rows[i].name);
  }
  gst_telemetry_settings_clear (&copy);
}

static void
test_write (gconstpointer data)
{
  gsize which = GPOINTER_TO_SIZE (data), n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);

  for (gsize i = 0; i < n; i++)
    if ((rows[i].elements & elements[which].bit) && rows[i].kind != GST_TELEMETRY_PROPERTY_STATS)
      check_written (elements[which].bit, i);
}

static void
set_text (GObject *element, const char *property, const char *text)
{
  g_object_set (element, property, text, NULL);
}

static void
check_text (GObject *element, const char *property, const char *text)
{
  g_autofree char *is = NULL;

  g_object_get (element, property, &is, NULL);
  g_assert_cmpstr (is, ==, text);
}

/* What is written to one text, or to one that others are part of. */
static void
test_texts (void)
{
  g_autoptr (GstElement) subtitle = gst_object_ref_sink (
      gst_element_factory_make ("telemetrysubtitle", NULL));
  GObject *object = G_OBJECT (subtitle);

  set_text (object, "layout", "cockpit");
  check_text (object, "layout", "cockpit");
  set_text (object, "layout", "");
  check_text (object, "layout", "webcast");
  set_text (object, "mark", "1@T+0");
  set_text (object, "mark", "2@T+1");
  check_text (object, "marks", "1@T+0; 2@T+1");
  set_text (object, "marks", NULL);
  check_text (object, "mark", NULL);
  set_text (object, "language", "en");
  set_text (object, "language", "ru; de");
  check_text (object, "languages", "en,ru,de");
  set_text (object, "languages", " fr ");
  check_text (object, "language", "fr");
  set_text (object, "languages", "");
  check_text (object, "language", NULL);
}

int
main (int argc, char **argv)
{
  /* The elements that are linked here are tried, not those of the plugin. */
  g_setenv ("GST_REGISTRY_DISABLE", "yes", TRUE);
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  GST_ELEMENT_REGISTER (telemetryoverlay, NULL);
  GST_ELEMENT_REGISTER (telemetrysrc, NULL);
  GST_ELEMENT_REGISTER (telemetryparse, NULL);
  GST_ELEMENT_REGISTER (telemetrysubtitle, NULL);
  GST_ELEMENT_REGISTER (telemetryklvenc, NULL);
  g_test_add_func ("/properties/names", test_names);
  g_test_add_func ("/properties/texts", test_texts);
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++) {
    g_autofree char *own = g_strdup_printf ("/properties/%s/element", elements[i].name);
    g_autofree char *write = g_strdup_printf ("/properties/%s/write", elements[i].name);
    g_test_add_data_func (own, GSIZE_TO_POINTER (i), test_element);
    g_test_add_data_func (write, GSIZE_TO_POINTER (i), test_write);
  }
  return g_test_run ();
}
