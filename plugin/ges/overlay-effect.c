/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ges/overlay-effect.h"

gboolean
telemetry_describes_overlay (const char *description)
{
  const char *at = description;

  while (g_ascii_isspace (*at))
    at++;
  if (!g_str_has_prefix (at, TELEMETRY_OVERLAY))
    return FALSE;
  at += strlen (TELEMETRY_OVERLAY);
  return *at == '\0' || *at == '!' || g_ascii_isspace (*at);
}

gboolean
telemetry_is_overlay_effect (gpointer child)
{
  g_autofree char *description = NULL;

  if (!GES_IS_EFFECT (child))
    return FALSE;
  g_object_get (child, "bin-description", &description, NULL);
  return description && telemetry_describes_overlay (description);
}

/* GES takes an in-point only where the element is said to have times of its own, which it forgets in copies
 * and in projects that were saved by versions before 1.18. It moves the first and last value of an animation to
 * the ends of the clip, and takes what is outside away, unless it is told to leave them with the medium. */
void
telemetry_effect_follow (GESClip *clip, GESTrackElement *effect)
{
  GESTimelineElement *element = GES_TIMELINE_ELEMENT (effect);
  GstClockTime in_point = GES_TIMELINE_ELEMENT_INPOINT (clip);

  if (!ges_track_element_has_internal_source (effect))
    ges_track_element_set_has_internal_source (effect, TRUE);
  ges_track_element_set_auto_clamp_control_sources (effect, FALSE);
  if (GES_TIMELINE_ELEMENT_INPOINT (element) != in_point)
    ges_timeline_element_set_inpoint (element, in_point);
}

/* GES applies its last effect first. The place after which no effect changes the speed. */
static gint
place_before_speed (GList *effects)
{
  gint place = 0, at = 0;

  for (GList *l = effects; l; l = l->next, at++)
    if (ges_base_effect_is_time_effect (l->data))
      place = at + 1;
  return place;
}

/* The first overlay, as GES counts, that a change of speed comes before; NULL where none does. */
static GESBaseEffect *
find_misplaced (GList *effects, gint place)
{
  gint at = 0;

  for (GList *l = effects; l && at < place; l = l->next, at++)
    if (telemetry_is_overlay_effect (l->data))
      return l->data;
  return NULL;
}

void
telemetry_effects_order (GESClip *clip)
{
  gboolean moved = TRUE;

  /* Each round takes one overlay out of the effects that come too late; there are finitely many. */
  while (moved) {
    GList *effects = ges_clip_get_top_effects (clip);
    gint place = place_before_speed (effects);
    GESBaseEffect *effect = find_misplaced (effects, place);
    g_autoptr (GError) error = NULL;

    moved = effect && ges_clip_set_top_effect_index_full (clip, effect, (guint) place - 1, &error);
    if (error)
      GST_WARNING_OBJECT (clip, "The overlay stays after a change of speed: %s", error->message);
    g_list_free_full (effects, gst_object_unref);
  }
}
