/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetrysrc
 * @title: telemetrysrc
 *
 * A log, an ephemeris, an element set or a whole mission as a seekable stream of
 * samples: one line of JSON a buffer, for each vehicle, every `interval` and at
 * each event. Chapters made of the phases (a TOC event), tags, and the flight
 * itself go before the first buffer.
 *
 * |[
 * gst-launch-1.0 telemetrysrc mission=flight.mission ! telemetrysubtitle ! \
 *     srtenc ! filesink location=flight.srt
 * ]|
 *
 * Stream time is footage time: 0 is the first frame. The interval of one second
 * is that of cues; elements of this plugin take the numbers in between from the
 * flight, a file for people has no use for more, and other readers set less.
 */

#include "elements/stream/gsttelemetrysrc.h"

#include <gst/telemetry/telemetry.h>

#include "core/encode/sample-json.h"
#include "elements/settings/chapters.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/flight-event.h"

GST_DEBUG_CATEGORY_STATIC (telemetrysrc_debug);
#define GST_CAT_DEFAULT telemetrysrc_debug

/* No footage is longer (73 years), so that sums of times cannot overflow. */
#define LONGEST (G_MAXINT64 / 4)

#define INTERVAL_DEFAULT GST_SECOND
#define INTERVAL_MIN GST_MSECOND

/* What the properties say. */
typedef struct {
  GstTelemetrySettings settings;
  gint64 interval_ns;
  gint64 duration_ns;              /* 0: to the end of the telemetry */
  gint64 time_offset_ns;
  int fps_n, fps_d;
} Settings;

struct _GstTelemetrySrc {
  GstPushSrc parent;

  Settings wanted;                 /* under the object lock; for the next start */
  Settings now;                    /* as they were at the start; its settings are cleared */

  GstTelemetryPresentation *presentation;          /* from start to stop */
  TlmSyncResult sync;
  gint64 end_ns;                   /* footage time */
  TlmSnapshot *snapshot;
  gint64 position_ns;              /* of the next instant; in reverse, the end of it */
  GQueue waiting;                  /* GstBuffer *, of one instant */
  gboolean announced, discont;
};

enum {
  PROP_INTERVAL = GST_TELEMETRY_N_SETTINGS,
  PROP_DURATION,
  PROP_TIME_OFFSET,
  PROP_FRAME_RATE
};

static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_CAPS));

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetrySrc, gst_telemetry_src, GST_TYPE_PUSH_SRC,
    GST_DEBUG_CATEGORY_INIT (telemetrysrc_debug, "telemetrysrc", 0, "telemetry as a stream"))
GST_ELEMENT_REGISTER_DEFINE (telemetrysrc, "telemetrysrc", GST_RANK_NONE, GST_TYPE_TELEMETRY_SRC)

/* Those of the shared settings that this element has. */
static const guint settings[] = {
  GST_TELEMETRY_SETTING_LOCATION, GST_TELEMETRY_SETTING_MISSION, GST_TELEMETRY_SETTING_COLUMNS,
  GST_TELEMETRY_SETTING_LIFTOFF_AT, GST_TELEMETRY_SETTING_FOOTAGE_START, GST_TELEMETRY_SETTING_MARKS,
  GST_TELEMETRY_SETTING_MARK
};

static void
gst_telemetry_src_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (object);

  gst_telemetry_object_lock (self);
  switch (id) {
    case PROP_INTERVAL:
      self->wanted.interval_ns = g_value_get_int64 (value);
      break;
    case PROP_DURATION:
      self->wanted.duration_ns = g_value_get_int64 (value);
      break;
    case PROP_TIME_OFFSET:
      self->wanted.time_offset_ns = g_value_get_int64 (value);
      break;
    case PROP_FRAME_RATE:
      self->wanted.fps_n = gst_value_get_fraction_numerator (value);
      self->wanted.fps_d = gst_value_get_fraction_denominator (value);
      break;
    default:
      gst_telemetry_setting_set (&self->wanted.settings, id, value);
  }
  gst_telemetry_object_unlock (self);
}

static void
gst_telemetry_src_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (object);

  gst_telemetry_object_lock (self);
  switch (id) {
    case PROP_INTERVAL:
      g_value_set_int64 (value, self->wanted.interval_ns);
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, self->wanted.duration_ns);
      break;
    case PROP_TIME_OFFSET:
      g_value_set_int64 (value, self->wanted.time_offset_ns);
      break;
    case PROP_FRAME_RATE:
      gst_value_set_fraction (value, self->wanted.fps_n, self->wanted.fps_d);
      break;
    default:
      gst_telemetry_setting_get (&self->wanted.settings, id, value);
  }
  gst_telemetry_object_unlock (self);
}

/* Starting and stopping */

/* The last time of samples and certain events, as footage time. */
static gboolean
find_end (const TlmTimeline *timeline, const TlmSyncResult *sync, gint64 *end_ns)
{
  gint64 first, last = G_MININT64;

  if (!tlm_timeline_span (timeline, &first, &last))
    last = G_MININT64;
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++)
    last = MAX (last, tlm_timeline_event (timeline, i)->time_ns);
  *end_ns = last == G_MININT64 ? TLM_TIME_NONE : tlm_sync_invert (sync, last);
  return *end_ns != TLM_TIME_NONE;
}

static gboolean
settle_end (GstTelemetrySrc *self)
{
  g_autofree char *problem = tlm_sync_explain (&self->sync);

  if (self->now.duration_ns > 0) {
    self->end_ns = self->now.duration_ns;
    return TRUE;
  }
  if (problem) {
    GST_ELEMENT_ERROR (self, RESOURCE, SETTINGS, ("Nothing can be placed: %s.", problem),
        ("the property frame-rate says the frame rate"));
    return FALSE;
  }
  if (!find_end (self->presentation->flight->timeline, &self->sync, &self->end_ns) ||
      self->end_ns > LONGEST) {
    GST_ELEMENT_ERROR (self, RESOURCE, SETTINGS, ("The mission has no telemetry and no events: "
            "set duration to that of the footage."), (NULL));
    return FALSE;
  }
  self->end_ns = MAX (self->end_ns, 0);
  return TRUE;
}

static void
take_settings (GstTelemetrySrc *self)
{
  gst_telemetry_object_lock (self);
  self->now = self->wanted;
  gst_telemetry_settings_copy (&self->now.settings, &self->wanted.settings);
  gst_telemetry_object_unlock (self);
}

static gboolean
gst_telemetry_src_start (GstBaseSrc *base)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (base);
  g_autoptr (GError) error = NULL;

  take_settings (self);
  self->presentation = gst_telemetry_presentation_load (&self->now.settings, NULL, &error);
  gst_telemetry_settings_clear (&self->now.settings);
  if (!self->presentation) {
    GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, ("%s", error->message), (NULL));
    return FALSE;
  }
  self->presentation->sync.time_offset_ns += self->now.time_offset_ns;
  self->sync = tlm_sync_resolve (&self->presentation->sync, self->presentation->flight->timeline,
      self->now.fps_n, self->now.fps_d);
  self->snapshot = tlm_snapshot_new ();
  self->position_ns = 0;
  self->announced = FALSE;
  self->discont = TRUE;
  return settle_end (self);
}

static void
drop_waiting (GstTelemetrySrc *self)
{
  g_queue_clear_full (&self->waiting, (GDestroyNotify) gst_buffer_unref);
}

static gboolean
gst_telemetry_src_stop (GstBaseSrc *base)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (base);

  drop_waiting (self);
  g_clear_pointer (&self->presentation, gst_telemetry_presentation_unref);
  g_clear_pointer (&self->snapshot, tlm_snapshot_free);
  return TRUE;
}

/* What goes before the first buffer. */

static void
post_warnings (GstTelemetrySrc *self)
{
  const GPtrArray *warnings = self->presentation->flight->warnings;

  for (guint i = 0; i < warnings->len; i++)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", (const char *) warnings->pdata[i]), (NULL));
  if (self->sync.guessed)
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS,
        ("The telemetry is in UTC and nothing says when the footage was taken: its first sample "
            "is at the start. Set liftoff-at, or footage-start in the mission."), (NULL));
}

static void
announce (GstTelemetrySrc *self)
{
  GstPad *pad = GST_BASE_SRC_PAD (self);
  GstTagList *tags = gst_telemetry_presentation_tags (self->presentation);
  g_autoptr (GstToc) toc = gst_telemetry_chapters_new (self->presentation->flight->timeline, &self->sync,
      (GstClockTime) self->end_ns, self->presentation->flight->profile, self->presentation->style.language);

  self->announced = TRUE;
  gst_pad_push_event (pad, gst_telemetry_flight_event_new (self->presentation, &self->sync));
  if (tags)
    gst_pad_push_event (pad, gst_event_new_tag (tags));
  if (toc)
    gst_pad_push_event (pad, gst_event_new_toc (toc, FALSE));
  post_warnings (self);
}

/* Events that go with the segment must come after it, and the base class pushes
 * that only when it has a buffer. */
static GstPadProbeReturn
before_buffer (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (GST_PAD_PARENT (pad));

  if (!self->announced)
    announce (self);
  return GST_PAD_PROBE_OK;
}

/* Instants: a grid from footage 0, and the events. */

static gint64
grid_after (const GstTelemetrySrc *self, gint64 time_ns)
{
  return (time_ns / self->now.interval_ns + 1) * self->now.interval_ns;
}

static gint64
grid_before (const GstTelemetrySrc *self, gint64 time_ns)
{
  return (time_ns - 1) / self->now.interval_ns * self->now.interval_ns;
}

/* The footage time of the first event after FROM and before LIMIT, or LIMIT. */
static gint64
event_after (const GstTelemetrySrc *self, gint64 from_ns, gint64 limit_ns)
{
  const TlmTimeline *timeline = self->presentation->flight->timeline;
  gint64 time_ns = tlm_sync_apply (&self->sync, from_ns), at;
  guint index;

  if (time_ns == TLM_TIME_NONE)
    return limit_ns;
  index = tlm_timeline_n_events_until (timeline, time_ns);
  if (index == tlm_timeline_n_events (timeline))
    return limit_ns;
  at = tlm_sync_invert (&self->sync, tlm_timeline_event (timeline, index)->time_ns);
  return at == TLM_TIME_NONE ? limit_ns : MIN (at, limit_ns);
}

/* The footage time of the last event before FROM and after LIMIT, or LIMIT. */
static gint64
event_before (const GstTelemetrySrc *self, gint64 from_ns, gint64 limit_ns)
{
  const TlmTimeline *timeline = self->presentation->flight->timeline;
  gint64 time_ns = tlm_sync_apply (&self->sync, from_ns - 1), at;
  guint index;

  if (time_ns == TLM_TIME_NONE)
    return limit_ns;
  index = tlm_timeline_n_events_until (timeline, time_ns);
  if (index == 0)
    return limit_ns;
  at = tlm_sync_invert (&self->sync, tlm_timeline_event (timeline, index - 1)->time_ns);
  return MAX (at, limit_ns);
}

static void
queue_line (GstTelemetrySrc *self, const GString *line, gint64 start_ns, gint64 end_ns)
{
  GstBuffer *buffer = gst_buffer_new_memdup (line->str, line->len);

  GST_BUFFER_PTS (buffer) = (GstClockTime) start_ns;
  GST_BUFFER_DTS (buffer) = (GstClockTime) start_ns;
  GST_BUFFER_DURATION (buffer) = (GstClockTime) (end_ns - start_ns);
  if (self->discont)
    GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DISCONT);
  self->discont = FALSE;
  g_queue_push_tail (&self->waiting, buffer);
}

/* A line a vehicle that has something to say. Where none has, a blank line stands,
 * which readers pass over, so that the stream has no hole. */
static void
queue_instant (GstTelemetrySrc *self, gint64 start_ns, gint64 end_ns)
{
  const TlmTimeline *timeline = self->presentation->flight->timeline;
  gint64 time_ns = tlm_sync_apply (&self->sync, start_ns);
  g_autoptr (GString) line = g_string_new (NULL);

  tlm_timeline_at (timeline, time_ns, NULL, self->snapshot);
  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    g_string_truncate (line, 0);
    if (tlm_sample_json_append (line, timeline, self->snapshot, i))
      queue_line (self, line, start_ns, end_ns);
  }
  if (g_queue_is_empty (&self->waiting)) {
    g_string_assign (line, "\n");
    queue_line (self, line, start_ns, end_ns);
  }
  /* Where the footage is quicker than life, what came since the nanosecond before. */
  for (guint i = tlm_timeline_n_events_until (timeline, tlm_sync_apply (&self->sync, start_ns - 1));
      i < tlm_timeline_n_events (timeline) &&
      tlm_timeline_event (timeline, i)->time_ns <= time_ns; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    g_string_truncate (line, 0);
    if (event->confidence != TLM_CONFIDENCE_NOMINAL &&
        tlm_sample_json_append_event (line, timeline, event))
      queue_line (self, line, start_ns, end_ns);
  }
}

/* Queues the next instant; FALSE at the end. */
static gboolean
next_instant (GstTelemetrySrc *self)
{
  const GstSegment *segment = &GST_BASE_SRC (self)->segment;
  gboolean forward = segment->rate >= 0;
  gint64 limit = self->end_ns, at = self->position_ns, start, end;

  if (GST_CLOCK_TIME_IS_VALID (segment->stop))
    limit = MIN (limit, (gint64) segment->stop);
  if (forward ? at >= limit : at <= (gint64) segment->start)
    return FALSE;
  start = forward ? at : event_before (self, at, MAX (grid_before (self, at), (gint64) segment->start));
  end = forward ? event_after (self, at, MIN (grid_after (self, at), limit)) : at;
  self->position_ns = forward ? end : start;
  queue_instant (self, start, end);
  return TRUE;
}

static GstFlowReturn
gst_telemetry_src_create (GstPushSrc *push, GstBuffer **buffer)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (push);

  while (g_queue_is_empty (&self->waiting))
    if (!next_instant (self))
      return GST_FLOW_EOS;
  *buffer = g_queue_pop_head (&self->waiting);
  return GST_FLOW_OK;
}

static gboolean
gst_telemetry_src_do_seek (GstBaseSrc *base, GstSegment *segment)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (base);
  gint64 start = (gint64) MIN (segment->start, (guint64) self->end_ns), stop = self->end_ns;

  if (segment->format != GST_FORMAT_TIME)
    return FALSE;
  if (GST_CLOCK_TIME_IS_VALID (segment->stop))
    stop = MIN (stop, (gint64) segment->stop);
  segment->time = segment->start;
  segment->duration = (guint64) self->end_ns;
  segment->position = (guint64) (segment->rate >= 0 ? start : stop);
  self->position_ns = (gint64) segment->position;
  self->discont = TRUE;
  drop_waiting (self);
  return TRUE;
}

static gboolean
gst_telemetry_src_is_seekable (GstBaseSrc *base)
{
  return TRUE;
}

static gboolean
gst_telemetry_src_query (GstBaseSrc *base, GstQuery *query)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (base);
  GstFormat format;

  if (GST_QUERY_TYPE (query) == GST_QUERY_DURATION && self->presentation) {
    gst_query_parse_duration (query, &format, NULL);
    if (format == GST_FORMAT_TIME) {
      gst_query_set_duration (query, format, self->end_ns);
      return TRUE;
    }
  }
  return GST_BASE_SRC_CLASS (gst_telemetry_src_parent_class)->query (base, query);
}

static void
gst_telemetry_src_finalize (GObject *object)
{
  gst_telemetry_settings_clear (&GST_TELEMETRY_SRC (object)->wanted.settings);
  G_OBJECT_CLASS (gst_telemetry_src_parent_class)->finalize (object);
}

static void
gst_telemetry_src_init (GstTelemetrySrc *self)
{
  self->wanted.interval_ns = INTERVAL_DEFAULT;
  self->wanted.fps_d = 1;
  g_queue_init (&self->waiting);
  gst_base_src_set_format (GST_BASE_SRC (self), GST_FORMAT_TIME);
  gst_pad_add_probe (GST_BASE_SRC_PAD (self), GST_PAD_PROBE_TYPE_BUFFER, before_buffer, NULL, NULL);
  gst_base_src_set_automatic_eos (GST_BASE_SRC (self), FALSE);
}

#define READY (GST_PARAM_MUTABLE_READY | G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS)

static void
install_properties (GObjectClass *object_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    g_object_class_install_property (object_class, settings[i],
        gst_telemetry_setting_spec (settings[i], READY));
  g_object_class_install_property (object_class, PROP_INTERVAL,
      g_param_spec_int64 ("interval", "Interval",
      "Nanoseconds from one sample to the next", INTERVAL_MIN, LONGEST, INTERVAL_DEFAULT, READY));
  g_object_class_install_property (object_class, PROP_DURATION,
      g_param_spec_int64 ("duration", "Duration",
      "Nanoseconds of the footage; 0 is to the end of the telemetry", 0, LONGEST, 0, READY));
  g_object_class_install_property (object_class, PROP_TIME_OFFSET,
      g_param_spec_int64 ("time-offset", "Time offset",
      "Nanoseconds added to the stream time: positive shows later telemetry",
      -LONGEST, LONGEST, 0, READY));
  g_object_class_install_property (object_class, PROP_FRAME_RATE,
      gst_param_spec_fraction ("frame-rate", "Frame rate",
      "Frames a second of the footage, for places that are frames or timecodes; 0/1 is not known",
      0, 1, G_MAXINT, 1, 0, 1, READY));
}

static void
gst_telemetry_src_class_init (GstTelemetrySrcClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *base_class = GST_BASE_SRC_CLASS (klass);

  object_class->set_property = gst_telemetry_src_set_property;
  object_class->get_property = gst_telemetry_src_get_property;
  object_class->finalize = gst_telemetry_src_finalize;
  install_properties (object_class);

  base_class->start = gst_telemetry_src_start;
  base_class->stop = gst_telemetry_src_stop;
  base_class->do_seek = gst_telemetry_src_do_seek;
  base_class->is_seekable = gst_telemetry_src_is_seekable;
  base_class->query = gst_telemetry_src_query;
  GST_PUSH_SRC_CLASS (klass)->create = gst_telemetry_src_create;

  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Telemetry source", "Source/Metadata",
      "A log, an ephemeris, an element set or a mission as a stream of samples",
      "The gst-telemetry developers");
}
