/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene.h"

#include <math.h>
#include <string.h>

#include "core/error.h"
#include "render/context.h"
#include "render/place.h"
#include "render/region.h"

/* The layout unit is this many times the width where that is less than the
 * height: digits of a portrait frame stay a thirtieth of its height. */
#define UNIT_OF_WIDTH 1.35

struct _TlrScene {
  TlrContext context;
  TlrLayout *layout;
  TlmTimeline *timeline;
  GPtrArray *widgets;      /* TlrWidget * */
  GPtrArray *regions;      /* TlrRegion * */
  guint n_vehicles;        /* of the timeline when the scene was made */
  gboolean has_events;
};

/* The word of [strings] in the user's language. */
static const char *
translate (gpointer data, const char *word)
{
  const char *found = g_hash_table_lookup (((TlrContext *) data)->words, word);

  return found ? found : word;
}

static void
read_words (TlrContext *context)
{
  g_auto (GStrv) keys = g_key_file_get_keys (context->layout->file->keys, "strings", NULL, NULL);

  context->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; keys && keys[i]; i++) {
    char *bracket = strchr (keys[i], '[');

    if (bracket)
      *bracket = 0;
    char *word = tlr_layout_get (context->layout, "strings", keys[i], TLR_SHAPE_WIDE, context->language);
    if (word)
      g_hash_table_replace (context->words, g_strdup (keys[i]), word);
  }
}

/* What stands on the picture about data that was not measured. */
static void
read_provenance (TlrContext *context)
{
  const char *name = tlm_provenance_name (context->mission->provenance);

  context->provenance = name;
  if (context->mission->provenance == TLM_PROVENANCE_MEASURED) {
    context->provenance_label = g_strdup ("");
    return;
  }
  const char *word = translate (context, name);
  context->provenance_label = word == name ? g_strdup_printf ("%s data", name) : g_strdup (word);
}

static double
layout_number (const TlrContext *context, const char *key, double fallback)
{
  g_autofree char *text = tlr_layout_get (context->layout, "layout", key, context->shape, NULL);

  if (text)
    tlr_key_read_number (text, &fallback);
  return fallback;
}

static TlrUnits
choose_units (const TlrContext *context, const TlrStyle *style)
{
  TlrUnits units = TLR_UNITS_METRIC;
  g_autofree char *text = tlr_layout_get (context->layout, "layout", "units", context->shape, NULL);

  if (style && style->units != TLR_UNITS_LAYOUT)
    return style->units;
  if (text)
    tlr_units_from_name (text, &units);
  return units;
}

static void
read_frame (TlrContext *context)
{
  const TlrSceneSpec *spec = &context->spec;
  double par = spec->par_n > 0 && spec->par_d > 0 ? (double) spec->par_n / spec->par_d : 1;
  double width = spec->width * par, aspect = width / spec->height;
  guint columns = 1, rows = 1;

  tlr_pixel_format_grid (spec->native.format, spec->native.interlaced, &columns, &rows);
  context->columns = (int) columns;
  context->rows = (int) rows;
  context->x_scale = 1 / par;
  context->shape = aspect < 0.8 ? TLR_SHAPE_TALL : aspect < 1.45 ? TLR_SHAPE_SQUARE : TLR_SHAPE_WIDE;
  context->unit = MIN (spec->height, UNIT_OF_WIDTH * width) / 1000;
  double safe = layout_number (context, "safe", 5) / 100;
  double reserve = layout_number (context, "reserve", 0) / 100;
  int x = (int) ceil (safe * spec->width / columns) * (int) columns;
  int y = (int) ceil (safe * spec->height / rows) * (int) rows;
  int bottom = (int) ceil (reserve * spec->height / rows) * (int) rows;
  context->safe = (TlrRect) { x, y, spec->width / (int) columns * (int) columns - 2 * x,
    spec->height / (int) rows * (int) rows - 2 * y - bottom };
}

static void
context_start (TlrContext *context, const TlrStyle *style, const TlmMission *mission)
{
  context->language = style ? g_strdup (style->language) : NULL;
  context->mission = tlm_mission_new ();
  if (mission) {
    context->mission->provenance = mission->provenance;
    context->mission->name = g_strdup (mission->name);
    context->mission->credit = g_strdup (mission->credit);
  }
  context->strips = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_strip_free);
  context->items = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_item_free);
  read_frame (context);
  read_words (context);
  read_provenance (context);
  context->source = (TlrSource) {
    .timeline = context->timeline,
    .mission = context->mission,
    .provenance_label = context->provenance_label,
    .units = choose_units (context, style),
    .marks = tlr_marks_for_language (context->language),
    .translate = translate,
    .translate_data = context,
  };
}

static void
context_finish (TlrContext *context)
{
  g_ptr_array_unref (context->items);
  g_ptr_array_unref (context->strips);
  g_hash_table_unref (context->words);
  tlm_mission_free (context->mission);
  g_free (context->provenance_label);
  g_free (context->language);
}

static void
paint_ground (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  widget->klass->draw (widget, cr);
}

static gboolean
covers_item (const TlrContext *context, const TlrWidget *widget)
{
  for (guint i = 0; i < context->items->len; i++)
    if (tlr_rect_overlaps (&((TlrItem *) context->items->pdata[i])->rect, &widget->rect))
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

  for (guint i = 0; i < scene->widgets->len; i++) {
    TlrWidget *widget = scene->widgets->pdata[i];

    if (widget->absent)
      continue;
    if (widget->klass->draw && !tlr_rect_is_empty (&widget->rect)) {
      if (tlr_widget_is_conditional (widget) || covers_item (context, widget))
        tlr_context_add_item (context, tlr_painting_new (widget, &widget->rect, NULL, paint_ground));
      else
        g_ptr_array_add (grounds, widget);
    }
    if (widget->klass->place)
      widget->klass->place (widget);
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
  context_start (&scene->context, style, mission);
  scene->widgets = tlr_place_widgets (&scene->context, error);
  if (!scene->widgets)
    return NULL;
  place_items (scene);
  return g_steal_pointer (&scene);
}

void
tlr_scene_free (TlrScene *scene)
{
  if (!scene)
    return;
  g_clear_pointer (&scene->regions, g_ptr_array_unref);
  context_finish (&scene->context);
  g_clear_pointer (&scene->widgets, g_ptr_array_unref);
  tlr_layout_unref (scene->layout);
  tlm_timeline_unref (scene->timeline);
  g_free (scene);
}

gboolean
tlr_scene_is_current (const TlrScene *scene)
{
  g_return_val_if_fail (scene != NULL, FALSE);
  return scene->n_vehicles == tlm_timeline_n_vehicles (scene->timeline) &&
      scene->has_events == (tlm_timeline_n_events (scene->timeline) > 0);
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
