/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/properties.h"

#include <string.h>

#include "elements/settings/property-kinds.h"

const GstTelemetryProperty *
gst_telemetry_property_by_id (guint id)
{
  gsize n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);

  g_return_val_if_fail (id > 0 && id <= n, NULL);
  return &rows[id - 1];
}

/* What is set on an overlay counts from the next frame on; the others take their
 * settings when they start. */
static GParamFlags
flags_of (const GstTelemetryProperty *property, GstTelemetryElements element)
{
  return property->flags | G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
      (element == GST_TELEMETRY_ELEMENT_OVERLAY ? GST_PARAM_MUTABLE_PLAYING :
      GST_PARAM_MUTABLE_READY);
}

void
gst_telemetry_properties_install (GObjectClass *object_class, GstTelemetryElements element)
{
  gsize n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);

  for (gsize i = 0; i < n; i++)
    if (rows[i].elements & element)
      g_object_class_install_property (object_class, (guint) i + 1,
          gst_telemetry_property_ops (rows[i].kind)->spec (&rows[i], flags_of (&rows[i], element)));
}

void
gst_telemetry_settings_init (GstTelemetrySettings *settings, GstTelemetryElements element)
{
  gsize n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);

  memset (settings, 0, sizeof *settings);
  for (gsize i = 0; i < n; i++) {
    const GstTelemetryPropertyOps *ops = gst_telemetry_property_ops (rows[i].kind);
    if ((rows[i].elements & element) && ops->preset)
      ops->preset (&rows[i], G_STRUCT_MEMBER_P (settings, rows[i].offset));
  }
}

/* The string of a row, or NULL where it has none. */
static char **
text_of (GstTelemetrySettings *settings, const GstTelemetryProperty *property)
{
  return gst_telemetry_property_ops (property->kind)->is_text ?
      G_STRUCT_MEMBER_P (settings, property->offset) : NULL;
}

void
gst_telemetry_settings_clear (GstTelemetrySettings *settings)
{
  gsize n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);

  for (gsize i = 0; i < n; i++) {
    char **text = text_of (settings, &rows[i]);
    if (text)
      g_clear_pointer (text, g_free);
  }
  memset (settings, 0, sizeof *settings);
}

void
gst_telemetry_settings_copy (GstTelemetrySettings *to, const GstTelemetrySettings *from)
{
  gsize n;
  const GstTelemetryProperty *rows = gst_telemetry_property_table (&n);

  *to = *from;
  for (gsize i = 0; i < n; i++) {
    char **text = text_of (to, &rows[i]);
    /* Several rows may have one field, which is copied once. */
    if (text && *text == G_STRUCT_MEMBER (char *, from, rows[i].offset))
      *text = g_strdup (*text);
  }
}

void
gst_telemetry_settings_set (GstTelemetrySettings *settings, guint id, const GValue *value)
{
  const GstTelemetryProperty *property = gst_telemetry_property_by_id (id);

  g_return_if_fail (property != NULL && gst_telemetry_property_ops (property->kind)->set != NULL);
  gst_telemetry_property_ops (property->kind)->set (G_STRUCT_MEMBER_P (settings, property->offset),
      value);
}

void
gst_telemetry_settings_get (const GstTelemetrySettings *settings, guint id, GValue *value)
{
  const GstTelemetryProperty *property = gst_telemetry_property_by_id (id);

  g_return_if_fail (property != NULL && gst_telemetry_property_ops (property->kind)->get != NULL);
  gst_telemetry_property_ops (property->kind)->get (property,
      G_STRUCT_MEMBER_P (settings, property->offset), value);
}
