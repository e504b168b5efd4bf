/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/stage.h"

#include <math.h>

#include "render/scene/posed.h"

struct _TlrStage {
  TlrLayout *layout;
  const TlrStyle *style;
  TlmTimeline *timeline;
  const TlmMission *mission;
  TlrSceneSpec spec;
  TlrScene *laid_out;          /* for the frames themselves */
  TlrScene *drawn[TLR_POSE_MOST_SCALE]; /* for Cairo: as large as the frame, and twice; NULL until needed */
  TlrPosing posing;            /* of the pose shown */
  GArray *serials;             /* guint: of the regions whose surfaces are at hand */
  GPtrArray *posed;            /* TlrPosed *; NULL where the laid out scene is shown */
  guint serial;                /* the newest that a posed picture has */
  guint arrangement;
};

/* What Cairo's images are. */
static void
find_drawn_spec (const TlrStage *stage, guint larger, TlrSceneSpec *spec)
{
  *spec = stage->spec;
  spec->width *= (int) larger;
  spec->height *= (int) larger;
  spec->native = (TlrNativeSpec) {
    .format = tlr_pixel_format_find (G_BYTE_ORDER == G_LITTLE_ENDIAN ? "BGRA" : "ARGB"),
    .colorimetry = { .matrix = TLR_MATRIX_RGB, .range = TLR_RANGE_FULL },
  };
}

TlrStage *
tlr_stage_new (TlrLayout *layout, const TlrStyle *style, TlmTimeline *timeline,
    const TlmMission *mission, const TlrSceneSpec *spec, GError **error)
{
  TlrScene *scene = tlr_scene_new (layout, style, timeline, mission, spec, error);
  TlrStage *stage;

  if (!scene)
    return NULL;
  stage = g_new0 (TlrStage, 1);
  stage->layout = tlr_layout_ref (layout);
  stage->style = style;
  stage->timeline = tlm_timeline_ref (timeline);
  stage->mission = mission;
  stage->spec = *spec;
  stage->laid_out = scene;
  stage->posing.spec = *spec;
  stage->posing.pose = TLR_POSE_PRESET;
  stage->posing.surfaces = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  stage->serials = g_array_new (FALSE, TRUE, sizeof (guint));
  return stage;
}

void
tlr_stage_free (TlrStage *stage)
{
  if (!stage)
    return;
  g_clear_pointer (&stage->posed, g_ptr_array_unref);
  g_ptr_array_unref (stage->posing.surfaces);
  g_array_unref (stage->serials);
  for (guint i = 0; i < G_N_ELEMENTS (stage->drawn); i++)
    tlr_scene_free (stage->drawn[i]);
  tlr_scene_free (stage->laid_out);
  tlr_layout_unref (stage->layout);
  tlm_timeline_unref (stage->timeline);
  g_free (stage);
}

const TlrScene *
tlr_stage_scene (const TlrStage *stage)
{
  g_return_val_if_fail (stage != NULL, NULL);
  return stage->laid_out;
}

static double
within (double value, double least, double most, double preset)
{
  return isnan (value) ? preset : CLAMP (value, least, most);
}

static TlrPose
keep_to_ranges (const TlrPose *pose)
{
  return (TlrPose) {
    .opacity = within (pose->opacity, 0, 1, 1),
    .scale = within (pose->scale, 0, TLR_POSE_MOST_SCALE, 1),
    .x = within (pose->x, -1, 1, 0),
    .y = within (pose->y, -1, 1, 0),
  };
}

static gboolean
is_same (const TlrPose *a, const TlrPose *b)
{
  return a->opacity == b->opacity && a->scale == b->scale && a->x == b->x && a->y == b->y;
}

/* Frames of more pixels (4K) are not drawn twice as large, which would take 8 bytes for each of four times as many. */
#define MOST_TO_ENLARGE (4096 * 2304)

/* The scene to take pictures from, which are not enlarged but in the largest frames. Which one goes by the
 * pose alone, and not by what was shown before. NULL where there is none: then nothing is shown. */
static TlrScene *
find_drawn (TlrStage *stage, const TlrPose *pose)
{
  gboolean is_enlarged = pose->scale > 1 && (gint64) stage->spec.width * stage->spec.height <= MOST_TO_ENLARGE;
  guint larger = is_enlarged ? 2 : 1;
  TlrScene **drawn = &stage->drawn[larger - 1];
  TlrSceneSpec spec;

  find_drawn_spec (stage, larger, &spec);
  if (!*drawn)
    *drawn = tlr_scene_new (stage->layout, stage->style, stage->timeline, stage->mission, &spec, NULL);
  stage->posing.larger = larger;
  return *drawn;
}

/* A region whose surface is not that of its picture: where it differs is taken anew, and POSED is told. Where the
 * picture became another more than once since, that is all of it. */
static void
take_surface (TlrStage *stage, guint region, TlrPosed *posed)
{
  TlrSceneSpec spec;
  const TlrNative *picture;
  const TlrRect *changes;
  TlrRect rect;
  guint serial, n, *known = &g_array_index (stage->serials, guint, region);
  gpointer *surface = &stage->posing.surfaces->pdata[region];

  tlr_scene_region (stage->posing.scene, region, &rect, &serial, &picture);
  if (*surface && *known == serial)
    return;
  find_drawn_spec (stage, 1, &spec);
  changes = tlr_scene_region_changes (stage->posing.scene, region, &n);
  if (!*surface || *known + 1 != serial) {
    g_clear_pointer (surface, cairo_surface_destroy);
    *surface = tlr_posing_surface (picture, &spec.native);
    tlr_posing_touch (&stage->posing, posed, &rect);
    n = 0;
  }
  for (guint i = 0; i < n; i++) {
    TlrRect change = { rect.x + changes[i].x, rect.y + changes[i].y, changes[i].width, changes[i].height };

    tlr_posing_refresh (*surface, picture, &spec.native, &changes[i]);
    tlr_posing_touch (&stage->posing, posed, &change);
  }
  *known = serial;
}

static void
paint (TlrStage *stage, TlrPosed *posed)
{
  for (guint i = 0; i < posed->parts->len; i++)
    take_surface (stage, g_array_index (posed->parts, guint, i), posed);
  if (tlr_posing_paint (&stage->posing, posed))
    posed->serial = ++stage->serial;
}

/* Takes the pictures from SCENE, which may be NULL, from now on. */
static void
take_scene (TlrStage *stage, TlrScene *scene)
{
  guint n = scene ? tlr_scene_n_regions (scene) : 0;

  if (stage->posing.scene == scene)
    return;
  g_ptr_array_set_size (stage->posing.surfaces, 0);
  g_ptr_array_set_size (stage->posing.surfaces, (int) n);
  g_array_set_size (stage->serials, n);
  stage->posing.scene = scene;
}

static void
take_pose (TlrStage *stage, const TlrPose *pose)
{
  static const TlrPose preset = { .opacity = 1, .scale = 1 };

  g_clear_pointer (&stage->posed, g_ptr_array_unref);
  stage->arrangement++;
  stage->posing.pose = *pose;
  if (is_same (pose, &preset))
    return;
  take_scene (stage, find_drawn (stage, pose));
  stage->posed = tlr_posing_place (&stage->posing);
}

void
tlr_stage_update (TlrStage *stage, const TlmSnapshot *snapshot, const TlrPose *pose)
{
  TlrPose now;

  g_return_if_fail (stage != NULL && snapshot != NULL && pose != NULL);
  now = keep_to_ranges (pose);
  if (!is_same (&stage->posing.pose, &now))
    take_pose (stage, &now);
  if (!stage->posed) {
    tlr_scene_update (stage->laid_out, snapshot);
    return;
  }
  if (stage->posed->len > 0)
    tlr_scene_update (stage->posing.scene, snapshot);
  for (guint i = 0; i < stage->posed->len; i++)
    paint (stage, stage->posed->pdata[i]);
}

guint
tlr_stage_n_regions (const TlrStage *stage)
{
  g_return_val_if_fail (stage != NULL, 0);
  return stage->posed ? stage->posed->len : tlr_scene_n_regions (stage->laid_out);
}

void
tlr_stage_region (const TlrStage *stage, guint index, TlrRect *rect, guint *serial,
    const TlrNative **picture)
{
  const TlrPosed *posed;

  g_return_if_fail (stage != NULL && index < tlr_stage_n_regions (stage));
  if (!stage->posed) {
    tlr_scene_region (stage->laid_out, index, rect, serial, picture);
    return;
  }
  posed = stage->posed->pdata[index];
  if (rect)
    *rect = posed->rect;
  if (serial)
    *serial = posed->serial;
  if (picture)
    *picture = posed->picture;
}

guint
tlr_stage_arrangement (const TlrStage *stage)
{
  g_return_val_if_fail (stage != NULL, 0);
  return stage->arrangement;
}

void
tlr_stage_blend_rows (const TlrStage *stage, const TlrFrame *frame, int y0, int y1)
{
  g_return_if_fail (stage != NULL && frame != NULL);
  for (guint i = 0; i < tlr_stage_n_regions (stage); i++) {
    TlrRect rect;
    const TlrNative *picture;

    tlr_stage_region (stage, i, &rect, NULL, &picture);
    tlr_native_blend_rows (picture, rect.x, rect.y, frame, y0, y1);
  }
}
