/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/telemetry/gsttelemetryquery.h>

static GstQuery *
new_query (const char *name, const char *source)
{
  GstStructure *structure = gst_structure_new_empty (name);

  if (source)
    gst_structure_set (structure, "source", G_TYPE_STRING, source, NULL);
  return gst_query_new_custom (GST_QUERY_CUSTOM, structure);
}

/* The answer in FIELD, a reference of the caller's, or NULL. */
static gpointer
dup_answer (GstQuery *query, const char *name, const char *field, GType type)
{
  const GstStructure *structure = gst_query_get_structure (query);
  gpointer answer = NULL;

  if (GST_QUERY_TYPE (query) == GST_QUERY_CUSTOM && gst_structure_has_name (structure, name))
    gst_structure_get (structure, field, type, &answer, NULL);
  return answer;
}

GstQuery *
gst_query_new_telemetry_snapshot (GstClockTime stream_time, const gchar *source)
{
  GstQuery *query = new_query (GST_TELEMETRY_QUERY_SNAPSHOT, source);

  gst_structure_set (gst_query_writable_structure (query), "stream-time", G_TYPE_UINT64, stream_time, NULL);
  return query;
}

gboolean
gst_query_parse_telemetry_snapshot (GstQuery *query, GstTelemetrySnapshot **snapshot)
{
  g_autoptr (GstTelemetrySnapshot) answer = NULL;

  g_return_val_if_fail (GST_IS_QUERY (query), FALSE);
  answer = dup_answer (query, GST_TELEMETRY_QUERY_SNAPSHOT, "snapshot", GST_TYPE_TELEMETRY_SNAPSHOT);
  if (!answer)
    return FALSE;
  if (snapshot)
    *snapshot = g_steal_pointer (&answer);
  return TRUE;
}

GstQuery *
gst_query_new_telemetry_timeline (const gchar *source)
{
  return new_query (GST_TELEMETRY_QUERY_TIMELINE, source);
}

gboolean
gst_query_parse_telemetry_timeline (GstQuery *query, GstTelemetryTimeline **timeline)
{
  g_autoptr (GstTelemetryTimeline) answer = NULL;

  g_return_val_if_fail (GST_IS_QUERY (query), FALSE);
  answer = dup_answer (query, GST_TELEMETRY_QUERY_TIMELINE, "timeline", GST_TYPE_TELEMETRY_TIMELINE);
  if (!answer)
    return FALSE;
  if (timeline)
    *timeline = g_steal_pointer (&answer);
  return TRUE;
}
