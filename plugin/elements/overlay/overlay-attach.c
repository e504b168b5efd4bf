/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether pictures are burned in or attached for a sink to draw: by caps first,
 * then as the ALLOCATION query confirms. */
#include "elements/overlay/overlay-private.h"

#define META GST_CAPS_FEATURE_META_GST_VIDEO_OVERLAY_COMPOSITION

static gboolean
has_meta (const GstCapsFeatures *features)
{
  return !gst_caps_features_is_any (features) && gst_caps_features_contains (features, META);
}

/* Whether frames with these features lie in memory that can be written to. */
static gboolean
can_map (const GstCapsFeatures *features)
{
  if (gst_caps_features_is_any (features))
    return FALSE;
  for (guint i = 0; i < gst_caps_features_get_size (features); i++) {
    const char *name = gst_caps_features_get_nth (features, i);

    if (g_str_has_prefix (name, "memory:") &&
        !g_str_equal (name, GST_CAPS_FEATURE_MEMORY_SYSTEM_MEMORY))
      return FALSE;
  }
  return TRUE;
}

static gboolean
caps_have_meta (const GstCaps *caps)
{
  return !gst_caps_is_empty (caps) && has_meta (gst_caps_get_features (caps, 0));
}

static void
append (GstCaps *to, const GstStructure *structure, const GstCapsFeatures *features,
    gboolean with_meta)
{
  GstCapsFeatures *changed = gst_caps_features_copy (features);

  if (!gst_caps_features_is_any (changed)) {
    gst_caps_features_remove (changed, META);
    if (with_meta)
      gst_caps_features_add (changed, META);
  }
  gst_caps_append_structure_full (to, gst_structure_copy (structure), changed);
}

/* What may be asked for at this moment. */
typedef struct {
  gboolean burn, attach, pass;
  gboolean any;              /* frames flow: they pass, whatever cannot be followed */
} Ways;

static Ways
find_ways (GstTelemetryOverlay *self)
{
  GstTelemetryOverlayMode mode;
  Ways ways;

  gst_telemetry_lock (&self->lock);
  mode = self->settings.mode;
  ways.pass = !self->settings.enabled;
  ways.any = self->flowing;
  ways.burn = mode != GST_TELEMETRY_OVERLAY_MODE_ATTACH;
  ways.attach = self->settings.enabled && (mode == GST_TELEMETRY_OVERLAY_MODE_ATTACH ||
      (mode == GST_TELEMETRY_OVERLAY_MODE_AUTO && !self->refused));
  gst_telemetry_unlock (&self->lock);
  return ways;
}

static void
append_output (GstCaps *to, const GstStructure *structure, const GstCapsFeatures *features,
    Ways ways)
{
  gboolean same = ways.pass || (ways.burn && can_map (features));

  if (gst_caps_features_is_any (features) || has_meta (features)) {
    append (to, structure, features, TRUE);
    return;
  }
  if (ways.attach || (ways.any && !same))
    append (to, structure, features, TRUE);
  if (same || ways.any)
    append (to, structure, features, FALSE);
}

static void
append_input (GstCaps *to, const GstStructure *structure, const GstCapsFeatures *features,
    Ways ways)
{
  if (gst_caps_features_is_any (features)) {
    append (to, structure, features, FALSE);
  } else if (has_meta (features)) {
    if (ways.attach || ways.any)
      append (to, structure, features, FALSE);
    append (to, structure, features, TRUE);
  } else if (ways.pass || ways.any || (ways.burn && can_map (features))) {
    append (to, structure, features, FALSE);
  }
}

GstCaps *
gst_telemetry_overlay_transform_caps (GstBaseTransform *trans, GstPadDirection direction,
    GstCaps *caps, GstCaps *filter)
{
  Ways ways = find_ways (GST_TELEMETRY_OVERLAY_CAST (trans));
  GstCaps *other = gst_caps_new_empty (), *filtered;

  for (guint i = 0; i < gst_caps_get_size (caps); i++) {
    const GstStructure *structure = gst_caps_get_structure (caps, i);
    const GstCapsFeatures *features = gst_caps_get_features (caps, i);

    if (direction == GST_PAD_SINK)
      append_output (other, structure, features, ways);
    else
      append_input (other, structure, features, ways);
  }
  if (!filter)
    return other;
  filtered = gst_caps_intersect_full (filter, other, GST_CAPS_INTERSECT_FIRST);
  gst_caps_unref (other);
  return filtered;
}

/* However downstream's caps are ordered. */
GstCaps *
gst_telemetry_overlay_fixate_caps (GstBaseTransform *trans, GstPadDirection direction,
    GstCaps *caps, GstCaps *other)
{
  GstCaps *chosen = NULL;

  for (guint i = 0; direction == GST_PAD_SINK && i < gst_caps_get_size (other) && !chosen; i++)
    if (has_meta (gst_caps_get_features (other, i)))
      chosen = gst_caps_copy_nth (other, i);
  if (chosen)
    gst_caps_unref (other);
  return gst_caps_fixate (chosen ? chosen : other);
}

void
gst_telemetry_overlay_note_caps (GstTelemetryOverlay *self, GstCaps *in, GstCaps *out)
{
  self->mappable = can_map (gst_caps_get_features (in, 0));
  self->brings_meta = caps_have_meta (in);
  self->passes_meta = caps_have_meta (out);
  self->ask_allocation = TRUE;
  self->attaching = FALSE;
  gst_telemetry_lock (&self->lock);
  self->flowing = TRUE;
  gst_telemetry_unlock (&self->lock);
}

/* What was wished and cannot be, since the frames' memory or what follows does not allow it;
 * NULL where it can. */
static const char *
find_unmet (const GstTelemetryOverlay *self, GstTelemetryOverlayMode mode)
{
  if (!self->attaching && !self->mappable)
    return "Nothing is shown: the frames lie in memory that cannot be drawn on, and nothing "
        "downstream draws overlays. Put a download (gldownload, videoconvert) before "
        "telemetryoverlay.";
  if (mode == GST_TELEMETRY_OVERLAY_MODE_ATTACH && !self->attaching)
    return "mode=attach: nothing downstream draws overlays, so that the picture is burned in.";
  if (mode == GST_TELEMETRY_OVERLAY_MODE_BURN && self->attaching)
    return "mode=burn: the frames lie in memory that cannot be drawn on, so that the picture is "
        "attached.";
  return NULL;
}

/* Once a start. */
static void
warn_of_unmet (GstTelemetryOverlay *self, GstTelemetryOverlayMode mode)
{
  const char *words = find_unmet (self, mode);

  if (!words || self->told_unmet)
    return;
  self->told_unmet = TRUE;
  GST_ELEMENT_WARNING (self, STREAM, FORMAT, ("%s", words), (NULL));
}

/* Whether downstream draws compositions, and in which window. */
static gboolean
ask_downstream (GstTelemetryOverlay *self)
{
  GstPad *pad = GST_BASE_TRANSFORM_SRC_PAD (self);
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  g_autoptr (GstQuery) query = gst_query_new_allocation (caps, FALSE);
  const GstStructure *params = NULL;
  guint index, width = 0, height = 0;

  if (!gst_pad_peer_query (pad, query) ||
      !gst_query_find_allocation_meta (query, GST_VIDEO_OVERLAY_COMPOSITION_META_API_TYPE, &index))
    return FALSE;
  gst_query_parse_nth_allocation_meta (query, index, &params);
  if (params && gst_structure_get (params, "width", G_TYPE_UINT, &width, "height", G_TYPE_UINT,
          &height, NULL)) {
    self->window_width = (int) MIN (width, G_MAXINT);
    self->window_height = (int) MIN (height, G_MAXINT);
  }
  return TRUE;
}

/* Renegotiates without the caps feature, which nobody would honour. */
static void
refuse (GstTelemetryOverlay *self)
{
  GstBaseTransform *trans = GST_BASE_TRANSFORM (self);

  gst_telemetry_lock (&self->lock);
  self->refused = TRUE;
  gst_telemetry_unlock (&self->lock);
  gst_base_transform_reconfigure_src (trans);
  gst_base_transform_reconfigure (trans);
  self->ask_allocation = FALSE;
}

void
gst_telemetry_overlay_settle (GstTelemetryOverlay *self)
{
  GstTelemetryOverlayMode mode;

  gst_base_transform_reconfigure (GST_BASE_TRANSFORM (self));
  gst_telemetry_lock (&self->lock);
  mode = self->settings.mode;
  self->ask_allocation |= self->reconsider;
  self->reconsider = FALSE;
  gst_telemetry_unlock (&self->lock);
  if (!self->ask_allocation || !self->has_info)
    return;
  self->ask_allocation = FALSE;
  self->window_width = self->window_height = 0;
  if (self->passes_meta && (mode != GST_TELEMETRY_OVERLAY_MODE_BURN || !self->mappable)) {
    self->attaching = ask_downstream (self) || mode == GST_TELEMETRY_OVERLAY_MODE_ATTACH ||
        !self->mappable;
    if (!self->attaching && !self->brings_meta)
      refuse (self);
  } else {
    self->attaching = FALSE;
  }
  warn_of_unmet (self, mode);
}

void
gst_telemetry_overlay_renegotiate (GstTelemetryOverlay *self)
{
  gst_telemetry_lock (&self->lock);
  self->refused = FALSE;
  self->reconsider = TRUE;
  gst_telemetry_unlock (&self->lock);
  gst_base_transform_reconfigure_src (GST_BASE_TRANSFORM (self));
}
