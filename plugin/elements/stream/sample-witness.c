/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/sample-witness.h"

#include <gst/telemetry/gsttelemetryquery.h>

#include "core/decode/feed.h"
#include "core/decode/registry.h"
#include "core/timeline/timeline-live.h"
#include "elements/settings/flight-answer.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/flight-event.h"

/* Of samples that nobody has asked about: hours of a vehicle that is heard ten times a second. */
#define MOST_BYTES (8 * 1024 * 1024)

typedef struct {
  GstBuffer *buffer;
  gint64 stream_time_ns;
} Sample;

typedef struct {
  GstPad *samples;           /* of the element, as this is */
  GstTelemetryLock lock;     /* for all that follows */
  GQueue waiting;            /* Sample *, not read yet */
  gsize n_bytes;             /* in them */
  TlmFeed *feed;             /* NULL before the first question */
  TlmTimeline *timeline;     /* likewise */
  TlmSyncResult sync;        /* stream time to TIMELINE, as for the newest sample */
} Witness;

static const char witness_key[] = "telemetry-witness";

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  gst_buffer_unref (sample->buffer);
  g_free (sample);
}

static void
forget (Witness *self)
{
  g_queue_clear_full (&self->waiting, sample_free);
  self->n_bytes = 0;
  g_clear_pointer (&self->feed, tlm_feed_free);
  g_clear_pointer (&self->timeline, tlm_timeline_unref);
  self->sync.known = FALSE;
}

static void
witness_free (gpointer data)
{
  Witness *self = data;

  forget (self);
  gst_telemetry_lock_clear (&self->lock);
  g_free (self);
}

static Sample *
take_oldest (Witness *self)
{
  Sample *sample = g_queue_pop_head (&self->waiting);

  if (sample)
    self->n_bytes -= gst_buffer_get_size (sample->buffer);
  return sample;
}

/* A sample without a place in stream time says nothing of one. */
static void
keep (Witness *self, GstBuffer *buffer)
{
  g_autoptr (GstEvent) event = gst_pad_get_sticky_event (self->samples, GST_EVENT_SEGMENT, 0);
  const GstSegment *segment;
  GstClockTime time;
  Sample *sample;

  if (!event)
    return;
  gst_event_parse_segment (event, &segment);
  time = segment->format == GST_FORMAT_TIME ?
      gst_segment_to_stream_time (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer)) : GST_CLOCK_TIME_NONE;
  if (time > GST_TELEMETRY_LONGEST)
    return;
  sample = g_new (Sample, 1);
  *sample = (Sample) { .buffer = gst_buffer_ref (buffer), .stream_time_ns = (gint64) time };
  gst_telemetry_lock (&self->lock);
  g_queue_push_tail (&self->waiting, sample);
  self->n_bytes += gst_buffer_get_size (buffer);
  while (self->n_bytes > MOST_BYTES)
    sample_free (take_oldest (self));
  gst_telemetry_unlock (&self->lock);
}

static GstPadProbeReturn
on_pass (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Witness *self = data;

  if (info->type & GST_PAD_PROBE_TYPE_BUFFER) {
    keep (self, GST_PAD_PROBE_INFO_BUFFER (info));
  } else if (info->type & GST_PAD_PROBE_TYPE_BUFFER_LIST) {
    GstBufferList *list = GST_PAD_PROBE_INFO_BUFFER_LIST (info);
    for (guint i = 0; i < gst_buffer_list_length (list); i++)
      keep (self, gst_buffer_list_get (list, i));
  } else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_STREAM_START) {
    gst_telemetry_lock (&self->lock);
    forget (self);
    gst_telemetry_unlock (&self->lock);
  }
  return GST_PAD_PROBE_OK;
}

void
gst_telemetry_witness_attach (GstElement *element, GstPad *samples)
{
  Witness *self = g_new0 (Witness, 1);

  self->samples = samples;
  gst_telemetry_lock_init (&self->lock, GST_TELEMETRY_RANK_RECEIVER, "samples to ask about");
  g_queue_init (&self->waiting);
  g_object_set_data_full (G_OBJECT (element), witness_key, self, witness_free);
  gst_pad_add_probe (samples, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST |
      GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, on_pass, self, NULL);
}

/* Reading what is kept */

static gboolean
push_line (TlmFeed *feed, GstBuffer *buffer)
{
  gboolean pushed;
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return FALSE;
  /* A sample may come without its newline. */
  pushed = tlm_feed_push (feed, map.data, map.size, NULL) && tlm_feed_push (feed, (const guint8 *) "\n", 1, NULL);
  gst_buffer_unmap (buffer, &map);
  return pushed;
}

static gboolean
first_time (const TlmLog *log, gint64 *time_ns)
{
  gint64 last_ns;

  if (tlm_log_span (log, time_ns, &last_ns))
    return TRUE;
  if (log->events->len == 0)
    return FALSE;
  *time_ns = ((const TlmEvent *) log->events->pdata[0])->time_ns;
  return TRUE;
}

static gint64
on_timeline (const TlmTimeline *timeline, const TlmLog *log, gint64 time_ns)
{
  return log->clock == TLM_CLOCK_TAI ? tlm_timeline_from_instant (timeline, time_ns) :
      tlm_timeline_from_elapsed (timeline, time_ns);
}

static void
extend (Witness *self, TlmLog *log, gint64 stream_time_ns)
{
  gint64 first_ns;
  gboolean any = first_time (log, &first_ns);

  if (!tlm_timeline_extend (self->timeline, log, NULL, NULL) || !any)
    return;
  first_ns = on_timeline (self->timeline, log, first_ns);
  if (first_ns != TLM_TIME_NONE)
    self->sync = tlm_sync_shift (first_ns - stream_time_ns);
}

/* With the lock held. FALSE where nothing came that can be read. */
static gboolean
read_waiting (Witness *self)
{
  Sample *sample;

  if (!self->feed) {
    self->feed = tlm_feed_new (tlm_decoder_by_name ("jsonl"), "telemetry", NULL, NULL);
    self->timeline = tlm_timeline_new ();
  }
  for (; (sample = take_oldest (self)); sample_free (sample)) {
    g_autoptr (TlmLog) log = push_line (self->feed, sample->buffer) ? tlm_feed_take (self->feed) : NULL;
    if (log)
      extend (self, log, sample->stream_time_ns);
  }
  tlm_timeline_forget (self->timeline, &TLM_HISTORY_DEFAULT);
  return self->sync.known;
}

/* Answering */

static TlmDuration
stream_time_of (gint64 time_ns, gconstpointer sync)
{
  return tlm_sync_invert (sync, time_ns);
}

static GstTelemetryFlightNotes *
note_snapshot (Witness *self, GstClockTime stream_time)
{
  gint64 newest_ns;

  if (stream_time <= GST_TELEMETRY_LONGEST)
    return gst_telemetry_timeline_note_snapshot (self->timeline, tlm_sync_apply (&self->sync, (TlmDuration) stream_time));
  if (GST_CLOCK_TIME_IS_VALID (stream_time) || !tlm_timeline_newest (self->timeline, &newest_ns))
    return NULL;
  return gst_telemetry_timeline_note_snapshot (self->timeline, newest_ns);
}

static gboolean
answer_by_samples (Witness *self, GstElement *element, GstQuery *query)
{
  GstTelemetryFlightNotes *notes = NULL;
  gboolean snapshot = gst_telemetry_query_asks (query, GST_TELEMETRY_QUERY_SNAPSHOT, element);

  if (!snapshot && !gst_telemetry_query_asks (query, GST_TELEMETRY_QUERY_TIMELINE, element))
    return FALSE;
  gst_telemetry_lock (&self->lock);
  if (read_waiting (self))
    notes = snapshot ? note_snapshot (self, gst_telemetry_query_stream_time (query)) :
        gst_telemetry_timeline_note_timeline (self->timeline, stream_time_of, &self->sync);
  gst_telemetry_unlock (&self->lock);
  if (notes)
    gst_telemetry_flight_notes_answer (notes, query);
  return notes != NULL;
}

/* The flight that was announced to the pad with the samples; FALSE where none was. */
static gboolean
find_flight (GstPad *samples, GstTelemetryPresentation **presentation, TlmSyncResult *sync)
{
  gboolean found = FALSE;
  GstEvent *event;

  for (guint i = 0; !found && (event = gst_pad_get_sticky_event (samples, GST_EVENT_CUSTOM_DOWNSTREAM_STICKY, i)); i++) {
    found = gst_telemetry_flight_event_parse (event, presentation, sync);
    gst_event_unref (event);
  }
  return found;
}

gboolean
gst_telemetry_witness_query (GstPad *pad, GstObject *parent, GstQuery *query)
{
  Witness *self = g_object_get_data (G_OBJECT (parent), witness_key);
  g_autoptr (GstTelemetryPresentation) presentation = NULL;
  TlmSyncResult sync;

  if (gst_pad_query_default (pad, parent, query))
    return TRUE;
  if (GST_QUERY_TYPE (query) != GST_QUERY_CUSTOM || !self)
    return FALSE;
  if (find_flight (self->samples, &presentation, &sync))
    return gst_telemetry_flight_answer (presentation, &sync, GST_ELEMENT (parent), query);
  return answer_by_samples (self, GST_ELEMENT (parent), query);
}
