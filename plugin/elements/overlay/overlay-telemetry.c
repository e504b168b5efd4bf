/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-private.h"

GST_DEBUG_CATEGORY_EXTERN (telemetryoverlay_debug);
#define GST_CAT_DEFAULT telemetryoverlay_debug

/* The intake's lock is held while a frame is drawn, and this one taken inside it. */
void
gst_telemetry_overlay_apply_max_wait (GstTelemetryOverlay *self)
{
  GstClockTime wait;

  g_mutex_lock (&self->lock);
  wait = self->max_wait >= 0 ? (GstClockTime) self->max_wait : self->live ? 0 : GST_CLOCK_TIME_NONE;
  g_mutex_unlock (&self->lock);
  gst_telemetry_intake_set_max_wait (self->intake, wait);
}

static void
set_live (GstTelemetryOverlay *self, gboolean live)
{
  g_mutex_lock (&self->lock);
  self->live = live;
  g_mutex_unlock (&self->lock);
  gst_telemetry_overlay_apply_max_wait (self);
}

static GstPad *
ref_telemetry_pad (GstTelemetryOverlay *self)
{
  GstPad *pad;

  g_mutex_lock (&self->lock);
  pad = self->telemetry_pad ? gst_object_ref (self->telemetry_pad) : NULL;
  g_mutex_unlock (&self->lock);
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
  pad = gst_telemetry_pad_new (templ, self->intake);
  g_mutex_lock (&self->lock);
  self->telemetry_pad = gst_object_ref (pad);
  g_mutex_unlock (&self->lock);
  gst_pad_set_active (pad, TRUE);
  gst_element_add_pad (element, pad);
  return pad;
}

static void
gst_telemetry_overlay_release_pad (GstElement *element, GstPad *pad)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (element);

  gst_pad_set_active (pad, FALSE);
  g_mutex_lock (&self->lock);
  gst_clear_object (&self->telemetry_pad);
  g_mutex_unlock (&self->lock);
  gst_telemetry_intake_end (self->intake, NULL);
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
  gboolean live, branch_live;

  if (!gst_pad_peer_query (GST_BASE_TRANSFORM_SINK_PAD (self), query))
    return FALSE;
  gst_query_parse_latency (query, &live, &min, &max);
  set_live (self, live);
  if (!pad || !live || self->max_wait <= 0)
    return TRUE;
  if (gst_pad_peer_query (pad, branch)) {
    gst_query_parse_latency (branch, &branch_live, &branch_min, &branch_max);
    if (branch_live)
      min = MAX (min, branch_min);
  }
  min += (GstClockTime) self->max_wait;
  if (GST_CLOCK_TIME_IS_VALID (max))
    max = MAX (min, max + (GstClockTime) self->max_wait);
  gst_query_set_latency (query, live, min, max);
  return TRUE;
}

GstStructure *
gst_telemetry_overlay_stats (GstTelemetryOverlay *self)
{
  TlmFeedStats stats;
  guint64 late;

  gst_telemetry_intake_get_stats (self->intake, &stats, &late);
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

/* Shows the flight that the stream on the pad announces, where there is no other. */
static void
borrow (GstTelemetryOverlay *self, GstTelemetryShow **show)
{
  g_autoptr (GstTelemetryShow) lent = gst_telemetry_intake_ref_lent (self->intake);
  g_autoptr (GError) error = NULL;
  GstTelemetryShow *borrowed;

  if (!lent || (*show)->lender == lent || gst_telemetry_wishes_name_flight (&(*show)->wishes))
    return;
  borrowed = gst_telemetry_show_borrow (&(*show)->wishes, lent, &error);
  if (!borrowed) {
    GST_WARNING_OBJECT (self, "%s", error->message);
    return;
  }
  g_mutex_lock (&self->lock);
  /* A property that was set meanwhile wins: the next frame asks again. */
  if (self->show == *show) {
    gst_telemetry_show_unref (self->show);
    self->show = gst_telemetry_show_ref (borrowed);
  }
  g_mutex_unlock (&self->lock);
  gst_telemetry_show_unref (*show);
  *show = borrowed;
}

void
gst_telemetry_overlay_wait (GstTelemetryOverlay *self, GstTelemetryShow **show,
    GstClockTime running_time)
{
  g_autoptr (GstPad) pad = ref_telemetry_pad (self);

  if (pad)
    gst_telemetry_overlay_learn_liveness (self);
  gst_telemetry_intake_set_show (self->intake, pad && !(*show)->lender ? *show : NULL);
  if (gst_telemetry_intake_acquire (self->intake, pad ? running_time : GST_CLOCK_TIME_NONE))
    self->in_vain = TRUE;
  if (pad)
    borrow (self, show);
}

void
gst_telemetry_overlay_wait_for (GstTelemetryOverlay *self, gint64 time_ns)
{
  if (gst_telemetry_intake_need (self->intake, time_ns))
    self->in_vain = TRUE;
}

void
gst_telemetry_overlay_end_wait (GstTelemetryOverlay *self)
{
  g_autoptr (GError) error = NULL;

  gst_telemetry_intake_report (self->intake, &error);
  gst_telemetry_intake_release (self->intake);
  if (error)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", error->message), (NULL));
  if (self->in_vain && !self->gave_up)
    GST_ELEMENT_WARNING (self, STREAM, FAILED,
        ("No telemetry has come for 2 s: the frames go on without it."), (NULL));
  self->gave_up |= self->in_vain;
}

void
gst_telemetry_overlay_install_pad (GstElementClass *element_class)
{
  element_class->request_new_pad = gst_telemetry_overlay_request_new_pad;
  element_class->release_pad = gst_telemetry_overlay_release_pad;
  gst_element_class_add_pad_template (element_class, gst_telemetry_pad_template ());
}
