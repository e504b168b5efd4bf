/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/telemetry-ges/telemetry-ges.h>

#include "ges/edit-watch.h"
#include "ges/overlay-effect.h"

/* GES makes an effect of what it cannot parse, and fails later without a word. */
static gboolean
check_description (const char *description, GError **error)
{
  g_autoptr (GstElement) bin = NULL;
  g_autoptr (GError) parse_error = NULL;

  if (!telemetry_describes_overlay (description)) {
    g_set_error (error, GST_PARSE_ERROR, GST_PARSE_ERROR_SYNTAX,
        "'%s' does not begin with telemetryoverlay, as in 'telemetryoverlay location=flight.csv liftoff-at=12.48'",
        description);
    return FALSE;
  }
  bin = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &parse_error);
  if (bin)
    gst_object_ref_sink (bin);
  if (!parse_error)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&parse_error));
  return FALSE;
}

gboolean
gst_telemetry_ges_add_overlay (GESClip *clip, const gchar *bin_description, GError **error)
{
  g_autoptr (GESEffect) effect = NULL;

  g_return_val_if_fail (GES_IS_CLIP (clip), FALSE);
  g_return_val_if_fail (bin_description != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  if (!check_description (bin_description, error))
    return FALSE;
  effect = ges_effect_new (bin_description);
  if (!effect) {
    g_set_error (error, GST_LIBRARY_ERROR, GST_LIBRARY_ERROR_FAILED, "GES makes no effect of '%s'", bin_description);
    return FALSE;
  }
  g_object_ref_sink (effect);
  ges_track_element_set_has_internal_source (GES_TRACK_ELEMENT (effect), TRUE);
  if (!ges_clip_add_top_effect (clip, GES_BASE_EFFECT (effect), 0, error)) {
    if (error && !*error)
      g_set_error (error, GST_LIBRARY_ERROR, GST_LIBRARY_ERROR_SETTINGS, "%s takes no effect: it has no picture",
          GES_TIMELINE_ELEMENT_NAME (clip));
    return FALSE;
  }
  telemetry_effect_follow (clip, GES_TRACK_ELEMENT (effect));
  telemetry_effects_order (clip);
  telemetry_watch_clip (clip);
  return TRUE;
}

void
gst_telemetry_ges_watch_timeline (GESTimeline *timeline)
{
  g_return_if_fail (GES_IS_TIMELINE (timeline));
  telemetry_watch_timeline (timeline);
}
