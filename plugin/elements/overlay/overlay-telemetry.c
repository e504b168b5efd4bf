/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-private.h"

GST_DEBUG_CATEGORY_EXTERN (telemetryoverlay_debug);
#define GST_CAT_DEFAULT telemetryoverlay_debug

/* Copies what both depend on first: neither lock is taken inside the other. */
void
gst_telemetry_overlay_apply_max_wait (GstTelemetryOverlay *self)
{
  GstClockTime wait;

  gst_telemetry_lock (&self->lock);
  wait = self->max_wait >= 0 ? (GstClockTime) self->max_wait : self->live ? 0 : GST_CLOCK_TIME_NONE;
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_queue_set_max_wait (self->queue, wait);
}

/* Returns the wait that was set. */
static GstClockTimeDiff
set_live (GstTelemetryOverlay *self, gboolean live)
{
  GstClockTimeDiff max_wait;

  gst_telemetry_lock (&self->lock);
  self->live = live;
  max_wait = self->max_wait;
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

static GstPad *
gst_telemetry_overlay_request_new_pad (GstElement *element, GstPadTemplate *templ,
    const gchar *name, const GstCaps *caps)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (element);
  g_autoptr (GstPad) known = ref_telemetry_pad (self);
  GstPad *pad;

  if (known) {
    GST_WARNING_OBJECT (self, "there is one telemetry_sink already");
    return NULL;
  }
  pad = gst_telemetry_pad_new (templ, self->queue);
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
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (element);

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
  TlmFeedStats stats;
  guint64 late;

  gst_telemetry_queue_get_stats (self->queue, &stats, &late);
  return gst_structure_new ("telemetry-stats", "good", G_TYPE_UINT64, stats.good,
      "bad", G_TYPE_UINT64, stats.bad, "lost", G_TYPE_UINT64, stats.lost,
      "duplicate", G_TYPE_UINT64, stats.duplicate,
      "out-of-order", G_TYPE_UINT64, stats.out_of_order, "late", G_TYPE_UINT64, late,
      "bytes", G_TYPE_UINT64, stats.bytes, NULL);
}

void
gst_telemetry_overlay_learn_liveness (GstTelemetryOverlay *self)
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

/* The flight that the stream on the pad announces, where PRESENTATION has no other; or NULL. */
static GstTelemetryPresentation *
find_announced (GstTelemetryOverlay *self, const GstTelemetryPresentation *presentation)
{
  g_autoptr (GstTelemetryPresentation) announced = gst_telemetry_queue_ref_announced (self->queue);

  if (!announced || presentation->source == announced || gst_telemetry_settings_name_flight (&presentation->settings))
    return NULL;
  return g_steal_pointer (&announced);
}

/* Presents the flight of ANNOUNCED. That loads a layout, with no lock held. */
static void
adopt (GstTelemetryOverlay *self, GstTelemetryPresentation **presentation, GstTelemetryPresentation *announced)
{
  g_autoptr (GstTelemetryPresentation) replaced = NULL;
  g_autoptr (GError) error = NULL;
  GstTelemetryPresentation *adopted;

  adopted = gst_telemetry_presentation_load_announced (&(*presentation)->settings, announced, &error);
  if (!adopted) {
    GST_WARNING_OBJECT (self, "%s", error->message);
    return;
  }
  gst_telemetry_lock (&self->lock);
  /* A property that was set meanwhile wins: the next frame asks again. */
  if (self->presentation == *presentation) {
    replaced = self->presentation;
    self->presentation = gst_telemetry_presentation_ref (adopted);
  }
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_presentation_unref (*presentation);
  *presentation = adopted;
}

void
gst_telemetry_overlay_wait (GstTelemetryOverlay *self, GstTelemetryPresentation **presentation,
    GstClockTime running_time)
{
  g_autoptr (GstPad) pad = ref_telemetry_pad (self);
  g_autoptr (GstTelemetryPresentation) announced = NULL;

  if (pad)
    gst_telemetry_overlay_learn_liveness (self);
  gst_telemetry_queue_set_presentation (self->queue, pad && !(*presentation)->source ? *presentation : NULL);
  if (gst_telemetry_queue_acquire (self->queue, pad ? running_time : GST_CLOCK_TIME_NONE))
    self->timed_out = TRUE;
  announced = pad ? find_announced (self, *presentation) : NULL;
  if (!announced)
    return;
  gst_telemetry_queue_release (self->queue);
  adopt (self, presentation, announced);
  gst_telemetry_queue_acquire (self->queue, GST_CLOCK_TIME_NONE);
}

void
gst_telemetry_overlay_wait_for (GstTelemetryOverlay *self, gint64 time_ns)
{
  if (gst_telemetry_queue_need (self->queue, time_ns))
    self->timed_out = TRUE;
}

void
gst_telemetry_overlay_end_wait (GstTelemetryOverlay *self)
{
  g_autoptr (GError) error = NULL;

  gst_telemetry_queue_report (self->queue, &error);
  gst_telemetry_queue_release (self->queue);
  if (error)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", error->message), (NULL));
  if (self->timed_out && !self->gave_up)
    GST_ELEMENT_WARNING (self, STREAM, FAILED,
        ("No telemetry has come for 2 s: the frames go on without it."), (NULL));
  self->gave_up |= self->timed_out;
}

void
gst_telemetry_overlay_install_pad (GstElementClass *element_class)
{
  element_class->request_new_pad = gst_telemetry_overlay_request_new_pad;
  element_class->release_pad = gst_telemetry_overlay_release_pad;
  gst_element_class_add_pad_template (element_class, gst_telemetry_pad_template ());
}
