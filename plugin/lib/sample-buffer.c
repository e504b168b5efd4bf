/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples as buffers of JSON Lines, and back. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "lib/sample-names.h"

#define NS GST_SECOND

/* 2021-10-05T08:55:02.442Z, to the nanosecond; GDateTime reaches further than 64 bits of nanoseconds. */
static char *
print_utc (gint64 utc_ns)
{
  gint64 second = utc_ns / (gint64) NS - (utc_ns % (gint64) NS < 0), rest = utc_ns - second * (gint64) NS;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (second);
  g_autofree char *day = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%09" G_GINT64_FORMAT "Z", day, rest);
}

static gboolean
is_digits (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return n > 0;
}

/* Ten digits of nanoseconds and more are cut. */
static gint64
read_fraction (const char *digits, gsize n)
{
  gint64 ns = 0;

  for (gsize i = 0; i < 9; i++)
    ns = 10 * ns + (i < n ? digits[i] - '0' : 0);
  return ns;
}

/* GDateTime knows microseconds and no leap seconds: the fraction is read apart, and 23:59:60 is the next day's
 * first second, as POSIX counts it. */
static gboolean
read_utc (const char *text, gint64 *utc_ns)
{
  gsize length = strlen (text), whole = strlen ("2021-10-05T08:55:02");
  g_autofree char *day = g_strndup (text, whole), *zoned = NULL;
  g_autoptr (GDateTime) time = NULL;
  gboolean is_leap;

  if (length <= whole || text[length - 1] != 'Z' ||
      (length > whole + 1 && (text[whole] != '.' || !is_digits (text + whole + 1, length - whole - 2))))
    return FALSE;
  is_leap = g_str_has_suffix (day, ":59:60");
  if (is_leap)
    memcpy (day + whole - 2, "59", 2);
  zoned = g_strconcat (day, "Z", NULL);
  time = g_date_time_new_from_iso8601 (zoned, NULL);
  if (!time || ABS (g_date_time_to_unix (time)) > G_MAXINT64 / (gint64) NS - 1)
    return FALSE;
  *utc_ns = (g_date_time_to_unix (time) + is_leap) * (gint64) NS +
      (length > whole + 1 ? read_fraction (text + whole + 1, length - whole - 2) : 0);
  return TRUE;
}

static void
add_time (const GstTelemetrySample *sample, JsonObject *line)
{
  GstClockTimeDiff elapsed;
  gint64 utc_ns;

  if (gst_telemetry_sample_get_elapsed (sample, &elapsed))
    json_object_set_double_member (line, "met", (double) elapsed / 1e9);
  if (gst_telemetry_sample_get_utc (sample, &utc_ns)) {
    g_autofree char *utc = print_utc (utc_ns);
    json_object_set_string_member (line, "utc", utc);
  }
}

GstBuffer *
gst_telemetry_sample_to_buffer (const GstTelemetrySample *sample)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *line;
  const char *channel, *text;
  double value;
  char *printed;

  g_return_val_if_fail (sample != NULL, NULL);
  line = json_object_new ();
  root = json_node_init_object (json_node_alloc (), line);
  json_object_unref (line);
  add_time (sample, line);
  if (gst_telemetry_sample_get_vehicle (sample))
    json_object_set_string_member (line, "vehicle", gst_telemetry_sample_get_vehicle (sample));
  if (gst_telemetry_sample_get_event (sample))
    json_object_set_string_member (line, "event", gst_telemetry_sample_get_event (sample));
  for (guint i = 0; gst_telemetry_sample_get_nth (sample, i, &channel, &value, &text); i++)
    if (text)
      json_object_set_string_member (line, channel, text);
    else
      json_object_set_double_member (line, channel, value);
  g_autofree char *json = json_to_string (root, FALSE);
  printed = g_strconcat (json, "\n", NULL);
  return gst_buffer_new_wrapped (printed, strlen (printed));
}

/* Its time and a sample of that; NULL where it has none. */
static GstTelemetrySample *
begin_sample (JsonObject *line)
{
  JsonNode *utc = json_object_get_member (line, "utc"), *met = json_object_get_member (line, "met");
  gint64 utc_ns;

  if (utc && JSON_NODE_HOLDS_VALUE (utc) && json_node_get_value_type (utc) == G_TYPE_STRING)
    return read_utc (json_node_get_string (utc), &utc_ns) ? gst_telemetry_sample_new_utc (utc_ns) : NULL;
  if (met && JSON_NODE_HOLDS_VALUE (met) && json_node_get_value_type (met) != G_TYPE_STRING &&
      fabs (json_node_get_double (met)) < (double) (G_MAXINT64 / (gint64) NS))
    return gst_telemetry_sample_new_elapsed ((gint64) round (json_node_get_double (met) * 1e9));
  return NULL;
}

static void
take_member (GstTelemetrySample *sample, const char *name, JsonNode *node)
{
  const GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (strcmp (name, "vehicle") == 0 && type == G_TYPE_STRING)
    gst_telemetry_sample_set_vehicle (sample, json_node_get_string (node));
  else if (strcmp (name, "event") == 0 && type == G_TYPE_STRING)
    gst_telemetry_sample_set_event (sample, json_node_get_string (node));
  else if (!gst_telemetry_is_channel_name (name))
    return;
  else if (type == G_TYPE_STRING)
    gst_telemetry_sample_set_text (sample, name, json_node_get_string (node));
  else if (type == G_TYPE_DOUBLE || type == G_TYPE_INT64)
    gst_telemetry_sample_set_value (sample, name, json_node_get_double (node));
}

/* A sample has no deeper one than a state vector's; json-glib before 1.8 calls itself for each. */
#define MOST_NESTED 16

static gboolean
is_flat (const char *text, gsize length)
{
  gboolean inside = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++) {
    if (inside && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      inside = !inside;
    else if (!inside && (text[i] == '{' || text[i] == '[') && ++depth > MOST_NESTED)
      return FALSE;
    else if (!inside && (text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;
  }
  return TRUE;
}

static GstTelemetrySample *
read_line (const char *text, gsize length, const char **problem)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  JsonObjectIter members;
  GstTelemetrySample *sample;
  const char *name;
  JsonNode *node;

  *problem = "is no JSON object";
  if (!is_flat (text, length) || !g_utf8_validate_len (text, length, NULL) || !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  sample = begin_sample (json_node_get_object (root));
  *problem = "has no time: \"utc\":\"2021-10-05T08:55:02.442Z\" or \"met\":12.5";
  if (!sample)
    return NULL;
  json_object_iter_init (&members, json_node_get_object (root));
  while (json_object_iter_next (&members, &name, &node))
    take_member (sample, name, node);
  return sample;
}

static GPtrArray *
read_lines (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_telemetry_sample_free);
  guint number = 0;

  while (length > 0) {
    const char *end = memchr (text, '\n', length), *problem;
    gsize n = end ? (gsize) (end - text) : length;
    GstTelemetrySample *sample = n > 0 ? read_line (text, n, &problem) : NULL;

    number++;
    if (n > 0 && !sample) {
      g_set_error (error, GST_STREAM_ERROR, GST_STREAM_ERROR_DECODE, "line %u %s", number, problem);
      return NULL;
    }
    if (sample)
      g_ptr_array_add (samples, sample);
    text += MIN (n + 1, length);
    length -= MIN (n + 1, length);
  }
  return g_steal_pointer (&samples);
}

GPtrArray *
gst_telemetry_samples_from_buffer (GstBuffer *buffer, GError **error)
{
  GPtrArray *samples;
  GstMapInfo map;

  g_return_val_if_fail (GST_IS_BUFFER (buffer) && (!error || !*error), NULL);
  if (!gst_buffer_map (buffer, &map, GST_MAP_READ)) {
    g_set_error_literal (error, GST_STREAM_ERROR, GST_STREAM_ERROR_FAILED, "the buffer cannot be mapped");
    return NULL;
  }
  samples = read_lines ((const char *) map.data, map.size, error);
  gst_buffer_unmap (buffer, &map);
  return samples;
}
