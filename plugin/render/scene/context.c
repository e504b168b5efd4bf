/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/context.h"

#include <math.h>
#include <string.h>

#include "render/layout/key-value.h"

/* The layout unit is this many times the width where that is less than the
 * height: digits of a portrait frame stay a thirtieth of its height. */
#define UNIT_OF_WIDTH 1.35

/* Of the safe margin, what widgets keep from a reserved strip. */
#define BESIDE_STRIP 0.4

TlrStrip *
tlr_context_strip (TlrContext *context, const TlrTextStyle *style)
{
  for (guint i = 0; i < context->strips->len; i++)
    if (memcmp (tlr_strip_get_style (context->strips->pdata[i]), style, sizeof *style) == 0)
      return context->strips->pdata[i];
  g_ptr_array_add (context->strips, tlr_strip_new (style, &context->spec.native));
  return context->strips->pdata[context->strips->len - 1];
}

TlrRaster *
tlr_context_raster (TlrContext *context)
{
  if (!context->raster)
    context->raster = tlr_raster_new (&context->spec.native, context->x_scale);
  return context->raster;
}

TlrRefresh *
tlr_context_refresh (TlrContext *context, TlmDuration period_ns)
{
  for (guint i = 0; i < context->refreshes->len; i++)
    if (tlr_refresh_get_period (context->refreshes->pdata[i]) == period_ns)
      return context->refreshes->pdata[i];
  g_ptr_array_add (context->refreshes, tlr_refresh_new (context->timeline, period_ns));
  return context->refreshes->pdata[context->refreshes->len - 1];
}

TlrRect
tlr_context_align (const TlrContext *context, double x, double y, double width, double height)
{
  int left = (int) floor (x + 1e-6), top = (int) floor (y + 1e-6);
  TlrRect rect = { left, top, (int) ceil (x + width - 1e-6) - left,
    (int) ceil (y + height - 1e-6) - top };

  return tlr_rect_intersect (&rect, &context->area);
}

TlrRect
tlr_context_cover (const TlrContext *context, const TlrRect *rect)
{
  TlrRect cover = *rect;

  tlr_pixel_format_align (context->spec.native.format, context->spec.native.interlaced,
      &cover.x, &cover.y, &cover.width, &cover.height);
  return tlr_rect_intersect (&cover, &context->drawable);
}

void
tlr_context_add_item (TlrContext *context, TlrItem *item)
{
  item->cover = item->path = tlr_context_cover (context, &item->rect);
  if (tlr_rect_is_empty (&item->rect) || tlr_rect_is_empty (&item->cover))
    tlr_item_free (item);
  else
    g_ptr_array_add (context->items, item);
}

static const char *
translate (gpointer data, const char *word)
{
  return tlr_words_find (((TlrContext *) data)->words, word);
}

static const char *
name_event (gpointer data, const char *id, gboolean brief)
{
  return tlr_words_event (((TlrContext *) data)->words, id, brief);
}

static const char *
name_phase (gpointer data, const char *id, gboolean brief)
{
  return tlr_words_phase (((TlrContext *) data)->words, id, brief);
}

static const char *
name_channel (gpointer data, guint channel, const char *name, gboolean brief)
{
  return tlr_words_channel (((TlrContext *) data)->words, channel, name, brief);
}

/* What stands on the picture about data that was not measured: what the mission says, or
 * for ephemerides whether they predict at that instant. */
static void
read_provenance (TlrContext *context)
{
  const TlmMission *mission = context->mission;
  gboolean is_said = mission->has_provenance || mission->provenance != TLM_PROVENANCE_MEASURED;
  const char *name = tlm_provenance_name (mission->provenance);

  context->provenance_varies = !is_said && tlm_timeline_may_predict (context->timeline);
  context->provenance_label = g_strdup (mission->provenance == TLM_PROVENANCE_MEASURED ? "" :
      translate (context, name));
  if (context->provenance_varies)
    context->predicted_label =
        g_strdup (translate (context, tlm_provenance_name (TLM_PROVENANCE_PREDICTED)));
}

const char *
tlr_context_provenance (const TlrContext *context, guint vehicle, const TlmSnapshot *snapshot)
{
  if (!snapshot && context->provenance_varies)
    return NULL;
  return tlm_provenance_name (snapshot ? tlm_mission_provenance_at (context->mission, snapshot,
          vehicle) : context->mission->provenance);
}

static TlrUnits
choose_units (const TlrContext *context, const TlrStyle *style)
{
  TlrUnits units = TLR_UNITS_METRIC;
  g_autofree char *text = tlr_layout_get_heading (context->layout, "units", context->shape);

  if (style && style->units != TLR_UNITS_LAYOUT)
    return style->units;
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
}

/* Pixels from the edge that are a part of SIZE, up to the grid. */
static int
strip_width (double part, int size, int grid)
{
  return (int) ceil (part * size / grid - 1e-9) * grid;
}

/* A side's distance from the frame's edge: the safe margin, or a strip and some of
 * the margin more. */
static double
side (double safe, double strip)
{
  return strip > 0 ? MAX (safe, strip + safe * BESIDE_STRIP) : safe;
}

static TlrRect
frame_part (const TlrContext *context, const TlrReserve *sides, int columns, int rows)
{
  const TlrSceneSpec *spec = &context->spec;
  int x = strip_width (sides->left, spec->width, columns);
  int y = strip_width (sides->top, spec->height, rows);
  int right = spec->width - strip_width (sides->right, spec->width, columns);
  int bottom = spec->height - strip_width (sides->bottom, spec->height, rows);

  /* The frame's own edge need not be on the grid, any other one is. */
  if (right < spec->width)
    right = right / columns * columns;
  if (bottom < spec->height)
    bottom = bottom / rows * rows;
  return (TlrRect) { x, y, right - x, bottom - y };
}

static void
read_area (TlrContext *context, const TlrStyle *style)
{
  g_autofree char *reserve = tlr_layout_get_heading (context->layout, "reserve", context->shape);
  g_autofree char *margin = tlr_layout_get_heading (context->layout, "safe", context->shape);
  TlrReserve strips = { 0 };
  double safe = 0;

  tlr_reserve_parse (reserve, &strips, NULL);
  tlr_key_read_number (margin, &safe);
  safe /= 100;
  if (style)
    strips = tlr_reserve_join (strips, style->reserve);
  TlrReserve sides = { side (safe, strips.left), side (safe, strips.right), side (safe, strips.top),
    side (safe, strips.bottom) };
  context->area = frame_part (context, &strips, 1, 1);
  context->drawable = frame_part (context, &strips, context->columns, context->rows);
  context->safe = frame_part (context, &sides, 1, 1);
}

void
tlr_context_start_plain (TlrContext *context, const TlrStyle *style, const TlmMission *mission)
{
  context->language = style ? g_strdup (style->language) : NULL;
  context->mission = tlm_mission_new ();
  if (mission) {
    context->mission->provenance = mission->provenance;
    context->mission->has_provenance = mission->has_provenance;
    context->mission->name = g_strdup (mission->name);
    context->mission->credit = g_strdup (mission->credit);
  }
  context->fonts = context->layout->fonts ? tlr_fonts_make_map (context->layout->fonts) : NULL;
  context->strips = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_strip_free);
  context->refreshes = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_refresh_free);
  context->items = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_item_free);
  context->words = tlr_words_new (context->layout, context->shape, context->language,
      mission ? mission->profile : NULL, style ? style->profile : NULL);
  /* What is wrong with it has been said when the flight was opened. */
  context->clock = mission ? tlm_mission_clock_new (mission, NULL) : NULL;
  read_provenance (context);
  context->source = (TlrSource) {
    .timeline = context->timeline,
    .mission = context->mission,
    .provenance_label = context->provenance_label,
    .predicted_label = context->predicted_label,
    .units = choose_units (context, style),
    .marks = tlr_marks_for_language (context->language),
    .translate = translate,
    .name_event = name_event,
    .name_phase = name_phase,
    .name_channel = name_channel,
    .clock = context->clock,
    .translate_data = context,
  };
}

void
tlr_context_start (TlrContext *context, const TlrStyle *style, const TlmMission *mission)
{
  read_frame (context);
  read_area (context, style);
  tlr_context_start_plain (context, style, mission);
}

void
tlr_context_finish (TlrContext *context)
{
  g_clear_pointer (&context->items, g_ptr_array_unref);
  g_clear_pointer (&context->refreshes, g_ptr_array_unref);
  g_clear_pointer (&context->strips, g_ptr_array_unref);
  g_clear_pointer (&context->raster, tlr_raster_free);
  g_clear_object (&context->fonts);
  g_clear_pointer (&context->words, tlr_words_free);
  g_clear_pointer (&context->clock, tlm_mission_clock_free);
  tlm_mission_free (context->mission);
  g_free (context->provenance_label);
  g_free (context->predicted_label);
  g_free (context->language);
}
