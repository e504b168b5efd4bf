/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/receiver.h"

#include "core/base/error.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/wire-format.h"

struct _GstTelemetryReceiver {
  GstTelemetryLock lock;
  const TlmDecoder *decoder;
  TlmFeed *feed;                 /* NULL before the caps */
  TlmDecodeOptions *options;
  GstTelemetryArrival arrival;
  gboolean datagrams;            /* a buffer is one */
  gboolean ended;                /* the feed takes no more */
};

GstTelemetryReceiver *
gst_telemetry_receiver_new (void)
{
  GstTelemetryReceiver *receiver = g_new0 (GstTelemetryReceiver, 1);

  gst_telemetry_lock_init (&receiver->lock, GST_TELEMETRY_RANK_RECEIVER, "the receiver");
  receiver->options = g_new0 (TlmDecodeOptions, 1);
  receiver->arrival = (GstTelemetryArrival) GST_TELEMETRY_ARRIVAL_INIT;
  return receiver;
}

void
gst_telemetry_receiver_free (GstTelemetryReceiver *receiver)
{
  if (!receiver)
    return;
  tlm_feed_free (receiver->feed);
  tlm_decode_options_free (receiver->options);
  gst_telemetry_lock_clear (&receiver->lock);
  g_free (receiver);
}

/* With the lock held. */
static gboolean
begin (GstTelemetryReceiver *receiver, const TlmDecoder *decoder, GError **error)
{
  TlmFeed *feed = tlm_feed_new (decoder, "telemetry_sink", receiver->options, error);

  if (!feed)
    return FALSE;
  tlm_feed_free (receiver->feed);
  receiver->feed = feed;
  receiver->decoder = decoder;
  receiver->arrival = (GstTelemetryArrival) GST_TELEMETRY_ARRIVAL_INIT;
  receiver->ended = FALSE;
  return TRUE;
}

/* Of what people set on an element. */
static gboolean
says_the_same (const TlmDecodeOptions *a, const TlmDecodeOptions *b)
{
  return g_strcmp0 (a->columns, b->columns) == 0 && g_strcmp0 (a->timezone, b->timezone) == 0 &&
      g_strcmp0 (a->object, b->object) == 0 && g_strcmp0 (a->format, b->format) == 0 &&
      g_strcmp0 (a->vehicle, b->vehicle) == 0 && a->pid == b->pid && a->stamp_offset_ns == b->stamp_offset_ns;
}

gboolean
gst_telemetry_receiver_set_options (GstTelemetryReceiver *receiver, const TlmDecodeOptions *options)
{
  TlmFeedStats stats = { 0 };
  gboolean too_late;

  gst_telemetry_lock (&receiver->lock);
  too_late = receiver->feed && !receiver->ended && !says_the_same (receiver->options, options);
  tlm_decode_options_free (receiver->options);
  receiver->options = tlm_decode_options_copy (options);
  if (too_late)
    tlm_feed_get_stats (receiver->feed, &stats);
  if (too_late && stats.bytes == 0)
    too_late = !begin (receiver, receiver->decoder, NULL);
  gst_telemetry_unlock (&receiver->lock);
  return too_late;
}

gboolean
gst_telemetry_receiver_set_caps (GstTelemetryReceiver *receiver, const GstCaps *caps,
    GError **error)
{
  const TlmDecoder *decoder = gst_telemetry_wire_decoder (caps, error);
  gboolean done;

  if (!decoder)
    return FALSE;
  gst_telemetry_lock (&receiver->lock);
  done = begin (receiver, decoder, error);
  if (done)
    receiver->datagrams = gst_telemetry_wire_is_datagrams (caps);
  gst_telemetry_unlock (&receiver->lock);
  return done;
}

static gboolean
decode (GstTelemetryReceiver *receiver, GstBuffer *buffer, GstClockTime running_time,
    GstTelemetryDelivery *delivery, GError **error)
{
  gint64 duration = GST_BUFFER_DURATION_IS_VALID (buffer) ? (gint64) GST_BUFFER_DURATION (buffer) : 0;
  gboolean done;
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return TRUE;
  if (GST_CLOCK_TIME_IS_VALID (running_time))
    tlm_feed_set_media_time (receiver->feed, (gint64) running_time, duration);
  if (GST_BUFFER_IS_DISCONT (buffer))
    tlm_feed_discont (receiver->feed);
  done = receiver->datagrams ?
      tlm_feed_push_datagram (receiver->feed, map.data, map.size, error) :
      tlm_feed_push (receiver->feed, map.data, map.size, error);
  delivery->log = tlm_feed_take (receiver->feed);
  delivery->came = gst_telemetry_arrival_note (&receiver->arrival, receiver->feed, delivery->log,
      map.size, running_time);
  gst_buffer_unmap (buffer, &map);
  return done;
}

gboolean
gst_telemetry_receiver_push (GstTelemetryReceiver *receiver, GstBuffer *buffer,
    GstClockTime running_time, GstTelemetryDelivery *delivery, GError **error)
{
  gboolean done = FALSE;

  *delivery = (GstTelemetryDelivery) { .log = NULL, .came = GST_CLOCK_TIME_NONE };
  gst_telemetry_lock (&receiver->lock);
  if (receiver->feed && !receiver->ended)
    done = decode (receiver, buffer, running_time, delivery, error);
  else
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "telemetry came without caps; put "
        "telemetryparse, or a capsfilter that names its format, before telemetry_sink");
  gst_telemetry_unlock (&receiver->lock);
  return done;
}

gboolean
gst_telemetry_receiver_end (GstTelemetryReceiver *receiver, GstTelemetryDelivery *delivery,
    GError **error)
{
  gboolean done = TRUE;

  *delivery = (GstTelemetryDelivery) { .log = NULL, .came = GST_CLOCK_TIME_NONE };
  gst_telemetry_lock (&receiver->lock);
  if (receiver->feed && !receiver->ended) {
    done = tlm_feed_finish (receiver->feed, error);
    delivery->log = tlm_feed_take (receiver->feed);
    delivery->came = receiver->arrival.first;
    receiver->ended = TRUE;
  }
  gst_telemetry_unlock (&receiver->lock);
  return done;
}

void
gst_telemetry_receiver_restart (GstTelemetryReceiver *receiver)
{
  gst_telemetry_lock (&receiver->lock);
  if (receiver->ended)
    begin (receiver, receiver->decoder, NULL);
  else if (receiver->feed)
    tlm_feed_discont (receiver->feed);
  receiver->arrival = (GstTelemetryArrival) GST_TELEMETRY_ARRIVAL_INIT;
  gst_telemetry_unlock (&receiver->lock);
}

void
gst_telemetry_receiver_get_stats (GstTelemetryReceiver *receiver, TlmFeedStats *stats)
{
  *stats = (TlmFeedStats) { 0 };
  gst_telemetry_lock (&receiver->lock);
  if (receiver->feed)
    tlm_feed_get_stats (receiver->feed, stats);
  gst_telemetry_unlock (&receiver->lock);
}
