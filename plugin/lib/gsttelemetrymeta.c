/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/telemetry/gsttelemetrymeta.h>

#include "lib/snapshot-bytes.h"

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

/* From 1.24 on a meta can leave the process, by unixfdsink. */
#if GST_CHECK_VERSION (1, 24, 0)
static gboolean
meta_serialize (const GstMeta *meta, GstByteArrayInterface *data, guint8 *version)
{
  const GstTelemetryMeta *self = (const GstTelemetryMeta *) meta;
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer from;
  gsize size;

  if (!self->snapshot)
    return FALSE;
  bytes = gst_telemetry_snapshot_write (self->snapshot, self->source);
  from = g_bytes_get_data (bytes, &size);
  *version = GST_TELEMETRY_SNAPSHOT_FORM;
  return gst_byte_array_interface_append_data (data, from, size);
}

static GstMeta *
meta_deserialize (const GstMetaInfo *info, GstBuffer *buffer, const guint8 *data, gsize size, guint8 version)
{
  g_autofree gchar *source = NULL;
  GstTelemetrySnapshot *snapshot;

  if (version != GST_TELEMETRY_SNAPSHOT_FORM)
    return NULL;
  snapshot = gst_telemetry_snapshot_read (data, size, &source);
  return snapshot ? (GstMeta *) gst_buffer_add_telemetry_meta_from (buffer, snapshot, source) : NULL;
}

static const GstMetaInfo *
register_meta (void)
{
  GstMetaInfo *info = gst_meta_info_new (GST_TELEMETRY_META_API_TYPE, "GstTelemetryMeta", sizeof (GstTelemetryMeta));

  info->init_func = meta_init;
  info->free_func = meta_free;
  info->transform_func = meta_transform;
  info->serialize_func = meta_serialize;
  info->deserialize_func = meta_deserialize;
  return gst_meta_info_register (info);
}
#else
static const GstMetaInfo *
register_meta (void)
{
  return gst_meta_register (GST_TELEMETRY_META_API_TYPE, "GstTelemetryMeta", sizeof (GstTelemetryMeta), meta_init,
      meta_free, meta_transform);
}
#endif

const GstMetaInfo *
gst_telemetry_meta_get_info (void)
{
  static const GstMetaInfo *info;

  if (g_once_init_enter (&info)) {
    const GstMetaInfo *registered = register_meta ();
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
