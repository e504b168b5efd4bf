/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/telemetry/gsttelemetrymeta.h>

GType
gst_telemetry_meta_api_get_type (void)
{
  static GType type;
  static const gchar *tags[] = { NULL };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, gst_meta_api_type_register ("GstTelemetryMetaAPI", tags));
  return type;
}

static gboolean
meta_init (GstMeta *meta, gpointer params, GstBuffer *buffer)
{
  ((GstTelemetryMeta *) meta)->snapshot = NULL;
  ((GstTelemetryMeta *) meta)->source = NULL;
  return TRUE;
}

static void
meta_free (GstMeta *meta, GstBuffer *buffer)
{
  g_clear_pointer (&((GstTelemetryMeta *) meta)->snapshot, gst_telemetry_snapshot_unref);
  g_clear_pointer (&((GstTelemetryMeta *) meta)->source, g_free);
}

/* Any transformation keeps it: a scaled or converted frame still shows the same. */
static gboolean
meta_transform (GstBuffer *destination, GstMeta *meta, GstBuffer *buffer, GQuark type, gpointer data)
{
  GstTelemetryMeta *self = (GstTelemetryMeta *) meta;

  if (!self->snapshot || gst_buffer_get_telemetry_meta_from (destination, self->source))
    return TRUE;
  return gst_buffer_add_telemetry_meta_from (destination,
      gst_telemetry_snapshot_ref (self->snapshot), self->source) != NULL;
}

const GstMetaInfo *
gst_telemetry_meta_get_info (void)
{
  static const GstMetaInfo *info;

  if (g_once_init_enter (&info)) {
    const GstMetaInfo *registered = gst_meta_register (GST_TELEMETRY_META_API_TYPE,
        "GstTelemetryMeta", sizeof (GstTelemetryMeta), meta_init, meta_free, meta_transform);
    g_once_init_leave (&info, registered);
  }
  return info;
}

GstTelemetryMeta *
gst_buffer_add_telemetry_meta (GstBuffer *buffer, GstTelemetrySnapshot *snapshot)
{
  return gst_buffer_add_telemetry_meta_from (buffer, snapshot, NULL);
}

GstTelemetryMeta *
gst_buffer_add_telemetry_meta_from (GstBuffer *buffer, GstTelemetrySnapshot *snapshot,
    const gchar *source)
{
  GstTelemetryMeta *meta;

  g_return_val_if_fail (GST_IS_BUFFER (buffer) && gst_buffer_is_writable (buffer), NULL);
  g_return_val_if_fail (snapshot != NULL, NULL);
  meta = (GstTelemetryMeta *) gst_buffer_add_meta (buffer, GST_TELEMETRY_META_INFO, NULL);
  meta->snapshot = snapshot;
  meta->source = g_strdup (source);
  return meta;
}

GstTelemetryMeta *
gst_buffer_get_telemetry_meta (GstBuffer *buffer)
{
  g_return_val_if_fail (GST_IS_BUFFER (buffer), NULL);
  return (GstTelemetryMeta *) gst_buffer_get_meta (buffer, GST_TELEMETRY_META_API_TYPE);
}

GstTelemetryMeta *
gst_buffer_get_telemetry_meta_from (GstBuffer *buffer, const gchar *source)
{
  gpointer state = NULL;
  GstMeta *item;

  g_return_val_if_fail (GST_IS_BUFFER (buffer), NULL);
  while ((item = gst_buffer_iterate_meta_filtered (buffer, &state, GST_TELEMETRY_META_API_TYPE)))
    if (g_strcmp0 (((GstTelemetryMeta *) item)->source, source) == 0)
      return (GstTelemetryMeta *) item;
  return NULL;
}
