/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-private.h"
#include "elements/settings/properties.h"

static void
apply_enabled (GstTelemetryOverlay *self)
{
  gboolean enabled;

  gst_telemetry_lock (&self->lock);
  enabled = self->settings.enabled;
  gst_telemetry_unlock (&self->lock);
  gst_base_transform_set_passthrough (GST_BASE_TRANSFORM (self), !enabled);
  if (enabled)
    gst_telemetry_overlay_renegotiate (self);
}

static void
apply_max_wait (GstTelemetryOverlay *self)
{
  gst_telemetry_overlay_apply_max_wait (self);
  gst_element_post_message (GST_ELEMENT (self), gst_message_new_latency (GST_OBJECT (self)));
}

static void
apply_history (GstTelemetryOverlay *self)
{
  TlmHistory history = TLM_HISTORY_DEFAULT;

  gst_telemetry_lock (&self->lock);
  history.history_ns = self->settings.history_ns;
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_queue_set_history (self->queue, &history);
}

static void
apply_reorder_window (GstTelemetryOverlay *self)
{
  TlmDuration window;

  gst_telemetry_lock (&self->lock);
  window = self->settings.reorder_window_ns;
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_queue_set_reorder_window (self->queue, window);
}

/* What a setting does at once, with no lock held. Those without a row here count from the
 * next frame on. */
static const struct {
  const char *property;
  void (*apply) (GstTelemetryOverlay *self);
} effects[] = {
  { .property = "enabled", .apply = apply_enabled },
  { .property = "mode", .apply = gst_telemetry_overlay_renegotiate },
  { .property = "max-wait", .apply = apply_max_wait },
  { .property = "history", .apply = apply_history },
  { .property = "reorder-window", .apply = apply_reorder_window },
};

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY_CAST (object);

  if (gst_telemetry_property_by_id (id)->loads) {
    gst_telemetry_overlay_change (self, id, value);
    return;
  }
  gst_telemetry_lock (&self->lock);
  gst_telemetry_settings_set (&self->settings, id, value);
  gst_telemetry_unlock (&self->lock);
  for (gsize i = 0; i < G_N_ELEMENTS (effects); i++)
    if (g_str_equal (effects[i].property, pspec->name))
      effects[i].apply (self);
}

/* The counts lie behind locks of their own, which are taken with none of ours held. */
static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY_CAST (object);

  if (gst_telemetry_property_by_id (id)->kind == GST_TELEMETRY_PROPERTY_STATS) {
    g_value_take_boxed (value, gst_telemetry_overlay_stats (self));
    return;
  }
  gst_telemetry_lock (&self->lock);
  gst_telemetry_settings_get (&self->settings, id, value);
  gst_telemetry_unlock (&self->lock);
}

void
gst_telemetry_overlay_install_properties (GObjectClass *object_class)
{
  object_class->set_property = set_property;
  object_class->get_property = get_property;
  gst_telemetry_properties_install (object_class, GST_TELEMETRY_ELEMENT_OVERLAY);
}
