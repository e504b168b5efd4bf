/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-private.h"
#include "elements/settings/units-type.h"
#include "elements/settings/settings.h"

enum {
  PROP_TIME_OFFSET = GST_TELEMETRY_N_SETTINGS,
  PROP_TIME_SOURCE,
  PROP_STALE_AFTER,
  PROP_LOST_AFTER,
  PROP_ENABLED,
  PROP_MAX_WAIT,
  PROP_HISTORY,
  PROP_REORDER_WINDOW,
  PROP_STATS,
  PROP_MODE,
  PROP_GRAPHICS_WHITE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
gst_telemetry_time_source_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { TIME_SOURCE_STREAM_TIME, "Position in the media", "stream-time" },
    { TIME_SOURCE_PTS, "Time stamp of the buffer", "pts" },
    { TIME_SOURCE_RUNNING_TIME, "Time since the pipeline began to play", "running-time" },
    { TIME_SOURCE_REFERENCE_TIMESTAMP, "UTC that the frame carries: reference timestamp (Unix, NTP) "
        "or a precision time stamp in its stream", "reference-timestamp" },
    { TIME_SOURCE_TIMECODE, "Timecode of the frame, since midnight", "timecode" },
    { TIME_SOURCE_ARRIVAL, "UTC at which the frame arrives", "arrival" },
    { 0, NULL, NULL }
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GstTelemetryTimeSource", values));
  return type;
}

/* Presentations: loaded by whoever sets a property, drawn by the streaming thread. */

/* While running a setting that cannot be followed leaves the picture as it is. */
static gboolean
try_settings (GstTelemetryOverlay *self, GstTelemetrySettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstTelemetryPresentation) previous = gst_telemetry_overlay_ref_presentation (self);
  GstTelemetryPresentation *presentation = gst_telemetry_presentation_load (settings, previous, &error), *replaced;

  if (!presentation) {
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS, ("%s", error->message),
        ("the picture stays as it was"));
    gst_telemetry_settings_clear (settings);
    return FALSE;
  }
  gst_telemetry_lock (&self->lock);
  gst_telemetry_settings_clear (&self->settings);
  self->settings = *settings;
  replaced = self->presentation;
  self->presentation = presentation;
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_presentation_unref (replaced);
  return TRUE;
}

static void
set_setting (GstTelemetrySettings *settings, guint id, const GValue *value)
{
  if (id == PROP_STALE_AFTER)
    settings->stale_after_ns = g_value_get_int64 (value);
  else if (id == PROP_LOST_AFTER)
    settings->lost_after_ns = g_value_get_int64 (value);
  else
    gst_telemetry_setting_set (settings, id, value);
}

static void
change_setting (GstTelemetryOverlay *self, guint id, const GValue *value)
{
  GstTelemetrySettings settings;
  gboolean started;

  gst_telemetry_lock (&self->lock);
  started = self->started;
  if (!started)
    set_setting (&self->settings, id, value);
  else
    gst_telemetry_settings_copy (&settings, &self->settings);
  gst_telemetry_unlock (&self->lock);
  if (started) {
    set_setting (&settings, id, value);
    try_settings (self, &settings);
  }
}

static void
gst_telemetry_overlay_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (object);
  TlmHistory history;

  switch (id) {
    case PROP_TIME_SOURCE:
      gst_telemetry_lock (&self->lock);
      self->wanted.time_source = g_value_get_enum (value);
      gst_telemetry_unlock (&self->lock);
      break;
    case PROP_TIME_OFFSET:
      gst_telemetry_lock (&self->lock);
      self->wanted.time_offset_ns = g_value_get_int64 (value);
      gst_telemetry_unlock (&self->lock);
      break;
    case PROP_ENABLED:
      gst_telemetry_lock (&self->lock);
      self->enabled = g_value_get_boolean (value);
      gst_telemetry_unlock (&self->lock);
      gst_base_transform_set_passthrough (GST_BASE_TRANSFORM (self), !g_value_get_boolean (value));
      if (g_value_get_boolean (value))
        gst_telemetry_overlay_renegotiate (self);
      break;
    case PROP_MODE:
      gst_telemetry_lock (&self->lock);
      self->mode = g_value_get_enum (value);
      gst_telemetry_unlock (&self->lock);
      gst_telemetry_overlay_renegotiate (self);
      break;
    case PROP_GRAPHICS_WHITE:
      gst_telemetry_lock (&self->lock);
      self->wanted.graphics_white = g_value_get_double (value);
      gst_telemetry_unlock (&self->lock);
      break;
    case PROP_MAX_WAIT:
      gst_telemetry_lock (&self->lock);
      self->max_wait = g_value_get_int64 (value);
      gst_telemetry_unlock (&self->lock);
      gst_telemetry_overlay_apply_max_wait (self);
      gst_element_post_message (GST_ELEMENT (self), gst_message_new_latency (GST_OBJECT (self)));
      break;
    case PROP_HISTORY:
      gst_telemetry_lock (&self->lock);
      self->history.history_ns = g_value_get_int64 (value);
      history = self->history;
      gst_telemetry_unlock (&self->lock);
      gst_telemetry_queue_set_history (self->queue, &history);
      break;
    case PROP_REORDER_WINDOW:
      gst_telemetry_lock (&self->lock);
      self->reorder_window_ns = g_value_get_int64 (value);
      gst_telemetry_unlock (&self->lock);
      gst_telemetry_queue_set_reorder_window (self->queue, g_value_get_int64 (value));
      break;
    default:
      if (id == 0 || id >= N_PROPS)
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      else
        change_setting (self, id, value);
  }
}

/* With the lock held; FALSE: there is no such property. */
static gboolean
get_setting (const GstTelemetryOverlay *self, guint id, GValue *value)
{
  const GstTelemetrySettings *settings = &self->settings;

  switch (id) {
    case PROP_TIME_OFFSET:
      g_value_set_int64 (value, self->wanted.time_offset_ns);
      break;
    case PROP_TIME_SOURCE:
      g_value_set_enum (value, self->wanted.time_source);
      break;
    case PROP_STALE_AFTER:
      g_value_set_int64 (value, settings->stale_after_ns);
      break;
    case PROP_LOST_AFTER:
      g_value_set_int64 (value, settings->lost_after_ns);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_MAX_WAIT:
      g_value_set_int64 (value, self->max_wait);
      break;
    case PROP_HISTORY:
      g_value_set_int64 (value, self->history.history_ns);
      break;
    case PROP_REORDER_WINDOW:
      g_value_set_int64 (value, self->reorder_window_ns);
      break;
    case PROP_MODE:
      g_value_set_enum (value, self->mode);
      break;
    case PROP_GRAPHICS_WHITE:
      g_value_set_double (value, self->wanted.graphics_white);
      break;
    default:
      if (id == 0 || id >= GST_TELEMETRY_N_SETTINGS)
        return FALSE;
      gst_telemetry_setting_get (settings, id, value);
  }
  return TRUE;
}

/* The counts lie behind locks of their own, which are taken with none of ours held. */
static void
gst_telemetry_overlay_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (object);
  gboolean known;

  if (id == PROP_STATS) {
    g_value_take_boxed (value, gst_telemetry_overlay_stats (self));
    return;
  }
  gst_telemetry_lock (&self->lock);
  known = get_setting (self, id, value);
  gst_telemetry_unlock (&self->lock);
  if (!known)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

#define PLAYING (GST_PARAM_MUTABLE_PLAYING | G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS)

void
gst_telemetry_overlay_install_properties (GObjectClass *object_class)
{
  object_class->set_property = gst_telemetry_overlay_set_property;
  object_class->get_property = gst_telemetry_overlay_get_property;
  for (guint id = 1; id < GST_TELEMETRY_N_SETTINGS; id++)
    properties[id] = gst_telemetry_setting_spec (id, PLAYING);
  properties[PROP_TIME_OFFSET] = g_param_spec_int64 ("time-offset", "Time offset",
      "Nanoseconds added to each frame's time: positive shows later telemetry",
      -LONGEST, LONGEST, 0, PLAYING | GST_PARAM_CONTROLLABLE);
  properties[PROP_TIME_SOURCE] = g_param_spec_enum ("time-source", "Time source",
      "Which time of a frame is its place in the footage", gst_telemetry_time_source_get_type (),
      TIME_SOURCE_STREAM_TIME, PLAYING);
  properties[PROP_STALE_AFTER] = g_param_spec_int64 ("stale-after", "Stale after",
      "Nanoseconds after which a value that is not renewed is marked old "
      "(0 = as the mission says, or 2 s)", 0, LONGEST, 0, PLAYING);
  properties[PROP_LOST_AFTER] = g_param_spec_int64 ("lost-after", "Lost after",
      "Nanoseconds after which a value that is not renewed is no longer shown "
      "(0 = as the mission says, or 5 s)", 0, LONGEST, 0, PLAYING);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", "Enabled",
      "FALSE lets frames through untouched", TRUE, PLAYING | GST_PARAM_CONTROLLABLE);
  properties[PROP_MAX_WAIT] = g_param_spec_int64 ("max-wait", "Most wait",
      "Nanoseconds a frame waits for telemetry on telemetry_sink (-1 = not at all when live, "
      "otherwise until telemetry has passed the frame, 2 s without progress at most)",
      -1, LONGEST, -1, PLAYING);
  properties[PROP_HISTORY] = g_param_spec_int64 ("history", "History",
      "Nanoseconds of arriving telemetry that are kept at full rate", 0, LONGEST,
      600 * TLM_SECOND, PLAYING);
  properties[PROP_REORDER_WINDOW] = g_param_spec_int64 ("reorder-window", "Reorder window",
      "Nanoseconds that arriving telemetry may be behind the newest before it counts as late; "
      "late samples are used too", 0, LONGEST, TLM_SECOND, PLAYING);
  properties[PROP_STATS] = g_param_spec_boxed ("stats", "Statistics",
      "What came on telemetry_sink: good, bad, lost, duplicate, out-of-order records, late "
      "samples, bytes", GST_TYPE_STRUCTURE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODE] = g_param_spec_enum ("mode", "Mode",
      "Whether the picture is burned into the frames or attached for the sink to draw",
      gst_telemetry_overlay_mode_get_type (), OVERLAY_MODE_AUTO, PLAYING);
  properties[PROP_GRAPHICS_WHITE] = g_param_spec_double ("graphics-white", "Graphics white",
      "Luminance of white graphics on PQ and HLG footage, cd/m² (BT.2408: 203)", 10, 10000, 203,
      PLAYING);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gst_type_mark_as_plugin_api (gst_telemetry_time_source_get_type (), 0);
  gst_type_mark_as_plugin_api (gst_telemetry_units_get_type (), 0);
  gst_type_mark_as_plugin_api (gst_telemetry_overlay_mode_get_type (), 0);
}
