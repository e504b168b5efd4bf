/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

/* Another value than the one before, which changes with ROUND; FALSE where the type
 * has none that is surely valid. */
static inline gboolean
property_vary (const GParamSpec *spec, guint round, GValue *value)
{
  if (G_IS_PARAM_SPEC_BOOLEAN (spec))
    g_value_set_boolean (value, round % 2);
  else if (G_IS_PARAM_SPEC_ENUM (spec))
    g_value_set_enum (value, G_PARAM_SPEC_ENUM (spec)->enum_class->values[
            round % G_PARAM_SPEC_ENUM (spec)->enum_class->n_values].value);
  else if (G_IS_PARAM_SPEC_INT64 (spec))
    g_value_set_int64 (value, round % 2 ? G_PARAM_SPEC_INT64 (spec)->minimum :
        G_PARAM_SPEC_INT64 (spec)->maximum);
  else if (G_IS_PARAM_SPEC_DOUBLE (spec))
    g_value_set_double (value, round % 2 ? G_PARAM_SPEC_DOUBLE (spec)->minimum :
        G_PARAM_SPEC_DOUBLE (spec)->maximum);
  else if (G_IS_PARAM_SPEC_STRING (spec))
    g_value_set_string (value, round % 2 ? "" : G_PARAM_SPEC_STRING (spec)->default_value);
  else
    return FALSE;
  return TRUE;
}

/* Reads it, writes another value where it may change while playing, and writes what
 * was read. */
static inline void
property_try (GObject *object, const GParamSpec *spec, guint round)
{
  g_auto (GValue) value = G_VALUE_INIT, other = G_VALUE_INIT;

  g_value_init (&value, spec->value_type);
  g_object_get_property (object, spec->name, &value);
  if (!(spec->flags & G_PARAM_WRITABLE) || (spec->flags & G_PARAM_CONSTRUCT_ONLY) ||
      g_str_equal (spec->name, "name") || g_str_equal (spec->name, "parent"))
    return;
  g_value_init (&other, spec->value_type);
  if ((spec->flags & GST_PARAM_MUTABLE_PLAYING) && property_vary (spec, round, &other))
    g_object_set_property (object, spec->name, &other);
  g_object_set_property (object, spec->name, &value);
}

/* Reads each property once. */
static inline void
property_read_all (GObject *object)
{
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++) {
    g_auto (GValue) value = G_VALUE_INIT;
    g_value_init (&value, specs[i]->value_type);
    g_object_get_property (object, specs[i]->name, &value);
  }
}
