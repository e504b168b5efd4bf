/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ges/edit-watch.h"

#include "ges/overlay-effect.h"

/* FALSE where OBJECT is watched already. */
static gboolean
begin_watch (gpointer object)
{
  static const char mark[] = "telemetry-watched";

  if (g_object_get_data (object, mark))
    return FALSE;
  g_object_set_data (object, mark, GINT_TO_POINTER (TRUE));
  return TRUE;
}

static void
follow_clip (GESClip *clip)
{
  GList *effects = ges_clip_get_top_effects (clip);

  for (GList *l = effects; l; l = l->next)
    if (telemetry_is_overlay_effect (l->data))
      telemetry_effect_follow (clip, l->data);
  g_list_free_full (effects, gst_object_unref);
}

static void
on_in_point (GESClip *clip, GParamSpec *property, gpointer data)
{
  follow_clip (clip);
}

/* A split gives the new clip its effects one by one, with no in-point in GES 1.22. Their own in-points may be set
 * once more after that: they are held. */
static void
on_effect_in_point (GESTrackElement *effect, GParamSpec *property, gpointer data)
{
  GESTimelineElement *clip = GES_TIMELINE_ELEMENT_PARENT (effect);

  if (GES_IS_CLIP (clip))
    telemetry_effect_follow (GES_CLIP (clip), effect);
}

/* Whether CLIP has as many levels of the layer as it needs: one for each effect, and one that its sources of picture and
 * sound share. */
static gboolean
has_its_height (GESClip *clip)
{
  guint height = 0, n_effects = 0, n_sources = 0;

  for (GList *l = GES_CONTAINER_CHILDREN (clip); l; l = l->next)
    if (GES_IS_BASE_EFFECT (l->data))
      n_effects++;
    else
      n_sources++;
  g_object_get (clip, "height", &height, NULL);
  return height >= n_effects + MIN (n_sources, 1);
}

/* GES 1.22 counts the levels of a clip that came of a split too low, and lets the next clip of the layer begin within
 * it: where the two overlap, the effects of one are then applied to the other. It counts anew when an effect comes. */
static void
mend_height (GESClip *clip)
{
  g_autoptr (GstElement) element = NULL;
  GESBaseEffect *nothing;

  if (has_its_height (clip))
    return;
  nothing = GES_BASE_EFFECT (ges_effect_new ("identity"));
  g_object_ref_sink (nothing);
  /* GES leaves the element of an effect that came into no track floating, and so in memory. */
  element = gst_object_ref_sink (ges_track_element_get_nleobject (GES_TRACK_ELEMENT (nothing)));
  if (ges_clip_add_top_effect (clip, nothing, -1, NULL))
    ges_clip_remove_top_effect (clip, nothing, NULL);
  g_object_unref (nothing);
}

static void
on_child_added (GESClip *clip, GESTimelineElement *child, gpointer data)
{
  if (telemetry_is_overlay_effect (child)) {
    if (begin_watch (child))
      g_signal_connect (child, "notify::in-point", G_CALLBACK (on_effect_in_point), NULL);
    telemetry_effect_follow (clip, GES_TRACK_ELEMENT (child));
  }
  if (GES_IS_BASE_EFFECT (child))
    telemetry_effects_order (clip);
  if (!g_object_get_data (G_OBJECT (clip), "telemetry-mending")) {
    g_object_set_data (G_OBJECT (clip), "telemetry-mending", clip);
    mend_height (clip);
    g_object_set_data (G_OBJECT (clip), "telemetry-mending", NULL);
  }
}

static void
on_timeline (GESClip *clip, GParamSpec *property, gpointer data)
{
  GESTimeline *timeline = GES_TIMELINE_ELEMENT_TIMELINE (clip);

  if (timeline)
    telemetry_watch_timeline (timeline);
}

void
telemetry_watch_clip (GESClip *clip)
{
  if (begin_watch (clip)) {
    GList *children = ges_container_get_children (GES_CONTAINER (clip), FALSE);
    g_signal_connect (clip, "notify::in-point", G_CALLBACK (on_in_point), NULL);
    g_signal_connect (clip, "notify::timeline", G_CALLBACK (on_timeline), NULL);
    g_signal_connect (clip, "child-added", G_CALLBACK (on_child_added), NULL);
    for (GList *l = children; l; l = l->next)
      on_child_added (clip, l->data, NULL);
    g_list_free_full (children, gst_object_unref);
  }
  on_timeline (clip, NULL, NULL);
}

static void
on_clip_added (GESLayer *layer, GESClip *clip, gpointer data)
{
  telemetry_watch_clip (clip);
}

static void
on_layer_added (GESTimeline *timeline, GESLayer *layer, gpointer data)
{
  GList *clips;

  if (!begin_watch (layer))
    return;
  g_signal_connect (layer, "clip-added", G_CALLBACK (on_clip_added), NULL);
  for (clips = ges_layer_get_clips (layer); clips; clips = g_list_delete_link (clips, clips)) {
    telemetry_watch_clip (clips->data);
    gst_object_unref (clips->data);
  }
}

void
telemetry_watch_timeline (GESTimeline *timeline)
{
  GList *layers;

  if (!begin_watch (timeline))
    return;
  g_signal_connect (timeline, "layer-added", G_CALLBACK (on_layer_added), NULL);
  layers = ges_timeline_get_layers (timeline);
  for (GList *l = layers; l; l = l->next)
    on_layer_added (timeline, l->data, NULL);
  g_list_free_full (layers, gst_object_unref);
}
