/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/telemetry-prelude.h>

G_BEGIN_DECLS

/**
 * GstTelemetrySample:
 *
 * What is known of one vehicle at one instant: values, texts, an event. A buffer of
 * `application/x-telemetry` (%GST_TELEMETRY_CAPS) is one or more of them. Belongs to one thread at a time.
 */
typedef struct _GstTelemetrySample GstTelemetrySample;

#define GST_TYPE_TELEMETRY_SAMPLE (gst_telemetry_sample_get_type ())
GST_TELEMETRY_API
GType gst_telemetry_sample_get_type (void);

/**
 * gst_telemetry_sample_new_utc:
 * @utc_ns: nanoseconds since 1970-01-01T00:00:00 UTC, POSIX count. Within a leap second it is the instant one second
 *   later
 *
 * Begins a sample whose instant is known in UTC.
 *
 * Returns: (transfer full): a sample at that instant with nothing in it
 */
GST_TELEMETRY_API
GstTelemetrySample *gst_telemetry_sample_new_utc (gint64 utc_ns);

/**
 * gst_telemetry_sample_new_elapsed:
 * @elapsed: nanoseconds since liftoff, negative before it; exact on a line within 104 days
 *
 * Begins a sample whose time is one since liftoff.
 *
 * Returns: (transfer full): a sample at that time with nothing in it
 */
GST_TELEMETRY_API
GstTelemetrySample *gst_telemetry_sample_new_elapsed (GstClockTimeDiff elapsed);

/**
 * gst_telemetry_sample_copy:
 * @sample: a sample
 *
 * Copies a sample, so that one more can be changed.
 *
 * Returns: (transfer full): another one with all that @sample has
 */
GST_TELEMETRY_API
GstTelemetrySample *gst_telemetry_sample_copy (const GstTelemetrySample *sample);

/**
 * gst_telemetry_sample_free:
 * @sample: (transfer full) (nullable): a sample
 *
 * Frees a sample, with all that it has.
 */
GST_TELEMETRY_API
void gst_telemetry_sample_free (GstTelemetrySample *sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetrySample, gst_telemetry_sample_free)

/**
 * gst_telemetry_sample_set_vehicle:
 * @sample: a sample
 * @vehicle: (nullable): its name in UTF-8, where there are several
 *
 * Says whose a sample is.
 */
GST_TELEMETRY_API
void gst_telemetry_sample_set_vehicle (GstTelemetrySample *sample, const gchar *vehicle);

/**
 * gst_telemetry_sample_set_event:
 * @sample: a sample
 * @event: (nullable): identifier of what happens then, such as "meco"
 *
 * Says what happens at the time of a sample. An event given so stands before what the phases find of themselves.
 */
GST_TELEMETRY_API
void gst_telemetry_sample_set_event (GstTelemetrySample *sample, const gchar *event);

/**
 * gst_telemetry_sample_set_value:
 * @sample: a sample
 * @channel: name of a channel, such as "altitude", or one of your own; not "utc", "met", "vehicle", "event" or
 *   "state-vector", which mean something else on a line
 * @value: in the channel's SI unit, angles in degrees. What is not finite takes the value away
 *
 * Gives a channel a value.
 */
GST_TELEMETRY_API
void gst_telemetry_sample_set_value (GstTelemetrySample *sample, const gchar *channel, gdouble value);

/**
 * gst_telemetry_sample_set_text:
 * @sample: a sample
 * @channel: name of a channel, as for gst_telemetry_sample_set_value()
 * @text: (nullable): in UTF-8; %NULL takes it away
 *
 * Gives a channel a text, such as the name of a mode.
 */
GST_TELEMETRY_API
void gst_telemetry_sample_set_text (GstTelemetrySample *sample, const gchar *channel, const gchar *text);

/**
 * gst_telemetry_sample_get_utc:
 * @sample: a sample
 * @utc_ns: (out): its instant, as gst_telemetry_sample_new_utc() takes it
 *
 * Tells the instant of a sample that has one.
 *
 * Returns: %FALSE when its time is one since liftoff
 */
GST_TELEMETRY_API
gboolean gst_telemetry_sample_get_utc (const GstTelemetrySample *sample, gint64 *utc_ns);

/**
 * gst_telemetry_sample_get_elapsed:
 * @sample: a sample
 * @elapsed: (out): its time since liftoff, nanoseconds
 *
 * Tells the time of a sample that counts from liftoff.
 *
 * Returns: %FALSE when its time is an instant
 */
GST_TELEMETRY_API
gboolean gst_telemetry_sample_get_elapsed (const GstTelemetrySample *sample, GstClockTimeDiff *elapsed);

/**
 * gst_telemetry_sample_get_vehicle:
 * @sample: a sample
 *
 * Tells whose a sample is.
 *
 * Returns: (nullable): the vehicle's name; lives until it is set
 */
GST_TELEMETRY_API
const gchar *gst_telemetry_sample_get_vehicle (const GstTelemetrySample *sample);

/**
 * gst_telemetry_sample_get_event:
 * @sample: a sample
 *
 * Tells what happens at the time of a sample.
 *
 * Returns: (nullable): the event's identifier; lives until it is set
 */
GST_TELEMETRY_API
const gchar *gst_telemetry_sample_get_event (const GstTelemetrySample *sample);

/**
 * gst_telemetry_sample_get_n_channels:
 * @sample: a sample
 *
 * Counts what gst_telemetry_sample_get_nth() walks.
 *
 * Returns: how many values and texts it has
 */
GST_TELEMETRY_API
guint gst_telemetry_sample_get_n_channels (const GstTelemetrySample *sample);

/**
 * gst_telemetry_sample_get_nth:
 * @sample: a sample
 * @index: below the number of channels
 * @channel: (out) (optional) (transfer none): name of the channel
 * @value: (out) (optional): its value; NAN where it is a text
 * @text: (out) (optional) (nullable) (transfer none): the text, or %NULL where it is a value
 *
 * Walks all channels. The strings live until the channel is set.
 *
 * Returns: %FALSE when there are not so many; all then stay as they were
 */
GST_TELEMETRY_API
gboolean gst_telemetry_sample_get_nth (const GstTelemetrySample *sample, guint index, const gchar **channel,
    gdouble *value, const gchar **text);

/**
 * gst_telemetry_sample_to_buffer:
 * @sample: a sample
 *
 * Writes a sample as a stream of telemetry carries it.
 *
 * Returns: (transfer full): a buffer of one line (%GST_TELEMETRY_CAPS), with no time stamp: where it comes from a live
 *   source, give it the time when it came
 */
GST_TELEMETRY_API
GstBuffer *gst_telemetry_sample_to_buffer (const GstTelemetrySample *sample);

/**
 * gst_telemetry_samples_from_buffer:
 * @buffer: a buffer of whole lines (%GST_TELEMETRY_CAPS)
 * @error: return location for an error
 *
 * Members that are neither a number nor a text (a state vector) are left out.
 *
 * Sets %GST_STREAM_ERROR_DECODE with the number of the line where one is no sample.
 *
 * Returns: (transfer full) (element-type GstTelemetrySample): the samples in their order; %NULL with @error set
 */
GST_TELEMETRY_API
GPtrArray *gst_telemetry_samples_from_buffer (GstBuffer *buffer, GError **error);

G_END_DECLS
