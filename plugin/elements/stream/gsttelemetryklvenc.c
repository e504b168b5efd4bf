/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetryklvenc
 * @title: telemetryklvenc
 *
 * Samples to KLV of MISB ST 0601, as it goes beside the picture in an MPEG
 * transport stream; above 40 km and beyond 327 m/s with ST 1107.
 *
 * ## Example launch line
 * |[
 * gst-launch-1.0 mpegtsmux name=mux ! filesink location=flight.ts \
 *     videotestsrc num-buffers=250 ! x264enc ! h264parse ! queue ! mux. \
 *     telemetrysrc mission=flight.mission duration=10000000000 ! telemetryklvenc ! queue ! mux.
 * ]| Writes ten seconds of a flight beside its picture.
 *
 * What these standards have no place for is left out, named once in the log, and
 * counted in the property `stats`.
 */

#include "elements/stream/gsttelemetryklvenc.h"

#include <gst/telemetry/gsttelemetrycaps.h>

#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/feed.h"
#include "core/encode/klv-encode.h"
#include "core/encode/log-states.h"
#include "core/mission/mission.h"
#include "core/time/iso8601.h"
#include "elements/settings/properties.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/flight-event.h"
#include "elements/stream/sample-witness.h"
#include "elements/stream/wire-format.h"

GST_DEBUG_CATEGORY_STATIC (telemetryklvenc_debug);
#define GST_CAT_DEFAULT telemetryklvenc_debug

#define KLV_CAPS "meta/x-klv, parsed=(boolean)true"

#define GST_TYPE_TELEMETRY_KLV_ENC (gst_telemetry_klv_enc_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetryKlvEnc, gst_telemetry_klv_enc, GST, TELEMETRY_KLV_ENC, GstElement)

struct _GstTelemetryKlvEnc {
  GstElement parent;
  GstPad *sink, *src;

  /* guarded by the object lock */
  GstTelemetrySettings settings;
  guint64 n_packets, n_left_out;

  /* of the streaming thread alone */
  TlmFeed *feed;             /* lines to samples, NULL before the first buffer */
  TlmKlvEncoder *encoder;
  char *left_out;            /* what was named already, or NULL */
  gboolean discont, broken;
};

static GstStaticPadTemplate sink_template = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_CAPS));
static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (KLV_CAPS));

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetryKlvEnc, gst_telemetry_klv_enc, GST_TYPE_ELEMENT,
    GST_DEBUG_CATEGORY_INIT (telemetryklvenc_debug, "telemetryklvenc", 0, "samples to KLV"))
GST_ELEMENT_REGISTER_DEFINE (telemetryklvenc, "telemetryklvenc", GST_RANK_NONE, GST_TYPE_TELEMETRY_KLV_ENC)

static void
gst_telemetry_klv_enc_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GstTelemetryKlvEnc *self = GST_TELEMETRY_KLV_ENC (object);

  gst_telemetry_object_lock (self);
  gst_telemetry_settings_set (&self->settings, id, value);
  gst_telemetry_object_unlock (self);
}

/* With the object lock held. */
static GstStructure *
stats_structure (const GstTelemetryKlvEnc *self)
{
  return gst_structure_new ("telemetry-klv-stats", "packets", G_TYPE_UINT64, self->n_packets,
      "left-out", G_TYPE_UINT64, self->n_left_out, NULL);
}

static void
gst_telemetry_klv_enc_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetryKlvEnc *self = GST_TELEMETRY_KLV_ENC (object);

  gst_telemetry_object_lock (self);
  if (gst_telemetry_property_by_id (id)->kind == GST_TELEMETRY_PROPERTY_STATS)
    g_value_take_boxed (value, stats_structure (self));
  else
    gst_telemetry_settings_get (&self->settings, id, value);
  gst_telemetry_object_unlock (self);
}

/* Reads SETTINGS, whose vehicle the options keep. NULL, or what is wrong; to be freed. */
static char *
read_options (const GstTelemetrySettings *settings, TlmKlvEncodeOptions *options)
{
  const char *datum = settings->datum, *liftoff = settings->liftoff;

  options->vehicle = settings->vehicle;
  if (datum && (!tlm_datum_from_name (datum, &options->datum) || options->datum == TLM_DATUM_AGL))
    return g_strdup_printf ("datum=%s is neither ellipsoid nor msl", tlm_head (datum, 40).text);
  if (liftoff &&
      !tlm_iso8601_parse (liftoff, strlen (liftoff), TLM_SCALE_UTC, &options->liftoff))
    return g_strdup_printf ("liftoff=%s is no UTC such as 2021-10-05T08:55:02Z", tlm_head (liftoff, 40).text);
  return NULL;
}

/* Settings that make no sense are an error at the start. */
static TlmKlvEncoder *
encoder_new (GstTelemetryKlvEnc *self)
{
  TlmKlvEncodeOptions options = TLM_KLV_ENCODE_OPTIONS_INIT;
  g_autofree char *problem = NULL;
  TlmKlvEncoder *encoder = NULL;
  GstTelemetrySettings settings;

  gst_telemetry_object_lock (self);
  gst_telemetry_settings_copy (&settings, &self->settings);
  gst_telemetry_object_unlock (self);
  problem = read_options (&settings, &options);
  if (problem)
    GST_ELEMENT_ERROR (self, RESOURCE, SETTINGS, ("%s", problem), (NULL));
  else
    encoder = tlm_klv_encoder_new (&options);
  gst_telemetry_settings_clear (&settings);
  return encoder;
}

static TlmFeed *
feed_new (void)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (GST_TELEMETRY_CAPS);

  return tlm_feed_new (gst_telemetry_wire_decoder (caps, NULL), "the samples", NULL, NULL);
}

/* What happens to telemetry does not stop what it goes with. */
static void
give_up (GstTelemetryKlvEnc *self, const GError *error)
{
  if (!self->broken)
    GST_ELEMENT_WARNING (self, STREAM, ENCODE, ("%s", error->message),
        ("the rest of this telemetry stream is ignored"));
  self->broken = TRUE;
}

static void
note_stats (GstTelemetryKlvEnc *self, guint n_packets)
{
  guint64 n_left_out;
  g_autofree char *left_out = tlm_klv_encoder_left_out (self->encoder, &n_left_out);

  gst_telemetry_object_lock (self);
  self->n_packets += n_packets;
  self->n_left_out = n_left_out;
  gst_telemetry_object_unlock (self);
  if (g_strcmp0 (left_out, self->left_out) == 0)
    return;
  GST_INFO_OBJECT (self, "KLV has no place for: %s", left_out);
  g_free (self->left_out);
  self->left_out = g_steal_pointer (&left_out);
}

/* The first sample of a buffer plays when the buffer does, the others as far after
 * it as they say. */
static GstFlowReturn
push_packets (GstTelemetryKlvEnc *self, const GByteArray *bytes, const GArray *packets,
    GstClockTime pts)
{
  GstFlowReturn flow = GST_FLOW_OK;

  for (guint i = 0; i < packets->len && flow == GST_FLOW_OK; i++) {
    const TlmLogLine *packet = &g_array_index (packets, TlmLogLine, i);
    GstBuffer *buffer = gst_buffer_new_memdup (bytes->data + packet->offset, packet->length);
    if (GST_CLOCK_TIME_IS_VALID (pts))
      GST_BUFFER_PTS (buffer) = GST_BUFFER_DTS (buffer) = pts + (GstClockTime)
          (packet->time_ns - g_array_index (packets, TlmLogLine, 0).time_ns);
    if (self->discont)
      GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DISCONT);
    self->discont = FALSE;
    flow = gst_pad_push (self->src, buffer);
  }
  return flow;
}

/* Encodes what the feed has. */
static GstFlowReturn
drain (GstTelemetryKlvEnc *self, GstClockTime pts, gboolean *any)
{
  g_autoptr (TlmLog) log = tlm_feed_take (self->feed);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) packets = NULL;
  g_autoptr (GError) error = NULL;

  if (!log)
    return GST_FLOW_OK;
  tlm_log_flatten_states (log, 0);
  packets = tlm_klv_encoder_write (self->encoder, log, bytes, &error);
  if (!packets) {
    give_up (self, error);
    return GST_FLOW_OK;
  }
  *any = packets->len > 0;
  note_stats (self, packets->len);
  return push_packets (self, bytes, packets, pts);
}

/* What comes as it plays is sent as it comes: times that go back are another flight, where in a
 * file they would be another recording, which is left out. */
static void
note_arrival (TlmFeed *feed, GstClockTime pts, GstClockTime duration)
{
  if (GST_CLOCK_TIME_IS_VALID (pts))
    tlm_feed_set_media_time (feed, (gint64) pts,
        GST_CLOCK_TIME_IS_VALID (duration) ? (gint64) duration : 0);
}

static GstFlowReturn
gst_telemetry_klv_enc_chain (GstPad *pad, GstObject *parent, GstBuffer *buffer)
{
  GstTelemetryKlvEnc *self = GST_TELEMETRY_KLV_ENC (parent);
  GstClockTime pts = GST_BUFFER_PTS (buffer), duration = GST_BUFFER_DURATION (buffer);
  g_autoptr (GError) error = NULL;
  GstFlowReturn flow = GST_FLOW_OK;
  gboolean any = FALSE;
  GstMapInfo map;

  if (!self->feed)
    self->feed = feed_new ();
  if (GST_BUFFER_IS_DISCONT (buffer)) {
    tlm_feed_discont (self->feed);
    self->discont = TRUE;
  }
  if (!self->broken && gst_buffer_map (buffer, &map, GST_MAP_READ)) {
    note_arrival (self->feed, pts, duration);
    if (!tlm_feed_push (self->feed, map.data, map.size, &error))
      give_up (self, error);
    gst_buffer_unmap (buffer, &map);
    flow = drain (self, pts, &any);
  }
  gst_buffer_unref (buffer);
  /* A muxer that waits for this stream learns that there is nothing up to here. */
  if (!any && flow == GST_FLOW_OK && GST_CLOCK_TIME_IS_VALID (pts))
    gst_pad_push_event (self->src, gst_event_new_gap (pts, duration));
  return flow;
}

static void
finish (GstTelemetryKlvEnc *self)
{
  gboolean any;

  if (!self->feed)
    return;
  tlm_feed_finish (self->feed, NULL);
  if (!self->broken)
    drain (self, GST_CLOCK_TIME_NONE, &any);
  g_clear_pointer (&self->feed, tlm_feed_free);
}

static void
flush (GstTelemetryKlvEnc *self)
{
  g_clear_pointer (&self->feed, tlm_feed_free);
  self->discont = TRUE;
  self->broken = FALSE;
}

/* Neither ST 0601 nor ST 1107 has an item for how numbers came to be: who receives them takes a
 * simulation for a flight. */
static void
tell_provenance (GstTelemetryKlvEnc *self, GstEvent *event)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;
  TlmProvenance provenance = TLM_PROVENANCE_MEASURED;
  TlmSyncResult sync;

  if (!gst_telemetry_flight_event_parse (event, &presentation, &sync))
    return;
  if (presentation->flight->mission->has_provenance)
    provenance = presentation->flight->mission->provenance;
  else if (tlm_timeline_may_predict (presentation->flight->timeline))
    provenance = TLM_PROVENANCE_PREDICTED;
  if (provenance != TLM_PROVENANCE_MEASURED)
    GST_ELEMENT_WARNING (self, STREAM, ENCODE, ("KLV cannot say that these samples are %s: whoever "
            "shows them has to be told, by data=%s in the [mission] there",
            tlm_provenance_name (provenance), tlm_provenance_name (provenance)), (NULL));
}

static gboolean
gst_telemetry_klv_enc_sink_event (GstPad *pad, GstObject *parent, GstEvent *event)
{
  GstTelemetryKlvEnc *self = GST_TELEMETRY_KLV_ENC (parent);

  switch (GST_EVENT_TYPE (event)) {
    case GST_EVENT_CAPS:
      gst_event_unref (event);
      event = gst_event_new_caps (gst_static_pad_template_get_caps (&src_template));
      return gst_pad_push_event (self->src, event);
    case GST_EVENT_EOS:
      finish (self);
      break;
    case GST_EVENT_FLUSH_STOP:
      flush (self);
      break;
    case GST_EVENT_CUSTOM_DOWNSTREAM_STICKY:
      tell_provenance (self, event);
      break;
    default:
      break;
  }
  return gst_pad_event_default (pad, parent, event);
}

static gboolean
start (GstTelemetryKlvEnc *self)
{
  self->encoder = encoder_new (self);
  gst_telemetry_object_lock (self);
  self->n_packets = self->n_left_out = 0;
  gst_telemetry_object_unlock (self);
  return self->encoder != NULL;
}

static void
stop (GstTelemetryKlvEnc *self)
{
  flush (self);
  g_clear_pointer (&self->encoder, tlm_klv_encoder_free);
  g_clear_pointer (&self->left_out, g_free);
}

static GstStateChangeReturn
gst_telemetry_klv_enc_change_state (GstElement *element, GstStateChange transition)
{
  GstTelemetryKlvEnc *self = GST_TELEMETRY_KLV_ENC (element);
  GstStateChangeReturn result;

  if (transition == GST_STATE_CHANGE_READY_TO_PAUSED && !start (self))
    return GST_STATE_CHANGE_FAILURE;
  result = GST_ELEMENT_CLASS (gst_telemetry_klv_enc_parent_class)->change_state (element, transition);
  if (transition == GST_STATE_CHANGE_PAUSED_TO_READY)
    stop (self);
  return result;
}

static void
gst_telemetry_klv_enc_finalize (GObject *object)
{
  GstTelemetryKlvEnc *self = GST_TELEMETRY_KLV_ENC (object);

  stop (self);
  gst_telemetry_settings_clear (&self->settings);
  G_OBJECT_CLASS (gst_telemetry_klv_enc_parent_class)->finalize (object);
}

static void
gst_telemetry_klv_enc_init (GstTelemetryKlvEnc *self)
{
  self->sink = gst_pad_new_from_static_template (&sink_template, "sink");
  self->src = gst_pad_new_from_static_template (&src_template, "src");
  gst_pad_set_chain_function (self->sink, gst_telemetry_klv_enc_chain);
  gst_pad_set_event_function (self->sink, gst_telemetry_klv_enc_sink_event);
  gst_pad_use_fixed_caps (self->src);
  gst_telemetry_witness_attach (GST_ELEMENT (self), self->sink);
  gst_pad_set_query_function (self->src, gst_telemetry_witness_query);
  gst_pad_set_query_function (self->sink, gst_telemetry_witness_query);
  gst_element_add_pad (GST_ELEMENT (self), self->sink);
  gst_element_add_pad (GST_ELEMENT (self), self->src);
  self->discont = TRUE;
  gst_telemetry_settings_init (&self->settings, GST_TELEMETRY_ELEMENT_KLV_ENC);
}

static void
gst_telemetry_klv_enc_class_init (GstTelemetryKlvEncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);

  object_class->set_property = gst_telemetry_klv_enc_set_property;
  object_class->get_property = gst_telemetry_klv_enc_get_property;
  object_class->finalize = gst_telemetry_klv_enc_finalize;
  element_class->change_state = gst_telemetry_klv_enc_change_state;
  gst_telemetry_properties_install (object_class, GST_TELEMETRY_ELEMENT_KLV_ENC);
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Telemetry KLV encoder",
      "Codec/Encoder/Metadata", "Writes telemetry as KLV of MISB ST 0601 and ST 1107",
      "The gst-telemetry developers");
}
