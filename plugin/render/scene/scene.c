/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/scene.h"

#include <string.h>

#include "core/base/error.h"
#include "render/scene/arrange.h"
#include "render/scene/context.h"
#include "render/scene/painting.h"
#include "render/scene/region.h"
#include "render/scene/showing.h"

struct _TlrScene {
  TlrContext context;
  TlrLayout *layout;
  TlmTimeline *timeline;
  GPtrArray *widgets;      /* TlrWidget * */
  GPtrArray *regions;      /* TlrRegion * */
  TlmChannelSet shown;     /* whose values are on the picture */
  guint n_vehicles;        /* of the timeline when the scene was made */
  gboolean has_events;
};

static void
paint_ground (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  widget->klass->draw (widget, cr);
}

static gboolean
covers_item (const TlrContext *context, const TlrRect *cover)
{
  for (guint i = 0; i < context->items->len; i++)
    if (tlr_rect_overlaps (&((TlrItem *) context->items->pdata[i])->path, cover))
      return TRUE;
  return FALSE;
}

/* What never changes goes to the ground, unless something that does lies under
 * it: then it is one more item, which always shows the same. */
static void
place_items (TlrScene *scene)
{
  TlrContext *context = &scene->context;
  g_autoptr (GPtrArray) grounds = g_ptr_array_new ();
  guint started = 0;

  for (guint i = 0; i < scene->widgets->len; i++) {
    TlrWidget *widget = scene->widgets->pdata[i];

    if (widget->absent)
      continue;
    TlrRect cover = tlr_context_cover (context, &widget->rect);
    if (widget->klass->draw && !tlr_rect_is_empty (&cover)) {
      if (tlr_widget_is_conditional (widget) || covers_item (context, &cover))
        tlr_context_add_item (context, tlr_painting_new (widget, &widget->rect, NULL, paint_ground));
      else
        g_ptr_array_add (grounds, widget);
    }
    if (widget->klass->place)
      widget->klass->place (widget);
    for (; started < context->items->len; started++)
      tlr_showing_start (context->items->pdata[started]);
  }
  scene->regions = tlr_regions_new (context, grounds);
}

static gboolean
check_spec (const TlrSceneSpec *spec, GError **error)
{
  if (spec->width >= 16 && spec->height >= 16 && spec->width <= TLR_NATIVE_MAX_SIZE &&
      spec->height <= TLR_NATIVE_MAX_SIZE)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT,
      "frames of %dx%d pixels; right are 16 to %d each way", spec->width, spec->height,
      TLR_NATIVE_MAX_SIZE);
  return FALSE;
}

TlrScene *
tlr_scene_new (TlrLayout *layout, const TlrStyle *style, TlmTimeline *timeline,
    const TlmMission *mission, const TlrSceneSpec *spec, GError **error)
{
  g_return_val_if_fail (layout != NULL && timeline != NULL && spec != NULL, NULL);
  g_return_val_if_fail (spec->native.format != NULL, NULL);
  if (!check_spec (spec, error))
    return NULL;
  g_autoptr (TlrScene) scene = g_new0 (TlrScene, 1);
  scene->layout = tlr_layout_ref (layout);
  scene->timeline = tlm_timeline_ref (timeline);
  scene->n_vehicles = tlm_timeline_n_vehicles (timeline);
  scene->has_events = tlm_timeline_n_events (timeline) > 0;
  scene->context.layout = layout;
  scene->context.timeline = timeline;
  scene->context.spec = *spec;
  tlr_context_start (&scene->context, style, mission);
  scene->widgets = tlr_arrange_widgets (&scene->context, error);
  if (!scene->widgets)
    return NULL;
  place_items (scene);
  scene->shown = scene->context.channels;
  tlm_channel_set_join (&scene->context.channels, &scene->context.watched);
  return g_steal_pointer (&scene);
}

void
tlr_scene_free (TlrScene *scene)
{
  if (!scene)
    return;
  g_clear_pointer (&scene->regions, g_ptr_array_unref);
  tlr_context_finish (&scene->context);
  g_clear_pointer (&scene->widgets, g_ptr_array_unref);
  tlr_layout_unref (scene->layout);
  tlm_timeline_unref (scene->timeline);
  g_free (scene);
}

/* Widgets that need data that was not there yet, or had not to be. */
static gboolean
has_outgrown (const TlrScene *scene)
{
  for (guint i = 0; i < scene->widgets->len; i++) {
    const TlrWidget *widget = scene->widgets->pdata[i];

    if (widget->when && tlr_widget_is_absent (widget) != widget->absent)
      return TRUE;
    if (!widget->absent && widget->klass->is_outgrown && widget->klass->is_outgrown (widget))
      return TRUE;
  }
  return FALSE;
}

gboolean
tlr_scene_is_current (const TlrScene *scene)
{
  g_return_val_if_fail (scene != NULL, FALSE);
  return scene->n_vehicles == tlm_timeline_n_vehicles (scene->timeline) &&
      scene->has_events == (tlm_timeline_n_events (scene->timeline) > 0) && !has_outgrown (scene);
}

const TlmChannelSet *
tlr_scene_shown_channels (const TlrScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);
  return &scene->shown;
}

const TlmChannelSet *
tlr_scene_channels (const TlrScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);
  return &scene->context.channels;
}

void
tlr_scene_update (TlrScene *scene, const TlmSnapshot *snapshot)
{
  g_return_if_fail (scene != NULL && snapshot != NULL);
  for (guint i = 0; i < scene->regions->len; i++)
    tlr_region_update (scene->regions->pdata[i], snapshot);
}

void
tlr_scene_blend (const TlrScene *scene, const TlrFrame *frame)
{
  g_return_if_fail (scene != NULL && frame != NULL);
  tlr_scene_blend_rows (scene, frame, 0, frame->height);
}

void
tlr_scene_blend_rows (const TlrScene *scene, const TlrFrame *frame, int y0, int y1)
{
  g_return_if_fail (scene != NULL && frame != NULL);
  for (guint i = 0; i < scene->regions->len; i++) {
    const TlrRegion *region = scene->regions->pdata[i];

    tlr_native_blend_rows (region->canvas, region->rect.x, region->rect.y, frame, y0, y1);
  }
}

guint
tlr_scene_n_regions (const TlrScene *scene)
{
  g_return_val_if_fail (scene != NULL, 0);
  return scene->regions->len;
}

void
tlr_scene_region (const TlrScene *scene, guint index, TlrRect *rect, guint *serial,
    const TlrNative **picture)
{
  g_return_if_fail (scene != NULL && index < scene->regions->len);
  const TlrRegion *region = scene->regions->pdata[index];

  if (rect)
    *rect = region->rect;
  if (serial)
    *serial = region->serial;
  if (picture)
    *picture = region->canvas;
}

const TlrRect *
tlr_scene_region_changes (const TlrScene *scene, guint index, guint *n)
{
  const TlrRegion *region;

  g_return_val_if_fail (scene != NULL && index < scene->regions->len && n != NULL, NULL);
  region = scene->regions->pdata[index];
  *n = region->changes->len;
  return (const TlrRect *) (gpointer) region->changes->data;
}

gsize
tlr_scene_get_size (const TlrScene *scene)
{
  gsize size = 0;

  g_return_val_if_fail (scene != NULL, 0);
  for (guint i = 0; i < scene->regions->len; i++)
    size += tlr_region_get_size (scene->regions->pdata[i]);
  for (guint i = 0; i < scene->context.strips->len; i++)
    size += tlr_strip_get_size (scene->context.strips->pdata[i]);
  return size;
}

gboolean
tlr_scene_widget_rect (const TlrScene *scene, const char *name, TlrRect *rect)
{
  g_return_val_if_fail (scene != NULL && name != NULL && rect != NULL, FALSE);
  for (guint i = 0; i < scene->widgets->len; i++) {
    const TlrWidget *widget = scene->widgets->pdata[i];

    if (strcmp (widget->name, name) == 0) {
      *rect = widget->rect;
      return TRUE;
    }
  }
  return FALSE;
}
