/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/sample-names.h"

#include <math.h>
#include <string.h>

/* A value, or a text. */
typedef struct {
  char *channel;
  double value;
  char *text;                /* NULL: a value */
} Entry;

struct _GstTelemetrySample {
  gboolean is_utc;
  gint64 time_ns;
  char *vehicle, *event;     /* or NULL */
  GArray *entries;           /* Entry, in the order in which they came */
};

G_DEFINE_BOXED_TYPE (GstTelemetrySample, gst_telemetry_sample, gst_telemetry_sample_copy, gst_telemetry_sample_free)

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->channel);
  g_free (entry->text);
}

static GstTelemetrySample *
new_sample (gboolean is_utc, gint64 time_ns)
{
  GstTelemetrySample *sample = g_new0 (GstTelemetrySample, 1);

  sample->is_utc = is_utc;
  sample->time_ns = time_ns;
  sample->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (sample->entries, entry_clear);
  return sample;
}

GstTelemetrySample *
gst_telemetry_sample_new_utc (gint64 utc_ns)
{
  return new_sample (TRUE, utc_ns);
}

GstTelemetrySample *
gst_telemetry_sample_new_elapsed (GstClockTimeDiff elapsed)
{
  return new_sample (FALSE, elapsed);
}

GstTelemetrySample *
gst_telemetry_sample_copy (const GstTelemetrySample *sample)
{
  GstTelemetrySample *copy;

  g_return_val_if_fail (sample != NULL, NULL);
  copy = new_sample (sample->is_utc, sample->time_ns);
  copy->vehicle = g_strdup (sample->vehicle);
  copy->event = g_strdup (sample->event);
  for (guint i = 0; i < sample->entries->len; i++) {
    const Entry *from = &g_array_index (sample->entries, Entry, i);
    Entry entry = { .channel = g_strdup (from->channel), .value = from->value, .text = g_strdup (from->text) };
    g_array_append_val (copy->entries, entry);
  }
  return copy;
}

void
gst_telemetry_sample_free (GstTelemetrySample *sample)
{
  if (!sample)
    return;
  g_free (sample->vehicle);
  g_free (sample->event);
  g_array_unref (sample->entries);
  g_free (sample);
}

static gboolean
is_text (const char *text)
{
  return text && g_utf8_validate (text, -1, NULL);
}

void
gst_telemetry_sample_set_vehicle (GstTelemetrySample *sample, const gchar *vehicle)
{
  g_return_if_fail (sample != NULL && (!vehicle || is_text (vehicle)));
  g_free (sample->vehicle);
  sample->vehicle = vehicle && *vehicle ? g_strdup (vehicle) : NULL;
}

void
gst_telemetry_sample_set_event (GstTelemetrySample *sample, const gchar *event)
{
  g_return_if_fail (sample != NULL && (!event || is_text (event)));
  g_free (sample->event);
  sample->event = event && *event ? g_strdup (event) : NULL;
}

gboolean
gst_telemetry_is_channel_name (const char *name)
{
  static const char *const reserved[] = { "", "utc", "met", "vehicle", "event", "state-vector", NULL };

  return is_text (name) && !g_strv_contains (reserved, name);
}

/* Puts ENTRY (taken) where its channel is, or last; takes the channel away where it is nothing. */
static void
put (GstTelemetrySample *sample, Entry entry)
{
  guint index = 0;

  while (index < sample->entries->len && strcmp (g_array_index (sample->entries, Entry, index).channel, entry.channel) != 0)
    index++;
  if (entry.text || isfinite (entry.value)) {
    if (index < sample->entries->len) {
      entry_clear (&g_array_index (sample->entries, Entry, index));
      g_array_index (sample->entries, Entry, index) = entry;
    } else {
      g_array_append_val (sample->entries, entry);
    }
    return;
  }
  if (index < sample->entries->len)
    g_array_remove_index (sample->entries, index);
  entry_clear (&entry);
}

void
gst_telemetry_sample_set_value (GstTelemetrySample *sample, const gchar *channel, gdouble value)
{
  g_return_if_fail (sample != NULL && gst_telemetry_is_channel_name (channel));
  put (sample, (Entry) { .channel = g_strdup (channel), .value = value });
}

void
gst_telemetry_sample_set_text (GstTelemetrySample *sample, const gchar *channel, const gchar *text)
{
  g_return_if_fail (sample != NULL && gst_telemetry_is_channel_name (channel) && (!text || is_text (text)));
  put (sample, (Entry) { .channel = g_strdup (channel), .value = NAN, .text = g_strdup (text) });
}

gboolean
gst_telemetry_sample_get_utc (const GstTelemetrySample *sample, gint64 *utc_ns)
{
  g_return_val_if_fail (sample != NULL && utc_ns != NULL, FALSE);
  if (sample->is_utc)
    *utc_ns = sample->time_ns;
  return sample->is_utc;
}

gboolean
gst_telemetry_sample_get_elapsed (const GstTelemetrySample *sample, GstClockTimeDiff *elapsed)
{
  g_return_val_if_fail (sample != NULL && elapsed != NULL, FALSE);
  if (!sample->is_utc)
    *elapsed = sample->time_ns;
  return !sample->is_utc;
}

const gchar *
gst_telemetry_sample_get_vehicle (const GstTelemetrySample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  return sample->vehicle;
}

const gchar *
gst_telemetry_sample_get_event (const GstTelemetrySample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  return sample->event;
}

guint
gst_telemetry_sample_get_n_channels (const GstTelemetrySample *sample)
{
  g_return_val_if_fail (sample != NULL, 0);
  return sample->entries->len;
}

gboolean
gst_telemetry_sample_get_nth (const GstTelemetrySample *sample, guint index, const gchar **channel, gdouble *value,
    const gchar **text)
{
  const Entry *entry;

  g_return_val_if_fail (sample != NULL, FALSE);
  if (index >= sample->entries->len)
    return FALSE;
  entry = &g_array_index (sample->entries, Entry, index);
  if (channel)
    *channel = entry->channel;
  if (value)
    *value = entry->value;
  if (text)
    *text = entry->text;
  return TRUE;
}
