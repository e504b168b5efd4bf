/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What gst-inspect says of each element and of each of its properties: whoever reads it knows the unit of a number
 * and what holds where nothing is set. Walks what is there, and not the table that it was made from. */
#include <gst/gst.h>
#include <string.h>

static const char *const elements[] = {
  "telemetryoverlay", "telemetrysrc", "telemetryparse", "telemetrysubtitle", "telemetryklvenc",
};

/* By which a blurb names the unit of a number, or says that it has none. */
static const char units[] = "\\b(nanoseconds|pixels|frames per second|cd/m²|(widths|heights) of the frame|"
    "(from 0 .* to 1\\b)|1 is as|width to height|pid)\\b";

/* … and what an unset text means. */
static const char unset[] = "\\bnot set\\b";

static gboolean
matches (const char *pattern, const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_CASELESS, 0);
}

static gboolean
is_number (const GParamSpec *spec)
{
  return G_IS_PARAM_SPEC_INT (spec) || G_IS_PARAM_SPEC_INT64 (spec) || G_IS_PARAM_SPEC_DOUBLE (spec) ||
      G_IS_PARAM_SPEC_UINT (spec) || G_IS_PARAM_SPEC_UINT64 (spec) || G_IS_PARAM_SPEC_FLOAT (spec) ||
      GST_IS_PARAM_SPEC_FRACTION (spec);
}

/* What is missing in the words on SPEC, or NULL. */
static const char *
lacking (const GParamSpec *spec)
{
  const char *blurb = g_param_spec_get_blurb ((GParamSpec *) spec);
  const char *nick = g_param_spec_get_nick ((GParamSpec *) spec);

  if (!blurb || !*blurb || !nick || !*nick)
    return "nick or blurb";
  if (is_number (spec))
    return matches (units, blurb) ? NULL : "unit";
  if (G_IS_PARAM_SPEC_STRING (spec) && !G_PARAM_SPEC_STRING (spec)->default_value)
    return matches (unset, blurb) ? NULL : "what holds where it is not set";
  return NULL;
}

static void
test_properties (gconstpointer name)
{
  g_autoptr (GstElement) element = gst_object_ref_sink (gst_element_factory_make (name, NULL));
  GObjectClass *class = G_OBJECT_GET_CLASS (element);
  guint n, n_own = 0;
  g_autofree GParamSpec **specs = g_object_class_list_properties (class, &n);

  for (guint i = 0; i < n; i++) {
    const char *lack;
    if (specs[i]->owner_type != G_OBJECT_CLASS_TYPE (class))
      continue;
    n_own++;
    lack = lacking (specs[i]);
    if (lack) {
      g_test_message ("%s.%s: no %s: %s", (const char *) name, specs[i]->name, lack,
          g_param_spec_get_blurb (specs[i]));
      g_test_fail ();
    }
  }
  g_assert_cmpuint (n_own, >, 0);
}

static void
test_metadata (gconstpointer name)
{
  static const char *const keys[] = { GST_ELEMENT_METADATA_LONGNAME, GST_ELEMENT_METADATA_KLASS,
    GST_ELEMENT_METADATA_DESCRIPTION, GST_ELEMENT_METADATA_AUTHOR };
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    const char *text = gst_element_factory_get_metadata (factory, keys[i]);
    g_assert_nonnull (text);
    g_assert_cmpuint (strlen (text), >, 8);
  }
}

/* A property whose number has no unit is told of by the test's own eyes. */
static void
test_judge (void)
{
  g_autoptr (GParamSpec) bare = g_param_spec_ref_sink (g_param_spec_int64 ("delay", "Delay", "How long to wait", 0, 10, 0,
          G_PARAM_READWRITE));
  g_autoptr (GParamSpec) whole = g_param_spec_ref_sink (g_param_spec_int64 ("wait", "Wait", "Nanoseconds to wait", 0, 10, 0,
          G_PARAM_READWRITE));
  g_autoptr (GParamSpec) text = g_param_spec_ref_sink (g_param_spec_string ("place", "Place", "Name of a place", NULL,
          G_PARAM_READWRITE));

  g_assert_cmpstr (lacking (bare), ==, "unit");
  g_assert_null (lacking (whole));
  g_assert_nonnull (lacking (text));
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/property-words/judge", test_judge);
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++) {
    g_autofree char *of_element = g_strconcat ("/property-words/element/", elements[i], NULL);
    g_autofree char *of_properties = g_strconcat ("/property-words/properties/", elements[i], NULL);
    g_test_add_data_func (of_element, elements[i], test_metadata);
    g_test_add_data_func (of_properties, elements[i], test_properties);
  }
  return g_test_run ();
}
