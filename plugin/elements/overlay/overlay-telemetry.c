/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-debug.h"
#include "elements/overlay/overlay-private.h"
#include "elements/stream/feed-stats.h"

/* Copies what both depend on first: neither lock is taken inside the other. */
void
gst_telemetry_overlay_apply_max_wait (GstTelemetryOverlay *self)
{
  GstClockTimeDiff max_wait;
  gboolean live;

  gst_telemetry_lock (&self->lock);
  max_wait = self->settings.max_wait_ns;
  live = self->live;
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_queue_set_max_wait (self->queue, max_wait >= 0 ? (GstClockTime) max_wait :
      live ? 0 : GST_CLOCK_TIME_NONE);
}

/* Returns the wait that was set. */
static GstClockTimeDiff
set_live (GstTelemetryOverlay *self, gboolean live)
{
  GstClockTimeDiff max_wait;

  gst_telemetry_lock (&self->lock);
  self->live = live;
  max_wait = self->settings.max_wait_ns;
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_overlay_apply_max_wait (self);
  return max_wait;
}

static GstPad *
ref_telemetry_pad (GstTelemetryOverlay *self)
{
  GstPad *pad;

  gst_telemetry_lock (&self->lock);
  pad = self->telemetry_pad ? gst_object_ref (self->telemetry_pad) : NULL;
  gst_telemetry_unlock (&self->lock);
  return pad;
}

/* Whoever sends telemetry may ask what is made of it. */
static gboolean
query_telemetry_pad (GstPad *pad, GstObject *parent, GstQuery *query)
{
  return gst_telemetry_overlay_answer (GST_TELEMETRY_OVERLAY_CAST (parent), query) ||
      gst_pad_query_default (pad, parent, query);
}

static GstPad *
gst_telemetry_overlay_request_new_pad (GstElement *element, GstPadTemplate *templ,
    const gchar *name, const GstCaps *caps)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY_CAST (element);
  g_autoptr (GstPad) known = ref_telemetry_pad (self);
  GstPad *pad;

  if (known) {
    GST_WARNING_OBJECT (self, "there is one telemetry_sink already");
    return NULL;
  }
  pad = gst_telemetry_pad_new (templ, self->queue);
  gst_pad_set_query_function (pad, query_telemetry_pad);
  gst_telemetry_lock (&self->lock);
  self->telemetry_pad = gst_object_ref (pad);
  gst_telemetry_unlock (&self->lock);
  gst_pad_set_active (pad, TRUE);
  gst_element_add_pad (element, pad);
  return pad;
}

static void
gst_telemetry_overlay_release_pad (GstElement *element, GstPad *pad)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY_CAST (element);

  gst_pad_set_active (pad, FALSE);
  gst_telemetry_lock (&self->lock);
  gst_clear_object (&self->telemetry_pad);
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_queue_end (self->queue, NULL);
  gst_element_remove_pad (element, pad);
}

/* The video's latency, and that of the telemetry branch where frames wait for
 * it, and the wait itself. */
gboolean
gst_telemetry_overlay_answer_latency (GstTelemetryOverlay *self, GstQuery *query)
{
  g_autoptr (GstPad) pad = ref_telemetry_pad (self);
  g_autoptr (GstQuery) branch = gst_query_new_latency ();
  GstClockTime min, max, branch_min, branch_max;
  GstClockTimeDiff max_wait;
  gboolean live, branch_live;

  if (!gst_pad_peer_query (GST_BASE_TRANSFORM_SINK_PAD (self), query))
    return FALSE;
  gst_query_parse_latency (query, &live, &min, &max);
  max_wait = set_live (self, live);
  if (!pad || !live || max_wait <= 0)
    return TRUE;
  if (gst_pad_peer_query (pad, branch)) {
    gst_query_parse_latency (branch, &branch_live, &branch_min, &branch_max);
    if (branch_live)
      min = MAX (min, branch_min);
  }
  min += (GstClockTime) max_wait;
  if (GST_CLOCK_TIME_IS_VALID (max))
    max = MAX (min, max + (GstClockTime) max_wait);
  gst_query_set_latency (query, live, min, max);
  return TRUE;
}

GstStructure *
gst_telemetry_overlay_stats (GstTelemetryOverlay *self)
{
  GstTelemetryStreamStats stats;

  gst_telemetry_queue_get_stats (self->queue, &stats);
  return gst_telemetry_stream_stats_to_structure (&stats, TRUE);
}

/* Asks once a start whether the video is live, since a sink may never ask. */
static void
learn_liveness (GstTelemetryOverlay *self)
{
  g_autoptr (GstQuery) query = gst_query_new_latency ();
  gboolean live = FALSE;

  if (self->live_known)
    return;
  self->live_known = TRUE;
  if (gst_pad_peer_query (GST_BASE_TRANSFORM_SINK_PAD (self), query))
    gst_query_parse_latency (query, &live, NULL, NULL);
  set_live (self, live);
}

void
gst_telemetry_overlay_wait (GstTelemetryOverlay *self, GstTelemetryPresentation **shown,
    GstClockTime running_time)
{
  g_autoptr (GstPad) pad = ref_telemetry_pad (self);
  g_autoptr (GstTelemetryPresentation) announced = NULL;

  self->streamed = pad != NULL;
  if (pad)
    learn_liveness (self);
  gst_telemetry_queue_set_presentation (self->queue, pad && !(*shown)->source ? *shown : NULL);
  if (gst_telemetry_queue_acquire (self->queue, pad ? running_time : GST_CLOCK_TIME_NONE))
    self->timed_out = TRUE;
  announced = pad ? gst_telemetry_overlay_find_announced (self, *shown) : NULL;
  if (!announced)
    return;
  gst_telemetry_queue_release (self->queue);
  gst_telemetry_overlay_adopt (self, shown, announced);
  gst_telemetry_queue_acquire (self->queue, GST_CLOCK_TIME_NONE);
}

void
gst_telemetry_overlay_wait_for (GstTelemetryOverlay *self, gint64 time_ns)
{
  if (gst_telemetry_queue_need (self->queue, time_ns))
    self->timed_out = TRUE;
}

static void
post_stream_warnings (GstTelemetryOverlay *self)
{
  for (;;) {
    g_autofree char *warning = gst_telemetry_queue_pop_warning (self->queue);
    if (!warning)
      return;
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", warning), (NULL));
  }
}

void
gst_telemetry_overlay_end_wait (GstTelemetryOverlay *self)
{
  g_autoptr (GError) error = NULL;

  gst_telemetry_queue_report (self->queue, &error);
  gst_telemetry_queue_release (self->queue);
  if (error)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", error->message), (NULL));
  post_stream_warnings (self);
  if (self->timed_out && !self->timeout_told)
    GST_ELEMENT_WARNING (self, STREAM, FAILED,
        ("No telemetry has come for 2 s: the frames go on without it."), (NULL));
  self->timeout_told |= self->timed_out;
}

void
gst_telemetry_overlay_install_pad (GstElementClass *element_class)
{
  element_class->request_new_pad = gst_telemetry_overlay_request_new_pad;
  element_class->release_pad = gst_telemetry_overlay_release_pad;
  gst_element_class_add_pad_template (element_class, gst_telemetry_pad_template ());
}
